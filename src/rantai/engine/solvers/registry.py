"""Which solver answers to which name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rantai.engine.solvers.base import LinearModel, Solver, SolverReport, WorkBudget
from rantai.engine.solvers.highs import Highs

DEFAULT = "highs"
SOLVERS: Mapping[str, Solver] = MappingProxyType({"highs": Highs()})


def solver(name: str = DEFAULT) -> Solver:
    """The solver of that name. Raises KeyError for a name nobody has."""
    return SOLVERS[name]


def solve(model: LinearModel, budget: WorkBudget | None = None, *, name: str = DEFAULT) -> SolverReport:
    """Solve a model once with the solver of that name."""
    return solver(name).solve(model, budget or WorkBudget())
