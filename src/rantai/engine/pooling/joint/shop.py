"""What stays the same while orders are tried, and what a set of orders comes to. Exact whole numbers.

Orders are kept as in the family room: (place of the offer, usable week) → units of its format.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from rantai.core.units import G_PER_T, PPM
from rantai.engine.pooling.basket import Orders, Shop
from rantai.engine.pooling.covering import Need, Source, Use, cover
from rantai.engine.pooling.joint.params import JointParams
from rantai.engine.pooling.joint.terms import Market, weight_ppm
from rantai.engine.pooling.tables import SOURCE_ORDER

OrderKey = tuple[int, int]  # seller, week of the order


@dataclass(frozen=True)
class JointShop(Shop):
    """The shop of a family, with the terms that tie several."""

    market: Market = field(kw_only=True)
    params: JointParams = field(kw_only=True)
    forecast: frozenset[int] = field(kw_only=True)  # rows of need that are only expected
    material: tuple[int, ...] = field(kw_only=True)  # by format

    def key(self, place: int, usable: int) -> OrderKey:
        """The order to which an item belongs."""
        return self.market.seller_of[place], usable - 1 - self.offers[place].lead_weeks

    def only(self, material: int, sellers: frozenset[int] | None) -> JointShop:
        """The shop of one material, with the offers of some sellers alone, and the needs that they can reach."""
        is_kept = [
            (sellers is None or seller in sellers) and self.material[offer.format] == material
            for offer, seller in zip(self.offers, self.market.seller_of, strict=True)
        ]
        weeks = tuple(weeks if kept else () for weeks, kept in zip(self.market.open_weeks, is_kept, strict=True))
        part = replace(self, market=replace(self.market, open_weeks=weeks))
        needs = tuple(
            need
            for need in self.needs
            if self.material[need.format] == material and part.market.first_usable(need.format) <= need.deadline
        )
        return replace(part, needs=needs)

    def latest(self, place: int, deadline: int) -> int | None:
        """The last week until the deadline in which an order of an offer can become usable."""
        weeks = self.market.open_weeks[place]
        at = bisect_right(weeks, deadline)
        return weeks[at - 1] if at else None

    def most_units(self, place: int, usable: int) -> int:
        """The largest item that still makes sense: the needs that it may cover, or the least; 0: nobody wants any.

        Where money can make steel late, earlier needs may wait for it.
        """
        offer, last = self.offers[place], min(self.weeks, usable + self.params.most_cover_weeks)
        first = 0 if self.market.has_limits else usable
        useful = 0
        for format_, take in offer.takes.items():
            until = self._needed_until.get(format_)
            useful += (until[last] - until[first]) * take if until else 0
        least = offer.orderable(1) or 0
        return max(least, offer.orderable(offer.wanted_for_useful(useful)) or 0) if useful else 0

    @cached_property
    def _needed_until(self) -> dict[int, list[int]]:
        """By format: units of all needs before each week."""
        due: dict[int, list[int]] = {}
        for need in self.needs:
            due.setdefault(need.format, [0] * (self.weeks + 1))[need.deadline + 1] += need.units
        return {format_: list(accumulate(units)) for format_, units in due.items()}


@dataclass(frozen=True)
class Totals:
    """Orders and loads of a set of items. Loads: (seller, arrival week) → (mass, hired, back, rupiah)."""

    values: dict[OrderKey, int]  # before the rebate
    masses: dict[OrderKey, int]
    costs: dict[OrderKey, int]
    loads: dict[OrderKey, tuple[int, int, int, int]]

    @property
    def purchase_idr(self) -> int:
        return sum(self.costs.values())

    @property
    def truck_idr(self) -> int:
        return sum(load[3] for load in self.loads.values())


@dataclass(frozen=True)
class Books:
    """What a set of orders comes to. The sources of the uses are the orders in their order."""

    orders: Orders
    totals: Totals
    uses: list[Use]
    short: list[Need]
    sources: list[Source]
    holding_idr: int
    open_idr: int

    @property
    def cost_idr(self) -> int:
        """Everything that the search can change."""
        return self.totals.purchase_idr + self.totals.truck_idr + self.holding_idr + self.open_idr


def books(shop: JointShop, orders: Orders) -> Books:
    """Count a set of orders; the better of two ways to give out the steel: in turn, or firm needs first."""
    orders = dict(sorted(orders.items()))
    ways = [_given_out(shop, orders, list(shop.needs))]
    if ways[0][1] and shop.forecast:
        ways.append(_given_out(shop, orders, sorted(shop.needs, key=lambda need: need.row in shop.forecast)))
    best = min(ways, key=lambda way: way[3] + way[4])
    return Books(orders, totals(shop, orders), *best)


@dataclass(frozen=True)
class LimitFault:
    """An order that breaks a term: by so many rupiah too much, or (0) below the least of its seller."""

    key: OrderKey
    over_idr: int


def limit_faults(shop: JointShop, counted: Totals) -> Iterator[LimitFault]:
    """Orders that break a minimum, a credit limit or the budget; an order once for each that it breaks."""
    spent = 0
    for key in sorted(counted.costs, key=lambda key: (key[1], key[0])):
        seller = shop.market.sellers[key[0]]
        spent += counted.costs[key]
        if counted.masses[key] < seller.least_g:
            yield LimitFault(key, 0)
        if seller.credit_idr is not None and (over := owed_idr(shop, counted, key) - seller.credit_idr) > 0:
            yield LimitFault(key, over)
        if shop.market.money_idr is not None and (over := spent - shop.market.money_idr[key[1]]) > 0:
            yield LimitFault(key, over)


def owed_idr(shop: JointShop, counted: Totals, key: OrderKey) -> int:
    """What is owed to a seller in a week: its orders of the last weeks, this one included."""
    seller, week = key
    weeks = shop.market.sellers[seller].credit_weeks
    return sum(counted.costs.get((seller, earlier), 0) for earlier in range(max(0, week - weeks + 1), week + 1))


def totals(shop: JointShop, orders: Orders) -> Totals:
    """Values, masses, costs and loads."""
    values, masses = defaultdict[OrderKey, int](int), defaultdict[OrderKey, int](int)
    carried = defaultdict[OrderKey, int](int)
    for (place, usable), units in orders.items():
        offer, key = shop.offers[place], shop.key(place, usable)
        values[key] += offer.cost_idr(units)
        masses[key] += units * offer.unit_g
        carried[key[0], usable - 1] += units * offer.unit_g
    sellers = shop.market.sellers
    costs = {key: _after_rebate(value, sellers[key[0]].rebate_ppm(masses[key])) for key, value in values.items()}
    loads = {key: (mass, *sellers[key[0]].trucks(key[1], mass)) for key, mass in carried.items()}
    return Totals(dict(sorted(values.items())), dict(masses), costs, dict(sorted(loads.items())))


def _after_rebate(value_idr: int, off_ppm: int) -> int:
    return value_idr - value_idr * off_ppm // PPM


def _given_out(
    shop: JointShop, orders: Orders, needs: list[Need]
) -> tuple[list[Use], list[Need], list[Source], int, int]:
    """Steel to needs in their turn, the oldest first; with holding and what late and missing steel counts."""
    sources = [
        Source(SOURCE_ORDER, place, usable, shop.offers[place].takes, shop.offers[place].useful(units))
        for (place, usable), units in orders.items()
    ]
    due = {need.row: need.deadline for need in needs}
    uses, open_needs = cover([replace(need, deadline=shop.weeks - 1) for need in needs], sources)
    short = [replace(need, deadline=due[need.row]) for need in open_needs]
    return uses, short, sources, _holding_idr(shop, orders, uses), _open_idr(shop, uses, short, due)


def _holding_idr(shop: JointShop, orders: Orders, uses: list[Use]) -> int:
    """Capital and ageing: usable grams times weeks in stock; what is left over stays to the end of the horizon."""
    keys, total = list(orders), 0
    for (place, usable), units in orders.items():
        offer = shop.offers[place]
        total += offer.useful(units) * offer.unit_g * (shop.weeks - usable) * shop.market.value_idr_t[offer.format]
    for use in uses:
        offer = shop.offers[keys[use.source][0]]
        total -= use.taken * offer.unit_g * (shop.weeks - use.week) * shop.market.value_idr_t[offer.format]
    return half_up(total * shop.holding_ppm_week, G_PER_T * PPM)


def _open_idr(shop: JointShop, uses: list[Use], short: list[Need], due: dict[int, int]) -> int:
    """What late and missing steel counts."""
    params, total = shop.params, 0
    for use in uses:
        weeks = max(0, use.week - due[use.need])
        total += _weighted(shop, use.need, use.format, use.units) * params.late_ppm_week * weeks
    for need in short:
        ppm = params.short_ppm + params.late_ppm_week * (shop.weeks - need.deadline)
        total += _weighted(shop, need.row, need.format, need.units) * ppm
    return half_up(total, G_PER_T * PPM * PPM)


def _weighted(shop: JointShop, row: int, format_: int, units: int) -> int:
    weight = weight_ppm(shop.params, int(row in shop.forecast))
    return units * shop.unit_mass_g[format_] * shop.market.value_idr_t[format_] * weight


def half_up(value: int, by: int) -> int:
    """value / by, rounded half up."""
    return (2 * value + by) // (2 * by)
