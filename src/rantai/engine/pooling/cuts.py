"""Rows that every whole-number plan meets and fractional ones break: the (l, S) inequalities of lot sizing.

For a set of formats and a week l: what the orders bring until l covers the needs until l, and no order covers more of
them than lie between its own week and l, nor anything when it is not placed. So, with D the needs in tonnes,
`sum over orders of min(quantity, D(own week..l) x placed) >= D(..l)`; for each order either side of the minimum may
stand in the row. Source: Barany, Van Roy & Wolsey, Strong formulations for multi-item capacitated lot sizing (1984).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.pooling.model import MILLION, PoolingModel
from rantai.engine.solvers import LinearModel, SolverReport, WorkBudget, solver
from rantai.engine.solvers.base import Floats

LEAST_VIOLATION_T = 1e-6
ROUNDS = 10
SETTLED = 3e-4  # rounds end when one moves the bound by less than this share


@dataclass(frozen=True)
class Patience:
    """When to stop adding rows: after so many rounds, or when `calm` of them in turn moved the bound too little."""

    rounds: int = ROUNDS
    settled: float = SETTLED
    calm: int = 1


QUICK = Patience()


@dataclass(frozen=True, eq=False)
class _Group:
    """One set of formats: its needs by week and the choices that serve them."""

    weeks: Ints
    needed_t: Floats  # cumulative at each of the weeks
    usable: Ints
    chosen: Ints
    quantity: Ints
    worth_t: Floats  # tonnes of need that one unit of the quantity column covers at most
    served_t: Floats  # [choice, week]: needs between the choice's week and the week


def tightened(
    model: PoolingModel,
    budget: WorkBudget,
    patience: Patience = QUICK,
    is_over: Callable[[SolverReport], bool] = lambda _: False,
) -> tuple[SolverReport, LinearModel]:
    """The fractional model with the rows that its solutions broke, and the report of its last solution.

    `is_over` is told every report and may end the rounds.
    """
    fractional = LinearModel(**{**vars(model.linear), "col_integer": np.zeros(model.linear.n_cols, dtype=np.bool_)})
    session = solver().session(fractional)
    report, groups, calm = session.solve(budget), _groups(model), 0
    for _ in range(patience.rounds):
        if not len(report.values) or is_over(report):
            break
        rows = [row for group in groups for row in _broken(group, report.values, model.linear.n_cols)]
        if not rows:
            break
        session.add_rows(_as_model(rows, model.linear.n_cols))
        before, report = report, session.solve(budget)
        if not len(report.values):
            report = before
            break
        calm = calm + 1 if report.bound - before.bound < patience.settled * abs(report.bound) else 0
        if calm == patience.calm:
            break
    return report, LinearModel(**{**vars(session.model), "col_integer": model.linear.col_integer})


def _groups(model: PoolingModel) -> list[_Group]:
    return [_group(model, kept) for kept in model.format_sets()]


def _group(model: PoolingModel, kept: frozenset[int]) -> _Group:
    shop = model.shop
    weeks = np.array(sorted({week for format_, week in model.open_units if format_ in kept}))
    mass = {format_: np.zeros(len(weeks)) for format_ in sorted(kept)}
    for (format_, week), units in model.open_units.items():
        if format_ in kept:
            mass[format_][np.searchsorted(weeks, week)] += units * shop.unit_mass_g[format_] / MILLION
    choices = [choice for choice in model.choices if kept & shop.offers[choice.place].takes.keys()]
    worth, served = [], []
    for choice in choices:
        takes = shop.offers[choice.place].takes
        mine = sorted(kept & takes.keys())
        source_g = shop.unit_mass_g[shop.offers[choice.place].format]
        best = max(shop.unit_mass_g[format_] / (takes[format_] * source_g) for format_ in mine)
        worth.append(choice.useful_t * best)
        served.append(np.cumsum(sum(mass[format_] for format_ in mine) * (weeks >= choice.usable)))
    missing = [each for each in model.missing if each.format in kept]
    # what is missing in a week counts like an order that covers that week, chosen or not
    worth += [each.mass_t for each in missing]
    served += [each.mass_t * (weeks >= each.week) for each in missing]
    columns = [each.column for each in missing]
    bought = [choice.chosen if choice.quantity is None else choice.quantity for choice in choices]
    return _Group(
        weeks=weeks,
        needed_t=np.cumsum(sum(mass.values())),
        usable=np.array([*(choice.usable for choice in choices), *(each.week for each in missing)]),
        chosen=np.array([*(choice.chosen for choice in choices), *columns]),
        quantity=np.array([*bought, *columns]),
        worth_t=np.array(worth),
        served_t=np.array(served),
    )


def _broken(group: _Group, values: Floats, n_cols: int) -> list[tuple[Floats, float]]:
    """For every week the row with the smaller side of each minimum, where the solution breaks it."""
    bought = (values[group.quantity] * group.worth_t)[:, None]
    placed = values[group.chosen][:, None] * group.served_t
    missing = group.needed_t - np.minimum(bought, placed).sum(axis=0)
    rows = []
    for week in np.flatnonzero(missing > LEAST_VIOLATION_T * np.maximum(1, group.needed_t)):
        row = np.zeros(n_cols)
        by_bought = bought[:, 0] <= placed[:, week]
        early = group.usable <= group.weeks[week]
        np.add.at(row, group.quantity[by_bought & early], group.worth_t[by_bought & early])
        np.add.at(row, group.chosen[~by_bought & early], group.served_t[~by_bought & early, week])
        # the row is weakened by more than the rounding of its sums, so that no true plan breaks it
        rows.append((row, float(group.needed_t[week]) * (1 - 1e-9)))
    return rows


def _as_model(rows: list[tuple[Floats, float]], n_cols: int) -> LinearModel:
    matrix = np.array([row for row, _ in rows])
    row_of, col_of = np.nonzero(matrix)
    return LinearModel.of(
        col_cost=np.zeros(n_cols),
        col_lower=np.zeros(n_cols),
        col_upper=np.zeros(n_cols),
        row_lower=[lower for _, lower in rows],
        row_upper=np.full(len(rows), np.inf),
        entry_row=row_of,
        entry_col=col_of,
        entry_value=matrix[row_of, col_of],
    )
