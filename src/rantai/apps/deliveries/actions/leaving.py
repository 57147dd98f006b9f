"""Keeping steel for an order and letting it leave: the ledger, the delivery note, the invoice, in one transaction.

Locks, always in this order: account, order, the counter of delivery notes, agencies, lots, the head of the ledger,
balances of goods, the counter of invoices.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Sum

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.audit.refusals import REQUEST_USED
from rantai.apps.deliveries import refusals
from rantai.apps.deliveries.actions import passing
from rantai.apps.deliveries.actions.beside import leave_goods, refuse_wrong_goods
from rantai.apps.deliveries.models import Delivery, DeliveryGood, DeliveryLine
from rantai.apps.deliveries.picking import (
    Pick,
    Proposal,
    fits,
    is_for_sale,
    may_leave,
    propose,
    purpose_of,
    sold_for,
)
from rantai.apps.papers.actions import give_number
from rantai.apps.payments.actions import PaymentFacts, allocate, receive, settle_ahead
from rantai.apps.payments.ahead import paid_ahead_idr
from rantai.apps.payments.models import Allocation, Payment
from rantai.apps.purchasing.actions.keeping import take_shares_back
from rantai.apps.sales import actions as sales
from rantai.apps.sales.actions import Gone
from rantai.apps.sales.actions.invoices import share_idr
from rantai.apps.sales.actions.orders import locked_order, wrong_state
from rantai.apps.sales.credit import ON_CREDIT
from rantai.apps.sales.goods import is_all_delivered
from rantai.apps.sales.models import KEY_LENGTH, Invoice, SalesOrder, SalesOrderLine
from rantai.apps.sales.queries import OrderLineRow, order, order_goods, order_lines
from rantai.apps.sales.refusals import CUSTOMER_STOPPED
from rantai.apps.stock import actions as stock
from rantai.apps.stock.actions import Take, Want
from rantai.apps.stock.queries import PieceRow, pieces
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import format_mm, money

KEPT_DAYS = 7  # steel of an order that nobody fetches is free again


@dataclass(frozen=True)
class DeliveryFacts:
    """What a delivery note says beside its lines."""

    order_id: int
    delivered_on: date
    key: str
    vehicle: str = ""
    driver: str = ""
    note: str = ""


@dataclass(frozen=True)
class TakeFor:
    """Pieces of a lot for one line; `grams` when they were weighed. Lots by mass: grams, pieces as the line counts."""

    line_id: int
    lot_id: int
    place_id: int
    pieces: int
    grams: int | None = None


@transaction.atomic
def keep_steel(*, order_id: int, by: Author, at: datetime) -> Proposal:
    """Reserve what the store has for an order, for a week or until it is needed; returns what, and what is short."""
    row = locked_order(order_id)
    if row.state != "confirmed":
        raise wrong_state(row)
    found = propose(order_id, at=at)
    wants: dict[int, list[int]] = {}
    for pick in found.picks:
        amounts = wants.setdefault(pick.lot_id, [0, 0])
        amounts[0] += pick.pieces
        amounts[1] += 0 if pick.pieces else pick.grams
    until = at + timedelta(days=KEPT_DAYS)
    stock.reserve(
        holder_id=row.account.seller_id,
        wants=[Want(lot, count, grams or None) for lot, (count, grams) in sorted(wants.items())],
        purpose=purpose_of(order_id),
        until=until,
        by=by,
        at=at,
    )
    return found


@transaction.atomic
def let_go(*, order_id: int, by: Author, at: datetime) -> None:
    """Set free what is kept for an order; a member's part of a round that did not leave waits for the member again."""
    row = locked_order(order_id)
    stock.release(purpose=purpose_of(order_id), by=by, at=at)
    if not row.deliveries.exists():
        take_shares_back(sold_order_id=order_id, by=by, at=at)


