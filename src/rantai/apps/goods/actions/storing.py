"""Goods that come into the store, what is counted there, and the reversal of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.goods import refusals
from rantai.apps.goods.actions.moving import Move, balance, book, locked
from rantai.apps.goods.models import Good, GoodMovement, GoodsReceipt
from rantai.apps.goods.words import MILLI, written
from rantai.apps.stock.models import Account
from rantai.apps.stock.posting import refuse_closed_day, store_ids
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import money


@dataclass(frozen=True)
class ReceiptFacts:
    """From whom goods came, on which paper, on which day. Without `supplier_id` the party is known by its name.

    `place_id` None: the usual place of the store.
    """

    holder_id: int
    place_id: int | None
    received_on: date
    supplier_id: int | None = None
    party: str = ""
    document: str = ""
    is_opening: bool = False


@dataclass(frozen=True)
class ReceivedGood:
    """So much of a good, and what all of it cost without tax."""

    good_id: int
    quantity_milli: int
    cost_idr: int
    row: int | None = None


@transaction.atomic
@once
def receive(
    *,
    facts: ReceiptFacts,
    lines: Sequence[ReceivedGood],
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Receive goods on one paper; returns the receipt's id. The same key receives once.

    Raises InvalidInput: nothing, a service, a place that is not the firm's, a day to come or in a closed month.
    """
    if not lines:
        raise refusals.refuse(refusals.NOTHING_RECEIVED)
    _refuse_day(facts.holder_id, facts.received_on, at, "received_on")
    place_id = facts.place_id or store_ids([facts.holder_id])[facts.holder_id]
    _refuse_place(facts.holder_id, place_id)
    goods = {one.pk: one for one in Good.objects.filter(pk__in=[line.good_id for line in lines])}
    problems = [problem for line in lines for problem in _unfit(goods.get(line.good_id), facts.holder_id, line)]
    if problems:
        raise InvalidInput(problems)
    made = GoodsReceipt.objects.create(
        holder_id=facts.holder_id,
        supplier_id=facts.supplier_id,
        party=facts.party,
        document=facts.document,
        received_on=facts.received_on,
        is_opening=facts.is_opening,
        made_by_id=by.user_id,
        made_at=at,
    )
    kind = "opening" if facts.is_opening else "receipt"
    for line in sorted(lines, key=lambda one: one.good_id):
        row = balance(line.good_id, place_id)
        move = Move(
            line.good_id, place_id, kind, line.quantity_milli, line.cost_idr, facts.document, receipt_id=made.pk
        )
        book(row, move, facts.received_on, by, at)
    after = {"lines": len(lines), "cost_idr": sum(line.cost_idr for line in lines)}
    record(verb="receive", noun="goods_receipt", object_id=made.pk, by=by, at=at, after=after)
    return made.pk


def _unfit(good: Good | None, holder_id: int, line: ReceivedGood) -> list[Problem]:
    where = Where(row=line.row, column="good")
    if good is None or good.seller_id != holder_id:
        return [Problem(refusals.UNKNOWN, where, {"code": line.good_id})]
    if not good.is_stocked:
        return [Problem(refusals.NOT_STOCKED, where, {"name": good.name})]
    if line.quantity_milli < 1:
        return [Problem(refusals.QUANTITY_EMPTY, Where(row=line.row, column="quantity"))]
    return []


@transaction.atomic
@once
def count(
    *,
    good_id: int,
    place_id: int,
    quantity_milli: int,
    on: date,
    reason: str,
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Book what was counted at a place against the books; returns the movement's id. The same key counts once.

    What is missing leaves at the average cost of the place; what is too much comes in at it, or at what a unit cost
    when it last came where nothing lies. Raises InvalidInput: a service, a count that is what the books say.
    """
    good = Good.objects.get(pk=good_id)
    if not good.is_stocked:
        raise refusals.refuse(refusals.NOT_STOCKED, "good", name=good.name)
    _refuse_day(good.seller_id, on, at, "on")
    _refuse_place(good.seller_id, place_id)
    row = balance(good_id, place_id)
    more = quantity_milli - row.quantity_milli
    if not more:
        raise refusals.refuse(refusals.COUNT_RIGHT, "quantity", there=written(quantity_milli, good.unit))
    if more < 0:
        value_idr = -(row.value_idr * -more // row.quantity_milli)
    else:
        worth_idr, of_milli = (row.value_idr, row.quantity_milli) if row.quantity_milli else _last_cost(good_id)
        value_idr = worth_idr * more // of_milli
    return book(row, Move(good_id, place_id, "count", more, value_idr, reason=reason), on, by, at)


def _last_cost(good_id: int) -> tuple[int, int]:
    """What a good cost when it last came, and how much of it: (rupiah, thousandths)."""
    came = GoodMovement.objects.filter(good=good_id, kind__in=("receipt", "opening"), reversed_by__isnull=True)
    last = came.order_by("-pk").first()
    return (last.value_idr, last.quantity_milli) if last else (0, MILLI)


@transaction.atomic
def reverse(*, movement_id: int, on: date, reason: str, by: Author, at: datetime) -> int:
    """Reverse a receipt's line, an opening or a count, with exactly its value; returns the new movement's id.

    Raises InvalidInput: reversed already, billed, not of a kind that is reversed here, or so much of it was sold since
    that what is left would have no quantity or no value.
    """
    wrong = GoodMovement.objects.select_related("good", "receipt").get(pk=movement_id)
    _refuse_day(wrong.good.seller_id, on, at, "on")
    if wrong.kind not in ("receipt", "opening", "count"):
        raise refusals.refuse(refusals.NOT_REVERSIBLE)
    if wrong.receipt_id is not None:
        receipt = GoodsReceipt.objects.select_for_update(no_key=True, of=("self",)).get(pk=wrong.receipt_id)
        if receipt.billed_at is not None:
            raise refusals.refuse(refusals.BILLED, number=receipt.bill_number)
    row = next(one for one in locked([wrong.good_id])[wrong.good_id] if one.place_id == wrong.place_id)
    if GoodMovement.objects.filter(reverses=wrong).exists():
        raise refusals.refuse(refusals.REVERSED)
    left, value_idr = row.quantity_milli - wrong.quantity_milli, row.value_idr - wrong.value_idr
    if left < 0 or value_idr < 0 or (not left and value_idr):
        said = written(left, wrong.good.unit)
        raise refusals.refuse(refusals.REVERSAL_LEAVES_TOO_LITTLE, left=said, value=money(value_idr))
    move = Move(
        wrong.good_id,
        wrong.place_id,
        "reversal",
        -wrong.quantity_milli,
        -wrong.value_idr,
        wrong.document,
        reason,
        wrong.receipt_id,
        wrong.pk,
    )
    return book(row, move, on, by, at)


def _refuse_place(holder_id: int, place_id: int) -> None:
    """Goods lie at open places of the firm's own store; what lies at a customer is steel on consignment only."""
    found = Account.objects.filter(pk=place_id, kind="store", organisation=holder_id, closed_at__isnull=True)
    if not found.exclude(place_kind="consignment").exists():
        raise refusals.refuse(refusals.PLACE_UNFIT, "place")


def _refuse_day(holder_id: int, on: date, at: datetime, column: str) -> None:
    if on > timezone.localdate(at):
        raise refusals.refuse(refusals.DAY_AHEAD, column, day=on.isoformat())
    refuse_closed_day(holder_id, on, column)
