"""The words between the rooms and a solver: model, budget, report, session. Always minimise."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Positions = NDArray[np.int32]
Truths = NDArray[np.bool_]

LARGEST = float(2**62)  # a coefficient beyond this is refused; infinite bounds mean "no bound"


class Status(StrEnum):
    """How a question ended; the same five words everywhere in the plan."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    INVALID = "invalid"
    TIMEOUT = "timeout"


@dataclass(frozen=True)
class WorkBudget:
    """Work that a solve may do. Iterations and nodes decide; seconds are only a safety net that ends as `timeout`.

    looks: how often a whole-number search may look up, which it does between its steps, also before the first node.
    """

    simplex_iterations: int = 1_000_000
    nodes: int = 10_000
    gap_ppm: int = 0  # a whole-number search may stop at this relative gap
    seconds: float = 120.0
    looks: int = 10**9

    def __post_init__(self) -> None:
        if min(self.simplex_iterations, self.nodes, self.looks) < 1 or not 0 <= self.gap_ppm <= 1_000_000:
            raise ValueError("a work budget needs at least one iteration and one node, and a gap of 0 to 1,000,000 ppm")
        if not self.seconds > 0:
            raise ValueError("the safety net must be longer than 0 seconds")


@dataclass(frozen=True)
class LinearModel:
    """Minimise `col_cost`·x with `row_lower` ≤ A·x ≤ `row_upper` and `col_lower` ≤ x ≤ `col_upper`.

    A is given entry by entry: `entry_value[k]` stands in row `entry_row[k]`, column `entry_col[k]`; no place twice.
    ±inf in a bound means none. Give finite column bounds where they exist: without them a bound may not be provable.
    """

    col_cost: Floats
    col_lower: Floats
    col_upper: Floats
    row_lower: Floats
    row_upper: Floats
    entry_row: Positions
    entry_col: Positions
    entry_value: Floats
    col_integer: Truths

    @classmethod
    def of(
        cls,
        *,
        col_cost: ArrayLike,
        col_lower: ArrayLike,
        col_upper: ArrayLike,
        row_lower: ArrayLike,
        row_upper: ArrayLike,
        entry_row: ArrayLike,
        entry_col: ArrayLike,
        entry_value: ArrayLike,
        col_integer: ArrayLike | None = None,
    ) -> LinearModel:
        """A model from anything that numpy can read; columns are fractional unless `col_integer` says otherwise."""
        cost = np.asarray(col_cost, dtype=np.float64)
        whole = np.zeros(len(cost), dtype=np.bool_) if col_integer is None else np.asarray(col_integer, dtype=np.bool_)
        return cls(
            col_cost=cost,
            col_lower=np.asarray(col_lower, dtype=np.float64),
            col_upper=np.asarray(col_upper, dtype=np.float64),
            row_lower=np.asarray(row_lower, dtype=np.float64),
            row_upper=np.asarray(row_upper, dtype=np.float64),
            entry_row=np.asarray(entry_row, dtype=np.int32),
            entry_col=np.asarray(entry_col, dtype=np.int32),
            entry_value=np.asarray(entry_value, dtype=np.float64),
            col_integer=whole,
        )

    @property
    def n_cols(self) -> int:
        return len(self.col_cost)

    @property
    def n_rows(self) -> int:
        return len(self.row_lower)

    @property
    def is_mixed(self) -> bool:
        """Whether any column must be whole."""
        return bool(self.col_integer.any())

    def with_columns(self, more: LinearModel) -> LinearModel:
        """This model with the columns of `more` behind its own; `more` has the same rows, whose bounds are ignored."""
        joined = {
            name: np.concatenate([getattr(self, name), getattr(more, name)])
            for name in ("col_cost", "col_lower", "col_upper", "col_integer", "entry_row", "entry_value")
        }
        shifted = more.entry_col + np.int32(self.n_cols)
        return dataclasses.replace(self, entry_col=np.concatenate([self.entry_col, shifted]), **joined)

    def with_rows(self, more: LinearModel) -> LinearModel:
        """This model with the rows of `more` below its own; `more` has the same columns, whose facts are ignored."""
        joined = {
            name: np.concatenate([getattr(self, name), getattr(more, name)])
            for name in ("row_lower", "row_upper", "entry_col", "entry_value")
        }
        shifted = more.entry_row + np.int32(self.n_rows)
        return dataclasses.replace(self, entry_row=np.concatenate([self.entry_row, shifted]), **joined)

    def with_cost(self, col_cost: Floats) -> LinearModel:
        """The same rooms, another goal."""
        return dataclasses.replace(self, col_cost=np.asarray(col_cost, dtype=np.float64))


