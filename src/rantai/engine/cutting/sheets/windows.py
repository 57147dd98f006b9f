"""A whole plan made cheaper a few sheets at a time: the wasteful ones are cut anew within a smaller cost."""

from __future__ import annotations

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen
from rantai.engine.cutting.effort import Meter
from rantai.engine.cutting.sheets.forest import Forest
from rantai.engine.cutting.sheets.greedy import served
from rantai.engine.cutting.sheets.whole import MOST_BLANKS, blanks_of, cheaper, left_of, merged, without

FEWEST, MOST = 2, 9  # sheets of a window


class Windows:
    """A plan, and what each of its patterns wastes."""

    def __init__(self, batch: Batch, plan: list[Chosen]) -> None:
        self.batch, self.plan = batch, plan
        self.waste = np.array([self._waste(one) for one in plan])
        self.counts = [one.pattern.counts(len(batch.items)) for one in plan]

    def cut_anew(self, draw: np.random.Generator, meter: Meter) -> list[Chosen] | None:
        """The plan with some drawn sheets cut anew, where they then cost less; None when they do not."""
        taken = self._drawn(draw)
        meter.spend(200 + 2 * len(self.plan))
        if len(taken) < FEWEST:
            return None
        sheets = [self.plan[at]._replace(times=1) for at in taken]
        blanks = blanks_of(np.sum([self.counts[at] for at in taken], axis=0))
        left = left_of(self.batch, self.plan, sheets)
        forest = Forest(self.batch, blanks, left, len(sheets) + 4, int(draw.integers(1, 2**30)))
        goal = sum(forest.cost[one.format] for one in sheets) - 1
        meter.spend(200 + 2 * len(blanks))
        if not cheaper(forest, goal, meter):
            return None
        return merged([*without(self.plan, sheets), *forest.chosen()])

    def _drawn(self, draw: np.random.Generator) -> list[int]:
        """Patterns that waste much, with some luck."""
        most, blanks, taken = int(draw.integers(FEWEST, MOST)), 0, []
        order = np.argsort(-self.waste * draw.uniform(0.3, 1.0, size=len(self.plan)), kind="stable")
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
