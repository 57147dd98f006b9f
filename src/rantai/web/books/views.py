"""Trial balance and journal of the reader's centre, by month, as pages and as Excel; closing a month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.accounts import actions, queries
from rantai.apps.accounts.queries import Result
from rantai.apps.stock.queries import closed_through
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.books.words import KIND_WORDS
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure
from rantai.web.sales.doors import STAFF
from rantai.web.saying import say

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class BalanceLine:
    """One account of the trial balance."""

    account: str
    name: str
    opening_idr: int
    debit_idr: int
    credit_idr: int
    closing_idr: int


EMPTY = Empty(
    gettext_lazy("Nothing is booked yet"),
    gettext_lazy("Receipts, deliveries, bills, invoices and payments stand here by themselves."),
    icon="coin",
)
BALANCE = ListSpec(
    name="neraca-saldo",
    columns=(
        Column("name", gettext_lazy("Account"), phone="lead"),
        Column("account", gettext_lazy("Number")),
        Column("opening_idr", gettext_lazy("Held before"), "money", total=True),
        Column("debit_idr", gettext_lazy("Debit"), "money", total=True),
        Column("credit_idr", gettext_lazy("Credit"), "money", total=True),
        Column("closing_idr", gettext_lazy("Holds now"), "money", total=True, prime=True),
    ),
    search=("name", "account"),
    sort="account",
    empty=EMPTY,
)
JOURNAL = ListSpec(
    name="jurnal",
    columns=(
        Column("number", gettext_lazy("Document"), phone="lead"),
        Column("on", gettext_lazy("Day"), "date"),
        Column("account", gettext_lazy("Number")),
        Column("account_name", gettext_lazy("Account")),
        Column("debit_idr", gettext_lazy("Debit"), "money", total=True, prime=True),
        Column("credit_idr", gettext_lazy("Credit"), "money", total=True, prime=True),
        Column("kind", gettext_lazy("Kind"), phone="off"),
        Column("journal_id", gettext_lazy("Journal"), "number", phone="off"),
    ),
    search=("number", "account", "account_name"),
    empty=EMPTY,
)


def month_of(request: Request) -> tuple[date, date]:
    """First and last day of the month that the address names (`?bulan=2026-01`), or of this one."""
    year, _dash, month = request.GET.get("bulan", "").partition("-")
    first = request.today.replace(day=1)
    if year.isascii() and year.isdigit() and month.isascii() and month.isdigit() and len(year + month) == 6:
        is_month = int(year) in YEARS and 1 <= int(month) <= 12
        first = date(int(year), int(month), 1) if is_month else first
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@door(STAFF)
def balance(request: Request) -> HttpResponse:
    """What every account held, what was booked, what it holds; and what the month came to."""
    own = organisation_id(request)
    since, until = month_of(request)
    closed = closed_through(own)
    waits = queries.waiting(own, closed)
    rows = queries.trial_balance(own, since, until, waits)
    lines = [
        BalanceLine(row.account, row.name, row.opening_idr, row.debit_idr, row.credit_idr, row.closing_idr)
        for row in rows
        if row.opening_idr or row.debit_idr or row.credit_idr
    ]
    before = since - timedelta(days=1)
    last = request.today.replace(day=1) - timedelta(days=1)
    context = {
        "crumbs": [Crumb(_("Bookkeeping"))],
        "lede": f"{formats.day(since)} – {formats.day(until)}",
        "figures": _figures(queries.result(rows)),
        "waits": len(waits),
        "before": f"{before:%Y-%m}",
        "closed": closed,
        "closable": last if closed is None or closed < last else None,
    }
    return respond(request, BALANCE, lines, title=_("Bookkeeping"), context=context, template="books/balance.html")


def _figures(came_to: Result) -> list[Figure]:
    share = formats.ppm(came_to.margin_ppm) if came_to.margin_ppm is not None else ""
    note = _("%(share)s of sales") % {"share": share} if share else ""
    tone = "good" if came_to.margin_idr >= 0 else "stop"
    return [
        Figure(_("Sales of the month"), formats.rupiah_short(came_to.sales_idr)),
        Figure(_("Margin"), formats.rupiah_short(came_to.margin_idr), note=note, tone=tone),  # type: ignore[arg-type]
        Figure(_("Cash and bank"), formats.rupiah_short(came_to.cash_idr)),
        Figure(_("Receivables"), formats.rupiah_short(came_to.receivable_idr), url=reverse("billing:receivables")),
        Figure(_("What we owe"), formats.rupiah_short(came_to.payable_idr), url=reverse("payables:list")),
        Figure(_("Steel in store"), formats.rupiah_short(came_to.steel_idr)),
    ]


@door(STAFF)
def journal(request: Request) -> HttpResponse:
    """Every line of a month's journals: the file that an accountant goes on from."""
    own = organisation_id(request)
    since, until = month_of(request)
    found = queries.journal(own, since=since, until=until, drafts=queries.waiting(own, closed_through(own)))
    rows = [replace(row, kind=str(KIND_WORDS[row.kind])) for row in found]
    context = {
        "crumbs": [Crumb(_("Bookkeeping"), reverse("books:balance")), Crumb(_("Journal"))],
        "lede": f"{formats.day(since)} – {formats.day(until)}",
    }
    return respond(request, JOURNAL, rows, title=_("Journal"), context=context)


@door(STAFF, methods=("POST",))
def write_up(request: Request) -> HttpResponse:
    """Write the journals of all documents that have none: looking at the books never does."""
    try:
        made = actions.write_up(seller_id=organisation_id(request), by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("%(number)s journals written.") % {"number": formats.count(made)})
    return redirect("books:balance")


@door(STAFF, methods=("POST",))
def close(request: Request) -> HttpResponse:
    """Close the month before this one, and all before it."""
    last = request.today.replace(day=1) - timedelta(days=1)
    try:
        actions.close_month(
            seller_id=organisation_id(request), through_on=last, by=request.actor, at=request.now, today=request.today
        )
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("Closed until %(day)s.") % {"day": formats.day(last)})
    return redirect("books:balance")
