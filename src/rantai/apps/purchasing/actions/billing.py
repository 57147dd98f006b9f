"""The seller's bill against order and receipt. Agreed to, it is owed (`apps/payables`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.papers.tax import tax
from rantai.apps.parties.duties import keep_apart
from rantai.apps.payables.actions import Owed, owe
from rantai.apps.payables.due import refuse_far
from rantai.apps.purchasing.actions.ordering import OPEN, locked_order
from rantai.apps.purchasing.models import (
    BillLine,
    OrderLine,
    PurchaseOrder,
    ReceivedLine,
    SupplierBill,
)
from rantai.apps.purchasing.refusals import orders as refusals
from rantai.apps.purchasing.refusals import refuse
from rantai.core.problems import InvalidInput, Problem
from rantai.core.units import cost_idr, format_kg, format_rupiah, money

LIVE = (*OPEN, "received", "closed")
LONGEST_BEFORE_DAYS = 366  # a bill is dated at most so long before its order was written


@dataclass(frozen=True)
class Billed:
    """What a bill asks for one line."""

    line_id: int
    mass_g: int
    price_idr_t: int


@transaction.atomic
def note_bill(
    *,
    order_id: int,
    number: str,
    dated_on: date,
    lines: Sequence[Billed],
    tax_idr: int,
    by: Author,
    at: datetime,
    due_on: date | None = None,
) -> int:
    """Enter a seller's bill; returns its id. It is agreed to apart, by somebody else.

    Raises InvalidInput: the same number of the same seller twice, nothing billed, a line of another order, due before
    it is dated, a day to come or long before the order. Without a due day it is due at once.
    """
    order = locked_order(order_id, *LIVE)
    asked = [line for line in lines if line.mass_g > 0]
    if not asked:
        raise refuse(refusals.ORDER_EMPTY, "lines")
    if due_on is not None and due_on < dated_on:
        raise refuse(refusals.BILL_DUE_EARLY, "due_on", day=dated_on.isoformat())
    refuse_far(dated_on, due_on, "due_on")
    _refuse_odd_day(order, dated_on, timezone.localdate(at))
    known = set(order.lines.values_list("pk", flat=True))
    if {line.line_id for line in asked} - known:
        raise refuse(refusals.LINE_NOT_OF_ORDER)
    try:
        with transaction.atomic():
            bill = SupplierBill.objects.create(
                order=order,
                supplier_id=order.supplier_id,
                number=number,
                dated_on=dated_on,
                due_on=due_on or dated_on,
                tax_idr=tax_idr,
                noted_at=at,
                noted_by_id=by.user_id,
            )
    except IntegrityError:
        raise refuse(refusals.BILL_TWICE, "number", number=number, supplier=order.supplier.name) from None
    BillLine.objects.bulk_create(
        BillLine(
            bill=bill,
            line_id=line.line_id,
            mass_g=line.mass_g,
            price_idr_t=line.price_idr_t,
            amount_idr=cost_idr(line.mass_g, line.price_idr_t),
        )
        for line in asked
    )
    after = {"bill": bill.pk, "number": number, "lines": [[one.line_id, one.mass_g, one.price_idr_t] for one in asked]}
    record(verb="bill", noun="purchase_order", object_id=order_id, by=by, at=at, after=after)
    return bill.pk


@transaction.atomic
def agree_bill(*, bill_id: int, by: Author, at: datetime) -> None:
    """Agree to pay a bill: order, receipt and bill match by kilogram and price (three-way match).

    Who ordered, received or noted the bill neither agrees nor pays. Bills of an order together are never agreed above
    what was received. Raises InvalidInput with everything that does not match.
    """
    order_id = SupplierBill.objects.values_list("order_id", flat=True).get(pk=bill_id)
    order = locked_order(order_id, *LIVE)
    bill = SupplierBill.objects.get(pk=bill_id)
    if bill.state != "noted":
        raise refuse(refusals.BILL_NOT_OPEN)
    hands = [order.ordered_by_id, bill.noted_by_id, *order.receivings.values_list("received_by_id", flat=True)]
    problems = mismatches(order, bill)
    if problems:
        raise InvalidInput(problems)
    is_alone = keep_apart(by=by, at=at, done_by=hands)
    goods_idr, net_idr = _clear(bill)
    SupplierBill.objects.filter(pk=bill_id).update(state="agreed", agreed_by_id=by.user_id, agreed_at=at)
    owed = Owed(
        debtor_id=order.centre_id,
        creditor_id=order.supplier_id,
        kind="bill",
        document_id=bill_id,
        number=bill.number,
        dated_on=bill.dated_on,
        due_on=bill.due_on or bill.dated_on,
        booked_on=timezone.localdate(at),
        goods_idr=goods_idr,
        difference_idr=net_idr - goods_idr,
        tax_idr=bill.tax_idr,
        hands=hands,
    )
    owe(what=owed, by=by, at=at)
    after = {"bill": bill_id, "number": bill.number, "alone": is_alone}
    record(verb="agree", noun="purchase_order", object_id=order_id, by=by, at=at, after=after)


@transaction.atomic
def refuse_bill(*, bill_id: int, by: Author, at: datetime) -> None:
    """Send a bill back; its number may be entered again when a right one comes."""
    order_id = SupplierBill.objects.values_list("order_id", flat=True).get(pk=bill_id)
    locked_order(order_id, *LIVE)
    if not SupplierBill.objects.filter(pk=bill_id, state="noted").update(state="refused"):
        raise refuse(refusals.BILL_NOT_OPEN)
    record(verb="refuse_bill", noun="purchase_order", object_id=order_id, by=by, at=at, after={"bill": bill_id})


def mismatches(order: PurchaseOrder, bill: SupplierBill) -> list[Problem]:
    """Where a bill asks for more kilograms than came (those agreed before counted), a tonne or tax than is right."""
    before = dict(
        BillLine.objects.filter(line__order=order, bill__state="agreed")
        .values("line_id")
        .annotate(total=Sum("mass_g"))
        .values_list("line_id", "total")
    )
    problems = []
    for row in bill.lines.select_related("line__format").order_by("line_id"):
        line: OrderLine = row.line
        billed = before.get(row.line_id, 0) + row.mass_g
        if billed > line.received_g:
            values = {"billed": format_kg(billed), "received": format_kg(line.received_g)}
            problems.append(Problem(refusals.BILL_MASS, values={"format": line.format.name, **values}))
        if row.price_idr_t > line.price_idr_t:
            values = {"billed": format_rupiah(row.price_idr_t), "ordered": format_rupiah(line.price_idr_t)}
            problems.append(Problem(refusals.BILL_PRICE, values={"format": line.format.name, **values}))
    return [*problems, *_tax_beyond(bill)]


def _tax_beyond(bill: SupplierBill) -> list[Problem]:
    """More PPN than the rule of the bill's day gives; a seller may round each line up by a rupiah."""
    if not bill.tax_idr:
        return []
    amounts = list(bill.lines.values_list("amount_idr", flat=True))
    right_idr = tax(sum(amounts), on=bill.dated_on, is_taxable=True).ppn_idr
    if bill.tax_idr <= right_idr + len(amounts):
        return []
    return [Problem(refusals.BILL_TAX, values={"billed": money(bill.tax_idr), "right": money(right_idr)})]


