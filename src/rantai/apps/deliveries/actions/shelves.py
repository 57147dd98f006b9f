"""Steel on a shelf at the customer: still ours, weighing on the customer's limit, invoiced when it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from rantai.apps.audit.actions import Author
from rantai.apps.audit.once import once
from rantai.apps.deliveries import refusals
from rantai.apps.deliveries.actions.leaving import number_delivery
from rantai.apps.deliveries.models import Delivery, DeliveryLine, ShelfUse
from rantai.apps.sales import actions as sales
from rantai.apps.sales.actions import Billed
from rantai.apps.sales.credit import locked_account, refuse_beyond_limit
from rantai.apps.sales.models import CustomerAccount
from rantai.apps.stock import actions as stock
from rantai.apps.stock.actions import Shift, Take
from rantai.apps.stock.actions.reversing import back_on_shelves
from rantai.apps.stock.models import Account
from rantai.apps.stock.queries import PieceRow, pieces
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import cost_idr


@dataclass(frozen=True)
class OnShelf:
    """Pieces of a lot that go to a shelf."""

    lot_id: int
    place_id: int
    pieces: int


@dataclass(frozen=True)
class Used:
    """Pieces of a lot that the customer took from a shelf, at a price in rupiah a tonne."""

    lot_id: int
    place_id: int
    pieces: int
    price_idr_t: int


@transaction.atomic
@once
def put_on_shelf(
    *, account_id: int, place_id: int, wanted: Sequence[OnShelf], on: date, key: str, by: Author, at: datetime
) -> None:
    """Carry steel to a shelf that stands at the customer. Its worth in the books counts against the limit.

    What was said to be used on another shelf stays there until it is billed. Raises InvalidInput: not a shelf there,
    said to be used, no room under the limit, and what the ledger refuses.
    """
    account = _locked_with_sources(account_id, {one.place_id for one in wanted})
    _refuse_foreign_shelf(account, {place_id})
    there = {(one.lot_id, one.place_id): one for one in pieces(account.seller_id, at=at)}
    _refuse_said(wanted, there)
    worth = sum(_share(there.get((one.lot_id, one.place_id)), one.pieces) for one in wanted)
    refuse_beyond_limit(account, worth)
    shifts = [Shift(Take(one.lot_id, one.pieces, None, one.place_id), place_id) for one in wanted]
    stock.move(holder_id=account.seller_id, shifts=shifts, effective_on=on, key=key, by=by, at=at, by_shelf=True)


@transaction.atomic
def take_booking_back(*, holder_id: int, booking_id: int, reason: str, by: Author, at: datetime) -> int:
    """Take a booking of the store back; what it brings onto shelves at customers asks their limits first.

    Returns the id of the mirror image. Raises InvalidInput: no room under a limit, and what the ledger refuses.
    """
    added = back_on_shelves(booking_id)
    accounts = CustomerAccount.objects.filter(seller=holder_id, customer__in=added).order_by("pk")
    for account_id in accounts.values_list("pk", flat=True):
        account = locked_account(account_id)
        refuse_beyond_limit(account, added[account.customer_id or 0])
    by_shelf = len(accounts) == len(added)  # a shelf of a firm without an account has no limit that could be asked
    done = stock.reverse(booking_id=booking_id, reason=reason, holder_id=holder_id, by=by, at=at, by_shelf=by_shelf)
    return done.booking_id


@transaction.atomic
def bill_shelf(*, account_id: int, used: Sequence[Used], on: date, key: str, by: Author, at: datetime) -> int:
    """Invoice what the customer used from shelves; returns the delivery's id. The same key invoices once."""
    account = locked_account(account_id)
    known = Delivery.objects.filter(account=account, key=key).values_list("pk", flat=True).first()
    if known is not None:
        return known
    if not used:
        raise refusals.refuse(refusals.NOTHING_TO_DELIVER)
    _refuse_foreign_shelf(account, {one.place_id for one in used})
    there = {(one.lot_id, one.place_id): one for one in pieces(account.seller_id, at=at)}
    made = Delivery.objects.create(account=account, delivered_on=on, key=key, made_at=at)
    number_delivery(made, by, at)
    booked = stock.issue(
        holder_id=account.seller_id,
        party_id=account.customer_id,
        takes=[Take(one.lot_id, one.pieces, None, one.place_id) for one in used],
        effective_on=on,
        document=made.number,
        key=f"delivery-{made.pk}",
        by=by,
        at=at,
    )
    weighed = zip(used, stock.left_g(booked.booking_id), strict=True)
    lines = [
        _line(made, position, one, there[one.lot_id, one.place_id], grams)
        for position, (one, grams) in enumerate(weighed, start=1)
    ]
    DeliveryLine.objects.bulk_create(lines)
    billed = [_billed(line, there[one.lot_id, one.place_id]) for line, one in zip(lines, used, strict=True)]
    invoice_id = sales.bill_use(account_id=account_id, lines=billed, invoiced_on=on, key=key, by=by, at=at)
    Delivery.objects.filter(pk=made.pk).update(invoice=invoice_id)
    return made.pk


