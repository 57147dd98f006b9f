"""The goals in order: of the programme, or of a scenario. Buttons move them; a mouse is not needed, nor a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.demand import actions as demand_actions
from rantai.apps.demand import queries as demand
from rantai.apps.planning import what_ifs
from rantai.apps.planning.what_ifs import Change
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Words
from rantai.web.plans.templatetags.plans import GOALS
from rantai.web.scenarios.doors import EDITORS, READERS, get_what_if_for, may_edit
from rantai.web.scenarios.views import scenario_crumbs

USUAL = ("on_time", "local_first", "spread_work", "cost")
MEANING: dict[str, Words] = {
    "on_time": gettext_lazy("as few pieces late or missing as possible"),
    "local_first": gettext_lazy("work goes to the nearest workshop that can do it"),
    "spread_work": gettext_lazy("no workshop gets much while another gets nothing"),
    "cost": gettext_lazy("the cheapest workshop"),
}


@dataclass(frozen=True)
class GoalRow:
    """One goal at its rank, and the orders that its two buttons lead to; empty at the ends."""

    rank: int
    word: Words
    meaning: Words
    up_url: str
    down_url: str


@door(*EDITORS, methods=("POST",))
def use(request: Request) -> HttpResponse:
    """Let every new plan follow the order that was chosen."""
    programme = found(demand.programme())
    order = _order(request, demand.goals(programme.programme_id))
    demand_actions.set_goals(programme_id=programme.programme_id, goals=order, by=request.actor, at=request.now)
    messages.success(request, _("The next plan follows this order. The plan in force has not changed."))
    return redirect("scenarios:goals")


@door(*READERS)
def of_programme(request: Request) -> HttpResponse:
    """The order that every new plan follows."""
    programme = found(demand.programme())
    now = _order(request, demand.goals(programme.programme_id))
    context = {
        "title": _("Goals in order"),
        "lede": _("Every new plan serves the first goal fully, then the second as far as the first allows, and so on."),
        "submit": _("Use this order for the programme"),
        "action": reverse("scenarios:use_goals"),
        "crumbs": scenario_crumbs(Crumb(_("Goals in order"))),
        "trial_url": reverse("scenarios:goals_new") + "?" + urlencode({"urutan": ",".join(now)}),
    }
    return _page(request, now, context, is_open=may_edit(request))


@door(*EDITORS, methods=("GET", "POST"))
def of_new(request: Request) -> HttpResponse:
    """A scenario with other goals."""
    programme = found(demand.programme())
    now = _order(request, demand.goals(programme.programme_id))

    def keep(change: Change) -> int:
        words = " → ".join(str(GOALS[goal]) for goal in change.goals)
        return what_ifs.create_what_if(
            programme_id=programme.programme_id,
            name=_("Goals: %(goals)s") % {"goals": words},
            changes=[change],
            by=request.actor,
            at=request.now,
        )

    crumbs = scenario_crumbs(Crumb(_("New scenario"), reverse("scenarios:ask")), Crumb(_("Goals in order")))
    return _kept(request, now, keep, _("Make the scenario"), crumbs, "scenarios:ask", ())


@door(*EDITORS, methods=("GET", "POST"))
def of_what_if(request: Request, what_if_id: int) -> HttpResponse:
    """One more change of a scenario: other goals."""
    row = get_what_if_for(request, what_if_id)
    now = _order(request, demand.goals(row.programme_id))

    def keep(change: Change) -> int:
        what_ifs.add_change(what_if_id=what_if_id, change=change, by=request.actor, at=request.now)
        return what_if_id

    here = reverse("scenarios:record", args=[what_if_id])
    crumbs = scenario_crumbs(Crumb(row.name, here), Crumb(_("Goals in order")))
    return _kept(request, now, keep, _("Add the change"), crumbs, "scenarios:more", (what_if_id,))


def _kept(
    request: Request,
    now: Sequence[str],
    keep: Callable[[Change], int],
    submit: str,
    crumbs: list[Crumb],
    back: str,
    arguments: tuple[int, ...],
) -> HttpResponse:
    if request.method == "POST":
        try:
            what_if_id = keep(Change("goals", goals=tuple(now)))
        except InvalidInput as refused:
            for problem in refused.problems:
                messages.error(request, f"{problem.text(formats.language())} {problem.way_out(formats.language())}")
        else:
            return redirect("scenarios:record", what_if_id)
    context = {
        "title": _("What if other goals came first?"),
        "lede": _("For example near workshops before on time."),
        "submit": submit,
        "crumbs": crumbs,
        "cancel_url": reverse(back, args=arguments),
    }
    return _page(request, now, context, is_open=True)


def _order(request: Request, kept: Sequence[str]) -> tuple[str, ...]:
    """The order that the address or the form says, else the one kept, else the usual one."""
    said = (request.POST if request.method == "POST" else request.GET).get("urutan", "")
    for order in (tuple(said.split(",")), tuple(kept)):
        if sorted(order) == sorted(USUAL):
            return order
    return USUAL


def _page(request: Request, now: Sequence[str], context: Mapping[str, object], *, is_open: bool) -> HttpResponse:
    rows = [
        GoalRow(
            at + 1,
            GOALS[goal],
            MEANING[goal],
            _moved(request, now, at, -1) if is_open else "",
            _moved(request, now, at, 1) if is_open else "",
        )
        for at, goal in enumerate(now)
    ]
    return render(
        request, "scenarios/goals.html", {**context, "rows": rows, "order": ",".join(now), "is_open": is_open}
    )


def _moved(request: Request, now: Sequence[str], at: int, step: int) -> str:
    to = at + step
    if not 0 <= to < len(now):
        return ""
    order = list(now)
    order[at], order[to] = order[to], order[at]
    return f"{request.path}?{urlencode({'urutan': ','.join(order)})}"
