"""HiGHS behind the words of `base`: one thread, a fixed seed, no output, models passed by arrays in one call."""

from __future__ import annotations

import highspy
import numpy as np
from numpy.typing import NDArray

from rantai.engine.solvers.base import (
    Floats,
    LinearModel,
    Positions,
    SolverReport,
    Status,
    WorkBudget,
    model_faults,
)
from rantai.engine.solvers.bounds import proven_bound

_SEED = 20260105  # any fixed number; equal input must give equal output
_TOLERANCE = 1e-6  # HiGHS accepts whole numbers and rows within this
_LARGEST_ENTRY = 1e15  # HiGHS takes no larger coefficient inside the matrix
_UNWATCHED = 10**9  # looks from which nobody counts them
_DUAL, _PRIMAL = 1, 4  # kinds of simplex as HiGHS numbers them; the dual is its own choice
_NOTHING = np.zeros(0)
_LIMITS = (
    highspy.HighsModelStatus.kIterationLimit,
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kObjectiveBound,
    highspy.HighsModelStatus.kObjectiveTarget,
    highspy.HighsModelStatus.kInterrupt,
)


class Highs:
    """The default solver."""

    def solve(self, model: LinearModel, budget: WorkBudget) -> SolverReport:
        """Solve once; a model with faults is answered `invalid`."""
        faults = _faults(model)
        if faults:
            return SolverReport(Status.INVALID, np.inf, -np.inf, _NOTHING, faults=faults)
        return HighsSession(model).solve(budget)

    def session(self, model: LinearModel) -> HighsSession:
        """Keep the model for several solves. Raises ValueError when it has faults."""
        _refuse(model)
        return HighsSession(model)


