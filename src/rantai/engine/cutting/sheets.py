"""Best three-stage guillotine pattern of one sheet, for given values of blanks.

Stage 1 cuts strips off the sheet, stage 2 stacks off a strip, stage 3 blanks off a stack; a last cut may trim a blank that is
narrower than its stack. One knapsack a stage (Gilmore and Gomory 1965), over raster points, with the number of blanks not
limited: an upper bound on every pattern, and exact where the rasters are exact. Both directions of the first cut.
"""

from __future__ import annotations

import itertools

import numpy as np

from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.raster import Ints, moves, raster_points
from rantai.engine.cutting.shapes import Group, Layout, Option, Pattern, Size, Stack, Strip
from rantai.engine.cutting.strips import LIES, ORDERS, fill_strips, order_options

_COARSE = 120  # positions an edge when the exact raster is too large
_COARSE_MOST = 600


class StageTable:
    """Strips along the first edge: values of stacks by height, of strips by height, of the sheet."""

    def __init__(self, sides: dict[int, tuple[int, int]], rasters: tuple[Ints, Ints]) -> None:
        """sides: option -> its size along the strip and up; rasters: cut positions along the strip and up."""
        self.xs, self.ys = rasters
        length, height = int(self.xs[-1]), int(self.ys[-1])
        kept = {j: side for j, side in sides.items() if side[0] <= length and side[1] <= height}
        self.up = {j: side[1] for j, side in kept.items()}
        widths = sorted({side[0] for side in kept.values()})
        self.at_width = [[j for j, side in kept.items() if side[0] == width] for width in widths]
        self.right = [moves(width, self.xs, length) for width in widths]
        self.above = {size: moves(size, self.ys, height) for size in sorted(set(self.up.values()))}
        self.rest = np.searchsorted(self.ys, self.ys[:, None] - self.ys[None, :], side="right") - 1

    def best(self, values: Ints) -> int:
        """Value of the best sheet; `trace` then tells how it is cut."""
        self.values = values
        self._stacks()
        self._strips()
        return self._sheet()

    def _stacks(self) -> None:
        """stack[w][y]: best stack no wider than width w and no higher than y; widths that add nothing are left out."""
        worth, self.stack, self.active = np.zeros(len(self.ys), dtype=np.int64), {}, []
        for width, options in enumerate(self.at_width):
            before = worth.copy()
            for j in options:
                for move in self.above[self.up[j]] if self.values[j] > 0 else ():
                    np.maximum(
                        worth[move.first :], worth[move.back] + move.times * self.values[j], out=worth[move.first :]
                    )
            if (worth > before).any():
                self.active.append(width)
                self.stack[width] = worth.copy()

    def _strips(self) -> None:
        """strip[x, y]: best strip no longer than x and no higher than y."""
        self.strip = np.zeros((len(self.xs), len(self.ys)), dtype=np.int64)
        for width in self.active:
            stack = self.stack[width]
            for move in self.right[width]:
                offered = self.strip[move.back]
                offered += move.times * stack
                np.maximum(self.strip[move.first :], offered, out=self.strip[move.first :])

    def _sheet(self) -> int:
        """sheet[y]: best set of strips no higher than y; cut[y]: height of one of them."""
        top = self.strip[-1]
        heights = np.flatnonzero(np.diff(top, prepend=0) > 0)
        self.sheet, self.cut = np.zeros(len(self.ys), dtype=np.int64), np.zeros(len(self.ys), dtype=np.int64)
        for y in range(1, len(self.ys)):
            low = heights[: np.searchsorted(heights, y, side="right")]
            if len(low):
                worth = top[low] + self.sheet[self.rest[y, low]]
                pick = int(worth.argmax())
                self.sheet[y], self.cut[y] = worth[pick], low[pick]
        return int(self.sheet[-1])

    def trace(self) -> tuple[Strip, ...]:
        """The strips of the best sheet."""
        strips, y = [], len(self.ys) - 1
        while self.sheet[y] > 0:
            height = int(self.cut[y])
            strips.append(self._trace_strip(height))
            y = int(self.rest[y, height])
        return tuple(strips)

    def _trace_strip(self, height: int) -> Strip:
        stacks: dict[int, int] = {}
        x = len(self.xs) - 1
        while self.strip[x, height] > 0:
            for width in self.active:
                move = self.right[width][0]
                if x < move.first or not self.stack[width][height]:
                    continue
                back = int(move.back[x - move.first])
                if self.strip[back, height] + self.stack[width][height] == self.strip[x, height]:
                    stacks[width] = stacks.get(width, 0) + 1
                    x = back
                    break
        return tuple((self._trace_stack(width, height), times) for width, times in stacks.items())

    def _trace_stack(self, width: int, height: int) -> Stack:
        """The stack of this width: a value that a narrower width already had is made of narrower blanks."""
        worth, held, y = self.stack[width], {}, height
        options = [j for narrower in range(width, -1, -1) for j in self.at_width[narrower] if self.values[j] > 0]
        while worth[y] > 0:
            for j in options:
                move = self.above[self.up[j]][0]
                if y >= move.first and worth[back := int(move.back[y - move.first])] + self.values[j] == worth[y]:
                    held[j] = held.get(j, 0) + 1
                    y = back
                    break
        return tuple(held.items())


