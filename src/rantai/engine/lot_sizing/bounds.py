"""What no plan can cost less than, and why no plan can exist.

Prices of hours, 0 or more, turn the capacities into costs; each item alone is then solved to its optimum (Wagner and
Whitin). For any prices the sum, less what the capacities are worth, is a bound.
"""

from __future__ import annotations

import numpy as np

from rantai.engine.lot_sizing import price_loops
from rantai.engine.lot_sizing.tables import LotQuestion
from rantai.engine.solvers.base import Floats

_EPS = float(np.finfo(np.float64).eps)
_SURE = 1e-9  # of the hours: less may be a rounding error


class Prices:
    """Prices of hours that rise towards the best bound, and the running mean of the plans on the way.

    price: the best so far; trial: the last that were tried, of which `best` holds the costs of first periods.
    """

    def __init__(self, asked: LotQuestion, first: Floats | None = None) -> None:
        periods, items = asked.demand.shape
        self.asked = asked
        self.demand = np.ascontiguousarray(asked.demand.T).ravel()
        by_item = (asked.unit_time, asked.setup_time, asked.setup_cost, asked.holding_cost)
        self.rates = np.stack(by_item, axis=1).ravel()
        self.price = np.zeros(periods) if first is None else first.copy()
        self.mean_lots, self.mean_load = np.zeros(items * periods), np.zeros(periods)
        self.best = np.zeros(items * (periods + 1))
        self._back = np.zeros(items * (periods + 1), dtype=np.int64)
        self._state, self.trial = np.zeros(4), np.zeros(periods)
        self._lots, self._load = np.zeros(items * periods), np.zeros(periods)

    @property
    def step_units(self) -> float:
        """Units of work that one step costs."""
        return 0.0012 * self.asked.n_items * self.asked.n_periods**2 + 0.5

    @property
    def settled(self) -> bool:
        """Whether further steps would be too small to matter."""
        return bool(self._state[3] and self._state[1] <= 0.0005)

    def climb(self, steps: int, target: float) -> float:
        """Raise the bound by some steps; `target` is what it should come near to. The bound, rounding taken off."""
        asked = self.asked
        means = (self.price, self.mean_lots, self.mean_load)
        space = (self._state, self.trial, self.best, self._back, self._lots, self._load)
        given = (asked.n_items, asked.n_periods, steps, target, self.demand, self.rates, asked.capacity)
        return self.safe(price_loops.climb(*given, *means, *space))

    def safe(self, value: float) -> float:
        """A bound less what rounding may have added to it."""
        worth = float(self.price @ self.asked.capacity)
        terms = self.asked.n_items * (self.asked.n_periods + 4) + self.asked.n_periods + 10
        return value - terms * _EPS * (abs(value) + 2 * worth)

    def probe(self) -> tuple[Floats, Floats]:
        """By how much the bound rises when a set-up is demanded, or forbidden: two arrays [N, T]."""
        shape = (self.asked.n_items, self.asked.n_periods)
        opened, shut = np.zeros(shape[0] * shape[1]), np.zeros(shape[0] * shape[1])
        space = (self.best, self._back, np.zeros(shape[1] + 1))
        price_loops.probe(*shape, self.demand, self.rates, self.price, *space, opened, shut)
        return opened.reshape(shape), shut.reshape(shape)


def missing_hours(asked: LotQuestion) -> tuple[int, float] | None:
    """The first period up to which even one set-up of each item and its pieces need more hours than there are."""
    wanted = np.cumsum(asked.demand, axis=0)
    needed = wanted @ asked.unit_time + (wanted > 0) @ asked.setup_time
    room = np.cumsum(asked.capacity)
    short = np.flatnonzero(needed > room * (1 + _SURE))
    if len(short):
        return int(short[0]), float(needed[short[0]] - room[short[0]])
    fits = asked.setup_time[None, :] <= asked.capacity[:, None] * (1 + _SURE)
    never = (wanted > 0) & ~np.maximum.accumulate(fits, axis=0)
    late = np.flatnonzero(never.any(axis=1))
    if not len(late):
        return None
    period = int(late[0])
    return period, float(asked.setup_time[never[period]].min() - asked.capacity[: period + 1].max())


def hours_proof(asked: LotQuestion, steps: int) -> float:
    """More than 0 when prices alone prove that the hours cannot suffice: what is missing, weighted by the prices."""
    free = np.zeros(asked.n_items)
    hours = LotQuestion(asked.demand, asked.capacity, asked.unit_time, asked.setup_time, free, free)
    prices = Prices(hours, np.ones(asked.n_periods))
    value = prices.climb(1, 1.0)
    worth = float(asked.capacity.sum())
    for _ in range(max(1, steps // 20)):
        if value > _SURE * worth:
            return value
        value = prices.climb(20, max(value, 0.0) + 0.02 * worth)
    return value if value > _SURE * worth else 0.0
