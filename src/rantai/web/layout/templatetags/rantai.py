"""`{% load rantai %}`: every component of the design system as a tag, every figure format as a filter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rantai.core.problems import Problem
from rantai.web.layout import fields, formats
from rantai.web.layout.charts import Chart
from rantai.web.layout.maps import PlaceMap
from rantai.web.layout.pieces import Empty, Figure, HeatCell, HeatRow, Reason, Stage, Status, Words
from rantai.web.layout.statuses import status_of

register = template.Library()

SPRITE = Path(__file__).resolve().parent.parent / "static" / "layout" / "icons.svg"
ICONS = frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text()))

for _name in "count decimal rupiah rupiah_short mass tonnes hours percent ppm day moment week".split():
    register.filter(_name, getattr(formats, _name))
register.filter("mm", formats.length)  # `length` is Django's own filter


@register.simple_tag
def interval(low: int, high: int, unit: str = "") -> str:
    """`{% interval 2100 4300 "unit" %}` → 2.100–4.300 unit."""
    return formats.interval(low, high, unit)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite. Always beside a word, therefore hidden from screen readers. ValueError: no such icon."""
    if name not in ICONS:
        raise ValueError(f"no icon {name!r} in the sprite; tools/vendor.py lists them and adds new ones")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("layout/icons.svg"),
        name,
    )


@register.simple_tag
def status(value: Status | str, tone: str = "") -> SafeString:
    """`{% status row.status %}`, `{% status "late" %}` (a code of statuses.py) or `{% status word "wait" %}`."""
    shown = value if isinstance(value, Status) else Status(value, tone) if tone else status_of(value)  # type: ignore[arg-type]
    return format_html('<span class="pill {}">{}</span>', shown.tone, shown.word)


@register.inclusion_tag("layout/parts/figures.html")
def figures(rows: Sequence[Figure]) -> dict:
    """The key figures of a page as one plate."""
    return {"figures": rows}


@register.inclusion_tag("layout/parts/timeline.html")
def timeline(events: Sequence) -> dict:
    """A record's history, newest first as given."""
    return {"events": events}


@register.inclusion_tag("layout/parts/empty.html")
def empty_state(state: Empty) -> dict:
    """An empty state that teaches."""
    return {"state": state}


@register.inclusion_tag("layout/parts/needs.html")
def needs(rows: Sequence) -> dict:
    """What needs the reader today, each line with its action."""
    return {"needs": rows}


@register.inclusion_tag("layout/parts/heat.html")
def heat_strip(rows: Sequence[HeatRow], caption: Words, unit: Words = "") -> dict:
    """Load by week: one row of cells per resource, coloured in steps and always carrying its number."""
    weeks = [cell.label for cell in rows[0].cells] if rows else []
    return {"rows": rows, "weeks": weeks, "caption": caption, "unit": unit}


@register.inclusion_tag("layout/parts/chain.html")
def chain(stages: Sequence[Stage], label: Words) -> dict:
    """A left-to-right chain (top to bottom on a phone): village → vehicle → part → sheet → mill order."""
    return {"stages": stages, "label": label}


@register.inclusion_tag("layout/parts/reasons.html")
def reasons(rows: Sequence[Reason]) -> dict:
    """The lines under "why" and "what would change it"."""
    return {"reasons": rows}


@register.inclusion_tag("layout/parts/field.html")
def field(bound: BoundField, unit: Words = "", read_back: Words = "") -> dict:
    """One form field: label, help, control, unit, the number read back in words, errors."""
    shown_unit = unit or getattr(bound.field, "unit", "")
    echo = read_back or fields.read_back(bound)
    return {"field": bound, "unit": shown_unit, "read_back": echo, "kind": _control(bound)}


@register.inclusion_tag("layout/parts/form_errors.html")
def form_errors(form: BaseForm) -> dict:
    """Everything that must be put right, at the top of a form, each linked to its field."""
    return {"form": form, "faulty": [bound for bound in form if bound.errors] if form.is_bound else []}


