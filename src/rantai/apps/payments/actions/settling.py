"""Settling invoices with payments, and taking that back. Locks: the account, then invoices, then the payment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.payments import refusals
from rantai.apps.payments.ahead import Tie, due_of_round, kept_on, round_of, tie_of
from rantai.apps.payments.models import Allocation, Instalment, Payment
from rantai.apps.sales.credit import locked_account
from rantai.apps.sales.models import Invoice
from rantai.apps.stock.posting import refuse_closed_day
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import money

FIRST_DAY = date(2000, 1, 1)  # no money of a centre is older


@transaction.atomic
def allocate(*, payment_id: int, wanted: Mapping[int, int] | None, on: date, by: Author, at: datetime) -> None:
    """Settle invoices with what is left of a payment: rupiah by invoice, or (None) the invoices due first.

    A deposit settles the invoices that it was paid ahead for only, as long as that is open. Raises InvalidInput.
    """
    payment = locked_payment(payment_id)
    if payment.state != "good":
        raise refusals.refuse(refusals.NOT_GOOD_YET, number=payment.giro_number)
    _refuse_tied(payment)
    settle(payment, wanted, on, by, at)


@transaction.atomic
def take_back(*, allocation_id: int, on: date, by: Author, at: datetime) -> None:
    """Take an allocation back: the invoice is open again by it, the payment has it left."""
    locked_payment(Allocation.objects.values_list("payment_id", flat=True).get(pk=allocation_id))
    allocation = Allocation.objects.select_for_update(no_key=True, of=("self",)).get(pk=allocation_id)
    if allocation.taken_back_at is not None:
        raise refusals.refuse(refusals.ALLOCATION_GONE)
    release(allocation, on=on, by=by, at=at)


def release(allocation: Allocation, *, on: date, by: Author, at: datetime) -> None:
    """Undo one allocation, under the account's lock."""
    refuse_day(allocation.payment.account.seller_id, on, at, "on")
    Allocation.objects.filter(pk=allocation.pk).update(taken_back_at=at, taken_back_on=on)
    Invoice.objects.filter(pk=allocation.invoice_id).update(settled_idr=F("settled_idr") - allocation.amount_idr)
    move_due_day(allocation.invoice_id)
    Payment.objects.filter(pk=allocation.payment_id).update(allocated_idr=F("allocated_idr") - allocation.amount_idr)
    before = {"invoice": allocation.invoice_id, "amount_idr": allocation.amount_idr}
    record(verb="take_back", noun="payment", object_id=allocation.payment_id, by=by, at=at, before=before)


def move_due_day(invoice_id: int) -> None:
    """An invoice in instalments is due on the day of the first that is not paid."""
    parts = list(Instalment.objects.filter(invoice=invoice_id).order_by("due_on").values_list("due_on", "amount_idr"))
    if not parts:
        return
    left = Invoice.objects.values_list("settled_idr", flat=True).get(pk=invoice_id)
    for due_on, amount_idr in parts:
        left -= amount_idr
        if left < 0 or (due_on, amount_idr) == parts[-1]:
            Invoice.objects.filter(pk=invoice_id).update(due_on=due_on)
            return


def refuse_day(seller_id: int, on: date, at: datetime, column: str) -> None:
    """Money is booked on a day that has come, not long ago, in a month that is open. Raises InvalidInput."""
    if on > timezone.localdate(at):
        raise refusals.refuse(refusals.DAY_AHEAD, column, day=on.isoformat())
    if on < FIRST_DAY:
        raise refusals.refuse(refusals.DAY_ODD, column, day=on.isoformat(), first=FIRST_DAY.isoformat())
    refuse_closed_day(seller_id, on, column)


def left_idr(payment: Payment) -> int:
    """What of a payment neither settles anything nor was given back."""
    return payment.amount_idr - payment.allocated_idr - payment.refunded_idr


def locked_payment(payment_id: int) -> Payment:
    """The payment under its account's lock."""
    locked_account(Payment.objects.values_list("account_id", flat=True).get(pk=payment_id))
    return Payment.objects.select_for_update(no_key=True, of=("self",)).get(pk=payment_id)


def settle(
    payment: Payment, wanted: Mapping[int, int] | None, on: date, by: Author, at: datetime, *, only_own: bool = False
) -> None:
    """Write allocations. The account is held, so open balances stay as they are read.

    `only_own`: of a deposit nothing but the invoices that it was paid ahead for.
    """
    refuse_day(payment.account.seller_id, on, at, "received_on")
    tie = tie_of(payment)
    open_of = _open_invoices(payment, tie, only_own=only_own)
    if wanted is None:
        wanted = _by_itself(payment, tie, open_of)
    else:
        _refuse_beyond(payment, wanted, open_of)
    for invoice_id, amount_idr in sorted(wanted.items()):
        Allocation.objects.create(
            payment=payment, invoice_id=invoice_id, amount_idr=amount_idr, allocated_on=on, made_at=at
        )
        Invoice.objects.filter(pk=invoice_id).update(settled_idr=F("settled_idr") + amount_idr)
        move_due_day(invoice_id)
        after = {"invoice": invoice_id, "amount_idr": amount_idr}
        record(verb="allocate", noun="payment", object_id=payment.pk, by=by, at=at, after=after)
    Payment.objects.filter(pk=payment.pk).update(allocated_idr=F("allocated_idr") + sum(wanted.values()))


