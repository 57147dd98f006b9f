"""The nucleolus: the least core of the least core, until nothing can move. Exact fractions, proven step by step.

Schmeidler (1969); linear models one after the other: Maschler, Peleg & Shapley (1979). After each model the groups
with a dual above 0 keep their excess in every best answer, so they are settled; the rows that are missing are found
among all groups. The solver's duals only point at the groups: excesses and shares are then solved in fractions, and
every step is proven by weights above 0 that balance its groups (Kohlberg 1971; Sobolev 1995).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.sharing.costs import Costs, subset_sums
from rantai.engine.sharing.elimination import Equations
from rantai.engine.sharing.tables import Stage
from rantai.engine.solvers import LinearModel, WorkBudget, solve
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

_CLEAR = 1e-7  # a dual above this points at a group; parts of V
_FINE = 10**6  # denominators of weights that may be chosen
_ROWS_A_ROUND = 32
_UNITS_AN_ITERATION = 25


@dataclass
class _Settled:
    """What no longer moves: savings of groups and firms, as equations over the firms' savings in rupiah."""

    firms: int
    saved: int
    value: Ints  # [2^firms]: what each group would save alone
    lines: list[tuple[list[int], Fraction]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.equations = Equations(self.firms)
        self.fix([1] * self.firms, Fraction(self.saved))

    def fix(self, line: list[int], right: Fraction) -> None:
        if self.equations.add(line, right):
            self.lines.append((line, right))

    def moving(self) -> Ints:
        """Groups whose savings are not settled, as bit patterns."""
        moves = np.zeros(1 << self.firms, dtype=np.bool_)
        for direction in self.equations.free_directions():
            scale = int(np.lcm.reduce([value.denominator for value in direction]))
            moves |= subset_sums(np.array([int(value * scale) for value in direction], dtype=np.int64)) != 0
        return np.flatnonzero(moves)


def first_stage(costs: Costs, meter: Meter) -> Stage | None:
    """The least-core value, exact, and the groups that force it; None when it could not be proven."""
    settled = _settled(costs)
    return _stage(settled, 1 << np.arange(costs.firms), meter)[0]


def nucleolus(costs: Costs, meter: Meter) -> tuple[list[Fraction], tuple[Stage, ...]] | None:
    """Exact savings in rupiah by firm and the stages that prove them; None when the work ends before.

    Pooling must save something, and every group is listed (`Costs.table`).
    """
    settled, stages = _settled(costs), list[Stage]()
    rows = 1 << np.arange(costs.firms)
    while settled.equations.rank < costs.firms:
        if meter.is_over:
            return None
        stage, rows = _stage(settled, rows, meter)
        if stage is None:
            return None
        for group in stage.groups:
            settled.fix(_line(group, costs.firms), int(settled.value[group]) - stage.excess_idr)
        for firm in stage.firms:
            settled.fix(_line(1 << firm, costs.firms), Fraction(0))
        stages.append(stage)
    savings = settled.equations.solution()
    return None if savings is None else (savings, tuple(stages))


def _settled(costs: Costs) -> _Settled:
    alone = subset_sums(costs.alone_idr)
    return _Settled(costs.firms, int(alone[-1]) - costs.total_idr, alone - costs.table)


def _line(group: int, firms: int) -> list[int]:
    return [(group >> firm) & 1 for firm in range(firms)]


def _stage(settled: _Settled, rows: Ints, meter: Meter) -> tuple[Stage | None, Ints]:
    """The least largest excess of the groups that still move, and the groups and firms that it settles."""
    moving = settled.moving()
    rows = np.intersect1d(rows, moving)
    value = settled.value[moving] / settled.saved
    while True:
        report = solve(_model(settled, rows), WorkBudget())
        meter.spend(report.iterations * _UNITS_AN_ITERATION)
        if not report.has_values:
            return None, rows
        excess = value - subset_sums(report.values[: settled.firms])[moving] - report.values[settled.firms]
        worst = np.argsort(-excess, kind="stable")[:_ROWS_A_ROUND]
        fresh = np.setdiff1d(moving[worst[excess[worst] > 1e-9]], rows)
        if not len(fresh):
            break
        rows = np.union1d(rows, fresh)
    first = len(settled.lines)
    duals = report.row_duals[first : first + len(rows)]
    chosen = duals > _CLEAR
    idle = np.flatnonzero(report.col_duals[: settled.firms] > _CLEAR)
    idle = idle[np.isin(1 << idle, moving)]
    hints = [*duals[chosen].tolist(), *report.col_duals[idle].tolist()]
    return _exact(settled, rows[chosen].tolist(), idle.tolist(), hints), rows


def _model(settled: _Settled, rows: Ints) -> LinearModel:
    """min ε: settled savings as they are, the others with their group's excess at most ε; parts of V."""
    firms, lines = settled.firms, settled.lines
    left: Floats = np.array([line for line, _ in lines], dtype=np.float64)
    right = np.array([float(value / settled.saved) for _, value in lines])
    groups = ((rows[:, None] >> np.arange(firms)) & 1).astype(np.float64)
    matrix = np.zeros((len(lines) + len(rows), firms + 1))
    matrix[: len(lines), :firms], matrix[len(lines) :, :firms], matrix[len(lines) :, firms] = left, groups, 1.0
    row, col = np.nonzero(matrix)
    return LinearModel.of(
        col_cost=[*[0.0] * firms, 1.0],
        col_lower=[*[0.0] * firms, -2.0],
        col_upper=[np.inf] * (firms + 1),
        row_lower=np.concatenate([right, settled.value[rows] / settled.saved]),
        row_upper=np.concatenate([right, np.full(len(rows), np.inf)]),
        entry_row=row,
        entry_col=col,
        entry_value=matrix[row, col],
    )


def _exact(settled: _Settled, groups: list[int], idle: list[int], hints: list[float]) -> Stage | None:
    """The stage in fractions: weights w of the groups, adding up to 1, with Σ w·group + Σ u·firm = Σ m·settled line.

    Then ε = Σ w·v(group) - Σ m·(right side). None when the duals, the `hints`, lead to no weights above 0.
    """
    lines, ours = settled.lines, len(groups) + len(idle)
    before = len(lines)  # their columns come first, so that they follow from the weights and not the weights from them
    equations = Equations(before + ours)
    try:
        equations.add([0] * before + [1] * len(groups) + [0] * len(idle), 1)
        for firm in range(settled.firms):
            left = [(group >> firm) & 1 for group in groups] + [int(one == firm) for one in idle]
            equations.add([*(-line[firm] for line, _ in lines), *left], 0)
    except ValueError:
        return None
    guess = [Fraction(hint).limit_denominator(_FINE) for hint in hints]
    found = equations.near([*[Fraction(0)] * before, *guess])
    weights = found[before:]
    if min(weights, default=Fraction(0)) <= 0:
        return None
    gains = sum((w * int(settled.value[g]) for g, w in zip(groups, weights, strict=False)), Fraction(0))
    given = sum((w * right for w, (_, right) in zip(found[:before], lines, strict=True)), Fraction(0))
    return Stage(gains - given, tuple(groups), tuple(idle), tuple(weights))
