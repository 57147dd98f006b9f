"""Best three-stage guillotine pattern of one sheet, for given values of blanks.

Stage 1 cuts strips off the sheet, stage 2 stacks off a strip, stage 3 blanks off a stack; a last cut may trim a blank
that is narrower than its stack. One knapsack a stage (Gilmore and Gomory 1965), over raster points, with the number of
blanks not limited: an upper bound on every pattern, exact where the rasters are. Both directions of the first cut.
"""

from __future__ import annotations

import itertools
from math import gcd, isqrt

import numpy as np

from rantai.engine.cutting.kernels import best_sheet, best_stacks, best_strips
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.raster import Ints, raster_points
from rantai.engine.cutting.shapes import Group, Layout, Option, Pattern, Size, Stack, Strip
from rantai.engine.cutting.strips import LIES, ORDERS, fill_strips, order_options

_POINTS_MOST = 4_000  # positions on one edge
_STEPS_TRIED = 8
_SIZES_SHARED = 60  # whose divisors are asked for a grid
_SKETCH_CELLS = 40_000
_USUAL = 24  # ways to lay a blank in a group, up to which a table may be as large as the knob says
_NOTHING = np.zeros(0, dtype=np.int64)


class StageTable:
    """Strips along the first edge: values of stacks by height, of strips by height, of the sheet."""

    def __init__(self, sides: dict[int, tuple[int, int]], rasters: tuple[Ints, Ints]) -> None:
        """sides: option -> its size along the strip and up; rasters: cut positions along the strip and up."""
        self.xs, self.ys = rasters
        length, height = int(self.xs[-1]), int(self.ys[-1])
        kept = [j for j, side in sides.items() if side[0] <= length and side[1] <= height]
        self.options = sorted(kept, key=lambda j: (sides[j][0], j))
        self.widths = sorted({sides[j][0] for j in kept})
        self.up = np.array([sides[j][1] for j in self.options], dtype=np.int64)
        self.width = np.array([self.widths.index(sides[j][0]) for j in self.options], dtype=np.int64)
        starts = self.xs[None, :] - np.array(self.widths, dtype=np.int64)[:, None]
        self.back = np.searchsorted(self.xs, starts, side="right") - 1

    def best(self, values: Ints) -> tuple[int, tuple[Strip, ...]]:
        """Value of the best sheet, and its strips. Nothing large is kept: a group may have many sizes."""
        self.values = values[self.options] if self.options else np.zeros(0, dtype=np.int64)
        self.stack = best_stacks(self.up, self.width, len(self.widths), self.values, self.ys)
        adds = (np.diff(self.stack, axis=0, prepend=0) > 0).any(axis=1)
        self.active = np.flatnonzero(adds)
        self.strip = best_strips(self.back, self.stack, self.active)
        self.sheet, self.cut = best_sheet(self.strip[-1], self.ys)
        strips = self._trace()
        del self.strip
        return int(self.sheet[-1]), strips

    def _trace(self) -> tuple[Strip, ...]:
        strips, y = [], len(self.ys) - 1
        while self.sheet[y] > 0:
            height = int(self.cut[y])
            strips.append(self._trace_strip(height))
            y = self._below(int(self.ys[y] - self.ys[height]))
        return tuple(strips)

    def _trace_strip(self, height: int) -> Strip:
        stacks: dict[int, int] = {}
        worth, x = self.strip[:, height].tolist(), len(self.xs) - 1
        gains = [(width, int(self.stack[width, height]), self.back[width]) for width in self.active.tolist()]
        gains = [gain for gain in gains if gain[1]]
        while worth[x] > 0:
            for width, gain, backs in gains:
                back = int(backs[x])
                if back >= 0 and worth[back] + gain == worth[x]:
                    stacks[width] = stacks.get(width, 0) + 1
                    x = back
                    break
        return tuple((self._trace_stack(width, height), times) for width, times in stacks.items())

    def _trace_stack(self, width: int, y: int) -> Stack:
        """A stack of this width: a value that a narrower width already had is made of narrower blanks."""
        worth = self.stack[width]
        held: dict[int, int] = {}
        rows = [r for r in range(len(self.options) - 1, -1, -1) if self.width[r] <= width and self.values[r] > 0]
        while worth[y] > 0:
            for row in rows:
                left = int(self.ys[y] - self.up[row])
                if left >= 0 and worth[below := self._below(left)] + self.values[row] == worth[y]:
                    held[self.options[row]] = held.get(self.options[row], 0) + 1
                    y = below
                    break
        return tuple(held.items())

    def _below(self, height: int) -> int:
        return int(np.searchsorted(self.ys, height, side="right")) - 1


