"""Steel that comes back: into the ledger at what it cost, off the invoice by a credit note; an owner's to its owner."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.deliveries import refusals
from rantai.apps.deliveries.actions import passing
from rantai.apps.deliveries.models import DeliveryLine
from rantai.apps.payments.actions import credit
from rantai.apps.sales.actions.invoices import share_idr
from rantai.apps.sales.credit import locked_account
from rantai.apps.stock import actions as stock
from rantai.apps.stock.actions import Return


@transaction.atomic
@once
def take_back(*, line_id: int, pieces: int, on: date, reason: str, key: str, by: Author, at: datetime) -> int:
    """Take pieces of a delivery line back; returns the credit note's id. The same key takes back once.

    Raises InvalidInput when more comes back than is with the customer.
    """
    about = DeliveryLine.objects.values_list("delivery__account_id", "delivery__invoice_id").get(pk=line_id)
    account = locked_account(about[0])
    passed = passing.bought_line(line_id)
    line = DeliveryLine.objects.select_related("delivery").get(pk=line_id)
    left = line.pieces - line.returned_pieces
    if not 0 < pieces <= left:
        raise refusals.refuse(refusals.RETURN_TOO_MUCH, "pieces", left=left, asked=pieces)
    grams = line.grams * (line.returned_pieces + pieces) // line.pieces - line.returned_g
    stock.give_back(
        holder_id=account.seller_id,
        party_id=account.customer_id,
        returns=[Return(line.lot_id, pieces, grams)],
        effective_on=on,
        document=line.delivery.number,
        reason=reason,
        key=f"return-{line.pk}-{key}"[:80],
        by=by,
        at=at,
    )
    if passed is not None:
        passing.sell_back(line, passed, (pieces, grams), on=on, key=key, by=by, at=at)
    DeliveryLine.objects.filter(pk=line_id).update(
        returned_pieces=F("returned_pieces") + pieces, returned_g=F("returned_g") + grams
    )
    net_idr = share_idr(line.net_idr, line.pieces, line.returned_pieces, pieces)
    record(verb="return", noun="delivery", object_id=line.delivery_id, by=by, at=at, after={"pieces": pieces})
    return credit(
        invoice_id=line.delivery.invoice_id or 0, net_idr=net_idr, on=on, reason=reason, key=key, by=by, at=at
    )
