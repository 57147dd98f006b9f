"""The search for sheets: all plans of a tiny list, ruin and recreate for a small one, columns for a long one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting import plain
from rantai.engine.cutting.batch import Batch, Chosen, Found
from rantai.engine.cutting.sheets.columns import HIGHEST, Columns, dearest
from rantai.engine.cutting.sheets.cuts import obey
from rantai.engine.cutting.sheets.dive import dive
from rantai.engine.cutting.sheets.few import few
from rantai.engine.cutting.sheets.greedy import sequence
from rantai.engine.cutting.sheets.scales import Scales
from rantai.engine.cutting.sheets.shelves import shelves, suits
from rantai.engine.cutting.sheets.staged import Staged
from rantai.engine.cutting.sheets.tiny import is_tiny, solve_tiny
from rantai.engine.cutting.sheets.whole import MOST_BLANKS, NO_LIMIT, blanks_of, grow, merged
from rantai.engine.cutting.sheets.windows import Windows
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.solvers.effort import Meter

Ints = NDArray[np.int64]

SMALL = 150  # blanks up to which ruin and recreate alone does best
KIND_UNITS = 40  # to know a kind's bounds
TURNS = 12  # dives and windows that share the work left
TURN_UNITS = 150_000  # that each may take at least
TURN_COST = 1_000
FAVOURS = (1.5, 1.0, 1.2)  # how much large blanks are favoured in first plans
SEQUENCE_UNITS = 6_000  # that a sheet of a first plan in sequence takes, about
RELAX_UNITS = 20_000  # that the relaxed plan of a long list takes for a kind of blank, about
FRUITLESS = 2  # dives in a row, after which a long list is only cut anew by windows
WINDOW_UNITS = 60_000


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """The best plan that the work of `meter` finds, with a bound for serving what it serves."""
    wanted = np.where(batch.placeable, batch.demand, 0)
    if not wanted.any():
        return Found((), 0)
    if is_tiny(batch) and (found := solve_tiny(batch, meter)) is not None:
        return found
    return Search(batch, wanted, meter, seed).run()


class Search:
    """One batch: the best plan so far, and the ways to a better one."""

    def __init__(self, batch: Batch, wanted: Ints, meter: Meter, seed: int) -> None:
        self.batch, self.wanted, self.meter, self.seed = batch, wanted, meter, seed
        self.left = [one.available for one in batch.formats]
        self.is_short = int(wanted.sum()) <= MOST_BLANKS
        self.scales = Scales(batch)
        meter.spend(KIND_UNITS * len(batch.items))
        self.columns: Columns | None = None
        self.goal = self.scales.bound(wanted, NO_LIMIT)  # no plan that serves everything costs less
        self._set([])

    def run(self) -> Found:
        """The best plan found, and what is proven for it."""
        self._search()
        if self.batch.max_cuts != UNLIMITED:
            self._set(obey(self.batch, self.best, self.wanted, self.meter, self.seed))
        if self.batch.max_patterns != UNLIMITED and len(self.best) > self.batch.max_patterns:
            self._set(self._few())
        return Found(tuple(self.best), self._bound(), self.meter.is_stopped)

    def _bound(self) -> int:
        """What serving as much as the plan does costs at least."""
        served, cost = self.batch.demand - self.batch.left_out(self.best), self.cost
        bound = min(self.goal, cost) if self.is_whole else self.scales.bound(served, cost)
        return max(bound, self.columns.bound(served, cost)) if self.columns and bound < cost else bound

    def _search(self) -> None:
        if int(self.wanted.sum()) <= SMALL:
            self._set(grow(self.batch, blanks_of(self.wanted), self.left, self.goal, self.meter, self.seed))
            return
        self._set(self._first())
        if not self._is_best() and (self.is_short or len(self.wanted) * RELAX_UNITS < self.meter.left // 2):
            self._relax()
        self._polish()

    def _few(self) -> list[Chosen]:
        """A plan within the number of patterns, better or worse: new patterns, or only those of the best plan."""
        starts = [self.best] if self.batch.max_cuts != UNLIMITED else [[], self.best]
        plans = [few(self.batch, known, self.wanted, self.meter, self.seed) for known in starts]
        return min(plans, key=self.batch.grade_of)

    @cached_property
    def staged(self) -> Staged:
        return Staged(self.batch, dearest(self.batch) * HIGHEST)

    def _first(self) -> list[Chosen]:
        if self.is_short:
            part = self.meter.part(granted := self.meter.left // 5)
            made = grow(self.batch, blanks_of(self.wanted), self.left, self.goal, part, self.seed)
            self.meter.settle(part, granted)
            return made
        best, favours = self._plainly(), list(FAVOURS)
        while favours and len(best) * SEQUENCE_UNITS < self.meter.left // 4 and not self.meter.is_over:
            part = self.meter.part(granted := self.meter.left // 3)
            made = sequence(self.batch, self.wanted, self.left, part, self.seed, self.staged, favours.pop(0))
            self.meter.settle(part, granted)
            if self.batch.grade_of(made) >= self.batch.grade_of(best):
                break
            best = made
        return best

    def _plainly(self) -> list[Chosen]:
        """A whole plan in little work."""
        if suits(self.batch, self.wanted):
            return shelves(self.batch, self.wanted, self.meter)
        return list(plain.search(self.batch).chosen)

    def _is_best(self) -> bool:
        return self.is_whole and self.cost <= self.goal

    def _set(self, plan: list[Chosen]) -> None:
        self.best, self.grade, self.cost = plan, self.batch.grade_of(plan), self.batch.cost(plan)
        self.is_whole = not self.batch.left_out(plan)[self.wanted > 0].any()  # all that can be placed is

    def _take(self, plan: list[Chosen]) -> None:
        plan = merged(plan)
        if self.batch.grade_of(plan) < self.grade:
            self._set(plan)

    def _relax(self) -> None:
        """Patterns by their worth, then whole sheets in a few ways."""
        self.columns = columns = Columns(self.batch, self.wanted, self.staged, self.seed)
        columns.add(self.best)
        part = self.meter.part(granted := self.meter.left // 3)
        known = self.cost if self.is_whole else NO_LIMIT
        columns.generate(part, known)
        self.meter.settle(part, granted)
        self.goal = max(self.goal, columns.bound(self.wanted, known))

    def _polish(self) -> None:
        """Dives from the relaxed plan and windows on the best plan, by turns, until the work ends."""
        draw = np.random.default_rng(self.seed)
        units, fruitless = max(TURN_UNITS, self.meter.left // TURNS), 0
        while not self.meter.is_over and not self._is_best():
            self.meter.spend(TURN_COST)
            if self.is_short or fruitless < FRUITLESS:
                before = self.cost
                self._within(units, lambda part: self._dive(draw, part))
                fruitless = 0 if self.cost < before else fruitless + 1
            self._within(units, lambda part: self._windows(draw, part))

    def _within(self, units: int, step: Callable[[Meter], None]) -> None:
        """A step that may do so much of the work that is left."""
        part = self.meter.part(granted := min(units, self.meter.left))
        step(part)
        self.meter.settle(part, granted)

    def _dive(self, draw: np.random.Generator, meter: Meter) -> None:
        if self.columns:
            self._take(dive(self.columns, draw, meter))

    def _windows(self, draw: np.random.Generator, meter: Meter) -> None:
        """A few sheets at a time anew."""
        windows = Windows(self.batch, self.best)
        while not meter.is_over and windows.cost > self.goal and len(windows.rows) > 1:
            part = meter.part(granted := min(WINDOW_UNITS, meter.left))
            windows.cut_anew(draw, part)
            meter.settle(part, granted)
        self._take(windows.plan)
