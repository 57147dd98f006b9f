"""The credit rule: what a customer owes and has ordered never exceeds the one limit, however many ask at once.

exposures(sellers, customers) -> dict[Pair, Exposure]       what weighs now; six queries for any number
locked(seller_id, customers) -> dict[int, Exposure]         the same of those with a limit, held until the end
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rantai.apps.credit.models import CreditLine
from rantai.apps.credit.weighing import WEIGHERS, Pair


@dataclass(frozen=True)
class Exposure:
    """What one customer weighs at one seller, in rupiah. `is_agreed`: a limit was agreed, be it nothing."""

    orders_idr: int = 0
    invoices_idr: int = 0
    shelves_idr: int = 0
    rounds_idr: int = 0
    limit_idr: int = 0
    is_agreed: bool = False

    @property
    def total_idr(self) -> int:
        return self.orders_idr + self.invoices_idr + self.shelves_idr + self.rounds_idr

    @property
    def free_idr(self) -> int:
        """Room that is left; 0 when the limit was lowered below what is owed."""
        return max(0, self.limit_idr - self.total_idr)


def exposures(sellers: Collection[int], customers: Collection[int]) -> dict[Pair, Exposure]:
    """What each customer weighs at each seller; pairs with neither weight nor limit are not there."""
    lines = CreditLine.objects.filter(seller__in=sellers, customer__in=customers)
    return _weighed(sellers, customers, {(row.seller_id, row.customer_id): row.limit_idr for row in lines})


def locked(seller_id: int, customers: Collection[int]) -> dict[int, Exposure]:
    """What customers with a limit weigh at one seller. Their lines are held, so it is the truth until the lock ends."""
    found = CreditLine.objects.select_for_update(no_key=True, of=("self",))
    lines = list(found.filter(seller=seller_id, customer__in=customers).order_by("customer_id"))
    limits = {(seller_id, row.customer_id): row.limit_idr for row in lines}
    weighed = _weighed([seller_id], [row.customer_id for row in lines], limits)
    return {customer: weighed[seller_id, customer] for _seller, customer in limits}


def _weighed(sellers: Collection[int], customers: Collection[int], limits: dict[Pair, int]) -> dict[Pair, Exposure]:
    sums = {kind: weigher(sellers, customers) for kind, weigher in sorted(WEIGHERS.items())} if customers else {}
    pairs = set(limits).union(*sums.values())
    return {
        pair: Exposure(
            **{f"{kind}_idr": found.get(pair, 0) for kind, found in sums.items()},
            limit_idr=limits.get(pair, 0),
            is_agreed=pair in limits,
        )
        for pair in pairs
    }
