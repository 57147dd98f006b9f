"""Payments: what came, what it settled, what is left of it; and a customer's statement of account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.payments import actions, queries
from rantai.apps.payments.actions import PaymentFacts
from rantai.apps.payments.queries import PaymentRow
from rantai.apps.sales import queries as sales
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.billing.doors import (
    FORM,
    READERS,
    STAFF,
    get_allocation_for,
    get_own_payment_for,
    get_payment_for,
    is_seller,
    may_read,
)
from rantai.web.billing.forms import PaymentForm, RefundForm
from rantai.web.billing.papers import answer, payment_receipt, receipt
from rantai.web.billing.words import ENTRIES, KINDS, PAYMENT_EVENTS
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.sales.doors import get_account_for
from rantai.web.sales.forms import new_key
from rantai.web.sales.words import account_words, customer_words
from rantai.web.saying import add_problems, say
from rantai.web.timeline import events_of

STATES = ("used", "left_over", "giro_held", "bounced")


@dataclass(frozen=True)
class PaymentLine:
    """A payment as the list shows it."""

    number: str
    url: str
    status: Status
    state: str
    customer: str
    received: date
    kind: str
    amount_idr: int
    left_idr: int
    reference: str


PAYMENTS = ListSpec(
    name="pembayaran",
    columns=(
        Column("number", gettext_lazy("Payment"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("customer", gettext_lazy("Customer")),
        Column("received", gettext_lazy("Day"), "date"),
        Column("kind", gettext_lazy("Kind")),
        Column("amount_idr", gettext_lazy("Amount"), "money", total=True, prime=True),
        Column("left_idr", gettext_lazy("Not used yet"), "money", total=True, prime=True),
        Column("reference", gettext_lazy("Reference")),
    ),
    search=("number", "customer", "reference"),
    filters=(Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in STATES)),),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Giro that wait"), "state=giro_held"),
        View(gettext_lazy("Not used yet"), "state=left_over"),
    ),
    empty=Empty(
        gettext_lazy("No payments yet"),
        gettext_lazy("Open a customer or an invoice and receive money there, or read a statement of the bank."),
        icon="coin",
    ),
)


def state_of(row: PaymentRow) -> str:
    """giro_held, bounced, left_over or used."""
    if row.state != "good":
        return "giro_held" if row.state == "held" else "bounced"
    return "left_over" if row.left_idr else "used"


def payment_line(row: PaymentRow) -> PaymentLine:
    """One payment for a list."""
    return PaymentLine(
        row.number,
        reverse("billing:payment", args=[row.payment_id]),
        status_of(state_of(row)),
        state_of(row),
        customer_words(row.customer_name),
        row.received_on,
        str(KINDS[row.kind]),
        row.amount_idr,
        row.left_idr,
        row.reference or row.giro_number,
    )


def crumbs(*last: Crumb) -> list[Crumb]:
    """The place line below the payments."""
    return [Crumb(_("Payments"), reverse("billing:payments")), *last]


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Every payment at the reader's centre."""
    rows = [payment_line(row) for row in queries.payments(seller_id=organisation_id(request))]
    context = {"crumbs": [Crumb(_("Payments"))]}
    return respond(request, PAYMENTS, rows, title=_("Payments"), context=context, template="billing/payments.html")


@door(*READERS)
def record(request: Request, payment_id: int) -> HttpResponse:
    """One payment and what became of it."""
    row = get_payment_for(request, payment_id)
    sells = is_seller(request, row.seller_id)
    form = RefundForm(initial={"key": new_key(), "amount_idr": row.left_idr}) if sells and row.left_idr else None
    context = {
        "title": row.number,
        "lede": f"{customer_words(row.customer_name) if sells else row.seller_name} · {KINDS[row.kind]}",
        "crumbs": crumbs(Crumb(row.number)) if sells else [Crumb(row.number)],
        "payment": row,
        "sells": sells,
        "state": status_of(state_of(row)),
        "figures": _figures(row),
        "allocations": queries.allocations(payment_id=payment_id),
        "refunds": [(KINDS[one.kind], one) for one in queries.refunds(payment_id)],
        "form": form,
        "events": events_of(request, "payment", payment_id, PAYMENT_EVENTS) if sells else [],
    }
    return render(request, "billing/payment.html", context)


