"""Deliveries of an order: announced with heats, weighed into the ledger, given to the members of its round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from rantai.apps.agency.queries import in_force
from rantai.apps.agency.refusals import NOT_IN_FORCE
from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.papers.actions import give_number
from rantai.apps.parties.duties import keep_apart
from rantai.apps.purchasing.actions.keeping import keep_for_members
from rantai.apps.purchasing.actions.ordering import OPEN, expected_code, locked_order
from rantai.apps.purchasing.models import (
    Allocation,
    NoticeLine,
    OrderLine,
    PurchaseOrder,
    ReceivedLine,
    ReceivedShare,
    Receiving,
)
from rantai.apps.purchasing.refusals import orders as refusals
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.stock.actions import NewLot, receive
from rantai.apps.stock.expecting import expect_less
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import PPM, cost_idr, format_kg
from rantai.engine.sharing import share_out, share_short


@dataclass(frozen=True)
class Announced:
    """One heat of one line that the seller has sent."""

    line_id: int
    heat: str
    pieces: int
    mass_g: int
    certificate_code: str = ""


@dataclass(frozen=True)
class Weighed:
    """One heat of one line as the scale and the count at the gate found it."""

    line_id: int
    heat: str
    pieces: int
    mass_g: int
    certificate_code: str = ""


@transaction.atomic
@once
def note_notice(
    *,
    order_id: int,
    arrives_on: date,
    lines: Sequence[Announced],
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> None:
    """Write down what the seller says is on its way. Raises InvalidInput."""
    order = locked_order(order_id, *OPEN)
    known = _lines(order)
    _refuse_foreign(known, [line.line_id for line in lines])
    if not lines:
        raise refuse(refusals.NOTHING_RECEIVED, "lines")
    NoticeLine.objects.bulk_create(
        NoticeLine(
            line_id=line.line_id,
            arrives_on=arrives_on,
            heat=line.heat.strip(),
            pieces=line.pieces,
            mass_g=line.mass_g,
            certificate_code=line.certificate_code.strip(),
            noted_at=at,
        )
        for line in lines
    )
    after = {"arrives_on": arrives_on.isoformat(), "heats": sorted({line.heat for line in lines})}
    record(verb="notice", noun="purchase_order", object_id=order_id, by=by, at=at, after=after)


@transaction.atomic
@once
def receive_order(
    *,
    order_id: int,
    received_on: date,
    lines: Sequence[Weighed],
    by: Author,
    at: datetime,
    confirmed: bool = False,
    key: str = "",
) -> int:
    """Book a delivery by weight; returns its id. Of a round's order every lot is shared among those who wait for it.

    The person who ordered does not receive. No more is taken than the order's tolerance allows; when every line has
    come within it, the order is received. `confirmed`: odd weights were looked at. Raises InvalidInput, all at once.
    """
    order = locked_order(order_id, *OPEN)
    known = _lines(order)
    _refuse_foreign(known, [line.line_id for line in lines])
    _refuse_unfit(order, known, lines)
    is_alone = keep_apart(by=by, at=at, done_by=[order.ordered_by_id])
    _refuse_unagreed(order, received_on)
    booked = receive(
        holder_id=order.store_id,
        supplier_id=order.supplier_id,
        lots=[_lot(order, known[line.line_id], line) for line in lines],
        effective_on=received_on,
        by=by,
        at=at,
        document=order.number,
        key=key,
        confirmed=confirmed,
    )
    receiving = Receiving.objects.create(
        order=order,
        number="",
        received_on=received_on,
        booking_id=booked.booking_id,
        received_at=at,
        received_by_id=by.user_id,
    )
    number = give_number(
        entity_id=order.centre_id,
        series="goods_receipt",
        dated_on=received_on,
        noun="receiving",
        object_id=receiving.pk,
        by=by,
        at=at,
    ).text
    Receiving.objects.filter(pk=receiving.pk).update(number=number)
    rows = ReceivedLine.objects.bulk_create(
        ReceivedLine(
            receiving=receiving,
            line_id=line.line_id,
            lot_id=lot_id,
            pieces=line.pieces,
            mass_g=line.mass_g,
            value_idr=cost_idr(line.mass_g, known[line.line_id].price_idr_t),
        )
        for line, (lot_id, _code) in zip(lines, booked.lots, strict=True)
    )
    _count(order, known, lines, by, at)
    _allocate(order, receiving, rows, known, by, at)
    after = {"number": number, "mass_g": sum(line.mass_g for line in lines), "alone": is_alone}
    record(verb="receive", noun="purchase_order", object_id=order_id, by=by, at=at, after=after)
    return receiving.pk


def _lines(order: PurchaseOrder) -> dict[int, OrderLine]:
    return {line.pk: line for line in order.lines.select_related("format").order_by("pk")}


def _refuse_foreign(known: dict[int, OrderLine], asked: Sequence[int]) -> None:
    if set(asked) - known.keys():
        raise refuse(refusals.LINE_NOT_OF_ORDER)


def most_g(order: PurchaseOrder, line: OrderLine) -> int:
    """The most of a line that may come."""
    return line.mass_g + line.mass_g * order.over_ppm // PPM


def least_g(order: PurchaseOrder, line: OrderLine) -> int:
    """From how much on a line counts as come."""
    return line.mass_g - line.mass_g * order.under_ppm // PPM


def _refuse_unfit(order: PurchaseOrder, known: dict[int, OrderLine], lines: Sequence[Weighed]) -> None:
    problems = [] if lines else [Problem(refusals.NOTHING_RECEIVED, Where(column="lines"))]
    for key, line in known.items():
        brought = [one for one in lines if one.line_id == key]
        if any(not one.heat.strip() for one in brought):
            problems.append(Problem(refusals.HEAT_MISSING, Where(column=f"heat_{key}"), {"format": line.format.name}))
        total = line.received_g + sum(one.mass_g for one in brought)
        if brought and total > most_g(order, line):
            values = {"format": line.format.name, "received": format_kg(total), "most": format_kg(most_g(order, line))}
            problems.append(Problem(refusals.OVER_TOLERANCE, Where(column=f"mass_{key}"), values))
    if problems:
        raise InvalidInput(problems)


def _refuse_unagreed(order: PurchaseOrder, on: date) -> None:
    """Steel comes into another firm's store while both agree that it is sold there."""
    if order.keeper_id is not None and order.centre_id not in in_force(order.keeper_id, on):
        raise refuse(NOT_IN_FORCE, owner=order.centre.name, day=on.isoformat())


