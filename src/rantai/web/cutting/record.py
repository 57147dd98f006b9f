"""One pattern: drawn to scale, its cuts in order, who gets its blanks, what is left, where the steel is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from rantai.apps.parties import queries as parties
from rantai.apps.planning import queries
from rantai.apps.planning.drawing import Drawn, PatternPaper, paper_of, sides_of
from rantai.apps.planning.queries import BlankUseRow, MaterialUseRow, PatternRow, PieceRow, RunRow
from rantai.web.access import Request, door, found
from rantai.web.cutting.views import may_read, own_centre, scrap_g, whose
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Figure
from rantai.web.plans.doors import PLANNERS, Sight, get_run_for, sight_of
from rantai.web.stock.doors import steel_shown_to


def get_pattern_for(request: Request, code: str) -> tuple[RunRow, PatternRow, Sight]:
    """A pattern of the reader's own centre, or of any for the consortium; 404 otherwise."""
    run = found(get_run_for(request))
    pattern = found(queries.pattern(run.run_id, code, centre_code=own_centre(request)))
    sight = sight_of(request).within(run.run_id)
    return run, found(pattern if may_read(request, code, sight) else None), sight


@door(*PLANNERS)
def record(request: Request, code: str) -> HttpResponse:
    """One pattern, as the saw's or shear's crew needs it on paper."""
    run, pattern, sight = get_pattern_for(request, code)
    pieces = queries.pattern_pieces(run.run_id, code)
    title = f"{pattern.format_name}, {size_words(pattern.length_um, pattern.width_um)}"
    uses = _uses(sight, run, queries.blank_uses(run.run_id, pattern_code=code))
    owner = _owner(pattern)
    drawn = paper_of(pattern, pieces, owner=owner).drawn(formats.language())
    context = {
        "title": pattern.format_name,
        "lede": " · ".join([code, pattern.centre_name]),
        "crumbs": [Crumb(_("Cutting"), reverse("cutting:list")), Crumb(code)],
        "pattern": pattern,
        "drawing_title": title,
        "drawing_note": _("Numbers: cuts in the order of work. Hatched: remnant to keep. Grey: scrap."),
        "drawn": drawn,
        "figures": _figures(run, pattern),
        "blanks": blanks_of(pattern, pieces, drawn),
        "uses": uses,
        "has_unseen": not all(use["url"] for use in uses),
        "left": _left(pattern, drawn),
        "sources": _sources(request, queries.sources_of(run.run_id, code)),
        "owner": owner,
        "chain_url": reverse("plans:chain", args=["pattern", code]),
    }
    return render(request, "cutting/record.html", context)


@door(*PLANNERS)
def leaf_pdf(request: Request, code: str) -> HttpResponse:
    """The pattern on A4: drawing, cuts to tick off, blanks, remnants; its QR code leads to the pattern's page."""
    run, pattern, paper = _paper(request, code)
    link = request.build_absolute_uri(reverse("cutting:record", args=[code]))
    day = _("cut before %(day)s") % {"day": formats.day(run.monday(pattern.week))}
    content = paper.pdf(formats.language(), code=f"{code} · {day}", link=link)
    return _file(content, "application/pdf", f"{code}.pdf", is_shown=True)


@door(*PLANNERS)
def drawing_dxf(request: Request, code: str) -> HttpResponse:
    """The pattern at full size for CAM programs."""
    _run, _pattern, paper = _paper(request, code)
    return _file(paper.dxf(formats.language()), "image/vnd.dxf", f"{code}.dxf", is_shown=False)


def _paper(request: Request, code: str) -> tuple[RunRow, PatternRow, PatternPaper]:
    run, pattern, _sight = get_pattern_for(request, code)
    pieces = queries.pattern_pieces(run.run_id, code)
    return run, pattern, paper_of(pattern, pieces, owner=_owner(pattern))


def _file(content: bytes, kind: str, name: str, *, is_shown: bool) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=not is_shown, filename=name) or ""}
    return HttpResponse(content, content_type=kind, headers=headers)


