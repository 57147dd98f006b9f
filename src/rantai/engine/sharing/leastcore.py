"""The least core: the split whose most unhappy group is least unhappy, by rows for the groups that object.

Maschler, Peleg & Shapley, Geometric properties of the kernel, nucleolus and related solution concepts (1979). In
savings: firm i saves s_i ≥ 0 (nobody pays more than alone), all save V together, a group alone would save v(S); least ε
with s(S) + ε ≥ v(S). Everything is divided by V, so that the solver sees numbers around 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.core.tables import Flags, Ints
from rantai.engine.sharing.costs import Costs
from rantai.engine.sharing.objections import Objectors
from rantai.engine.solvers import LinearModel, SolverReport, WorkBudget, solver
from rantai.engine.solvers.base import Floats, Session
from rantai.engine.solvers.effort import Meter

ROWS_A_ROUND = 40
HALVINGS = 10
LEAST_STEP = 0.05  # from the best split towards the model's answer
UNITS_AN_ITERATION, UNITS_AN_ENTRY, ENTRIES_A_UNIT = 5, 1.0, 250
LEAST_ITERATIONS = 2_000
ENOUGH, ENOUGH_AFTER = 5e-4, 0.1  # parts of V that are near enough once so much of the work that was left is done


@dataclass(frozen=True, eq=False)
class Level:
    """savings: by firm; excess: of this split, the largest found; bound: proven, of any split. All in parts of V."""

    savings: Floats
    excess: float
    bound: float


class Floor:
    """The linear model min ε over the groups seen so far; more are added by those who object."""

    def __init__(self, costs: Costs, meter: Meter) -> None:
        self.costs, self.meter = costs, meter
        self.patience = (1 - ENOUGH_AFTER) * meter.left
        self.saved = int(costs.alone_idr.sum()) - costs.total_idr
        firms = costs.firms
        eye = np.eye(firms, dtype=np.bool_)
        self.groups: Flags = np.concatenate([eye, ~eye]) if firms > 2 else eye
        self.values = self.value(self.groups)  # of each group, parts of V
        self.session = self._session()

    def _session(self) -> Session:
        firms = self.costs.firms
        model = LinearModel.of(
            col_cost=[*[0.0] * firms, 1.0],
            col_lower=[*[0.0] * firms, -1.0],
            col_upper=[*[1.0] * firms, np.inf],
            row_lower=[1.0],
            row_upper=[1.0],
            entry_row=[0] * firms,
            entry_col=range(firms),
            entry_value=[1.0] * firms,
        )
        session = solver().session(model)
        session.add_rows(self._rows(self.groups))
        return session

    def value(self, groups: Flags) -> Floats:
        """What groups would save alone, parts of V."""
        return (groups @ self.costs.alone_idr - self.costs.of(groups)) / self.saved

    def _rows(self, groups: Flags) -> LinearModel:
        """s(S) + ε ≥ v(S); of a large group those who stay away save no more than what is left: fewer entries."""
        is_large = groups.sum(axis=1) > groups.shape[1] // 2
        row, col = np.nonzero(groups ^ is_large[:, None])
        count, firms = groups.shape
        return LinearModel.of(
            col_cost=np.zeros(firms + 1),
            col_lower=np.zeros(firms + 1),
            col_upper=np.zeros(firms + 1),
            row_lower=self.value(groups) - is_large,
            row_upper=np.full(count, np.inf),
            entry_row=np.concatenate([row, np.arange(count)]),
            entry_col=np.concatenate([col, np.full(count, firms)]),
            entry_value=np.concatenate([np.where(is_large[row], -1.0, 1.0), np.ones(count)]),
        )

    def add(self, groups: Flags) -> bool:
        """Add the groups that are new; False when there is none."""
        seen = {group.tobytes() for group in self.groups}
        fresh = np.array([group for group in groups if group.tobytes() not in seen], dtype=np.bool_)
        if not len(fresh):
            return False
        self.session.add_rows(self._rows(fresh))
        self.groups = np.concatenate([self.groups, fresh])
        self.values = np.concatenate([self.values, self.value(fresh)])
        return True

    def excess(self, savings: Floats, objectors: Objectors) -> float:
        """The largest excess that is found, parts of V; the groups that show it are added."""
        objection = objectors.worst(self.shares(savings), is_last=False)
        self.add(objection.groups)
        return max(self.known(savings), objection.excess_idr / self.saved)

    def known(self, savings: Floats) -> float:
        """The largest excess of the groups seen so far, parts of V."""
        return float((self.values - self.groups @ savings).max())

    def solve(self) -> SolverReport:
        """The model as it is, within the work that is left but never without an answer."""
        return spent(self.session, self.meter)

    def shares(self, savings: Floats) -> Floats:
        """Rupiah by firm from parts of V."""
        return self.costs.alone_idr - savings * self.saved


def least_core(floor: Floor, objectors: Objectors, start: Floats, slack: float) -> Level:
    """Rows until the best split found lies within `slack` parts of V of the proven least, or the work is used up.

    After a part of the work the distance `ENOUGH` will do: many firms would close the rest only slowly.

    start: savings of any split, parts of V. Groups are sought half way between the best split and the model's answer
    (in-out separation: Ben-Ameur & Neto, Acceleration of cutting-plane and column generation algorithms, 2007): either
    the middle is a better split, or a group that objects there cuts the model's answer off.
    """
    inside, excess, step = start, floor.excess(start, objectors), 0.5
    while True:
        report = floor.solve()
        savings, low = report.values[: floor.costs.firms], float(report.values[floor.costs.firms])
        near = slack if floor.meter.left > floor.patience else max(slack, ENOUGH)
        if excess - low <= near or floor.meter.is_over:
            break
        rows, middle = len(floor.groups), step * savings + (1 - step) * inside
        reached = floor.excess(middle, objectors)
        floor.add(objectors.above(floor.shares(middle), low * floor.saved, ROWS_A_ROUND))
        reached, excess = max(reached, floor.known(middle)), max(excess, floor.known(inside))
        if reached < excess:
            inside, excess, step = middle, reached, min(1.0, 2 * step)
        elif len(floor.groups) > rows:
            step = max(LEAST_STEP, step / 2)
        elif step == 1:
            break
        else:
            step = 1.0
    return Level(inside, excess, report.bound)


def spent(session: Session, meter: Meter) -> SolverReport:
    """Solve within the work that is left, but never without an answer; charged by iterations and entries."""
    entries = len(session.model.entry_value)
    each = UNITS_AN_ITERATION + entries // ENTRIES_A_UNIT
    report = session.solve(WorkBudget(max(LEAST_ITERATIONS, meter.left // each)))
    meter.spend(report.iterations * each + int(UNITS_AN_ENTRY * entries))
    return report


def closest(floor: Floor, objectors: Objectors, level: float, wanted: Floats, slack: float) -> Floats | None:
    """Of the splits in which no group's excess passes `level`, one whose savings differ least from `wanted` in sum.

    level, slack, wanted and the answer are parts of V. Rows are added as somebody objects; None without an answer.
    """
    groups = floor.groups
    session = solver().session(_distance_model(wanted))
    session.add_rows(_limits(floor, groups, level))
    while True:
        report = spent(session, floor.meter)
        if not report.has_values:
            return None
        savings = report.values[: floor.costs.firms]
        objecting = objectors.above(floor.shares(savings), (level + slack) * floor.saved, ROWS_A_ROUND)
        if not floor.add(objecting) or floor.meter.is_over:
            return savings
        session.add_rows(_limits(floor, floor.groups[len(groups) :], level))
        groups = floor.groups


def towards(floor: Floor, objectors: Objectors, inside: Floats, level: float, wanted: Floats) -> Floats:
    """From a split in which no group's excess passes `level` as far towards the wanted savings as that stays so."""
    low, high = 0.0, 1.0
    if floor.excess(wanted, objectors) <= level:
        return wanted
    for _ in range(HALVINGS):
        part = (low + high) / 2
        if floor.excess(part * wanted + (1 - part) * inside, objectors) <= level:
            low = part
        else:
            high = part
    return low * wanted + (1 - low) * inside