class HighsSession:
    """A model inside HiGHS; changes are solved from the last basis."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        self._highs = highspy.Highs()
        self._looks_left = 0
        self._is_watched = False
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("parallel", "off"),
            ("random_seed", _SEED),
        ):
            self._highs.setOptionValue(name, value)
        _pass(self._highs, model)

    @property
    def model(self) -> LinearModel:
        """The model as it is now."""
        return self._model

    def add_columns(self, more: LinearModel) -> None:
        """Add columns over the present rows. Raises ValueError when `more` is not sound."""
        _refuse(more, n_rows=self._model.n_rows)
        first = self._model.n_cols
        starts, index, value = _by(more.entry_col, more.entry_row, more.entry_value, more.n_cols)
        bounds = (more.col_cost, more.col_lower, more.col_upper)
        self._highs.addCols(more.n_cols, *bounds, len(value), starts[:-1], index, value)
        for column in np.flatnonzero(more.col_integer):
            self._highs.changeColIntegrality(int(first + column), highspy.HighsVarType.kInteger)
        self._model = self._model.with_columns(more)

    def add_rows(self, more: LinearModel) -> None:
        """Add rows over the present columns. Raises ValueError when `more` is not sound."""
        _refuse(more, n_cols=self._model.n_cols)
        starts, index, value = _by(more.entry_row, more.entry_col, more.entry_value, more.n_rows)
        self._highs.addRows(more.n_rows, more.row_lower, more.row_upper, len(value), starts[:-1], index, value)
        self._model = self._model.with_rows(more)

    def set_cost(self, col_cost: Floats) -> None:
        """Change the goal. Raises ValueError for a NaN or too large cost."""
        changed = self._model.with_cost(col_cost)
        _refuse(changed, n_cols=self._model.n_cols)
        self._model = changed
        columns = np.arange(changed.n_cols, dtype=np.int32)
        self._highs.changeColsCost(len(columns), columns, changed.col_cost)

    def set_col_bounds(self, columns: Positions, lower: Floats, upper: Floats) -> None:
        """Change the bounds of some columns. Raises ValueError for bounds that cross."""
        all_lower, all_upper = self._model.col_lower.copy(), self._model.col_upper.copy()
        all_lower[columns], all_upper[columns] = lower, upper
        fields = {name: getattr(self._model, name) for name in self._model.__dataclass_fields__}
        changed = LinearModel(**{**fields, "col_lower": all_lower, "col_upper": all_upper})
        _refuse(changed)
        self._model = changed
        where = np.asarray(columns, dtype=np.int32)
        self._highs.changeColsBounds(len(where), where, all_lower[where], all_upper[where])

    def start_from(self, values: Floats) -> None:
        """Hand over a solution of the present model: a whole-number search begins with it and looks for better ones."""
        if len(values) != self._model.n_cols or not np.isfinite(values).all():
            raise ValueError("a solution has one finite value for every column")
        solution = highspy.HighsSolution()
        solution.col_value = [float(value) for value in values]
        self._highs.setSolution(solution)

    def fix_goal(self, col_cost: Floats, at_most: float) -> None:
        """Add the row `col_cost`·x ≤ `at_most`: a goal already reached, for the goals that come after it."""
        columns = np.flatnonzero(col_cost).astype(np.int32)
        row = LinearModel.of(
            col_cost=np.zeros(self._model.n_cols),
            col_lower=np.zeros(self._model.n_cols),
            col_upper=np.zeros(self._model.n_cols),
            row_lower=[-np.inf],
            row_upper=[at_most],
            entry_row=np.zeros(len(columns), dtype=np.int32),
            entry_col=columns,
            entry_value=np.asarray(col_cost, dtype=np.float64)[columns],
        )
        self.add_rows(row)

    def solve(self, budget: WorkBudget, *, goes_on: bool = False) -> SolverReport:
        """Solve the model as it is now; see `Session.solve`."""
        if not self._model.n_cols:
            return _without_columns(self._model)
        self._set_budget(budget)
        self._highs.setOptionValue("simplex_strategy", _PRIMAL if goes_on else _DUAL)
        self._highs.run()
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            self._highs.setOptionValue("presolve", "off")
            self._highs.run()
            self._highs.setOptionValue("presolve", "choose")
        return self._report()

    def _look(self, event: highspy.highs.HighsCallbackEvent) -> None:
        self._looks_left -= 1
        if self._looks_left < 0:
            event.interrupt()

    def _watch(self, looks: int) -> None:
        """Count the looks of a whole-number search; without a limit HiGHS need not call."""
        self._looks_left = looks
        if not self._is_watched and looks < _UNWATCHED and self._model.is_mixed:
            self._highs.cbMipInterrupt += self._look
            self._is_watched = True

    def _set_budget(self, budget: WorkBudget) -> None:
        self._watch(budget.looks)
        self._highs.setOptionValue("simplex_iteration_limit", int(budget.simplex_iterations))
        self._highs.setOptionValue("mip_max_nodes", int(budget.nodes))
        self._highs.setOptionValue("mip_rel_gap", budget.gap_ppm / 1e6)
        self._highs.setOptionValue("mip_abs_gap", 0.0 if budget.gap_ppm == 0 else _TOLERANCE)
        # The limit counts all the time this session has spent in HiGHS, not only the next run.
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime() + budget.seconds))

    def _report(self) -> SolverReport:
        ended, info = self._highs.getModelStatus(), self._highs.getInfo()
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        status = _status(ended, feasible)
        if status is Status.INFEASIBLE:
            return SolverReport(status, np.inf, np.inf, _NOTHING)
        if status is Status.INVALID:
            return SolverReport(status, -np.inf, -np.inf, _NOTHING, faults=(f"HiGHS: {ended.name}",))
        solution = self._highs.getSolution()
        mixed = self._model.is_mixed
        duals = solution.dual_valid and not mixed
        row_duals = np.array(solution.row_dual) if duals else _NOTHING
        bound = _mixed_bound(info.mip_dual_bound) if mixed else proven_bound(self._model, row_duals)
        return SolverReport(
            status=status,
            objective=float(info.objective_function_value) if feasible else np.inf,
            bound=min(bound, float(info.objective_function_value)) if feasible else bound,
            values=np.array(solution.col_value) if feasible else _NOTHING,
            row_duals=row_duals,
            col_duals=np.array(solution.col_dual) if duals else _NOTHING,
            iterations=max(0, int(info.simplex_iteration_count)),
            nodes=max(0, int(info.mip_node_count)),
        )


def _status(ended: highspy.HighsModelStatus, feasible: bool) -> Status:
    kinds = highspy.HighsModelStatus
    if ended == kinds.kOptimal:
        return Status.OPTIMAL
    if ended == kinds.kInfeasible:
        return Status.INFEASIBLE
    if ended in _LIMITS and feasible:
        return Status.FEASIBLE
    if ended in _LIMITS or ended == kinds.kTimeLimit:
        return Status.TIMEOUT
    return Status.FEASIBLE if feasible and ended == kinds.kUnknown else Status.INVALID


def _mixed_bound(claimed: float) -> float:
    return claimed - _TOLERANCE - 1e-9 * abs(claimed) if np.isfinite(claimed) else -np.inf


def _without_columns(model: LinearModel) -> SolverReport:
    if (model.row_lower > 0).any() or (model.row_upper < 0).any():
        return SolverReport(Status.INFEASIBLE, np.inf, np.inf, _NOTHING)
    return SolverReport(Status.OPTIMAL, 0.0, 0.0, _NOTHING, row_duals=np.zeros(model.n_rows))


def _faults(model: LinearModel) -> tuple[str, ...]:
    too_large = len(model.entry_value) and not (np.abs(model.entry_value) < _LARGEST_ENTRY).all()
    return model_faults(model) or (("entry_value holds a value that is not below 10^15",) if too_large else ())


def _refuse(model: LinearModel, *, n_rows: int | None = None, n_cols: int | None = None) -> None:
    faults = list(_faults(model))
    if n_rows is not None and model.n_rows != n_rows:
        faults.append("new columns must stand over the present rows")
    if n_cols is not None and model.n_cols != n_cols:
        faults.append("new rows must stand over the present columns")
    if faults:
        raise ValueError("; ".join(faults))


def _pass(highs: highspy.Highs, model: LinearModel) -> None:
    starts, index, value = _by(model.entry_col, model.entry_row, model.entry_value, model.n_cols)
    bounds = (model.col_cost, model.col_lower, model.col_upper, model.row_lower, model.row_upper)
    columnwise, minimise, offset = int(highspy.MatrixFormat.kColwise), int(highspy.ObjSense.kMinimize), 0.0
    sizes = (model.n_cols, model.n_rows, len(value), columnwise, minimise, offset)
    highs.passModel(*sizes, *bounds, starts, index, value, model.col_integer.astype(np.int32))


def _by(
    major: Positions, minor: Positions, value: Floats, count: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], Floats]:
    """Entries sorted by `major`, then `minor`, zeros left out: starts (count + 1), the minor positions, the values."""
    kept = np.flatnonzero(value)
    order = kept[np.lexsort((minor[kept], major[kept]))]
    starts = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(major[order], minlength=count), out=starts[1:])
    return starts, minor[order].astype(np.int32), value[order]
