"""Tiny questions, and their true optimum by trying every pattern of set-ups."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from rantai.engine.lot_sizing import LotQuestion
from rantai.engine.solvers import LinearModel, solve


def question(seed: int, periods: int = 3, items: int = 2) -> LotQuestion:
    """Real numbers, zeros among them, capacities from too little to plenty."""
    draw = np.random.default_rng(seed)
    demand = np.round(draw.uniform(0, 10, (periods, items)), 1) * (draw.random((periods, items)) < 0.8)
    unit = np.round(draw.uniform(0.5, 2, items), 1) * (draw.random(items) < 0.9)
    setup = np.round(draw.uniform(0, 4, items), 1)
    mean = float((demand @ unit).mean() + setup.sum())
    capacity = np.round(mean * draw.uniform(0.5, 1.4, periods), 1) * (draw.random(periods) < 0.95)
    costs = np.round(draw.uniform(0, 30, items), 1), np.round(draw.uniform(0, 3, items), 2)
    return LotQuestion(demand, capacity, unit, setup, *costs)


def optimum(asked: LotQuestion) -> float | None:
    """The least cost of any plan, by one small linear model for every pattern of set-ups; None without a plan."""
    shape = asked.demand.shape
    found = [
        value
        for pattern in itertools.product((0.0, 1.0), repeat=shape[0] * shape[1])
        if (value := _with(asked, np.array(pattern).reshape(shape))) is not None
    ]
    return min(found, default=None)


def _with(asked: LotQuestion, on: NDArray[np.float64]) -> float | None:
    """Quantities made x[t, i] and stock s[t, i]; made + old stock - stock = demand; hours within what is left."""
    periods, items = asked.demand.shape
    room = asked.capacity - on @ asked.setup_time
    if (room < 0).any():
        return None
    count = periods * items
    places = np.arange(count).reshape(periods, items)
    rows = [*range(count), *range(count), *places[1:].ravel(), *(count + places // items).ravel()]
    cols = [*range(count), *range(count, 2 * count), *(count + places[:-1]).ravel(), *range(count)]
    ones = np.ones(count)
    entries = np.concatenate([ones, -ones, ones[: count - items], np.tile(asked.unit_time, periods)])
    wanted = asked.demand.ravel()
    model = LinearModel.of(
        col_cost=np.concatenate([np.zeros(count), np.tile(asked.holding_cost, periods)]),
        col_lower=np.zeros(2 * count),
        col_upper=np.concatenate([np.where(on.ravel() > 0, wanted.sum(), 0.0), np.full(count, wanted.sum())]),
        row_lower=np.concatenate([wanted, np.full(periods, -np.inf)]),
        row_upper=np.concatenate([wanted, room]),
        entry_row=rows,
        entry_col=cols,
        entry_value=entries,
    )
    report = solve(model)
    return report.objective + float((on * asked.setup_cost).sum()) if report.status == "optimal" else None
