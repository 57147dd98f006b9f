"""A member's part of a round that came: on a sales order at the price of the round, and kept for it.

The price a tonne is what the member was told it pays, over the kilograms it was promised; those that came are billed.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.deliveries import refusals
from rantai.apps.deliveries.picking import purpose_of
from rantai.apps.purchasing.actions.keeping import held_order, sell_shares, shares_to_sell
from rantai.apps.purchasing.models import Allocation, PurchaseOrder, ReceivedShare, held_idr
from rantai.apps.purchasing.shapes import PIECEWISE
from rantai.apps.sales import actions as sales
from rantai.apps.sales.actions import OrderFacts
from rantai.apps.sales.lines import NewLine
from rantai.apps.sales.models import CustomerAccount
from rantai.apps.stock import actions as stock
from rantai.apps.stock.actions import Want

GRAMS_A_TONNE = 1_000_000


@transaction.atomic
def sell_share(*, purchase_order_id: int, member_id: int, by: Author, at: datetime) -> int:
    """Write what came for a member on a quote of its own, with the steel kept for it; returns the sales order's id.

    What the member paid ahead for the round is the deposit of the quote, and settles its invoice by itself. Of a coil
    the quote names the sheets that the member stated; the coil is free then, so that it can be cut for them.
    Raises InvalidInput: nothing waits for this member, or it has no account at the centre.
    """
    order = held_order(purchase_order_id)
    shares = shares_to_sell(order.pk, member_id)
    lines = [line for share in shares for line in _lines(order, member_id, share)]
    if not lines:
        raise refusals.refuse(refusals.NO_SHARE)
    account = CustomerAccount.objects.filter(seller=order.centre_id, customer=member_id).first()
    if account is None:
        raise refusals.refuse(refusals.NO_ACCOUNT)
    key = f"round-{order.pk}-{shares[0].pk}-{at.timestamp():.0f}"  # a share may be taken back and sold anew
    facts = OrderFacts(account.pk, key, way="terms", note=_note(order))
    made = sales.write_order(facts=facts, lines=lines, by=by, at=at)
    place = (order.round_id or 0, member_id)
    held = held_idr(place[:1], place[1:]).get(place, 0)
    sales.pay_ahead(order_id=made, held_idr=held, by=by, at=at)
    sell_shares(shares=shares, sold_order_id=made, by=by, at=at)
    wants = [Want(share.received.lot_id, share.pieces) for share in shares if share.pieces]
    if wants:
        stock.reserve(holder_id=order.centre_id, wants=wants, purpose=purpose_of(made), until=None, by=by, at=at)
    after = {"member": member_id, "sales_order": made, "mass_g": sum(share.mass_g for share in shares)}
    record(verb="sell_share", noun="purchase_order", object_id=order.pk, by=by, at=at, after=after)
    return made


def _note(order: PurchaseOrder) -> str:
    name = order.round.name if order.round else ""
    return " · ".join(part for part in (name, order.number) if part)


def _lines(order: PurchaseOrder, member_id: int, share: ReceivedShare) -> list[NewLine]:
    """What the member gets of one lot: its sheets, or of a coil the sheets that its part of the mass gives."""
    row = share.received
    own = list(
        Allocation.objects.filter(round=order.round_id, member=member_id, terms_code=row.line.terms_code)
        .select_related("format")
        .order_by("pk")
    )
    promised_g = sum(one.mass_g for one in own)
    price = (sum(one.share_idr for one in own) * GRAMS_A_TONNE + promised_g // 2) // promised_g
    code = row.line.format.code
    if row.pieces:
        mass_g = row.mass_g * share.pieces // row.pieces
        return [NewLine(code, share.pieces, mass_g=mass_g, is_mass_right=True, price_idr_t=price)] if mass_g else []
    sizes = [(one.format, one.amount * share.mass_g // promised_g) for one in own]
    return [
        NewLine(code, pieces, steel.length_um, steel.width_um, price_idr_t=price)
        if steel.kind in PIECEWISE
        else NewLine(code, 1, mass_g=pieces, is_mass_right=True, price_idr_t=price)
        for steel, pieces in sizes
        if pieces
    ]
