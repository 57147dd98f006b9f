"""The chain: what the hash of a movement is taken of, and the links of new movements.

`sql/i11_*.sql` builds the same texts from the rows. Free texts carry their length, so that no two rows share a text.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rantai.apps.stock.models import Account, Booking, ItemLot, MaterialLot, Movement

BATCH = 500
SEAL = 2  # the movement with its booking, its accounts and what its lot is


@dataclass(frozen=True)
class Facts:
    """What stands beside movements and is sealed with them: id → text."""

    accounts: Mapping[int, str]
    steel: Mapping[int, str]
    parts: Mapping[int, str]


_STEEL = (
    *("pk", "code", "owner_id", "holder_id", "ownership", "form", "format_id"),
    *("length_um", "width_um", "piece_theory_g", "heat", "parent_id", "root_id"),
)
_PARTS = ("pk", "code", "owner_id", "holder_id", "item_id", "parent_id", "root_id")


def facts_of(movements: Sequence[Movement]) -> Facts:
    """The facts that the hashes of these movements cover. Three queries for each five hundred lots."""
    accounts = {pk for one in movements for pk in (one.src_id, one.dst_id)}
    steel = {one.material_lot_id for one in movements if one.material_lot_id}
    parts = {one.item_lot_id for one in movements if one.item_lot_id}
    ends = _read(Account, accounts, ("pk", "kind", "organisation_id"))
    return Facts(
        {row[0]: f"{row[1]}|{row[2] or 0}" for row in ends},
        {row[0]: _steel_text(row) for row in _read(MaterialLot, steel, _STEEL)},
        {row[0]: _parts_text(row) for row in _read(ItemLot, parts, _PARTS)},
    )


def booking_text(booking: Booking) -> str:
    """What of a booking is sealed: all that says what it was, with whom and why."""
    ids = f"{booking.pk}|{booking.kind}|{booking.reverses_id or 0}|{booking.holder_id or 0}|{booking.party_id or 0}"
    return f"{ids}|{counted(booking.document)}|{counted(booking.reason)}|{booking.process}|{counted(booking.key)}"


def movement_text(movement: Movement, booking: Booking, facts: Facts) -> str:
    """What the hash of a movement is taken of."""
    head = (SEAL, movement.previous_hash, movement.sequence, booking_text(booking))
    ends = (movement.src_id, facts.accounts[movement.src_id], movement.dst_id, facts.accounts[movement.dst_id])
    amounts = (movement.grams, movement.pieces, movement.value_idr, movement.effective_on.isoformat())
    steel, parts = movement.material_lot_id or 0, movement.item_lot_id or 0
    lot = (steel, facts.steel.get(steel, ""), parts, facts.parts.get(parts, ""), counted(movement.heat))
    return "|".join(str(part) for part in (*head, *ends, *amounts, *lot))


def chained(movements: Sequence[Movement], booking: Booking, facts: Facts, previous: str) -> None:
    """Set the hashes of movements that follow `previous`."""
    for movement in movements:
        movement.previous_hash = previous
        movement.hash = previous = hashlib.sha256(movement_text(movement, booking, facts).encode()).hexdigest()


def counted(text: str) -> str:
    """A text with its length before it."""
    return f"{len(text)}:{text}"


def _steel_text(row: tuple[Any, ...]) -> str:
    numbers = "|".join(str(one or 0) for one in (*row[7:10],))
    whose = "|".join(str(one) for one in row[2:7])
    return f"{counted(row[1])}|{whose}|{numbers}|{counted(row[10])}|{row[11] or 0}|{row[12] or 0}"


def _parts_text(row: tuple[Any, ...]) -> str:
    return f"{counted(row[1])}|{row[2]}|{row[3]}|{row[4]}|{row[5] or 0}|{row[6] or 0}"


def _read(model: Any, pks: Iterable[int], fields: tuple[str, ...]) -> list[tuple[Any, ...]]:  # noqa: ANN401
    wanted, rows = sorted(pks), []
    for start in range(0, len(wanted), BATCH):
        rows += list(model.objects.filter(pk__in=wanted[start : start + BATCH]).values_list(*fields))
    return rows
