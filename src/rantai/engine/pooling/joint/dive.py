"""From fractional to whole orders: decide the clearest choices, solve the rest anew, and so on.

How far a choice is decided shows in its quantity, not in its yes-or-no column, which costs nothing: an order of half
its least mass is half decided. Whole orders come first, then their items. A step decides a quarter of what is
undecided, more when little work is left: the smallest are left out, the largest are placed. Every decision is kept; the
rest of the plan adapts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rantai.engine.pooling.basket import Orders
from rantai.engine.pooling.joint.model import JointModel
from rantai.engine.pooling.model import MILLION, Choice
from rantai.engine.solvers import LinearModel, SolverReport, WorkBudget, solver
from rantai.engine.solvers.base import Floats, Positions
from rantai.engine.solvers.effort import Meter

NOTHING = 1e-6
DECIDED = 0.999
HALF = 0.5
LEAST_G = 100  # what a solver's rounding may make of nothing
OVERDRAWN = 4  # the last steps may overdraw the work by one part in so many, so that whole orders come of it
STEPS = ((0.4, 4), (0.2, 2), (0.0, 1))  # while this share of the work is left, a step decides one in so many
UNITS_A_SOLVE = 150_000  # of work (`effort`), and for each iteration one for so many rows and columns:
SIZE_A_UNIT = 60


@dataclass(frozen=True)
class Undecided:
    """A choice between nothing and its least. Of those with one `rival`, at most one can be placed."""

    share: float
    column: int
    rival: tuple[int, int]


def dive(model: JointModel, tight: LinearModel, budget: WorkBudget, meter: Meter) -> Orders:
    """Orders from the fractional model, decided step by step; as far as the work allows."""
    fractional = LinearModel(**{**vars(model.careful(tight)), "col_integer": np.zeros(tight.n_cols, dtype=np.bool_)})
    session, decided, size = solver().session(fractional), set[int](), tight.n_rows + tight.n_cols
    report, work = solved(session.solve(budget), size, meter), max(1, meter.left)
    while len(report.values):
        undecided = sorted(_orders(model, report.values, decided), key=_clear)
        undecided = undecided or sorted(_items(model, report.values, decided), key=_clear)
        is_over = meter.is_over and (meter.is_stopped or meter.left < -work // OVERDRAWN)
        if not undecided or is_over:
            break
        step = next((each for share, each in STEPS if meter.left > share * work), 1)
        columns, values = _step(undecided, step)
        decided |= set(columns.tolist())
        session.set_col_bounds(columns, values, values)
        tried = solved(session.solve(budget), size, meter)
        if not len(tried.values):  # nothing fits all of it: these stay open to either side
            session.set_col_bounds(columns, tight.col_lower[columns], tight.col_upper[columns])
            continue
        report = tried
    return taken(model, report.values) if len(report.values) else {}


def _clear(each: Undecided) -> tuple[float, int]:
    return each.share, each.column


def solved(report: SolverReport, size: int, meter: Meter) -> SolverReport:
    """Charge a solve of a model with so many rows and columns."""
    meter.spend(UNITS_A_SOLVE + report.iterations * size // SIZE_A_UNIT)
    return report


def taken(model: JointModel, values: Floats) -> Orders:
    """What a solution buys, raised to what sellers accept."""
    orders: Orders = {}
    for choice in model.choices:
        if _quantity(choice, values) > max(HALF, LEAST_G / model.unit_g(choice)) and values[choice.chosen] > NOTHING:
            # less the solver's rounding: what is missing then is filled, what is too much is trimmed
            asked = int(np.ceil(_quantity(choice, values) * (1 - 1e-9) - 1e-3))
            units = model.joint.offers[choice.place].orderable(max(choice.least, min(asked, choice.most)))
            key = (choice.place, choice.usable)
            orders[key] = max(units or choice.least, orders.get(key, 0))
    return orders


def _step(undecided: list[Undecided], step: int) -> tuple[Positions, Floats]:
    """Columns and what they are decided to be: a part of the smallest is left out, of the largest placed."""
    many, rivals = max(1, len(undecided) // step), set[tuple[int, int]]()
    found = [(each.column, 0.0) for each in undecided[:many] if each.share < HALF]
    for each in undecided[-many:][::-1]:
        if each.share >= HALF and each.rival not in rivals:
            rivals.add(each.rival)
            found.append((each.column, 1.0))
    found = found or [(undecided[-1].column, 1.0)]
    return np.array([column for column, _ in found], dtype=np.int32), np.array([value for _, value in found])


def _orders(model: JointModel, values: Floats, decided: set[int]) -> Iterator[Undecided]:
    """Orders of which the solution buys something, but less than their least mass."""
    mass: dict[tuple[tuple[int, int], int], float] = {}
    for choice in model.choices:
        column, tonnes = choice.mass(model.unit_g(choice))
        key = (model.joint.key(choice.place, choice.usable), choice.off_ppm)
        mass[key] = mass.get(key, 0.0) + values[column] * tonnes
    for placed in model.placed:
        bought = mass[placed.key, placed.off_ppm]
        share = bought / placed.least_t if placed.least_t else 1.0
        if bought > NOTHING and share < DECIDED and placed.column not in decided:
            yield Undecided(share, placed.column, placed.key)


def _items(model: JointModel, values: Floats, decided: set[int]) -> Iterator[Undecided]:
    """Items of which the solution buys something, but less than their least."""
    for choice in model.choices:
        bought = _quantity(choice, values)
        share = bought / max(1, choice.least)
        if bought * model.unit_g(choice) > NOTHING * MILLION and share < DECIDED and choice.chosen not in decided:
            yield Undecided(share, choice.chosen, (choice.place, choice.usable))


def _quantity(choice: Choice, values: Floats) -> float:
    """Units that a solution buys."""
    if choice.quantity is None:
        return float(values[choice.chosen]) * choice.least
    return float(values[choice.quantity]) * choice.units_per_step
