"""What members owe for approved rounds, as it weighs on their limit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum

from rantai.apps.credit.weighing import Pair, weighs
from rantai.apps.purchasing.models.arriving import ReceivedShare
from rantai.apps.purchasing.models.orders import OrderLine
from rantai.apps.purchasing.models.paying_ahead import Place, held_idr
from rantai.apps.purchasing.models.proposals import Allocation
from rantai.core.units import ceil_div

COMPLETE = ("received", "closed")  # of a purchase order: nothing more is waited for


@dataclass(frozen=True)
class OpenShare:
    """A member's share of one order of a round: what it pays, and how much of it stands on no sale yet."""

    centre_id: int
    round_id: int
    member_id: int
    share_idr: int
    mass_g: int
    open_g: int

    @property
    def open_idr(self) -> int:
        """What of the share is on no sale yet, at the price of the round."""
        return ceil_div(self.share_idr * self.open_g, self.mass_g) if self.mass_g else 0


def open_shares(shares: QuerySet[Allocation]) -> list[OpenShare]:
    """Members' shares, with what is still to come or waits in the store to be sold. Three queries.

    Of an order that is complete that is what came and is not sold; else what was promised and is not sold.
    """
    names = ("round__centre", "round", "member", "terms_code")
    found = shares.filter(account="member").order_by().values_list(*names)
    rows = list(found.annotate(pays=Sum("share_idr"), mass=Sum("mass_g")))
    rounds, members = {row[1] for row in rows}, {row[2] for row in rows}
    came, sold = _came(rounds, members) if rows else ({}, {})
    done = OrderLine.objects.filter(order__round__in=rounds, order__state__in=COMPLETE)
    complete = set(done.values_list("order__round", "terms_code")) if rows else set()
    opened = []
    for centre, number, member, terms, pays, mass in rows:
        place = (number, member, terms)
        there = came.get(place, 0) if (number, terms) in complete else mass
        opened.append(OpenShare(centre, number, member, pays, mass, max(0, there - sold.get(place, 0))))
    return opened


def _came(rounds: Collection[int], members: Collection[int]) -> tuple[dict[tuple[int, int, str], int], ...]:
    """Grams that came for members, and those of them that stand on a sale: by round, member and terms."""
    found = ReceivedShare.objects.filter(received__line__order__round__in=rounds, member__in=members).order_by()
    rows = found.values_list("received__line__order__round", "member", "received__line__terms_code")
    is_sold = Q(sold_order_id__isnull=False)
    sums = list(rows.annotate(came=Sum("mass_g"), sold=Sum("mass_g", filter=is_sold, default=0)))
    return {row[:3]: row[3] for row in sums}, {row[:3]: row[4] for row in sums}


def sold_orders(rounds: Collection[int], members: Collection[int]) -> dict[int, Place]:
    """Sales orders on which members' shares of rounds stand: sales order id -> round and member. One query."""
    found = ReceivedShare.objects.filter(received__line__order__round__in=rounds, member__in=members)
    found = found.filter(sold_order_id__isnull=False).exclude(member=F("received__line__order__centre"))
    rows = found.order_by().values_list("sold_order_id", "received__line__order__round", "member").distinct()
    return {order: (number, member) for order, number, member in rows if order is not None and member is not None}


@weighs("rounds")
def owed_shares(sellers: Collection[int], customers: Collection[int]) -> dict[Pair, int]:
    """Unsettled shares of approved rounds, less the deposits held for those rounds. Seven queries at most.

    What of a share stands on a sales order weighs there, or as its invoice, and no more here; so does its deposit.
    """
    asked = Allocation.objects.filter(round__centre__in=sellers, member__in=customers, settled_at__isnull=True)
    owed: dict[tuple[int, int, int], int] = {}
    for one in open_shares(asked):
        key = (one.centre_id, one.round_id, one.member_id)
        owed[key] = owed.get(key, 0) + one.open_idr
    held = held_idr({key[1] for key in owed}, {key[2] for key in owed})
    found: dict[Pair, int] = {}
    for (centre, number, member), total in owed.items():
        weight = max(0, total - max(0, held.get((number, member), 0)))
        found[centre, member] = found.get((centre, member), 0) + weight
    return found