def said_pieces(place_id: int, lot_id: int) -> int:
    """Pieces that were said to be used and are not billed yet."""
    found = ShelfUse.objects.filter(place=place_id, lot=lot_id, dropped_at__isnull=True, delivery__isnull=True)
    return found.aggregate(n=Sum("pieces"))["n"] or 0


def _locked_with_sources(account_id: int, places: set[int]) -> CustomerAccount:
    """The account, with those from whose shelves it comes: nobody says a use there meanwhile. By key, so none waits."""
    shelves = Account.objects.filter(pk__in=places, place_kind="consignment", kept_at__isnull=False)
    ids = {account_id}
    for seller, customer in shelves.values_list("organisation_id", "kept_at_id"):
        ids.update(CustomerAccount.objects.filter(seller=seller, customer=customer).values_list("pk", flat=True))
    return {pk: locked_account(pk) for pk in sorted(ids)}[account_id]


def _refuse_said(wanted: Sequence[OnShelf], there: Mapping[tuple[int, int], PieceRow]) -> None:
    asked: dict[tuple[int, int], int] = {}
    for one in wanted:
        asked[one.lot_id, one.place_id] = asked.get((one.lot_id, one.place_id), 0) + one.pieces
    problems = []
    for (lot, place), count in sorted(asked.items()):
        said, row = said_pieces(place, lot), there.get((lot, place))
        if row is not None and said and count > row.pieces - said:
            values = {"lot": row.code, "left": max(0, row.pieces - said), "asked": count}
            problems.append(Problem(refusals.SHELF_SHORT, Where(column="pieces"), values))
    if problems:
        raise InvalidInput(problems)


def _refuse_foreign_shelf(account: CustomerAccount, places: set[int]) -> None:
    found = Account.objects.filter(pk__in=places, organisation=account.seller_id, place_kind="consignment")
    own = set(found.filter(kept_at=account.customer_id, kept_at__isnull=False).values_list("pk", flat=True))
    if own != places:
        raise InvalidInput([Problem(refusals.SHELF_FOREIGN, Where(column="place"))])


def _share(piece: PieceRow | None, count: int) -> int:
    """What so many pieces of a lot are worth in the books; what is not there the ledger refuses."""
    if piece is None:
        return 0
    return piece.value_idr * count // piece.pieces if piece.pieces else piece.value_idr


def _line(made: Delivery, position: int, one: Used, piece: PieceRow, grams: int) -> DeliveryLine:
    return DeliveryLine(
        delivery=made,
        position=position,
        lot_id=one.lot_id,
        place_id=one.place_id,
        pieces=one.pieces,
        grams=grams,
        price_idr_t=one.price_idr_t,
        net_idr=cost_idr(grams, one.price_idr_t),
        heat=piece.heat,
        certificate_code=piece.certificate_code,
    )


def _billed(line: DeliveryLine, piece: PieceRow) -> Billed:
    return Billed(
        piece.format_name,
        line.net_idr,
        heat=line.heat,
        quantity_pieces=line.pieces,
        mass_g=line.grams,
        price_idr_t=line.price_idr_t,
    )
