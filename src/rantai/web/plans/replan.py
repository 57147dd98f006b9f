"""Asking for a new plan, watching it, giving it up, and the plans made so far."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rantai.apps.demand import queries as demand
from rantai.apps.planning import actions, queries, trouble
from rantai.apps.planning.queries import RunRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Status
from rantai.web.layout.statuses import status_of
from rantai.web.plans.doors import PLANNERS, get_run_for, makers_shown_to
from rantai.web.plans.told import told_figures, told_runs
from rantai.web.plans.views import plan_crumbs
from rantai.web.saying import say

STAGES = {
    "snapshot": gettext_lazy("Reading the data"),
    "explosion": gettext_lazy("Counting parts and steel"),
    "allocation": gettext_lazy("Giving work to workshops"),
    "cutting": gettext_lazy("Laying out the cuts"),
    "pooling": gettext_lazy("Pooling steel into orders"),
    "check": gettext_lazy("Recounting the plan"),
    "publish": gettext_lazy("Publishing"),
}


@door(*PLANNERS, methods=("POST",))
def request(request: Request) -> HttpResponse:
    """Ask for a new plan of the current programme and go to its progress."""
    programme = found(demand.programme())
    scenario = request.POST.get("scenario", "")
    try:
        run_id = actions.request_plan(
            programme_id=programme.programme_id, scenario_code=scenario, by=request.actor, at=request.now
        )
    except InvalidInput as refused:
        say(request, refused)
        return redirect("plans:current")
    return redirect("plans:progress", run_id)


@door(*PLANNERS)
def progress(request: Request, run_id: int) -> HttpResponse:
    """How far a plan is; the part alone for htmx. A finished one leads to what it changed."""
    run = found(get_run_for(request, run_id))
    template = "plans/progress_part.html" if request.headers.get("HX-Request") else "plans/progress.html"
    is_left_alone = run.is_open and trouble.is_left_alone(run.run_id, at=request.now)
    answer = render(request, template, {**_progress_context(run), "is_left_alone": is_left_alone})
    if run.state == "published" and request.headers.get("HX-Request"):
        answer.headers["HX-Redirect"] = _after(run)
    return answer


def _progress_context(run: RunRow) -> dict[str, object]:
    label = STAGES.get(run.stage, _("Waiting for a free worker"))
    problems = [
        f"{problem['text'][_lang()]} {problem['way_out'][_lang()]}" for problem in run.problems if "text" in problem
    ]
    return {
        "title": run.what_if_name or _("New plan"),
        "run": run,
        "label": label,
        "state": status_of(run.state),
        "problems": problems,
        "after_url": _after(run),
        "poll_url": reverse("plans:progress", args=[run.run_id]) if run.is_open else "",
        "cancel_url": reverse("plans:cancel", args=[run.run_id]) if run.is_open else "",
        "after_word": _("See what is different") if run.what_if_id else _("See the plan"),
        "crumbs": plan_crumbs(run.what_if_name or _("New plan")),
    }


def _after(run: RunRow) -> str:
    """Where a finished plan leads: to what changed, or to the plan when it is the first."""
    if run.what_if_id:
        return reverse("scenarios:record", args=[run.what_if_id])
    if run.base_run_id and run.state == "published":
        return reverse("plans:changes", args=[run.run_id])
    return reverse("plans:current")


@door(*PLANNERS, methods=("POST",))
def cancel(request: Request, run_id: int) -> HttpResponse:
    """Give up a plan that waits or is being made."""
    run = found(get_run_for(request, run_id))
    try:
        actions.cancel_plan(run_id=run.run_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.info(request, _("The calculation was stopped. The plan in force has not changed."))
    return redirect("scenarios:record", run.what_if_id) if run.what_if_id else redirect("plans:current")


@dataclass(frozen=True)
class RunLine:
    """A plan made so far."""

    number: str
    url: str
    asked: datetime
    by: str
    status: Status
    scenario: str
    on_time: int | None
    late: int | None
    cost_idr: int | None


HISTORY = ListSpec(
    name="rencana",
    columns=(
        Column("number", gettext_lazy("Plan"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("asked", gettext_lazy("Asked for"), "date"),
        Column("by", gettext_lazy("By"), phone="off"),
        Column("scenario", gettext_lazy("Scenario")),
        Column("on_time", gettext_lazy("Vehicles on time"), "number", prime=True),
        Column("late", gettext_lazy("Vehicles late or missing"), "number"),
        Column("cost_idr", gettext_lazy("Price in all"), "money", prime=True),
    ),
    search=("number", "by", "scenario"),
)
MOST_RUNS = 200


@door(*PLANNERS)
def history(request: Request) -> HttpResponse:
    """The plans made so far, the newest first."""
    runs = queries.runs(limit=MOST_RUNS)
    told = told_runs({run.run_id for run in runs if run.state == "published"}, makers_shown_to(request))
    rows = [_run_line(run, told) for run in runs]
    title = _("Plans so far")
    return respond(request, HISTORY, rows, title=title, context={"crumbs": plan_crumbs(title)})


def _run_line(run: RunRow, told_of: Collection[int]) -> RunLine:
    told = told_figures(run, told_of) if run.state == "published" else {}
    route = "plans:earlier" if run.state == "published" else "plans:progress"
    return RunLine(
        _("Plan %(number)s") % {"number": run.run_id},
        reverse(route, args=[run.run_id]),
        run.requested_at,
        run.requested_by,
        status_of(run.state),
        run.what_if_name or run.scenario_code or _("as wanted"),
        told.get("vehicles_on_time"),
        told["vehicles_late"] + told["vehicles_short"] if told else None,
        told.get("cost"),
    )


def _lang() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"
