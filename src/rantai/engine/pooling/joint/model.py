"""The joint model: the families' choices side by side, and the rows of the terms that tie them.

As in a family, all that is left out makes it cheaper, so its bound holds: fractional pieces, no rounding to grams or
rupiah. `careful` is the same model with so much room left in trucks, credit and budget that its orders, rounded up to
whole pieces, still fit: for finding orders, never for a bound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rantai.core.units import PPM
from rantai.engine.pooling.joint.shop import JointShop, OrderKey
from rantai.engine.pooling.joint.terms import weight_ppm
from rantai.engine.pooling.model import MILLION, Choice, Missing, PoolingModel
from rantai.engine.solvers import LinearModel

RUPIAH = 1 / MILLION


@dataclass(frozen=True)
class Placed:
    """Whether an order is placed, at one rebate: a yes-or-no column."""

    key: OrderKey
    off_ppm: int
    column: int
    least_t: float


class JointModel(PoolingModel):
    """The model of a joint shop. `given_up` leaves limits out of it: "budget", "credit"."""

    def __init__(self, shop: JointShop, given_up: frozenset[str] = frozenset()) -> None:
        self.joint = shop
        self.given_up = given_up
        self.placed: list[Placed] = []
        self.truck_columns: list[int] = []
        self.never: dict[tuple[int, tuple[int, int]], int] = {}  # (format, (kind, week)) → column of what never comes
        self._room: dict[int, float] = {}  # row → what `careful` takes off its upper side
        self._classes = _by_class(shop)
        self._total: dict[int, int] = {}
        for (format_, _, _), units in self._classes.items():
            self._total[format_] = self._total.get(format_, 0) + units
        super().__init__(shop)

    def careful(self, model: LinearModel) -> LinearModel:
        """A tightened form of this model with room for rounding."""
        upper = model.row_upper.copy()
        for row, room in self._room.items():
            upper[row] -= room
        return replace(model, row_upper=upper)

    def fractional(self) -> LinearModel:
        """The model without the demand for whole numbers."""
        return replace(self.linear, col_integer=np.zeros(self.linear.n_cols, dtype=np.bool_))

    def format_sets(self) -> list[frozenset[int]]:
        """Each format alone, and all of one material together."""
        formats = sorted({format_ for format_, _ in self.open_units})
        groups: dict[int, set[int]] = {}
        for format_ in formats:
            groups.setdefault(self.joint.material[format_], set()).add(format_)
        together = [frozenset(group) for _, group in sorted(groups.items()) if len(group) > 1]
        return [frozenset({format_}) for format_ in formats] + together

    def held(self, format_: int) -> float:
        """Millions of rupiah for a tonne and week in stock."""
        return self.joint.market.value_idr_t[format_] / MILLION * self.joint.holding_ppm_week / PPM

    def rounding_idr(self) -> float:
        """What rounding may take from a bound: of a family, and of every rebate, load and count of what is open."""
        orders = len({self.joint.key(choice.place, choice.usable) for choice in self.choices})
        return super().rounding_idr() + 3.0 * orders + 3.0

    def unit_g(self, choice: Choice) -> int:
        return self.joint.offers[choice.place].unit_g

    def _order_weeks(self, place: int) -> list[int]:
        return list(self.joint.market.open_weeks[place])

    def _useful(self, place: int, usable: int) -> int:
        offer = self.joint.offers[place]
        return offer.useful(self.joint.most_units(place, usable))

    def _rebates_ppm(self, place: int) -> list[int]:
        seller = self.joint.market.sellers[self.joint.market.seller_of[place]]
        return [0, *(off for _, off in seller.rebates)]

    def _use_weeks(self, format_: int) -> list[int]:
        own = super()._use_weeks(format_)
        return list(range(min(own), self.joint.weeks)) if own and self._may_be_late else own

    def _cut_at_most(self, format_: int, week: int, units: int) -> int:
        return units if self._may_be_late else super()._cut_at_most(format_, week, units)

    @property
    def _may_be_late(self) -> bool:
        return self.joint.market.has_limits

    def _add_missing(self, format_: int, week: int) -> dict[int, float]:
        """What misses its week, firm and forecast apart, and what comes later, with what is still owed to the needs."""
        entries: dict[int, float] = {}
        for kind in (0, 1):
            units = self._classes.get((format_, week, kind), 0) / self._scale[format_]
            owed_before = self._owed.get((format_, kind))
            change: dict[int, float] = {}
            if units:
                change[self._add_missed(format_, week, kind, units)] = 1.0
            if owed_before is not None:
                cost = -self.credit(format_, week) * self._scale[format_]
                late = self._rows.column(cost, self._total[format_] / self._scale[format_])
                self._rows.row(-np.inf, 0.0, {late: 1.0, owed_before: -1.0})  # what misses this week comes after it
                change[late] = -1.0
            if change and self._may_be_late:
                self._add_owed((format_, week, kind), owed_before, change)
            entries |= change
        return entries

    def _add_missed(self, format_: int, week: int, kind: int, units: float) -> int:
        weeks = self.joint.weeks - week
        ppm = 0.0 if self._may_be_late else self._short_ppm + self.joint.params.late_ppm_week * weeks
        cost = self.credit(format_, week) * self._scale[format_] + self._counted(format_, kind, ppm)
        missed = self._rows.column(cost, units)
        mass_t = self._scale[format_] * self.shop.unit_mass_g[format_] / MILLION
        self.missing.append(Missing(format_, week, missed, mass_t))
        if not self._may_be_late:
            self.never[format_, (kind, week)] = missed
        return missed

    @property
    def _short_ppm(self) -> int:
        return self.joint.params.short_ppm

    def _add_owed(self, what: tuple[int, int, int], before: int | None, change: dict[int, float]) -> None:
        """Owed after the week = owed before + missed - come late."""
        format_, week, kind = what
        ppm = self.joint.params.late_ppm_week + (self._short_ppm if week == self.joint.weeks - 1 else 0)
        total = self._total[format_] / self._scale[format_]
        owed = self._rows.column(self._counted(format_, kind, ppm), total)
        entries = {owed: -1.0, **change, **({} if before is None else {before: 1.0})}
        self._rows.row(0.0, 0.0, entries)
        self._owed[format_, kind] = owed
        if week == self.joint.weeks - 1:
            self.never[format_, (kind, week)] = owed

    def _counted(self, format_: int, kind: int, ppm: float) -> float:
        """Millions that one of a column counts for."""
        tonnes = self._scale[format_] * self.shop.unit_mass_g[format_] / MILLION
        value = self.joint.market.value_idr_t[format_] / MILLION
        return tonnes * value * ppm / PPM * weight_ppm(self.joint.params, kind) / PPM

    def _add_terms(self) -> None:
        self._owed: dict[tuple[int, int], int] = {}
        items: dict[OrderKey, list[Choice]] = {}
        loads: dict[OrderKey, list[Choice]] = {}
        for choice in self.choices:
            key = self.joint.key(choice.place, choice.usable)
            items.setdefault(key, []).append(choice)
            loads.setdefault((key[0], choice.usable - 1), []).append(choice)
        for key, choices in sorted(items.items()):
            if self.joint.market.sellers[key[0]].has_order_terms:
                self._add_order(key, choices)
        for key, choices in sorted(loads.items()):
            if self.joint.market.sellers[key[0]].truck_g:
                self._add_trucks(key, choices)
        self._add_money(items)

    def _add_order(self, key: OrderKey, choices: list[Choice]) -> None:
        """An order is placed at one rebate, which all its items have, and weighs what that asks for."""
        seller = self.joint.market.sellers[key[0]]
        from_g = {0: 0} | {off: start for start, off in seller.rebates}
        any_ = {}
        for off, start in sorted(from_g.items()):
            mine = [choice for choice in choices if choice.off_ppm == off]
            column = self._rows.column(0.0, 1.0, whole=True)
            any_[column] = 1.0
            least_t = max(seller.least_g, start) / MILLION
            self.placed.append(Placed(key, off, column, least_t))
            for choice in mine:
                self._rows.row(-np.inf, 0.0, {choice.chosen: 1.0, column: -1.0})
            if least_t:
                mass = dict(choice.mass(self.unit_g(choice)) for choice in mine)
                self._rows.row(0.0, np.inf, {**mass, column: -least_t})
        self._rows.row(-np.inf, 1.0, any_)

    def _add_trucks(self, key: OrderKey, choices: list[Choice]) -> None:
        seller = self.joint.market.sellers[key[0]]
        most_t = sum(self.joint.most_units(c.place, c.usable) * self.unit_g(c) for c in choices) / MILLION
        truck_t = seller.truck_g / MILLION
        most = float(int(most_t / truck_t) + 1)
        hired = self._rows.column(seller.truck_idr / MILLION, most, whole=True)
        trucks = [hired]
        for price, count in seller.back.get(key[1], ()):
            trucks.append(self._rows.column(price / MILLION, float(min(count, most)), whole=True))
        self.truck_columns += trucks
        mass = dict(choice.mass(self.unit_g(choice)) for choice in choices)
        self._room[len(self._rows.row_lower)] = self._rounding_t(choices)
        self._rows.row(-np.inf, 0.0, {**mass, **dict.fromkeys(trucks, -truck_t)})
        for choice in choices:  # what is ordered needs a truck at least
            self._rows.row(0.0, np.inf, {**dict.fromkeys(trucks, 1.0), choice.chosen: -1.0})

    def _rounding_t(self, choices: list[Choice]) -> float:
        """Tonnes that rounding up may add to the items of an order."""
        return sum({choice.place: 1.01 * self.unit_g(choice) / MILLION for choice in choices}.values())

    def _add_money(self, items: dict[OrderKey, list[Choice]]) -> None:
        """What orders cost, what is owed to each seller, and what is spent until each week."""
        market = self.joint.market
        credited = {
            number
            for number, seller in enumerate(market.sellers)
            if seller.credit_idr is not None and "credit" not in self.given_up
        }
        has_budget = market.money_idr is not None and "budget" not in self.given_up
        costs: dict[OrderKey, int] = {}
        for key, choices in sorted(items.items()):
            if key[0] in credited or has_budget:
                costs[key] = self._add_cost(choices)
        for key in costs:
            if key[0] in credited:
                self._add_credit(key, costs, items)
        if has_budget:
            self._add_budget(costs, items)

    def _add_cost(self, choices: list[Choice]) -> int:
        paid: dict[int, float] = {}
        most = 0.0
        for choice in choices:
            column, price = choice.purchase(self.unit_g(choice))
            paid[column] = price
            most += self._rows.upper[column] * price
        column = self._rows.column(0.0, most)
        self._rows.row(0.0, 0.0, {**paid, column: -1.0})
        return column

    def _rounding_idr(self, choices: list[Choice]) -> float:
        """Millions that rounding up may add to the cost of an order."""
        dearest = {c.place: 1.01 * self.unit_g(c) * c.price_idr_t / MILLION / MILLION for c in choices}
        return sum(dearest.values()) + (len(dearest) + 1) * RUPIAH

    def _add_credit(self, key: OrderKey, costs: dict[OrderKey, int], items: dict[OrderKey, list[Choice]]) -> None:
        seller = self.joint.market.sellers[key[0]]
        keys = [(key[0], week) for week in range(key[1] - seller.credit_weeks + 1, key[1] + 1)]
        owed = [each for each in keys if each in costs]
        slack = sum(len(items[each]) + 1 for each in owed) * RUPIAH
        self._room[len(self._rows.row_lower)] = slack + sum(self._rounding_idr(items[each]) for each in owed)
        limit = (seller.credit_idr or 0) / MILLION + slack
        self._rows.row(-np.inf, limit, {costs[each]: 1.0 for each in owed})

    def _add_budget(self, costs: dict[OrderKey, int], items: dict[OrderKey, list[Choice]]) -> None:
        money, spent, slack, room, dearest = self.joint.market.money_idr or (), None, 0.0, 0.0, 0.0
        for week in sorted({key[1] for key in costs}):
            keys = [key for key in costs if key[1] == week]
            slack += sum(len(items[key]) + 1 for key in keys) * RUPIAH
            room += sum(self._rounding_idr(items[key]) for key in keys)
            dearest += sum(self._rows.upper[costs[key]] for key in keys)
            now = self._rows.column(0.0, dearest)
            entries = {costs[key]: 1.0 for key in keys} | {now: -1.0}
            self._rows.row(0.0, 0.0, entries if spent is None else {**entries, spent: 1.0})
            self._room[len(self._rows.row_lower)] = slack + room
            self._rows.row(-np.inf, money[week] / MILLION + slack, {now: 1.0})
            spent = now


def _by_class(shop: JointShop) -> dict[tuple[int, int, int], int]:
    """Units by format, deadline, and firm (0) or forecast (1)."""
    total: dict[tuple[int, int, int], int] = {}
    for need in shop.needs:
        key = (need.format, need.deadline, int(need.row in shop.forecast))
        total[key] = total.get(key, 0) + need.units
    return dict(sorted(total.items()))
