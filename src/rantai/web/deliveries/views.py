"""Delivery notes: all of them, one by one, what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.deliveries import actions, queries
from rantai.apps.deliveries.queries import DeliveryGoodRow, DeliveryLineRow, DeliveryRow
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.acting import form_page
from rantai.web.billing.doors import FORM, READERS, STAFF, is_seller
from rantai.web.deliveries.doors import get_delivery_for, get_own_good_for, get_own_line_for
from rantai.web.deliveries.forms import GoodReturnForm, ReturnForm
from rantai.web.goods.words import quantity
from rantai.web.layout import excel, formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, build, respond, workbook
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status, Words
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.sales.forms import new_key
from rantai.web.sales.words import customer_words
from rantai.web.timeline import events_of

EVENTS: Mapping[str, Words] = {
    "deliver": gettext_lazy("Left the store"),
    "number": gettext_lazy("Number given"),
    "sign": gettext_lazy("Received by the customer"),
    "return": gettext_lazy("Something came back"),
}


@dataclass(frozen=True)
class NoteLine:
    """A delivery as lists show it."""

    number: str
    url: str
    status: Status
    state: str
    customer: str
    seller: str
    on: date
    pieces: int
    mass_g: int
    invoice: str
    received_by: str


NOTES = ListSpec(
    name="surat-jalan",
    columns=(
        Column("number", gettext_lazy("Delivery note"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("customer", gettext_lazy("Customer")),
        Column("on", gettext_lazy("Day"), "date"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("invoice", gettext_lazy("Invoice")),
        Column("received_by", gettext_lazy("Who took it"), prime=True),
    ),
    search=("number", "customer", "invoice", "received_by"),
    filters=(
        Filter(
            "state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in ("on_the_way", "received"))
        ),
    ),
    views=(View(gettext_lazy("All"), ""), View(gettext_lazy("On the way"), "state=on_the_way")),
    empty=Empty(
        gettext_lazy("No deliveries yet"),
        gettext_lazy("What leaves for an order appears here with its heats."),
        icon="truck",
    ),
)
OWN_NOTES = replace(
    NOTES,
    columns=tuple(
        replace(column, key="seller", heading=gettext_lazy("Seller")) if column.key == "customer" else column
        for column in NOTES.columns
    ),
    search=("number", "seller", "invoice"),
)


def note_line(row: DeliveryRow) -> NoteLine:
    """One delivery for a list."""
    return NoteLine(
        row.number,
        reverse("deliveries:record", args=[row.delivery_id]),
        status_of(row.state),
        row.state,
        customer_words(row.customer_name),
        row.seller_name,
        row.delivered_on,
        row.pieces,
        row.mass_g,
        row.invoice_number,
        row.received_by,
    )


@door(*READERS)
def listed(request: Request) -> HttpResponse:
    """The centre's deliveries; a customer's own."""
    own = organisation_id(request)
    sells = STAFF in request.actor.roles
    rows = queries.deliveries(seller_id=own) if sells else queries.deliveries(customer_id=own)
    title = _("Deliveries")
    spec = NOTES if sells else OWN_NOTES
    context = {"crumbs": [Crumb(title)], "sells": sells}
    lines = [note_line(row) for row in rows]
    return respond(request, spec, lines, title=title, context=context, template="deliveries/list.html")


@dataclass(frozen=True)
class Item:
    """One line of a note."""

    what: str
    size: str
    lot: str
    heat: str
    certificate: str
    pieces: int | None
    mass_g: int | None
    back: int | None
    line_id: int


ITEMS = ListSpec(
    name="isi-surat-jalan",
    columns=(
        Column("what", gettext_lazy("What"), phone="lead"),
        Column("size", gettext_lazy("Size")),
        Column("heat", gettext_lazy("Heat")),
        Column("certificate", gettext_lazy("Certificate")),
        Column("lot", gettext_lazy("Lot"), phone="off"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("back", gettext_lazy("Came back"), "number"),
    ),
)


def size_of(row: DeliveryLineRow) -> str:
    """To what a piece was cut; a whole format needs no words."""
    if not row.length_um:
        return ""
    width = f" × {formats.length(row.width_um)}" if row.width_um else ""
    return f"{formats.length(row.length_um)}{width}"


def _item(row: DeliveryLineRow) -> Item:
    return Item(
        row.format_name,
        size_of(row),
        row.lot_code,
        row.heat,
        row.certificate_code,
        row.pieces,
        row.grams,
        row.returned_pieces or None,
        row.line_id,
    )


def _good(row: DeliveryGoodRow) -> Item:
    """A good or service: how much of it stands where steel has its size."""
    came = _("%(quantity)s came back") % {"quantity": quantity(row.returned_milli, row.unit)}
    said = quantity(row.quantity_milli, row.unit) + (f" · {came}" if row.returned_milli else "")
    return Item(row.text, said, row.place, "", "", None, None, None, row.line_id)


@door(*READERS)
def record(request: Request, delivery_id: int) -> HttpResponse:
    """One delivery: what, of which heat, whether it arrived."""
    row = get_delivery_for(request, delivery_id)
    rows = queries.delivery_lines(delivery_id)
    goods = queries.delivery_goods(delivery_id)
    items = [*(_item(line) for line in rows), *(_good(line) for line in goods)]
    if request.GET.get("format") == "xlsx":
        return excel.download(workbook(ITEMS, items, request.GET, row.number), f"surat-jalan-{delivery_id}.xlsx")
    sells = is_seller(request, row.seller_id)
    figures = [
        Figure(_("Left the store"), formats.day(row.delivered_on)),
        *([Figure(_("Mass"), formats.mass(row.mass_g))] if row.mass_g else []),
        Figure(_("Vehicle"), row.vehicle or "–", note=row.driver),
    ]
    context = {
        "title": row.number,
        "lede": customer_words(row.customer_name) if sells else row.seller_name,
        "crumbs": [Crumb(_("Deliveries"), reverse("deliveries:list")), Crumb(row.number)],
        "note": row,
        "sells": sells,
        "state": status_of(row.state),
        "figures": figures,
        "list": build(ITEMS, items, request.GET),
        "returnable": [line for line in rows if line.left_pieces] if sells else [],
        "returnable_goods": [line for line in goods if line.left_milli] if sells else [],
        "events": events_of(request, "delivery", delivery_id, EVENTS) if sells else [],
    }
    return render(request, "deliveries/record.html", context)


@door(STAFF, methods=FORM)
def take_back(request: Request, line_id: int) -> HttpResponse:
    """Take pieces back into the store, with a credit note."""
    line = get_own_line_for(request, line_id)
    first = {"key": new_key(), "pieces": line.left_pieces}
    form = ReturnForm(request.POST if request.method == "POST" else None, initial=first)

    def do() -> None:
        actions.take_back(line_id=line_id, on=request.today, by=request.actor, at=request.now, **form.cleaned_data)

    return _taken_back(request, form, do, line.delivery_id, _("It is in the store again, and credited."))


@door(STAFF, methods=FORM)
def take_good_back(request: Request, line_id: int) -> HttpResponse:
    """Take a good back into the store, or a service off the bill, with a credit note."""
    line = get_own_good_for(request, line_id)
    first = {"key": new_key(), "quantity_milli": line.left_milli}
    form = GoodReturnForm(request.POST if request.method == "POST" else None, initial=first)

    def do() -> None:
        about = {"line_id": line_id, "on": request.today, **form.cleaned_data}
        actions.take_good_back(**about, by=request.actor, at=request.now)

    done = _("It is taken back, and credited.")
    return _taken_back(request, form, do, line.delivery_id, done, what=line.text)


def _taken_back(
    request: Request,
    form: ReturnForm | GoodReturnForm,
    do: Callable[[], None],
    delivery_id: int,
    done: str,
    *,
    what: str = "",
) -> HttpResponse:
    """The form of a return, and back to its delivery when it is booked."""
    row = found(queries.delivery(delivery_id))
    url = reverse("deliveries:record", args=[delivery_id])

    def act() -> str:
        do()
        return url

    return form_page(
        request,
        form,
        act,
        title=f"{_('Return')}: {what}" if what else _("Return"),
        submit=_("Take it back"),
        done=done,
        cancel_url=url,
        crumbs=[Crumb(_("Deliveries"), reverse("deliveries:list")), Crumb(row.number, url)],
        context={"lede": f"{row.number} · {formats.mass(row.mass_g)}"},
    )
