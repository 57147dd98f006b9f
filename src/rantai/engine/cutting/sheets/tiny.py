"""Lists of a handful of blanks: all plans are looked at, so the answer is the best there is and proves itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen, Found, Pattern, Spot
from rantai.engine.cutting.sheets import boxes
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.solvers.effort import Meter

MOST_BLANKS = 8
NODES = 60_000  # partial plans
NODE_UNITS = 6
_WAYS = {"any": (0, 1), "length": (1,), "width": (0,)}

Grade = tuple[int, ...]


class Sheet(NamedTuple):
    """What one piece of stock is cut into: its format, the blanks as bits."""

    format: int
    mask: int


def is_tiny(batch: Batch) -> bool:
    """Whether all plans can be looked at: few blanks, and no limit that the boxes do not know."""
    free = batch.max_cuts == UNLIMITED and batch.bed == 0
    return free and int(np.where(batch.placeable, batch.demand, 0).sum()) <= MOST_BLANKS


def solve_tiny(batch: Batch, meter: Meter) -> Found | None:
    """The best plan; None when there are too many ways to look at."""
    ways = Ways(batch)
    meter.spend(200 + ways.work)
    if not ways.is_complete:
        return None
    plans = Plans(ways)
    plans.look()
    meter.spend(plans.nodes * NODE_UNITS)
    if plans.nodes > NODES or plans.best is None:
        return None
    chosen = plans.chosen(plans.best)
    return Found(tuple(chosen), batch.cost(chosen))


class Ways:
    """Which subsets of the blanks fit which format, and how they lie."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        counts = np.where(batch.placeable, batch.demand, 0).tolist()
        self.kinds = [kind for kind, count in enumerate(counts) for _ in range(count)]
        self.levels = batch.stages
        self.states = 2 * self.levels + 2 if self.levels else 1
        number = 1 << len(self.kinds)
        self.boxes = np.zeros(number * self.states * 2 * boxes.MOST, dtype=np.int64)
        self.counts = np.zeros(number * self.states, dtype=np.int64)
        self.blanks = [(batch.items[k].x, batch.items[k].y, int(batch.items[k].may_turn)) for k in self.kinds]
        rooms = np.array([(one.x, one.y) for one in batch.formats if one.available], dtype=np.int64).reshape(-1)
        flat = np.array(self.blanks, dtype=np.int64).reshape(-1)
        self.is_complete = boxes.all_boxes(flat, rooms, self.levels, self.boxes, self.counts) == 1
        self.work = 3 ** len(self.kinds) * self.states // 20

    def set_of(self, mask: int, state: int) -> list[tuple[int, int]]:
        """Smallest boxes of a subset."""
        at = mask * self.states + state
        start = at * 2 * boxes.MOST
        flat = self.boxes[start : start + 2 * int(self.counts[at])].tolist()
        return list(zip(flat[::2], flat[1::2], strict=True))

    def box(self, mask: int, format_: int) -> tuple[int, int, int] | None:
        """A state and a box in which a subset fits a format; None when it does not."""
        one = self.batch.formats[format_]
        states = [2 * self.levels + way for way in _WAYS[self.batch.first_cut]] if self.levels else [0]
        for state in states:
            for x, y in self.set_of(mask, state):
                if x <= one.x and y <= one.y:
                    return state, x, y
        return None

    def spots(self, mask: int, state: int, size: tuple[int, int], low: tuple[int, int]) -> list[Spot]:
        """Where the blanks of a subset lie when its box is `size` and its low corner `low`."""
        if mask & (mask - 1) == 0:
            blank = mask.bit_length() - 1
            return [Spot(self.kinds[blank], *low, size != self.blanks[blank][:2])]
        if self.states > 1 and size in self.set_of(mask, inner := self._inner(state)):
            return self.spots(mask, inner, size, low)
        for way in (0, 1) if self.states == 1 else (state % 2,):
            found = self._halves(mask, state, way, size)
            if found:
                one, at_one, other, at_other = found
                far = (low[0] + at_one[0], low[1]) if way == 0 else (low[0], low[1] + at_one[1])
                first = self.spots(one, self._inner(state), at_one, low)
                return first + self.spots(other, state, at_other, far)
        raise AssertionError("a box of a set is made of boxes of its halves")

    def _inner(self, state: int) -> int:
        """The next level: one level of cuts less, along the other side."""
        return 2 * (state // 2 - 1) + 1 - state % 2 if self.states > 1 else 0

    def _halves(
        self, mask: int, state: int, way: int, size: tuple[int, int]
    ) -> tuple[int, tuple[int, int], int, tuple[int, int]] | None:
        """Two parts side by side that give a box of this size."""
        first = mask & -mask
        some = rest = mask ^ first
        while some:
            some = (some - 1) & rest
            for one in self.set_of(first | some, self._inner(state)):
                for other in self.set_of(rest ^ some, state):
                    along, across = one[way] + other[way], max(one[1 - way], other[1 - way])
                    if (along, across) == (size[way], size[1 - way]):
                        return first | some, one, rest ^ some, other
        return None


class Plans:
    """Depth first over plans: the first blank left goes on a sheet with others, or is left out."""

    def __init__(self, ways: Ways) -> None:
        self.ways, self.batch = ways, ways.batch
        self.everything = (1 << len(ways.kinds)) - 1
        self.ranks = 1 + max((item.rank for item in self.batch.items), default=0)
        self.best: list[Sheet] | None = None
        self.grade: Grade = ()
        self.nodes = 0
        self.fits: dict[Sheet, bool] = {}
        self.formats = sorted(
            (f for f, one in enumerate(self.batch.formats) if one.available),
            key=lambda f: (self.batch.formats[f].cost, not self.batch.formats[f].is_remnant, f),
        )

    def look(self) -> None:
        left = [one.available for one in self.batch.formats]
        self._go(self.everything, left, [], (0,) * (self.ranks + 3))

    def chosen(self, sheets: list[Sheet]) -> list[Chosen]:
        """Equal sheets together."""
        found: dict[tuple[int, tuple[int, ...]], tuple[int, int]] = {}
        for sheet in sheets:
            key = (sheet.format, self._kinds(sheet.mask))
            first, times = found.get(key, (sheet.mask, 0))
            found[key] = first, times + 1
        made = []
        for (format_, _), (mask, times) in found.items():
            box = self.ways.box(mask, format_)
            assert box is not None
            spots = self.ways.spots(mask, box[0], box[1:], (0, 0))
            made.append(Chosen(format_, Pattern(tuple(spots)), times))
        return made

    def _kinds(self, mask: int) -> tuple[int, ...]:
        return tuple(kind for blank, kind in enumerate(self.ways.kinds) if mask >> blank & 1)

    def _go(self, open_: int, left: list[int], sheets: list[Sheet], grade: Grade) -> None:
        """grade: size left out by rank, cost, full stock, patterns; none of them falls on the way down."""
        if self.best is not None and grade >= self.grade:
            return
        if not open_:
            self.best, self.grade = list(sheets), grade
            return
        first = open_ & -open_
        some = rest = open_ ^ first
        while self.nodes <= NODES:
            self._cut(first | some, open_, left, sheets, grade)
            if not some:
                break
            some = (some - 1) & rest
        self._go(open_ ^ first, left, sheets, self._without(first, grade))

    def _cut(self, mask: int, open_: int, left: list[int], sheets: list[Sheet], grade: Grade) -> None:
        """One more sheet with exactly these blanks, of every format that holds them."""
        limit = self.batch.max_patterns
        for format_ in self.formats:
            self.nodes += 1
            sheet = Sheet(format_, mask)
            if left[format_] == 0 or not self._fits(sheet):
                continue
            after = self._with(sheet, sheets, grade)
            if limit != UNLIMITED and after[-1] > limit:
                continue
            left[format_] -= 1
            self._go(open_ ^ mask, left, [*sheets, sheet], after)
            left[format_] += 1

    def _fits(self, sheet: Sheet) -> bool:
        if sheet not in self.fits:
            may = all(self.batch.may_use[kind, sheet.format] for kind in self._kinds(sheet.mask))
            self.fits[sheet] = may and self.ways.box(sheet.mask, sheet.format) is not None
        return self.fits[sheet]

    def _with(self, sheet: Sheet, sheets: list[Sheet], grade: Grade) -> Grade:
        one = self.batch.formats[sheet.format]
        kinds = self._kinds(sheet.mask)
        is_new = all(sheet.format != s.format or self._kinds(s.mask) != kinds for s in sheets)
        *ranks, cost, full, patterns = grade
        return (*ranks, cost + one.cost, full + (not one.is_remnant), patterns + is_new)

    def _without(self, first: int, grade: Grade) -> Grade:
        kind = self.ways.kinds[first.bit_length() - 1]
        made = list(grade)
        item, kerf = self.batch.items[kind], self.batch.kerf
        made[item.rank] += (item.x - kerf) * (item.y - kerf)
        return tuple(made)
