"""Draft purchase rounds: one seller, one week, what is to be bought together, and which plan says so."""

from __future__ import annotations

from collections.abc import Mapping
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
from rantai.web.access import Request, door, found
from rantai.web.layout import excel, formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, build, respond, workbook
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status, Words
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.plans.doors import PLANNERS
from rantai.web.saying import say
from rantai.web.timeline import events_of


def get_round_for(_request: Request, round_id: int) -> RoundRow:
    """A round of the programme; every planner reads them."""
    return found(queries.round_of(round_id))


@dataclass(frozen=True)
class RoundLine:
    """A round as the list shows it."""

    number: str
    url: str
    supplier: str
    order: date
    state: str
    status: Status
    lines: int
    mass_g: int
    cost_idr: int
    plan: str


ROUNDS = ListSpec(
    name="putaran-belanja",
    columns=(
        Column("number", gettext_lazy("Round"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("supplier", gettext_lazy("Seller")),
        Column("order", gettext_lazy("Order in week"), "week"),
        Column("lines", gettext_lazy("Formats"), "number"),
        Column("mass_g", gettext_lazy("Mass"), "tonnes", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("plan", gettext_lazy("From plan"), phone="off"),
    ),
    search=("number", "supplier", "plan"),
    filters=(
        Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in ("draft", "withdrawn"))),
        Filter("supplier", gettext_lazy("Seller")),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Drafts"), "state=draft"),
        View(gettext_lazy("Withdrawn"), "state=withdrawn"),
    ),
    sort="order",
    empty=Empty(
        gettext_lazy("No purchase rounds yet"),
        gettext_lazy("Approve steel orders of a plan; each seller and week becomes one round."),
        gettext_lazy("Approve the plan"),
        "/persetujuan/",
        icon="shopping-cart",
    ),
)


@door(*PLANNERS)
def rounds(request: Request) -> HttpResponse:
    """Every round of the current programme."""
    rows = [_line(row) for row in queries.rounds()]
    title = _("Purchase rounds")
    return respond(request, ROUNDS, rows, title=title, context={"crumbs": [Crumb(title)]})


def _line(row: RoundRow) -> RoundLine:
    return RoundLine(
        number_words(row.round_id),
        reverse("rounds:record", args=[row.round_id]),
        row.supplier_name,
        row.order_date,
        row.state,
        status_of(row.state),
        row.lines,
        row.mass_g,
        row.cost_idr,
        _("plan %(number)s") % {"number": row.plan_run},
    )


def number_words(round_id: int) -> str:
    """What people call a round."""
    return _("Round %(number)s") % {"number": round_id}


EVENTS: Mapping[str, Words] = {
    "draft": gettext_lazy("Draft made from a plan"),
    "withdraw": gettext_lazy("Withdrawn"),
    "replace": gettext_lazy("Replaced by a draft of a newer plan"),
}


@dataclass(frozen=True)
class SteelLine:
    """One format of a round."""

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
    """One round: what it comes to, its formats, its history."""
    row = get_round_for(request, round_id)
    current = planning.current_run()
    is_current = current is not None and current.run_id == row.plan_run
    lines = [_steel_line(line, row, is_current=is_current) for line in queries.lines(round_id)]
    title = number_words(round_id)
    if request.GET.get("format") == "xlsx":
        return excel.download(workbook(LINES, lines, request.GET, title), f"putaran-{round_id}.xlsx")
    context = {
        "title": title,
        "lede": f"{row.supplier_name} · " + _("plan %(number)s") % {"number": row.plan_run},
        "crumbs": [Crumb(_("Purchase rounds"), reverse("rounds:list")), Crumb(title)],
        "round": row,
        "state": status_of(row.state),
        "list": build(LINES, lines, request.GET),
        "figures": _figures(row),
        "events": events_of(request, "purchase_round", round_id, EVENTS),
    }
    return render(request, "rounds/record.html", context)


def _figures(row: RoundRow) -> list[Figure]:
    formats_words = ngettext("%(n)s format", "%(n)s formats", row.lines) % {"n": formats.count(row.lines)}
    return [
        Figure(_("Order by"), formats.day(row.order_date), tone="wait"),
        Figure(_("Mass"), formats.tonnes(row.mass_g), note=formats_words),
        Figure(_("Price"), formats.rupiah_short(row.cost_idr)),
    ]


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
    """Take a draft back."""
    row = get_round_for(request, round_id)
    try:
        actions.withdraw_round(round_id=row.round_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("The round is withdrawn. Its orders can be approved again."))
    return redirect("rounds:record", row.round_id)
