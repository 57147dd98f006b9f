"""Claims on a seller, and what else an order cost: freight, unloading, insurance."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.papers.actions import give_number
from rantai.apps.papers.tax import tax
from rantai.apps.parties.duties import keep_apart
from rantai.apps.payables.actions import Credited, Owed, note_credit, owe
from rantai.apps.purchasing.actions.billing import LIVE
from rantai.apps.purchasing.actions.ordering import locked_order
from rantai.apps.purchasing.models import Claim, LandedCost, ReceivedLine
from rantai.apps.purchasing.refusals import orders as refusals
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.stock.actions import add_cost
from rantai.core.units import money


@transaction.atomic
@once
def raise_claim(
    *,
    order_id: int,
    line_id: int | None,
    kind: str,
    mass_g: int,
    asked_idr: int,
    text: str,
    raised_on: date,
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Say what is wrong with a delivery or a bill; returns the claim's id. Raises InvalidInput."""
    order = locked_order(order_id, *LIVE)
    if not text.strip():
        raise refuse(refusals.CLAIM_TEXT_MISSING, "text")
    if line_id is not None and not order.lines.filter(pk=line_id).exists():
        raise refuse(refusals.LINE_NOT_OF_ORDER)
    claim = Claim.objects.create(
        order=order,
        line_id=line_id,
        number="",
        kind=kind,
        mass_g=mass_g,
        asked_idr=asked_idr,
        text=text.strip(),
        raised_on=raised_on,
        raised_by_id=by.user_id,
    )
    number = give_number(
        entity_id=order.centre_id, series="claim", dated_on=raised_on, noun="claim", object_id=claim.pk, by=by, at=at
    ).text
    Claim.objects.filter(pk=claim.pk).update(number=number)
    after = {"number": number, "kind": kind, "mass_g": mass_g, "asked_idr": asked_idr}
    record(verb="claim", noun="purchase_order", object_id=order_id, by=by, at=at, after=after)
    return claim.pk


@transaction.atomic
def settle_claim(*, claim_id: int, granted_idr: int, by: Author, at: datetime, tax_idr: int = 0) -> None:
    """Write down what the seller grants, without tax and the tax on it; zero is a no. It is credit with the seller.

    Raises InvalidInput: settled already, more than was asked or taxed beyond the rule, raised by the same person.
    """
    state = "granted" if granted_idr else "rejected"
    order_id, number = Claim.objects.values_list("order_id", "number").get(pk=claim_id)
    order = locked_order(order_id, *LIVE)
    claim = Claim.objects.get(pk=claim_id)
    _refuse_beyond_claim(claim, granted_idr, tax_idr)
    is_alone = keep_apart(by=by, at=at, done_by=[claim.raised_by_id]) if claim.state == "open" else False
    if not Claim.objects.filter(pk=claim_id, state="open").update(state=state, granted_idr=granted_idr, settled_at=at):
        raise refuse(refusals.CLAIM_SETTLED, number=number)
    if granted_idr:
        about = (order.centre_id, order.supplier_id, claim_id, number, timezone.localdate(at), granted_idr, tax_idr)
        note_credit(credit=Credited(*about), by=by, at=at)
    after = {"claim": claim_id, "granted_idr": granted_idr, "alone": is_alone}
    record(verb="settle_claim", noun="purchase_order", object_id=order_id, by=by, at=at, after=after)


def _refuse_beyond_claim(claim: Claim, granted_idr: int, tax_idr: int) -> None:
    if granted_idr > claim.asked_idr:
        values = {"number": claim.number, "asked": money(claim.asked_idr), "granted": money(granted_idr)}
        raise refuse(refusals.CLAIM_BEYOND_ASKED, "granted_idr", **values)
    most = tax(granted_idr, on=claim.raised_on, is_taxable=True).ppn_idr + 1
    if granted_idr and tax_idr > most:
        raise refuse(refusals.CLAIM_TAX, "tax_idr", tax=money(tax_idr), most=money(most))


@transaction.atomic
@once
def add_landed_cost(
    *,
    order_id: int,
    kind: str,
    amount_idr: int,
    paid_on: date,
    note: str,
    by: Author,
    at: datetime,
    payee: str = "",
    due_on: date | None = None,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Spread freight, unloading or insurance over what is here of an order's lots, by mass, to the rupiah.

    It is owed to `payee`, or without one to the seller, from `paid_on`; whoever wrote it down does not pay it. Returns
    the row's id. Raises InvalidInput when nothing of it is here, and as the ledger does.
    """
    order = locked_order(order_id, *LIVE)
    received = ReceivedLine.objects.filter(line__order=order, lot__balances__grams__gt=0)
    lots = sorted(set(received.values_list("lot_id", flat=True)))
    if not lots:
        raise refuse(refusals.NOTHING_TO_SPREAD)
    booked = add_cost(
        holder_id=order.store_id,
        lot_ids=lots,
        value_idr=amount_idr,
        effective_on=paid_on,
        by=by,
        at=at,
        document=order.number,
        reason=kind,
    )
    row = LandedCost.objects.create(
        order=order, kind=kind, amount_idr=amount_idr, paid_on=paid_on, note=note, booking_id=booked.booking_id
    )
    owed = Owed(
        debtor_id=order.centre_id,
        creditor_id=None if payee.strip() else order.supplier_id,
        party=payee.strip(),
        kind="cost",
        document_id=row.pk,
        number=note or order.number,
        dated_on=paid_on,
        due_on=due_on or paid_on,
        booked_on=paid_on,
        goods_idr=amount_idr,
        hands=[order.ordered_by_id, by.user_id],
    )
    owe(what=owed, by=by, at=at)
    after = {"kind": kind, "amount_idr": amount_idr, "lots": lots}
    record(verb="add_cost", noun="purchase_order", object_id=order_id, by=by, at=at, after=after)
    return row.pk