def _distance_model(wanted: Floats) -> LinearModel:
    """Savings and, for each firm, how far they are from the wanted ones."""
    firms = len(wanted)
    one = np.arange(firms)
    rows = np.concatenate([np.zeros(firms, dtype=np.int64), 1 + one, 1 + one, 1 + firms + one, 1 + firms + one])
    cols = np.concatenate([one, one, firms + one, one, firms + one])
    signs = np.concatenate([np.ones(firms), np.ones(firms), np.ones(firms), -np.ones(firms), np.ones(firms)])
    return LinearModel.of(
        col_cost=np.concatenate([np.zeros(firms), np.ones(firms)]),
        col_lower=np.zeros(2 * firms),
        col_upper=np.ones(2 * firms),
        row_lower=np.concatenate([[1.0], wanted, -wanted]),
        row_upper=np.concatenate([[1.0], np.full(2 * firms, np.inf)]),
        entry_row=rows,
        entry_col=cols,
        entry_value=signs,
    )


def _limits(floor: Floor, groups: Flags, level: float) -> LinearModel:
    """s(S) ≥ v(S) - level, over savings and distances."""
    row, col = np.nonzero(groups)
    columns = 2 * floor.costs.firms
    return LinearModel.of(
        col_cost=np.zeros(columns),
        col_lower=np.zeros(columns),
        col_upper=np.zeros(columns),
        row_lower=floor.value(groups) - level,
        row_upper=np.full(len(groups), np.inf),
        entry_row=row,
        entry_col=col,
        entry_value=np.ones(len(row)),
    )


def alike(costs: Costs) -> Ints:
    """A number for each firm, the same for firms that nobody could tell apart by what any group would pay."""
    if costs.asked.costs is None:
        columns = np.stack([costs.asked.needs, *(whole.uses for whole in costs.asked.wholes)], axis=1)
        return np.unique(columns, axis=0, return_inverse=True)[1].reshape(-1)
    kind = np.arange(costs.firms)
    for firm in range(costs.firms):
        for other in range(firm):
            if kind[other] == other and _can_swap(costs.table, other, firm):
                kind[firm] = other
                break
    return kind


def _can_swap(table: Ints, low: int, high: int) -> bool:
    """Whether every group that holds one of two firms costs the same with the other instead."""
    shaped = table.reshape(-1, 2, 1 << (high - low - 1), 2, 1 << low)
    return bool((shaped[:, 1, :, 0] == shaped[:, 0, :, 1]).all())


def even(savings: Floats, kinds: Ints) -> Floats:
    """Firms that nobody could tell apart save the same: the mean of a kind stays in the least core, which is convex."""
    return (np.bincount(kinds, savings) / np.bincount(kinds))[kinds]
