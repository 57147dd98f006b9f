"""Purchase rounds: all of them, and one round with its whole life on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.planning import queries as planning
from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.queries import LineRow, RoundRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door
from rantai.web.layout import excel, formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, build, respond, workbook
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.plans.doors import PLANNERS
from rantai.web.rounds.doors import STAFF, get_own_round_for, get_round_for, is_staff_of, rounds_for
from rantai.web.rounds.life import life_of
from rantai.web.rounds.words import EVENTS, PHASES, deadline_figure, number_words, title_of
from rantai.web.saying import say
from rantai.web.timeline import events_of


@dataclass(frozen=True)
class RoundLine:
    """A round as the list shows it."""

    number: str
    url: str
    name: str
    supplier: str
    order: date
    state: str
    status: Status
    deadline: date | None
    members: int
    mass_g: int
    cost_idr: int
    plan: str


ROUNDS = ListSpec(
    name="putaran-belanja",
    columns=(
        Column("number", gettext_lazy("Round"), "link", url="url", phone="lead"),
        Column("name", gettext_lazy("Name")),
        Column("status", gettext_lazy("Status"), "status"),
        Column("supplier", gettext_lazy("Seller")),
        Column("deadline", gettext_lazy("Deadline"), "date"),
        Column("order", gettext_lazy("Order in week"), "week"),
        Column("members", gettext_lazy("Members"), "number"),
        Column("mass_g", gettext_lazy("Mass"), "tonnes", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("plan", gettext_lazy("From plan"), phone="off"),
    ),
    search=("number", "name", "supplier", "plan"),
    filters=(
        Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in PHASES)),
        Filter("supplier", gettext_lazy("Seller")),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Drafts"), "state=draft"),
        View(gettext_lazy("Open for members"), "state=open"),
        View(gettext_lazy("To be proposed"), "state=ended"),
        View(gettext_lazy("Approved"), "state=approved"),
        View(gettext_lazy("Withdrawn"), "state=withdrawn"),
    ),
    sort="order",
    empty=Empty(
        gettext_lazy("No purchase rounds yet"),
        gettext_lazy("Approve steel orders of a plan, or open a round by hand; members then state what they need."),
        gettext_lazy("Approve the plan"),
        "/persetujuan/",
        icon="shopping-cart",
    ),
)


@door(*PLANNERS)
def rounds(request: Request) -> HttpResponse:
    """Drafts of the current programme, and the rounds of the reader's centre; the consortium sees those of all."""
    rows = [_line(row) for row in rounds_for(request)]
    title = _("Purchase rounds")
    context = {"crumbs": [Crumb(title)], "may_open": STAFF in request.actor.roles}
    return respond(request, ROUNDS, rows, title=title, context=context, template="rounds/list.html")


def _line(row: RoundRow) -> RoundLine:
    return RoundLine(
        number_words(row.round_id),
        reverse("rounds:record", args=[row.round_id]),
        row.name,
        seller_words(row),
        row.order_date,
        row.phase,
        status_of(row.phase),
        row.deadline_at.date() if row.deadline_at else None,
        row.members,
        row.mass_g,
        row.cost_idr,
        _("plan %(number)s") % {"number": row.plan_run} if row.plan_run else "",
    )


def seller_words(row: RoundRow) -> str:
    """The one seller of a draft, or how many are asked."""
    if row.sellers:
        return ngettext("%(n)s seller", "%(n)s sellers", row.sellers) % {"n": formats.count(row.sellers)}
    return row.supplier_name


@dataclass(frozen=True)
class SteelLine:
    """One format of a plan's draft."""

    steel: str
    url: str
    grade: str
    arrival: date
    pieces: int
    mass_g: int
    needed_g: int
    price_idr_t: int
    cost_idr: int
    status: Status


