"""A set of orders: what it covers, what it costs, and how to fill and trim it. The simple planner of the room.

Filling goes from the earliest open need on: of every offer that can be there in time, and for covering the next one,
two, three … weeks with needs, the order with the lowest cost per tonne covered is taken (least unit cost, as in the
part-period rules for lot sizes). Minimum orders, multiples, coils and tiers are in the cost, so nothing is repaired.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rantai.core.units import G_PER_T, PPM
from rantai.engine.pooling.covering import Need, Source, Use, cover
from rantai.engine.pooling.market import Offer
from rantai.engine.pooling.tables import SOURCE_ORDER

Orders = dict[tuple[int, int], int]  # (place of the offer, usable week) → units
LOOKS_AHEAD = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48)
SWEEPS = 3


@dataclass(frozen=True)
class Shop:
    """Everything that stays the same while orders are tried."""

    weeks: int
    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]  # in turn
    unit_mass_g: tuple[int, ...]  # by format
    counts_pieces: tuple[bool, ...]  # by format
    value_idr_t: int
    holding_ppm_week: int

    def latest(self, place: int, deadline: int) -> int | None:
        """The last week until the deadline in which an order of an offer can become usable."""
        offer = self.offers[place]
        return min(deadline, offer.last_usable) if offer.first_usable <= deadline else None

    def covered(self, orders: Orders) -> tuple[list[Use], list[Need], list[Source]]:
        """Uses, open needs and sources of these orders; source i is the i-th order by offer, then week."""
        sources = [
            Source(SOURCE_ORDER, place, usable, self.offers[place].takes, self.offers[place].useful(units))
            for (place, usable), units in sorted(orders.items())
        ]
        uses, open_needs = cover(list(self.needs), sources)
        return uses, open_needs, sources

    def holding_idr(self, gram_weeks: int) -> int:
        """Cost of keeping so many grams for so many weeks, whole rupiah, rounded half up."""
        return int(Fraction(gram_weeks * self.value_idr_t * self.holding_ppm_week, G_PER_T * PPM) + Fraction(1, 2))

    def gram_weeks(self, orders: Orders, uses: list[Use]) -> int:
        """Usable grams times weeks in stock; what is left over stays to the end of the horizon."""
        keys = sorted(orders)
        mass = {key: self.unit_mass_g[self.offers[key[0]].format] for key in keys}
        bought = sum(
            self.offers[key[0]].useful(units) * mass[key] * (self.weeks - key[1]) for key, units in orders.items()
        )
        return bought - sum(use.taken * mass[keys[use.source]] * (self.weeks - use.week) for use in uses)

    def cost_idr(self, orders: Orders) -> int:
        """Purchase and holding of orders that cover everything."""
        uses, _, _ = self.covered(orders)
        return self.purchase_idr(orders) + self.holding_idr(self.gram_weeks(orders, uses))

    def purchase_idr(self, orders: Orders) -> int:
        """Purchase alone."""
        return sum(self.offers[place].cost_idr(units) for (place, _), units in orders.items())


def fill(shop: Shop, orders: Orders) -> Orders:
    """Add to the orders until every need is covered."""
    orders = dict(orders)
    while True:
        _, open_needs, _ = shop.covered(orders)
        if not open_needs:
            return trim(shop, orders)
        place, usable, units = min(_additions(shop, orders, open_needs))[1:]
        orders[place, usable] = units


def trim(shop: Shop, orders: Orders) -> Orders:
    """Take back what nobody uses, where that is cheaper."""
    trimmed = dict(orders)
    _, _, sources = shop.covered(orders)
    for key, source in zip(sorted(orders), sources, strict=True):
        offer, units = shop.offers[key[0]], orders[key]
        used = offer.useful(units) - source.left
        less = offer.cheapest(offer.wanted_for_useful(used)) if used else 0
        if not used:
            del trimmed[key]
        elif less is not None and less < units and offer.cost_idr(less) <= offer.cost_idr(units):
            trimmed[key] = less
    return trimmed


def improve(shop: Shop, orders: Orders) -> Orders:
    """Leave out one order after the other, or shrink it to the least, and fill anew, as long as that is cheaper."""
    best, cost = orders, shop.cost_idr(orders)
    for _ in range(SWEEPS):
        before = cost
        for key in sorted(best, key=lambda key: (key[1], key[0])):
            for less in ({}, {key: shop.offers[key[0]].orderable(1) or 0}):
                tried = fill(shop, {**{other: units for other, units in best.items() if other != key}, **less})
                tried_cost = shop.cost_idr(tried)
                if tried_cost < cost:
                    best, cost = tried, tried_cost
        if cost == before:
            break
    return best


def _additions(shop: Shop, orders: Orders, open_needs: list[Need]) -> Iterator[tuple[float, int, int, int]]:
    """Ways to cover the first open need: cost per covered tonne, place of the offer, usable week, units in all."""
    first = open_needs[0]
    for place, offer in enumerate(shop.offers):
        latest = shop.latest(place, first.deadline) if first.format in offer.takes else None
        if latest is None:
            continue
        ahead = _Ahead(shop, offer, open_needs)
        earlier = [week for where, week in orders if where == place and week <= first.deadline]
        for usable in sorted({latest, *earlier[-1:]}):
            yield from ahead.additions(place, usable, orders.get((place, usable), 0))


class _Ahead:
    """The open needs that one offer can serve, summed up in their turn."""

    def __init__(self, shop: Shop, offer: Offer, open_needs: list[Need]) -> None:
        self.shop, self.offer = shop, offer
        self.unit = shop.unit_mass_g[offer.format]
        self.taken, self.worth, self.due = [0], [0], [0]
        for need in open_needs:
            take = offer.takes.get(need.format)
            if take:
                self.taken.append(self.taken[-1] + need.units * take)
                self.worth.append(self.worth[-1] + need.units * shop.unit_mass_g[need.format])
                self.due.append(self.due[-1] + need.units * take * need.deadline)

    def additions(self, place: int, usable: int, before: int) -> Iterator[tuple[float, int, int, int]]:
        offer, seen = self.offer, set[int]()
        free = offer.useful(before)
        last = len(self.taken) - 1
        for look in sorted({min(look, last) for look in LOOKS_AHEAD} | {last}):
            # what the present order has left is given away already, so the new needs come on top of all of it
            units = offer.cheapest(offer.wanted_for_useful(free + self.taken[look]))
            if units is not None and units not in seen:
                seen.add(units)
                yield self._score(offer.useful(units) - free, usable, units, before), place, usable, units

    def _score(self, useful: int, usable: int, units: int, before: int) -> float:
        """Rupiah for a gram of need covered; a rough figure to choose by, so floats will do."""
        covered = min(useful, self.taken[-1])
        at = bisect_left(self.taken, covered)
        share = (covered - self.taken[at - 1]) / (self.taken[at] - self.taken[at - 1])
        worth = self.worth[at - 1] + share * (self.worth[at] - self.worth[at - 1])
        due = self.due[at - 1] + share * (self.due[at] - self.due[at - 1])
        left = (useful - covered) * (self.shop.weeks - usable)
        gram_weeks = (due - covered * usable + left) * self.unit
        purchase = self.offer.cost_idr(units) - (self.offer.cost_idr(before) if before else 0)
        return (purchase + gram_weeks * self.shop.value_idr_t * self.shop.holding_ppm_week / (G_PER_T * PPM)) / worth
