"""What is owed by age, one debt, payments that went out, one payment; the lists as Excel too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.payables import queries
from rantai.apps.payables.queries import OutgoingRow, PayableRow
from rantai.apps.sales.queries import ageing
from rantai.web.access import Request, door, organisation_id
from rantai.web.billing.words import AGES
from rantai.web.billing.words import KINDS as WAYS
from rantai.web.layout import charts, formats
from rantai.web.layout.charts import Chart
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.payables.doors import STAFF, get_outgoing_for, get_payable_for
from rantai.web.payables.forms import TakeBackForm
from rantai.web.payables.words import EVENTS, KINDS, STATES
from rantai.web.timeline import events_of


def trail(*more: Crumb) -> list[Crumb]:
    """Where the pages of debts lie."""
    return [Crumb(_("What we owe"), reverse("payables:list")), *more]


STANDINGS = ("unpaid", "late", "paid")


@dataclass(frozen=True)
class Line:
    """A debt as the list shows it."""

    number: str
    url: str
    party: str
    kind: str
    status: Status
    state: str
    dated: date
    due: date
    late_days: int
    total_idr: int
    open_idr: int


PAYABLES = ListSpec(
    name="utang",
    columns=(
        Column("number", gettext_lazy("Document"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("party", gettext_lazy("Owed to")),
        Column("kind", gettext_lazy("For")),
        Column("dated", gettext_lazy("Dated"), "date"),
        Column("due", gettext_lazy("Due on"), "date"),
        Column("late_days", gettext_lazy("Days late"), "number"),
        Column("total_idr", gettext_lazy("Amount"), "money", total=True),
        Column("open_idr", gettext_lazy("Open"), "money", total=True, prime=True),
    ),
    search=("number", "party"),
    filters=(
        Filter("state", gettext_lazy("Status"), tuple((one, STATUSES[one].word) for one in STANDINGS)),
        Filter("party", gettext_lazy("Owed to")),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Late"), "state=late"),
        View(gettext_lazy("Unpaid, not late"), "state=unpaid"),
        View(gettext_lazy("Paid"), "state=paid"),
    ),
    sort="due",
    empty=Empty(
        gettext_lazy("Nothing is owed"),
        gettext_lazy("A bill stands here once it is agreed to, a further cost of an order at once."),
        icon="receipt",
    ),
)


def state_of(row: PayableRow, today: date) -> str:
    """paid, late or unpaid."""
    if not row.open_idr:
        return "paid"
    return "late" if row.late_days(today) else "unpaid"


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Everything the reader's centre owes or owed, by age."""
    rows = queries.payables(organisation_id(request))
    lines = [_line(row, request.today) for row in rows]
    context = {"crumbs": [Crumb(_("What we owe"))], "chart": _ages(rows, request.today)}
    return respond(request, PAYABLES, lines, title=_("What we owe"), context=context, template="payables/list.html")


def _line(row: PayableRow, today: date) -> Line:
    state = state_of(row, today)
    url = reverse("payables:record", args=[row.payable_id])
    days = (row.dated_on, row.due_on, row.late_days(today))
    return Line(
        row.number, url, row.party, str(KINDS[row.kind]), status_of(state), state, *days, row.total_idr, row.open_idr
    )


def _ages(rows: list[PayableRow], today: date) -> Chart:
    sums = ageing(rows, today)
    title = _("%(late)s of %(all)s that we owe is late") % {
        "late": formats.rupiah_short(sum(sums[1:])),
        "all": formats.rupiah_short(sum(sums)),
    }
    bars = [charts.Bar(word, amount, accent=at > 0) for at, (word, amount) in enumerate(zip(AGES, sums, strict=True))]
    return charts.bars(title, bars, of=_("Age"), what="Rp", write=formats.rupiah_short)


@door(STAFF)
def record(request: Request, payable_id: int) -> HttpResponse:
    """One debt: what it is for, what closed it, and paying it."""
    row = get_payable_for(request, payable_id)
    credits = queries.open_credits(row.debtor_id, row.creditor_id) if row.creditor_id and row.open_idr else []
    context = {
        "title": row.number,
        "lede": f"{row.party} · {KINDS[row.kind]}",
        "crumbs": trail(Crumb(row.number)),
        "payable": row,
        "state": status_of(state_of(row, request.today)),
        "figures": [
            Figure(_("Amount"), formats.rupiah(row.total_idr)),
            Figure(_("Open"), formats.rupiah(row.open_idr), tone="wait" if row.open_idr else "good"),
            Figure(_("Due on"), formats.day(row.due_on), tone="stop" if row.late_days(request.today) else "quiet"),
            Figure(_("Tax on it"), formats.rupiah(row.tax_idr)),
        ],
        "settlings": queries.settlings(payable_id=payable_id),
        "credits": credits,
        "events": events_of(request, "payable", payable_id, EVENTS),
    }
    return render(request, "payables/record.html", context)


@dataclass(frozen=True)
class Paid:
    """A payment as the list shows it."""

    number: str
    url: str
    status: Status
    state: str
    party: str
    paid: date
    way: str
    amount_idr: int
    reference: str


PAID = ListSpec(
    name="pembayaran-keluar",
    columns=(
        Column("number", gettext_lazy("Payment"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("party", gettext_lazy("Paid to")),
        Column("paid", gettext_lazy("Day"), "date"),
        Column("way", gettext_lazy("Kind")),
        Column("amount_idr", gettext_lazy("Amount"), "money", total=True, prime=True),
        Column("reference", gettext_lazy("Reference")),
    ),
    search=("number", "party", "reference"),
    filters=(Filter("state", gettext_lazy("Status"), tuple((one, STATUSES[one].word) for one in STATES.values())),),
    views=(View(gettext_lazy("All"), ""), View(gettext_lazy("Giro that wait"), "state=giro_held")),
    empty=Empty(gettext_lazy("Nothing was paid yet"), gettext_lazy("Open what is owed and pay it there."), icon="coin"),
)


@door(STAFF)
def paid(request: Request) -> HttpResponse:
    """Every payment that went out."""
    rows = [_paid(row) for row in queries.outgoings(organisation_id(request))]
    title = _("Payments we made")
    return respond(request, PAID, rows, title=title, context={"crumbs": trail(Crumb(title))})


def _paid(row: OutgoingRow) -> Paid:
    url, state = reverse("payables:payment", args=[row.outgoing_id]), STATES[row.state]
    words = str(WAYS[row.way]), row.amount_idr, row.reference or row.giro_number
    return Paid(row.number, url, status_of(state), state, row.party, row.paid_on, *words)


@door(STAFF)
def payment(request: Request, outgoing_id: int) -> HttpResponse:
    """One payment and what it closed."""
    row = get_outgoing_for(request, outgoing_id)
    figures = [Figure(_("Amount"), formats.rupiah(row.amount_idr)), Figure(_("Paid on"), formats.day(row.paid_on))]
    if row.giro_due_on:
        figures.append(Figure(_("Giro can be cashed on"), formats.day(row.giro_due_on), note=row.giro_number))
    context = {
        "title": row.number,
        "lede": f"{row.party} · {WAYS[row.way]}",
        "crumbs": trail(Crumb(_("Payments we made"), reverse("payables:paid")), Crumb(row.number)),
        "payment": row,
        "state": status_of(STATES[row.state]),
        "figures": figures,
        "settlings": queries.settlings(outgoing_id=outgoing_id),
        "form": TakeBackForm() if row.state == "good" else None,
        "events": events_of(request, "outgoing", outgoing_id, EVENTS),
    }
    return render(request, "payables/payment.html", context)