@transaction.atomic
def deliver(
    *,
    facts: DeliveryFacts,
    takes: Sequence[TakeFor],
    by: Author,
    at: datetime,
    confirmed: bool = False,
    goods: Mapping[int, int] | None = None,
) -> int:
    """Let steel leave for an order: booked in the ledger, on a delivery note, invoiced; returns the delivery's id.

    `goods`: thousandths of goods and services, by their line of the order; with steel or without. What was paid for
    the order settles its invoice. The same key delivers once. `confirmed`: odd weights were looked at. Raises
    InvalidInput: state, credit stopped, cash or deposit not paid, goods that are short, and for every take a lot that
    does not fit, is another's or has no certificate.
    """
    row = locked_order(facts.order_id)
    known = Delivery.objects.filter(account=row.account, key=facts.key).first()
    if known is not None:
        _refuse_other(known, facts, takes, goods or {})
        return known.pk
    _refuse_not_ready(row)
    lines = {line.line_id: line for line in order_lines(row.pk)}
    if not takes and not goods:
        raise refusals.refuse(refusals.NOTHING_TO_DELIVER)
    there = {(one.lot_id, one.place_id): one for one in pieces(row.account.seller_id, at=at)} if takes else {}
    _refuse_wrong_takes(row.pk, takes, lines, there, sold_for(row.account.seller_id, facts.delivered_on))
    refuse_wrong_goods(row.pk, goods or {})
    made = _noted(row, facts, by, at)
    if takes:
        _leave(row, made, takes, lines, there, by, at, confirmed=confirmed)
    leave_goods(made, row.account.seller_id, goods or {}, by, at)
    _invoiced(row, made, goods or {}, by, at)
    if is_all_delivered(row.pk):
        sales.close_order(order_id=row.pk, by=by, at=at)
        stock.release(purpose=purpose_of(row.pk), by=by, at=at)
    return made.pk


@transaction.atomic
@once
def sell_now(*, order_id: int, kind: str, on: date, reference: str, key: str, by: Author, at: datetime) -> int:
    """A sale over the counter in one go: confirmed, paid, picked, handed over, invoiced; returns the delivery's id.

    All or nothing; the same key sells once. Raises InvalidInput for whatever a step refuses, and
    for lines that are short.
    """
    row = locked_order(order_id)
    sales.confirm_order(order_id=order_id, by=by, at=at, today=on)
    found = propose(order_id, at=at)
    if found.shorts:
        raise InvalidInput(
            Problem(
                refusals.NOT_ENOUGH,
                Where(row=one.position),
                {"format": one.format_name, "wanted": one.wanted, "missing": one.missing},
            )
            for one in found.shorts
        )
    about = PaymentFacts(
        row.account_id, f"uang-{key}"[:KEY_LENGTH], kind, row.total_idr, on, reference, order_id=order_id
    )
    receive(facts=about, wanted={}, by=by, at=at)
    counted = {line.line_id: line.left_pieces for line in order_lines(order_id)}
    takes = [take_of(pick, counted[pick.line_id]) for pick in found.picks]
    beside = {one.line_id: one.left_milli for one in order_goods(order_id) if one.left_milli}
    return deliver(facts=DeliveryFacts(order_id, on, key), takes=takes, goods=beside, by=by, at=at)


def _leave(
    row: SalesOrder,
    made: Delivery,
    takes: Sequence[TakeFor],
    lines: Mapping[int, OrderLineRow],
    there: Mapping[tuple[int, int], PieceRow],
    by: Author,
    at: datetime,
    *,
    confirmed: bool,
) -> None:
    """Book the steel out and write it on the note; what another firm owns passes to the seller first."""
    foreign = _foreign(row.account.seller_id, takes, lines, there)
    bought = passing.buy(made, foreign, by=by, at=at, confirmed=confirmed)
    own = [_own(take, bought.get(place)) for place, take in enumerate(takes)]
    known = {**there, **{(one.piece.lot_id, one.piece.place_id): one.piece for one in bought.values()}}
    masses_g = _booked(row, made, own, known, by, at, confirmed=confirmed)
    _written(made, own, lines, known, masses_g)
    passing.write_down(made, bought, by=by, at=at)


def _refuse_other(known: Delivery, facts: DeliveryFacts, takes: Sequence[TakeFor], goods: Mapping[int, int]) -> None:
    """A note sent again says what it said. A page that proposes nothing any more names no lots: that is the same."""
    said = (facts.order_id, facts.delivered_on, facts.vehicle, facts.driver, facts.note)
    noted = (known.order_id, known.delivered_on, known.vehicle, known.driver, known.note)
    left = sorted(DeliveryLine.objects.filter(delivery=known).values_list("order_line_id", "lot_id", "pieces"))
    asked = sorted((take.line_id, take.lot_id, take.pieces) for take in takes)
    beside = dict(DeliveryGood.objects.filter(delivery=known).values_list("order_good").annotate(Sum("quantity_milli")))
    if said != noted or (asked and asked != left) or (goods and dict(goods) != beside):
        raise InvalidInput([Problem(REQUEST_USED)])


