"""Question: which values of a linear model's columns cost least? Answer: a report with status, values, proven bound.

Any room may ask. Solver brands appear only in this folder; `registry.solver()` gives the one in use.
"""

from rantai.engine.solvers.base import LinearModel, Session, Solver, SolverReport, Status, WorkBudget, model_faults
from rantai.engine.solvers.registry import DEFAULT, SOLVERS, solve, solver

__all__ = [
    "DEFAULT",
    "SOLVERS",
    "LinearModel",
    "Session",
    "Solver",
    "SolverReport",
    "Status",
    "WorkBudget",
    "model_faults",
    "solve",
    "solver",
]
