"""Steel goes out: delivered to a customer, sent back to a supplier, thrown on the scrap heap; and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from rantai.apps.audit.actions import Author
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.asking import Booked, Places, begin, key_hash, locked_lots, refuse_empty
from rantai.apps.stock.actions.taking import Shelves, Take, Taken
from rantai.apps.stock.balances import Move
from rantai.apps.stock.lot_rules import is_counted
from rantai.apps.stock.models import MaterialLot, Movement
from rantai.apps.stock.posting import Document, outside_id, post, trader_id
from rantai.apps.stock.reserving import Purpose, consume, refuse_reserved
from rantai.core.problems import InvalidInput, Problem, Where


@transaction.atomic
def issue(
    *,
    holder_id: int,
    party_id: int | None,
    takes: Sequence[Take],
    effective_on: date,
    by: Author,
    at: datetime,
    to: str = "customer",
    document: str = "",
    reason: str = "",
    purpose: Purpose | None = None,
    key: str = "",
    confirmed: bool = False,
) -> Booked:
    """Book what leaves the store: `to` a "customer" (sale or delivery), back to a "supplier", or as "scrap".

    `purpose` names the reservation that this delivery uses up. Raises InvalidInput with every lot that is short,
    kept for others, or weighed oddly.
    """
    asked = ("issue", party_id, takes, effective_on, to, document, reason, purpose)
    refuse_empty(takes)
    lots = locked_lots(holder_id, (one.lot_id for one in takes))
    former = begin(holder_id=holder_id, key=key, asked=asked, effective_on=effective_on, at=at)
    if former is not None:
        return former
    taken = Shelves(lots, Places(holder_id)).take(takes, confirmed=confirmed)
    goal = outside_id("scrap") if to == "scrap" else trader_id(to, party_id)
    difference = outside_id("difference")
    moves = [move for one in taken for move in one.moves(goal, difference)]
    paper = Document(holder_id, party_id, document, reason, key=key, key_hash=key_hash(asked))
    booking = post(kind="issue", moves=moves, effective_on=effective_on, by=by, at=at, document=paper)
    use_up(holder_id, taken, purpose, at)
    return Booked(booking)


def left_g(booking_id: int) -> list[int]:
    """What the ledger moved for each take of an issue to a customer, in the order in which they were asked for."""
    rows = Movement.objects.filter(booking=booking_id, dst__kind="customer").order_by("sequence")
    return list(rows.values_list("grams", flat=True))


def use_up(holder_id: int, taken: Sequence[Taken], purpose: Purpose | None, at: datetime) -> None:
    """Make the purpose's own reservations smaller, and refuse to take what others keep."""
    amounts: dict[int, tuple[int, int]] = {}
    for one in taken:
        pieces, grams = amounts.get(one.lot.pk, (0, 0))
        amounts[one.lot.pk] = (pieces + one.pieces, grams + one.grams)
    if purpose is not None:
        consume(taken=amounts, purpose=purpose, at=at)
    refuse_reserved(holder_id=holder_id, lot_ids=amounts, purpose=purpose, at=at)


@dataclass(frozen=True)
class Return:
    """What comes back of a lot, and where it is put (None: the usual place). `grams` None: its share of what left."""

    lot_id: int
    pieces: int = 0
    grams: int | None = None
    place_id: int | None = None


@transaction.atomic
def give_back(
    *,
    holder_id: int,
    party_id: int | None,
    returns: Sequence[Return],
    effective_on: date,
    by: Author,
    at: datetime,
    document: str = "",
    reason: str = "",
    key: str = "",
) -> Booked:
    """Book what a customer brings back, at what it cost when it left.

    Raises InvalidInput (RETURN_TOO_MUCH) for every lot of which the customer has less.
    """
    asked = ("give_back", party_id, returns, effective_on, document, reason)
    refuse_empty(returns)
    lots = locked_lots(holder_id, (one.lot_id for one in returns))
    former = begin(holder_id=holder_id, key=key, asked=asked, effective_on=effective_on, at=at)
    if former is not None:
        return former
    places, source = Places(holder_id), trader_id("customer", party_id)
    problems = places.problems(one.place_id for one in returns)
    there = {lot: list(amounts) for lot, amounts in with_trader(source, sorted(lots)).items()}
    moves = []
    for row, one in enumerate(returns, start=1):
        lot, left = lots[one.lot_id], there.setdefault(one.lot_id, [0, 0, 0])
        move = None if problems else _return(lot, one, left, (source, places.chosen(one.place_id)))
        if move is None:
            values = {"lot": lot.code, "grams": left[0], "pieces": left[1]}
            problems.append(Problem(refusals.RETURN_TOO_MUCH, Where(row=row, column="pieces"), values))
        else:
            there[one.lot_id] = [have - back for have, back in zip(left, move.amount, strict=True)]
            moves.append(move)
    if problems:
        raise InvalidInput(problems)
    paper = Document(holder_id, party_id, document, reason, key=key, key_hash=key_hash(asked))
    return Booked(post(kind="return", moves=moves, effective_on=effective_on, by=by, at=at, document=paper))


def with_trader(account_id: int, lot_ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """Lot → grams, pieces and rupiah that went to an account outside and did not come back."""
    found: dict[int, list[int]] = {}
    for column, sign in (("dst", 1), ("src", -1)):
        rows = Movement.objects.filter(**{column: account_id}, material_lot__in=lot_ids)
        sums = rows.values_list("material_lot_id").annotate(Sum("grams"), Sum("pieces"), Sum("value_idr"))
        for lot, *amounts in sums.order_by("material_lot_id"):
            held = found.setdefault(lot, [0, 0, 0])
            found[lot] = [have + sign * more for have, more in zip(held, amounts, strict=True)]
    return {lot: (held[0], held[1], held[2]) for lot, held in found.items()}


def _return(lot: MaterialLot, one: Return, there: list[int], ends: tuple[int, int]) -> Move | None:
    """None when the customer has less than comes back; `there` are grams, pieces and rupiah."""
    grams, pieces, value = there
    if is_counted(lot.form, lot.format.kind):
        if not 1 <= one.pieces <= pieces:
            return None
        share = grams * one.pieces // pieces
        back = (grams if one.pieces == pieces else share) if one.grams is None else one.grams
        is_last = one.pieces == pieces
    else:
        back, is_last = (grams if one.grams is None else one.grams), False
    if not 1 <= back <= grams or (back == grams and one.pieces != pieces and pieces):
        return None
    worth = value if is_last or back == grams else value * back // grams
    return Move(*ends, lot.pk, None, back, one.pieces, lot.heat, worth)
