"""The plan's verdict, what is late and why, every promise, and the chain of anything both ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries, wording
from rantai.apps.planning.queries import RunRow
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Status
from rantai.web.layout.statuses import status_of
from rantai.web.plans import chains, verdict
from rantai.web.plans.doors import PLANNERS, READERS, get_run_for, left_out_words, places_of, sight_of

NO_PLAN = Empty(
    gettext_lazy("No plan yet"),
    gettext_lazy("A plan says what to order, who makes what, and when. It takes about a minute."),
    icon="route",
)
CHAIN_KINDS = ("demand", "order", "job", "pattern", "material_order", "material_stock", "material_receipt")


@door(*PLANNERS)
def current(request: Request) -> HttpResponse:
    """The newest plan in one page: the finding, the figures, the load, why, and what would change it."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    return render(
        request,
        "plans/current.html",
        verdict.context(run, open_run=queries.open_run(), sight=sight_of(request), roles=request.actor.roles),
    )


@door(*READERS)
def summary(request: Request) -> HttpResponse:
    """The plan without any firm's figures: vehicles, regencies, sentra, steel."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    return render(request, "plans/summary.html", verdict.summary_context(run))


def no_plan(request: Request) -> HttpResponse:
    """What a page about the plan shows before there is one."""
    is_planner = bool(set(PLANNERS) & set(request.actor.roles))
    return render(request, "plans/none.html", {"title": _("Plan"), "empty": NO_PLAN, "is_planner": is_planner})


@dataclass(frozen=True)
class LateLine:
    """A lot that is late or short, as the list shows it."""

    code: str
    url: str
    item: str
    needed: date
    pieces: int
    late_weeks: int
    short_pieces: int
    status: Status
    what: str
    why: str


LATE = ListSpec(
    name="terlambat",
    columns=(
        Column("item", gettext_lazy("Part"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("why", gettext_lazy("What binds")),
        Column("needed", gettext_lazy("Needed in week"), "week"),
        Column("pieces", gettext_lazy("Pieces"), "number", prime=True),
        Column("late_weeks", gettext_lazy("Weeks late"), "number", prime=True),
        Column("short_pieces", gettext_lazy("Pieces missing"), "number", total=True),
        Column("code", gettext_lazy("Lot"), phone="off"),
    ),
    search=("item", "code", "why"),
    filters=(Filter("what", gettext_lazy("Kind"), (("late", gettext_lazy("Late")), ("short", gettext_lazy("Short")))),),
    sort="needed",
    empty=Empty(gettext_lazy("Nothing is late"), gettext_lazy("Every lot of this plan is ready when it is needed.")),
)


@door(*PLANNERS)
def late(request: Request) -> HttpResponse:
    """Lots that are late or short, each with the constraint that binds."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    sight, found_rows = sight_of(request).within(run.run_id), queries.late_orders(run.run_id)
    shown = [row for row in found_rows if ("order", row.order_code) not in sight.unseen]
    places = places_of(shown, sight.makers)
    rows = [_late_line(run, row, places.get(row.resource_code, "")) for row in shown]
    context = {"crumbs": plan_crumbs(_("Late or short")), "lede": left_out_words(len(found_rows) - len(shown))}
    return respond(request, LATE, rows, title=_("Late or short"), context=context)


def _late_line(run: RunRow, row: queries.LateOrderRow, place: str) -> LateLine:
    what = "short" if row.short_pieces else "late"
    reason = wording.why(row, run.monday(row.week), place=place) if row.reason_code else _("No reason was recorded.")
    return LateLine(
        row.order_code,
        chain_url("order", row.order_code),
        row.item_name,
        run.monday(row.need_week),
        row.quantity_pieces,
        row.late_weeks,
        row.short_pieces,
        status_of(what),
        what,
        reason,
    )


@dataclass(frozen=True)
class PromiseLine:
    """A line of demand and what it gets."""

    code: str
    url: str
    place: str
    customer: str
    item: str
    due: date
    promised: date | None
    pieces: int
    on_time_pieces: int
    late_pieces: int
    short_pieces: int
    status: Status
    state: str


