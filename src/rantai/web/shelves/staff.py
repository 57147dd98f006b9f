"""What the staff of a centre do with its shelves: open, fill, bill what was used, carry home."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.deliveries import actions
from rantai.apps.deliveries import shelf_queries as queries
from rantai.apps.deliveries.actions import OnShelf
from rantai.apps.deliveries.queries import delivery_of_key
from rantai.apps.deliveries.shelf_queries import ShelfRow
from rantai.apps.pricing.queries import selling_prices_idr_t
from rantai.apps.sales import queries as sales
from rantai.apps.stock import actions as stock
from rantai.apps.stock.queries import is_booked, pieces, places
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.acting import form_page
from rantai.web.billing.doors import FORM, STAFF
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.sales.forms import new_key
from rantai.web.shelves.doors import get_own_shelf_for, get_piece_for
from rantai.web.shelves.forms import AmountForm, BillForm, FillForm, ShelfForm
from rantai.web.shelves.rows import choice_of, fillable
from rantai.web.shelves.views import trail


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """A shelf at a customer that has an account."""
    own = organisation_id(request)
    rows = [row for row in sales.accounts(seller_id=own) if row.customer_id is not None]
    customers = [(str(row.customer_id), row.customer_name) for row in rows]
    form = ShelfForm(request.POST if request.method == "POST" else None, customers=customers)

    def do() -> str:
        given = form.cleaned_data
        made = stock.open_place(
            holder_id=own,
            code=given["code"].upper(),
            name=given["name"],
            kind="consignment",
            kept_at_id=given["customer"],
            by=request.actor,
            at=request.now,
        )
        return reverse("shelves:shelf", args=[made])

    return form_page(
        request,
        form,
        do,
        title=_("New shelf at a customer"),
        submit=_("Open the shelf"),
        done=_("The shelf is ready. Fill it."),
        cancel_url=reverse("shelves:list"),
        crumbs=[Crumb(_("Shelves on consignment"), reverse("shelves:list"))],
    )


@door(STAFF, methods=FORM)
def send(request: Request, place_id: int) -> HttpResponse:
    """Carry pieces of a lot to the shelf; refused when their worth does not fit under the customer's limit."""
    row = get_own_shelf_for(request, place_id)
    if is_booked(row.seller_id, request.POST.get("key", "").replace("\x00", "")):
        return _sent_already(request, place_id)
    lots = fillable(pieces(row.seller_id, at=request.now), row, queries.said(row.seller_id))
    posted = request.POST if request.method == "POST" else None
    form = FillForm(posted, lots=[choice_of(one) for one in lots], initial={"key": new_key()})

    def do() -> None:
        lot, place = (int(part) for part in form.cleaned_data["what"].split("-"))
        actions.put_on_shelf(
            account_id=found(_account_of(row)),
            place_id=place_id,
            wanted=[OnShelf(lot, place, form.cleaned_data["pieces"])],
            on=request.today,
            key=form.cleaned_data["key"],
            by=request.actor,
            at=request.now,
        )

    words = Asking(_("Fill the shelf"), _("Send it there"), _("It lies on the shelf."))
    return _asked(request, row, form, do, words)


def _sent_already(request: Request, place_id: int) -> HttpResponse:
    """What the form moved lies elsewhere now, so its choices are gone; the shelf shows what is true."""
    messages.info(request, _("This form was sent already. Here is what was noted."))
    return redirect("shelves:shelf", place_id)


@door(STAFF, methods=FORM)
def take_home(request: Request, place_id: int, lot_id: int) -> HttpResponse:
    """Carry home what nobody used, to the usual place."""
    row = get_own_shelf_for(request, place_id)
    if is_booked(row.seller_id, request.POST.get("key", "").replace("\x00", "")):
        return _sent_already(request, place_id)
    piece = get_piece_for(request, row, lot_id)
    first = {"key": new_key(), "pieces": piece.pieces}
    form = AmountForm(request.POST if request.method == "POST" else None, initial=first)

    def do() -> None:
        given = form.cleaned_data
        home = next(place.place_id for place in places(row.seller_id) if place.is_default)
        actions.take_from_shelf(
            place_id=place_id,
            lot_id=lot_id,
            pieces_taken=given["pieces"],
            to_place_id=home,
            on=request.today,
            key=given["key"],
            by=request.actor,
            at=request.now,
        )

    title = _("Carry home %(lot)s") % {"lot": piece.code}
    return _asked(request, row, form, do, Asking(title, _("Carry home"), _("It is in the store again.")))


@door(STAFF, methods=FORM)
def bill(request: Request, place_id: int) -> HttpResponse:
    """Invoice what was said to be used, each at the price of the day or another."""
    row = get_own_shelf_for(request, place_id)
    made = delivery_of_key(row.seller_id, request.POST.get("key", "").replace("\x00", ""))
    if made is not None:  # sent again: what it billed waits no longer, so the form would be empty
        messages.info(request, _("This form was sent already. Here is what was noted."))
        return redirect("deliveries:record", made)
    waiting = queries.uses(place_id, is_open=True)
    prices = selling_prices_idr_t(row.seller_id, request.today)
    posted = request.POST if request.method == "POST" else None
    form = BillForm(posted, uses=waiting, prices=prices, initial={"key": new_key()})

    def do() -> str:
        made = actions.bill_uses(
            place_id=place_id,
            prices_idr_t=form.prices_idr_t(),
            on=request.today,
            key=form.cleaned_data["key"],
            by=request.actor,
            at=request.now,
        )
        return reverse("deliveries:record", args=[made])

    nothing = Empty(_("Nothing to bill"), _("When somebody says what was used, it waits here."), icon="receipt")
    return form_page(
        request,
        form,
        do,
        title=_("Bill what was used"),
        submit=_("Bill it"),
        done=_("Billed, with its delivery note."),
        cancel_url=reverse("shelves:shelf", args=[place_id]),
        crumbs=trail(row),
        template="shelves/bill.html",
        context={"lede": f"{row.name} · {row.customer_name}", "shelf": row, "nothing": None if waiting else nothing},
    )


def _account_of(row: ShelfRow) -> int | None:
    accounts = sales.accounts_of_customer(row.customer_id)
    return next((one.account_id for one in accounts if one.seller_id == row.seller_id), None)


class Asking(NamedTuple):
    """What a form of a shelf says: its title, its verb, and what was done."""

    title: str
    submit: str
    done: str


def _asked(request: Request, row: ShelfRow, form: forms.Form, do: Callable[[], None], words: Asking) -> HttpResponse:
    shelf = reverse("shelves:shelf", args=[row.place_id])

    def done() -> str:
        do()
        return shelf

    lede = f"{row.name} · {row.customer_name} · {formats.mass(row.grams)}"
    return form_page(
        request, form, done, **words._asdict(), cancel_url=shelf, crumbs=trail(row), context={"lede": lede}
    )
