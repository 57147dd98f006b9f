"""Best three-stage guillotine pattern of one sheet, for given values of blanks.

Stage 1 cuts strips off the sheet, stage 2 stacks off a strip, stage 3 blanks off a stack; a last cut may trim a blank
that is narrower than its stack. One knapsack a stage (Gilmore and Gomory 1965), over raster points, with the number of
blanks not limited: an upper bound on every pattern, exact where the rasters are. Both directions of the first cut.
"""

from __future__ import annotations

import itertools
from math import gcd, isqrt

import numpy as np

from rantai.engine.cutting.kernels import best_sheet, best_stacks, best_strips, strips_of
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.raster import Ints, raster_points
from rantai.engine.cutting.shapes import Group, Layout, Option, Pattern, Size, Stack, Strip
from rantai.engine.cutting.strips import LIES, ORDERS, Filler, order_options
from rantai.engine.cutting.trace_loops import sheet_trace, stack_trace, strip_trace

_POINTS_MOST = 4_000  # positions on one edge
_STEPS_TRIED = 8
_SIZES_SHARED = 60  # whose divisors are asked for a grid
_GOOD = 64  # heights of strips that a sketch looks at
_OPTIONS_A_SHEET = 4  # ways to lay a blank for each sheet that one table tells
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
        self.back = np.ascontiguousarray(np.searchsorted(self.xs, starts, side="right") - 1)
        self.good: Ints | None = None

    def best(
        self, values: Ints, *, most: int = 1, least: int = 0, is_sketch: bool = False
    ) -> tuple[int, list[tuple[Strip, ...]]]:
        """Value of the best sheet, and the strips of at most `most` that are worth more than `least`, the best first.

        Each has another first strip. is_sketch: look only at the heights of strips that were good when all were looked
        at last. Nothing large is kept: a group may have many sizes.
        """
        self.values = values[self.options] if self.options else np.zeros(0, dtype=np.int64)
        self.stack = best_stacks(self.up, self.width, len(self.widths), self.values, self.ys)
        adds = (np.diff(self.stack, axis=0, prepend=0) > 0).any(axis=1)
        self.active = np.flatnonzero(adds)
        good = self.good if is_sketch else None
        if good is not None:
            self.top = np.zeros(len(self.ys), dtype=np.int64)
            self.top[good] = best_strips(self.back, self.stack[:, good], self.active)
            self.heights = good[self.top[good] > 0]
        else:
            self.top = best_strips(self.back, self.stack, self.active)
            self.heights = np.flatnonzero(np.diff(self.top, prepend=0) > 0)
        self.sheet = best_sheet(self.top, self.heights, self.ys)
        first, worth = self._first_strips()
        if good is None:
            self.good = np.sort(first[:_GOOD])
        return int(self.sheet[-1]), self._trace(first[:most][worth[:most] > least].tolist())

    def _first_strips(self) -> tuple[Ints, Ints]:
        """Heights, and what the best sheet with such a strip is worth, the best first."""
        below = np.searchsorted(self.ys, self.ys[-1] - self.ys[self.heights], side="right") - 1
        worth = self.top[self.heights] + self.sheet[below]
        order = np.argsort(-worth, kind="stable")
        return self.heights[order], worth[order]

    def _trace(self, firsts: list[int]) -> list[tuple[Strip, ...]]:
        """The best sheet with each of these heights as its first strip."""
        if not firsts:
            return []
        chosen, sheets = np.empty(len(self.ys), dtype=np.int64), []
        for first in firsts:
            rest = int(self.ys[-1] - self.ys[first])
            many = sheet_trace(self.top, self.heights, self.ys, self.sheet, rest, chosen)
            sheets.append([first, *chosen[:many].tolist()])
        different = sorted({height for heights in sheets for height in heights})
        lengths = strips_of(self.back, self.stack[:, different], self.active)
        strip_of = {
            height: self._trace_strip(height, np.ascontiguousarray(lengths[:, at]))
            for at, height in enumerate(different)
        }
        return [tuple(strip_of[height] for height in heights) for heights in sheets]

    def _trace_strip(self, height: int, worth: Ints) -> Strip:
        """The stacks of a strip of this height. worth: of the best strip of each length."""
        order, times = np.empty(len(self.widths), dtype=np.int64), np.empty(len(self.widths), dtype=np.int64)
        gain = np.ascontiguousarray(self.stack[self.active, height])
        many = strip_trace(self.back.reshape(-1), gain, self.active, worth, order, times)
        return tuple(
            (self._trace_stack(w, height), n) for w, n in zip(order[:many].tolist(), times[:many].tolist(), strict=True)
        )

    def _trace_stack(self, width: int, y: int) -> Stack:
        order, times = np.empty(len(self.options), dtype=np.int64), np.empty(len(self.options), dtype=np.int64)
        many = stack_trace(self.up, self.width, self.values, self.stack[width], self.ys, width, y, order, times)
        held = zip(order[:many].tolist(), times[:many].tolist(), strict=True)
        return tuple((self.options[row], n) for row, n in held)


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

    def best(self, values: Ints, most: int = 1, least: int = 0) -> tuple[int, list[Layout]]:
        """An upper bound on the value of any three-stage pattern, and good layouts of each first direction.

        At most `most` of each, and only such as are worth more than `least`.
        """
        worth = self._worth(values)
        made = [table.best(worth, most=most, least=least) for table in self.makers]
        top = max(value for value, _ in made) if self.is_exact else self._bound(worth)
        return top, _layouts([sheets for _, sheets in made])

    def sketch(self, values: Ints, most: int = 1, least: int = 0) -> list[Layout]:
        """Good layouts of each first direction, found quickly."""
        worth = self._worth(values)
        return _layouts([table.best(worth, most=most, least=least, is_sketch=True)[1] for table in self.makers])

    def _worth(self, values: Ints) -> Ints:
        return np.array([values[o.piece] for o in self.options], dtype=np.int64)

    def _bound(self, worth: Ints) -> int:
        """By area, and by the rounded tables unless a side vanishes on their grid."""
        room = self.size.x * self.size.y
        by_area = max(int(worth[j]) * room // (o.x * o.y) for j, o in self.fitting.items())
        return min([by_area, max(table.best(worth)[0] for table in self.bounds)] if self.bounds else [by_area])


def _layouts(found: list[list[tuple[Strip, ...]]]) -> list[Layout]:
    """Sheets of both directions of the first cut, in turns."""
    return [
        Layout(across == 1, sheets[at])
        for at in range(max(map(len, found), default=0))
        for across, sheets in enumerate(found)
        if at < len(sheets)
    ]


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
        orders = _different_orders(group.options)
        self.rules = tuple(orders)
        self.most = 1 + len(group.options) // _OPTIONS_A_SHEET
        self.fillers = {rule: Filler(group.options, order, across=bool(rule[0])) for rule, order in orders.items()}

    def price(self, size: Size, values: Ints, least: int) -> tuple[int, list[Pattern]]:
        """An upper bound on the value of any pattern of this size, and good ones that are worth more than `least`."""
        bound, layouts = self.tables[size].best(values, self.most, least)
        return bound, [Pattern(size, self.group.counts(layout), layout) for layout in layouts]

    def sketch(self, size: Size, values: Ints, least: int) -> list[Pattern]:
        """Good patterns, found quickly, that are worth more than `least`."""
        layouts = self.tables[size].sketch(values, self.most, least)
        return [Pattern(size, self.group.counts(layout), layout) for layout in layouts]

    def fill(self, size: Size, wanted: Ints, _: Ints, rule: tuple[int, ...]) -> Pattern:
        """A pattern within what is still wanted, by strips in the order of the rule; empty when nothing fits."""
        layout, counts = self.fillers[rule].fill(size, wanted)
        return Pattern(size, counts, layout)


def _different_orders(options: list[Option]) -> dict[tuple[int, ...], list[int]]:
    """Rules that order the blanks differently, with their orders."""
    found: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}
    for rule in itertools.product((0, 1), range(len(ORDERS)), range(len(LIES))):
        found.setdefault((rule[0], tuple(order_options(options, rule))), rule)
    return {rule: list(order) for (_, order), rule in found.items()}
