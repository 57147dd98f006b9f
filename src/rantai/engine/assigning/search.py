"""The search for cheap plans: annealing for a first one that fits, then a few makers at a time solved anew."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.assigning.bounds import LARGE, slope
from rantai.engine.assigning.search_loops import anneal, regroup
from rantai.engine.assigning.view import View
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

NEAR = 12  # makers that a job may go to by chance
STAGES, STEPS_A_UNIT = 100, 35
WARM, WARM_LARGE, COLD, FINE = (
    0.1,
    0.03,
    0.2,
    1.5,
)  # heat at first as a share of what a job's capacity is worth, last over first, fine
GROUP_STEPS_A_UNIT = 65
ROUNDS_AT_ONCE = 20
STALLED_UNITS, RETURN_UNITS = 150_000, 1_500_000  # without a better plan: allow worse ones; go back to the best
EXTRA_PART, EXTRA_PART_LARGE = 4, 60  # worse by a quarter of the gap; less in large questions, lest the plan stray
# (makers, jobs, steps) of a group
GROUPS = ((2, 24, 20_000), (3, 24, 20_000), (4, 20, 20_000), (6, 16, 20_000), (6, 24, 50_000), (8, 18, 50_000))


class Search:
    """A plan on its way. best: int64 [jobs], cost: of best; both None before one fits."""

    def __init__(self, view: View, price: Floats, seed: int) -> None:
        self.view, self.price = view, price
        paid = view.paid(price)
        self.near = nearest(paid, NEAR)
        self.paid = paid.ravel()
        self.at = self.near[:, 0].copy()
        self.state = np.zeros(8, np.int64)
        rng = np.random.Generator(np.random.PCG64(seed))
        self.state[:2] = rng.integers(1, 2**31 - 1, 2)
        self.best_at = self.at.copy()
        self._chance = -np.log((np.arange(4096) + 0.5) / 4096)
        self._stand()

    @property
    def cost(self) -> int | None:
        """Lowered cost of the best plan."""
        return int(self.state[4]) if self.state[5] else None

    def _stand(self) -> None:
        """Loads, lists and sums of the plan at hand."""
        view, at = self.view, self.at
        mine = np.arange(view.jobs) * view.makers + at
        self.load = np.zeros(view.makers, np.int64)
        np.add.at(self.load, at, view.use[mine])
        self.count: Ints = np.bincount(at, minlength=view.makers)
        order = np.argsort(at, kind="stable")
        self.place = np.zeros(view.jobs, np.int64)
        self.place[order] = np.arange(view.jobs) - (np.cumsum(self.count) - self.count)[at[order]]
        self.held = np.zeros(view.makers * view.jobs, np.int64)
        self.held[at * view.jobs + self.place] = np.arange(view.jobs)
        self.state[2] = view.cost[mine].sum()
        self.state[3] = np.maximum(0, self.load - view.capacity).sum()
        if self.state[3] == 0 and (not self.state[5] or self.state[2] < self.state[4]):
            self.state[4], self.state[5] = self.state[2], 1
            self.best_at[:] = at

    def take(self, at: Ints) -> None:
        """A plan that somebody else found and that fits."""
        self.at = at.copy()
        self._stand()

    def anneal(self, meter: Meter, steps_most: int, tell: Callable[[], None]) -> None:
        """Cool down, again and again with higher fines for too much load, until a plan fits or work ends."""
        view = self.view
        table = np.minimum(view.use.reshape(view.jobs, -1), view.capacity).mean(axis=0)
        fine = np.maximum(self.price, max(float(self.price.mean()), slope(view)) * 0.3)
        warm = (WARM if view.cost.size < LARGE else WARM_LARGE) * float(np.median(fine * table))
        steps = max(200, min(meter.left, steps_most) * STEPS_A_UNIT // STAGES)
        for turn in itertools.count():
            for at in range(STAGES):
                if meter.is_over:
                    return
                heat = warm * COLD ** (at / STAGES)
                self._anneal(fine * FINE * 2 ** (at / STAGES + turn / 2), heat, steps)
                meter.spend(steps // STEPS_A_UNIT + 1)
            if self.state[5]:
                tell()
                return

    def _anneal(self, fine: Floats, heat: float, steps: int) -> None:
        view = self.view
        anneal(
            view.jobs, view.makers, self.near.shape[1], view.cost, view.use, view.capacity, self.near.ravel(), fine,
            self.at, self.load, self.held, self.count, self.place, self.state, self.best_at, self._chance, heat, steps,
        )  # fmt: skip

    def regroup(self, meter: Meter, bound: int, tell: Callable[[], None]) -> None:
        """Solve groups of makers anew until work ends or the plan meets the bound."""
        view = self.view
        self.at = self.best_at.copy()
        self._stand()
        if view.makers == 1:
            return
        spaces = _spaces(view.jobs)
        gained = [Fraction(1)] * len(GROUPS)
        extra_part = EXTRA_PART if view.cost.size < LARGE else EXTRA_PART_LARGE
        stalled, known = 0, int(self.state[4])
        for turn in itertools.count():
            if meter.is_over or self.state[4] <= bound:
                return
            # every other time those that gained most for their work of late
            pick = gained.index(max(gained)) if turn % 2 else turn // 2 % len(GROUPS)
            before = int(self.state[2])
            extra = 0 if stalled < STALLED_UNITS else max(1, (known - bound) // extra_part)
            units = self._regroup(spaces, GROUPS[pick], extra)
            meter.spend(units)
            rate = Fraction(max(0, before - int(self.state[2])), units)
            gained[pick] = (Fraction(3) * gained[pick] + rate).limit_denominator(1_000_000) / 4
            stalled += units
            if self.state[4] < known:
                known, stalled = int(self.state[4]), 0
                tell()
            elif stalled > RETURN_UNITS:
                stalled = STALLED_UNITS
                self.at = self.best_at.copy()
                self._stand()

    def _regroup(self, spaces: tuple[np.ndarray, ...], kind: tuple[int, int, int], extra: int) -> int:
        view, (group, free, nodes) = self.view, kind
        steps = regroup(
            view.jobs, view.makers, self.near.shape[1], view.cost, view.use, view.capacity, self.near.ravel(),
            self.paid, self.price, self.at, self.load, self.held, self.count, self.place, self.state, *spaces,
            self.best_at, min(group, view.makers), free, nodes, ROUNDS_AT_ONCE, extra,
        )  # fmt: skip
        return steps // GROUP_STEPS_A_UNIT + 1


def _spaces(jobs: int) -> tuple[np.ndarray, ...]:
    """Work space of `regroup`, in its order."""
    group, free = max(g for g, _, _ in GROUPS), max(f for _, f, _ in GROUPS)
    whole = [jobs, None, group, group * free, None, free, free + 1, None, None, free, group, 2]
    real = {1: jobs, 4: group * free, 7: free + 1 + group, 8: (2 * group + 2) * (free + 1)}
    return tuple(np.zeros(real[at]) if n is None else np.zeros(n, np.int64) for at, n in enumerate(whole))


def nearest(paid: Floats, most: int) -> Ints:
    """Up to `most` makers of each job, the cheapest first; where fewer fit, the first again: [jobs, wide]."""
    wide = min(most, paid.shape[1])
    if wide < paid.shape[1]:
        part = np.sort(np.argpartition(paid, wide - 1, axis=1)[:, :wide], axis=1)
    else:
        part = np.tile(np.arange(wide), (len(paid), 1))
    values = np.take_along_axis(paid, part, axis=1)
    order = np.argsort(values, axis=1, kind="stable")
    near, values = np.take_along_axis(part, order, axis=1), np.take_along_axis(values, order, axis=1)
    return np.ascontiguousarray(np.where(values < 1e15, near, near[:, :1]))
