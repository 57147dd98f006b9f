"""The group that gains most by leaving, as a whole-number model: a proven limit for what any group can object.

Minimise what a group would pay alone less what it pays now. Columns: who is in it; the tier it buys at and how much;
its trucks and whole pieces. Quantities are shares of the need of all, money shares of `_SCALE`, so that the solver's
tolerances mean the same for grams and tonnes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.core.tables import Flags, Ints
from rantai.core.units import ceil_div
from rantai.engine.sharing.costs import Costs
from rantai.engine.sharing.tables import Offer
from rantai.engine.solvers import LinearModel, Status, WorkBudget, solve
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

_SCALE = 1e6  # what all of the money comes to in the model
_GAP_PPM = 5  # the proof may stay so far above the group that is found
NODES = 300
UNITS_AN_ITERATION = 45


@dataclass(frozen=True, eq=False)
class Proven:
    """Groups that the model found, at most one, and what no group's excess passes."""

    groups: list[Flags]
    at_most_idr: int


def least_objection(costs: Costs, shares: Floats, meter: Meter, *, nodes: int = NODES) -> Proven:
    """Search and proof for whole shares [firms]. Without a proof the limit is what all pay: it always holds."""
    draft = _Draft(costs, shares)
    iterations = max(500, min(200_000, int(meter.left) // UNITS_AN_ITERATION))
    report = solve(draft.model(), WorkBudget(simplex_iterations=iterations, nodes=nodes, gap_ppm=_GAP_PPM, seconds=3))
    meter.spend(report.iterations * UNITS_AN_ITERATION)
    ceiling = int(shares.sum())
    if report.status is Status.INVALID or not np.isfinite(report.bound):
        return Proven([], ceiling)
    # rounding half up may take half a rupiah off a price, the solver its tolerances
    limit = -(report.bound - draft.offset) * draft.unit_idr
    limit = int(np.ceil(limit + 1 + 1e-7 * draft.unit_idr * _SCALE))
    groups = [report.values[: costs.firms] > 0.5] if report.has_values else []
    groups = [group for group in groups if 0 < group.sum() < costs.firms]
    return Proven(groups, min(limit, ceiling))


class _Draft:
    """Columns and rows of the model, gathered one by one."""

    def __init__(self, costs: Costs, shares: Floats) -> None:
        self.costs, self.shares = costs, shares
        money = max(1, int(np.abs(shares).sum()), costs.total_idr)
        self.unit_idr = money / _SCALE
        self.offset = -2 * _SCALE  # a fixed column, so that the solver's relative gap has a meaning near 0
        self.cost: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[float, float, dict[int, float]]] = []

    def model(self) -> LinearModel:
        firms = range(self.costs.firms)
        for share in self.shares.tolist():
            self._column(-share / self.unit_idr, 1, whole=True)
        fixed = self._column(self.offset, 1, whole=False)
        self.rows.append((1, 1, {fixed: 1.0}))
        self.rows.append((1, len(firms) - 1, dict.fromkeys(firms, 1.0)))
        if self.costs.asked.offers:
            self._buy()
        for whole in self.costs.asked.wholes:
            self._whole(whole.uses, whole.holds, whole.price_idr)
        return self._built()

    def _column(self, cost: float, upper: float, *, whole: bool) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def _buy(self) -> None:
        """What the group needs is bought in one tier of one offer, if it needs anything."""
        needs = self.costs.asked.needs
        all_units = max(1, int(needs.sum()))
        bought: dict[int, float] = {}
        chosen: dict[int, float] = {}
        for offer in self.costs.asked.offers:
            for tier in range(len(offer.from_units)):
                self._tier(offer, tier, all_units, bought, chosen)
        cover = {firm: -need / all_units for firm, need in enumerate(needs.tolist()) if need}
        self.rows.append((0, np.inf, bought | cover))
        self.rows.append((-np.inf, 1, chosen))

    def _tier(
        self, offer: Offer, tier: int, all_units: int, bought: dict[int, float], chosen: dict[int, float]
    ) -> None:
        low = max(offer.from_units[tier], offer.minimum, 1)
        high = max(low, all_units) + offer.multiple
        if tier + 1 < len(offer.from_units):
            high = min(high, offer.from_units[tier + 1] - 1)
        if low > high:
            return
        unit = all_units / self.unit_idr / offer.per
        lots = offer.multiple if offer.multiple > 1 else all_units
        amount = self._column(offer.price_idr[tier] * unit * lots / all_units, high / lots, whole=offer.multiple > 1)
        is_in = self._column(0.0, 1, whole=True)
        bought[amount], chosen[is_in] = lots / all_units, 1.0
        self.rows.append((0, np.inf, {amount: lots / all_units, is_in: -low / all_units}))
        self.rows.append((-np.inf, 0, {amount: lots / all_units, is_in: -high / all_units}))
        if offer.load_units:
            most = ceil_div(high, offer.load_units)
            trucks = self._column(offer.load_idr / self.unit_idr, most, whole=True)
            self.rows.append((0, np.inf, {trucks: offer.load_units / all_units, amount: -lots / all_units}))

    def _whole(self, uses: Ints, holds: int, price_idr: int) -> None:
        every = max(1, int(uses.sum()))
        pieces = self._column(price_idr / self.unit_idr, ceil_div(every, holds), whole=True)
        used = {firm: -use / every for firm, use in enumerate(uses.tolist()) if use}
        self.rows.append((0, np.inf, {pieces: holds / every} | used))

    def _built(self) -> LinearModel:
        entries = [(row, col, value) for row, (_, _, line) in enumerate(self.rows) for col, value in line.items()]
        return LinearModel.of(
            col_cost=self.cost,
            col_lower=np.zeros(len(self.cost)),
            col_upper=self.upper,
            row_lower=[row[0] for row in self.rows],
            row_upper=[row[1] for row in self.rows],
            entry_row=[entry[0] for entry in entries],
            entry_col=[entry[1] for entry in entries],
            entry_value=[entry[2] for entry in entries],
            col_integer=self.whole,
        )
