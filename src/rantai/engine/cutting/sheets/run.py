"""The search for sheets: all plans of a tiny list, ruin and recreate for a small one, columns for a long one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen, Found
from rantai.engine.cutting.effort import Meter
from rantai.engine.cutting.sheets.columns import Columns
from rantai.engine.cutting.sheets.greedy import sequence
from rantai.engine.cutting.sheets.scales import Scales
from rantai.engine.cutting.sheets.tiny import is_tiny, solve_tiny
from rantai.engine.cutting.sheets.whole import MOST_BLANKS, blanks_of, grow, merged, rounded, window

Ints = NDArray[np.int64]

SMALL = 150  # blanks up to which ruin and recreate alone does best
EXTRAS = 5  # fractions rounded up at most
WINDOW_UNITS = 60_000


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """The best plan that the work of `meter` finds, with a bound for serving what it serves."""
    wanted = np.where(batch.placeable, batch.demand, 0)
    if not wanted.any():
        return Found((), 0)
    if is_tiny(batch) and (found := solve_tiny(batch, meter)) is not None:
        return found
    best = Search(batch, wanted, meter, seed).run()
    return Found(tuple(best), bound_of(Scales(batch), best), meter.is_stopped)


def bound_of(scales: Scales, chosen: list[Chosen]) -> int:
    """What serving as much as `chosen` costs at least."""
    batch = scales.batch
    return scales.bound(batch.demand - batch.left_out(chosen), batch.cost(chosen))


class Search:
    """One batch: the best plan so far, and the ways to a better one."""

    def __init__(self, batch: Batch, wanted: Ints, meter: Meter, seed: int) -> None:
        self.batch, self.wanted, self.meter, self.seed = batch, wanted, meter, seed
        self.left = [one.available for one in batch.formats]
        self.goal = Scales(batch).bound(wanted, 2**62)
        self.best: list[Chosen] = []

    def run(self) -> list[Chosen]:
        """The best plan found."""
        if int(self.wanted.sum()) <= SMALL:
            self.best = grow(self.batch, blanks_of(self.wanted), self.left, self.goal, self.meter, self.seed)
            return self.best
        self.best = self._first()
        if not self._is_best():
            self._relax()
        self._windows()
        return self.best

    def _first(self) -> list[Chosen]:
        if int(self.wanted.sum()) <= MOST_BLANKS:
            part = self.meter.part(granted := self.meter.left // 5)
            made = grow(self.batch, blanks_of(self.wanted), self.left, self.goal, part, self.seed)
            self.meter.settle(part, granted)
            return made
        return sequence(self.batch, self.wanted, self.left, self.meter, self.seed)

    def _is_best(self) -> bool:
        served = not self.batch.left_out(self.best)[self.wanted > 0].any()
        return served and self.batch.cost(self.best) <= self.goal

    def _take(self, plan: list[Chosen]) -> None:
        plan = merged(plan)
        if self.batch.grade_of(plan) < self.batch.grade_of(self.best):
            self.best = plan

    def _relax(self) -> None:
        """Patterns by their worth, then whole sheets in a few ways."""
        columns = Columns(self.batch, self.wanted, self.seed)
        columns.add(self.best)
        part = self.meter.part(granted := self.meter.left // 2)
        columns.generate(part)
        self.meter.settle(part, granted)
        for extra in range(EXTRAS + 1):
            if self.meter.is_over or self._is_best():
                return
            part = self.meter.part(granted := self.meter.left // (EXTRAS + 3 - extra))
            self._take(rounded(self.batch, columns.used, self.wanted, extra, part, self.seed + extra))
            self.meter.settle(part, granted)

    def _windows(self) -> None:
        """A few sheets at a time anew until the work ends."""
        draw = np.random.default_rng(self.seed)
        while not self.meter.is_over and not self._is_best() and len(self.best) > 1:
            part = self.meter.part(WINDOW_UNITS)
            found = window(self.batch, self.best, int(draw.integers(2, 9)), draw, part)
            self.meter.settle(part, min(WINDOW_UNITS, self.meter.left))
            if found is not None:
                self._take(found)
