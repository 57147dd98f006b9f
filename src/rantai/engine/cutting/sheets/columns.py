"""The relaxed plan over patterns (Gilmore and Gomory 1965): how often each known pattern is cut, what each blank is
worth then, and new patterns that are worth more than their sheet costs.

Patterns are priced by ruin and recreate on one sheet, so every rule of the list holds in them; what is found is not
proven to be the best, so this gives plans and no bound.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen
from rantai.engine.cutting.effort import Meter
from rantai.engine.cutting.sheets.forest import Forest
from rantai.engine.cutting.sheets.greedy import WORK_A_UNIT
from rantai.engine.solvers import LinearModel, Session, WorkBudget, solver

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PENALTY = 20.0  # times the dearest format: what leaving a blank as large as a sheet out costs
OFFER = 2.5  # times the area of the sheet: how much is offered to a pattern
MOST_OFFERED = 300  # blanks
ENOUGH = 1e-6  # of the sheet's cost: what a new pattern must gain
PIVOT_UNITS = 4
SOLVE_UNITS = 400
PRICE_STEPS = 40
PRICE_ROUNDS = 6
_LP = WorkBudget(simplex_iterations=50_000, seconds=30.0)


class Columns:
    """Known patterns as columns of a linear program that stays with the solver."""

    def __init__(self, batch: Batch, wanted: Ints, seed: int) -> None:
        self.batch, self.wanted, self.seed = batch, wanted, seed
        self.kinds = np.flatnonzero(wanted > 0)
        self.limited = [f for f, one in enumerate(batch.formats) if one.available >= 0]
        self.usable = [f for f, one in enumerate(batch.formats) if one.available and batch.may_use[self.kinds, f].any()]
        self.scale = float(max([one.cost for one in batch.formats] + [1]))
        self.area = max(one.x * one.y for one in batch.formats)
        self.pool: list[Chosen] = []
        self.known: set[tuple[int, bytes]] = set()
        self.session = self._model()
        self.rent: dict[int, float] = {}  # what one more of a limited format would save, negative
        self.worth: Floats = np.zeros(len(batch.items))
        self.used: list[tuple[Chosen, float]] = []

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
        self.used = [(one, level) for one, level in zip(self.pool, levels, strict=False) if level > 1e-7]

    def generate(self, meter: Meter) -> None:
        """Rounds of pricing over all formats until none gains or the work ends."""
        rounds = 0
        self.solve(meter)
        while not meter.is_over:
            gained = 0
            for format_ in self.usable:
                if meter.is_over:
                    break
                gained += self.add(self._price(format_, meter, self.seed + 31 * rounds + format_))
            rounds += 1
            if not gained:
                return
            self.solve(meter)

    def _price(self, format_: int, meter: Meter, seed: int) -> list[Chosen]:
        """Patterns of one format that are worth more than it costs; the best of a few rounds."""
        one = self.batch.formats[format_]
        price = one.cost / self.scale - min(0.0, self.rent.get(format_, 0.0))
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
            weight = forest.improve(PRICE_STEPS)
            meter.spend(forest.work() // WORK_A_UNIT)
        meter.spend(300 + len(blanks))
        return found[-2:]

    def _offer(self, format_: int) -> list[int]:
        """Blanks worth most for their area, as many as may matter on one sheet."""
        one, batch = self.batch.formats[format_], self.batch
        room, blanks = OFFER * one.x * one.y, list[int]()
        kinds = [k for k in self.kinds.tolist() if batch.may_use[k, format_] and self.worth[k] > 0]
        for kind in sorted(kinds, key=lambda k: (-self.worth[k] / batch.size(k), k)):
            item = batch.items[kind]
            fit = (one.x // item.x) * (one.y // item.y)
            if item.may_turn:
                fit = max(fit, (one.x // item.y) * (one.y // item.x)) + 2
            count = min(int(self.wanted[kind]), fit, MOST_OFFERED - len(blanks))
            blanks += [kind] * count
            room -= count * batch.size(kind)
            if room < 0 or len(blanks) >= MOST_OFFERED:
                break
        return blanks

    def _model(self) -> Session:
        """Rows: blanks wanted, formats at hand. Columns: leaving blanks out."""
        count, limits = len(self.kinds), len(self.limited)
        lost = [PENALTY * self.batch.size(k) / self.area + 2.0 for k in self.kinds.tolist()]
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
