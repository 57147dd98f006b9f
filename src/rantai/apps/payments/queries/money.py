"""Payments and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from rantai.apps.payments.models import Allocation, CreditNote, Instalment, Payment, Refund


@dataclass(frozen=True)
class PaymentRow:
    """One payment. Money whole rupiah."""

    payment_id: int
    number: str
    account_id: int
    seller_id: int
    seller_name: str
    customer_id: int | None
    customer_name: str
    order_id: int | None
    round_id: int | None
    kind: str
    state: str
    amount_idr: int
    allocated_idr: int
    refunded_idr: int
    received_on: date
    good_on: date | None
    reference: str
    giro_number: str
    giro_due_on: date | None

    @property
    def left_idr(self) -> int:
        """What settles nothing yet and was not given back."""
        return self.amount_idr - self.allocated_idr - self.refunded_idr if self.state == "good" else 0

    @property
    def kept_idr(self) -> int:
        """Good money less what was given back of it."""
        return self.amount_idr - self.refunded_idr if self.state == "good" else 0


_WHO = ("account_id", "account__seller_id", "account__seller__name", "account__customer_id", "account__customer__name")
_WHAT = (
    "order_id",
    "round_id",
    "kind",
    "state",
    "amount_idr",
    "allocated_idr",
    "refunded_idr",
    "received_on",
    "good_on",
)


def payments(
    *,
    seller_id: int | None = None,
    account_id: int | None = None,
    order_id: int | None = None,
    round_id: int | None = None,
    member_id: int | None = None,
) -> list[PaymentRow]:
    """Payments, the newest first; `round_id`, `member_id`: paid ahead for a round, by one of its members. One query."""
    found = Payment.objects.all()
    found = found.filter(account__seller=seller_id) if seller_id is not None else found
    found = found.filter(account=account_id) if account_id is not None else found
    found = found.filter(order=order_id) if order_id is not None else found
    found = found.filter(round=round_id) if round_id is not None else found
    found = found.filter(account__customer=member_id) if member_id is not None else found
    return _rows(found)


def payment(payment_id: int) -> PaymentRow | None:
    """One payment; whose it is stands on the row."""
    return next(iter(_rows(Payment.objects.filter(pk=payment_id))), None)


def _rows(found: QuerySet[Payment]) -> list[PaymentRow]:
    rows: Any = found.order_by("-pk").values_list(
        "pk", "number", *_WHO, *_WHAT, "reference", "giro_number", "giro_due_on"
    )
    listed: list[tuple[Any, ...]] = [(*row[:6], row[6] or "", *row[7:]) for row in rows]
    return [PaymentRow(*row) for row in listed]


@dataclass(frozen=True)
class AllocationRow:
    """What of a payment settles an invoice."""

    allocation_id: int
    payment_id: int
    payment_number: str
    invoice_id: int
    invoice_number: str
    invoiced_on: date
    invoice_total_idr: int
    amount_idr: int
    allocated_on: date
    is_standing: bool


def allocations(*, payment_id: int | None = None, invoice_id: int | None = None) -> list[AllocationRow]:
    """Allocations of a payment or of an invoice, in their order; those taken back too. One query."""
    found = Allocation.objects.order_by("pk")
    found = found.filter(payment=payment_id) if payment_id is not None else found
    found = found.filter(invoice=invoice_id) if invoice_id is not None else found
    names = ("payment_id", "payment__number", "invoice_id", "invoice__number", "invoice__invoiced_on")
    rows: Any = found.values_list("pk", *names, "invoice__total_idr", "amount_idr", "allocated_on", "taken_back_at")
    listed: list[tuple[Any, ...]] = [(*row[:-1], row[-1] is None) for row in rows]
    return [AllocationRow(*row) for row in listed]


def allocation(allocation_id: int) -> AllocationRow | None:
    """One allocation, or None."""
    payment_id = Allocation.objects.filter(pk=allocation_id).values_list("payment_id", flat=True).first()
    rows = allocations(payment_id=payment_id) if payment_id is not None else []
    return next((row for row in rows if row.allocation_id == allocation_id), None)


@dataclass(frozen=True)
class RefundRow:
    """Money that was given back."""

    refund_id: int
    kind: str
    amount_idr: int
    refunded_on: date
    reason: str


def refunds(payment_id: int) -> list[RefundRow]:
    """What of a payment was given back. One query."""
    found = Refund.objects.filter(payment=payment_id).order_by("pk")
    rows: Any = found.values_list("pk", "kind", "amount_idr", "refunded_on", "reason")
    return [RefundRow(*row) for row in rows]


@dataclass(frozen=True)
class CreditRow:
    """One credit note, all figures positive."""

    credit_id: int
    number: str
    invoice_id: int
    invoice_number: str
    noted_on: date
    net_idr: int
    tax_base_idr: int
    tax_idr: int
    total_idr: int
    reason: str


def credit_notes(*, invoice_id: int | None = None, account_id: int | None = None) -> list[CreditRow]:
    """Credit notes of an invoice or a customer. One query."""
    found = CreditNote.objects.order_by("pk")
    found = found.filter(invoice=invoice_id) if invoice_id is not None else found
    found = found.filter(invoice__account=account_id) if account_id is not None else found
    money = ("net_idr", "tax_base_idr", "tax_idr", "total_idr", "reason")
    rows: Any = found.values_list("pk", "number", "invoice_id", "invoice__number", "noted_on", *money)
    return [CreditRow(*row) for row in rows]


@dataclass(frozen=True)
class InstalmentRow:
    """One part of an invoice, and what of it is paid."""

    due_on: date
    amount_idr: int
    paid_idr: int


def instalments(invoice_id: int) -> list[InstalmentRow]:
    """The parts of an invoice in their order; what is settled fills the earliest first. One query."""
    found = Instalment.objects.filter(invoice=invoice_id).order_by("due_on")
    rows: Any = list(found.values_list("due_on", "amount_idr", "invoice__settled_idr"))
    left = rows[0][2] if rows else 0
    parts = []
    for due_on, amount_idr, _settled in rows:
        parts.append(InstalmentRow(due_on, amount_idr, min(left, amount_idr)))
        left -= parts[-1].paid_idr
    return parts
