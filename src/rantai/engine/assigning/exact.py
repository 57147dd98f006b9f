"""Small questions to the end: every plan that could still be better is tried, or ruled out by prices of capacity."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.assigning.search_loops import exhaust
from rantai.engine.assigning.view import View
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

STEPS_A_UNIT = 100
MOST_OFFERS = 20_000  # makers times jobs; larger questions are never ended by this
_LARGE = 2**61


class Tried(NamedTuple):
    """is_all: nothing was left untried. cost: of the cheapest plan below what was known, None when there is none."""

    is_all: bool
    cost: int | None
    at: Ints
    steps: int


def try_all(view: View, price: Floats, known: int | None, meter: Meter) -> Tried:
    """Look for a plan cheaper than `known` (None: for any plan), within the meter's work."""
    jobs, makers = view.jobs, view.makers
    paid = view.paid(price)
    two = np.sort(paid, axis=1)[:, :2]
    regret = two[:, 1] - two[:, 0] if makers > 1 else np.zeros(jobs)
    pool = np.argsort(regret, kind="stable")
    ints = [np.zeros(size, np.int64) for size in (makers, jobs * makers, jobs, jobs, jobs, 2)]
    room, offer, count_of, tried, best, spent = ints
    loss, lost = np.zeros(jobs * makers), np.zeros(jobs + 1 + makers)
    ahead = np.zeros((2 * makers + 2) * (jobs + 1))
    least = min(_LARGE, view.largest * jobs) if known is None else known - 1
    cost = exhaust(
        jobs, makers, view.cost, view.use, view.capacity, paid.ravel(), price, np.full(jobs, -1), np.zeros_like(room),
        np.arange(makers), pool, room, offer, loss, count_of, tried, lost, ahead, best, spent,
        least, max(1, meter.left * STEPS_A_UNIT),
    )  # fmt: skip
    meter.spend(int(spent[0]) // STEPS_A_UNIT + 1)
    at = np.zeros(jobs, np.int64)
    at[pool] = best
    return Tried(bool(spent[1]), int(cost) if cost <= least else None, at, int(spent[0]))
