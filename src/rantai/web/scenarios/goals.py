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
from rantai.web.layout.pieces import Crumb, Words
from rantai.web.plans.doors import makers_shown_to
from rantai.web.plans.templatetags.plans import GOALS
from rantai.web.sales.forms import new_key
from rantai.web.saying import say
from rantai.web.scenarios.doors import EDITORS, READERS, get_what_if_for, may_edit, request_key
from rantai.web.scenarios.goal_orders import USUAL, earlier, trial, warning, words_of
from rantai.web.scenarios.views import scenario_crumbs

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
    programme, order = found(demand.programme()), _said(request)
    try:
        demand_actions.set_goals(
            programme_id=programme.programme_id,
            goals=order,
            was=_names(request.POST["was"]) if "was" in request.POST else None,
            by=request.actor,
            at=request.now,
        )
    except InvalidInput as refused:
        say(request, refused)
        return redirect(_address(reverse("scenarios:goals"), order if _is_whole(order) else ()))
    messages.success(request, _("The next plan follows this order. The plan in force has not changed."))
    return redirect("scenarios:goals")


@door(*READERS)
def of_programme(request: Request) -> HttpResponse:
    """The order that every new plan follows."""
    programme = found(demand.programme())
    kept = demand.goals(programme.programme_id)
    now = _order(request, kept)
    is_other = now != tuple(kept or USUAL)
    context = {
        "was": request.GET.get("dari", ",".join(kept)),
        "kept": ",".join(kept),
        "in_force": words_of(kept or USUAL) if is_other else "",
        "is_other": is_other,
        "trial": trial(programme.programme_id, now, makers_shown_to(request)) if is_other else None,
        "earlier": earlier(programme.programme_id, kept or USUAL) if may_edit(request) else (),
        "title": _("Goals in order"),
        "lede": _("Every new plan serves the first goal fully, then the second as far as the first allows, and so on."),
        "submit": _("Use this order for the programme"),
        "action": reverse("scenarios:use_goals"),
        "crumbs": scenario_crumbs(Crumb(_("Goals in order"))),
        "trial_url": _address(reverse("scenarios:goals_new"), now),
    }
    return _page(request, now, context, is_open=may_edit(request))


@door(*EDITORS, methods=("GET", "POST"))
def of_new(request: Request) -> HttpResponse:
    """A scenario with other goals."""
    programme = found(demand.programme())
    now = _order(request, demand.goals(programme.programme_id))

    def keep(change: Change) -> int:
        return what_ifs.create_what_if(
            programme_id=programme.programme_id,
            name=_("Goals: %(goals)s") % {"goals": words_of([goal for goal in change.goals if goal in GOALS])},
            changes=[change],
            by=request.actor,
            at=request.now,
            key=request_key(request),
        )

    crumbs = scenario_crumbs(Crumb(_("New scenario"), reverse("scenarios:ask")), Crumb(_("Goals in order")))
    return _kept(request, now, keep, _("Make the scenario"), crumbs, "scenarios:ask", ())


@door(*EDITORS, methods=("GET", "POST"))
def of_what_if(request: Request, what_if_id: int) -> HttpResponse:
    """One more change of a scenario: other goals."""
    row = get_what_if_for(request, what_if_id)
    now = _order(request, demand.goals(row.programme_id))

    def keep(change: Change) -> int:
        what_ifs.add_change(
            what_if_id=what_if_id, change=change, by=request.actor, at=request.now, key=request_key(request)
        )
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
            what_if_id = keep(Change("goals", goals=_said(request)))
        except InvalidInput as refused:
            say(request, refused)
        else:
            return redirect("scenarios:record", what_if_id)
    context = {
        "title": _("What if other goals came first?"),
        "lede": _("For example near workshops before on time."),
        "submit": submit,
        "crumbs": crumbs,
        "cancel_url": reverse(back, args=arguments),
        "key": new_key(),
    }
    return _page(request, now, context, is_open=True)


def _said(request: Request) -> tuple[str, ...]:
    """The order that the form or the address says, whole or not: the action refuses what is not."""
    return _names((request.POST if request.method == "POST" else request.GET).get("urutan", ""))


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\x00", "").split(",")) if text else ()


def _is_whole(order: Sequence[str]) -> bool:
    return sorted(order) == sorted(USUAL)


def _order(request: Request, kept: Sequence[str]) -> tuple[str, ...]:
    """The order to show: the one said, else the one kept, else the usual one."""
    return next((order for order in (_said(request), tuple(kept)) if _is_whole(order)), USUAL)


def _address(path: str, order: Sequence[str], **more: str) -> str:
    return f"{path}?{urlencode({'urutan': ','.join(order), **more})}" if order else path


def _page(request: Request, now: Sequence[str], context: Mapping[str, object], *, is_open: bool) -> HttpResponse:
    rows = [
        GoalRow(
            at + 1,
            GOALS[goal],
            MEANING[goal],
            _moved(request, now, at, -1, context) if is_open else "",
            _moved(request, now, at, 1, context) if is_open else "",
        )
        for at, goal in enumerate(now)
    ]
    shown = {"rows": rows, "order": ",".join(now), "is_open": is_open, "warning": warning(now, MEANING)}
    return render(request, "scenarios/goals.html", {**context, **shown})


def _moved(request: Request, now: Sequence[str], at: int, step: int, context: Mapping[str, object]) -> str:
    """The address of the page with one goal moved; it carries the order that was seen in force."""
    to = at + step
    if not 0 <= to < len(now):
        return ""
    order = list(now)
    order[at], order[to] = order[to], order[at]
    return _address(request.path, order, **({"dari": str(context["was"])} if "was" in context else {}))