def _lot(order: PurchaseOrder, line: OrderLine, one: Weighed) -> NewLot:
    return NewLot(
        format_id=line.format_id,
        grams=one.mass_g,
        pieces=one.pieces,
        heat=one.heat.strip(),
        value_idr=cost_idr(one.mass_g, line.price_idr_t),
        certificate_code=one.certificate_code,
        owner_id=order.centre_id,
        ownership="own" if order.keeper_id is None else "agency",
    )


def _count(
    order: PurchaseOrder, known: dict[int, OrderLine], lines: Sequence[Weighed], by: Author, at: datetime
) -> None:
    """What has come of each line, what is still expected, and whether the order is complete."""
    for key in sorted({line.line_id for line in lines}):
        line = known[key]
        line.received_g += sum(one.mass_g for one in lines if one.line_id == key)
        line.received_pieces += sum(one.pieces for one in lines if one.line_id == key)
        OrderLine.objects.filter(pk=key).update(received_g=line.received_g, received_pieces=line.received_pieces)
        left_g = line.mass_g - line.received_g if line.received_g < least_g(order, line) else 0
        left = line.quantity_pieces - line.received_pieces
        expect_less(code=expected_code(order.pk, key), pieces=left, mass_g=left_g, by=by, at=at)
    if all(line.received_g >= least_g(order, line) for line in known.values()):
        PurchaseOrder.objects.filter(pk=order.pk).update(state="received")


def _allocate(
    order: PurchaseOrder,
    receiving: Receiving,
    rows: Sequence[ReceivedLine],
    known: dict[int, OrderLine],
    by: Author,
    at: datetime,
) -> None:
    """Share every lot among the accounts that still wait, by what each was promised; what nobody waits for is rest."""
    if order.round_id is None:
        return
    for row in rows:
        shares = _shares(order, known[row.line_id], row)
        for share, pieces in zip(shares, share_out(row.pieces, [share.mass_g for share in shares]), strict=True):
            share.pieces = pieces
        ReceivedShare.objects.bulk_create(shares)
    keep_for_members(receiving_id=receiving.pk, by=by, at=at)


def _shares(order: PurchaseOrder, line: OrderLine, row: ReceivedLine) -> list[ReceivedShare]:
    promised: dict[tuple[str, int | None], int] = {}
    names: dict[tuple[str, int | None], str] = {}
    allocated = Allocation.objects.filter(round=order.round_id, terms_code=line.terms_code)
    for one in allocated.select_related("member").order_by("account", "member__code", "pk"):
        key = (one.account, one.member_id)
        promised[key] = promised.get(key, 0) + one.mass_g
        names[key] = f"{one.account}/{one.member.code if one.member else ''}"
    got: dict[tuple[str, int | None], int] = {
        (each["account"], each["member_id"]): each["total"]
        for each in ReceivedShare.objects.filter(received__line=line)
        .values("account", "member_id")
        .annotate(total=Sum("mass_g"))
    }
    keys = sorted(promised, key=lambda key: names[key])
    waits = [max(0, promised[key] - got.get(key, 0)) for key in keys]
    occasion = f"putaran-{order.round_id}/{line.terms_code}"
    parts = share_short(
        row.mass_g, [promised[key] for key in keys], waits, [names[key] for key in keys], occasion=occasion
    )
    sums = dict(zip(keys, parts, strict=True))
    sums["rest", None] = sums.get(("rest", None), 0) + row.mass_g - sum(parts)
    return [
        ReceivedShare(received=row, account=account, member_id=member, mass_g=mass_g)
        for (account, member), mass_g in sums.items()
        if mass_g
    ]
