"""What was booked in a store: documents, newest first, and the lines of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from rantai.apps.stock.models import Booking, ClosedPeriod, Movement


@dataclass(frozen=True)
class BookingRow:
    """One document. `reversed_by_id` and `reverses_id` are 0 when there is none."""

    booking_id: int
    kind: str
    effective_on: date
    booked_at: datetime
    party_name: str
    document: str
    reason: str
    process: str
    lines: int
    grams: int
    reverses_id: int
    reversed_by_id: int


@dataclass(frozen=True)
class BookingLine:
    """One movement of a document, ends as (kind, firm's name or place's code)."""

    sequence: int
    lot_code: str
    heat: str
    src_kind: str
    src_name: str
    dst_kind: str
    dst_name: str
    pieces: int
    grams: int
    value_idr: int  # of the own steel of the store; 0 of others'


def bookings(
    holder_id: int, *, kind: str = "", text: str = "", limit: int | None = 50, offset: int = 0
) -> tuple[list[BookingRow], int]:
    """Documents of a store, newest first, and how many there are. Two queries."""
    found = Booking.objects.filter(holder=holder_id)
    found = found.filter(kind=kind) if kind else found
    for word in text.split():
        found = found.filter(Q(document__icontains=word) | Q(reason__icontains=word) | Q(party__name__icontains=word))
    pks = list(found.order_by("-pk").values_list("pk", flat=True)[offset : offset + limit if limit else None])
    return _rows(Booking.objects.filter(pk__in=pks)), found.count()


def is_booked(holder_id: int, key: str) -> bool:
    """Whether a form with this key has booked something in a store."""
    return bool(key) and Booking.objects.filter(holder=holder_id, key=key).exists()


def booking(holder_id: int, booking_id: int) -> BookingRow | None:
    """One document of a store."""
    return next(iter(_rows(Booking.objects.filter(holder=holder_id, pk=booking_id))), None)


def _rows(found: QuerySet[Booking]) -> list[BookingRow]:
    summed = found.annotate(day=Max("movements__effective_on"), lines=Count("movements"), grams=Sum("movements__grams"))
    fields = ("pk", "kind", "day", "booked_at", "party__name", "document", "reason", "process", "lines", "grams")
    rows: list[tuple[Any, ...]] = list(summed.order_by("-pk").values_list(*fields, "reverses_id", "reversed_by__pk"))
    plain: list[tuple[Any, ...]] = [(*row[:4], row[4] or "", *row[5:10], row[10] or 0, row[11] or 0) for row in rows]
    return [BookingRow(*row) for row in plain]


def booking_lines(booking_id: int) -> list[BookingLine]:
    """The movements of a document, in the order in which they were written. One query."""
    found = Movement.objects.filter(booking=booking_id).select_related(
        "material_lot", "item_lot", "src__organisation", "dst__organisation"
    )
    return [
        BookingLine(
            one.sequence,
            str(one.material_lot or one.item_lot),
            one.heat,
            one.src.kind,
            one.src.code or (one.src.organisation.name if one.src.organisation else ""),
            one.dst.kind,
            one.dst.code or (one.dst.organisation.name if one.dst.organisation else ""),
            one.pieces,
            one.grams,
            _own_idr(one),
        )
        for one in found.order_by("sequence")
    ]


def _own_idr(one: Movement) -> int:
    lot = one.material_lot or one.item_lot
    return one.value_idr if lot is not None and lot.owner_id == lot.holder_id else 0


@dataclass(frozen=True)
class PeriodRow:
    """A closed month."""

    through_on: date
    closed_at: datetime


def periods(holder_id: int) -> list[PeriodRow]:
    """Closed months of a store, newest first."""
    rows = ClosedPeriod.objects.filter(organisation=holder_id).order_by("-through_on")
    return [PeriodRow(*row) for row in rows.values_list("through_on", "closed_at")]
