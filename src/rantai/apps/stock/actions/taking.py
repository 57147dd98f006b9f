"""Taking from lots: how many grams and rupiah go with the pieces, and what the scale found more or less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rantai.apps.stock import refusals
from rantai.apps.stock.actions.asking import Places
from rantai.apps.stock.balances import Move
from rantai.apps.stock.lot_rules import is_counted, is_odd
from rantai.apps.stock.models import Balance, MaterialLot
from rantai.core.problems import InvalidInput, Problem, Refusal, Where
from rantai.core.units import mass


@dataclass(frozen=True)
class Take:
    """So much of a lot, from a place (None: the one place where it lies).

    Counted lots: `pieces`, and `grams` when they were weighed (None: their share of the books). When the last pieces
    weigh something else than the books say, the rest is booked as a weighing difference. Lots by mass: `grams`, None
    for all of it.
    """

    lot_id: int
    pieces: int = 0
    grams: int | None = None
    place_id: int | None = None


@dataclass(frozen=True)
class Taken:
    """What a take comes to. `gain_g` is what the scale found more (or, below zero, less) than the books."""

    lot: MaterialLot
    place_id: int
    pieces: int
    grams: int
    value_idr: int
    gain_g: int = 0

    def moves(self, dst_id: int, difference_id: int) -> list[Move]:
        """From its place to `dst_id`, the weighing difference as a movement of its own."""
        moves = [_move(self.lot, (self.place_id, dst_id), self.grams, self.pieces, self.value_idr)]
        if self.gain_g > 0:
            moves.insert(0, _move(self.lot, (difference_id, self.place_id), self.gain_g))
        if self.gain_g < 0:
            moves.append(_move(self.lot, (self.place_id, difference_id), -self.gain_g))
        return moves


def _move(lot: MaterialLot, ends: tuple[int, int], grams: int, pieces: int = 0, value_idr: int = 0) -> Move:
    return Move(*ends, lot.pk, None, grams, pieces, lot.heat, value_idr)


class Shelves:
    """What lies where of some lots, growing less as it is taken. Two takes of one lot see each other."""

    def __init__(self, lots: dict[int, MaterialLot], places: Places) -> None:
        self.lots, self.places = lots, places
        self.left: dict[tuple[int, int], list[int]] = {}
        rows = Balance.objects.filter(material_lot__in=sorted(lots), account__in=sorted(places.names), grams__gt=0)
        fields = ("material_lot_id", "account_id", "grams", "pieces", "value_idr")
        for lot, place, *amounts in rows.order_by("pk").values_list(*fields):
            self.left[lot, place] = amounts

    def take(self, takes: Sequence[Take], *, confirmed: bool) -> list[Taken]:
        """What each take comes to. Raises InvalidInput with every problem of all of them."""
        taken: list[Taken] = []
        problems: list[Problem] = []
        for row, one in enumerate(takes, start=1):
            try:
                taken.append(self._one(one, row, confirmed))
            except InvalidInput as refused:
                problems += refused.problems
        if problems:
            raise InvalidInput(problems)
        return taken

    def place_of(self, lot_id: int, place_id: int | None, row: int = 0) -> int:
        """Where a lot lies; raises InvalidInput when that is not clear."""
        if place_id is not None:
            return place_id
        found = [place for lot, place in self.left if lot == lot_id and self.left[lot, place][0]]
        if len(found) > 1:
            names = ", ".join(self.places.names[one] for one in found)
            raise _refuse(refusals.PLACE_NEEDED, row, "place_id", lot=self.lots[lot_id].code, places=names)
        return found[0] if found else self.places.usual

    def _one(self, take: Take, row: int, confirmed: bool) -> Taken:
        lot = self.lots[take.lot_id]
        place = self.place_of(take.lot_id, take.place_id, row)
        if place not in self.places.names:
            raise _refuse(refusals.PLACE_UNKNOWN, row, "place_id", place=place)
        held = self.left.setdefault((lot.pk, place), [0, 0, 0])
        counted = is_counted(lot.form, lot.format.kind)
        taken = _counted(lot, place, take, held, row) if counted else _weighed(lot, place, take, held, row)
        share = held[0] * take.pieces // held[1] if counted else 0
        if not confirmed and is_odd(taken.grams, share):
            raise _refuse(refusals.WEIGHT_ODD, row, "grams", lot=lot.code, grams=mass(taken.grams), theory=mass(share))
        left = (taken.grams - taken.gain_g, taken.pieces, taken.value_idr)
        self.left[lot.pk, place] = [have - gone for have, gone in zip(held, left, strict=True)]
        return taken


def _counted(lot: MaterialLot, place: int, take: Take, held: list[int], row: int) -> Taken:
    """`held` are grams, pieces and rupiah at the place."""
    grams, pieces, value = held
    if take.pieces < 1:
        raise _refuse(refusals.COUNT_NEEDED, row, "pieces", lot=lot.code, pieces=take.pieces)
    if take.pieces > pieces:
        raise _refuse(refusals.NOT_ENOUGH, row, "pieces", lot=lot.code, pieces=pieces, grams=grams)
    share = grams * take.pieces // pieces
    weighed = share if take.grams is None else take.grams
    if weighed < 1:
        raise _refuse(refusals.MASS_NEEDED, row, "grams", lot=lot.code, grams=weighed)
    if take.pieces == pieces:
        return Taken(lot, place, pieces, weighed, value, weighed - grams)
    if weighed >= grams:
        left = pieces - take.pieces
        raise _refuse(refusals.PIECES_WITHOUT_MASS, row, "grams", lot=lot.code, grams=weighed, pieces=left)
    return Taken(lot, place, take.pieces, weighed, value * weighed // grams)


def _weighed(lot: MaterialLot, place: int, take: Take, held: list[int], row: int) -> Taken:
    grams, pieces, value = held
    wanted = grams if take.grams is None else take.grams
    if wanted < 1 and take.grams is not None:
        raise _refuse(refusals.MASS_NEEDED, row, "grams", lot=lot.code, grams=wanted)
    if wanted > grams or not grams:
        raise _refuse(refusals.NOT_ENOUGH, row, "grams", lot=lot.code, pieces=pieces, grams=grams)
    if wanted == grams:
        return Taken(lot, place, pieces, grams, value)
    return Taken(lot, place, 0, wanted, value * wanted // grams)


def _refuse(refusal: Refusal, row: int, column: str, **values: object) -> InvalidInput:
    return InvalidInput([Problem(refusal, Where(row=row or None, column=column), values)])
