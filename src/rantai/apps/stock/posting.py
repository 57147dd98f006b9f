"""The one door into the ledger: lock the head, write the movements, keep the balances, move the head on."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from rantai.apps.audit.actions import Author, record
from rantai.apps.stock import refusals
from rantai.apps.stock.models import Account, Balance, Booking, ItemLot, LedgerHead, MaterialLot, Movement
from rantai.core.problems import InvalidInput, Problem

BATCH = 500
GENESIS = "0" * 64


@dataclass(frozen=True)
class Move:
    """Grams and pieces of one lot (of steel or of parts, not both) from one account to another."""

    src_id: int
    dst_id: int
    material_lot_id: int | None
    item_lot_id: int | None
    grams: int
    pieces: int
    heat: str = ""


@transaction.atomic
def post(
    *,
    kind: str,
    moves: Sequence[Move],
    effective_on: date,
    by: Author,
    at: datetime,
    reverses_id: int | None = None,
) -> int:
    """Book `moves` as one document; returns its id. All or nothing, audited in the same transaction.

    Raises InvalidInput (NOT_ENOUGH, every short lot at once) when a store holds less than is taken.
    """
    head = _locked_head()
    booking = Booking.objects.create(kind=kind, booked_at=at, reverses_id=reverses_id)
    movements = _chained(head, booking.pk, moves, effective_on)
    Movement.objects.bulk_create(movements, batch_size=BATCH)
    _keep_balances(moves)
    LedgerHead.objects.filter(pk=1).update(sequence=movements[-1].sequence, hash=movements[-1].hash)
    after = {"kind": kind, "movements": len(movements), "grams": sum(move.grams for move in moves)}
    record(verb="book", noun="booking", object_id=booking.pk, by=by, at=at, after=after)
    return booking.pk


def movement_text(movement: Movement) -> str:
    """What the hash of a movement is taken of. `sql/i11_*.sql` builds the same text from the row."""
    parts = (
        movement.previous_hash,
        movement.sequence,
        movement.booking_id,
        movement.src_id,
        movement.dst_id,
        movement.material_lot_id or 0,
        movement.item_lot_id or 0,
        movement.grams,
        movement.pieces,
        movement.effective_on.isoformat(),
        movement.heat,
    )
    return "|".join(str(part) for part in parts)


def store_ids(organisation_ids: Sequence[int]) -> dict[int, int]:
    """Organisation id → id of its store, made where it is missing."""
    wanted = sorted(set(organisation_ids))
    known = set(Account.objects.filter(organisation__in=wanted).values_list("organisation_id", flat=True))
    missing = [Account(kind="store", organisation_id=pk) for pk in wanted if pk not in known]
    Account.objects.bulk_create(missing, batch_size=BATCH)
    return dict(Account.objects.filter(organisation__in=wanted).values_list("organisation_id", "id"))


def outside_id(kind: str) -> int:
    """The account of the world outside: "opening" or "correction"."""
    return Account.objects.get_or_create(kind=kind, organisation=None)[0].pk


def _locked_head() -> LedgerHead:
    """Every posting locks this row first, so that the chain has one order and no two postings can deadlock."""
    LedgerHead.objects.get_or_create(pk=1, defaults={"sequence": 0, "hash": GENESIS})
    return LedgerHead.objects.select_for_update(no_key=True).get(pk=1)


def _chained(head: LedgerHead, booking_id: int, moves: Sequence[Move], effective_on: date) -> list[Movement]:
    previous, movements = head.hash, []
    for sequence, move in enumerate(moves, start=head.sequence + 1):
        facts = {"sequence": sequence, "booking_id": booking_id, "effective_on": effective_on, **vars(move)}
        movement = Movement(**facts, previous_hash=previous)
        movement.hash = previous = hashlib.sha256(movement_text(movement).encode()).hexdigest()
        movements.append(movement)
    return movements


Spot = tuple[int, int, int]  # account, steel lot or 0, lot of parts or 0


def _keep_balances(moves: Sequence[Move]) -> None:
    """Add every movement to the balances of the stores it touches; the world outside has none."""
    stores = set(Account.objects.filter(kind="store").values_list("pk", flat=True))
    changes: dict[Spot, list[int]] = defaultdict(lambda: [0, 0])
    for move in moves:
        for account, sign in ((move.src_id, -1), (move.dst_id, 1)):
            if account in stores:
                change = changes[account, move.material_lot_id or 0, move.item_lot_id or 0]
                change[0] += sign * move.grams
                change[1] += sign * move.pieces
    known = _balances(changes)
    Balance.objects.bulk_create([_new_balance(spot) for spot in sorted(changes) if spot not in known], batch_size=BATCH)
    known |= _balances(changes)
    short = [spot for spot in sorted(changes, key=known.__getitem__) if not _apply(known[spot], *changes[spot])]
    if short:
        raise InvalidInput(_not_enough(known[spot]) for spot in short)


def _balances(changes: dict[Spot, list[int]]) -> dict[Spot, int]:
    steel, parts = sorted({lot for _a, lot, _i in changes if lot}), sorted({lot for _a, _m, lot in changes if lot})
    found: dict[Spot, int] = {}
    for column, lots in (("material_lot", steel), ("item_lot", parts)):
        for start in range(0, len(lots), BATCH):
            rows = Balance.objects.filter(**{f"{column}__in": lots[start : start + BATCH]})
            for pk, account, material, item in rows.values_list("pk", "account_id", "material_lot_id", "item_lot_id"):
                found[account, material or 0, item or 0] = pk
    return found


def _new_balance(spot: Spot) -> Balance:
    account, material, item = spot
    return Balance(account_id=account, material_lot_id=material or None, item_lot_id=item or None, grams=0, pieces=0)


def _apply(balance_id: int, grams: int, pieces: int) -> bool:
    """One conditional UPDATE: of two people who take the last sheet, one is refused."""
    enough = Balance.objects.filter(pk=balance_id, grams__gte=-grams, pieces__gte=-pieces)
    return enough.update(grams=F("grams") + grams, pieces=F("pieces") + pieces) == 1


def _not_enough(balance_id: int) -> Problem:
    left = Balance.objects.select_related("material_lot", "item_lot").get(pk=balance_id)
    lot: MaterialLot | ItemLot | None = left.material_lot or left.item_lot
    return Problem(refusals.NOT_ENOUGH, values={"lot": lot, "pieces": left.pieces, "grams": left.grams})
