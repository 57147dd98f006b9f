"""Counting the store (opname): what was found is booked as the difference to the books, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.asking import Booked, Places, begin, key_hash, locked_lots, refuse, refuse_empty
from rantai.apps.stock.actions.taking import Shelves
from rantai.apps.stock.balances import Move
from rantai.apps.stock.lot_rules import is_counted, is_odd
from rantai.apps.stock.models import MaterialLot
from rantai.apps.stock.posting import Document, outside_id, post
from rantai.core.problems import InvalidInput, Problem, Refusal, Where
from rantai.core.units import mass


@dataclass(frozen=True)
class Found:
    """What was found of a lot at a place: 0 pieces (or 0 g) when nothing. `grams` None: pieces weigh what they did."""

    lot_id: int
    pieces: int = 0
    grams: int | None = None
    place_id: int | None = None


@dataclass(frozen=True)
class Difference:
    """A lot whose count is not what the books say: pieces and grams in the books and as found."""

    lot_id: int
    lot_code: str
    place_id: int
    place_code: str
    books_pieces: int
    books_g: int
    found_pieces: int
    found_g: int
    books_idr: int


@transaction.atomic
def count(
    *,
    holder_id: int,
    found: Sequence[Found],
    reason: str,
    effective_on: date,
    by: Author,
    at: datetime,
    document: str = "",
    key: str = "",
    confirmed: bool = False,
) -> Booked | None:
    """Book what was counted; None when all is as the books say.

    Raises InvalidInput with every problem: reason missing, lot unknown, weight far from what the pieces weighed.
    """
    asked = ("count", found, reason, effective_on, document)
    refuse_empty(found)
    if not reason.strip():
        raise refuse(refusals.REASON_NEEDED, "reason")
    lots = locked_lots(holder_id, (one.lot_id for one in found))
    former = begin(holder_id=holder_id, key=key, asked=asked, effective_on=effective_on, at=at)
    if former is not None:
        return former
    rows = _differences(holder_id, lots, found, confirmed)
    if not rows:
        return None
    correction = outside_id("correction")
    moves = [move for row in rows for move in _moves(lots[row.lot_id], row, correction)]
    paper = Document(holder_id, None, document, reason, key=key, key_hash=key_hash(asked))
    return Booked(post(kind="count", moves=moves, effective_on=effective_on, by=by, at=at, document=paper))


@transaction.atomic
def differences(*, holder_id: int, found: Sequence[Found], confirmed: bool = True) -> list[Difference]:
    """What a count would book, without booking it. Raises InvalidInput as `count` does."""
    return _differences(holder_id, locked_lots(holder_id, (one.lot_id for one in found)), found, confirmed)


def _differences(
    holder_id: int, lots: dict[int, MaterialLot], found: Sequence[Found], confirmed: bool
) -> list[Difference]:
    places = Places(holder_id)
    shelves = Shelves(lots, places)
    rows: list[Difference] = []
    problems = places.problems(one.place_id for one in found)
    for number, one in enumerate(found, start=1):
        try:
            row = _difference(shelves, one, number, confirmed)
        except InvalidInput as refused:
            problems += refused.problems
        else:
            rows += [row] if (row.books_pieces, row.books_g) != (row.found_pieces, row.found_g) else []
    if problems:
        raise InvalidInput(problems)
    return rows


def _difference(shelves: Shelves, one: Found, row: int, confirmed: bool) -> Difference:
    lot = shelves.lots[one.lot_id]
    place = shelves.place_of(one.lot_id, one.place_id, row)
    grams, pieces, value = shelves.left.get((lot.pk, place), [0, 0, 0])
    counted = is_counted(lot.form, lot.format.kind)
    if one.pieces < 0 or (not counted and one.pieces) or (one.grams or 0) < 0:
        raise _refuse(refusals.COUNT_NEEDED if counted else refusals.NOT_COUNTED, row, lot=lot.code, pieces=one.pieces)
    each = grams * one.pieces // pieces if pieces else one.pieces * lot.piece_theory_g
    if one.grams is None and not counted:
        raise _refuse(refusals.MASS_NEEDED, row, lot=lot.code, grams=0)
    weighed = one.grams if one.grams is not None else (grams if one.pieces == pieces else each)
    if counted and (one.pieces == 0) != (weighed == 0):
        raise _refuse(refusals.MASS_NEEDED, row, lot=lot.code, grams=weighed)
    if not confirmed and is_odd(weighed, each if counted else grams) and weighed:
        raise _refuse(
            refusals.WEIGHT_ODD, row, lot=lot.code, grams=mass(weighed), theory=mass(each if counted else grams)
        )
    code = shelves.places.names.get(place, "")
    return Difference(lot.pk, lot.code, place, code, pieces, grams, one.pieces, weighed, value)


def _moves(lot: MaterialLot, row: Difference, correction_id: int) -> list[Move]:
    """The difference as one movement; where pieces and grams go different ways, all goes out and comes in again.

    What was lost takes its share of the value along; what was found more came for nothing.
    """
    more_g, more_pieces = row.found_g - row.books_g, row.found_pieces - row.books_pieces
    out, back = (row.place_id, correction_id), (correction_id, row.place_id)
    if more_g > 0 and more_pieces >= 0:
        return [Move(*back, lot.pk, None, more_g, more_pieces, lot.heat)]
    lost_idr = row.books_idr * -more_g // row.books_g if more_g < 0 else 0
    if more_g < 0 and more_pieces <= 0:
        return [Move(*out, lot.pk, None, -more_g, -more_pieces, lot.heat, lost_idr)]
    moves = []
    if row.books_g:
        moves.append(Move(*out, lot.pk, None, row.books_g, row.books_pieces, lot.heat, row.books_idr))
    if row.found_g:
        kept = row.books_idr - lost_idr
        moves.append(Move(*back, lot.pk, None, row.found_g, row.found_pieces, lot.heat, kept))
    return moves


def _refuse(refusal: Refusal, row: int, **values: object) -> InvalidInput:
    return InvalidInput([Problem(refusal, Where(row=row, column="pieces"), values)])
