"""What is owed, and what suppliers owe back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from rantai.apps.payables.models import Payable, SupplierCredit


@dataclass(frozen=True)
class PayableRow:
    """One thing a firm owes. Money whole rupiah."""

    payable_id: int
    debtor_id: int
    creditor_id: int | None
    party: str
    kind: str
    document_id: int
    number: str
    dated_on: date
    due_on: date
    booked_on: date
    goods_idr: int
    difference_idr: int
    tax_idr: int
    total_idr: int
    settled_idr: int

    @property
    def open_idr(self) -> int:
        """What is left to pay."""
        return self.total_idr - self.settled_idr

    def late_days(self, today: date) -> int:
        """Days past the due date while something is open; 0 before."""
        return max(0, (today - self.due_on).days) if self.open_idr else 0


_WHO = ("pk", "debtor_id", "creditor_id", "party", "kind", "document_id", "number", "dated_on", "due_on", "booked_on")
_MONEY = ("goods_idr", "difference_idr", "tax_idr", "total_idr", "settled_idr")


def payables(debtor_id: int, *, is_open: bool = False) -> list[PayableRow]:
    """What a firm owes, due first. One query."""
    found = Payable.objects.filter(debtor=debtor_id)
    return _rows(found.filter(total_idr__gt=F("settled_idr")) if is_open else found)


def payable(payable_id: int) -> PayableRow | None:
    """One payable; whose it is stands on the row."""
    return next(iter(_rows(Payable.objects.filter(pk=payable_id))), None)


def _rows(found: QuerySet[Payable]) -> list[PayableRow]:
    return [PayableRow(*row) for row in found.order_by("due_on", "pk").values_list(*_WHO, *_MONEY)]


@dataclass(frozen=True)
class CreditRow:
    """What a supplier owes back."""

    credit_id: int
    debtor_id: int
    creditor_id: int
    party: str
    number: str
    noted_on: date
    total_idr: int
    used_idr: int

    @property
    def left_idr(self) -> int:
        return self.total_idr - self.used_idr


def open_credits(debtor_id: int, creditor_id: int | None = None) -> list[CreditRow]:
    """Credits with something left, of one supplier or of all, the oldest first. One query."""
    found = SupplierCredit.objects.filter(debtor=debtor_id, total_idr__gt=F("used_idr")).order_by("pk")
    found = found.filter(creditor=creditor_id) if creditor_id is not None else found
    names = ("pk", "debtor_id", "creditor_id", "creditor__name", "number", "noted_on", "total_idr", "used_idr")
    return [CreditRow(*row) for row in found.values_list(*names)]
