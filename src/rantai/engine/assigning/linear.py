"""Prices of capacity and jobs from the linear relaxation, for questions too large for the walk over prices to end.

Only the makers that are cheap for a job stand in the model at first; others are priced in (Gilmore & Gomory, 1961)
until none is left that the prices call for. Any prices give a bound that holds, so nothing rests on the solver.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.assigning.bounds import LARGE, slope
from rantai.engine.assigning.view import BARRED, View
from rantai.engine.solvers import LinearModel, Status, WorkBudget, solver
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

WIDE, MORE = 8, 4  # makers of a job in the model at first, and the most that a round brings in
ROUNDS = 12
ROWS_A_UNIT = 10  # of one iteration of the simplex method
_STEPS_A_JOB = 4  # iterations, about
_LARGEST_COST = 1e6  # in the model
_OVERLOAD = 50.0  # cost of a unit too much, in slopes
_SLACK = 1e-6


class Linear(NamedTuple):
    """worth: what a job may cost, [jobs]. price: of a unit of each maker's capacity, [makers]."""

    worth: Floats
    price: Floats


def linear_prices(view: View, price: Floats, meter: Meter) -> Linear | None:
    """The prices that the linear relaxation proves best; None where the question is small, or the work too little.

    Deterministic: the solver's iterations are charged by a measured weight, and none is begun that will not end.
    """
    weight = 1 + (view.jobs + view.makers) // ROWS_A_UNIT
    if view.cost.size < LARGE or _STEPS_A_JOB * view.jobs * weight > meter.left:
        return None
    paid = view.paid(price)
    wide = min(WIDE, view.makers)
    is_in = np.zeros(paid.shape, np.bool_)
    np.put_along_axis(is_in, np.argpartition(paid, wide - 1, axis=1)[:, :wide], values=True, axis=1)
    is_in &= view.fits
    model = _Model(view)
    pairs = np.flatnonzero(is_in.ravel())
    session = solver().session(model.first().with_columns(model.columns(pairs)))
    found = None
    for _ in range(ROUNDS):
        meter.spend(len(pairs))
        if meter.is_over:
            return found
        report = session.solve(WorkBudget(simplex_iterations=max(1, meter.left // weight)))
        meter.spend(report.iterations * weight)
        if report.status is not Status.OPTIMAL or len(report.row_duals) == 0:
            return found
        found = model.prices(report.row_duals)
        gain = np.where(is_in, 0, view.paid(found.price) - found.worth[:, None])
        pairs = _wanted(gain, min(MORE, view.makers), _SLACK * (1 + float(np.abs(found.worth).max())))
        if len(pairs) == 0:
            return found
        is_in.ravel()[pairs] = True
        session.add_columns(model.columns(pairs))
    return found


def _wanted(gain: Floats, most: int, slack: float) -> Ints:
    """Pairs that would lower the cost, up to `most` of each job, in order."""
    part = np.argpartition(gain, most - 1, axis=1)[:, :most]
    rows = np.repeat(np.arange(len(gain)), most)
    pairs = rows * gain.shape[1] + part.ravel()
    return np.sort(pairs[gain.ravel()[pairs] < -slack])


class _Model:
    """Rows: the jobs, each once, then the makers, whose loads are shares of capacity."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.unit = max(1.0, view.largest / _LARGEST_COST)
        self.size = np.maximum(view.capacity, 1).astype(np.float64)

    def first(self) -> LinearModel:
        """The rows, and what too much load of a maker costs, so that there is always an answer."""
        jobs, makers = self.view.jobs, self.view.makers
        full = np.where(self.view.capacity > 0, 1.0, 0.0)
        return LinearModel.of(
            col_cost=_OVERLOAD * slope(self.view) * self.size / self.unit,
            col_lower=np.zeros(makers),
            col_upper=np.full(makers, np.inf),
            row_lower=np.concatenate([np.ones(jobs), np.full(makers, -np.inf)]),
            row_upper=np.concatenate([np.ones(jobs), full]),
            entry_row=jobs + np.arange(makers),
            entry_col=np.arange(makers),
            entry_value=-np.ones(makers),
        )

    def columns(self, pairs: Ints) -> LinearModel:
        """What a job costs and uses at a maker."""
        jobs, makers = self.view.jobs, self.view.makers
        job, maker, many = pairs // makers, pairs % makers, len(pairs)
        return LinearModel.of(
            col_cost=self.view.cost[pairs] / self.unit,
            col_lower=np.zeros(many),
            col_upper=np.full(many, np.inf),
            row_lower=np.zeros(jobs + makers),
            row_upper=np.zeros(jobs + makers),
            entry_row=np.concatenate([job, jobs + maker]),
            entry_col=np.tile(np.arange(many), 2),
            entry_value=np.concatenate([np.ones(many), self.view.use[pairs] / self.size[maker]]),
        )

    def prices(self, duals: Floats) -> Linear:
        """In the costs of the view. Worths are what the prices of capacity leave, where a job could go anywhere."""
        price = np.maximum(0.0, -duals[self.view.jobs :] * self.unit / self.size)
        return Linear(np.clip(duals[: self.view.jobs] * self.unit, 0, BARRED), price)
