"""Steel of a round is kept in the store for its members until it stands on an order that bills it to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from rantai.apps.audit.actions import Author
from rantai.apps.purchasing.models import PurchaseOrder, ReceivedShare, Receiving
from rantai.apps.stock.reserving import Purpose, Want, release, reserve

PURPOSE = "round_receipt"  # what members' steel is kept for in the store


def shares_to_sell(order_id: int, member_id: int) -> list[ReceivedShare]:
    """A member's shares of what came of an order that are on no sales order yet, the oldest lot first. One query.

    What the centre takes for its own store lies there already and is sold to nobody.
    """
    rows = ReceivedShare.objects.filter(received__line__order=order_id, member=member_id, sold_order_id__isnull=True)
    rows = rows.exclude(member=F("received__line__order__centre"))
    return list(rows.select_related("received__line__format", "received__lot").order_by("pk"))


def keep_for_members(*, receiving_id: int, by: Author, at: datetime) -> None:
    """Keep of a delivery what members still wait for, and no more."""
    receiving = Receiving.objects.select_related("order").get(pk=receiving_id)
    rows = ReceivedShare.objects.filter(
        received__receiving=receiving_id, account="member", sold_order_id__isnull=True
    ).exclude(member=receiving.order.centre_id)
    amounts: dict[int, list[int]] = {}
    for lot, pieces, grams in rows.values_list("received__lot_id", "pieces", "mass_g"):
        kept = amounts.setdefault(lot, [0, 0])
        kept[0] += pieces
        kept[1] += grams
    purpose = Purpose(PURPOSE, receiving_id)
    wants = [Want(lot, pieces, None if pieces else grams) for lot, (pieces, grams) in sorted(amounts.items())]
    if wants:
        reserve(holder_id=receiving.order.centre_id, wants=wants, purpose=purpose, until=None, by=by, at=at)
    else:
        release(purpose=purpose, by=by, at=at)


def sell_shares(*, shares: Sequence[ReceivedShare], sold_order_id: int, by: Author, at: datetime) -> None:
    """These shares stand on a sales order now; the store keeps them no longer for the round."""
    ReceivedShare.objects.filter(pk__in=[one.pk for one in shares]).update(sold_order_id=sold_order_id)
    for receiving in sorted({one.received.receiving_id for one in shares}):
        keep_for_members(receiving_id=receiving, by=by, at=at)


def take_shares_back(*, sold_order_id: int, by: Author, at: datetime) -> None:
    """The sales order is no more: its steel, as far as it is still here, waits for its member again."""
    mine = ReceivedShare.objects.filter(sold_order_id=sold_order_id)
    receivings = sorted(set(mine.values_list("received__receiving", flat=True)))
    mine.update(sold_order_id=None)
    for receiving in receivings:
        keep_for_members(receiving_id=receiving, by=by, at=at)


def held_order(order_id: int) -> PurchaseOrder:
    """The purchase order, held until the transaction ends, so that two people do not sell one share twice."""
    return PurchaseOrder.objects.select_for_update(no_key=True, of=("self",)).select_related("round").get(pk=order_id)