def take_of(pick: Pick, whole_pieces: int) -> TakeFor:
    """A proposal as it is taken; a lot by mass serves all that is left of its line."""
    if pick.pieces:
        return TakeFor(pick.line_id, pick.lot_id, pick.place_id, pick.pieces)
    return TakeFor(pick.line_id, pick.lot_id, pick.place_id, whole_pieces, pick.grams)


def _refuse_not_ready(row: SalesOrder) -> None:
    if row.state != "confirmed":
        raise wrong_state(row)
    if row.account.is_stopped and (row.way in ON_CREDIT or row.open_idr):
        raise InvalidInput([Problem(CUSTOMER_STOPPED)])
    if row.way == "deposit":
        missing = row.deposit_idr - max(_paid_idr(row.pk), paid_ahead_idr(row))
        if missing > 0:
            raise refusals.refuse(refusals.DEPOSIT_MISSING, missing=money(missing))


def _paid_idr(order_id: int) -> int:
    """Good money that came for an order, was not given back and settles nothing of another order."""
    found = Payment.objects.filter(order=order_id, state="good").values_list("amount_idr", "refunded_idr")
    used = Allocation.objects.filter(payment__order=order_id, taken_back_at__isnull=True)
    elsewhere = used.exclude(invoice__order=order_id, invoice__order__isnull=False).aggregate(sum=Sum("amount_idr"))
    return sum(amount - back for amount, back in found) - (elsewhere["sum"] or 0)


def _foreign(
    seller_id: int,
    takes: Sequence[TakeFor],
    lines: Mapping[int, OrderLineRow],
    there: Mapping[tuple[int, int], PieceRow],
) -> dict[int, passing.Wanted]:
    """Takes of other firms' steel by their place in the note, each with its part of the line's price."""
    found, before = {}, {line_id: line.delivered_pieces for line_id, line in lines.items()}
    for place, take in enumerate(takes):
        line, piece = lines[take.line_id], there[take.lot_id, take.place_id]
        if piece.owner_id != seller_id:
            asked = passing.sale_idr(line, before[line.line_id], take.pieces)
            found[place] = passing.Wanted(line, piece, take.pieces, take.grams, asked)
        before[line.line_id] += take.pieces
    return found


def _own(take: TakeFor, bought: passing.Bought | None) -> TakeFor:
    """A take of steel that passed to the seller is one of the seller's new lot: all of it."""
    if bought is None:
        return take
    return TakeFor(take.line_id, bought.piece.lot_id, take.place_id, take.pieces, bought.row.grams)


def _refuse_wrong_takes(
    order_id: int,
    takes: Sequence[TakeFor],
    lines: Mapping[int, OrderLineRow],
    there: Mapping[tuple[int, int], PieceRow],
    owners: Collection[int],
) -> None:
    row = order(order_id)
    problems: list[Problem] = []
    asked: dict[int, int] = {}
    for take in takes:
        line, piece = lines.get(take.line_id), there.get((take.lot_id, take.place_id))
        where = Where(row=line.position if line else None)
        if line is None or piece is None or not fits(line, piece):
            values = {"lot": piece.code if piece else take.lot_id, "row": line.position if line else "–"}
            problems.append(Problem(refusals.LOT_UNFIT, where, values))
            continue
        asked[take.line_id] = asked.get(take.line_id, 0) + take.pieces
        if row is not None and not may_leave(row, piece, owners):
            is_foreign = not is_for_sale(piece, row.seller_id, owners)
            refusal = refusals.LOT_FOREIGN if is_foreign else refusals.CERTIFICATE_MISSING
            problems.append(Problem(refusal, where, {"lot": piece.code}))
    for line_id, count in sorted(asked.items()):
        line = lines[line_id]
        if not 0 < count <= line.left_pieces:
            values = {"row": line.position, "left": line.left_pieces, "asked": count}
            problems.append(Problem(refusals.LINE_TOO_MUCH, Where(row=line.position), values))
    if problems:
        raise InvalidInput(problems)


def _noted(row: SalesOrder, facts: DeliveryFacts, by: Author, at: datetime) -> Delivery:
    made = Delivery.objects.create(
        account=row.account,
        order=row,
        delivered_on=facts.delivered_on,
        vehicle=facts.vehicle,
        driver=facts.driver,
        address=row.address,
        note=facts.note,
        key=facts.key,
        made_at=at,
    )
    number_delivery(made, by, at)
    return made


def number_delivery(made: Delivery, by: Author, at: datetime) -> None:
    """Give a delivery note its number and its line in the trail."""
    record(verb="deliver", noun="delivery", object_id=made.pk, by=by, at=at, after={"order": made.order_id})
    about = {"entity_id": made.account.seller_id, "series": "delivery", "dated_on": made.delivered_on}
    number = give_number(**about, noun="delivery", object_id=made.pk, by=by, at=at).text  # type: ignore[arg-type]
    made.number = number
    Delivery.objects.filter(pk=made.pk).update(number=number)


