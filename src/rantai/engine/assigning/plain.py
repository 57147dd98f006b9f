"""A plain plan in no time and without compiled loops: jobs one after the other to the cheapest maker with room.

Cheapest: with so much for the capacity that is used as lets every job find room (the idea of Martello & Toth, Knapsack
Problems, 1990, section 7.4.3: several measures of desirability, the best plan kept).
"""

from __future__ import annotations

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.assigning.tables import Assignment
from rantai.engine.solvers.base import Floats

TRIED = (0.0, 0.5, 1.0, 2.0, 8.0, 1e6)  # what capacity costs, as a share of how costs differ; the last: only use counts
HALVINGS, FEW_HALVINGS, SMALL = 12, 3, 200_000  # between what fails and what does not; few for more pairs


def first_plan(given: Assignment) -> Ints | None:
    """Makers of all jobs, int64 [jobs], with as little for capacity as lets all find room; None when nothing does."""
    cost, use = given.cost.T.astype(np.float64), given.use.T
    fits = use <= given.capacity
    cost -= np.where(fits, cost, np.inf).min(axis=1)[:, None]
    share = use / np.maximum(given.capacity, 1)
    slope = np.where(fits, cost, 0).max(axis=1).mean() / max(1e-9, float(np.where(fits, share, 0).mean()))
    low, best = 0.0, None

    def tried(much: float) -> Ints | None:
        return _filled(given, use, np.where(fits, cost + (much * slope + 1e-9) * share, np.inf))

    for much in TRIED:
        best, high = tried(much), much
        if best is not None:
            break
        low = much
    if best is None:
        return None
    every, paid = np.arange(given.jobs), given.cost
    for _ in range(HALVINGS if cost.size <= SMALL else FEW_HALVINGS):
        middle = (low + high) / 2
        plan = tried(middle)
        if plan is None:
            low = middle
        else:
            high = middle
            best = min(best, plan, key=lambda one: sum(paid[one, every].tolist()))
    return best


def _filled(given: Assignment, use: Ints, score: Floats) -> Ints | None:
    """Jobs that lose most by their second choice first."""
    two = np.partition(score, 1, axis=1)[:, :2] if given.makers > 1 else np.repeat(score, 2, axis=1)
    regret = np.where(np.isinf(two[:, 1]), np.inf, two[:, 1] - np.where(np.isinf(two[:, 0]), 0, two[:, 0]))
    left, plan = given.capacity.copy(), np.zeros(given.jobs, np.int64)
    for job in np.lexsort((np.arange(given.jobs), -use.min(axis=1), -regret)).tolist():
        row = np.where(use[job] <= left, score[job], np.inf)
        maker = int(row.argmin())
        if not row[maker] < np.inf:
            return None
        left[maker] -= use[job, maker]
        plan[job] = maker
    return plan
