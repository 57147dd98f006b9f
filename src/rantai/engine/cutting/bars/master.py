"""The linear relaxation over patterns: columns, levels and duals, kept warm while demand shrinks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.bars import simplex_loops
from rantai.engine.cutting.bars.task import Bar, Task
from rantai.engine.cutting.tables import Ints
from rantai.engine.solvers.effort import Meter

Floats = NDArray[np.float64]

TOLERANCE = 1e-9
_FULL_STOCK = 1e-6  # of equally dear stock the remnants go first
_OPS_A_UNIT = 4_500
_DEAR = 8.0  # what a pattern that no longer fits costs more
_STIR = 1e-7  # demand is moved by less than this, so that fewer pivots stand still


class Kept(NamedTuple):
    """A basis and all that belongs to it."""

    basis: Ints
    inverse: Floats
    level: Floats
    dual: Floats
    right: Floats
    cost: Floats


class Master:
    """Rows: kinds, then kinds of stock that are limited. Columns: left out, overserved, spare stock, then patterns.

    Costs are shares of the dearest stock.
    """

    def __init__(self, task: Task, meter: Meter) -> None:
        self.task, self.meter = task, meter
        self.dearest = max(1, int(task.costs.max(initial=1)))
        self.prices = task.costs / self.dearest + _FULL_STOCK * task.is_full
        self.limited = sorted(task.limits)
        self.rows = task.kinds + len(self.limited)
        self.limit_row = {f: task.kinds + at for at, f in enumerate(self.limited)}
        self.patterns: list[Bar] = []
        self.known: dict[tuple[int, tuple[tuple[int, int], ...]], int] = {}
        self._start_columns()
        self.basis = np.concatenate([np.arange(task.kinds), 2 * task.kinds + np.arange(len(self.limited))]).astype(
            np.int64
        )
        self.status[self.basis] = simplex_loops.BASIC
        self.inverse = np.eye(self.rows, dtype=np.float64).reshape(-1)
        self.level, self.dual, self.alpha = (np.zeros(self.rows) for _ in range(3))
        self.state = np.zeros(1, dtype=np.int64)
        self.pivots = 0
        self.stir = _STIR * (0.5 + np.random.default_rng(7).random(self.rows))
        self.set_right(task.demand, task.stock)

    def _start_columns(self) -> None:
        """A blank longer than needed may stand for the next shorter one: such columns change no optimum and keep duals
        in the order of lengths, which spares nine pivots in ten (Ben Amor, Desrosiers and Valério de Carvalho 2006).
        """
        kinds, extra = self.task.kinds, len(self.limited)
        longer, shorter = _neighbours(self.task)
        single = 2 * kinds + extra
        self.first_swap, self.fixed = single, single + len(longer)
        self.columns = self.fixed
        self.start = np.zeros(4 * self.fixed + 257, dtype=np.int64)
        self.start[:single] = np.arange(single)
        self.start[single : self.fixed + 1] = single + 2 * np.arange(len(longer) + 1)
        self.row = np.zeros(8 * len(self.start), dtype=np.int64)
        self.value = np.zeros(len(self.row))
        self.row[:single] = np.concatenate([np.arange(kinds), np.arange(kinds), kinds + np.arange(extra)])
        self.value[:single] = np.where(np.arange(single) // max(1, kinds) == 1, -1.0, 1.0)
        swaps = single + 2 * np.arange(len(longer))
        self.row[swaps], self.value[swaps] = longer, -1.0
        self.row[swaps + 1], self.value[swaps + 1] = shorter, 1.0
        self.cost = np.zeros(len(self.start))
        self.cost[:kinds] = _fines(self.task)
        self.status = np.zeros(len(self.start), dtype=np.uint8)

    def set_right(self, left: Ints, stock: Ints) -> None:
        """Demand still to serve and stock still there; levels and duals are counted anew."""
        right = np.concatenate([left, stock[self.limited]]).astype(np.float64)
        right += self.stir
        simplex_loops.recount(self.rows, self.basis, self.cost, self.state, right, self.level, self.dual, self.inverse)
        self.right = right
        self._charge()

    def add(self, format_: int, kinds: tuple[tuple[int, int], ...]) -> bool:
        """A new pattern; whether it was unknown."""
        key = (format_, kinds)
        if key in self.known:
            return False
        at, first = self.columns, int(self.start[self.columns])
        last = first + len(kinds) + (format_ in self.limit_row)
        self._grow(at + 2, last)
        for entry, (kind, count) in enumerate(kinds):
            self.row[first + entry], self.value[first + entry] = kind, count
        if format_ in self.limit_row:
            self.row[last - 1], self.value[last - 1] = self.limit_row[format_], 1.0
        self.start[at + 1] = last
        self.cost[at] = self.prices[format_]
        self.status[at] = simplex_loops.FREE
        self.known[key] = at
        self.patterns.append(Bar(format_, kinds, 0))
        self.columns += 1
        return True

    def _grow(self, columns: int, entries: int) -> None:
        if columns > len(self.start):
            self.start = np.concatenate([self.start, np.zeros_like(self.start)])
            self.cost = np.concatenate([self.cost, np.zeros_like(self.cost)])
            self.status = np.concatenate([self.status, np.zeros_like(self.status)])
        if entries > len(self.row):
            self.row = np.concatenate([self.row, np.zeros_like(self.row)])
            self.value = np.concatenate([self.value, np.zeros_like(self.value)])

    def improve(self, pivots: int) -> int:
        """Primal pivots over the columns known; how many."""
        made = simplex_loops.primal(
            self.rows, self.columns, self.start, self.row, self.value, self.cost, self.status, self.basis,
            self.level, self.dual, self.inverse, self.alpha, pivots, TOLERANCE, self.state,
        )  # fmt: skip
        self._after(made)
        return int(made)

    def repair(self, pivots: int) -> int:
        """Dual pivots until every level is possible again; -1 when they cannot be made so."""
        made = simplex_loops.dual_steps(
            self.rows, self.columns, self.start, self.row, self.value, self.cost, self.status, self.basis,
            self.level, self.dual, self.inverse, self.alpha, pivots, self.state,
        )  # fmt: skip
        self._after(max(0, made))
        return int(made)

    def _after(self, made: int) -> None:
        self._charge()
        self.pivots += made
        if self.pivots >= 400:
            self.invert()

    def invert(self) -> None:
        """The inverse, levels and duals from nothing: rounding errors end here."""
        self.pivots = 0
        lengths = self.start[self.basis + 1] - self.start[self.basis]
        order = self.basis[np.lexsort((self.basis, lengths))]
        simplex_loops.invert(
            self.rows, self.start, self.row, self.value, self.basis, self.inverse, self.alpha, order, self.state
        )
        simplex_loops.recount(
            self.rows, self.basis, self.cost, self.state, self.right, self.level, self.dual, self.inverse
        )
        self._charge()

    def _charge(self) -> None:
        self.meter.spend(int(self.state[0]) // _OPS_A_UNIT + 20)
        self.state[0] = 0

    def keep(self) -> Kept:
        """The basis as it is, to come back to."""
        floats = (self.inverse, self.level, self.dual, self.right, self.cost[: self.columns])
        return Kept(self.basis.copy(), *(array.copy() for array in floats))

    def restore(self, kept: Kept) -> None:
        """Back to a basis, with all patterns found since then still at hand."""
        self.basis[:], self.inverse[:] = kept.basis, kept.inverse
        self.level[:], self.dual[:], self.right = kept.level, kept.dual, kept.right.copy()
        self.status[: self.columns] = simplex_loops.FREE
        self.status[self.basis] = simplex_loops.BASIC
        self.cost[: len(kept.cost)] = kept.cost
        for at in range(len(kept.cost), self.columns):
            self.cost[at] = self.prices[self.patterns[at - self.fixed].format]
        self.meter.spend(self.rows * self.rows // _OPS_A_UNIT + 5)

    def forbid(self, left: Ints, stock: Ints) -> None:
        """Patterns that need more than is left may no longer come in; those inside become dear."""
        room = np.concatenate([left, stock[self.limited]]).astype(np.float64)
        entries = slice(int(self.start[self.fixed]), int(self.start[self.columns]))
        over = self.value[entries] > room[self.row[entries]]
        owner = np.repeat(np.arange(self.fixed, self.columns), np.diff(self.start[self.fixed : self.columns + 1]))
        bad = np.unique(owner[over])
        inside = bad[self.status[bad] == simplex_loops.BASIC]
        self.status[bad[self.status[bad] == simplex_loops.FREE]] = simplex_loops.BANNED
        dear = inside[self.cost[inside] < _DEAR]
        self.cost[dear] += _DEAR
        self.meter.spend(len(over) // 60 + 60)
        if len(dear):
            simplex_loops.recount(
                self.rows, self.basis, self.cost, self.state, self.right, self.level, self.dual, self.inverse
            )
            self._charge()

    @property
    def objective(self) -> float:
        return float(self.cost[self.basis] @ self.level)

    def worths(self) -> Floats:
        """Duals of the kinds, none below zero."""
        return np.maximum(self.dual[: self.task.kinds], 0.0)

    def chosen(self) -> list[tuple[int, float]]:
        """Patterns in the basis and how often they are cut, by position in `patterns`."""
        at = np.flatnonzero((self.basis >= self.fixed) & (self.level > 1e-6))
        order = at[np.argsort(self.basis[at], kind="stable")]
        return [(int(self.basis[row]) - self.fixed, float(self.level[row])) for row in order]


def _neighbours(task: Task) -> tuple[Ints, Ints]:
    """Kinds and the next shorter ones that the same stock may hold."""
    longer, shorter = list[int](), list[int]()
    last: dict[bytes, int] = {}
    for kind in range(task.kinds):
        key = task.may_use[:, kind].tobytes()
        if key in last:
            longer.append(last[key])
            shorter.append(kind)
        last[key] = kind
    return np.array(longer, dtype=np.int64), np.array(shorter, dtype=np.int64)


def _fines(task: Task) -> Floats:
    """Leaving out costs more than any bar; where stock is limited more for longer blanks, and much more by rank."""
    if task.is_open:
        return np.full(task.kinds, 2.0)
    behind = np.minimum(int(task.ranks.max(initial=0)) - task.ranks, 2)
    return np.asarray(10.0 * 100.0**behind * task.sizes / float(task.sizes.min(initial=1)), dtype=np.float64)
