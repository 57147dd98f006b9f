"""Linear equations in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


class Equations:
    """Rows `coefficients · unknowns = right side`, kept reduced (Gauss–Jordan)."""

    def __init__(self, unknowns: int) -> None:
        self.unknowns = unknowns
        self._rows: dict[int, list[Fraction]] = {}  # by pivot

    @property
    def rank(self) -> int:
        return len(self._rows)

    def add(self, coefficients: Sequence[int | Fraction], right: int | Fraction = 0) -> bool:
        """Add a row; False when the left side says nothing new. Raises ValueError when the rows contradict it."""
        row = self._reduce([*map(Fraction, coefficients), Fraction(right)])
        pivot = next((at for at in range(self.unknowns) if row[at]), None)
        if pivot is None:
            if row[-1]:
                raise ValueError("the equations contradict each other")
            return False
        row = [value / row[pivot] for value in row]
        for at, other in self._rows.items():
            if other[pivot]:
                self._rows[at] = [a - other[pivot] * b for a, b in zip(other, row, strict=True)]
        self._rows[pivot] = row
        return True

    def solution(self) -> list[Fraction] | None:
        """The unknowns, when they are determined."""
        return self.near([Fraction(0)] * self.unknowns) if self.rank == self.unknowns else None

    def near(self, guess: Sequence[Fraction]) -> list[Fraction]:
        """The solution in which the unknowns that may still be chosen are as guessed."""
        found = list(guess)
        free = [at for at in range(self.unknowns) if at not in self._rows]
        for at, row in self._rows.items():
            found[at] = row[-1] - sum((row[one] * guess[one] for one in free if row[one]), Fraction(0))
        return found

    def free_directions(self) -> list[list[Fraction]]:
        """A basis of the directions in which the unknowns may still move."""
        free = [at for at in range(self.unknowns) if at not in self._rows]
        return [
            [Fraction(at == one) if at in free else -self._rows[at][one] for at in range(self.unknowns)] for one in free
        ]

    def _reduce(self, row: list[Fraction]) -> list[Fraction]:
        for pivot, other in self._rows.items():
            if row[pivot]:
                row = [a - row[pivot] * b for a, b in zip(row, other, strict=True)]
        return row
