"""What every booking asks first: is it new, is its day possible, does the firm keep these lots and places."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from rantai.apps.stock import refusals
from rantai.apps.stock.models import Account, Booking, MaterialLot, Movement
from rantai.apps.stock.posting import locked_head, refuse_closed_day, store_ids
from rantai.core.problems import InvalidInput, Problem, Refusal, Where


@dataclass(frozen=True)
class Booked:
    """The booking's id, and the lots that it made: (id, code) in the order in which they were asked for.

    `is_replay` says that the same key had booked it before.
    """

    booking_id: int
    lots: tuple[tuple[int, str], ...] = ()
    is_replay: bool = False


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """One refusal, ready to be raised."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])


def key_hash(asked: object) -> str:
    """What was asked, as one hash: the same question gives the same hash."""
    text = json.dumps(asked, default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def begin(*, holder_id: int, key: str, asked: object, effective_on: date, at: datetime) -> Booked | None:
    """Lock the head of the chain. Returns what the same key booked before, or None when this is to be booked.

    Raises InvalidInput: KEY_USED when the key booked something else, DAY_AHEAD, PERIOD_CLOSED.
    """
    locked_head()
    former = Booking.objects.filter(holder=holder_id, key=key).first() if key else None
    if former is not None:
        if former.key_hash != key_hash(asked):
            raise refuse(refusals.KEY_USED, key=key)
        return Booked(former.pk, made_by(former.pk), is_replay=True)
    if effective_on > timezone.localdate(at):
        raise refuse(refusals.DAY_AHEAD, "effective_on", day=effective_on.isoformat())
    refuse_closed_day(holder_id, effective_on)
    return None


def made_by(booking_id: int) -> tuple[tuple[int, str], ...]:
    """Steel lots that a booking brought into being: what came in from outside or out of a machine, by no correction."""
    rows = Movement.objects.filter(
        booking=booking_id,
        booking__reverses__isnull=True,
        src__kind__in=("supplier", "opening", "process"),
        dst__kind="store",
    )
    listed = rows.order_by("sequence").values_list("material_lot_id", "material_lot__code")
    return tuple(dict.fromkeys((pk, code) for pk, code in listed if pk))


def locked_lots(holder_id: int, lot_ids: Iterable[int]) -> dict[int, MaterialLot]:
    """Lots that a firm keeps, locked in the order of their keys. Raises InvalidInput for every lot it does not keep."""
    wanted = sorted(set(lot_ids))
    found = MaterialLot.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=wanted, holder=holder_id)
    lots = {one.pk: one for one in found.select_related("format__material").order_by("pk")}
    unknown = [pk for pk in wanted if pk not in lots]
    if unknown:
        raise InvalidInput(Problem(refusals.LOT_UNKNOWN, Where(column="lot_id"), {"lot": pk}) for pk in unknown)
    return lots


class Places:
    """The places of one store: which exist, and which is the usual one."""

    def __init__(self, holder_id: int) -> None:
        self.usual = store_ids([holder_id])[holder_id]
        rows = Account.objects.filter(kind="store", organisation=holder_id).order_by("pk")
        self.names: Mapping[int, str] = dict(rows.values_list("pk", "code"))
        self.open = set(rows.filter(closed_at__isnull=True).values_list("pk", flat=True))

    def chosen(self, place_id: int | None) -> int:
        """A place to put something: the usual one when none is named. Raises InvalidInput."""
        if place_id is None:
            return self.usual
        if place_id not in self.open:
            raise refuse(refusals.PLACE_UNKNOWN, "place_id", place=place_id)
        return place_id

    def problems(self, place_ids: Iterable[int | None]) -> list[Problem]:
        """A problem for every place that is not open here."""
        odd = sorted({one for one in place_ids if one is not None and one not in self.open})
        return [Problem(refusals.PLACE_UNKNOWN, Where(column="place_id"), {"place": one}) for one in odd]


def refuse_empty(rows: Sequence[Any]) -> None:
    """Raise InvalidInput when there is nothing to book."""
    if not rows:
        raise refuse(refusals.NOTHING_TO_BOOK)