def _booked(
    row: SalesOrder,
    made: Delivery,
    takes: Sequence[TakeFor],
    there: Mapping[tuple[int, int], PieceRow],
    by: Author,
    at: datetime,
    *,
    confirmed: bool,
) -> list[int]:
    """Take it out of the ledger; returns the grams of each take as the ledger moved them."""
    asked = [
        Take(take.lot_id, take.pieces if there[take.lot_id, take.place_id].is_counted else 0, take.grams, take.place_id)
        for take in takes
    ]
    booked = stock.issue(
        holder_id=row.account.seller_id,
        party_id=row.account.customer_id,
        takes=asked,
        effective_on=made.delivered_on,
        document=made.number,
        purpose=purpose_of(row.pk),
        key=f"delivery-{made.pk}",
        confirmed=confirmed,
        by=by,
        at=at,
    )
    return stock.left_g(booked.booking_id)


def _written(
    made: Delivery,
    takes: Sequence[TakeFor],
    lines: Mapping[int, OrderLineRow],
    there: Mapping[tuple[int, int], PieceRow],
    masses_g: Sequence[int],
) -> None:
    """The lines of the note, each with the mass of the ledger and its share of the order line's price."""
    rows, before = [], {line_id: line.delivered_pieces for line_id, line in lines.items()}
    for position, (take, grams) in enumerate(zip(takes, masses_g, strict=True), start=1):
        line, piece = lines[take.line_id], there[take.lot_id, take.place_id]
        rows.append(
            DeliveryLine(
                delivery=made,
                position=position,
                order_line_id=line.line_id,
                lot_id=take.lot_id,
                place_id=take.place_id,
                pieces=take.pieces,
                grams=grams,
                price_idr_t=line.price_idr_t,
                net_idr=share_idr(line.net_idr, line.quantity_pieces, before[line.line_id], take.pieces),
                heat=piece.heat,
                certificate_code=piece.certificate_code,
            )
        )
        before[line.line_id] += take.pieces
        SalesOrderLine.objects.filter(pk=line.line_id).update(
            delivered_pieces=F("delivered_pieces") + take.pieces, delivered_g=F("delivered_g") + grams
        )
    DeliveryLine.objects.bulk_create(rows)


def _size(line: SalesOrderLine | None) -> str:
    """To what a line was cut, as the invoice says it; a whole format needs no size."""
    if line is None or not line.length_um:
        return ""
    return " × ".join(format_mm(size) for size in (line.length_um, line.width_um) if size)


def _invoiced(row: SalesOrder, made: Delivery, goods: Mapping[int, int], by: Author, at: datetime) -> None:
    """Invoice the note, and settle the invoice with what was paid for the order. Cash that is missing refuses all."""
    gone: dict[int, Gone] = {}
    for line in DeliveryLine.objects.filter(delivery=made).select_related("order_line").order_by("position"):
        known = gone.get(line.order_line_id or 0, Gone(0, 0))
        heats = sorted({*filter(None, known.heat.split(", ")), line.heat} - {""})
        gone[line.order_line_id or 0] = Gone(
            known.pieces + line.pieces, known.mass_g + line.grams, ", ".join(heats)[:200], _size(line.order_line)
        )
    invoice_id = sales.bill_order(
        order_id=row.pk,
        gone=gone,
        goods=goods,
        invoiced_on=made.delivered_on,
        key=f"delivery-{made.pk}",
        by=by,
        at=at,
    )
    Delivery.objects.filter(pk=made.pk).update(invoice=invoice_id)
    left = Payment.objects.filter(order=row, state="good", amount_idr__gt=F("allocated_idr") + F("refunded_idr"))
    for payment in left.order_by("pk"):
        if not _missing_idr(invoice_id):
            break
        allocate(payment_id=payment.pk, wanted=None, on=made.delivered_on, by=by, at=at)
    settle_ahead(order_id=row.pk, invoice_id=invoice_id, on=made.delivered_on, by=by, at=at)
    missing = _missing_idr(invoice_id)
    if row.way == "cash" and missing:
        raise refusals.refuse(refusals.NOT_PAID, missing=money(missing))


def _missing_idr(invoice_id: int) -> int:
    bill = Invoice.objects.get(pk=invoice_id)
    return bill.total_idr - bill.settled_idr - bill.credited_idr
