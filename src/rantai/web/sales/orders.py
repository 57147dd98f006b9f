"""Quotes and orders of the centre: the list, one order, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.audit.actions import Author
from rantai.apps.deliveries import queries as deliveries
from rantai.apps.deliveries.actions import let_go
from rantai.apps.drawings import queries as drawings
from rantai.apps.payments import queries as payments
from rantai.apps.sales import actions, queries
from rantai.apps.sales.queries import OrderGoodRow, OrderLineRow, OrderRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.goods.words import per_unit, quantity
from rantai.web.layout import excel, formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, build, respond, workbook
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.sales.doors import STAFF, get_order_for
from rantai.web.sales.words import ORDER_EVENTS, WAYS, customer_words, order_words, size_words
from rantai.web.saying import say
from rantai.web.timeline import events_of

STATES = ("quote", "requested", "confirmed", "closed", "cancelled")


@dataclass(frozen=True)
class OrderLine:
    """An order as lists show it."""

    number: str
    url: str
    status: Status
    state: str
    customer: str
    wanted: date | None
    mass_g: int | None  # none where no steel is sold
    total_idr: int
    way: str
    made: date


ORDERS = ListSpec(
    name="penjualan",
    columns=(
        Column("number", gettext_lazy("Number"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("customer", gettext_lazy("Customer")),
        Column("wanted", gettext_lazy("Needed"), "date"),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("total_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("way", gettext_lazy("Payment")),
        Column("made", gettext_lazy("Written"), "date", phone="off"),
    ),
    search=("number", "customer"),
    filters=(Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in STATES)),),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Asked for"), "state=requested"),
        View(gettext_lazy("Quotes"), "state=quote"),
        View(gettext_lazy("To deliver"), "state=confirmed"),
    ),
    empty=Empty(
        gettext_lazy("No sales yet"),
        gettext_lazy("What is sold at the counter, or asked for by a workshop from its phone, appears here."),
        gettext_lazy("Sell something"),
        "/kasir/",
        icon="receipt",
    ),
)


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Every quote, request and order at the reader's centre."""
    rows = [order_line(row) for row in queries.orders(seller_id=organisation_id(request))]
    context = {"crumbs": [Crumb(_("Sales"))]}
    return respond(request, ORDERS, rows, title=_("Sales"), context=context, template="sales/orders.html")


def order_line(row: OrderRow) -> OrderLine:
    """One order for a list of the staff."""
    return OrderLine(
        order_words(row.order_id, row.state),
        reverse("sales:order", args=[row.order_id]),
        status_of(row.state),
        row.state,
        customer_words(row.customer_name),
        row.wanted_on,
        row.mass_g or None,
        row.total_idr,
        str(WAYS[row.way]),
        timezone.localdate(row.made_at),
    )


@dataclass(frozen=True)
class Piece:
    """One line of an order as its page shows it."""

    steel: str
    size: str
    pieces: int | None
    mass_g: int | None
    price_idr_kg: int | None
    cutting_idr: int | None
    scrap_credit_idr: int | None
    net_idr: int
    delivered: int | None


