"""Deposits: what a payment was paid ahead for, what it may settle while that lasts, and what is free again.

The deposit of a round settles the invoices of the sales on which the member's share stands. How much of it stands on a
sale is written on the sale (`deposit_idr`); the rest is held for what is still to be sold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Sum

from rantai.apps.payments.models import LIVE, Allocation, Payment, held_for_rounds, on_sales
from rantai.apps.purchasing.models import (
    Allocation as Share,
)
from rantai.apps.purchasing.models import (
    PurchaseRound,
    ReceivedShare,
    RoundStatement,
    open_shares,
    sold_orders,
)
from rantai.apps.sales.goods import is_all_invoiced
from rantai.apps.sales.models import Invoice, SalesOrder


@dataclass(frozen=True)
class Tie:
    """The sales orders whose invoices a deposit is for; while it `is_open` it settles no others."""

    orders: frozenset[int]
    is_open: bool


def tie_of(payment: Payment) -> Tie | None:
    """What a payment was paid ahead for; None for any other payment."""
    if payment.order_id is not None:
        is_live = SalesOrder.objects.filter(pk=payment.order_id).exclude(state__in=("closed", "cancelled")).exists()
        is_open = is_live and not is_all_invoiced(payment.order_id)
        return Tie(frozenset({payment.order_id}), is_open)
    if payment.round is None:
        return None
    member = payment.account.customer_id or 0
    return Tie(frozenset(sold_orders([payment.round.pk], [member])), is_awaited(payment.round, member))


def is_awaited(one: PurchaseRound, member_id: int) -> bool:
    """Whether a member's deposit is still needed: it has stated amounts, or has a share that is not paid."""
    if one.state in ("draft", "open"):
        return RoundStatement.objects.filter(round=one, member=member_id, is_live=True, firm__gt=0).exists()
    unsettled = Share.objects.filter(round=one, member=member_id, settled_at__isnull=True)
    return one.state != "withdrawn" and unsettled.exists() and member_id not in paid_by_sale(one.pk)


def paid_by_sale(round_id: int) -> set[int]:
    """Members whose share of a round is paid through its sale. Five queries.

    Nothing of it is still to come or to be sold, every sale of it has ended, and no invoice of them is open. Asked each
    time: a payment that is taken back makes it unpaid again by itself.
    """
    shares = open_shares(Share.objects.filter(round=round_id))
    waiting = {one.member_id for one in shares if one.open_g}
    places = sold_orders([round_id], [one.member_id for one in shares])
    going_on = SalesOrder.objects.filter(pk__in=places).exclude(state="closed").values_list("pk", flat=True)
    owed = Invoice.objects.filter(order__in=places, total_idr__gt=F("settled_idr") + F("credited_idr"))
    unpaid = {places[order][1] for order in (*going_on, *owed.values_list("order", flat=True))}
    return {member for _round, member in places.values()} - waiting - unpaid


def kept_on(order_id: int) -> int:
    """Rupiah of a round's deposit that stand on a sales order and settle nothing yet."""
    live = SalesOrder.objects.filter(pk=order_id, state__in=LIVE)
    used = Allocation.objects.filter(invoice__order=order_id, payment__round__isnull=False, taken_back_at__isnull=True)
    kept = sum(live.values_list("deposit_idr", flat=True)) - (used.aggregate(sum=Sum("amount_idr"))["sum"] or 0)
    return max(0, kept)


def paid_ahead_idr(order: SalesOrder) -> int:
    """What of its round's deposit stands on a sale of a member's share, as far as the money is there."""
    place = round_of(order)
    if place is None:
        return 0
    taken = on_sales(*((one,) for one in place)).get(place, {}).get(order.pk, 0)
    return taken + min(0, held_for_rounds(*((one,) for one in place)).get(place, 0))


def round_of(order: SalesOrder) -> tuple[int, int] | None:
    """Round and member whose share stands on a sales order; None for any other order."""
    shares = ReceivedShare.objects.filter(sold_order_id=order.pk).values_list("received__line__order__round", "member")
    number, member = shares.first() or (None, None)
    return (number, member) if number and member else None


def due_of_round(payment: Payment, open_of: Mapping[int, tuple[int | None, int]], left: int) -> dict[int, int]:
    """Rupiah by invoice that a round's deposit settles by itself: what stands on each sale, and what is held for none.

    `open_of`: invoice -> its order and what is open, in the order in which they are settled.
    """
    place = (payment.round_id or 0, payment.account.customer_id or 0)
    free = max(0, held_for_rounds(place[:1], place[1:]).get(place, 0))
    kept: dict[int, int] = defaultdict(int)
    kept.update({order: kept_on(order) for order, _open in open_of.values() if order is not None})
    wanted: dict[int, int] = {}
    for invoice_id, (order, open_idr) in open_of.items():
        amount = min(left, open_idr, kept[order or 0] + free)
        if amount > 0:
            from_sale = min(amount, kept[order or 0])
            kept[order or 0] -= from_sale
            free -= amount - from_sale
            left -= amount
            wanted[invoice_id] = amount
    return wanted
