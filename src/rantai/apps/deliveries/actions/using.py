"""What was used from a shelf on consignment: said on the phone, billed by the staff; and what goes home again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.deliveries import refusals
from rantai.apps.deliveries.actions.shelves import Used, bill_shelf, said_pieces
from rantai.apps.deliveries.models import ShelfUse
from rantai.apps.sales.credit import locked_account
from rantai.apps.sales.models import CustomerAccount
from rantai.apps.stock import actions as stock
from rantai.apps.stock.actions import Shift, Take
from rantai.apps.stock.models import Account
from rantai.apps.stock.queries import PieceRow, pieces
from rantai.core.problems import InvalidInput, Problem, Where


@transaction.atomic
@once
def state_use(*, place_id: int, lot_id: int, pieces_used: int, note: str, key: str, by: Author, at: datetime) -> int:
    """Say that pieces of a lot were taken from a shelf; returns the use's id. The same key says it once.

    Raises InvalidInput: more than lies there beside what was said before and is not billed yet.
    """
    place, account = _locked_shelf(place_id)
    row = _lying(account, place_id, at).get(lot_id)
    left = (row.pieces if row else 0) - said_pieces(place_id, lot_id)
    if pieces_used > left:
        values = {"lot": row.code if row else "–", "left": max(0, left), "asked": pieces_used}
        raise refusals.refuse(refusals.SHELF_SHORT, "pieces", **values)
    made = ShelfUse.objects.create(
        place=place, lot_id=lot_id, pieces=pieces_used, note=note, key=key, said_by_id=by.user_id, said_at=at
    )
    after = {"place": place.code, "lot": row.code if row else "", "pieces": pieces_used}
    record(verb="use", noun="shelf_use", object_id=made.pk, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def drop_use(*, use_id: int, by: Author, at: datetime) -> None:
    """Take back what was said by mistake. Raises InvalidInput when it is billed or taken back already."""
    use = ShelfUse.objects.select_for_update(no_key=True, of=("self",)).get(pk=use_id)
    if use.dropped_at is not None or use.delivery_id is not None:
        raise refusals.refuse(refusals.USE_ENDED)
    ShelfUse.objects.filter(pk=use_id).update(dropped_at=at)
    record(verb="drop", noun="shelf_use", object_id=use_id, by=by, at=at)


@transaction.atomic
@once
def bill_uses(
    *, place_id: int, prices_idr_t: Mapping[int, int | None], on: date, key: str, by: Author, at: datetime
) -> int:
    """Invoice uses that were said, each at its price in rupiah a tonne; returns the delivery's id.

    Raises InvalidInput with every use that has no price or has ended, and with what `bill_shelf` refuses.
    """
    place, account = _locked_shelf(place_id)
    found = ShelfUse.objects.filter(place=place, pk__in=prices_idr_t).select_related("lot").order_by("pk")
    uses = list(found.select_for_update(no_key=True, of=("self",)))
    problems = [
        Problem(refusals.USE_WITHOUT_PRICE, Where(column=f"price_{use.pk}"), {"lot": use.lot.code})
        for use in uses
        if not prices_idr_t[use.pk]
    ]
    problems += [
        Problem(refusals.USE_ENDED) for use in uses if use.dropped_at is not None or use.delivery_id is not None
    ]
    if problems:
        raise InvalidInput(problems)
    # Two uses of one lot at one price are one line of the note.
    summed: dict[tuple[int, int], int] = {}
    for use in uses:
        what = (use.lot_id, prices_idr_t[use.pk] or 0)
        summed[what] = summed.get(what, 0) + use.pieces
    used = [Used(lot, place_id, count, price) for (lot, price), count in summed.items()]
    made = bill_shelf(account_id=account.pk, used=used, on=on, key=key, by=by, at=at)
    ShelfUse.objects.filter(pk__in=[use.pk for use in uses]).update(delivery=made)
    return made


@transaction.atomic
@once
def take_from_shelf(
    *, place_id: int, lot_id: int, pieces_taken: int, to_place_id: int, on: date, key: str, by: Author, at: datetime
) -> None:
    """Carry pieces home that nobody used. What was said to be used stays on the shelf until it is billed."""
    place, account = _locked_shelf(place_id)
    row = _lying(account, place_id, at).get(lot_id)
    left = (row.pieces if row else 0) - said_pieces(place_id, lot_id)
    if pieces_taken > left:
        values = {"lot": row.code if row else "–", "left": max(0, left), "asked": pieces_taken}
        raise refusals.refuse(refusals.SHELF_SHORT, "pieces", **values)
    shift = Shift(Take(lot_id, pieces_taken, None, place_id), to_place_id)
    stock.move(holder_id=account.seller_id, shifts=[shift], effective_on=on, key=key, by=by, at=at, by_shelf=True)
    record(verb="take_home", noun="stock_place", object_id=place.pk, by=by, at=at, after={"pieces": pieces_taken})


def _locked_shelf(place_id: int) -> tuple[Account, CustomerAccount]:
    """A shelf and the account of the customer where it stands, the account locked as the first lock of all."""
    place = Account.objects.get(pk=place_id, place_kind="consignment", kept_at__isnull=False)
    found = CustomerAccount.objects.filter(seller=place.organisation_id, customer=place.kept_at_id)
    account_id = found.values_list("pk", flat=True).first()
    if account_id is None:
        raise refusals.refuse(refusals.SHELF_FOREIGN)
    return place, locked_account(account_id)


def _lying(account: CustomerAccount, place_id: int, at: datetime) -> dict[int, PieceRow]:
    return {row.lot_id: row for row in pieces(account.seller_id, at=at, place_id=place_id)}
