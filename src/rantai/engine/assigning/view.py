"""An assignment as the loops want it: flat, job by job, costs lowered to where each job's cheapest maker costs 0."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.assigning.tables import Assignment
from rantai.engine.solvers.base import Floats

BARRED = 1e15  # what a maker costs on which a job does not fit


@dataclass(frozen=True)
class View:
    """cost, use: int64 [jobs * makers], job by job; fits: which pairs may be; base: what was taken off the costs."""

    jobs: int
    makers: int
    cost: Ints
    use: Ints
    capacity: Ints
    fits: np.ndarray
    base: int

    @classmethod
    def of(cls, given: Assignment) -> View:
        """Every job must fit somewhere."""
        use = np.ascontiguousarray(given.use.T)
        fits = use <= given.capacity
        cost = np.array(given.cost.T, order="C")
        least = np.where(fits, cost, np.iinfo(np.int64).max).min(axis=1)
        cost -= least[:, None]
        base = sum(least.tolist())
        return cls(given.jobs, given.makers, cost.ravel(), use.ravel(), given.capacity, fits, base)

    @property
    def largest(self) -> int:
        """The largest lowered cost of a pair that may be."""
        return int(self.cost[self.fits.ravel()].max())

    def paid(self, price: Floats) -> Floats:
        """Cost and the price of the capacity that is used: [jobs, makers]; BARRED where a job does not fit."""
        paid = self.cost.reshape(self.jobs, -1) + self.use.reshape(self.jobs, -1) * price
        return np.where(self.fits, paid, BARRED)