@transaction.atomic
def settle_ahead(*, order_id: int, invoice_id: int, on: date, by: Author, at: datetime) -> None:
    """Settle an invoice of a member's share with what of the round's deposit stands on its sale; else do nothing."""
    invoice = Invoice.objects.select_related("order", "account").get(pk=invoice_id)
    place = round_of(invoice.order) if invoice.order is not None else None
    if place is None:
        return
    locked_account(invoice.account_id)
    paid = Payment.objects.filter(round=place[0], account=invoice.account_id, state="good")
    missing = min(kept_on(order_id), invoice.total_idr - invoice.settled_idr - invoice.credited_idr)
    for payment in paid.select_related("account", "round").order_by("pk"):
        amount = min(left_idr(payment), missing)
        if amount > 0:
            settle(payment, {invoice_id: amount}, on, by, at)
            missing -= amount


@dataclass(frozen=True)
class _Open:
    number: str
    open_idr: int
    order_id: int | None
    is_foreign: bool  # of another order than those that the payment was paid ahead for


def _open_invoices(payment: Payment, tie: Tie | None, *, only_own: bool = False) -> dict[int, _Open]:
    """What is open of the customer's invoices: those that the payment was paid ahead for first, then by due date."""
    found = Invoice.objects.filter(account=payment.account_id, total_idr__gt=F("settled_idr") + F("credited_idr"))
    rows = list(found.order_by("due_on", "pk"))
    own = tie.orders if tie else frozenset[int]()
    rows.sort(key=lambda row: row.order_id not in own)
    is_bound = tie is not None and (tie.is_open or only_own)
    return {
        row.pk: _Open(
            row.number,
            row.total_idr - row.settled_idr - row.credited_idr,
            row.order_id,
            is_bound and row.order_id not in own,
        )
        for row in rows
    }


def _refuse_tied(payment: Payment) -> None:
    """Nothing that is open is of what this was paid ahead for."""
    found = _open_invoices(payment, tie_of(payment)).values()
    if found and all(one.is_foreign for one in found):
        raise InvalidInput([_tied(payment, Where())])


def _tied(payment: Payment, where: Where) -> Problem:
    if payment.round_id is not None:
        return Problem(refusals.ROUND_TIED, where, {"number": payment.number, "round": payment.round_id})
    return Problem(refusals.DEPOSIT_TIED, where, {"number": payment.number, "order": payment.order_id})


def _by_itself(payment: Payment, tie: Tie | None, open_of: Mapping[int, _Open]) -> dict[int, int]:
    """Rupiah by invoice, those due first; of a round's deposit no more than is not kept for another sale."""
    own = {key: one for key, one in open_of.items() if not one.is_foreign}
    left, wanted = left_idr(payment), dict[int, int]()
    if payment.round_id is not None and tie is not None and tie.is_open:
        return due_of_round(payment, {key: (one.order_id, one.open_idr) for key, one in own.items()}, left)
    for invoice_id, one in own.items():
        if left <= 0:
            break
        wanted[invoice_id] = min(left, one.open_idr)
        left -= wanted[invoice_id]
    return wanted


def _refuse_beyond(payment: Payment, wanted: Mapping[int, int], open_of: Mapping[int, _Open]) -> None:
    problems = []
    for invoice_id, amount_idr in sorted(wanted.items()):
        where, one = Where(column=f"invoice{invoice_id}"), open_of.get(invoice_id)
        if amount_idr < 1:
            problems.append(Problem(refusals.AMOUNT_EMPTY, where))
        elif one is None:
            problems.append(Problem(refusals.INVOICE_FOREIGN, where))
        elif one.is_foreign:
            problems.append(_tied(payment, where))
        elif amount_idr > one.open_idr:
            values = {"number": one.number, "left": money(one.open_idr), "asked": money(amount_idr)}
            problems.append(Problem(refusals.INVOICE_PAID_TOO_MUCH, where, values))
    left, asked = left_idr(payment), sum(wanted.values())
    if asked > left:
        values = {"number": payment.number, "left": money(left), "asked": money(asked)}
        problems.append(Problem(refusals.ALLOCATED_TOO_MUCH, Where(column="amount_idr"), values))
    if problems:
        raise InvalidInput(problems)
