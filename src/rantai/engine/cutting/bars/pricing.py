"""Which patterns would lower the cost at given worths, and how much any pattern can be worth at most."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.bars import knapsack_loops
from rantai.engine.cutting.bars.bounds import worth_bound
from rantai.engine.cutting.bars.task import NO_LIMIT, Task
from rantai.engine.cutting.tables import Ints
from rantai.engine.solvers.effort import Meter

Floats = NDArray[np.float64]
Column = tuple[int, tuple[tuple[int, int], ...]]

_EXACT = 2.0**51  # whole numbers up to here add up exactly in floats
_CELLS = 2_400_000  # of a table: about a millisecond
_GRID_LEAST, _GRID_MOST = 2_048, 16_384
COARSE = _GRID_LEAST  # lengths above this may be priced on a grid
_CELLS_A_UNIT, _NODES_A_UNIT = 2_200, 60
_FINE_MOST, _FINE_CELLS = 100_000, 24_000_000
_FEE_TRIES = 5
_CALL = 30  # units of one call, however little it does


class Prices(NamedTuple):
    """Whole worths of the kinds in units of `1 / scale` money, the most a bar of each stock can be worth, patterns."""

    worths: Ints
    scale: int
    tops: list[int]
    columns: list[Column]
    is_exact: bool

    def bound(self, task: Task, demand: Ints) -> Fraction:
        """What serving the demand costs at least."""
        return worth_bound(task, demand, self.worths.tolist(), self.scale, self.tops)


class _Family(NamedTuple):
    """Kinds of stock that may hold the same kinds: one table serves them all."""

    formats: tuple[int, ...]
    may: NDArray[np.bool_]
    room: int
    most: int


class Pricer:
    """Prices patterns of all stock; work space is kept."""

    def __init__(self, task: Task, meter: Meter) -> None:
        self.task, self.meter = task, meter
        self.dearest = max(1, int(task.costs.max(initial=1)))
        self.families = _families(task)
        size = task.kinds + 1
        self._ints = [np.zeros(size, dtype=np.int64) for _ in range(3)]
        self._promise = np.zeros(size)
        self._state = np.zeros(1, dtype=np.int64)
        self._table, self._spare = np.zeros(1), np.zeros(1)
        self._grid = _GRID_MOST, _CELLS

    @property
    def can_price(self) -> bool:
        """Whether worths of this money are small enough to be added exactly."""
        return self.dearest < 2**36

    def price(
        self, dual: Floats, targets: Floats, limits: Ints, *, want: int, nodes: int, few: bool, fine: bool = False
    ) -> Prices:
        """Patterns worth more than `targets` (per kind of stock), at most `want` of each; `limits`: of each kind.

        dual, targets: shares of the dearest stock. fine: on a finer grid, ten times the work, for a last word.
        """
        task = self.task
        rate = max(float((dual / task.sizes).max(initial=0.0)) * int(task.rooms.max(initial=1)), 1e-9)
        scale = max(1, int(_EXACT / (4 * rate * self.dearest)))
        self._grid = (_FINE_MOST, _FINE_CELLS) if fine else (_GRID_MOST, _CELLS)
        worths = np.floor(dual * (scale * self.dearest))
        tops, columns, exact = [0] * task.formats, list[Column](), True
        for family in self.families:
            goals = targets[list(family.formats)] * (scale * self.dearest)
            made, is_exact = self._family(family, worths, goals, limits, (want, nodes, int(few)), tops)
            columns += made
            exact = exact and is_exact
        return Prices(worths.astype(np.int64), scale, tops, columns, exact)

    def _family(
        self, family: _Family, worths: Floats, goals: Floats, limits: Ints, how: tuple[int, int, int], tops: list[int]
    ) -> tuple[list[Column], bool]:
        task = self.task
        kept = np.flatnonzero(family.may & (limits > 0) & (worths > 0) & (task.sizes <= family.room))
        if not len(kept):
            return [], True
        sizes, bound = task.sizes[kept], np.minimum(limits[kept], family.room // task.sizes[kept])
        most, cells = self._grid
        grid = int(min(most, max(_GRID_LEAST, cells // len(kept)), family.room))
        step = -(-family.room // grid)
        grid = family.room // step
        view = _View(kept, sizes, bound, sizes // step, step, grid)
        fee = self._fee(family, view, worths[kept])
        net = np.maximum(worths[kept] - fee, 0.0)
        self._fill(view, net)
        columns: list[Column] = []
        for at, f in enumerate(family.formats):
            room, extra = int(task.rooms[f]), int(task.exactly[f]) if family.most < NO_LIMIT else 0
            tops[f] = int(self._table[room // step]) + (int(fee) * (family.most + extra) if fee else 0)
            if tops[f] > goals[at] and task.stock[f] != 0:
                columns += self._patterns(f, view, net, fee, float(goals[at]), how)
        return columns, step == 1 and fee == 0.0

    def _fill(self, view: _View, net: Floats) -> None:
        cells = (len(view.kept) + 1) * (view.grid + 1)
        if len(self._table) < cells:
            self._table = np.zeros(cells)
        if len(self._spare) < 2 * (view.grid + 1):
            self._spare = np.zeros(2 * (view.grid + 1))
        written = knapsack_loops.fill_table(
            view.steps, net, view.limits, len(view.kept), view.grid, self._table, self._spare
        )
        self.meter.spend(int(written) // _CELLS_A_UNIT + _CALL)

    def _fee(self, family: _Family, view: _View, worths: Floats) -> float:
        """What a piece pays where a bar holds only so many: the whole fee with the lowest upper bound found."""
        if family.most * int(view.sizes[-1]) >= family.room:
            return 0.0
        low, high = 0.0, float(worths.max())
        best, answer = np.inf, 0.0
        for _ in range(_FEE_TRIES):
            tried = [np.floor(low + (high - low) * part) for part in (0.375, 0.625)]
            tops = [self._top(view, worths, fee, family.most) for fee in tried]
            for fee, top in zip(tried, tops, strict=True):
                if top < best:
                    best, answer = top, float(fee)
            low, high = (low, float(tried[1])) if tops[0] <= tops[1] else (float(tried[0]), high)
        return answer

    def _top(self, view: _View, worths: Floats, fee: float, most: int) -> float:
        self._fill(view, np.maximum(worths - fee, 0.0))
        return float(self._table[view.grid]) + fee * most

    def _patterns(
        self, f: int, view: _View, net: Floats, fee: float, goal: float, how: tuple[int, int, int]
    ) -> list[Column]:
        want, nodes, few = how
        count, best, taken = self._ints
        start = np.zeros(want + 1, dtype=np.int64)
        kind, number = (np.zeros((want + 1) * (len(view.kept) + 1), dtype=np.int64) for _ in range(2))
        room, most = int(self.task.rooms[f]), min(int(self.task.most[f]), NO_LIMIT)
        made = knapsack_loops.price(
            view.sizes, net, view.limits, len(view.kept), room, view.step, view.grid, self._table, most, fee, goal,
            nodes, few, want, count, best, self._promise, taken, self._state, start, kind, number,
        )  # fmt: skip
        self.meter.spend(int(self._state[0]) // _NODES_A_UNIT + len(view.kept) * (int(made) + 2) // 500 + _CALL)
        rows = view.kept[kind[: int(start[made])]].tolist()
        return [_column(f, rows, number, int(start[at]), int(start[at + 1])) for at in range(int(made))]


class _View(NamedTuple):
    """The kinds that matter, their sizes in µm units and in whole steps of the table."""

    kept: Ints
    sizes: Ints
    limits: Ints
    steps: Ints
    step: int
    grid: int


def _column(f: int, rows: Sequence[int], number: Ints, first: int, last: int) -> Column:
    return f, tuple(zip(rows[first:last], number[first:last].tolist(), strict=True))


def _families(task: Task) -> list[_Family]:
    found: dict[tuple[bytes, int], list[int]] = {}
    for f in range(task.formats):
        apart = f if int(task.most[f]) < NO_LIMIT else -1  # the fee of a piece is right for one length only
        found.setdefault((task.may_use[f].tobytes(), apart), []).append(f)
    return [
        _Family(tuple(rows), task.may_use[rows[0]], int(task.rooms[rows].max()), int(task.most[rows[0]]))
        for rows in found.values()
    ]
