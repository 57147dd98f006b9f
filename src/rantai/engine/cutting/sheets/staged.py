"""Three-stage tables (sheet_table.py) for a batch: patterns for given worths of blanks, and the bound that they prove.

The tables do not limit how often a blank is used, and they know nothing of beds, owners or counts of cuts. So their
values are upper bounds for every pattern of at most three stages, and their patterns are kept only as far as they obey
the list.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Pattern
from rantai.engine.cutting.bounds import Cover, cover_bound, dual_bound, payable
from rantai.engine.cutting.guillotine import fewest_cuts
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.places import placed
from rantai.engine.cutting.shapes import Group, Layout, Size, without
from rantai.engine.cutting.sheet_table import SheetCutter, SheetTable
from rantai.engine.cutting.tables import FREE, UNLIMITED

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_STAGES = 3  # of the tables
TRIALS = 4  # worths kept for the whole-number bound
CELLS_A_UNIT = 3_000
SKETCH_UNITS = 2_000
OPTION_UNITS = 10


class Staged:
    """Tables for all sizes of a batch."""

    def __init__(self, batch: Batch, highest_worth: float) -> None:
        """highest_worth: of a blank, in units of cost."""
        self.batch, self.group = batch, Group(batch)
        self.cutter = SheetCutter(self.group, CuttingParams())
        self.proves = batch.stages != FREE
        self.is_plain = (
            batch.stages in {FREE, MOST_STAGES} and batch.first_cut == "any" and not batch.bed
        ) and batch.max_cuts == UNLIMITED
        self.highest = highest_worth
        self.scale, self.most = self._scale(highest_worth)
        self.sketch_units = SKETCH_UNITS + OPTION_UNITS * len(self.group.options)
        self.trials: list[tuple[list[int], dict[Size, int]]] = []

    def whole(self, worth: Floats) -> Ints:
        """Worths (units of cost) in whole numbers; any worths prove a bound, so what could overflow is cut down."""
        return np.floor(np.minimum(worth * self.scale, float(self.most))).astype(np.int64)

    def sketch(self, format_: int, values: Ints, wanted: Ints) -> list[Pattern]:
        """Good patterns of a format, found quickly."""
        table = self.cutter.tables[self.group.sizes[format_]]
        return self._patterns(format_, table.sketch(values), wanted)

    def price(self, format_: int, values: Ints, wanted: Ints, tops: dict[Size, int]) -> list[Pattern]:
        """The best patterns of a format; the bound on what any pattern is worth goes to `tops`."""
        size = self.group.sizes[format_]
        tops[size], layouts = self.cutter.tables[size].best(values)
        return self._patterns(format_, layouts, wanted)

    def units(self, format_: int) -> int:
        """Work of one price."""
        table: SheetTable = self.cutter.tables[self.group.sizes[format_]]
        made = table.makers + (table.bounds if not table.is_exact else [])
        return self.sketch_units + sum(len(one.xs) * len(one.ys) * len(one.widths) for one in made) // CELLS_A_UNIT

    def learn(self, values: Ints, tops: dict[Size, int]) -> None:
        """Keep worths and what a sheet of each size may be worth at most, for `bound`."""
        self.trials = [*self.trials[1 - TRIALS :], (values.tolist(), tops)]

    def bound(self, served: Ints, known: int) -> int:
        """Least cost of serving so many of each; at most `known`, the cost of a plan that does."""
        group = self.group
        if not self.proves or not self.trials:
            return 0
        cost, demand, best = group.cost, served.tolist(), 0
        most = [group.available[f] for f in group.usable]
        limits = {f: group.available[f] for f in group.usable if group.limited[f]}
        for values, tops in self.trials:
            per_format = {f: tops[group.sizes[f]] for f in group.usable}
            low = dual_bound(demand, values, self.scale, per_format, cost, limits)
            best = max(best, payable(low, [(cost[f], n) for f, n in zip(group.usable, most, strict=True)]))
        if best >= known:
            return known
        covers = [
            Cover(sum(u * d for u, d in zip(values, demand, strict=True)), self._tops(tops))
            for values, tops in self.trials
        ]
        return cover_bound(covers, [cost[f] for f in group.usable], most, best, known)

    def _tops(self, tops: dict[Size, int]) -> tuple[int, ...]:
        return tuple(tops[self.group.sizes[f]] for f in self.group.usable)

    def _patterns(self, format_: int, layouts: list[Layout], wanted: Ints) -> list[Pattern]:
        """Layouts with places, as far as they are wanted, may be cut from this format and keep the rules."""
        allowed = np.where(self.batch.may_use[:, format_], wanted, 0)
        made = []
        for layout in layouts:
            surplus = np.maximum(0, np.array(self.group.counts(layout), dtype=np.int64) - allowed)
            made.append(placed(without(layout, self.group.options, surplus.tolist()), self.group.options))
        return [pattern for pattern in made if pattern.spots and (self.is_plain or self._is_cuttable(format_, pattern))]

    def _is_cuttable(self, format_: int, pattern: Pattern) -> bool:
        batch, room = self.batch, self.batch.formats[format_]
        boxes = boxes_of(batch, pattern)
        region = (0, 0, room.x - batch.kerf, room.y - batch.kerf)
        cuts = fewest_cuts(boxes, region, batch.kerf, batch.stages, batch.first_cut, batch.bed)
        return cuts is not None and (batch.max_cuts == UNLIMITED or cuts <= batch.max_cuts)

    def _scale(self, highest_worth: float) -> tuple[int, int]:
        """Whole worth of one unit of cost, and the most that a blank may be worth: a full pattern stays below 2^60."""
        smallest = min([self.group.area(o.piece) for o in self.group.options] + [2**62]) or 1
        largest = max([size.x * size.y for size in self.group.room_sizes] + [1])
        pieces = 4 * (largest // smallest + 1)  # on a rounded grid each side may count double
        return max(1, 2**60 // int(pieces * max(1.0, highest_worth) + 1)), 2**60 // pieces


def boxes_of(batch: Batch, pattern: Pattern) -> Ints:
    """The blanks in real sizes: x low, y low, x high, y high."""
    rows = []
    for spot in pattern.spots:
        item = batch.items[spot.item]
        x, y = (item.y, item.x) if spot.turned else (item.x, item.y)
        rows.append((spot.x, spot.y, spot.x + x - batch.kerf, spot.y + y - batch.kerf))
    return np.array(rows, dtype=np.int64).reshape(-1, 4)
