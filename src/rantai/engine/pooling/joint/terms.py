"""Sellers' terms as they mean them: whole orders, rebates, trucks, credit, budgets. Exact whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

from rantai.core.units import PPM, ceil_div
from rantai.engine.pooling.joint.params import JointParams
from rantai.engine.pooling.joint.tables import NO_LIMIT, JointInput
from rantai.engine.pooling.market import Offer, offers


@dataclass(frozen=True)
class Seller:
    """One seller: what an order of any of its items must hold to."""

    least_g: int
    truck_g: int
    truck_idr: int
    credit_idr: int | None
    credit_weeks: int
    rebates: tuple[tuple[int, int], ...]  # (mass from which it holds, share off), lowest mass first
    back: dict[int, tuple[tuple[int, int], ...]]  # arrival week → (rupiah, trucks), cheapest first

    @property
    def has_order_terms(self) -> bool:
        """Whether the items of one order depend on each other."""
        return self.least_g > 0 or bool(self.rebates)

    def rebate_ppm(self, mass_g: int) -> int:
        """Share off for an order of this mass: the best that it reaches."""
        return max((off for from_g, off in self.rebates if from_g <= mass_g), default=0)

    def trucks(self, week: int, mass_g: int) -> tuple[int, int, int]:
        """Hired trucks, trucks that come back anyway, and their cost: the cheapest way to carry a load."""
        wanted, hired, back, cost = ceil_div(mass_g, self.truck_g) if self.truck_g else 0, 0, 0, 0
        for price, count in self.back.get(week, ()):
            taken = min(wanted - back, count) if price <= self.truck_idr else 0
            back, cost = back + taken, cost + taken * price
        hired = wanted - back
        return hired, back, cost + hired * self.truck_idr


@dataclass(frozen=True)
class Market:
    """Everything that is for sale, and on which terms."""

    weeks: int
    offers: tuple[Offer, ...]
    open_weeks: tuple[tuple[int, ...], ...]  # by offer: usable weeks that an order may have
    any_weeks: tuple[tuple[int, ...], ...]  # the same, behind the horizon too
    seller_of: tuple[int, ...]  # by offer
    sellers: tuple[Seller, ...]
    money_idr: tuple[int, ...] | None  # by week: all that was free until then
    value_idr_t: tuple[int, ...]  # by format: lowest list price of its material; what stock is worth

    def first_usable(self, format_: int) -> int:
        """Earliest week in which an order could be used; beyond every horizon when nobody sells."""
        weeks = [
            weeks[0]
            for offer, weeks in zip(self.offers, self.open_weeks, strict=True)
            if format_ in offer.takes and weeks
        ]
        return min(weeks, default=2**31)

    @property
    def has_limits(self) -> bool:
        """Whether money can keep an order from being placed."""
        return self.money_idr is not None or any(seller.credit_idr is not None for seller in self.sellers)


def market_of(given: JointInput) -> Market:
    """The market of a question."""
    rolling: dict[int, set[int]] = {}
    for offer, week in zip(given.rolling_offer.tolist(), given.rolling_week.tolist(), strict=True):
        rolling.setdefault(offer, set()).add(week)
    sold = offers(given.steel)
    weeks = tuple(_weeks(given, offer, rolling.get(offer.row)) for offer in sold)
    return Market(
        weeks=given.steel.weeks,
        offers=tuple(sold),
        open_weeks=tuple(tuple(week for week in each if week < given.steel.weeks) for each in weeks),
        any_weeks=weeks,
        seller_of=tuple(int(given.offer_supplier[offer.row]) for offer in sold),
        sellers=tuple(_seller(given, row) for row in range(len(given.supplier_truck_g))),
        money_idr=_money(given),
        value_idr_t=_values(given),
    )


def _weeks(given: JointInput, offer: Offer, rolling: set[int] | None) -> tuple[int, ...]:
    """Usable weeks of orders placed within the horizon, the offer's weeks and the mill's rolling weeks."""
    last = min(int(given.steel.offer_last_week[offer.row]), given.steel.weeks - 1)
    ordered = range(max(0, int(given.steel.offer_first_week[offer.row])), last + 1)
    return tuple(week + offer.lead_weeks + 1 for week in ordered if rolling is None or week in rolling)


def _seller(given: JointInput, row: int) -> Seller:
    rebates = zip(given.rebate_supplier.tolist(), given.rebate_from_g.tolist(), given.rebate_ppm.tolist(), strict=True)
    columns = (given.back_supplier, given.back_week, given.back_truck_idr, given.back_trucks)
    back: dict[int, list[tuple[int, int]]] = {}
    for supplier, week, price, trucks in zip(*(column.tolist() for column in columns), strict=True):
        if supplier == row:
            back.setdefault(week, []).append((price, trucks))
    credit = int(given.supplier_credit_idr[row])
    return Seller(
        least_g=int(given.supplier_min_order_g[row]),
        truck_g=int(given.supplier_truck_g[row]),
        truck_idr=int(given.supplier_truck_idr[row]),
        credit_idr=None if credit == NO_LIMIT else credit,
        credit_weeks=int(given.supplier_credit_weeks[row]),
        rebates=_better(sorted((from_g, off) for supplier, from_g, off in rebates if supplier == row)),
        back={week: tuple(sorted(rows)) for week, rows in back.items()},
    )


def _better(rebates: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Without those that a smaller order beats."""
    kept: list[tuple[int, int]] = []
    for from_g, off in rebates:
        if off > (kept[-1][1] if kept else 0):
            kept = [each for each in kept if each[0] < from_g] + [(from_g, off)]
    return tuple(kept)


def _money(given: JointInput) -> tuple[int, ...] | None:
    if not len(given.budget_week):
        return None
    free = [0] * given.steel.weeks
    for week, idr in zip(given.budget_week.tolist(), given.budget_idr.tolist(), strict=True):
        for later in range(week, given.steel.weeks):
            free[later] += idr
    return tuple(free)


def _values(given: JointInput) -> tuple[int, ...]:
    lowest: dict[int, int] = {}
    for offer, price in zip(given.steel.tier_offer.tolist(), given.steel.tier_price_idr_t.tolist(), strict=True):
        material = int(given.format_material[given.steel.offer_format[offer]])
        lowest[material] = min(price, lowest.get(material, price))
    return tuple(lowest.get(material, 0) for material in given.format_material.tolist())


def weight_ppm(params: JointParams, is_forecast: int) -> int:
    """Weight of a need in what late and missing steel counts."""
    return params.forecast_ppm if is_forecast else PPM
