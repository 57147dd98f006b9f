"""Orders: drafted, made of a round or called off a frame; placed with a number; confirmed; cancelled; closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.catalog.models import Format
from rantai.apps.papers.actions import give_number
from rantai.apps.papers.queries import standing
from rantai.apps.papers.tax import tax
from rantai.apps.parties.models import Organisation
from rantai.apps.purchasing.clock import locked, refuse_unless
from rantai.apps.purchasing.models import (
    FrameContract,
    FrameLine,
    OrderLine,
    PurchaseOrder,
    PurchaseRound,
    RoundProposal,
    RoundTerms,
)
from rantai.apps.purchasing.refusals import orders as refusals
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.purchasing.shapes import PIECEWISE
from rantai.apps.stock.expecting import Expected, expect, forget_expected, postpone
from rantai.core.problems import InvalidInput, Problem
from rantai.core.units import cost_idr, format_kg

STATE_WORDS = {
    "draft": ("rancangan", "draft"),
    "ordered": ("dipesan", "ordered"),
    "confirmed": ("dikonfirmasi", "confirmed"),
    "received": ("diterima", "received"),
    "closed": ("ditutup", "closed"),
    "cancelled": ("dibatalkan", "cancelled"),
}
OPEN = ("ordered", "confirmed")


@dataclass(frozen=True)
class LineFacts:
    """One format of an order: `amount` in pieces of sheets and bars, else grams; `pieces`: how many coils."""

    format_id: int
    amount: int
    price_idr_t: int
    pieces: int = 0


@dataclass(frozen=True)
class OrderFacts:
    """An order outside rounds."""

    supplier_id: int
    due_on: date
    lines: Sequence[LineFacts]
    terms: str = ""
    over_ppm: int = 100_000
    under_ppm: int = 100_000
    keeper_id: int | None = None


@transaction.atomic
@once
def draft_order(
    *,
    centre_id: int,
    facts: OrderFacts,
    by: Author,
    at: datetime,
    frame_id: int | None = None,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Write an order that nobody has sent yet, outside rounds or off a frame; returns its id. Raises InvalidInput."""
    lines = [line for line in facts.lines if line.amount > 0]
    if not lines:
        raise refuse(refusals.ORDER_EMPTY, "lines")
    if facts.due_on < timezone.localdate(at):
        raise refuse(refusals.ORDER_DUE_PAST, "due_on", day=facts.due_on.isoformat())
    order = PurchaseOrder.objects.create(
        centre_id=centre_id,
        supplier_id=facts.supplier_id,
        keeper_id=facts.keeper_id,
        kind="spot" if frame_id is None else "call_off",
        frame_id=frame_id,
        due_on=facts.due_on,
        terms=facts.terms,
        over_ppm=facts.over_ppm,
        under_ppm=facts.under_ppm,
        made_at=at,
    )
    formats = Format.objects.in_bulk([line.format_id for line in lines])
    rows = [_line(order, line, formats[line.format_id]) for line in lines]
    if frame_id is not None:
        _call_off(frame_id, rows, facts.due_on)
    OrderLine.objects.bulk_create(rows)
    after = {"supplier": facts.supplier_id, "lines": [[row.format.code, row.mass_g, row.price_idr_t] for row in rows]}
    record(verb="draft", noun="purchase_order", object_id=order.pk, by=by, at=at, after=after)
    return order.pk


def _line(order: PurchaseOrder, line: LineFacts, steel: Format) -> OrderLine:
    counted = steel.kind in PIECEWISE
    mass_g = line.amount * steel.piece_mass_g if counted else line.amount
    pieces = line.amount if counted else line.pieces
    cost = cost_idr(mass_g, line.price_idr_t)
    return OrderLine(
        order=order, format=steel, quantity_pieces=pieces, mass_g=mass_g, price_idr_t=line.price_idr_t, cost_idr=cost
    )


