"""Plans in one go: best-fit decreasing, and sequential value correction (Belov and Scheithauer 2007)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.bars import pack_loops
from rantai.engine.cutting.bars.task import Bar, Plan, Task, tidy
from rantai.engine.cutting.tables import UNLIMITED, Ints
from rantai.engine.solvers.effort import Meter

Floats = NDArray[np.float64]

_PIECES_MOST = 4_000  # best-fit looks at every bar for every piece
_CELLS_A_UNIT = 110  # work counted by the loops, in units of the meter
_KINDS = 200  # up to which going through all kinds for each bar takes no time
_SCANS_A_UNIT = 22
_PACKED_A_UNIT = 17
_CALL = 120  # units of one call, however little it does
_MEMORY = 1.2  # how slowly values follow the last plan
_RANK_WEIGHT = 1_000.0  # how much more a blank of the next higher rank is worth


class Packer:
    """Fills bars with whatever is wanted. Work space is kept between calls."""

    def __init__(self, task: Task, meter: Meter) -> None:
        self.task, self.meter = task, meter
        kinds = task.kinds
        self.weights = _weights(task)
        self.costs = np.maximum(task.costs, 1e-6 * task.rooms / max(1, int(task.rooms.max(initial=1))))
        self._ints = [np.zeros(kinds + 1, dtype=np.int64) for _ in range(5)]
        self._goal = np.zeros(2)
        self._fits = np.zeros(task.formats, dtype=np.uint8)
        self._room_for = 0
        self._out: list[Ints] = []
        self._grow(4 * kinds + 64)

    @property
    def expected_units(self) -> int:
        """That one plan takes, roughly, where kinds are many."""
        return self.task.kinds**2 * self.task.formats // _PACKED_A_UNIT

    def first_values(self, power: float = 1.02) -> Floats:
        """Values to begin with: a little more than by length, so that long blanks go first."""
        return np.asarray(self.weights * self.task.sizes.astype(np.float64) ** power, dtype=np.float64)

    def pack(
        self,
        left: Ints,
        stock: Ints,
        values: Floats,
        *,
        leads: bool,
        nodes: int,
        power: float = 1.02,
    ) -> Plan:
        """Serve `left` from `stock`; `values` are corrected in place for the next call."""
        targets = self.first_values(power)
        while True:
            plan = self._pack(left.copy(), stock.copy(), values.copy(), leads, nodes, targets)
            if plan is not None:
                values[:] = self._values
                return plan
            self._grow(2 * self._room_for)

    def _pack(self, left: Ints, stock: Ints, values: Floats, leads: bool, nodes: int, targets: Floats) -> Plan | None:
        task = self.task
        order = np.argsort(-values / task.sizes, kind="stable").astype(np.int64)
        used, least, count, best, keep = self._ints
        form, times, start, kind, number = self._out
        ended = pack_loops.pack(
            task.sizes, left, left.copy(), task.rooms, stock, task.most, task.exactly, self.costs, task.may, values,
            order, targets, int(leads), nodes, _MEMORY, used, least, count, best, self._goal, keep,
            form, times, start, kind, number, self._fits,
        )  # fmt: skip
        scans = max(0, task.kinds - _KINDS) ** 2 * task.formats // _SCANS_A_UNIT
        self.meter.spend(int(self._goal[1]) // _CELLS_A_UNIT + scans + _CALL)
        if ended == pack_loops.FULL:
            return None
        self._values = values
        return tidy(self._bars(int(self._goal[0])))

    def _bars(self, patterns: int) -> list[Bar]:
        form, times, start, kind, number = (array.tolist() for array in self._cut(patterns))
        return [
            Bar(
                form[p],
                tuple(zip(kind[start[p] : start[p + 1]], number[start[p] : start[p + 1]], strict=True)),
                times[p],
            )
            for p in range(patterns)
        ]

    def _cut(self, patterns: int) -> list[Ints]:
        form, times, start, kind, number = self._out
        entries = int(start[patterns])
        return [form[:patterns], times[:patterns], start[: patterns + 1], kind[:entries], number[:entries]]

    def _grow(self, patterns: int) -> None:
        self._room_for = patterns
        lengths = (patterns, patterns, patterns + 1, 8 * patterns, 8 * patterns)
        self._out = [np.zeros(length, dtype=np.int64) for length in lengths]

    def best_fit(self) -> Plan | None:
        """Best-fit decreasing, where there is one kind of stock and the pieces are few enough."""
        task = self.task
        if not task.is_plain or task.pieces > _PIECES_MOST:
            return None
        rest, held, bar_of = (np.zeros(task.pieces, dtype=np.int64) for _ in range(3))
        one = int(task.rooms[0]), int(task.most[0]), int(task.exactly[0])
        bars = pack_loops.best_fit(task.sizes, task.demand, *one, rest, held, bar_of)
        self.meter.spend(task.pieces * bars // (2 * _CELLS_A_UNIT) + 10)
        kind_of = np.repeat(np.arange(task.kinds), task.demand)
        return tidy(_grouped(bar_of.tolist(), kind_of.tolist(), bars))


def _grouped(bar_of: Sequence[int], kind_of: Sequence[int], bars: int) -> list[Bar]:
    held: list[dict[int, int]] = [{} for _ in range(bars)]
    for bar, kind in zip(bar_of, kind_of, strict=True):
        held[bar][kind] = held[bar].get(kind, 0) + 1
    return [Bar(0, tuple(counts.items()), 1) for counts in held]


def _weights(task: Task) -> Floats:
    """What a length of each kind is worth: higher ranks a thousand times more where not all can be served."""
    if task.is_open:
        return np.ones(task.kinds)
    behind = np.minimum(int(task.ranks.max(initial=0)) - task.ranks, 2)
    return np.asarray(_RANK_WEIGHT**behind, dtype=np.float64)


def stock_left(task: Task, plan: Iterable[Bar]) -> Ints:
    """What a plan leaves of each kind of stock (-1: no limit)."""
    left = task.stock.copy()
    for bar in plan:
        if left[bar.format] != UNLIMITED:
            left[bar.format] -= bar.times
    return left