PIECES = ListSpec(
    name="isi-penjualan",
    columns=(
        Column("steel", gettext_lazy("Steel"), phone="lead"),
        Column("size", gettext_lazy("Cut to")),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("price_idr_kg", gettext_lazy("Price a kg"), "money"),
        Column("cutting_idr", gettext_lazy("Cutting"), "money", total=True),
        Column("scrap_credit_idr", gettext_lazy("Credit for scrap"), "money", total=True),
        Column("net_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("delivered", gettext_lazy("Delivered"), "number", total=True),
    ),
)


def piece_of(line: OrderLineRow) -> Piece:
    """One line for a page."""
    return Piece(
        line.format_name,
        size_words(line),
        line.quantity_pieces,
        line.mass_g,
        line.price_idr_t // 1_000,
        line.cutting_idr,
        line.scrap_credit_idr,
        line.net_idr,
        line.delivered_pieces,
    )


@dataclass(frozen=True)
class Beside:
    """A good or service of an order as its page shows it."""

    text: str
    quantity: str
    price: str
    net_idr: int
    note: str


def beside_of(line: OrderGoodRow) -> Beside:
    """One good or service for a page: how much of it is there, or done."""
    gone = quantity(line.delivered_milli, line.unit)
    said = _("%(quantity)s delivered") if line.is_stocked else _("%(quantity)s done")
    note = said % {"quantity": gone} if line.delivered_milli else ""
    price = per_unit(line.price_idr, line.unit) if line.price_idr else _("no price yet")
    return Beside(line.text, quantity(line.quantity_milli, line.unit), price, line.net_idr, note)


def sheet_of(lines: Sequence[OrderLineRow], goods: Sequence[OrderGoodRow]) -> list[Piece]:
    """All lines of an order for Excel: steel, then what is sold beside it with its quantity in words."""
    beside = [
        Piece(one.text, quantity(one.quantity_milli, one.unit), None, None, None, None, None, one.net_idr, None)
        for one in goods
    ]
    return [*(piece_of(line) for line in lines), *beside]


@door(STAFF)
def record(request: Request, order_id: int) -> HttpResponse:
    """One order: what it says, what it comes to, and the next step."""
    row = get_order_for(request, order_id)
    found_lines = queries.order_lines(order_id)
    goods = queries.order_goods(order_id)
    title = order_words(order_id, row.state)
    if request.GET.get("format") == "xlsx":
        sold = sheet_of(found_lines, goods)
        return excel.download(workbook(PIECES, sold, request.GET, title), f"penjualan-{order_id}.xlsx")
    customer = customer_words(row.customer_name)
    context = {
        "drawings": drawings.drawings(order_id),
        "title": title,
        "lede": customer,
        "crumbs": [Crumb(_("Sales"), reverse("sales:orders")), Crumb(title)],
        "order": row,
        "customer": customer,
        "way": WAYS[row.way],
        "state": status_of(row.state),
        "may_confirm": row.state in ("quote", "requested"),
        "may_cancel": row.state in ("quote", "requested", "confirmed") and not row.is_begun,
        "may_send": row.state == "confirmed" and not row.is_whole,
        "has_steel": bool(found_lines),
        "goods": [beside_of(line) for line in goods],
        "to_cut": row.state == "confirmed" and any(line.is_cut and not line.cut_job_id for line in found_lines),
        "cut_jobs": sorted({line.cut_job_id for line in found_lines if line.cut_job_id}),
        "is_paid_first": row.way in ("cash", "deposit") and row.state == "confirmed",
        "deliveries": deliveries.deliveries(order_id=order_id),
        "invoices": queries.invoices(order_id=order_id),
        "payments": payments.payments(order_id=order_id),
        "list": build(PIECES, [piece_of(line) for line in found_lines], request.GET),
        "figures": order_figures(row),
        "events": events_of(request, "sales_order", order_id, ORDER_EVENTS),
    }
    return render(request, "sales/order.html", context)


def order_figures(row: OrderRow) -> list[Figure]:
    """What an order comes to."""
    said = [_("PPN %(tax)s in it") % {"tax": formats.rupiah(row.tax_idr)}] if row.tax_idr else []
    said += [_("delivery %(price)s") % {"price": formats.rupiah(row.delivery_idr)}] if row.delivery_idr else []
    note = ", ".join(said)
    shown = [
        Figure(_("Price"), formats.rupiah(row.total_idr), note=note),
        *([Figure(_("Mass"), formats.mass(row.mass_g))] if row.mass_g else []),
        Figure(_("Payment"), str(WAYS[row.way])),
    ]
    if row.deposit_idr:
        shown.append(Figure(_("Deposit"), formats.rupiah(row.deposit_idr), tone="wait"))
    if row.wanted_on:
        shown.append(Figure(_("Needed"), formats.day(row.wanted_on), tone="wait"))
    return shown


@door(STAFF, methods=("POST",))
def confirm(request: Request, order_id: int) -> HttpResponse:
    """Make it binding, if the customer's credit allows."""
    get_order_for(request, order_id)
    today = request.today
    step = partial(actions.confirm_order, order_id=order_id, by=request.actor, at=request.now, today=today)
    return _done(request, order_id, step, _("The order is confirmed."))


@door(STAFF, methods=("POST",))
def cancel(request: Request, order_id: int) -> HttpResponse:
    """Take it back; steel that was kept for it is free again."""
    get_order_for(request, order_id)
    step = partial(_ended, actions.cancel_order, order_id=order_id, by=request.actor, at=request.now)
    return _done(request, order_id, step, _("The order is cancelled."))


@door(STAFF, methods=("POST",))
def close(request: Request, order_id: int) -> HttpResponse:
    """End it: the rest will not be delivered, and its steel is free again."""
    get_order_for(request, order_id)
    step = partial(_ended, actions.close_order, order_id=order_id, by=request.actor, at=request.now)
    return _done(request, order_id, step, _("The order is closed."))


@transaction.atomic
def _ended(end: Callable[..., None], *, order_id: int, by: Author, at: datetime) -> None:
    end(order_id=order_id, by=by, at=at)
    let_go(order_id=order_id, by=by, at=at)


@door(STAFF, methods=("POST",))
def cut(request: Request, order_id: int) -> HttpResponse:
    """Make cutting lists of the lines that are cut to size."""
    row = get_order_for(request, order_id)
    name = f"{order_words(order_id, row.state)} · {customer_words(row.customer_name)}"
    step = partial(actions.ask_cutting, order_id=order_id, name=name[:160], by=request.actor, at=request.now)
    return _done(request, order_id, step, _("The cutting list is made; it is planned under Cutting."))


def _done(request: Request, order_id: int, step: Callable[[], object], said: str) -> HttpResponse:
    try:
        step()
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, said)
    return redirect("sales:order", order_id)
