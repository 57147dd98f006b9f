"""Column generation (Gilmore and Gomory 1961, 1965): patterns for the relaxed plan, and the bound that it proves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from rantai.engine.cutting.bounds import Cover, cover_bound, dual_bound, payable
from rantai.engine.cutting.lessons import Lesson, Proof
from rantai.engine.cutting.master import Master
from rantai.engine.cutting.raster import Ints
from rantai.engine.cutting.shapes import Group, Pattern, Size

_PENALTY = 10.0  # times the dearest format: a blank is left out only when nothing at hand can hold it
_ENOUGH = 1e-7
_SLOW = 50  # sketches are over when a round gains less than this part of the gap that is good enough
_KEPT_A_KIND = 8  # patterns for each kind of blank that the next list begins with


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

    def __init__(self, group: Group, lesson: Lesson, enough_ppm: int = 0) -> None:
        self.group, self.lesson, self.cutter, self.enough_ppm = group, lesson, lesson.cutter, enough_ppm
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

    def run(self, prices: int, known: int | None, out_of_time: Callable[[], bool]) -> Columns:
        """prices: patterns to price at most. known: cost of a plan that serves everything, if there is one."""
        columns, all_sizes = self.columns, not self.limited
        for position, pattern in self.lesson.pool:
            self._add(position, pattern)
        relaxed, duals = self.master.solve()
        columns.bound = self._best_proof(self.demand)
        while not self._proven(relaxed, known) and prices >= 0:
            self._sketch(prices)
            relaxed, duals = self.master.solve()
            columns.worth = self._worth(duals)
            sizes = self._sizes(all_sizes=all_sizes)
            found = self._price(sizes, duals)
            prices -= max(1, len(sizes))
            if all_sizes:
                columns.bound = max(columns.bound, self.prove(self.demand))
            columns.stopped = out_of_time()
            if columns.stopped or (all_sizes and not found):
                break
            all_sizes = all_sizes or not found
        columns.used = self.master.used()
        return columns

    def worth_keeping(self) -> list[tuple[int, Pattern]]:
        """Patterns that lists of the same blanks may use: those nearest to being used now, in order."""
        reduced = self.master.reduced()
        order = sorted(range(len(reduced)), key=lambda column: (float(reduced[column]), column))
        return [self.columns.pool[column] for column in sorted(order[: _KEPT_A_KIND * len(self.demand)])]

    def _sketch(self, rounds: int) -> None:
        """Quick patterns first, so that few rounds need the exact tables."""
        before, slow = np.inf, self.enough_ppm / _SLOW / 1_000_000
        for _ in range(rounds):
            relaxed, duals = self.master.solve()
            self.columns.worth = self._worth(duals)
            if before - relaxed < slow * relaxed:
                return
            before = relaxed
            sizes = self._sizes(all_sizes=False)
            tried = [(size, self.cutter.sketch(size, self.columns.worth, self._least(size))) for size in sizes]
            if not any([self._improve(size, patterns, duals) for size, patterns in tried]):
                return

    def _least(self, size: Size) -> int:
        """What a pattern of this size must be worth more than, to make the relaxed plan cheaper."""
        return self.scale * min(self.group.cost[f] for f in self.group.usable if self.group.sizes[f] == size)

    def prove(self, demand: list[int]) -> int:
        """Proven bound for serving `demand`, from the current worths."""
        group = self.group
        if not len(self.columns.worth):  # what was known before was enough
            return self._best_proof(demand)
        sizes = {size: self.tops[size] if size in self.tops else self._top(size) for size in group.room_sizes}
        worth = tuple(self.columns.worth.tolist())
        self.lesson.prove(Proof(worth, tuple(sizes[group.sizes[f]] for f in group.usable)))
        return self._best_proof(demand)

    def _best_proof(self, demand: list[int]) -> int:
        """The best bound of all proofs for serving `demand`."""
        group = self.group
        limits = {f: group.available[f] for f in self.limited}
        bounds = [Fraction(0)]
        for proof in self.lesson.proofs:
            tops = dict(zip(group.usable, proof.tops, strict=True))
            bounds.append(dual_bound(demand, proof.worth, self.scale, tops, group.cost, limits))
        return payable(max(bounds), [(group.cost[f], group.available[f]) for f in group.usable])

    def prove_whole(self, demand: list[int], low: int, known: int) -> int:
        """A better bound than `low` from whole numbers of formats; at most `known`, the cost of a plan for `demand`."""
        group = self.group
        covers = [
            Cover(sum(u * d for u, d in zip(proof.worth, demand, strict=True)), proof.tops)
            for proof in self.lesson.proofs
        ]
        cost = [group.cost[f] for f in group.usable]
        return cover_bound(covers, cost, [group.available[f] for f in group.usable], low, known)

    def _proven(self, relaxed: float, known: int | None) -> bool:
        """No better bound can come of this, or none that matters: it meets a plan, or the rounded relaxation."""
        bound, enough_ppm = self.columns.bound, self.enough_ppm // 2  # the other half is for whole pieces of stock
        met = known is not None and is_within(known, bound, enough_ppm)
        return met or bound >= relaxed * self.dearest * (1 + 1e-9 - enough_ppm / 1_000_000)

    def _price(self, sizes: list[Size], duals: np.ndarray) -> bool:
        self.tops = {}
        found = False
        for size in sizes:
            self.tops[size], patterns = self.cutter.price(size, self.columns.worth, self._least(size))
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
        return self.cutter.price(size, self.columns.worth, self._least(size))[0]

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


def is_within(cost: int, bound: int, enough_ppm: int) -> bool:
    """Whether a cost is at most so many millionths of it above its bound."""
    return (cost - bound) * 1_000_000 <= enough_ppm * cost
