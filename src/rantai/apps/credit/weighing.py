"""What weighs on a limit. Each room says in its models, which Django always loads, how to sum its own rows.

    @weighs("orders")
    def _orders(sellers, customers): ...      -> {(seller_id, customer_id): rupiah}

A room above this one is known here by its function only, so that one place can add up what several rooms hold.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal

from django.db.models import Sum

from rantai.apps.stock.models import Balance

Kind = Literal["orders", "invoices", "shelves", "rounds"]
Pair = tuple[int, int]
Weigher = Callable[[Collection[int], Collection[int]], dict[Pair, int]]
WEIGHERS: dict[str, Weigher] = {}


def weighs(kind: Kind) -> Callable[[Weigher], Weigher]:
    """Say that this function sums one kind of weight. A kind has one: a second is a mistake of ours."""

    def take(weigher: Weigher) -> Weigher:
        if kind in WEIGHERS:
            raise ValueError(f"two rooms weigh {kind}")
        WEIGHERS[kind] = weigher
        return weigher

    return take


@weighs("shelves")
def _shelves(sellers: Collection[int], customers: Collection[int]) -> dict[Pair, int]:
    """Steel on shelves at the customer, at what it cost. One query."""
    shelf = {"account__kind": "store", "account__place_kind": "consignment"}
    found = Balance.objects.filter(account__organisation__in=sellers, account__kept_at__in=customers, **shelf)
    rows = found.order_by().values_list("account__organisation", "account__kept_at").annotate(sum=Sum("value_idr"))
    return {(seller, customer): value for seller, customer, value in rows}