def _refuse_odd_day(order: PurchaseOrder, dated_on: date, today: date) -> None:
    if dated_on > today:
        raise refuse(refusals.BILL_DAY_AHEAD, "dated_on", day=dated_on.isoformat())
    first = timezone.localdate(order.made_at) - timedelta(days=LONGEST_BEFORE_DAYS)
    if dated_on < first:
        raise refuse(refusals.BILL_DAY_ODD, "dated_on", day=dated_on.isoformat(), first=first.isoformat())


def _clear(bill: SupplierBill) -> tuple[int, int]:
    """What of the steel received is billed by this bill, at what it was booked at; and what the bill asks without tax.

    The bill that takes the last gram of a line takes every rupiah that is left of it, so that nothing stays received
    and not billed for want of a rupiah.
    """
    goods_idr = net_idr = 0
    for row in bill.lines.select_related("line").order_by("line_id"):
        booked = ReceivedLine.objects.filter(line=row.line_id).aggregate(sum=Sum("value_idr"))["sum"] or 0
        agreed = BillLine.objects.filter(line=row.line_id, bill__state="agreed")
        before = agreed.aggregate(g=Sum("mass_g"), idr=Sum("cleared_idr"))
        left_idr = booked - (before["idr"] or 0)
        is_last = (before["g"] or 0) + row.mass_g >= row.line.received_g
        cleared = left_idr if is_last else min(left_idr, cost_idr(row.mass_g, row.line.price_idr_t))
        BillLine.objects.filter(pk=row.pk).update(cleared_idr=cleared)
        goods_idr += cleared
        net_idr += row.amount_idr
    return goods_idr, net_idr
