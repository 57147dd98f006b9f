"""Lines of the bank, and whose payment each may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from rantai.apps.payments.matching import Known, Match, propose
from rantai.apps.payments.models import BankFile, BankLine, Payment
from rantai.apps.sales.queries import invoices


@dataclass(frozen=True)
class BankLineRow:
    """One line of a statement; money in is positive."""

    line_id: int
    file_id: int
    seller_id: int
    booked_on: date
    amount_idr: int
    text: str
    payment_id: int | None
    payment_number: str
    is_ignored: bool

    @property
    def is_open(self) -> bool:
        return self.payment_id is None and not self.is_ignored


def bank_lines(seller_id: int, *, is_open: bool = False) -> list[BankLineRow]:
    """Lines of a seller's bank, the newest first. One query."""
    found = BankLine.objects.filter(seller=seller_id)
    found = found.filter(payment__isnull=True, ignored_at__isnull=True) if is_open else found
    return _rows(found)


def bank_line(line_id: int) -> BankLineRow | None:
    """One line; whose it is stands on the row."""
    return next(iter(_rows(BankLine.objects.filter(pk=line_id))), None)


def _rows(found: QuerySet[BankLine]) -> list[BankLineRow]:
    names = ("pk", "file_id", "seller_id", "booked_on", "amount_idr", "text", "payment_id", "payment__number")
    rows: Any = found.order_by("-booked_on", "pk").values_list(*names, "ignored_at")
    listed: list[tuple[Any, ...]] = [(*row[:7], row[7] or "", row[8] is not None) for row in rows]
    return [BankLineRow(*row) for row in listed]


def proposals(seller_id: int) -> dict[int, Match]:
    """Line → whose payment it seems to be, for open lines with money in. Three queries."""
    free = Payment.objects.filter(account__seller=seller_id, kind__in=("transfer", "giro"), bank_line__isnull=True)
    names = ("pk", "number", "account_id", "account__customer__name", "amount_idr", "received_on")
    rows: Any = free.exclude(state="bounced").values_list(*names)
    listed: list[tuple[Any, ...]] = [(*row[:3], row[3] or "", *row[4:]) for row in rows]
    known = [Known(*row) for row in listed]
    owed = invoices(seller_id=seller_id, is_open=True)
    found = {}
    for line in bank_lines(seller_id, is_open=True):
        match = propose(line.booked_on, line.text, line.amount_idr, known, owed)
        if match is not None:
            found[line.line_id] = match
    return found


@dataclass(frozen=True)
class BankFileRow:
    """A statement that was read in."""

    file_id: int
    name: str
    read_at: datetime
    is_undone: bool
    lines: int
    used: int


def bank_files(seller_id: int) -> list[BankFileRow]:
    """Statements that were read in, the newest first. One query."""
    used = Q(lines__payment__isnull=False) | Q(lines__ignored_at__isnull=False)
    found = BankFile.objects.filter(seller=seller_id).annotate(n=Count("lines"), used=Count("lines", filter=used))
    rows: Any = found.order_by("-pk").values_list("pk", "name", "read_at", "undone_at", "n", "used")
    return [BankFileRow(pk, name, at, undone is not None, n, used) for pk, name, at, undone, n, used in rows]
