"""What is booked wrongly is taken back by its mirror image; costs are added; certificates are named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.asking import Booked, begin, key_hash, locked_lots, refuse
from rantai.apps.stock.actions.leaving import with_trader
from rantai.apps.stock.balances import Move
from rantai.apps.stock.models import Balance, Booking, MaterialLot, Movement
from rantai.apps.stock.posting import Document, outside_id, post
from rantai.apps.stock.reserving import refuse_reserved
from rantai.core.problems import InvalidInput, Problem
from rantai.engine.sharing.proportional import share_out

PASSED = "passed-"  # how the keys of bookings begin by which steel passed from its owner to its seller


@transaction.atomic
def reverse(
    *,
    booking_id: int,
    reason: str,
    by: Author,
    at: datetime,
    effective_on: date | None = None,
    holder_id: int | None = None,
    key: str = "",
    by_shelf: bool = False,
) -> Booked:
    """Take a booking back by its mirror image, as of today when no day is given.

    `holder_id` fences: a booking of another store is unknown. What brings value back onto a shelf at a customer is done
    `by_shelf` only: the caller asked the limit first. Raises InvalidInput when it was taken back before, is
    a reversal itself, or when its goods are no longer there (cut, moved on, delivered, returned, kept for others).
    """
    found = Booking.objects.select_for_update(no_key=True, of=("self",)).filter(pk=booking_id)
    booking = (found.filter(holder=holder_id) if holder_id is not None else found).get()
    if not reason.strip():
        raise refuse(refusals.REASON_NEEDED, "reason")
    day = effective_on or timezone.localdate(at)
    rows = list(
        Movement.objects.filter(booking=booking_id).select_related("src", "dst", "material_lot").order_by("sequence")
    )
    steel = sorted({one.material_lot_id for one in rows if one.material_lot_id})
    list(MaterialLot.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=steel).order_by("pk"))
    asked = ("reverse", booking_id, reason, effective_on)
    former = begin(holder_id=booking.holder_id or 0, key=key, asked=asked, effective_on=day, at=at)
    if former is not None:
        return former
    if booking.kind == "reversal":
        raise refuse(refusals.REVERSAL_STAYS, booking=booking_id)
    if Booking.objects.filter(reverses=booking_id).exists():
        raise refuse(refusals.ALREADY_REVERSED, booking=booking_id)
    _refuse_passed(booking, rows)
    _refuse_returned(rows)
    if not by_shelf and back_on_shelves(booking_id):
        raise refuse(refusals.SHELF_ASKS_LIMIT, booking=booking_id)
    paper = Document(
        booking.holder_id, booking.party_id, booking.document, reason, booking.process, key, key_hash(asked)
    )
    moves = [_mirror(one) for one in rows]
    made = post(kind="reversal", moves=moves, effective_on=day, by=by, at=at, reverses_id=booking_id, document=paper)
    if booking.holder_id is not None:
        refuse_reserved(holder_id=booking.holder_id, lot_ids=steel, purpose=None, at=at)
    return Booked(made)


def back_on_shelves(booking_id: int) -> dict[int, int]:
    """Rupiah that taking a booking back adds to shelves at customers, by customer; those that lose by it are not there.

    One query.
    """
    added: dict[int, int] = {}
    rows = Movement.objects.filter(booking=booking_id, value_idr__gt=0)
    names = ("src__place_kind", "src__kept_at", "dst__place_kind", "dst__kept_at", "value_idr")
    for from_kind, from_firm, to_kind, to_firm, value in rows.values_list(*names):
        for kind, firm, amount in ((from_kind, from_firm, value), (to_kind, to_firm, -value)):
            if kind == "consignment" and firm is not None:
                added[firm] = added.get(firm, 0) + amount
    return {firm: amount for firm, amount in sorted(added.items()) if amount > 0}


@transaction.atomic
def add_cost(
    *,
    holder_id: int,
    lot_ids: Sequence[int],
    value_idr: int,
    effective_on: date,
    by: Author,
    at: datetime,
    document: str = "",
    reason: str = "",
    key: str = "",
) -> Booked:
    """Spread a cost (freight, unloading, insurance) over what lies here of some lots, by mass, to the rupiah.

    Raises InvalidInput for every lot of which nothing is left.
    """
    asked = ("add_cost", lot_ids, value_idr, effective_on, document, reason)
    lots = locked_lots(holder_id, lot_ids)
    former = begin(holder_id=holder_id, key=key, asked=asked, effective_on=effective_on, at=at)
    if former is not None:
        return former
    if value_idr < 1 or not lots:
        raise refuse(refusals.NOTHING_TO_BOOK, "value_idr")
    held = Balance.objects.filter(material_lot__in=sorted(lots), account__organisation=holder_id, grams__gt=0)
    rows = list(held.order_by("material_lot_id", "account_id").values_list("material_lot_id", "account_id", "grams"))
    gone = sorted(lots.keys() - {row[0] for row in rows})
    if gone:
        raise InvalidInput(Problem(refusals.NOTHING_THERE, values={"lot": lots[pk].code}) for pk in gone)
    source = outside_id("cost")
    moves = [
        Move(source, place, lot, None, 0, 0, lots[lot].heat, share)
        for (lot, place, _grams), share in zip(rows, share_out(value_idr, [row[2] for row in rows]), strict=True)
        if share
    ]
    paper = Document(holder_id, None, document, reason, key=key, key_hash=key_hash(asked))
    return Booked(post(kind="cost", moves=moves, effective_on=effective_on, by=by, at=at, document=paper))


@transaction.atomic
def attach_certificate(*, holder_id: int, lot_id: int, certificate_code: str, by: Author, at: datetime) -> int:
    """Name the certificate of a lot, of what it was cut from, and of all that was cut from that; returns how many."""
    lot = locked_lots(holder_id, [lot_id])[lot_id]
    root = lot.root_id or lot.pk
    family = MaterialLot.objects.filter(Q(pk=root) | Q(root=root))
    changed = family.exclude(certificate_code=certificate_code).update(certificate_code=certificate_code)
    if changed:
        after = {"certificate": certificate_code, "lots": changed}
        record(verb="attach_certificate", noun="material_lot", object_id=lot_id, by=by, at=at, after=after)
    return changed


def _mirror(one: Movement) -> Move:
    return Move(
        one.dst_id,
        one.src_id,
        one.material_lot_id,
        one.item_lot_id,
        one.grams,
        one.pieces,
        one.heat,
        one.value_idr,
    )


def _refuse_passed(booking: Booking, rows: Sequence[Movement]) -> None:
    """Steel that passed from its owner did so in several bookings and with a debt: only a return undoes it."""
    trades = {one.src.kind for one in rows} | {one.dst.kind for one in rows}
    if booking.key.startswith(PASSED) or (trades & {"customer"} and any(_is_agency(one) for one in rows)):
        raise refuse(refusals.PASSED_ON)


def _is_agency(one: Movement) -> bool:
    return one.material_lot is not None and one.material_lot.ownership == "agency"


def _refuse_returned(rows: Sequence[Movement]) -> None:
    """A delivery of which some came back is not reversed as a whole."""
    sent = [one for one in rows if one.dst.kind in ("customer", "supplier") and one.material_lot_id]
    problems = []
    for account in sorted({one.dst_id for one in sent}):
        lots = sorted({one.material_lot_id for one in sent if one.dst_id == account and one.material_lot_id})
        there = with_trader(account, lots)
        for lot in lots:
            out = [one for one in sent if one.dst_id == account and one.material_lot_id == lot]
            left = there[lot]
            if left[0] < sum(one.grams for one in out) or left[1] < sum(one.pieces for one in out):
                code = MaterialLot.objects.get(pk=lot).code
                values = {"lot": code, "grams": left[0], "pieces": left[1]}
                problems.append(Problem(refusals.RETURN_TOO_MUCH, values=values))
    if problems:
        raise InvalidInput(problems)
