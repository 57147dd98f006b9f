"""A whole plan made cheaper a few sheets at a time: the wasteful ones are cut anew within a smaller cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen
from rantai.engine.cutting.sheets.forest import Forest
from rantai.engine.cutting.sheets.greedy import served
from rantai.engine.cutting.sheets.whole import MOST_BLANKS, blanks_of, cheaper, left_of, merged
from rantai.engine.solvers.effort import Meter

FEWEST, MOST = 2, 9  # sheets of a window


class Windows:
    """A plan, what each of its patterns wastes, and what of each format is left; all kept while sheets are cut anew."""

    def __init__(self, batch: Batch, plan: Sequence[Chosen]) -> None:
        self.batch = batch
        self.rows: list[Chosen] = []
        self.counts: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
        self.waste = np.zeros(0)
        self.left = left_of(batch, plan, [])
        self.cost = batch.cost(plan)
        self._add(plan)

    @property
    def plan(self) -> list[Chosen]:
        """As it is now."""
        return merged(self.rows)

    def cut_anew(self, draw: np.random.Generator, meter: Meter) -> bool:
        """Cut some drawn sheets anew, where they then cost less; whether they did."""
        taken = self._drawn(draw)
        meter.spend(100 + len(self.rows) // 4)
        if len(taken) < FEWEST:
            return False
        sheets = [self.rows[at]._replace(times=1) for at in taken]
        blanks = blanks_of(np.sum([self.counts[at] for at in taken], axis=0))
        left = self._with(sheets, 1)
        forest = Forest(self.batch, blanks, left, len(sheets) + 4, int(draw.integers(1, 2**30)))
        goal = sum(forest.cost[one.format] for one in sheets) - 1
        meter.spend(200 + 2 * len(blanks))
        if not cheaper(forest, goal, meter):
            return False
        self._replace(taken, sheets, forest.chosen())
        return True

    def _replace(self, taken: Sequence[int], gone: Sequence[Chosen], made: Sequence[Chosen]) -> None:
        """One sheet of each of the rows goes, what was made of them comes."""
        self.left = self._with(gone, 1)
        self.left = self._with(made, -1)
        self.cost += self.batch.cost(made) - self.batch.cost(gone)
        for at in sorted(taken, reverse=True):
            one = self.rows[at]
            if one.times > 1:
                self.rows[at] = one._replace(times=one.times - 1)
            else:
                del self.rows[at], self.counts[at]
                self.waste = np.delete(self.waste, at)
        self._add(made)

    def _add(self, plan: Sequence[Chosen]) -> None:
        self.rows += plan
        self.counts += [one.pattern.counts(len(self.batch.items)) for one in plan]
        self.waste = np.append(self.waste, [self._waste(one) for one in plan])

    def _with(self, sheets: Sequence[Chosen], sign: int) -> list[int]:
        """Stock left when sheets are given back, or taken."""
        left = list(self.left)
        for one in sheets:
            left[one.format] += sign * one.times if left[one.format] >= 0 else 0
        return left

    def _drawn(self, draw: np.random.Generator) -> list[int]:
        """Patterns that waste much, with some luck."""
        most, blanks, taken = int(draw.integers(FEWEST, MOST)), 0, []
        order = np.argsort(-self.waste * draw.uniform(0.3, 1.0, size=len(self.rows)), kind="stable")
        for at in order[:most].tolist():
            blanks += int(self.counts[at].sum())
            if blanks > MOST_BLANKS // 2:
                break
            taken.append(at)
        return taken

    def _waste(self, one: Chosen) -> float:
        """Cost of what a sheet does not use."""
        room = self.batch.formats[one.format]
        return 1e-6 + (1.0 - served(self.batch, one) / (room.x * room.y)) * (room.cost + 1e-9)
