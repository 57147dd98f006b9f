"""The restricted master of column generation, as a revised simplex on dense columns.

A plan solves a thousand groups of one to twelve kinds, each with ten or more rounds: at that size building a model for
a general solver costs more than solving it. Nothing that is proven rests on these floats: bounds.py recounts the duals
in whole numbers, and patterns are whole.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TINY = 1e-9


class Master:
    """min cost·x: patterns cover the demand, limited formats keep their count; leaving out a blank costs `penalty`."""

    def __init__(self, demand: Floats, available: Floats, penalty: float) -> None:
        self.kinds, limits = len(demand), len(available)
        rows = self.kinds + limits
        self.right = np.concatenate([demand, available]).astype(np.float64)
        surplus = np.vstack([-np.eye(self.kinds), np.zeros((limits, self.kinds))])
        self.matrix = np.hstack([np.eye(rows), surplus])
        self.cost = np.concatenate([np.full(self.kinds, penalty), np.zeros(limits + self.kinds)])
        self.first = self.matrix.shape[1]
        self.basis = np.arange(rows)

    def add(self, counts: tuple[int, ...], limit: int | None, cost: float) -> None:
        """A pattern: blanks it yields, position of its format among the limited ones, cost."""
        column = np.zeros(len(self.right))
        column[: self.kinds] = counts
        if limit is not None:
            column[self.kinds + limit] = 1.0
        self.matrix = np.column_stack([self.matrix, column])
        self.cost = np.append(self.cost, cost)

    def solve(self) -> tuple[float, Floats]:
        """Cost and duals. Stops early, still feasible, when the pivots run out, so it cannot cycle."""
        before = self.basis.copy()
        for _ in range(40 * len(self.right)):
            try:
                inverse = np.linalg.inv(self.matrix[:, self.basis])
            except np.linalg.LinAlgError:  # rounding made the basis singular: the one before is still a plan
                self.basis = before
                break
            level = inverse @ self.right
            duals = self.cost[self.basis] @ inverse
            reduced = self.cost - duals @ self.matrix
            enter = int(reduced.argmin())
            if reduced[enter] > -_TINY:
                break
            leave = _leaving(level, inverse @ self.matrix[:, enter])
            if leave is None:
                break
            before = self.basis.copy()
            self.basis[leave] = enter
        self.level = level
        return float(self.cost[self.basis] @ level), duals

    def used(self) -> dict[int, float]:
        """Patterns in the solution, by the order in which they were added, and how often each is cut."""
        found = {int(column) - self.first: float(x) for column, x in zip(self.basis, self.level, strict=True)}
        return {column: x for column, x in sorted(found.items()) if column >= 0 and x > _TINY}


def _leaving(level: Floats, direction: Floats) -> int | None:
    rows = np.flatnonzero(direction > _TINY)
    if not len(rows):
        return None
    ratio = np.maximum(level[rows], 0.0) / direction[rows]
    close = rows[ratio <= ratio.min() + _TINY]
    return int(close[direction[close].argmax()])
