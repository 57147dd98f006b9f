"""What is asked and answered. T periods, N items; the unit of time and of money is the asker's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantai.engine.solvers.base import Floats, Status

Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class LotQuestion:
    """All numbers are finite and 0 or more.

    demand[T, N] pieces, real; capacity[T] hours; unit_time[N] hours a piece and setup_time[N] hours a set-up;
    setup_cost[N] money a set-up; holding_cost[N] money a piece and period end, the last one included.
    """

    demand: Floats
    capacity: Floats
    unit_time: Floats
    setup_time: Floats
    setup_cost: Floats
    holding_cost: Floats

    def __post_init__(self) -> None:
        periods, items = self.demand.shape
        by_item = (self.unit_time, self.setup_time, self.setup_cost, self.holding_cost)
        if self.capacity.shape != (periods,) or any(row.shape != (items,) for row in by_item):
            raise ValueError("capacity needs a number for every period, the others one for every item")
        everything = (self.demand, self.capacity, *by_item)
        if not all(np.isfinite(row).all() and (row >= 0).all() for row in everything):
            raise ValueError("numbers must be finite and 0 or more")

    @property
    def n_periods(self) -> int:
        return self.demand.shape[0]

    @property
    def n_items(self) -> int:
        return self.demand.shape[1]


@dataclass(frozen=True)
class LotAnswer:
    """quantity[T, N] and objective are None without an answer; bound is None when nothing is proven.

    first_short_period, short_hours: for `infeasible`, the period up to which this many hours are missing at least.
    """

    status: Status
    objective: float | None
    bound: float | None
    quantity: Floats | None
    first_short_period: int | None = None
    short_hours: float = 0.0
