"""What movements add up to: kept beside them, never below zero, not now and on no day since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from rantai.apps.stock import refusals
from rantai.apps.stock.models import Account, Balance, ItemLot, MaterialLot, Movement
from rantai.core.problems import InvalidInput, Problem

BATCH = 500
COUNTED = ("sheet", "bar", "blank")  # and remnants of sheets and bars
Spot = tuple[int, int, int]  # account, steel lot or 0, lot of parts or 0
Amount = tuple[int, int, int]  # grams, pieces, rupiah


@dataclass(frozen=True)
class Move:
    """Grams, pieces and rupiah of one lot (of steel or of parts, not both) from one account to another."""

    src_id: int
    dst_id: int
    material_lot_id: int | None
    item_lot_id: int | None
    grams: int
    pieces: int
    heat: str = ""
    value_idr: int = 0

    @property
    def amount(self) -> Amount:
        return self.grams, self.pieces, self.value_idr


def keep_balances(moves: Sequence[Move], effective_on: date) -> None:
    """Add movements to the balances of the places they touch; the world outside has none.

    Raises InvalidInput with every lot of which less is there than is taken, now or on a day since `effective_on`, and
    with every one of which mass would be left without pieces, or rupiah without either.
    """
    changes = _changes(moves)
    known = _balances(changes)
    Balance.objects.bulk_create([_new_balance(spot) for spot in sorted(changes) if spot not in known], batch_size=BATCH)
    known |= _balances(changes)
    short = [spot for spot in sorted(changes, key=known.__getitem__) if not _apply(known[spot], changes[spot])]
    if short:
        raise InvalidInput(_not_enough(known[spot]) for spot in short)
    _refuse_remains([known[spot] for spot in sorted(changes) if changes[spot][0] < 0])
    _refuse_short_days({spot: known[spot] for spot in changes if min(changes[spot][:2]) < 0}, effective_on)


def _changes(moves: Sequence[Move]) -> dict[Spot, Amount]:
    stores = set(
        Account.objects.filter(kind="store", pk__in={pk for move in moves for pk in (move.src_id, move.dst_id)})
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    sums: dict[Spot, list[int]] = defaultdict(lambda: [0, 0, 0])
    for move in moves:
        for account, sign in ((move.src_id, -1), (move.dst_id, 1)):
            if account in stores:
                change = sums[account, move.material_lot_id or 0, move.item_lot_id or 0]
                for place, amount in enumerate(move.amount):
                    change[place] += sign * amount
    return {spot: (change[0], change[1], change[2]) for spot, change in sums.items()}


def _balances(spots: Iterable[Spot]) -> dict[Spot, int]:
    steel, parts = sorted({lot for _a, lot, _i in spots if lot}), sorted({lot for _a, _m, lot in spots if lot})
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


def _apply(balance_id: int, change: Amount) -> bool:
    """One conditional UPDATE: of two people who take the last sheet, one is refused."""
    grams, pieces, value = change
    enough = Balance.objects.filter(pk=balance_id, grams__gte=-grams, pieces__gte=-pieces, value_idr__gte=-value)
    more = {"grams": F("grams") + grams, "pieces": F("pieces") + pieces, "value_idr": F("value_idr") + value}
    return enough.update(**more) == 1


def _refuse_remains(balance_ids: Sequence[int]) -> None:
    """What costs were added to does not leave without them, and counted pieces do not leave without their mass."""
    counted = Q(material_lot__form__in=COUNTED) | Q(
        material_lot__form="remnant", material_lot__format__kind__in=("sheet", "bar")
    )
    value_alone = Q(grams=0, pieces=0, value_idr__gt=0)
    half = counted & (Q(grams=0, pieces__gt=0) | Q(grams__gt=0, pieces=0))
    left = Balance.objects.filter(pk__in=balance_ids).filter(value_alone | half).order_by("material_lot__code")
    problems = [
        Problem(refusals.MASS_LEFT, values={"lot": lot, "pieces": pieces, "grams": grams})
        if grams or pieces
        else Problem(refusals.VALUE_LEFT, values={"lot": lot, "value": value})
        for lot, grams, pieces, value in left.values_list("material_lot__code", "grams", "pieces", "value_idr")
    ]
    if problems:
        raise InvalidInput(problems)


def _not_enough(balance_id: int) -> Problem:
    left = Balance.objects.select_related("material_lot", "item_lot").get(pk=balance_id)
    lot: MaterialLot | ItemLot | None = left.material_lot or left.item_lot
    return Problem(refusals.NOT_ENOUGH, values={"lot": lot, "pieces": left.pieces, "grams": left.grams})


def _refuse_short_days(spots: Mapping[Spot, int], effective_on: date) -> None:
    """A movement written for an earlier day must leave enough on every day since."""
    if not spots:
        return
    later = _later(spots, effective_on)
    balances = Balance.objects.in_bulk(sorted(spots[spot] for spot in later))
    problems = []
    for spot, days in sorted(later.items()):
        held = balances[spots[spot]]
        grams, pieces = held.grams, held.pieces
        for day in sorted(days, reverse=True):
            grams, pieces = grams - days[day][0], pieces - days[day][1]
            if grams < 0 or pieces < 0:
                values = {"lot": _lot_code(spot), "day": effective_on.isoformat(), "until": day.isoformat()}
                problems.append(Problem(refusals.NOT_ENOUGH_THEN, values=values))
                break
    if problems:
        raise InvalidInput(problems)


def _later(spots: Mapping[Spot, int], effective_on: date) -> dict[Spot, dict[date, list[int]]]:
    """Spot → day after `effective_on` → what that day changed: grams and pieces."""
    found: dict[Spot, dict[date, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    fields = ("src_id", "dst_id", "material_lot_id", "item_lot_id", "effective_on", "grams", "pieces")
    for column, place in (("material_lot", 1), ("item_lot", 2)):
        lots = sorted({spot[place] for spot in spots if spot[place]})
        for start in range(0, len(lots), BATCH):
            batch = lots[start : start + BATCH]
            rows = Movement.objects.filter(**{f"{column}__in": batch}, effective_on__gt=effective_on)
            for src, dst, material, item, day, grams, pieces in rows.values_list(*fields):
                for account, sign in ((src, -1), (dst, 1)):
                    spot = (account, material or 0, item or 0)
                    if spot in spots:
                        found[spot][day][0] += sign * grams
                        found[spot][day][1] += sign * pieces
    return found


def _lot_code(spot: Spot) -> str:
    if spot[1]:
        return MaterialLot.objects.get(pk=spot[1]).code
    return ItemLot.objects.get(pk=spot[2]).code
