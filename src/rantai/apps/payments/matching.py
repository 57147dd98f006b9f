"""Whose payment a line of the bank may be. Proposals only: a person says yes.

propose(line, payments, invoices) -> Match | None
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rantai.apps.sales.queries import InvoiceRow

NEAR_DAYS = 5


@dataclass(frozen=True)
class Known:
    """A transfer that was kept and has no line of the bank yet."""

    payment_id: int
    number: str
    account_id: int
    customer_name: str
    amount_idr: int
    received_on: date


@dataclass(frozen=True)
class Match:
    """What a line seems to be. With `payment_id`: a payment that is kept. Else a new one for these invoices.

    `reason`: payment, number, amount, name; in this order of trust.
    """

    account_id: int
    customer_name: str
    reason: str
    payment_id: int | None = None
    invoice_ids: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()


def propose(
    booked_on: date, text: str, amount_idr: int, payments: Sequence[Known], invoices: Sequence[InvoiceRow]
) -> Match | None:
    """The one likely meaning of money that came in; None when there is none, or more than one."""
    if amount_idr <= 0:
        return None
    near = [
        one
        for one in payments
        if one.amount_idr == amount_idr and abs(one.received_on - booked_on) <= timedelta(days=NEAR_DAYS)
    ]
    if len(near) == 1:
        one = near[0]
        return Match(one.account_id, one.customer_name, "payment", one.payment_id, numbers=(one.number,))
    said = " ".join(text.casefold().replace("/", " ").replace("-", " ").split())
    numbered = [row for row in invoices if " ".join(row.number.casefold().split("/")) in said]
    if numbered and len({row.account_id for row in numbered}) == 1:
        return _of(numbered, "number")
    equal = [row for row in invoices if row.open_idr == amount_idr]
    if len(equal) == 1:
        return _of(equal, "amount")
    named = [row for row in invoices if row.customer_name and row.customer_name.casefold() in said]
    if named and len({row.account_id for row in named}) == 1:
        return _of(named, "name")
    return None


def _of(rows: Sequence[InvoiceRow], reason: str) -> Match:
    first = rows[0]
    ordered = sorted(rows, key=lambda row: (row.due_on, row.invoice_id))
    ids, numbers = tuple(row.invoice_id for row in ordered), tuple(row.number for row in ordered)
    return Match(first.account_id, first.customer_name, reason, None, ids, numbers)
