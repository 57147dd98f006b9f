"""Steel changes its place inside one store; and the places themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from rantai.apps.audit.actions import Author, record
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.asking import Booked, Places, begin, key_hash, locked_lots, refuse, refuse_empty
from rantai.apps.stock.actions.taking import Shelves, Take
from rantai.apps.stock.models import Account, Balance
from rantai.apps.stock.posting import Document, outside_id, post, store_ids
from rantai.core.problems import InvalidInput


@dataclass(frozen=True)
class Shift:
    """So much of a lot to another place."""

    take: Take
    to_place_id: int


@transaction.atomic
def move(
    *,
    holder_id: int,
    shifts: Sequence[Shift],
    effective_on: date,
    by: Author,
    at: datetime,
    document: str = "",
    key: str = "",
    confirmed: bool = False,
    by_shelf: bool = False,
) -> Booked:
    """Carry lots from one place of a store to another.

    Onto and from a shelf at a customer only `by_shelf`: the caller asked the limit first. Raises InvalidInput
    with every lot that is short.
    """
    asked = ("move", shifts, effective_on, document)
    refuse_empty(shifts)
    lots = locked_lots(holder_id, (one.take.lot_id for one in shifts))
    former = begin(holder_id=holder_id, key=key, asked=asked, effective_on=effective_on, at=at)
    if former is not None:
        return former
    places = Places(holder_id)
    odd = places.problems(one.to_place_id for one in shifts)
    if odd:
        raise InvalidInput(odd)
    taken = Shelves(lots, places).take([one.take for one in shifts], confirmed=confirmed)
    goals = zip(taken, shifts, strict=True)
    carried = [(one, shift.to_place_id) for one, shift in goals if one.place_id != shift.to_place_id]
    if not by_shelf:
        _refuse_shelves({place for one, goal in carried for place in (one.place_id, goal)})
    difference = outside_id("difference")
    moves = [step for one, goal in carried for step in one.moves(goal, difference)]
    refuse_empty(moves)
    paper = Document(holder_id, None, document, key=key, key_hash=key_hash(asked))
    return Booked(post(kind="transfer", moves=moves, effective_on=effective_on, by=by, at=at, document=paper))


def _refuse_shelves(places: set[int]) -> None:
    shelf = Account.objects.filter(pk__in=places, place_kind="consignment", kept_at__isnull=False).first()
    if shelf is not None:
        raise refuse(refusals.SHELF_BY_ITS_PAGE, "to_place", place=shelf.code)


@transaction.atomic
def open_place(
    *, holder_id: int, code: str, name: str, kind: str, by: Author, at: datetime, kept_at_id: int | None = None
) -> int:
    """A new place in a store: a yard, rack, shelf, truck, or a consignment shelf that stands at another firm.

    Returns its id. Raises InvalidInput when the code is taken.
    """
    store_ids([holder_id])
    if Account.objects.filter(kind="store", organisation=holder_id, code=code).exists():
        raise refuse(refusals.PLACE_TAKEN, "code", code=code)
    made = Account.objects.create(
        kind="store", organisation_id=holder_id, code=code, name=name, place_kind=kind, kept_at_id=kept_at_id
    )
    record(verb="open", noun="stock_place", object_id=made.pk, by=by, at=at, after={"code": code, "kind": kind})
    return made.pk


@transaction.atomic
def close_place(*, holder_id: int, place_id: int, by: Author, at: datetime) -> None:
    """Nothing is put there any more. Raises InvalidInput while something lies there, and for the usual place."""
    found = Account.objects.select_for_update(no_key=True, of=("self",)).filter(
        kind="store", organisation=holder_id, pk=place_id
    )
    place = found.first()
    if place is None or place.closed_at is not None:
        raise refuse(refusals.PLACE_UNKNOWN, "place_id", place=place_id)
    held = Balance.objects.filter(Q(grams__gt=0) | Q(pieces__gt=0), account=place_id).count()
    if held or place.is_default:
        raise refuse(refusals.PLACE_NOT_EMPTY, "place_id", place=place.code, lots=held)
    Account.objects.filter(pk=place_id).update(closed_at=at)
    record(verb="close", noun="stock_place", object_id=place_id, by=by, at=at)