def size_words(length_um: int, width_um: int) -> str:
    """A size as people write it; bars have no width."""
    if not width_um:
        return formats.length(length_um)
    return f"{formats.length(length_um)} × {formats.length(width_um)}"


def _figures(run: RunRow, pattern: PatternRow) -> list[Figure]:
    unit = _("sheets") if pattern.width_um else _("bars")
    return [
        Figure(_("Cut"), formats.count(pattern.count_pieces), unit, note=_("all in this way")),
        Figure(_("Cut before"), formats.day(run.monday(pattern.week)), tone="wait"),
        Figure(_("Becomes blanks"), formats.percent(pattern.used_percent / 100)),
        Figure(_("Mass"), formats.mass(pattern.mass_g), note=whose(pattern.owner_code)),
        Figure(
            _("Kerf"),
            formats.length(pattern.kerf_um),
            note=_("trim %(trim)s at each edge") % {"trim": formats.length(pattern.trim_um)},
        ),
    ]


@dataclass(frozen=True)
class BlankLine:
    """Equal blanks of a pattern."""

    mark: str
    item: str
    size: str
    each: int
    total: int


def blanks_of(pattern: PatternRow, pieces: Sequence[PieceRow], drawn: Drawn) -> list[BlankLine]:
    """Blanks by part and size, turned or not, each with its letter in the picture, in the order of the letters."""
    counts = Counter((piece.item_name, sides_of(piece)) for piece in pieces)
    return [
        BlankLine(
            mark,
            item,
            size_words(sides[0], sides[1] if pattern.width_um else 0),
            counts[item, sides],
            counts[item, sides] * pattern.count_pieces,
        )
        for (item, sides), mark in sorted(drawn.marks.items(), key=lambda one: (len(one[1]), one[1]))
    ]


def _uses(sight: Sight, run: RunRow, rows: Sequence[BlankUseRow]) -> list[dict[str, Any]]:
    """Who gets the blanks. A workshop that keeps its work to itself stays without a name and without its job."""
    shown = sight.makers
    return [
        {
            "item": row.item_name,
            "maker": row.maker_name if row.maker_code in shown else _("a workshop that does not show its work"),
            "url": _job_url(row, sight),
            "blanks": row.quantity_blanks,
            "mass_g": row.mass_g,
            "week": run.monday(row.made_week),
        }
        for row in rows
    ]


def _job_url(row: BlankUseRow, sight: Sight) -> str:
    """Where a job opens, for those whom both its workshop and its customers let see it."""
    is_shown = row.maker_code in sight.makers and ("job", row.job_code) not in sight.unseen
    return reverse("plans:chain", args=["job", row.job_code]) if is_shown else ""


def _left(pattern: PatternRow, drawn: Drawn) -> dict[str, Any]:
    return {
        "sizes": [
            (formats.count(times * pattern.count_pieces), size_words(*sides))
            for sides, times in Counter(drawn.remnants).items()
        ],
        "mass_g": scrap_g(pattern),
        "remnant_code": pattern.remnant_code,
    }


def _sources(request: Request, rows: Sequence[MaterialUseRow]) -> list[dict[str, Any]]:
    """Where the steel is from; a lot opens for whom its page opens."""
    words = {
        "material_order": _("steel order"),
        "material_stock": _("steel at hand"),
        "material_receipt": _("steel on its way"),
    }
    is_at_hand = any(row.source_kind == "material_stock" for row in rows)
    lots = {row.lot_code for row in steel_shown_to(request)} if is_at_hand else set()
    urls = {code: reverse("stock:lot", args=["baja", code]) for code in lots}
    urls |= {
        row.source_code: reverse("orders:record", args=[row.source_code])
        for row in rows
        if row.source_kind == "material_order"
    }
    return [
        {
            "what": words[row.source_kind],
            "code": row.source_code,
            "mass_g": row.mass_g,
            "url": urls.get(row.source_code, ""),
        }
        for row in rows
    ]


def _owner(pattern: PatternRow) -> str:
    """The customer whose steel it is; empty for steel bought together."""
    owner = parties.organisation_by_code(pattern.owner_code) if pattern.owner_code else None
    return owner.name if owner else pattern.owner_code
