"""Money that went out, and what it closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from rantai.apps.payables.models import Outgoing, Settling


@dataclass(frozen=True)
class OutgoingRow:
    """One payment to one party."""

    outgoing_id: int
    debtor_id: int
    party: str
    number: str
    way: str
    state: str
    amount_idr: int
    paid_on: date
    good_on: date | None
    ended_on: date | None
    reference: str
    giro_number: str
    giro_due_on: date | None


_FIELDS = ("debtor_id", "party", "number", "way", "state", "amount_idr", "paid_on", "good_on", "ended_on")


def outgoings(debtor_id: int) -> list[OutgoingRow]:
    """Payments of a firm, the newest first. One query."""
    return _rows(Outgoing.objects.filter(debtor=debtor_id))


def outgoing(outgoing_id: int) -> OutgoingRow | None:
    """One payment; whose it is stands on the row."""
    return next(iter(_rows(Outgoing.objects.filter(pk=outgoing_id))), None)


def _rows(found: QuerySet[Outgoing]) -> list[OutgoingRow]:
    rows = found.order_by("-pk").values_list("pk", *_FIELDS, "reference", "giro_number", "giro_due_on")
    return [OutgoingRow(*row) for row in rows]


@dataclass(frozen=True)
class SettlingRow:
    """What of a payment or a credit closed a payable."""

    payable_id: int
    payable_number: str
    outgoing_id: int | None
    by_number: str
    amount_idr: int
    settled_on: date
    taken_back_on: date | None


def settlings(*, payable_id: int | None = None, outgoing_id: int | None = None) -> list[SettlingRow]:
    """What closed a payable, or what a payment closed, in order; those taken back too. One query."""
    found = Settling.objects.order_by("pk")
    found = found.filter(payable=payable_id) if payable_id is not None else found
    found = found.filter(outgoing=outgoing_id) if outgoing_id is not None else found
    names = ("payable_id", "payable__number", "outgoing_id", "outgoing__number", "credit__number")
    rows: Any = found.values_list(*names, "amount_idr", "settled_on", "taken_back_on")
    listed: list[tuple[Any, ...]] = [(*row[:3], row[3] or row[4] or "", *row[5:]) for row in rows]
    return [SettlingRow(*row) for row in listed]
