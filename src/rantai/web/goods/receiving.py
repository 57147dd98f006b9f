"""Goods that came: the list, one receipt, receiving, and the supplier's bill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.goods import actions, queries
from rantai.apps.goods.actions import ReceiptFacts
from rantai.apps.goods.queries import ReceiptRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import form_page
from rantai.web.certificates.doors import suppliers
from rantai.web.goods.doors import FORM, STAFF, get_receipt_for
from rantai.web.goods.forms import BillForm, ReceiptForm
from rantai.web.goods.storing import MOVED, moved, places
from rantai.web.goods.trail import trail
from rantai.web.goods.words import EVENTS
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec, View, build, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.timeline import events_of

BILL_DAYS = 30
STATES = {
    "opening": Status(gettext_lazy("Opening stock"), "quiet"),
    "billed": Status(gettext_lazy("Billed"), "good"),
    "open": Status(gettext_lazy("Bill to come"), "wait"),
    "reversed": Status(gettext_lazy("Reversed"), "quiet"),
}


@dataclass(frozen=True)
class Came:
    """A receipt as the list shows it."""

    number: str
    url: str
    status: Status
    state: str
    party: str
    on: date
    cost_idr: int
    bill: str


RECEIPTS = ListSpec(
    name="barang-masuk",
    columns=(
        Column("number", gettext_lazy("Paper"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("party", gettext_lazy("Seller")),
        Column("on", gettext_lazy("Received on"), "date", prime=True),
        Column("cost_idr", gettext_lazy("Cost"), "money", total=True, prime=True),
        Column("bill", gettext_lazy("Bill")),
    ),
    search=("number", "party", "bill"),
    views=(View(gettext_lazy("All"), ""),),
    empty=Empty(
        gettext_lazy("Nothing came yet"),
        gettext_lazy("Goods that a seller brings are received here, with what they cost."),
        gettext_lazy("Receive goods"),
        "/harga/barang/masuk/baru/",
        icon="package",
    ),
)


CAME = ListSpec(
    name="isi-barang-masuk", columns=(Column("good", gettext_lazy("Goods"), phone="lead"), *MOVED.columns[1:])
)


def _title(row: ReceiptRow) -> str:
    return row.document or _("Goods receipt %(number)s") % {"number": row.receipt_id}


def _state(row: ReceiptRow) -> str:
    if not row.cost_idr:
        return "reversed"
    return "opening" if row.is_opening else "billed" if row.is_billed else "open"


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Every receipt of goods beside steel."""
    title = _("Goods received")
    rows = [
        Came(
            _title(row),
            reverse("goods:receipt", args=[row.receipt_id]),
            STATES[_state(row)],
            _state(row),
            row.party,
            row.received_on,
            row.cost_idr,
            row.bill_number,
        )
        for row in queries.receipts(organisation_id(request))
    ]
    context = {"crumbs": trail(Crumb(title))}
    return respond(request, RECEIPTS, rows, title=title, context=context, template="goods/receipts.html")


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """Receive goods on one paper, with what they cost."""
    own = organisation_id(request)
    sellers = [(str(key), name) for key, _code, name in suppliers() if key != own]
    form = ReceiptForm(
        request.POST or None,
        initial={"received_on": request.today},
        goods=queries.goods(own, request.today, is_offered=True),
        sellers=sellers,
        places=places(request),
    )
    if form.is_valid():
        given = form.cleaned_data
        facts = ReceiptFacts(
            own,
            int(given["place"]) if given["place"] else None,
            given["received_on"],
            int(given["supplier"]) if given["supplier"] and not given["is_opening"] else None,
            given["party"],
            given["document"],
            is_opening=given["is_opening"],
        )
        try:
            made = actions.receive(facts=facts, lines=form.lines(), key=given["key"], by=request.actor, at=request.now)
        except InvalidInput as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It is in store."))
            return redirect("goods:receipt", made)
    title = _("Receive goods")
    context = {
        "title": title,
        "form": form,
        "submit": _("Receive"),
        "cancel_url": reverse("goods:receipts"),
        "crumbs": trail(Crumb(_("Goods received"), reverse("goods:receipts")), Crumb(title)),
    }
    return render(request, "goods/receive.html", context)


@door(STAFF)
def record(request: Request, receipt_id: int) -> HttpResponse:
    """One receipt: what came, what it cost, and its bill."""
    row = get_receipt_for(request, receipt_id)
    context = {
        "title": _title(row),
        "lede": row.party,
        "crumbs": trail(Crumb(_("Goods received"), reverse("goods:receipts")), Crumb(_title(row))),
        "receipt": row,
        "state": STATES[_state(row)],
        "may_bill": _state(row) == "open",
        "figures": [
            Figure(_("Cost"), formats.rupiah(row.cost_idr)),
            Figure(_("Received on"), formats.day(row.received_on)),
            Figure(_("Bill"), row.bill_number or "–"),
        ],
        "list": build(CAME, moved(queries.receipt_lines(receipt_id)), request.GET),
        "events": events_of(request, "goods_receipt", receipt_id, EVENTS),
    }
    return render(request, "goods/receipt.html", context)


@door(STAFF, methods=FORM)
def bill(request: Request, receipt_id: int) -> HttpResponse:
    """Note the supplier's bill: it is owed from here on."""
    row = get_receipt_for(request, receipt_id)
    days = {"dated_on": request.today, "due_on": request.today + timedelta(days=BILL_DAYS)}
    form = BillForm(request.POST or None, initial={**days, "net_idr": row.cost_idr})
    url = reverse("goods:receipt", args=[receipt_id])

    def do() -> str:
        about = {"receipt_id": receipt_id, "facts": form.facts(), "key": form.cleaned_data["key"]}
        actions.note_bill(**about, by=request.actor, at=request.now)
        return url

    return form_page(
        request,
        form,
        do,
        title=_("Note the bill"),
        submit=_("Note it"),
        done=_("It is owed from here on; somebody else pays it."),
        cancel_url=url,
        crumbs=trail(Crumb(_("Goods received"), reverse("goods:receipts")), Crumb(_title(row), url)),
    )
