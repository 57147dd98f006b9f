"""Goods and services that go with a delivery: stocked goods leave the store, services are marked done; both come back.

Locks: those of the delivery, then the balances of the goods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.deliveries import refusals
from rantai.apps.deliveries.models import Delivery, DeliveryGood
from rantai.apps.goods import actions as goods
from rantai.apps.goods.words import written
from rantai.apps.payments.actions import credit
from rantai.apps.sales.actions.invoices import share_idr
from rantai.apps.sales.credit import locked_account
from rantai.apps.sales.models import SalesOrderGood
from rantai.apps.sales.queries import OrderGoodRow, order_goods
from rantai.core.problems import InvalidInput, Problem


def refuse_wrong_goods(order_id: int, wanted: Mapping[int, int]) -> None:
    """Raise InvalidInput for goods (thousandths by line) that the order does not have, or not so much any more."""
    known = {one.line_id: one for one in order_goods(order_id)}
    problems = []
    for line_id, asked in sorted(wanted.items()):
        one = known.get(line_id)
        left = one.left_milli if one else 0
        if not 0 < asked <= left:
            unit, name = (one.unit, one.text) if one else ("", "–")
            values = {"name": name, "left": written(left, unit), "asked": written(asked, unit)}
            problems.append(Problem(refusals.GOOD_TOO_MUCH, values=values))
    if problems:
        raise InvalidInput(problems)


def leave_goods(made: Delivery, seller_id: int, wanted: Mapping[int, int], by: Author, at: datetime) -> None:
    """Let goods (thousandths by line of the order) leave with a note; stocked ones out of the store, at their cost."""
    lines = {one.line_id: one for one in order_goods(made.order_id or 0) if one.line_id in wanted}
    stocked = {key: (line.good_id, wanted[key]) for key, line in lines.items() if line.is_stocked}
    left = goods.issue(seller_id=seller_id, wanted=stocked, on=made.delivered_on, document=made.number, by=by, at=at)
    for line_id, line in sorted(lines.items(), key=lambda one: one[1].position):
        parts = [(one.movement_id, one.quantity_milli) for one in left if one.line_id == line_id]
        _written(made, line, parts if line.is_stocked else [(None, wanted[line_id])])
        SalesOrderGood.objects.filter(pk=line_id).update(delivered_milli=F("delivered_milli") + wanted[line_id])


def _written(made: Delivery, line: OrderGoodRow, parts: Sequence[tuple[int | None, int]]) -> None:
    first = (DeliveryGood.objects.filter(delivery=made).aggregate(last=Max("position"))["last"] or 0) + 1
    before, rows = line.delivered_milli, []
    for position, (movement_id, quantity) in enumerate(parts, start=first):
        net_idr = share_idr(line.net_idr, line.quantity_milli, before, quantity)
        before += quantity
        rows.append(
            DeliveryGood(
                delivery=made,
                position=position,
                order_good_id=line.line_id,
                movement_id=movement_id,
                quantity_milli=quantity,
                net_idr=net_idr,
            )
        )
    DeliveryGood.objects.bulk_create(rows)


@transaction.atomic
@once
def take_good_back(
    *, line_id: int, quantity_milli: int, on: date, reason: str, key: str, by: Author, at: datetime
) -> int:
    """Take part of a good back into the store (a service: only off the invoice); returns the credit note's id.

    It comes back at what it cost. The same key takes back once. Raises InvalidInput when more comes back than left.
    """
    locked_account(DeliveryGood.objects.values_list("delivery__account_id", flat=True).get(pk=line_id))
    line = DeliveryGood.objects.select_related("delivery", "order_good").get(pk=line_id)
    left, unit = line.quantity_milli - line.returned_milli, line.order_good.unit
    if not 0 < quantity_milli <= left:
        told = {"left": written(left, unit), "asked": written(quantity_milli, unit)}
        raise refusals.refuse(refusals.GOOD_RETURN_TOO_MUCH, "quantity_milli", **told)
    before = line.returned_milli
    if line.movement_id is not None:
        goods.give_back(
            movement_id=line.movement_id,
            before_milli=before,
            quantity_milli=quantity_milli,
            on=on,
            reason=reason,
            by=by,
            at=at,
        )
    DeliveryGood.objects.filter(pk=line_id).update(returned_milli=F("returned_milli") + quantity_milli)
    net_idr = share_idr(line.net_idr, line.quantity_milli, before, quantity_milli)
    after = {"good": line.order_good.good_id, "quantity_milli": quantity_milli}
    record(verb="return", noun="delivery", object_id=line.delivery_id, by=by, at=at, after=after)
    invoice_id = line.delivery.invoice_id or 0
    return credit(invoice_id=invoice_id, net_idr=net_idr, on=on, reason=reason, key=key, by=by, at=at)