def _figures(row: PaymentRow) -> list[Figure]:
    shown = [
        Figure(_("Amount"), formats.rupiah(row.amount_idr)),
        Figure(_("Used for invoices"), formats.rupiah(row.allocated_idr)),
        Figure(_("Not used yet"), formats.rupiah(row.left_idr), tone="wait" if row.left_idr else "quiet"),
        Figure(_("Received"), formats.day(row.received_on)),
    ]
    if row.giro_due_on:
        shown.append(Figure(_("Giro can be cashed on"), formats.day(row.giro_due_on), note=row.giro_number))
    return shown


@door(*READERS)
def paper(request: Request, payment_id: int) -> HttpResponse:
    """The kwitansi, or with `?jenis=bukti` what the payment settled."""
    row = get_payment_for(request, payment_id)
    used = queries.allocations(payment_id=payment_id)
    document = payment_receipt(row, used) if request.GET.get("jenis") == "bukti" else receipt(row, used)
    return answer(request, document)


@door(STAFF, methods=FORM)
def receive(request: Request, account_id: int) -> HttpResponse:
    """Keep money that came: for one invoice (`?tagihan=`), one order (`?pesanan=`), or what is due first."""
    row = get_account_for(request, account_id)
    bill = _chosen(request, account_id)
    order_id = _order(request, account_id)
    first = {"key": new_key(), "received_on": request.today, "amount_idr": bill.open_idr if bill else None}
    form = PaymentForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        wanted = None if bill is None else {bill.invoice_id: min(bill.open_idr, form.cleaned_data["amount_idr"])}
        if form.cleaned_data["keep"] or form.cleaned_data["kind"] == "giro" or order_id:
            wanted = {} if bill is None or form.cleaned_data["kind"] == "giro" else wanted
        try:
            facts = _facts(form, account_id, order_id)
            payment_id = actions.receive(facts=facts, wanted=wanted, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The payment is kept."))
            return redirect("billing:payment", payment_id)
    title = _("Receive a payment")
    lede = f"{account_words(row)} · {bill.number}" if bill else account_words(row)
    context = {
        "title": title,
        "lede": lede,
        "form": form,
        "submit": _("Keep the payment"),
        "cancel_url": reverse("sales:customer", args=[account_id]),
        "crumbs": crumbs(Crumb(title)),
    }
    return render(request, "layout/kinds/form.html", context)


def _chosen(request: Request, account_id: int) -> sales.InvoiceRow | None:
    asked = request.GET.get("tagihan", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 16):
        return None
    return next((row for row in sales.invoices(account_id=account_id) if str(row.invoice_id) == asked), None)


def _order(request: Request, account_id: int) -> int | None:
    asked = request.GET.get("pesanan", "")
    return next((row.order_id for row in sales.orders(account_id=account_id) if str(row.order_id) == asked), None)


def _facts(form: PaymentForm, account_id: int, order_id: int | None) -> PaymentFacts:
    given = form.cleaned_data
    return PaymentFacts(
        account_id,
        given["key"],
        given["kind"],
        given["amount_idr"],
        given["received_on"],
        given["reference"],
        given["giro_number"],
        given["giro_due_on"],
        order_id,
        given["is_second"],
    )


@door(STAFF, methods=("POST",))
def giro(request: Request, payment_id: int) -> HttpResponse:
    """The bank honoured a giro, or refused it."""
    get_own_payment_for(request, payment_id)
    step = actions.honour_giro if request.POST.get("answer") == "good" else actions.bounce_giro
    if request.POST.get("answer") not in ("good", "bad"):
        messages.error(request, _("Nothing was answered. Press one of the two buttons."))
        return redirect("billing:payment", payment_id)
    act = partial(step, payment_id=payment_id, on=request.today, by=request.actor, at=request.now)
    return _done(request, payment_id, act)


@door(STAFF, methods=("POST",))
def allocate(request: Request, payment_id: int) -> HttpResponse:
    """Use what is left for the invoices due first."""
    get_own_payment_for(request, payment_id)
    step = partial(
        actions.allocate, payment_id=payment_id, wanted=None, on=request.today, by=request.actor, at=request.now
    )
    return _done(request, payment_id, step)


@door(STAFF, methods=("POST",))
def take_back(request: Request, allocation_id: int) -> HttpResponse:
    """Take an allocation back."""
    row = get_allocation_for(request, allocation_id)
    step = partial(actions.take_back, allocation_id=allocation_id, on=request.today, by=request.actor, at=request.now)
    return _done(request, row.payment_id, step)


@door(STAFF, methods=("POST",))
def refund(request: Request, payment_id: int) -> HttpResponse:
    """Give back what is left, or a part of it."""
    get_own_payment_for(request, payment_id)
    form = RefundForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return redirect("billing:payment", payment_id)
    about = {"payment_id": payment_id, "on": request.today, **form.cleaned_data}
    return _done(request, payment_id, partial(actions.refund, **about, by=request.actor, at=request.now))


def _done(request: Request, payment_id: int, step: Callable[[], object]) -> HttpResponse:
    try:
        step()
    except InvalidInput as refused:
        say(request, refused)
    return redirect("billing:payment", payment_id)


@dataclass(frozen=True)
class StatementLine:
    """One line of a statement of account."""

    on: date
    what: str
    number: str
    url: str
    debit_idr: int | None
    credit_idr: int | None
    balance_idr: int


STATEMENT = ListSpec(
    name="rekening-pelanggan",
    columns=(
        Column("number", gettext_lazy("Number"), "link", url="url", phone="lead"),
        Column("on", gettext_lazy("Day"), "date"),
        Column("what", gettext_lazy("What")),
        Column("debit_idr", gettext_lazy("Owed"), "money", total=True),
        Column("credit_idr", gettext_lazy("Paid"), "money", total=True, prime=True),
        Column("balance_idr", gettext_lazy("Balance"), "money", prime=True),
    ),
    search=("number", "what"),
    empty=Empty(gettext_lazy("Nothing was bought yet"), gettext_lazy("Invoices and payments will stand here.")),
    page_size=100,
)


@door(*READERS)
def statement(request: Request, account_id: int) -> HttpResponse:
    """What one customer owed and paid, with the balance after each line."""
    rows = sales.accounts(seller_id=organisation_id(request)) if STAFF in request.actor.roles else []
    rows += sales.accounts_of_customer(organisation_id(request))
    account = found(next((row for row in rows if row.account_id == account_id), None))
    found(account if may_read(request, account.seller_id, account.customer_id) else None)
    sells = is_seller(request, account.seller_id)
    lines = [
        StatementLine(
            entry.on,
            str(ENTRIES[entry.kind]),
            entry.number,
            reverse(
                "billing:invoice" if entry.kind in ("invoice", "credit") else "billing:payment",
                args=[entry.document_id],
            ),
            entry.amount_idr if entry.amount_idr > 0 else None,
            -entry.amount_idr if entry.amount_idr < 0 else None,
            entry.balance_idr,
        )
        for entry in queries.statement_of(account_id)
    ]
    title = _("Statement of account")
    whom = account_words(account) if sells else account.seller_name
    context = {"crumbs": [Crumb(title), Crumb(whom)], "lede": whom}
    return respond(request, STATEMENT, lines, title=title, context=context)
