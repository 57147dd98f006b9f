"""Column generation (Gilmore and Gomory 1961, 1965): patterns for the relaxed plan, and the bound that it proves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from rantai.engine.cutting.bounds import Cover, cover_bound, dual_bound, payable
from rantai.engine.cutting.draft import Cutter
from rantai.engine.cutting.master import Master
from rantai.engine.cutting.raster import Ints
from rantai.engine.cutting.shapes import Group, Pattern, Size

_PENALTY = 10.0  # times the dearest format: a blank is left out only when nothing at hand can hold it
_ENOUGH = 1e-7
_TRIALS = 4  # worths kept for the whole-number bound


@dataclass(eq=False)
class Columns:
    """Patterns found, the relaxed plan over them, worths of the blanks (times `scale`), and the proven bound."""

    pool: list[tuple[int, Pattern]] = field(default_factory=list)
    used: dict[int, float] = field(default_factory=dict)
    worth: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    bound: int = 0
    stopped: bool = False


class Generator:
    """Prices patterns until none helps, the bound meets a known plan, the budget ends, or the clock says stop."""

    def __init__(self, group: Group, cutter: Cutter) -> None:
        self.group, self.cutter = group, cutter
        self.dearest = max([group.cost[f] for f in group.usable] + [1])
        self.limited = [f for f in group.usable if group.limited[f]]
        placeable = group.demand * group.fits[:, group.usable].any(axis=1)
        self.demand = placeable.tolist()
        available = np.array([group.available[f] for f in self.limited], dtype=np.float64)
        self.master = Master(placeable.astype(np.float64), available, _PENALTY)
        self.scale, self.most = self._scale()
        self.columns = Columns()
        self.seen: set[tuple[int, tuple[int, ...]]] = set()
        self.tops: dict[Size, int] = {}
        self.trials: list[tuple[list[int], list[int]]] = []

    def start(self, patterns: list[tuple[int, Pattern]]) -> None:
        """Give patterns that are already known."""
        for position, pattern in patterns:
            self._add(position, pattern)

    def run(self, prices: int, known: int | None, out_of_time: Callable[[], bool]) -> Columns:
        """prices: patterns to price at most. known: cost of a plan that serves everything, if there is one."""
        self._sketch(prices)
        columns, all_sizes = self.columns, not self.limited
        while prices >= 0:
            relaxed, duals = self.master.solve()
            columns.worth = self._worth(duals)
            sizes = self._sizes(all_sizes=all_sizes)
            found = self._price(sizes, duals)
            prices -= max(1, len(sizes))
            if all_sizes:
                columns.bound = max(columns.bound, self.prove(self.demand))
                if self._proven(relaxed, known):
                    break
            if not found and all_sizes:
                break
            columns.stopped = out_of_time()
            if columns.stopped:
                break
            all_sizes = all_sizes or not found
        columns.used = self.master.used()
        return columns

    def _sketch(self, rounds: int) -> None:
        """Quick patterns first, so that few rounds need the exact tables."""
        for _ in range(rounds):
            _, duals = self.master.solve()
            self.columns.worth = self._worth(duals)
            tried = [(size, self.cutter.sketch(size, self.columns.worth)) for size in self._sizes(all_sizes=False)]
            if not any([self._improve(size, patterns, duals) for size, patterns in tried]):
                return

    def prove(self, demand: list[int]) -> int:
        """Proven bound for serving `demand`, from the current worths."""
        group = self.group
        sizes = {size: self.tops[size] if size in self.tops else self._top(size) for size in group.room_sizes}
        tops = {f: sizes[group.sizes[f]] for f in group.usable}
        self.trials = [*self.trials[1 - _TRIALS :], (self.columns.worth.tolist(), list(tops.values()))]
        limits = {f: group.available[f] for f in self.limited}
        bound = dual_bound(demand, self.columns.worth.tolist(), self.scale, tops, group.cost, limits)
        return payable(bound, [(group.cost[f], group.available[f]) for f in group.usable])

    def prove_whole(self, demand: list[int], low: int, known: int) -> int:
        """A better bound than `low` from whole numbers of formats; at most `known`, the cost of a plan for `demand`."""
        group = self.group
        covers = [
            Cover(sum(u * d for u, d in zip(worth, demand, strict=True)), tuple(tops)) for worth, tops in self.trials
        ]
        cost = [group.cost[f] for f in group.usable]
        return cover_bound(covers, cost, [group.available[f] for f in group.usable], low, known)

    def _proven(self, relaxed: float, known: int | None) -> bool:
        """No better bound can come of this: it meets a plan, or the rounded value of the relaxation."""
        bound = self.columns.bound
        return (known is not None and bound >= known) or bound >= relaxed * self.dearest * (1 + 1e-9)

    def _price(self, sizes: list[Size], duals: np.ndarray) -> bool:
        self.tops = {}
        found = False
        for size in sizes:
            self.tops[size], patterns = self.cutter.price(size, self.columns.worth)
            found |= self._improve(size, patterns, duals)
        return found

    def _improve(self, size: Size, patterns: list[Pattern], duals: np.ndarray) -> bool:
        """Add the patterns that make the relaxed plan cheaper; whether any did."""
        formats = [f for f in self.group.usable if self.group.sizes[f] == size]
        pairs = [(position, pattern) for position in formats for pattern in patterns]
        good = [pair for pair in pairs if self._reduced(*pair, duals) < -_ENOUGH]
        return any([self._add(position, pattern) for position, pattern in good])

    def _sizes(self, *, all_sizes: bool) -> list[Size]:
        bought = {self.group.sizes[f] for f in self.group.usable if not self.group.limited[f]}
        return [size for size in self.group.room_sizes if all_sizes or size in bought]

    def _top(self, size: Size) -> int:
        return self.cutter.price(size, self.columns.worth)[0]

    def _reduced(self, position: int, pattern: Pattern, duals: np.ndarray) -> float:
        value = float(duals[: len(pattern.counts)] @ np.array(pattern.counts))
        if position in self.limited:
            value += float(duals[len(pattern.counts) + self.limited.index(position)])
        return self.group.cost[position] / self.dearest - value

    def _add(self, position: int, pattern: Pattern) -> bool:
        key = (position, pattern.counts)
        if key in self.seen or not any(pattern.counts):
            return False
        self.seen.add(key)
        self.columns.pool.append((position, pattern))
        limit = self.limited.index(position) if position in self.limited else None
        self.master.add(pattern.counts, limit, self.group.cost[position] / self.dearest)
        return True

    def _worth(self, duals: np.ndarray) -> Ints:
        """Duals in whole numbers; any worths prove a bound, so those that could overflow a table are cut down."""
        floats = np.clip(duals[: len(self.demand)], 0.0, _PENALTY) * (float(self.dearest) * self.scale)
        return np.floor(np.minimum(floats, float(self.most))).astype(np.int64)

    def _scale(self) -> tuple[int, int]:
        """Worth of one unit of cost, and the most that a blank may be worth: a full pattern stays within 64 bits."""
        smallest = min([self.group.area(o.piece) for o in self.group.options] + [2**62]) or 1
        largest = max([size.x * max(1, size.y) for size in self.group.room_sizes] + [1])
        pieces = 4 * (largest // smallest + 1)  # on a rounded grid each side may count double
        return max(1, 2**60 // int(pieces * self.dearest * (_PENALTY + 1))), 2**60 // pieces
