"""Column generation over slit coils: the relaxed plan, its worths, and what they prove.

min Σ c·x over patterns, so that every item is cut as often as it is wanted and limited formats keep their count; what
is left out costs a penalty. Worths of the linear program are rounded to whole numbers before anything is proven.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.batch import UNLIMITED
from rantai.engine.cutting.bounds import Cover, cover_bound, dual_bound, payable
from rantai.engine.cutting.coils.plan import Plan, total
from rantai.engine.cutting.coils.pricing import Pricing
from rantai.engine.cutting.coils.slitting import Coils, Ints, Room, Strips
from rantai.engine.solvers import LinearModel, Session, WorkBudget, solver
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

_UNIT = 1_000.0  # the dearest format's cost in the linear program
_SCALE_BITS = 40  # worth of a full coil, in bits
_EPS = 1e-6
_LARGE = 1e12
_LP = 1_500  # µs of a linear program, beside its iterations


class Column(NamedTuple):
    """A format and how one coil of it is slit."""

    format: int
    strips: Strips


class Relaxed(NamedTuple):
    """How often each column is cut, worths of the items in whole numbers (dearest format: 2^40), and that unit."""

    often: Floats
    worths: list[int]
    objective: float


class Generator:
    """Columns of one batch; they stay when a plan fixes coils and the rest is relaxed anew."""

    def __init__(self, coils: Coils, meter: Meter) -> None:
        self.coils, self.meter = coils, meter
        self.costs = [format_.cost for format_ in coils.batch.formats]
        self.dearest = max([1, *self.costs])
        self.scale = max(1, (1 << _SCALE_BITS) // self.dearest)  # worth of one unit of cost
        self.columns: dict[Column, Ints] = {}
        self.covers: list[Cover] = []

    def learn(self, found: Iterable[Column]) -> list[Column]:
        """Keep new columns; answers those that were new."""
        fresh = [column for column in dict.fromkeys(found) if column.strips and column not in self.columns]
        for column in fresh:
            self.columns[column] = self.coils.counts(column.strips)
        return fresh

    def relax(self, plan: Plan, rounds: int) -> tuple[Relaxed, list[Column], bool]:
        """The relaxed rest of a plan, the columns that it speaks of, and whether no better ones were found.

        Columns are priced in up to so many rounds.
        """
        usable = [column for column in self.columns if plan.stock[column.format] != 0]
        master = _Master(self, plan)
        master.add(usable)
        relaxed = master.solve(self.meter)
        for _ in range(rounds):
            if self.meter.is_over:
                break
            more = self._priced(plan, relaxed, master)
            if not more:
                return relaxed, usable, True
            usable += more
            master.add(more)
            relaxed = master.solve(self.meter)
        return relaxed, usable, False

    def _priced(self, plan: Plan, relaxed: Relaxed, master: _Master) -> list[Column]:
        pricing = Pricing(self.coils, relaxed.worths, plan.left, self.meter)
        found = []
        for room in plan.open_rooms():
            offer = pricing.best(room)
            if offer.value > (self._cost(room) + master.toll(room)) * (1 + _EPS) + 1:
                found.append(Column(room.format, offer.strips))
        return self.learn(found)

    def _cost(self, room: Room) -> float:
        return float(self.costs[room.format] * self.scale)

    def prove(self, wanted: Ints, worths: list[int]) -> Fraction:
        """A bound on the cost of cutting what is `wanted`, from any worths; the cover they make is kept.

        The worths are taken in such a unit that the coil worth most for its cost is worth just its cost;
        a limited coil may be worth more.
        """
        pricing = Pricing(self.coils, worths, wanted, self.meter)
        formats = self.coils.batch.formats
        rooms = [room for room in self.coils.rooms if formats[room.format].available != 0]
        tops = {room.format: pricing.top(room) for room in rooms}
        limits = {row: formats[row].available for row in tops if formats[row].available != UNLIMITED}
        of_rows = tuple(tops.get(row, 0) for row in range(len(formats)))
        self.covers.append(Cover(total(worths, wanted), of_rows))
        rates = [-(-top // self.costs[row]) for row, top in tops.items() if self.costs[row] and row not in limits]
        scale = max([1, *rates]) if rates else self.scale
        return dual_bound(wanted.tolist(), worths, scale, tops, self.costs, limits)

    def prove_whole(self, wanted: Ints, low: Fraction, known: int) -> int:
        """The bound for whole coils: the next total that can be paid, then the cheapest that reaches every cover."""
        formats = self.coils.batch.formats
        pieces = int(wanted.sum())
        most = [pieces if format_.available == UNLIMITED else min(pieces, format_.available) for format_ in formats]
        paid = payable(low, list(zip(self.costs, most, strict=True)))
        return cover_bound(self.covers, self.costs, most, paid, known) if paid < known else paid


class _Master:
    """The linear program over the columns known so far, kept inside the solver."""

    def __init__(self, generator: Generator, plan: Plan) -> None:
        self.generator, self.plan = generator, plan
        self.rows = np.flatnonzero(plan.left)
        self.limited = [row for row, stock in enumerate(plan.stock) if stock > 0]
        self.unit = _UNIT / generator.dearest
        self.tolls: dict[int, float] = {}
        self.first = len(self.rows)
        self.session: Session = solver().session(self._start())

    def _start(self) -> LinearModel:
        """Only leaving out: one column an item, dearer than any coil, the urgent and the large dearest."""
        batch, count = self.generator.coils.batch, len(self.rows)
        last = max(item.rank for item in batch.items)
        sizes = [batch.size(item) << (2 * min(4, last - batch.items[item].rank)) for item in self.rows.tolist()]
        penalty = 2 * _UNIT * np.array(sizes, dtype=np.float64) / min(sizes)
        limits = np.array([self.plan.stock[row] for row in self.limited], dtype=np.float64)
        return LinearModel.of(
            col_cost=np.minimum(penalty, _LARGE),
            col_lower=np.zeros(count),
            col_upper=np.full(count, np.inf),
            row_lower=np.concatenate([self.plan.left[self.rows], np.full(len(limits), -np.inf)]),
            row_upper=np.concatenate([np.full(count, np.inf), limits]),
            entry_row=np.arange(count),
            entry_col=np.arange(count),
            entry_value=np.ones(count),
        )

    def add(self, columns: list[Column]) -> None:
        if not columns:
            return
        held = np.array([np.minimum(self.generator.columns[column], self.plan.left) for column in columns])
        limit = np.array([[column.format == row for row in self.limited] for column in columns], dtype=np.float64)
        table = np.hstack([held[:, self.rows], limit.reshape(len(columns), len(self.limited))])
        col, row = np.nonzero(table)
        self.session.add_columns(
            LinearModel.of(
                col_cost=[self.unit * self.generator.costs[column.format] for column in columns],
                col_lower=np.zeros(len(columns)),
                col_upper=np.full(len(columns), np.inf),
                row_lower=np.zeros(table.shape[1]),
                row_upper=np.zeros(table.shape[1]),
                entry_row=row,
                entry_col=col,
                entry_value=table[col, row],
            )
        )

    def solve(self, meter: Meter) -> Relaxed:
        report = self.session.solve(WorkBudget())
        meter.spend(_LP + report.iterations * (15 + len(self.rows)))
        duals = np.maximum(report.row_duals, 0.0)[: len(self.rows)]
        unit = self.generator.scale / self.unit
        worths = [0] * self.generator.coils.items
        for item, dual in zip(self.rows.tolist(), duals.tolist(), strict=True):
            worths[item] = int(dual * unit)
        paid = -np.minimum(report.row_duals, 0.0)[len(self.rows) :] * unit
        self.tolls = dict(zip(self.limited, paid.tolist(), strict=True))
        return Relaxed(report.values[self.first :], self.generator.coils.capped(worths), report.objective)

    def toll(self, room: Room) -> float:
        """What a limited format costs beside its price, because others want it too."""
        return self.tolls.get(room.format, 0.0)
