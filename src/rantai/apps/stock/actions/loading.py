"""Take the stock of a table folder in: the first count of a lot is its opening stock, later ones book differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author
from rantai.apps.catalog.models import Format
from rantai.apps.stock import refusals
from rantai.apps.stock.balances import BATCH, Move
from rantai.apps.stock.lot_rules import form_of, theory_g
from rantai.apps.stock.models import Account, Balance, ItemLot, MaterialLot
from rantai.apps.stock.posting import outside_id, post, store_ids
from rantai.core.problems import InvalidInput, Problem, Where


@dataclass(frozen=True)
class CountedLot:
    """What was found of one lot: who holds it, whose it is, how much. Exactly one of `item_id` and `format_id`."""

    code: str
    holder_id: int
    owner_id: int
    pieces: int
    grams: int
    item_id: int | None = None
    format_id: int | None = None
    length_um: int = 0
    width_um: int = 0
    heat: str = ""


@transaction.atomic
def count_lots(*, lots: Sequence[CountedLot], effective_on: date, by: Author, at: datetime) -> list[int]:
    """Book what was counted: new lots as opening stock, known lots by the difference. Returns the bookings' ids.

    A lot that is as the books say moves nothing. Raises InvalidInput, all lots at once, when a known lot comes
    back with another owner, place, kind, size or heat.
    """
    known = _known(lots)
    _refuse_changed_identity(lots, known)
    new = [lot for lot in lots if (lot.item_id is not None, lot.code) not in known]
    pks = {key: found.pk for key, found in known.items()} | _create(new)
    stores = store_ids([lot.holder_id for lot in lots])
    opening, correction = outside_id("opening"), outside_id("correction")
    fresh = [_move(lot, pks, (opening, stores[lot.holder_id]), (lot.grams, lot.pieces)) for lot in new]
    differences = _differences([lot for lot in lots if lot not in set(new)], pks, stores, correction)
    return [
        post(kind=kind, moves=moves, effective_on=effective_on, by=by, at=at)
        for kind, moves in (("opening", fresh), ("count", differences))
        if moves
    ]


Key = tuple[bool, str]  # whether it is a lot of parts, and its code: steel and parts are coded apart


def _known(lots: Sequence[CountedLot]) -> dict[Key, ItemLot | MaterialLot]:
    codes = sorted({lot.code for lot in lots})
    found: dict[Key, ItemLot | MaterialLot] = {}
    for start in range(0, len(codes), BATCH):
        batch = codes[start : start + BATCH]
        found |= {(True, one.code): one for one in ItemLot.objects.filter(code__in=batch)}
        found |= {(False, one.code): one for one in MaterialLot.objects.filter(code__in=batch)}
    return found


_IDENTITY = ("owner_id", "holder_id", "item_id", "format_id", "length_um", "width_um", "heat")


def _refuse_changed_identity(lots: Sequence[CountedLot], known: dict[Key, ItemLot | MaterialLot]) -> None:
    problems = []
    for lot in lots:
        books = known.get((lot.item_id is not None, lot.code))
        for column in _IDENTITY:
            if books is not None and getattr(books, column, getattr(lot, column)) != getattr(lot, column):
                values = {"lot": lot.code, "column": column, "known": getattr(books, column)}
                values["given"] = getattr(lot, column)
                problems.append(Problem(refusals.LOT_CHANGED_IDENTITY, Where(column=column), values))
    if problems:
        raise InvalidInput(problems)


def _create(lots: Sequence[CountedLot]) -> dict[Key, int]:
    shared = ("code", "holder_id", "owner_id")
    steel = (*shared, "format_id", "length_um", "width_um", "heat")
    of_parts = [
        ItemLot(**{name: getattr(lot, name) for name in (*shared, "item_id")})
        for lot in lots
        if lot.item_id is not None
    ]
    formats = Format.objects.select_related("material").in_bulk({lot.format_id for lot in lots if lot.format_id})
    of_steel = [
        MaterialLot(**{name: getattr(lot, name) for name in steel}, **_derived(lot, formats[lot.format_id or 0]))
        for lot in lots
        if lot.item_id is None
    ]
    made: dict[Key, int] = {(True, one.code): one.pk for one in ItemLot.objects.bulk_create(of_parts, BATCH)}
    return made | {(False, one.code): one.pk for one in MaterialLot.objects.bulk_create(of_steel, BATCH)}


def _move(
    lot: CountedLot, pks: dict[Key, int], ends: tuple[int, int], amount: tuple[int, int], value_idr: int = 0
) -> Move:
    """`ends` are source and destination, `amount` grams and pieces."""
    pk = pks[lot.item_id is not None, lot.code]
    material, item = (None, pk) if lot.item_id is not None else (pk, None)
    return Move(*ends, material, item, *amount, lot.heat, value_idr)


def _derived(lot: CountedLot, format_: Format) -> dict[str, str | int]:
    """What the tables do not say of a lot of steel: its form, how it is owned, what a piece weighs by its size."""
    form = form_of(format_, lot.length_um, lot.width_um)
    theory = theory_g(format_, form, lot.length_um, lot.width_um)
    ownership = "own" if lot.owner_id == lot.holder_id else "consigned"
    return {"form": form, "ownership": ownership, "piece_theory_g": theory}


def _differences(
    lots: Sequence[CountedLot], pks: dict[Key, int], stores: dict[int, int], correction: int
) -> list[Move]:
    """For each known lot whose count differs: what the books say goes out, what was counted comes in.

    A lot may lie at several places: it goes out of each, and comes in at the usual one with what it cost.
    """
    moves = []
    for lot in lots:
        column = "item_lot" if lot.item_id is not None else "material_lot"
        places = Account.objects.filter(kind="store", organisation=lot.holder_id)
        held = Balance.objects.filter(**{column: pks[lot.item_id is not None, lot.code]}, account__in=places)
        rows = [
            row for row in held.order_by("pk").values_list("account_id", "grams", "pieces", "value_idr") if any(row[1:])
        ]
        if (sum(row[1] for row in rows), sum(row[2] for row in rows)) == (lot.grams, lot.pieces):
            continue
        moves += [_move(lot, pks, (place, correction), (grams, pieces), value) for place, grams, pieces, value in rows]
        worth = sum(row[3] for row in rows)
        moves.append(_move(lot, pks, (correction, stores[lot.holder_id]), (lot.grams, lot.pieces), worth))
    return moves
