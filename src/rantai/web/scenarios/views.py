"""The scenarios of the programme, and one of them beside the plan it changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries
from rantai.apps.planning.queries import RunRow, WhatIfRow
from rantai.web.access import Request, door
from rantai.web.layout import charts, formats
from rantai.web.layout.lists import Column, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Reason, Status, Words
from rantai.web.layout.statuses import status_of
from rantai.web.plans.doors import makers_shown_to
from rantai.web.plans.told import told_figures, told_runs, told_together
from rantai.web.sales.forms import new_key
from rantai.web.scenarios.cover import parts_of, signed
from rantai.web.scenarios.doors import READERS, get_what_if_for, may_edit
from rantai.web.scenarios.figures import BY_NAME, Figures, difference, tone_of
from rantai.web.scenarios.wording import sentence, title_of
from rantai.web.timeline import events_of

VERBS: dict[str, Words] = {
    "create": gettext_lazy("Scenario made"),
    "rename": gettext_lazy("Scenario renamed"),
    "add_change": gettext_lazy("Change added"),
    "remove_change": gettext_lazy("Change removed"),
    "undo_change": gettext_lazy("Last step undone"),
    "archive": gettext_lazy("Put into the archive"),
    "restore": gettext_lazy("Taken out of the archive"),
}
MILLION = 1_000_000
PPM = 1_000_000
PRICE_PARTS: dict[str, Words] = {
    "steel_cost": gettext_lazy("Steel"),
    "making_cost": gettext_lazy("Work"),
    "component_cost": gettext_lazy("Components"),
}
SHOWN = ("vehicles_on_time", "vehicles_late", "vehicles_short", "cost", "steel", "jobs", "domestic", "missing_hours")


@dataclass(frozen=True)
class ScenarioLine:
    """A scenario as the list shows it; figures are empty until it was planned."""

    what_if_id: int
    name: str
    url: str
    status: Status
    state: str
    changes: int
    on_time: int | None
    late: int | None
    cost_idr: int | None
    steel_g: int | None
    asked: datetime
    by: str


SCENARIOS = ListSpec(
    name="skenario",
    columns=(
        Column("name", gettext_lazy("Scenario"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("changes", gettext_lazy("Changes"), "number"),
        Column("on_time", gettext_lazy("Vehicles on time"), "number", prime=True),
        Column("late", gettext_lazy("Vehicles late or missing"), "number"),
        Column("cost_idr", gettext_lazy("Price in all"), "money", prime=True),
        Column("steel_g", gettext_lazy("Steel to order"), "tonnes"),
        Column("asked", gettext_lazy("Changed on"), "date", phone="off"),
        Column("by", gettext_lazy("By"), phone="off"),
    ),
    search=("name", "by"),
    views=(View(gettext_lazy("In use"), ""), View(gettext_lazy("Archive"), "arsip=1")),
    empty=Empty(
        gettext_lazy("No scenario yet"),
        gettext_lazy(
            "A scenario asks “what if …” of the plan and shows what would be different, before money is spent."
        ),
        icon="help",
    ),
)


@door(*READERS)
def scenarios(request: Request) -> HttpResponse:
    """Every scenario with its state and the figures of its plan."""
    rows = queries.what_ifs(is_archived=request.GET.get("arsip") == "1")
    told = told_runs({row.plan.run_id for row in rows if row.plan}, makers_shown_to(request))
    title = _("What if …")
    context = {
        "crumbs": scenario_crumbs(),
        "may_edit": may_edit(request),
        "has_plan": queries.current_run() is not None,
        "ready": sum(1 for row in rows if row.plan is not None),
        "lede": _("Ask the plan a question and compare the answer with the plan in force."),
    }
    return respond(
        request,
        SCENARIOS,
        [_line(row, told) for row in rows],
        title=title,
        context=context,
        template="scenarios/list.html",
    )


def _line(row: WhatIfRow, told_of: Collection[int]) -> ScenarioLine:
    told = told_figures(row.plan, told_of)
    return ScenarioLine(
        row.what_if_id,
        title_of(row),
        reverse("scenarios:record", args=[row.what_if_id]),
        status_of(row.state),
        row.state,
        len(row.changes),
        told.get("vehicles_on_time"),
        told["vehicles_late"] + told["vehicles_short"] if told else None,
        told.get("cost"),
        told.get("steel"),
        row.changed_at,
        row.made_by,
    )


def scenario_crumbs(*more: Crumb) -> list[Crumb]:
    """The place line: the plan, the scenarios, and what lies below."""
    here = [Crumb(_("Plan"), reverse("plans:current")), Crumb(_("What if …"), reverse("scenarios:list"))]
    return [*here, *more] if more else [here[0], Crumb(_("What if …"))]


@door(*READERS)
def record(request: Request, what_if_id: int) -> HttpResponse:
    """One scenario: what it changes, how far its plan is, and what is different then."""
    row = get_what_if_for(request, what_if_id)
    base = row.base
    names = queries.names_of([change.scope for change in row.changes])
    before, after = told_together([base, row.plan], makers_shown_to(request))
    context = {
        "title": title_of(row),
        "what_if": row,
        "base": base,
        "state": status_of(row.state),
        "may_edit": may_edit(request) and row.archived_at is None,
        "may_restore": may_edit(request) and row.archived_at is not None,
        "changes": [(change.position, sentence(change, names)) for change in row.changes],
        "finding": finding_of(before, after),
        "tone": tone_of_plans(before, after),
        "figures": figures_of(before, after),
        "chart": _chart(base, before, after),
        "price": _price(before, after),
        "cover": parts_of(base, row.plan, what_if_id),
        "problems": _problems(row.newest),
        "events": events_of(request, "what_if", what_if_id, VERBS),
        "key": new_key(),
        "crumbs": scenario_crumbs(Crumb(title_of(row))),
    }
    return render(request, "scenarios/record.html", context)


def finding_of(before: Figures, after: Figures) -> str:
    """The answer in one sentence; empty before there is one."""
    if not (before and after):
        return ""
    said = [
        text
        for name, words in _SAID.items()
        if name in before
        and (text := difference(BY_NAME[name], before[name], after[name]))
        and (text := words() % {"change": text})
    ]
    return _("Against the plan: %(said)s.") % {"said": ", ".join(said)} if said else _("Nothing is different then.")


_SAID = {
    "vehicles_on_time": lambda: _("%(change)s vehicles on time"),
    "vehicles_late": lambda: _("%(change)s late"),
    "vehicles_short": lambda: _("%(change)s missing"),
    "cost": lambda: _("price %(change)s"),
    "steel": lambda: _("steel %(change)s"),
    "jobs": lambda: _("%(change)s full-time jobs"),
}


def tone_of_plans(before: Figures, after: Figures) -> str:
    """Red where more vehicles are late or missing, green where fewer are or the price is lower."""
    if not (before and after):
        return "info"
    lost = sum(after[name] - before[name] for name in ("vehicles_late", "vehicles_short"))
    return "stop" if lost > 0 else "good" if lost < 0 or after.get("cost", 0) < before.get("cost", 0) else "info"


def figures_of(before: Figures, after: Figures) -> list[Figure]:
    """The figures of a plan, each with its difference from another's; none before there are both."""
    if not (before and after):
        return []
    found = []
    for name in (one for one in SHOWN if one in after):
        measure = BY_NAME[name]
        note = difference(measure, before[name], after[name]) or _("no change")
        found.append(
            Figure(
                measure.word, measure.write(after[name]), note=note, tone=tone_of(measure, before[name], after[name])
            )
        )
    return found


