"""Best fill of one bar: a bounded knapsack over raster points (Gilmore and Gomory 1961)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.raster import Ints, Move, moves, raster_points
from rantai.engine.cutting.shapes import Group, Layout, Pattern, Size

_GRID_MOST = 1_000_000
_Step = tuple[int, Move, NDArray[np.bool_]]


class BarTable:
    """All ways to fill one length with kinds of known length."""

    def __init__(self, lengths: list[int], capacity: int, most: int) -> None:
        self.lengths, self.capacity = lengths, capacity
        fitting = [size for size in lengths if size <= capacity]
        exact = raster_points(fitting, capacity, most)
        self.is_exact = exact is not None
        step = 1 if self.is_exact else _step(capacity, most, min(fitting))
        self.points = np.arange(capacity // step + 1, dtype=np.int64) if exact is None else exact
        self.down = [size // step for size in lengths]
        self.up = [-(-size // step) for size in lengths]
        self.moves: dict[tuple[int, int], list[Move]] = {}

    def best(self, values: Ints, limits: list[int]) -> tuple[int, list[int]]:
        """An upper bound on the value of any fill (exact where the table is exact), and the counts of a good fill."""
        bound, counts = self._run(self.down, values, limits)
        if self.is_exact:
            return bound, counts
        _, counts = self._run(self.up, values, limits)
        return bound, self._topped(counts, values, limits)

    def _run(self, sizes: list[int], values: Ints, limits: list[int]) -> tuple[int, list[int]]:
        worth, free = np.zeros(len(self.points), dtype=np.int64), 0
        steps: list[_Step] = []
        for kind, size in enumerate(sizes):
            if values[kind] <= 0 or self.lengths[kind] > self.capacity:
                continue
            if size == 0:  # shorter than a step of the grid: free in the bound, as often as it is wanted
                free += limits[kind] * int(values[kind])
                continue
            for move in self._moves(size, limits[kind]):
                offered = worth[move.back] + move.times * values[kind]
                better = offered > worth[move.first :]
                worth[move.first :][better] = offered[better]
                steps.append((kind, move, better))
        return int(worth[-1]) + free, self._trace(steps)

    def _moves(self, size: int, limit: int) -> list[Move]:
        key = (size, min(limit, int(self.points[-1]) // size))
        if key not in self.moves:
            self.moves[key] = moves(size, self.points, limit)
        return self.moves[key]

    def _trace(self, steps: list[_Step]) -> list[int]:
        counts, at = [0] * len(self.lengths), len(self.points) - 1
        for kind, move, better in reversed(steps):
            if at >= move.first and better[at - move.first]:
                counts[kind] += move.times
                at = int(move.back[at - move.first])
        return counts

    def _topped(self, counts: list[int], values: Ints, limits: list[int]) -> list[int]:
        """A rounded-up fill leaves some length: lay what still fits, the longest first."""
        left = self.capacity - sum(count * size for count, size in zip(counts, self.lengths, strict=True))
        for kind in sorted(range(len(counts)), key=lambda k: (-self.lengths[k], k)):
            if values[kind] > 0:
                more = max(0, min(left // self.lengths[kind], limits[kind] - counts[kind]))
                counts[kind] += more
                left -= more * self.lengths[kind]
        return counts


def _step(capacity: int, most: int, shortest: int) -> int:
    return max(1, min(capacity // most, shortest), -(-capacity // _GRID_MOST))


class BarCutter:
    """Prices and fills bars of a group."""

    rules: tuple[tuple[int, ...], ...] = ((0,), (1,))  # by the given values; by length alone

    def __init__(self, group: Group, params: CuttingParams) -> None:
        self.group = group
        self.lengths = [option.x for option in group.options]
        self.limits = group.demand.tolist()
        self.tables = {size: BarTable(self.lengths, size.x, params.bar_points) for size in group.room_sizes}

    def price(self, size: Size, values: Ints, least: int) -> tuple[int, list[Pattern]]:
        """An upper bound on the value of any pattern of this size, and the best if it is worth more than `least`."""
        bound, counts = self.tables[size].best(values, self.limits)
        return bound, [self._pattern(size, counts)] if bound > least else []

    def sketch(self, size: Size, values: Ints, least: int) -> list[Pattern]:
        """Bars need no sketch: the table is quick."""
        return self.price(size, values, least)[1]

    def fill(self, size: Size, wanted: Ints, values: Ints, rule: tuple[int, ...]) -> Pattern:
        """A pattern within what is still wanted; empty when nothing fits."""
        worth = values if rule == (0,) else np.array(self.lengths, dtype=np.int64)
        _, counts = self.tables[size].best(worth, wanted.tolist())
        return self._pattern(size, counts)

    def _pattern(self, size: Size, counts: list[int]) -> Pattern:
        strip = tuple((((kind, 1),), count) for kind, count in enumerate(counts) if count)
        return Pattern(size, tuple(counts), Layout(False, (strip,) if strip else ()))