def _call_off(frame_id: int, rows: Sequence[OrderLine], on: date) -> None:
    """Take the mass off the frame, at the frame's price. One conditional update a line: nobody calls off too much."""
    frame = FrameContract.objects.get(pk=frame_id)
    if not frame.valid_from <= on <= frame.valid_to:
        values = {"first": frame.valid_from.isoformat(), "last": frame.valid_to.isoformat()}
        raise refuse(refusals.FRAME_NOT_VALID, "due_on", **values)
    problems = []
    for row in sorted(rows, key=lambda one: one.format_id):
        found = FrameLine.objects.filter(frame=frame, format=row.format)
        fits = found.filter(called_g__lte=F("mass_g") - row.mass_g)
        if not fits.update(called_g=F("called_g") + row.mass_g):
            left = found.values_list(F("mass_g") - F("called_g"), flat=True).first() or 0
            values = {"format": row.format.name, "left": format_kg(left), "asked": format_kg(row.mass_g)}
            problems.append(Problem(refusals.FRAME_EXCEEDED, values=values))
            continue
        row.price_idr_t = found.values_list("price_idr_t", flat=True).get()
        row.cost_idr = cost_idr(row.mass_g, row.price_idr_t)
    if problems:
        raise InvalidInput(problems)


@transaction.atomic
def order_round(*, round_id: int, by: Author, at: datetime) -> list[int]:
    """Turn the approved proposal of a round into one placed order a seller; returns their ids. Raises InvalidInput."""
    one = locked(round_id)
    refuse_unless(one, "approved")
    assert one.approved_number is not None and one.centre_id is not None
    proposal = RoundProposal.objects.get(round=one, number=one.approved_number)
    placed = set(
        PurchaseOrder.objects.filter(round=one).exclude(state="cancelled").values_list("supplier_id", flat=True)
    )
    terms = {row.code: row for row in RoundTerms.objects.filter(round=one).select_related("format")}
    items: dict[int, list[Any]] = defaultdict(list)
    for item in (proposal.answer or {"items": []})["items"]:
        items[terms[item["terms"]].supplier_id].append(item)
    made = []
    for supplier, rows in sorted(items.items()):
        if supplier in placed:
            continue  # one seller's order was taken back; the others stand
        lead = max(terms[item["terms"]].lead_days for item in rows)
        order = PurchaseOrder.objects.create(
            centre_id=one.centre_id,
            supplier_id=supplier,
            kind="round",
            round=one,
            due_on=max(one.order_date, timezone.localdate(at)) + timedelta(days=lead),
            made_at=at,
        )
        OrderLine.objects.bulk_create(
            OrderLine(
                order=order,
                terms_code=item["terms"],
                format=terms[item["terms"]].format,
                quantity_pieces=item["pieces"],
                mass_g=item["mass_g"],
                price_idr_t=item["price_idr_t"],
                cost_idr=item["cost_idr"],
            )
            for item in rows
        )
        place_order(order_id=order.pk, by=by, at=at)
        made.append(order.pk)
    PurchaseRound.objects.filter(pk=round_id).update(state="ordered")
    record(verb="order", noun="purchase_round", object_id=round_id, by=by, at=at, after={"orders": made})
    return made


@transaction.atomic
def place_order(*, order_id: int, by: Author, at: datetime) -> str:
    """Give a draft its number; from now on the next plan counts what it brings. Returns the number."""
    order = locked_order(order_id, "draft")
    day = timezone.localdate(at)
    lines = list(order.lines.select_related("format").order_by("pk"))
    seller = standing(order.supplier_id, day)
    price = sum(line.cost_idr for line in lines)
    asked = tax(price, on=day, is_taxable=seller.is_taxable)
    number = give_number(
        entity_id=order.centre_id,
        series="purchase_order",
        dated_on=day,
        noun="purchase_order",
        object_id=order.pk,
        by=by,
        at=at,
    ).text
    PurchaseOrder.objects.filter(pk=order_id).update(
        state="ordered",
        number=number,
        ordered_on=day,
        ordered_by_id=by.user_id,
        is_taxed=seller.is_taxable,
        tax_idr=asked.ppn_idr,
    )
    wanted = [
        Expected(
            expected_code(order_id, line.pk),
            line.format_id,
            order.store_id,
            order.centre_id,
            order.due_on,
            line.quantity_pieces if line.format.kind in PIECEWISE else 0,
            line.mass_g,
        )
        for line in lines
    ]
    expect(wanted=wanted, by=by, at=at)
    after = {"number": number, "price_idr": price}
    record(verb="order", noun="purchase_order", object_id=order_id, by=by, at=at, after=after)
    return number


EXPECTED = "PO-"  # how the code of steel begins that an order of ours brings


