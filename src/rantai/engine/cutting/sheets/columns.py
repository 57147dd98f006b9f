"""The relaxed plan over patterns (Gilmore and Gomory 1965): how often each known pattern is cut, what each blank is
worth then, and new patterns that are worth more than their sheet costs.

Patterns come from tables, which also prove a bound, and from ruin and recreate on one sheet, which keeps every rule of
the list and every quantity.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen, Pattern
from rantai.engine.cutting.shapes import Size
from rantai.engine.cutting.sheets.forest import Forest
from rantai.engine.cutting.sheets.greedy import SPOT_UNITS, WORK_A_UNIT
from rantai.engine.cutting.sheets.kinds import kinds_of
from rantai.engine.cutting.sheets.staged import Staged
from rantai.engine.solvers import LinearModel, Session, WorkBudget, solver
from rantai.engine.solvers.effort import Meter

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PENALTY = 20.0  # times the dearest format: what leaving a blank as large as a sheet out costs
HIGHEST = PENALTY + 2.0
OFFER = 2.5  # times the area of the sheet: how much is offered to a pattern
MOST_OFFERED = 300  # blanks
TRACE = 1e-7
ENOUGH = 1e-6  # of the sheet's cost: what a new pattern must gain
PIVOT_UNITS = 4
SOLVE_UNITS = 400
STEPS = (40, 200, 1_000)  # of ruin and recreate, a sixth of what is tried for one pattern
PRICE_ROUNDS = 6
_LP = WorkBudget(simplex_iterations=50_000, seconds=30.0)


def dearest(batch: Batch) -> float:
    return float(max([one.cost for one in batch.formats] + [1]))


class Columns:
    """Known patterns as columns of a linear program that stays with the solver."""

    def __init__(self, batch: Batch, wanted: Ints, staged: Staged, seed: int) -> None:
        self.batch, self.wanted, self.seed = batch, wanted, seed
        self.kinds = np.flatnonzero(wanted > 0)
        self.limited = [f for f, one in enumerate(batch.formats) if one.available >= 0]
        self.usable = [f for f, one in enumerate(batch.formats) if one.available and batch.may_use[self.kinds, f].any()]
        self.scale = dearest(batch)
        self.area = max(one.x * one.y for one in batch.formats)
        self.pool: list[Chosen] = []
        self.known: set[tuple[int, bytes]] = set()
        self.staged = staged
        self.session = self._model()
        self.rounds = 0
        self.rent: dict[int, float] = {}  # what one more of a limited format would save, negative
        self.worth: Floats = np.zeros(len(batch.items))
        self.levels: dict[int, float] = {}  # how often each pattern of the pool is cut in the relaxed plan
        self.held: list[int] = []

    def add(self, patterns: Sequence[Chosen]) -> int:
        """Patterns that are not known yet become columns; how many."""
        fresh = []
        for one in patterns:
            key = (one.format, one.pattern.counts(len(self.wanted)).tobytes())
            if key not in self.known:
                self.known.add(key)
                fresh.append(one)
        if fresh:
            self.pool += fresh
            self.session.add_columns(self._columns(fresh))
        return len(fresh)

    def solve(self, meter: Meter) -> None:
        """The relaxed plan over the known patterns, and what the blanks are worth in it."""
        report = self.session.solve(_LP)
        meter.spend(SOLVE_UNITS + PIVOT_UNITS * report.iterations * (1 + len(self.kinds) // 20))
        if len(report.row_duals):
            self.worth[self.kinds] = np.maximum(0.0, report.row_duals[: len(self.kinds)])
            self.rent = dict(zip(self.limited, report.row_duals[len(self.kinds) :].tolist(), strict=True))
        first = len(self.kinds)
        levels = report.values[first:].tolist() if len(report.values) else []
        self.levels = {at: level for at, level in enumerate(levels) if level > TRACE}

    def hold(self, fixed: dict[int, int]) -> None:
        """Cut these patterns of the pool at least so often from now on, and no other."""
        lower = {**dict.fromkeys(self.held, 0), **fixed}
        self.held = list(fixed)
        if lower:
            at = np.array(list(lower), dtype=np.int32) + np.int32(len(self.kinds))
            self.session.set_col_bounds(at, np.array(list(lower.values()), dtype=np.float64), np.full(len(at), np.inf))

    def reprice(self, rest: Ints, meter: Meter) -> None:
        """A few patterns for what is still wanted."""
        wanted, self.wanted = self.wanted, rest
        self.solve(meter)
        self._look(0, meter)
        self.wanted = wanted

    def generate(self, meter: Meter, known: int) -> None:
        """Rounds of pricing until none gains, the work ends, or the bound meets `known`, the cost of a plan.

        Small tables and a little ruin and recreate first; when they find nothing the exact tables, which prove a bound.
        """
        self.solve(meter)
        level = 0
        while level <= len(STEPS) and not meter.is_over and self.bound(self.wanted, known) < known:
            if self._look(level, meter):
                self.solve(meter)
                level = 0
            else:
                level += 1

    def _look(self, level: int, meter: Meter) -> int:
        """How many patterns gain, found the quick way, exactly, or by looking longer."""
        if level == 0:
            self.rounds += 1
            gained = self._sketch(meter)
            return gained if gained and self.rounds % 3 else gained + self._recut(STEPS[0], meter)
        return self._table(meter) if level == 1 else self._recut(STEPS[level - 1], meter)

    def bound(self, served: Ints, known: int) -> int:
        """Proven by the tables so far; 0 when they have proven nothing."""
        return self.staged.bound(served, known)

    def _sketch(self, meter: Meter) -> int:
        """Patterns from small tables; how many gain."""
        values, gained = self.staged.whole(self.worth * self.scale), 0
        for format_ in self.usable:
            if not meter.is_over:
                found = self.staged.sketch(format_, values, self.wanted)
                gained += self._gain(format_, found)
                meter.spend(self.staged.sketch_units + sum(len(one.spots) for one in found) * SPOT_UNITS)
        return gained

    def _table(self, meter: Meter) -> int:
        """The same from exact tables, and what they prove."""
        values, gained, tops = self.staged.whole(self.worth * self.scale), 0, dict[Size, int]()
        for format_ in self.usable:
            if meter.is_over:
                return gained
            if self.staged.group.sizes[format_] not in tops:
                gained += self._gain(format_, self.staged.price(format_, values, self.wanted, tops))
                meter.spend(self.staged.units(format_))
        self.staged.learn(values, tops)
        return gained

    def _recut(self, steps: int, meter: Meter) -> int:
        """Patterns by ruin and recreate; how many gain."""
        gained = 0
        for format_ in self.usable:
            if not meter.is_over:
                self.seed += 1
                gained += self.add(self._price(format_, steps, meter, self.seed))
        return gained

    def _gain(self, format_: int, patterns: Sequence[Pattern]) -> int:
        """Add the patterns that are worth more than a format of their size costs."""
        size = self.staged.group.sizes[format_]
        gained = 0
        for other in self.usable:
            if self.staged.group.sizes[other] == size:
                price = self._rate(other) * (1 + ENOUGH)
                rows = [Chosen(other, one, 1) for one in patterns if self.worth @ one.counts(len(self.worth)) > price]
                gained += self.add(rows)
        return gained

    def _rate(self, format_: int) -> float:
        """What a sheet costs, with what one more of its format would save."""
        return self.batch.formats[format_].cost / self.scale - min(0.0, self.rent.get(format_, 0.0))

    def _price(self, format_: int, steps: int, meter: Meter, seed: int) -> list[Chosen]:
        """Patterns of one format that are worth more than it costs; the best of a few rounds."""
        price = self._rate(format_)
        blanks = self._offer(format_)
        if not blanks or sum(self.worth[kind] for kind in blanks) <= price * (1 + ENOUGH):
            return []
        alone = [0] * len(self.batch.formats)
        alone[format_] = 1
        forest = Forest(self.batch, blanks, alone, 1, seed)
        weights = self.worth[np.array(blanks)]
        forest.weigh(weights)
        total, found = float(weights.sum()), []
        best, weight = price * (1 + ENOUGH), forest.begin()
        for _ in range(PRICE_ROUNDS):
            if total - weight > best:
                best = total - weight
                found.append(forest.chosen()[0])
            if forest.is_whole or meter.is_over:
                break
            weight = forest.improve(steps)
            meter.spend(forest.work() // WORK_A_UNIT)
        meter.spend(300 + len(blanks))
        return found[-2:]

    def _offer(self, format_: int) -> list[int]:
        """Blanks worth most for their area, as many as may matter on one sheet."""
        one, batch = self.batch.formats[format_], self.batch
        areas = kinds_of(batch).areas
        room, blanks = OFFER * one.x * one.y, list[int]()
        kinds = [k for k in self.kinds.tolist() if batch.may_use[k, format_] and self.worth[k] > 0]
        for kind in sorted(kinds, key=lambda k: (-self.worth[k] / areas[k], k)):
            item = batch.items[kind]
            fit = (one.x // item.x) * (one.y // item.y)
            if item.may_turn:
                fit = max(fit, (one.x // item.y) * (one.y // item.x)) + 2
            count = min(int(self.wanted[kind]), fit, MOST_OFFERED - len(blanks))
            blanks += [kind] * count
            room -= count * areas[kind]
            if room < 0 or len(blanks) >= MOST_OFFERED:
                break
        return blanks

    def _model(self) -> Session:
        """Rows: blanks wanted, formats at hand. Columns: leaving blanks out."""
        count, limits = len(self.kinds), len(self.limited)
        areas = kinds_of(self.batch).areas
        lost = [PENALTY * areas[k] / self.area + HIGHEST - PENALTY for k in self.kinds.tolist()]
        at_hand = [float(self.batch.formats[f].available) for f in self.limited]
        wanted = self.wanted[self.kinds].astype(np.float64)
        model = LinearModel.of(
            col_cost=lost,
            col_lower=np.zeros(count),
            col_upper=wanted,
            row_lower=np.concatenate([wanted, np.full(limits, -np.inf)]),
            row_upper=np.concatenate([np.full(count, np.inf), at_hand]),
            entry_row=np.arange(count),
            entry_col=np.arange(count),
            entry_value=np.ones(count),
        )
        return solver().session(model)

    def _columns(self, fresh: Sequence[Chosen]) -> LinearModel:
        rows, cols, values = [], [], []
        for position, one in enumerate(fresh):
            counts = one.pattern.counts(len(self.wanted))[self.kinds]
            held = np.flatnonzero(counts).tolist()
            rows += held
            values += counts[held].tolist()
            cols += [position] * len(held)
            if one.format in self.limited:
                rows.append(len(self.kinds) + self.limited.index(one.format))
                cols.append(position)
                values.append(1)
        count, height = len(fresh), len(self.kinds) + len(self.limited)
        return LinearModel.of(
            col_cost=[self.batch.formats[one.format].cost / self.scale for one in fresh],
            col_lower=np.zeros(count),
            col_upper=np.full(count, np.inf),
            row_lower=np.full(height, -np.inf),
            row_upper=np.full(height, np.inf),
            entry_row=rows,
            entry_col=cols,
            entry_value=values,
        )
