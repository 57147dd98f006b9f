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
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_NODES = 300
_CLOSE = 4_096  # a filling within one part of so many of the bound is as good as proven
_CELLS = 2_048
_NEVER = -(2**61)


class Fill(NamedTuple):
    """How many of each go into a strip, their worth, and a worth that no filling exceeds. nodes: work done."""

    counts: tuple[int, ...]
    value: int
    top: int
    nodes: int


def fill(worths: Sequence[int], sizes: Sequence[int], limits: Sequence[int], room: int) -> Fill:
    """The most worth along a strip: Σ size · count ≤ room, count ≤ limit. Worths may be 0."""
    search = _Fill(worths, sizes, limits, room)
    top = fraction_top(worths, sizes, limits, room)
    search.enough = top - top // _CLOSE
    search.go(0, room, 0)
    counts = [0] * len(worths)
    for row, count in zip(search.order, search.best, strict=True):
        counts[row] = count
    proven = search.value if search.nodes <= _NODES and search.value < search.enough else top
    return Fill(tuple(counts), search.value, proven, search.nodes)


class _Fill:
    """Depth first, the most worth for the length first, as many of each as fit first."""

    def __init__(self, worths: Sequence[int], sizes: Sequence[int], limits: Sequence[int], room: int) -> None:
        rows = [row for row in range(len(worths)) if worths[row] > 0 and limits[row] > 0 and sizes[row] <= room]
        self.order = sorted(rows, key=lambda row: (-density(worths[row], sizes[row]), -sizes[row], row))
        self.worths = [worths[row] for row in self.order]
        self.sizes = [sizes[row] for row in self.order]
        self.limits = [limits[row] for row in self.order]
        self.counts = [0] * len(self.order)
        self.best, self.value, self.enough, self.nodes = tuple(self.counts), 0, 0, 0

    def go(self, depth: int, room: int, value: int) -> None:
        self.nodes += 1
        if value > self.value:
            self.value, self.best = value, tuple(self.counts)
        if depth == len(self.order) or self.nodes > _NODES or self.value >= self.enough:
            return
        worth, size = self.worths[depth], self.sizes[depth]
        most = min(self.limits[depth], room // size)
        for count in range(most, -1, -1):
            rest = room - count * size
            reach = value + count * worth
            if depth + 1 < len(self.order):
                reach += rest * self.worths[depth + 1] // self.sizes[depth + 1]
            if reach <= self.value:
                break  # fewer of the densest never reach further
            self.counts[depth] = count
            self.go(depth + 1, rest, value + count * worth)
            if self.nodes > _NODES or self.value >= self.enough:
                break
        self.counts[depth] = 0


def density(worth: int, size: int) -> int:
    """Worth for the length, in whole numbers, so that the order is exact."""
    return (worth << 64) // size


def fraction_top(worths: Sequence[int], sizes: Sequence[int], limits: Sequence[int], room: int) -> int:
    """Worth of the filling whose last blank may be cut anywhere, rounded down: no whole filling is worth more."""
    total = 0
    for row in sorted(range(len(worths)), key=lambda row: -density(worths[row], sizes[row])):
        count = min(limits[row], room // sizes[row])
        total += count * worths[row]
        room -= count * sizes[row]
        if count < limits[row]:
            return total + room * worths[row] // sizes[row]
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

    Widths are counted in their greatest common unit; when that makes too many cells, in coarser ones: rounded up, so
    that every choice fits, or down for `is_top`, so that nothing that fits is missed.
    """
    grid = _Grid.of(stacks, room, most, is_top=is_top)
    table = np.full((grid.strips + 1, grid.cells + 1), _NEVER, dtype=np.int64)
    table[0, 0] = 0
    picks, work = [], 20
    for stack, width in zip(stacks, grid.widths, strict=True):
        table, pick, rounds = _with(table, stack, width, grid.step)
        picks.append(pick)
        work += 4 * rounds + rounds * table.size // 400
    at = _best_cell(table, grid, most)
    value = int(table[at])
    counts = [0] * len(stacks)
    for row in range(len(stacks) - 1, -1, -1):
        counts[row] = int(picks[row][at])
        at = at[0] - counts[row] * grid.step, at[1] - counts[row] * grid.widths[row]
    return Across(tuple(counts), value, work)


class _Grid(NamedTuple):
    """Cells across, strips that are counted (0: the knives are no limit), widths in cells, what one strip counts."""

    cells: int
    strips: int
    widths: tuple[int, ...]
    step: int
    slack: int  # cells below the last from which the width may be filled exactly; -1: nowhere

    @classmethod
    def of(cls, stacks: Sequence[Stack], room: int, most: int, *, is_top: bool) -> _Grid:
        narrowest = min((stack.y for stack in stacks), default=room)
        could = min(room // narrowest, sum(len(stack.worths) for stack in stacks))
        step = 1 if could > most else 0
        strips = min(could, most + 1) if step else 0
        unit = gcd(*(stack.y for stack in stacks)) if stacks else room
        if room // unit <= _CELLS:
            slack = -1 if room % unit else 0
            return cls(room // unit, strips, tuple(stack.y // unit for stack in stacks), step, slack)
        unit = -(-room // _CELLS)
        widths = tuple(stack.y // unit if is_top else -(-stack.y // unit) for stack in stacks)
        return cls(room // unit, strips, widths, step, strips + 1 if is_top else -1)


def _with(table: Ints, stack: Stack, width: int, step: int) -> tuple[Ints, Ints, int]:
    """The table with the strips of one more stack, how many of them each cell takes, and rounds done."""
    made, pick = table.copy(), np.zeros(table.shape, dtype=np.int16)
    rounds = 0
    for count, worth in enumerate(stack.worths, start=1):
        up, right = count * step, count * width
        if up >= table.shape[0] or right >= table.shape[1]:
            break
        more = table[: table.shape[0] - up, : table.shape[1] - right] + worth
        target = made[up:, right:]
        better = more > target
        np.copyto(target, more, where=better)
        pick[up:, right:][better] = count
        rounds += 1
    return made, pick, rounds


def _best_cell(table: Ints, grid: _Grid, most: int) -> tuple[int, int]:
    """The most worth, then the narrowest; the last row only where the width may be filled exactly."""
    allowed = table
    if grid.step and grid.strips > most:
        allowed = table.copy()
        full = grid.cells - grid.slack if grid.slack >= 0 else grid.cells + 1
        allowed[grid.strips, : max(0, full)] = _NEVER
    cell = int(allowed.max(axis=0).argmax())
    return int(allowed[:, cell].argmax()), cell
