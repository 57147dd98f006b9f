"""The two knapsacks of a slit coil: blanks along a strip, and strips across the coil.

Worths are whole numbers, so that what is proven is exact. Along a strip hundreds of blanks lie behind one another: a
table over micrometres would never end, but a branch and bound over counts does, since the fractional filling
(Dantzig 1957) is at most one blank above the best. Across the coil a table over widths also counts the strips.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.coils.loops import fill_across, fill_strip
from rantai.engine.cutting.coils.slitting import Ints

_NODES = 1_000
_CLOSE = 4_096  # a filling within one part of so many of the bound is as good as proven
_CELLS = 2_048
_STACK_ROWS = 16_384  # stacks × strips of a table that counts strips
_BYTE = 255  # strips of one stack that the table counts
_RATE = 300  # comparisons of the compiled loop in a µs


class Fill(NamedTuple):
    """How many of each go into a strip, their worth, and a worth that no filling exceeds. nodes: work done."""

    counts: tuple[int, ...]
    value: int
    top: int
    nodes: int


class Line:
    """Blanks that a strip may hold, the most worth for the length first. Worths and sizes are 1 or more."""

    def __init__(self, items: Sequence[int], worths: Sequence[int], sizes: Sequence[int]) -> None:
        rows = sorted(range(len(items)), key=lambda at: (-(worths[at] << 64) // sizes[at], -sizes[at], at))
        self.items = [items[at] for at in rows]
        self.worths = [worths[at] for at in rows]
        self.sizes = [sizes[at] for at in rows]
        self._columns = np.array(self.worths, dtype=np.int64), np.array(self.sizes, dtype=np.int64)
        self._work = np.zeros(3 * len(rows) + 3, dtype=np.int64)
        self._best = np.zeros(len(rows) + 1, dtype=np.int64)

    def fill(self, limits: Sequence[int], room: int) -> Fill:
        """The most worth along a strip: Σ size · count ≤ room, count ≤ limit."""
        top = self.top(limits, room)
        if len(self.items) == 1:
            count = min(limits[0], room // self.sizes[0])
            return Fill((count,), count * self.worths[0], count * self.worths[0], 1)
        enough = top - top // _CLOSE
        column = np.array(limits, dtype=np.int64)
        nodes = int(fill_strip(*self._columns, column, room, enough, _NODES, self._work, self._best))
        *counts, value = self._best.tolist()
        return Fill(tuple(counts), value, value if nodes <= _NODES and value < enough else top, nodes)

    def top(self, limits: Sequence[int], room: int) -> int:
        """Worth when the last blank may be cut anywhere, rounded down: no whole filling is worth more."""
        total = 0
        for worth, size, limit in zip(self.worths, self.sizes, limits, strict=True):
            if limit * size > room:
                return total + room * worth // size
            total += limit * worth
            room -= limit * size
        return total


class Stack(NamedTuple):
    """Strips of one width: what the first, the first two, … are worth together."""

    y: int
    worths: tuple[int, ...]


class Across(NamedTuple):
    """How many strips of each stack, their worth (or a worth that no choice exceeds), and work done in µs."""

    counts: tuple[int, ...]
    value: int
    work: int


def across(stacks: Sequence[Stack], room: int, most: int, *, is_top: bool = False) -> Across:
    """The most worth across a coil of `room`: at most `most` strips, or one more when they fill it exactly.

    Strips are counted only where a table that does not count them takes too many; where such a table would be too large
    the densest stacks alone are looked at, and `is_top` is content with not counting.
    Widths are counted in their greatest common unit; when that makes too many cells, in coarser ones: rounded up, so
    that every choice fits, or down for `is_top`, so that nothing that fits is missed.
    """
    merged = [0] * len(stacks)
    stacks, origin = _parted(stacks)
    is_large = len(stacks) * (most + 2) > _STACK_ROWS
    found = _across(stacks, most, _Grid.of(stacks, room, 0, is_top=is_top))
    count = sum(found.counts)
    wide = sum(number * stack.y for number, stack in zip(found.counts, stacks, strict=True))
    if count > most + (wide == room) and not (is_top and is_large):
        if is_large:
            stacks, origin = _densest(stacks, origin, _STACK_ROWS // (most + 2))
        counted = _across(stacks, most, _Grid.of(stacks, room, most + 1, is_top=is_top))
        found = counted._replace(work=found.work + counted.work)
    for row, number in zip(origin, found.counts, strict=True):
        merged[row] += number
    return found._replace(counts=tuple(merged))


def _parted(stacks: Sequence[Stack]) -> tuple[list[Stack], list[int]]:
    """Stacks of no more strips than a byte counts, and the row from which each comes."""
    made, origin = [], []
    for row, stack in enumerate(stacks):
        for first in range(0, len(stack.worths), _BYTE):
            below = stack.worths[first - 1] if first else 0
            made.append(Stack(stack.y, tuple(worth - below for worth in stack.worths[first : first + _BYTE])))
            origin.append(row)
    return made, origin


def _densest(stacks: Sequence[Stack], origin: Sequence[int], most: int) -> tuple[list[Stack], list[int]]:
    """The stacks whose strips are worth most for their width."""
    kept = sorted(sorted(range(len(stacks)), key=lambda at: (-stacks[at].worths[0] / stacks[at].y, at))[: max(1, most)])
    return [stacks[at] for at in kept], [origin[at] for at in kept]


class _Grid(NamedTuple):
    """Cells across, strips that are counted (0: not counted), widths in cells.

    slack: cells below the last from which the width may be filled exactly; -1: nowhere.
    """

    cells: int
    strips: int
    widths: tuple[int, ...]
    slack: int

    @classmethod
    def of(cls, stacks: Sequence[Stack], room: int, strips: int, *, is_top: bool) -> _Grid:
        unit = gcd(*(stack.y for stack in stacks)) if stacks else room
        if room // unit <= _CELLS:
            return cls(room // unit, strips, tuple(stack.y // unit for stack in stacks), -1 if room % unit else 0)
        unit = -(-room // _CELLS)
        widths = tuple(stack.y // unit if is_top else -(-stack.y // unit) for stack in stacks)
        return cls(room // unit, strips, widths, strips if is_top else -1)


def _across(stacks: Sequence[Stack], most: int, grid: _Grid) -> Across:
    """The best of the table, and how it came about."""
    size = (grid.strips + 1) * (grid.cells + 1)
    table, picks = np.empty(size, dtype=np.int64), np.empty(size * len(stacks), dtype=np.uint8)
    starts = np.cumsum([0, *(len(stack.worths) for stack in stacks)], dtype=np.int64)
    worths = np.array([worth for stack in stacks for worth in stack.worths], dtype=np.int64)
    step = 1 if grid.strips else 0
    widths = np.array(grid.widths, dtype=np.int64)
    made = fill_across(grid.cells, grid.strips, step, widths, starts, worths, table, picks)
    row, cell = _best_cell(table.reshape(grid.strips + 1, grid.cells + 1), grid, most)
    at = row * (grid.cells + 1) + cell
    value, counts = int(table[at]), [0] * len(stacks)
    for stack in range(len(stacks) - 1, -1, -1):
        counts[stack] = int(picks[stack * size + at])
        at -= counts[stack] * (step * (grid.cells + 1) + grid.widths[stack])
    return Across(tuple(counts), value, 30 + (made + size * len(stacks)) // _RATE)


def _best_cell(table: Ints, grid: _Grid, most: int) -> tuple[int, int]:
    """The most worth, then the narrowest; one strip too many only where the width may be filled exactly."""
    if grid.strips > most:
        table[grid.strips, : grid.cells - grid.slack if grid.slack >= 0 else grid.cells + 1] = -1
    cell = int(table.max(axis=0).argmax())
    return int(table[:, cell].argmax()), cell
