"""A customer's statement of account: what was invoiced, credited, paid and given back, with the balance after each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rantai.apps.payments.models import CreditNote, Payment, Refund
from rantai.apps.sales.models import Invoice


@dataclass(frozen=True)
class Entry:
    """One line: invoice, credit, payment, refund or carried. `amount_idr` is what it adds to the debt."""

    on: date
    kind: str
    number: str
    document_id: int
    amount_idr: int
    balance_idr: int = 0


def statement_of(account_id: int, since: date | None = None) -> list[Entry]:
    """The entries of one customer by day, each with its balance; those before `since` in one line. Four queries."""
    entries = [
        *_invoices(account_id),
        *_credits(account_id),
        *_payments(account_id),
        *_refunds(account_id),
    ]
    balance, shown, carried = 0, [], 0
    for entry in sorted(entries, key=lambda one: (one.on, one.kind != "invoice", one.document_id)):
        balance += entry.amount_idr
        if since is not None and entry.on < since:
            carried = balance
        else:
            shown.append(replace(entry, balance_idr=balance))
    opening = [Entry(since, "carried", "", 0, carried, carried)] if since is not None else []
    return opening + shown


def _invoices(account_id: int) -> list[Entry]:
    rows = Invoice.objects.filter(account=account_id).values_list("invoiced_on", "number", "pk", "total_idr")
    return [Entry(on, "invoice", number, pk, total) for on, number, pk, total in rows]


def _credits(account_id: int) -> list[Entry]:
    found = CreditNote.objects.filter(invoice__account=account_id)
    rows = found.values_list("noted_on", "number", "invoice_id", "total_idr")
    return [Entry(on, "credit", number, pk, -total) for on, number, pk, total in rows]


def _payments(account_id: int) -> list[Entry]:
    found = Payment.objects.filter(account=account_id, state="good", good_on__isnull=False)
    rows = found.values_list("good_on", "number", "pk", "amount_idr")
    return [Entry(on, "payment", number, pk, -amount) for on, number, pk, amount in rows if on is not None]


def _refunds(account_id: int) -> list[Entry]:
    found = Refund.objects.filter(payment__account=account_id)
    rows = found.values_list("refunded_on", "payment__number", "payment_id", "amount_idr")
    return [Entry(on, "refund", number, pk, amount) for on, number, pk, amount in rows]