LINES = ListSpec(
    name="isi-putaran",
    columns=(
        Column("steel", gettext_lazy("Steel"), "link", url="url", phone="lead"),
        Column("grade", gettext_lazy("Grade")),
        Column("arrival", gettext_lazy("Arrives in week"), "week"),
        Column("pieces", gettext_lazy("Pieces"), "number"),
        Column("mass_g", gettext_lazy("Mass"), "tonnes", total=True, prime=True),
        Column("needed_g", gettext_lazy("Of that needed"), "tonnes", total=True),
        Column("price_idr_t", gettext_lazy("Price per tonne"), "money"),
        Column("cost_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("status", gettext_lazy("Status"), "status"),
    ),
)


@door(*PLANNERS)
def record(request: Request, round_id: int) -> HttpResponse:
    """One round: what it comes to, what a plan drafted, what members state, proposals, who gets what, its history."""
    row = get_round_for(request, round_id)
    lines = _steel_lines(row) if row.plan_run else []
    title = title_of(row)
    if request.GET.get("format") == "xlsx":
        return excel.download(workbook(LINES, lines, request.GET, title), f"putaran-{round_id}.xlsx")
    is_own = is_staff_of(request, row)
    context = {
        "title": title,
        "lede": _lede(row),
        "crumbs": [Crumb(_("Purchase rounds"), reverse("rounds:list")), Crumb(title)],
        "round": row,
        "is_own": is_own,
        "may_open": row.state == "draft" and STAFF in request.actor.roles,
        "may_withdraw": row.state == "draft" or (row.state == "open" and is_own),
        "state": status_of(row.phase),
        "list": build(LINES, lines, request.GET) if lines else None,
        "figures": _figures(row),
        "events": events_of(request, "purchase_round", round_id, EVENTS),
        "statements_url": reverse("rounds:statements", args=[round_id]),
        **(life_of(row) if is_own else {}),
    }
    return render(request, "rounds/record.html", context)


@door(STAFF, methods=("POST",))
def order(request: Request, round_id: int) -> HttpResponse:
    """Turn the approved proposal into one placed order a seller."""
    row = get_own_round_for(request, round_id)
    try:
        made = actions.order_round(round_id=row.round_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
        return redirect("rounds:record", round_id)
    words = ngettext("%(n)s order is placed.", "%(n)s orders are placed.", len(made)) % {"n": formats.count(len(made))}
    messages.success(request, words)
    return redirect("rounds:record", round_id)


def _lede(row: RoundRow) -> str:
    who = row.centre_name or row.supplier_name
    return f"{who} · " + _("plan %(number)s") % {"number": row.plan_run} if row.plan_run else who


def _figures(row: RoundRow) -> list[Figure]:
    if row.centre_id is None:
        words = ngettext("%(n)s format", "%(n)s formats", row.formats) % {"n": formats.count(row.formats)}
        return [
            Figure(_("Order by"), formats.day(row.order_date), tone="wait"),
            Figure(_("Mass"), formats.tonnes(row.mass_g), note=words),
            Figure(_("Price"), formats.rupiah_short(row.cost_idr)),
        ]
    shown = [
        deadline_figure(row),
        Figure(_("Members take part"), formats.count(row.members)),
        Figure(_("Stated firm") if row.state == "open" else _("Mass"), formats.tonnes(row.mass_g)),
    ]
    if row.cost_idr:
        shown.append(Figure(_("Price"), formats.rupiah_short(row.cost_idr)))
    return [*shown, Figure(_("Order on"), formats.day(row.order_date))]


def _steel_lines(row: RoundRow) -> list[SteelLine]:
    current = planning.current_run()
    is_current = current is not None and current.run_id == row.plan_run
    return [_steel_line(line, row, is_current=is_current) for line in queries.lines(row.round_id)]


def _steel_line(line: LineRow, row: RoundRow, *, is_current: bool) -> SteelLine:
    return SteelLine(
        line.format_name,
        reverse("orders:record", args=[line.order_code]) if is_current else "",
        line.grade,
        line.arrival_date,
        line.quantity_pieces,
        line.mass_g,
        line.needed_g,
        line.price_idr_t,
        line.cost_idr,
        status_of("withdrawn") if line.is_withdrawn else status_of(row.state),
    )


@door(*PLANNERS, methods=("POST",))
def withdraw(request: Request, round_id: int) -> HttpResponse:
    """Take a draft back, or a round of one's own that is still open."""
    row = get_round_for(request, round_id)
    if row.centre_id is not None and not is_staff_of(request, row):
        messages.error(request, _("Only the centre that opened the round may withdraw it."))
        return redirect("rounds:record", row.round_id)
    try:
        actions.withdraw_round(round_id=row.round_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("The round is withdrawn. Its orders can be approved again."))
    return redirect("rounds:record", row.round_id)
