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
        self._columns = np.hstack([np.eye(rows), surplus])
        self._costs = np.concatenate([np.full(self.kinds, penalty), np.zeros(limits + self.kinds)])
        self.first = self.width = self._columns.shape[1]
        self.basis = np.arange(rows)

    def add(self, counts: tuple[int, ...], limit: int | None, cost: float) -> None:
        """A pattern: blanks it yields, position of its format among the limited ones, cost."""
        if self.width == self._columns.shape[1]:  # room for twice as many
            self._columns = np.hstack([self._columns, np.zeros_like(self._columns)])
            self._costs = np.concatenate([self._costs, np.zeros_like(self._costs)])
        self._columns[: self.kinds, self.width] = counts
        if limit is not None:
            self._columns[self.kinds + limit, self.width] = 1.0
        self._costs[self.width] = cost
        self.width += 1

    @property
    def matrix(self) -> Floats:
        return self._columns[:, : self.width]

    @property
    def cost(self) -> Floats:
        return self._costs[: self.width]

    def solve(self) -> tuple[float, Floats]:
        """Cost and duals. Stops early, still feasible, when the pivots run out, so it cannot cycle."""
        before, matrix, cost = self.basis.copy(), self.matrix, self.cost
        for _ in range(40 * len(self.right)):
            try:
                inverse = np.linalg.inv(matrix[:, self.basis])
            except np.linalg.LinAlgError:  # rounding made the basis singular: the one before is still a plan
                self.basis = before
                break
            level = inverse @ self.right
            self.duals = cost[self.basis] @ inverse
            reduced = cost - self.duals @ matrix
            enter = int(reduced.argmin())
            if reduced[enter] > -_TINY:
                break
            leave = _leaving(level, inverse @ matrix[:, enter])
            if leave is None:
                break
            before = self.basis.copy()
            self.basis[leave] = enter
        self.level = level
        return float(cost[self.basis] @ level), self.duals

    def reduced(self) -> Floats:
        """By how much each pattern is too dear to be used, in the order in which they were added."""
        found: Floats = (self.cost - self.duals @ self.matrix)[self.first :]
        return found

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