class SheetTable:
    """One size of sheet: both directions of the first cut; exact, or rounded down for the bound and up for the pattern."""

    def __init__(self, options: list[Option], size: Size, most: int) -> None:
        self.options, self.size = options, size
        self.fitting = {j: o for j, o in enumerate(options) if o.x <= size.x and o.y <= size.y}
        xs = raster_points([o.x for o in self.fitting.values()], size.x, most)
        ys = raster_points([o.y for o in self.fitting.values()], size.y, most)
        self.is_exact = xs is not None and ys is not None
        if xs is not None and ys is not None:
            self.makers = _both({j: (o.x, o.y) for j, o in self.fitting.items()}, (xs, ys))
            self.bounds = self.makers
        else:
            self.makers, self.bounds = self._coarse(up=True), self._coarse(up=False)

    def best(self, values: Ints) -> tuple[int, list[Layout]]:
        """An upper bound on the value of any three-stage pattern, and the best layout of each first direction."""
        worth = np.array([values[o.piece] for o in self.options], dtype=np.int64)
        made = [table.best(worth) for table in self.makers]
        layouts = [Layout(across == 1, table.trace()) for across, table in enumerate(self.makers)]
        return (max(made) if self.is_exact else self._bound(worth)), layouts

    def _bound(self, worth: Ints) -> int:
        """By area, and by the coarse tables unless a side vanishes on their grid."""
        room = self.size.x * self.size.y
        by_area = max(int(worth[j]) * room // (o.x * o.y) for j, o in self.fitting.items())
        return min([by_area, max(table.best(worth) for table in self.bounds)] if self.bounds else [by_area])

    def _coarse(self, *, up: bool) -> list[StageTable]:
        options = self.fitting.values()
        x_step, y_step = _step(self.size.x, min(o.x for o in options)), _step(self.size.y, min(o.y for o in options))
        sides = {j: _sides(o, x_step, y_step, up=up) for j, o in self.fitting.items()}
        if any(0 in side for side in sides.values()):
            return []
        xs = np.arange(self.size.x // x_step + 1, dtype=np.int64)
        return _both(sides, (xs, np.arange(self.size.y // y_step + 1, dtype=np.int64)))


def _both(sides: dict[int, tuple[int, int]], rasters: tuple[Ints, Ints]) -> list[StageTable]:
    swapped = {j: (side[1], side[0]) for j, side in sides.items()}
    return [StageTable(sides, rasters), StageTable(swapped, (rasters[1], rasters[0]))]


def _step(room: int, shortest: int) -> int:
    return max(1, -(-room // _COARSE_MOST), min(room // _COARSE, shortest))


def _sides(option: Option, x_step: int, y_step: int, *, up: bool) -> tuple[int, int]:
    if up:
        return -(-option.x // x_step), -(-option.y // y_step)
    return option.x // x_step, option.y // y_step


class SheetCutter:
    """Prices and fills sheets of a group."""

    rules = tuple(itertools.product((False, True), range(len(ORDERS)), range(len(LIES))))

    def __init__(self, group: Group, params: CuttingParams) -> None:
        self.group = group
        self.tables = {size: SheetTable(group.options, size, params.sheet_points) for size in group.room_sizes}
        self.orders: dict[tuple[int, ...], list[int]] = {}

    def price(self, size: Size, values: Ints) -> tuple[int, list[Pattern]]:
        """An upper bound on the value of any pattern of this size, and the best patterns found."""
        bound, layouts = self.tables[size].best(values)
        return bound, [Pattern(size, self.group.counts(layout), layout) for layout in layouts]

    def fill(self, size: Size, wanted: Ints, values: Ints, rule: tuple[int, ...]) -> Pattern:
        """A pattern within what is still wanted, by strips in the order of the rule; empty when nothing fits."""
        layout = fill_strips(self.group.options, size, wanted.tolist(), self._order(rule), across=bool(rule[0]))
        return Pattern(size, self.group.counts(layout), layout)

    def _order(self, rule: tuple[int, ...]) -> list[int]:
        if rule not in self.orders:
            self.orders[rule] = order_options(self.group.options, rule)
        return self.orders[rule]
