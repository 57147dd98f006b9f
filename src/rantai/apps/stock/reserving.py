"""Keeping steel for a purpose: one room for cutting plans, sales and work orders.

reserve(wants, purpose, until)   keep lots, all or none
release(purpose)                 set them free
prolong(purpose, until)          keep them longer (None: until released)
consume / refuse_reserved        what a booking does with them
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from rantai.apps.audit.actions import Author, record
from rantai.apps.stock import refusals
from rantai.apps.stock.lot_rules import is_counted
from rantai.apps.stock.models import Balance, MaterialLot, Reservation
from rantai.core.problems import InvalidInput, Problem


@dataclass(frozen=True)
class Purpose:
    """What steel is kept for, in the words of the app that asks: ("cut_plan", 12)."""

    kind: str
    object_id: int


@dataclass(frozen=True)
class Want:
    """What is to be kept of a lot: pieces of a counted lot; grams of a lot by mass, None for all of it."""

    lot_id: int
    pieces: int = 0
    grams: int | None = None


@dataclass(frozen=True)
class Lacking:
    """A lot of which less is free than is wanted; `unit` is "pieces" or "g"."""

    lot_id: int
    lot_code: str
    wanted: int
    free: int
    unit: str


@transaction.atomic
def reserve(
    *, holder_id: int, wants: Sequence[Want], purpose: Purpose, until: datetime | None, by: Author, at: datetime
) -> None:
    """Keep lots for a purpose, all or none. What was kept for it before is replaced.

    Of two who reserve the last sheet one is refused: the lots are locked before they are counted.
    Raises InvalidInput (NOT_FREE) with every lot that is short.
    """
    lots = _locked(holder_id, wants)
    Reservation.objects.filter(purpose=purpose.kind, purpose_id=purpose.object_id, released_at__isnull=True).update(
        released_at=at
    )
    short = _lacking(holder_id, lots, wants, at)
    if short:
        raise InvalidInput(
            Problem(
                refusals.NOT_FREE,
                values={"lot": one.lot_code, "wanted": one.wanted, "free": one.free, "unit": one.unit},
            )
            for one in short
        )
    held = _held(holder_id, sorted(lots))
    kept = [_reservation(lots[one.lot_id], one, held, purpose) for one in wants]
    for row in kept:
        row.made_at, row.expires_at = at, until
    Reservation.objects.bulk_create(sorted(kept, key=lambda row: row.lot_id))
    after = {"purpose": purpose.kind, "lots": {str(one.lot_id): one.pieces or one.grams for one in kept}}
    record(verb="reserve", noun=purpose.kind, object_id=purpose.object_id, by=by, at=at, after=after)


@transaction.atomic
def release(*, purpose: Purpose, by: Author, at: datetime) -> int:
    """Set free what is kept for a purpose; returns how many lots."""
    found = Reservation.objects.filter(
        purpose=purpose.kind, purpose_id=purpose.object_id, released_at__isnull=True
    ).update(released_at=at)
    if found:
        after = {"lots": found}
        record(verb="release", noun=purpose.kind, object_id=purpose.object_id, by=by, at=at, after=after)
    return found


@transaction.atomic
def prolong(*, purpose: Purpose, until: datetime | None, by: Author, at: datetime) -> None:
    """Keep what is kept for a purpose until another moment; None: until it is released."""
    kept = Reservation.objects.in_force(at).filter(purpose=purpose.kind, purpose_id=purpose.object_id)
    if kept.exclude(expires_at=until).update(expires_at=until):
        after = {"until": until.isoformat() if until else ""}
        record(verb="prolong", noun=purpose.kind, object_id=purpose.object_id, by=by, at=at, after=after)


def lacking(*, holder_id: int, wants: Sequence[Want], at: datetime) -> list[Lacking]:
    """Lots of which less is free than is wanted. Locks the lots, in the order of their keys; needs a transaction."""
    return _lacking(holder_id, _locked(holder_id, wants), wants, at)


def reserved(
    lot_ids: Iterable[int] | None, *, at: datetime, beside: Purpose | None = None
) -> dict[int, tuple[int, int]]:
    """Lot → pieces and grams that are kept at this moment, without those for `beside`. One query; None: of all lots."""
    found = Reservation.objects.in_force(at)
    if lot_ids is not None:
        found = found.filter(lot__in=sorted(set(lot_ids)))
    if beside is not None:
        found = found.exclude(purpose=beside.kind, purpose_id=beside.object_id)
    rows = found.values_list("lot_id").annotate(pieces=Sum("pieces"), grams=Sum("grams")).order_by("lot_id")
    return {lot: (pieces, grams) for lot, pieces, grams in rows}


def consume(*, taken: Mapping[int, tuple[int, int]], purpose: Purpose, at: datetime) -> None:
    """Make smaller what is kept for a purpose by what it took: lot → pieces, grams."""
    mine = Reservation.objects.in_force(at).filter(purpose=purpose.kind, purpose_id=purpose.object_id)
    for row in mine.filter(lot__in=sorted(taken)).order_by("lot_id"):
        pieces, grams = taken[row.lot_id]
        row.pieces, row.grams = max(0, row.pieces - pieces), max(0, row.grams - grams if row.grams else 0)
        row.released_at = None if row.pieces or row.grams else at
        row.save(update_fields=["pieces", "grams", "released_at"])


def refuse_reserved(*, holder_id: int, lot_ids: Iterable[int], purpose: Purpose | None, at: datetime) -> None:
    """After taking: what is left of each lot must be enough for what others keep of it. Raises InvalidInput."""
    kept = reserved(lot_ids, at=at, beside=purpose)
    if not kept:
        return
    held = _held(holder_id, sorted(kept))
    codes = dict(MaterialLot.objects.filter(pk__in=sorted(kept)).values_list("pk", "code"))
    problems = []
    for lot, (pieces, grams) in kept.items():
        left_pieces, left_grams = held.get(lot, (0, 0))
        if left_pieces < pieces or left_grams < grams:
            unit, wanted, left = ("pieces", pieces, left_pieces) if pieces else ("g", grams, left_grams)
            values = {"lot": codes[lot], "reserved": wanted, "unit": unit, "left": left}
            problems.append(Problem(refusals.RESERVED, values=values))
    if problems:
        raise InvalidInput(problems)


def _locked(holder_id: int, wants: Sequence[Want]) -> dict[int, MaterialLot]:
    wanted = sorted({one.lot_id for one in wants})
    found = MaterialLot.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=wanted, holder=holder_id)
    lots = {one.pk: one for one in found.select_related("format").order_by("pk")}
    unknown = [pk for pk in wanted if pk not in lots]
    if unknown:
        raise InvalidInput(Problem(refusals.LOT_UNKNOWN, values={"lot": pk}) for pk in unknown)
    return lots


def _lacking(holder_id: int, lots: dict[int, MaterialLot], wants: Sequence[Want], at: datetime) -> list[Lacking]:
    held, kept = _held(holder_id, sorted(lots)), reserved(lots, at=at)
    short = []
    for one in sorted(wants, key=lambda want: want.lot_id):
        lot = lots[one.lot_id]
        pieces, grams = held.get(lot.pk, (0, 0))
        kept_pieces, kept_grams = kept.get(lot.pk, (0, 0))
        if is_counted(lot.form, lot.format.kind):
            wanted, free, unit = one.pieces, pieces - kept_pieces, "pieces"
        else:
            wanted, free, unit = (grams or 1) if one.grams is None else one.grams, grams - kept_grams, "g"
        if wanted < 1 or free < wanted:
            short.append(Lacking(lot.pk, lot.code, wanted, max(0, free), unit))
    return short


def _held(holder_id: int, lot_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Lot → pieces and grams in all places of a store."""
    found = Balance.objects.filter(material_lot__in=lot_ids, account__organisation=holder_id, account__kind="store")
    rows = found.values_list("material_lot_id").annotate(all_pieces=Sum("pieces"), all_grams=Sum("grams"))
    return {lot: (pieces, grams) for lot, pieces, grams in rows.order_by("material_lot_id")}


def _reservation(lot: MaterialLot, want: Want, held: Mapping[int, tuple[int, int]], purpose: Purpose) -> Reservation:
    counted = is_counted(lot.form, lot.format.kind)
    grams = held[lot.pk][1] if want.grams is None else want.grams
    amounts = {"pieces": want.pieces} if counted else {"grams": grams}
    return Reservation(lot=lot, purpose=purpose.kind, purpose_id=purpose.object_id, **amounts)