class Edge:
    """Cut positions on one edge, and the sizes along it in the same unit; `is_exact` when nothing was rounded."""

    def __init__(self, sizes: dict[int, int], room: int, points: Ints) -> None:
        self.sizes, self.points, self.is_exact = sizes, points, True
        self.room = room

    def rounded(self, most: int, *, up: bool) -> Edge:
        """The edge on a grid of at most `most` steps; sizes rounded up, or down."""
        sizes = sorted(set(self.sizes.values()))
        step = _grid_step(sizes, -(-self.room // most), up=up)
        made = {j: -(-size // step) if up else size // step for j, size in self.sizes.items()}
        edge = Edge(made, self.room // step, np.arange(self.room // step + 1, dtype=np.int64))
        edge.is_exact = False
        return edge


def _grid_step(sizes: list[int], least: int, *, up: bool) -> int:
    """A step of at least `least` that rounds the sizes little: a divisor that two of them share is a good one."""
    some = sizes[:: -(-len(sizes) // _SIZES_SHARED)]
    shared = {gcd(one, other) for one in some for other in some}
    steps = sorted(step for step in shared if least <= step <= sizes[0]) or [least]

    def loss(step: int) -> float:
        return sum(((-size if up else size) % step) / size for size in sizes)

    return min([least, *steps[-_STEPS_TRIED:]], key=loss)


class SheetTable:
    """One size of sheet, both directions of the first cut: exact, or rounded down for the bound, up for the pattern."""

    def __init__(self, options: list[Option], size: Size, cells: int) -> None:
        self.options, self.size = options, size
        self.fitting = {j: o for j, o in enumerate(options) if o.x <= size.x and o.y <= size.y}
        x = {j: o.x for j, o in self.fitting.items()}
        y = {j: o.y for j, o in self.fitting.items()}
        xs = raster_points(list(x.values()), size.x, _POINTS_MOST)
        ys = raster_points(list(y.values()), size.y, _POINTS_MOST)
        self.is_exact = xs is not None and ys is not None and len(xs) * len(ys) <= cells
        edges = [Edge(x, size.x, _NOTHING if xs is None else xs), Edge(y, size.y, _NOTHING if ys is None else ys)]
        self.makers = _both(edges) if self.is_exact else _both(_affordable(edges, cells, up=True))
        self.bounds = self.makers if self.is_exact else _both(_affordable(edges, cells, up=False))
        is_small = xs is not None and ys is not None and len(xs) * len(ys) <= _SKETCH_CELLS
        self.sketchers = self.makers if is_small else _both(_affordable(edges, _SKETCH_CELLS, up=True))

    def best(self, values: Ints) -> tuple[int, list[Layout]]:
        """An upper bound on the value of any three-stage pattern, and the best layout of each first direction."""
        worth = self._worth(values)
        made = [table.best(worth) for table in self.makers]
        layouts = [Layout(across == 1, strips) for across, (_, strips) in enumerate(made)]
        return (max(value for value, _ in made) if self.is_exact else self._bound(worth)), layouts

    def sketch(self, values: Ints) -> list[Layout]:
        """Good layouts of each first direction from a small table, sizes rounded up."""
        worth = self._worth(values)
        return [Layout(across == 1, table.best(worth)[1]) for across, table in enumerate(self.sketchers)]

    def _worth(self, values: Ints) -> Ints:
        return np.array([values[o.piece] for o in self.options], dtype=np.int64)

    def _bound(self, worth: Ints) -> int:
        """By area, and by the rounded tables unless a side vanishes on their grid."""
        room = self.size.x * self.size.y
        by_area = max(int(worth[j]) * room // (o.x * o.y) for j, o in self.fitting.items())
        return min([by_area, max(table.best(worth)[0] for table in self.bounds)] if self.bounds else [by_area])


def _affordable(edges: list[Edge], cells: int, *, up: bool) -> list[Edge]:
    """Edges with few positions stay exact, the others are rounded so that the table keeps to its cells."""
    fair = isqrt(cells)
    short = [bool(len(edge.points)) and len(edge.points) <= fair for edge in edges]
    most = [cells // len(edges[1 - at].points) if short[1 - at] else fair for at in (0, 1)]
    return [edge if short[at] else edge.rounded(most[at], up=up) for at, edge in enumerate(edges)]


def _both(edges: list[Edge]) -> list[StageTable]:
    """Tables for both directions of the first cut; none when a side vanished."""
    x, y = edges
    if not (all(x.sizes.values()) and all(y.sizes.values())):
        return []
    sides = {j: (x.sizes[j], y.sizes[j]) for j in x.sizes}
    turned = {j: (y.sizes[j], x.sizes[j]) for j in x.sizes}
    return [StageTable(sides, (x.points, y.points)), StageTable(turned, (y.points, x.points))]


class SheetCutter:
    """Prices and fills sheets of a group."""

    def __init__(self, group: Group, params: CuttingParams) -> None:
        self.group = group
        cells = params.sheet_cells * _USUAL // max(_USUAL, len(group.options))
        self.tables = {size: SheetTable(group.options, size, cells) for size in group.room_sizes}
        self.orders = _different_orders(group.options)
        self.rules = tuple(self.orders)

    def price(self, size: Size, values: Ints) -> tuple[int, list[Pattern]]:
        """An upper bound on the value of any pattern of this size, and the best patterns found."""
        bound, layouts = self.tables[size].best(values)
        return bound, [Pattern(size, self.group.counts(layout), layout) for layout in layouts]

    def sketch(self, size: Size, values: Ints) -> list[Pattern]:
        """Good patterns, found quickly."""
        layouts = self.tables[size].sketch(values)
        return [Pattern(size, self.group.counts(layout), layout) for layout in layouts]

    def fill(self, size: Size, wanted: Ints, _: Ints, rule: tuple[int, ...]) -> Pattern:
        """A pattern within what is still wanted, by strips in the order of the rule; empty when nothing fits."""
        layout = fill_strips(self.group.options, size, wanted.tolist(), self.orders[rule], across=bool(rule[0]))
        return Pattern(size, self.group.counts(layout), layout)


def _different_orders(options: list[Option]) -> dict[tuple[int, ...], list[int]]:
    """Rules that order the blanks differently, with their orders."""
    found: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}
    for rule in itertools.product((0, 1), range(len(ORDERS)), range(len(LIES))):
        found.setdefault((rule[0], tuple(order_options(options, rule))), rule)
    return {rule: list(order) for (_, order), rule in found.items()}