@dataclass(frozen=True)
class SolverReport:
    """What a solver found.

    `bound` is a value below which no solution lies: for fractional models recomputed here from the duals with rounding
    errors counted (`bounds.proven_bound`), for whole-number models the solver's own, lowered by its tolerance.
    It is -inf when nothing could be proven. `values` is empty when there is no solution; duals only exist for
    fractional models. `faults` says in English why a model is invalid.
    """

    status: Status
    objective: float
    bound: float
    values: Floats
    row_duals: Floats = field(default_factory=lambda: np.zeros(0))
    col_duals: Floats = field(default_factory=lambda: np.zeros(0))
    iterations: int = 0
    nodes: int = 0
    faults: tuple[str, ...] = ()

    @property
    def has_values(self) -> bool:
        return self.status in (Status.OPTIMAL, Status.FEASIBLE) or (
            self.status is Status.TIMEOUT and np.isfinite(self.objective)
        )

    @property
    def gap(self) -> float:
        """Relative distance between objective and bound; inf when one of them is missing."""
        if not (np.isfinite(self.objective) and np.isfinite(self.bound)):
            return float("inf")
        return max(0.0, self.objective - self.bound) / max(1.0, abs(self.objective))


class Session(Protocol):
    """A model kept inside a solver, so that changes are solved from where the last solve ended."""

    @property
    def model(self) -> LinearModel:
        """The model as it is now."""
        ...

    def solve(self, budget: WorkBudget, *, goes_on: bool = False) -> SolverReport:
        """Solve the model as it is now. goes_on: the last solution keeps every row still, because only the goal has
        changed, or rows were added that it keeps; so the search goes on from there, which is many times quicker."""
        ...

    def add_columns(self, more: LinearModel) -> None:
        """Add columns over the present rows. Raises ValueError when `more` is not sound."""
        ...

    def add_rows(self, more: LinearModel) -> None:
        """Add rows over the present columns. Raises ValueError when `more` is not sound."""
        ...

    def set_cost(self, col_cost: Floats) -> None:
        """Change the goal. Raises ValueError for a NaN or too large cost."""
        ...

    def set_col_bounds(self, columns: Positions, lower: Floats, upper: Floats) -> None:
        """Change the bounds of some columns. Raises ValueError for bounds that cross."""
        ...

    def start_from(self, values: Floats) -> None:
        """Hand over a solution of the present model: a whole-number search begins with it and looks for better ones."""
        ...

    def fix_goal(self, col_cost: Floats, at_most: float) -> None:
        """Add the row `col_cost`·x ≤ `at_most`: a goal already reached, for the goals that come after it."""
        ...


class Solver(Protocol):
    """A brand of solver."""

    def solve(self, model: LinearModel, budget: WorkBudget) -> SolverReport:
        """Solve once; a model with faults is answered `invalid`."""
        ...

    def session(self, model: LinearModel) -> Session:
        """Keep the model for several solves. Raises ValueError when it has faults."""
        ...


def model_faults(model: LinearModel) -> tuple[str, ...]:
    """What is wrong with a model, in English; empty when it is sound."""
    shape = _shape_faults(model)
    if shape:
        return shape
    faults = [
        f"{name} holds a value that is not a number or not below 2^62"
        for name in ("col_cost", "entry_value")
        if not (np.abs(getattr(model, name)) < LARGEST).all()
    ]
    faults += [
        f"{name} holds a value that is not a number or not below 2^62"
        for name in ("col_lower", "col_upper", "row_lower", "row_upper")
        if not _bounds_sound(getattr(model, name))
    ]
    if (model.col_lower > model.col_upper).any() or (model.row_lower > model.row_upper).any():
        faults.append("a lower bound lies above its upper bound")
    return tuple(faults) + _entry_faults(model)


def _shape_faults(model: LinearModel) -> tuple[str, ...]:
    cols = {len(getattr(model, name)) for name in ("col_cost", "col_lower", "col_upper", "col_integer")}
    rows = {len(model.row_lower), len(model.row_upper)}
    entries = {len(model.entry_row), len(model.entry_col), len(model.entry_value)}
    return () if len(cols) == len(rows) == len(entries) == 1 else ("the arrays do not have the same length",)


def _bounds_sound(values: Floats) -> bool:
    return not np.isnan(values).any() and bool(((np.abs(values) < LARGEST) | np.isinf(values)).all())


def _entry_faults(model: LinearModel) -> tuple[str, ...]:
    rows, cols = model.entry_row.astype(np.int64), model.entry_col.astype(np.int64)
    outside = (rows < 0) | (rows >= model.n_rows) | (cols < 0) | (cols >= model.n_cols)
    if outside.any():
        return ("an entry lies outside the matrix",)
    places = np.sort(rows * model.n_cols + cols)
    return ("two entries at one place",) if (places[1:] == places[:-1]).any() else ()