@register.inclusion_tag("layout/parts/problems.html")
def problems(rows: Sequence[Problem]) -> dict:
    """Every refusal of `core.problems` at once: place, what happened, the way out, in the reader's language."""
    language = formats.language()
    shown = [(one.where, one.text(language), one.way_out(language), one.code) for one in rows]
    return {"problems": shown, "number": len(shown)}


@register.inclusion_tag("layout/parts/progress.html", takes_context=True)
def progress(context: Context, percent: int | None, label: Words, cancel_url: str = "", poll_url: str = "") -> dict:
    """Work under way. With `poll_url` htmx asks for the same fragment again every two seconds."""
    shown = {"percent": percent, "label": label, "cancel_url": cancel_url, "poll_url": poll_url}
    return {**shown, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("layout/parts/chart.html")
def chart(drawn_chart: Chart) -> dict:
    """A chart with its finding above and its table under "Lihat angka"."""
    return {"chart": drawn_chart}


@register.inclusion_tag("layout/parts/map.html")
def place_map(drawn_map: PlaceMap) -> dict:
    """A map with its ranked list."""
    return {"map": drawn_map}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: Words = "") -> SafeString:
    """`{% notice "stop" _("Title") %}…{% endnotice %}`: good, wait, stop or info."""
    return _boxed("notice", content, tone=tone, title=title)


@register.simple_block_tag
def card(content: str, title: Words = "", more: Words = "", more_url: str = "") -> SafeString:
    """`{% card _("Title") %}…{% endcard %}`: one matter on paper, optionally with a link at its head."""
    return _boxed("card", content, title=title, more=more, more_url=more_url)


@register.simple_block_tag
def why(content: str, title: Words, open: bool = False) -> SafeString:
    """`{% why _("Show figures") %}…{% endwhy %}`: closed until asked for; works without scripts."""
    return _boxed("why", content, title=title, open=open)


@register.simple_block_tag
def dialog(content: str, name: str, label: Words, title: Words = "", *, tone: str = "") -> SafeString:
    """`{% dialog "name" _("Open") _("Title") %}…{% enddialog %}`, also `tone="stop"`: a button, its panel."""
    return _boxed("dialog", content, name=name, label=label, title=title or label, tone=tone)


@register.simple_block_tag
def cut_plan(content: str, title: Words, note: Words = "") -> SafeString:
    """`{% cut_plan title note %}{{ drawing.svg|drawn }}{% endcut_plan %}`: a cut plan to scale."""
    return _boxed("cut_plan", content, title=title, note=note)


@register.filter
def tone(level: str) -> str:
    """The tone of a Django message level."""
    return {"success": "good", "warning": "wait", "error": "stop"}.get(level, "info")


@register.filter
def load_step(cell: HeatCell) -> int:
    """Which of the five colour steps a load falls in: none, half, busy, full, over."""
    if not cell.percent:
        return 0
    return 1 + sum(cell.percent > limit for limit in (50, 80, 100))


@register.filter
def drawn(svg: str) -> SafeString:
    """Mark an SVG string of our own engine or of charts.py as markup. Never for anything a person typed."""
    if not svg.lstrip().startswith("<svg"):
        raise ValueError("drawn: expected an SVG string that starts with <svg")
    return mark_safe(svg)  # noqa: S308 - only our own renderers, which escape their labels


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: object) -> str:
    """The present address with some parameters changed; an empty value removes one; `page` starts again."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for key, value in changes.items():
        query.pop(key, None)
        if value not in ("", None):
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def with_page(context: Context, page: int) -> str:
    """The present address with another page number."""
    query = context["request"].GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"


def _boxed(part: str, content: str, **context: object) -> SafeString:
    return render_to_string(f"layout/parts/{part}.html", {"content": content, **context})


def _control(bound: BoundField) -> str:
    kind = type(bound.field.widget).__name__
    if kind == "CheckboxInput":
        return "check"
    return "group" if kind in ("RadioSelect", "CheckboxSelectMultiple") else "line"
