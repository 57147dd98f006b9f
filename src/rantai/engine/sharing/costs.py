"""What a group of firms would pay alone: the cheapest order, trucks and whole pieces included. Exact whole numbers."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rantai.core.tables import Flags, Ints
from rantai.core.units import ceil_div
from rantai.engine.sharing.tables import LARGEST_COST, LISTED, Offer, SharingInput

NO_PRICE = np.int64(2**62)


class Costs:
    """The cost game of a question. Groups are rows of flags, or bit patterns where there are few firms.

    More need never costs less: an order may be larger than what is needed. One order a group; groups are not split.
    """

    def __init__(self, asked: SharingInput) -> None:
        self.asked = asked
        self.firms = asked.firms

    @cached_property
    def alone_idr(self) -> Ints:
        """[firms]: what each pays without the others."""
        return self.of(np.eye(self.firms, dtype=np.bool_))

    @cached_property
    def total_idr(self) -> int:
        """What all together pay."""
        if self.asked.total_idr is not None:
            return self.asked.total_idr
        return int(self.of(np.ones((1, self.firms), dtype=np.bool_))[0])

    @cached_property
    def table(self) -> Ints:
        """[2^firms]: every group's cost, for at most `LISTED` firms; everybody's is `total_idr`."""
        if self.firms > LISTED:
            raise ValueError(f"every group is listed for at most {LISTED} firms")
        found = self.asked.costs
        if found is None:
            found = self._priced(subset_sums(self.asked.needs), [subset_sums(w.uses) for w in self.asked.wholes])
        found = found.copy()
        found[-1] = self.total_idr
        return found

    def of(self, groups: Flags) -> Ints:
        """Costs of groups: flags [groups, firms] to int64 [groups]."""
        if self.asked.costs is not None:
            return self.asked.costs[groups @ (1 << np.arange(self.firms, dtype=np.int64))]
        chosen = groups.astype(np.int64)
        return self._priced(chosen @ self.asked.needs, [chosen @ whole.uses for whole in self.asked.wholes])

    def of_sums(self, needs: Ints, uses: list[Ints]) -> Ints:
        """Costs of groups by what they need together, and by what they use of every whole piece."""
        return self._priced(needs, uses)

    def _priced(self, needs: Ints, uses: list[Ints]) -> Ints:
        cost = purchase_idr(self.asked.offers, needs)
        for whole, used in zip(self.asked.wholes, uses, strict=True):
            cost = cost + -(-used // whole.holds) * whole.price_idr
        return cost


def purchase_idr(offers: tuple[Offer, ...], needs: Ints) -> Ints:
    """The cheapest order that covers each need; nothing is ordered for a need of 0 and where there is no offer."""
    if not offers:
        return np.zeros_like(needs)
    best = np.full(needs.shape, NO_PRICE)
    for offer in offers:
        for start in offer.from_units:
            wanted = np.maximum(needs, max(start, offer.minimum, 1))
            best = np.minimum(best, _price(offer, -(-wanted // offer.multiple) * offer.multiple))
    return np.where(needs > 0, best, 0)


def _price(offer: Offer, units: Ints) -> Ints:
    """An order's price, rounded half up, and its trucks."""
    tier = np.searchsorted(np.array(offer.from_units), units, side="right") - 1
    price = np.array(offer.price_idr, dtype=np.int64)[tier]
    whole, rest = units // offer.per, units % offer.per
    cost = whole * price + (2 * rest * price + offer.per) // (2 * offer.per)
    return cost + -(-units // offer.load_units) * offer.load_idr if offer.load_units else cost


def largest_idr(asked: SharingInput) -> int:
    """A cost that no group of a question with offers or whole pieces passes, all apart included: not in int64."""
    needs, most = [int(need) for need in asked.needs], 0
    for offer in asked.offers:
        floor = max(offer.from_units[-1], offer.minimum, 1)
        units = sum(max(need, floor) + offer.multiple for need in needs) + sum(needs)
        trucks = ceil_div(units, offer.load_units) + len(needs) if offer.load_units else 0
        most = max(most, units * max(offer.price_idr) // offer.per + 1 + trucks * offer.load_idr)
    for whole in asked.wholes:
        most += (ceil_div(sum(int(use) for use in whole.uses), whole.holds) + len(needs)) * whole.price_idr
    return most


def is_countable(asked: SharingInput) -> bool:
    """Whether every cost stays in numbers that are counted exactly."""
    factors = [2 * offer.per * max(offer.price_idr) for offer in asked.offers]
    return largest_idr(asked) <= LARGEST_COST and max(factors, default=0) < int(NO_PRICE)


def subset_sums(values: NDArray[Any]) -> NDArray[Any]:
    """[2^n]: the sum of the values whose bits are set, of the values' kind."""
    sums = np.zeros(1, dtype=values.dtype)
    for value in values:
        sums = np.concatenate([sums, sums + value])
    return sums


def members(group: int, firms: int) -> Flags:
    """A bit pattern as flags [firms]."""
    return ((group >> np.arange(firms)) & 1).astype(np.bool_)