def _chart(base: RunRow | None, before: Figures, after: Figures) -> charts.Chart | None:
    """What the price is made of, before and after."""
    if base is None or "cost" not in before or "cost" not in after:
        return None
    said = difference(BY_NAME["cost"], before["cost"], after["cost"])
    title = _("The price changes by %(change)s") % {"change": said} if said else _("The price stays the same")
    labels = [_("Plan %(number)s") % {"number": base.run_id}, _("This scenario")]
    series = {str(word): [before[name] / MILLION, after[name] / MILLION] for name, word in PRICE_PARTS.items()}
    return charts.stacked(
        title,
        labels,
        series,
        of=_("Plan"),
        write=lambda value: formats.rupiah_short(round(value * MILLION)),
        note=_("The scale counts millions of rupiah."),
    )


def _price(before: Figures, after: Figures) -> list[Reason]:
    """By how much each part of the price differs, where it may be told: two bars of nearly the same length hide it."""
    if "cost" not in before or "cost" not in after:
        return []
    parts = [*PRICE_PARTS.items(), ("cost", _("Price in all"))]
    return [Reason(word, _rupiah_and_share(before[name], after[name])) for name, word in parts]


def _rupiah_and_share(before: int, after: int) -> str:
    """The difference, and what part it is of what was."""
    said = signed(after - before, formats.rupiah)
    if not before:
        return said
    share_ppm = round(Fraction((after - before) * PPM, before))
    return f"{said} ({signed(share_ppm, lambda value: formats.ppm(value, 2))})"


def _problems(run: RunRow | None) -> Sequence[str]:
    if run is None or run.state != "failed":
        return ()
    language = formats.language()
    return [f"{one['text'][language]} {one['way_out'][language]}" for one in run.problems if "text" in one]
