"""The one door into the ledger: lock the head, write the movements, keep the balances, move the head on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from rantai.apps.audit.actions import Author, record
from rantai.apps.parties.models import Organisation
from rantai.apps.stock import refusals
from rantai.apps.stock.balances import BATCH, Move, keep_balances
from rantai.apps.stock.models import (
    DEFAULT_PLACE,
    Account,
    Booking,
    ClosedPeriod,
    ItemLot,
    LedgerHead,
    MaterialLot,
    Movement,
)
from rantai.apps.stock.sealing import SEAL, chained, facts_of
from rantai.core.problems import InvalidInput, Problem, Where

__all__ = [
    "BATCH",
    "Document",
    "Move",
    "locked_head",
    "outside_id",
    "post",
    "refuse_closed_day",
    "store_ids",
    "trader_id",
]

GENESIS = "0" * 64


@dataclass(frozen=True)
class Document:
    """What a booking says besides its movements: whose store, with whom, which paper, why, cut how."""

    holder_id: int | None = None
    party_id: int | None = None
    document: str = ""
    reason: str = ""
    process: str = ""
    key: str = ""
    key_hash: str = ""


@transaction.atomic
def post(
    *,
    kind: str,
    moves: Sequence[Move],
    effective_on: date,
    by: Author,
    at: datetime,
    reverses_id: int | None = None,
    document: Document = Document(),
) -> int:
    """Book `moves` as one document; returns its id. All or nothing, audited in the same transaction.

    Raises InvalidInput (every lot at once): NOT_ENOUGH when a place holds less than is taken, NOT_ENOUGH_THEN when
    it held less on a day since, PERIOD_CLOSED when `effective_on` lies in a month that a store has closed.
    """
    head = locked_head()
    _refuse_closed(moves, effective_on)
    booking = Booking.objects.create(kind=kind, booked_at=at, reverses_id=reverses_id, **vars(document))
    movements = [
        Movement(sequence=sequence, booking_id=booking.pk, effective_on=effective_on, seal=SEAL, **vars(move))
        for sequence, move in enumerate(moves, start=head.sequence + 1)
    ]
    chained(movements, booking, facts_of(movements), head.hash)
    Movement.objects.bulk_create(movements, batch_size=BATCH)
    keep_balances(moves, effective_on)
    LedgerHead.objects.filter(pk=1).update(sequence=movements[-1].sequence, hash=movements[-1].hash)
    after = {"kind": kind, "movements": len(movements), "grams": sum(move.grams for move in moves)}
    record(verb="book", noun="booking", object_id=booking.pk, by=by, at=at, after=after)
    return booking.pk


def store_ids(organisation_ids: Sequence[int]) -> dict[int, int]:
    """Organisation id → id of the usual place of its store, made where it is missing."""
    wanted = sorted(set(organisation_ids))
    usual = Account.objects.filter(kind="store", is_default=True, organisation__in=wanted)
    known = set(usual.values_list("organisation_id", flat=True))
    missing = [
        Account(
            kind="store", organisation_id=pk, code=DEFAULT_PLACE, name="Gudang", place_kind="store", is_default=True
        )
        for pk in wanted
        if pk not in known
    ]
    Account.objects.bulk_create(missing, batch_size=BATCH)
    return dict(usual.values_list("organisation_id", "id"))


def outside_id(kind: str) -> int:
    """The account of the world outside: "opening", "correction", "scrap", "difference", "process" or "cost"."""
    return Account.objects.get_or_create(kind=kind, organisation=None)[0].pk


def trader_id(kind: str, organisation_id: int | None) -> int:
    """The account of a "supplier" or "customer"; without an organisation the one for those without a name."""
    trader = None if organisation_id is None else Organisation(pk=organisation_id)
    return Account.objects.get_or_create(kind=kind, organisation=trader)[0].pk


def locked_head() -> LedgerHead:
    """Every posting locks this row, after the lots it takes from: the chain has one order, no two postings deadlock."""
    LedgerHead.objects.get_or_create(pk=1, defaults={"sequence": 0, "hash": GENESIS})
    return LedgerHead.objects.select_for_update(no_key=True, of=("self",)).get(pk=1)


def closed_through(organisation_id: int) -> date | None:
    """The last day into which a firm books no more."""
    found = ClosedPeriod.objects.filter(organisation=organisation_id)
    return found.aggregate(last=Max("through_on"))["last"]


def refuse_closed_day(organisation_id: int, on: date, column: str = "effective_on") -> None:
    """Raise InvalidInput when a firm has closed its books over this day."""
    closed = closed_through(organisation_id)
    if closed is not None and on <= closed:
        values = {"day": on.isoformat(), "through": closed.isoformat()}
        raise InvalidInput([Problem(refusals.PERIOD_CLOSED, Where(column=column), values)])


def _refuse_closed(moves: Sequence[Move], effective_on: date) -> None:
    closed = dict(
        ClosedPeriod.objects.filter(through_on__gte=effective_on)
        .values("organisation_id")
        .annotate(last=Max("through_on"))
        .values_list("organisation_id", "last")
    )
    if not closed:
        return
    touched = set(_holders(MaterialLot, {move.material_lot_id for move in moves}))
    touched |= set(_holders(ItemLot, {move.item_lot_id for move in moves}))
    touched |= set(_holders(MaterialLot, {move.material_lot_id for move in moves}, "owner_id"))
    problems = [
        Problem(
            refusals.PERIOD_CLOSED,
            Where(column="effective_on"),
            {"day": effective_on.isoformat(), "through": closed[holder].isoformat()},
        )
        for holder in sorted(touched & closed.keys())
    ]
    if problems:
        raise InvalidInput(problems)


def _holders(model: type[MaterialLot] | type[ItemLot], lots: set[int | None], who: str = "holder_id") -> list[int]:
    """Who keeps these lots, or (`owner_id`) in whose books they stand."""
    pks, found = sorted(pk for pk in lots if pk), []
    for start in range(0, len(pks), BATCH):
        rows = model._default_manager.filter(pk__in=pks[start : start + BATCH])
        found += list(rows.order_by(who).values_list(who, flat=True).distinct())
    return found