def expected_code(order_id: int, line_id: int) -> str:
    """Under which code the store expects what a line brings."""
    return f"{EXPECTED}{order_id}-{line_id}"


@transaction.atomic
def confirm_order(*, order_id: int, due_on: date, reference: str, by: Author, at: datetime) -> None:
    """The seller says yes, and when it comes. Raises InvalidInput."""
    order = locked_order(order_id, *OPEN)
    if due_on < timezone.localdate(at):
        raise refuse(refusals.ORDER_DUE_PAST, "due_on", day=due_on.isoformat())
    PurchaseOrder.objects.filter(pk=order_id).update(state="confirmed", due_on=due_on, reference=reference)
    postpone(codes=_codes(order), due_date=due_on, by=by, at=at)
    before, after = {"due_on": order.due_on.isoformat()}, {"due_on": due_on.isoformat(), "reference": reference}
    record(verb="confirm", noun="purchase_order", object_id=order_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def cancel_order(*, order_id: int, by: Author, at: datetime) -> None:
    """Take an order back of which nothing has come; its frame gets the mass back. Raises InvalidInput."""
    order = locked_order(order_id, "draft", *OPEN)
    if order.receivings.exists():
        raise _moved_on("received")
    PurchaseOrder.objects.filter(pk=order_id).update(state="cancelled")
    if order.frame_id is not None:
        for line in order.lines.all():
            called = FrameLine.objects.filter(frame=order.frame_id, format=line.format_id)
            called.update(called_g=F("called_g") - line.mass_g)
    forget_expected(codes=_codes(order), by=by, at=at)
    if order.round_id is not None:
        PurchaseRound.objects.filter(pk=order.round_id).update(state="approved")
    record(verb="cancel", noun="purchase_order", object_id=order_id, by=by, at=at)


@transaction.atomic
def close_order(*, order_id: int, by: Author, at: datetime) -> None:
    """Nothing more will come, or all is settled. What was still expected is forgotten."""
    order = locked_order(order_id, *OPEN, "received")
    PurchaseOrder.objects.filter(pk=order_id).update(state="closed")
    forget_expected(codes=_codes(order), by=by, at=at)
    record(verb="close", noun="purchase_order", object_id=order_id, by=by, at=at)


def _codes(order: PurchaseOrder) -> list[str]:
    return [expected_code(order.pk, line) for line in order.lines.values_list("pk", flat=True)]


def locked_order(order_id: int, *states: str) -> PurchaseOrder:
    """The order, held until the transaction ends. Raises InvalidInput when it has moved on."""
    order = PurchaseOrder.objects.select_for_update(no_key=True, of=("self",)).get(pk=order_id)
    if order.state not in states:
        raise _moved_on(order.state)
    return order


def _moved_on(state: str) -> InvalidInput:
    word_id, word_en = STATE_WORDS[state]
    return refuse(refusals.ORDER_NOT_IN_STATE, state_id=word_id, state_en=word_en)


@transaction.atomic
@once
def make_frame(
    *,
    centre_id: int,
    supplier_id: int,
    name: str,
    valid_from: date,
    valid_to: date,
    lines: Sequence[LineFacts],
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """A frame contract: a seller keeps a mass of each format at a price; returns its id. Raises InvalidInput."""
    kept = [line for line in lines if line.amount > 0]
    if not kept:
        raise refuse(refusals.ORDER_EMPTY, "lines")
    if valid_to < valid_from:
        raise refuse(refusals.FRAME_NOT_VALID, "valid_to", first=valid_from.isoformat(), last=valid_to.isoformat())
    Organisation.objects.get(pk=supplier_id)
    frame = FrameContract.objects.create(
        centre_id=centre_id,
        supplier_id=supplier_id,
        name=name,
        valid_from=valid_from,
        valid_to=valid_to,
        made_at=at,
        made_by_id=by.user_id,
    )
    formats = Format.objects.in_bulk([line.format_id for line in kept])
    FrameLine.objects.bulk_create(
        FrameLine(
            frame=frame,
            format_id=line.format_id,
            price_idr_t=line.price_idr_t,
            mass_g=line.amount * formats[line.format_id].piece_mass_g
            if formats[line.format_id].kind in PIECEWISE
            else line.amount,
        )
        for line in kept
    )
    record(verb="make", noun="frame_contract", object_id=frame.pk, by=by, at=at, after={"name": name})
    return frame.pk