PROMISES = ListSpec(
    name="janji",
    columns=(
        Column("place", gettext_lazy("Village or regency"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("item", gettext_lazy("Wanted")),
        Column("customer", gettext_lazy("Who orders"), phone="off"),
        Column("due", gettext_lazy("Due"), "week"),
        Column("promised", gettext_lazy("Promised"), "week"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("on_time_pieces", gettext_lazy("On time"), "number", total=True, prime=True),
        Column("late_pieces", gettext_lazy("Late"), "number", total=True),
        Column("short_pieces", gettext_lazy("Missing"), "number", total=True),
        Column("code", gettext_lazy("Line"), phone="off"),
    ),
    search=("place", "customer", "item", "code"),
    filters=(
        Filter("item", gettext_lazy("Wanted")),
        Filter(
            "state",
            gettext_lazy("Status"),
            (
                ("on_time", gettext_lazy("On time")),
                ("late", gettext_lazy("Late")),
                ("short", gettext_lazy("Short")),
            ),
        ),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Late"), "state=late"),
        View(gettext_lazy("Short"), "state=short"),
    ),
    sort="due",
)


@door(*PLANNERS)
def promises(request: Request) -> HttpResponse:
    """Every line of demand with its promise."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    customers = sight_of(request).customers
    rows = [promise_line(run, row) for row in queries.promises(run.run_id) if row.customer_code in customers]
    title = _("What each village and buyer gets")
    return respond(request, PROMISES, rows, title=title, context={"crumbs": plan_crumbs(title)})


def promise_line(run: RunRow, row: queries.PromiseRow) -> PromiseLine:
    """A promise as lists show it."""
    state = "short" if row.short_pieces else "late" if row.late_pieces else "on_time"
    return PromiseLine(
        row.demand_code,
        chain_url("demand", row.demand_code),
        row.place_name,
        row.customer_name,
        row.item_name,
        run.monday(row.due_week),
        run.monday(row.promise_week) if row.promise_week < run.weeks else None,
        row.quantity_pieces,
        row.on_time_pieces,
        row.late_pieces,
        row.short_pieces,
        status_of(state),
        state,
    )


@dataclass(frozen=True)
class ComponentLine:
    """Components to buy ready made."""

    item: str
    supplier: str
    order: date
    arrival: date
    pieces: int
    cost_idr: int
    origin: str
    instead: str


COMPONENTS = ListSpec(
    name="komponen",
    columns=(
        Column("item", gettext_lazy("Component"), phone="lead"),
        Column("supplier", gettext_lazy("Seller")),
        Column("order", gettext_lazy("Order in week"), "week"),
        Column("arrival", gettext_lazy("Arrives in week"), "week"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("origin", gettext_lazy("Made")),
        Column("instead", gettext_lazy("Instead of a workshop")),
    ),
    search=("item", "supplier"),
    filters=(Filter("origin", gettext_lazy("Made")), Filter("instead", gettext_lazy("Instead of a workshop"))),
    sort="order",
)


@door(*PLANNERS)
def components(request: Request) -> HttpResponse:
    """Components bought ready made, also parts that no workshop could take."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    made = {"national": _("At home"), "import": _("Abroad")}
    rows = [
        ComponentLine(
            row.item_name,
            row.supplier_name,
            run.monday(row.order_week),
            run.monday(row.arrival_week),
            row.quantity_pieces,
            row.cost_idr,
            made[row.origin],
            _("yes") if row.order_code else _("no"),
        )
        for row in queries.component_orders(run.run_id)
    ]
    title = _("Components to buy")
    return respond(request, COMPONENTS, rows, title=title, context={"crumbs": plan_crumbs(title)})


@door(*PLANNERS)
def chain(request: Request, kind: str, code: str) -> HttpResponse:
    """Anything in the plan with where it comes from and whom it serves."""
    run = found(get_run_for(request))
    found(kind if kind in CHAIN_KINDS else None)
    page = found(chains.page(run, kind, code, sight_of(request)))
    return render(request, "plans/chain.html", {**page, "crumbs": plan_crumbs(code)})


def chain_url(kind: str, code: str) -> str:
    """Address of the chain of a node."""
    return reverse("plans:chain", args=[kind, code])


def plan_crumbs(last: str) -> list[Crumb]:
    """Place line of a page below the plan."""
    return [Crumb(_("Plan"), reverse("plans:current")), Crumb(last)]


def week_words(run: RunRow, week: int) -> str:
    """A week position as people read it."""
    return formats.week(run.monday(week))
