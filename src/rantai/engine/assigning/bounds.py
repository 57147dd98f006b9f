"""What no plan can be cheaper than: prices of capacity first, then prices of jobs against knapsacks of the makers.

Lagrangian relaxation of the rows that ask for every job once (Fisher, The Lagrangian relaxation method, 1981): with a
worth w for each job, no plan costs less than sum w plus, for each maker alone, the least of cost less worth that its
capacity allows. Worths and costs are whole numbers, so the bound is exact. Large capacities are counted in whole steps,
uses rounded down, which only lowers the bound.
"""

from __future__ import annotations

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.assigning.price_loops import cheapest, filled
from rantai.engine.assigning.view import BARRED, View
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

PRICE_ROUNDS, FEWEST_PRICE_ROUNDS = 300, 20
_PAIRS_A_UNIT, _CELLS_A_UNIT = 500, 800
_FINEST, _MOST_CELLS, _FEWEST_STEPS = 4_000, 30_000_000, 16
LARGE = 12_000  # makers times jobs from which the walk over prices does not end by itself
_EXACT = 2**52  # sums of whole numbers below it are exact as floats
_SCALE = 1_000
_WHOLE = 2**62
_NEVER = 2**40


def capacity_prices(view: View, meter: Meter) -> Floats:
    """What a unit of each maker's capacity is worth: it rises where too much work goes, in ever smaller steps."""
    pairs = view.jobs * view.makers
    rounds = min(PRICE_ROUNDS, max(FEWEST_PRICE_ROUNDS, meter.left * _PAIRS_A_UNIT // (10 * pairs)))
    cost = np.where(view.fits.ravel(), view.cost, BARRED).astype(np.float64)
    use = view.use.astype(np.float64)
    price, load, drift, best_price = (np.zeros(view.makers) for _ in range(4))
    worth = np.zeros(view.jobs)
    size = np.maximum(view.capacity, 1).astype(np.float64)
    step = 0.5 * slope(view)
    best = -np.inf
    for at in range(rounds):
        value = cheapest(view.jobs, view.makers, cost, use, price, load, worth) - float(price @ view.capacity)
        if value > best:
            best, best_price = value, price
        drift = 0.7 * drift + 0.3 * np.clip((load - view.capacity) / size, -1, 1)
        price = np.maximum(0, price + step * drift * 0.003 ** (at / rounds))
        if meter.is_over:
            break
    meter.spend(rounds * pairs // _PAIRS_A_UNIT)
    return best_price


def priced_bound(view: View, price: Floats) -> int:
    """Lowered cost that no plan goes below, by the prices of capacity alone; they are rounded to whole parts.

    Each job pays its cost and for what it uses, and the whole capacity is paid back. It knows no coarse steps.
    """
    most_use = max(1, int(view.use[view.fits.ravel()].max()))
    fits = _WHOLE // (2 * max(1, view.largest + most_use * (1 + int(price.max()))))
    parts = 1 << max(0, min(20, fits.bit_length() - 1))
    whole = np.minimum(np.floor(price * parts), _WHOLE // (2 * most_use)).astype(np.int64)
    use, cost = view.use.reshape(view.jobs, -1), view.cost.reshape(view.jobs, -1)
    paid = np.where(view.fits, cost, 0) * parts + np.where(view.fits, use, 0) * whole
    least = np.where(view.fits, paid, np.iinfo(np.int64).max).min(axis=1)
    back = sum(a * b for a, b in zip(whole.tolist(), view.capacity.tolist(), strict=True))
    return max(0, -(-(sum(least.tolist()) - back) // parts))


def slope(view: View) -> float:
    """Cost for use, roughly: how much a job's costs differ, over what a job uses."""
    cost = np.where(view.fits, view.cost.reshape(view.jobs, -1), 0)
    use = np.where(view.fits, view.use.reshape(view.jobs, -1), 0)
    return float(cost.max(axis=1).mean()) / max(1e-9, float(use.mean()))


class Worths:
    """Prices of jobs, bettered step by step. bound: the best proven, of lowered costs. worth: its prices.

    They start at `start`, else at what a job costs with capacity at its `price`.
    """

    def __init__(self, view: View, price: Floats, work: int, start: Floats | None = None) -> None:
        self.view = view
        start = view.paid(price).min(axis=1) if start is None else start
        most = 2 * (1 + max(view.largest, int(start.max())))
        self.shift, self.scale = _exact(view.jobs, most)
        cost = (view.cost.reshape(view.jobs, -1).T >> self.shift) * self.scale
        self.cost = np.ascontiguousarray(cost, dtype=np.float64).ravel()
        finest = _finest(view, work, start)
        unit = np.maximum(1, -(-view.capacity // finest))
        self.grids: Ints = view.capacity // unit
        steps = np.where(view.fits, view.use.reshape(view.jobs, -1) // unit, _NEVER)
        self.steps = np.ascontiguousarray(steps.T).ravel()
        self._table = np.zeros((view.jobs + 1) * (int(self.grids.max()) + 1))
        self._kept, self._times = np.zeros(view.jobs, np.int64), np.zeros(view.jobs, np.int64)
        self._most = float((most >> self.shift) * self.scale)
        self._worth = np.clip(np.round(start / 2.0**self.shift * self.scale), 0, self._most)
        self._best, self._best_worth = -1.0, self._worth

    @property
    def bound(self) -> int:
        """Whole lowered cost that no plan goes below."""
        if self._best <= 0:
            return 0
        return -(-int(self._best) // self.scale) << self.shift

    @property
    def worth(self) -> Floats:
        """What a job may cost, in lowered costs."""
        return self._best_worth / self.scale * 2.0**self.shift

    def better(self, known: int, meter: Meter) -> None:
        """Steps towards a plan that costs `known`, until they lead nowhere, the bound meets it, or work ends."""
        view, stalled, pace = self.view, 0, 1.0
        aim = (known >> self.shift) * self.scale
        drift = np.zeros(view.jobs)
        while not meter.is_over and pace > 1e-3:
            value = self._filled(meter)
            if value > self._best + 1e-7 * abs(self._best):
                self._best, self._best_worth, stalled = value, self._worth, 0
            else:
                stalled += 1
            if self.bound >= known:
                return
            if stalled >= 15:
                pace, stalled, drift = pace * 0.7, 0, np.zeros(view.jobs)
                self._worth = self._best_worth
            drift = 0.6 * drift + 0.4 * (1 - self._times)
            length = float(drift @ drift)
            if length == 0:
                return
            step = pace * max(aim - value, 0.3 * self.scale) / max(length, 1.0)
            self._worth = np.clip(np.round(self._worth + step * drift), 0, self._most)

    def _filled(self, meter: Meter) -> float:
        """The bound at the worths of now."""
        view, spent = self.view, np.zeros(1, np.int64)
        low = filled(
            view.jobs, view.makers, self.cost, self.steps, self.grids, self._worth, self._times, self._table,
            self._kept, spent,
        )  # fmt: skip
        meter.spend(int(spent[0]) // _CELLS_A_UNIT + view.jobs * view.makers // _PAIRS_A_UNIT + 20)
        return float(self._worth.sum()) + low


def _exact(jobs: int, most: int) -> tuple[int, int]:
    """(shift, scale): numbers up to `most` are counted in parts of 2^shift / scale, so that no sum is rounded."""
    total = 2 * (jobs + 1) * most
    shift = (total // _EXACT).bit_length()
    return shift, min(_SCALE, max(1, _EXACT // total)) if shift == 0 else 1


def _finest(view: View, work: int, worth: Floats) -> int:
    """Steps of a grid for which a hundred rounds fit the work; twenty where the question is large."""
    fits = _MOST_CELLS // (view.jobs + 1) + 1
    if view.cost.size < LARGE:
        cells = min(_MOST_CELLS, max(1, work * _CELLS_A_UNIT // 100 // view.makers * 3))
        return int(min(_FINEST, max(_FEWEST_STEPS, cells // view.jobs, 1), fits))
    packed = int((view.fits & (view.cost.reshape(view.jobs, -1) < worth[:, None])).sum())
    return int(min(_FINEST, max(_FEWEST_STEPS, work * _CELLS_A_UNIT // 20 // max(1, packed)), fits))
