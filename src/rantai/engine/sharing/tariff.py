"""The best split by a tariff: a price for every unit needed and every use of a whole piece, a part of the cost alone.

Among many firms a tariff is nearly as good as any split, because what a group is charged above its tiers, trucks and
pieces is at most a few of them; and with a handful of prices the linear model is solved in milliseconds where one share
for every firm takes seconds. The search for any split (`leastcore`) starts from it.
"""

from __future__ import annotations

import numpy as np

from rantai.core.tables import Flags
from rantai.engine.sharing.costs import Costs
from rantai.engine.sharing.leastcore import ROWS_A_ROUND, Floor, spent
from rantai.engine.sharing.objections import Objectors
from rantai.engine.solvers import LinearModel, solver
from rantai.engine.solvers.base import Floats

ROUNDS = 60


def by_tariff(floor: Floor, objectors: Objectors, start: Floats, slack: float) -> Floats:
    """Savings [firms], parts of V, of the best tariff that was found; `start` where none is better.

    The largest excess of the answer lies within `slack` of the best tariff's, unless the rounds or the work end first.
    The groups that object on the way are added to the floor.
    """
    bases = _bases(floor.costs)
    alone = floor.costs.alone_idr / floor.saved
    session = solver().session(_model(bases, alone))
    session.add_rows(_rows(floor, bases, floor.groups))
    best, excess = start, floor.excess(start, objectors)
    seen = len(floor.groups)
    for _ in range(ROUNDS):
        session.add_rows(_rows(floor, bases, floor.groups[seen:]))
        seen = len(floor.groups)
        report = spent(session, floor.meter)
        if not report.has_values:
            break
        savings = np.maximum(alone - bases @ report.values[:-1], 0.0)
        savings /= savings.sum()
        reached = floor.excess(savings, objectors)
        if reached < excess:
            best, excess = savings, reached
        floor.add(objectors.above(floor.shares(savings), float(report.values[-1]) * floor.saved, ROWS_A_ROUND))
        if excess - float(report.values[-1]) <= slack or len(floor.groups) == seen or floor.meter.is_over:
            break
    return best


def _bases(costs: Costs) -> Floats:
    """[firms, prices]: what each price is asked for, as parts of all: needs, uses, the cost alone, being there."""
    asked = costs.asked
    columns = [asked.needs, *(whole.uses for whole in asked.wholes), costs.alone_idr]
    heavy = [column / column.sum() for column in columns if column.any()]
    return np.stack([*heavy, np.full(costs.firms, 1 / costs.firms)], axis=1)


def _model(bases: Floats, alone: Floats) -> LinearModel:
    """min ε over prices in parts of V; all pay the total, and nobody more than alone."""
    firms, prices = bases.shape
    row, col = np.nonzero(bases)
    return LinearModel.of(
        col_cost=[*[0.0] * prices, 1.0],
        col_lower=[*[-np.inf] * prices, -1.0],
        col_upper=np.full(prices + 1, np.inf),
        row_lower=[alone.sum() - 1.0, *[-np.inf] * firms],
        row_upper=[alone.sum() - 1.0, *alone],
        entry_row=np.concatenate([np.zeros(prices, dtype=np.int64), 1 + row]),
        entry_col=np.concatenate([np.arange(prices), col]),
        entry_value=np.concatenate([np.ones(prices), bases[row, col]]),
    )


def _rows(floor: Floor, bases: Floats, groups: Flags) -> LinearModel:
    """What a group pays by the tariff less ε is at most what it would pay alone."""
    count, prices = len(groups), bases.shape[1]
    charged = groups @ bases
    return LinearModel.of(
        col_cost=np.zeros(prices + 1),
        col_lower=np.zeros(prices + 1),
        col_upper=np.zeros(prices + 1),
        row_lower=np.full(count, -np.inf),
        row_upper=floor.costs.of(groups) / floor.saved,
        entry_row=np.repeat(np.arange(count), prices + 1),
        entry_col=np.tile(np.arange(prices + 1), count),
        entry_value=np.concatenate([charged, np.full((count, 1), -1.0)], axis=1).ravel(),
    )
