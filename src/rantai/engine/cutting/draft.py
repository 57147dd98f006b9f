"""A cutting plan while it is being made: what is still wanted, what is still at hand, what has been cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, Self

import numpy as np

from rantai.engine.cutting.raster import Ints
from rantai.engine.cutting.shapes import Group, Pattern, Size, without


class Cutter(Protocol):
    """What bars and sheets have in common."""

    @property
    def rules(self) -> tuple[tuple[int, ...], ...]: ...

    def price(self, size: Size, values: Ints, least: int) -> tuple[int, list[Pattern]]: ...

    def sketch(self, size: Size, values: Ints, least: int) -> list[Pattern]: ...

    def fill(self, size: Size, wanted: Ints, values: Ints, rule: tuple[int, ...]) -> Pattern: ...


@dataclass(eq=False)
class Draft:
    """Patterns chosen so far: (format, pattern, how often)."""

    group: Group
    wanted: Ints
    available: list[int]
    chosen: list[tuple[int, Pattern, int]] = field(default_factory=list)
    cost: int = 0

    @classmethod
    def empty(cls, group: Group) -> Self:
        return cls(group, group.demand.copy(), list(group.available))

    def copy(self) -> Draft:
        return Draft(self.group, self.wanted.copy(), list(self.available), list(self.chosen), self.cost)

    @property
    def rank(self) -> tuple[int, int]:
        """Least left out, by area, then least cost."""
        left = sum(int(n) * self.group.area(piece) for piece, n in enumerate(self.wanted) if n)
        return left, self.cost

    def cut(self, position: int, pattern: Pattern, times: int) -> None:
        """Cut a pattern up to `times`; the last ones hold only what is still wanted."""
        times = min(times, self.available[position])
        while times > 0:
            pattern = self._within(pattern)
            counts = np.array(pattern.counts)
            held = np.flatnonzero(counts)
            if not len(held):
                return
            often = int(min(times, (self.wanted[held] // counts[held]).min()))
            self._take(position, pattern, often, counts)
            times -= often

    def finished(self) -> bool:
        return not self.wanted.any()

    def cheapest(self, size: Size) -> int | None:
        """Cheapest format of a size of which some is left."""
        return next((f for f in self.group.usable if self.group.sizes[f] == size and self.available[f]), None)

    def _take(self, position: int, pattern: Pattern, often: int, counts: Ints) -> None:
        self.wanted = self.wanted - often * counts
        self.available[position] -= often
        self.cost += often * self.group.cost[position]
        self.chosen.append((position, pattern, often))

    def _within(self, pattern: Pattern) -> Pattern:
        surplus = [max(0, held - int(left)) for held, left in zip(pattern.counts, self.wanted, strict=True)]
        if not any(surplus):
            return pattern
        layout = without(pattern.layout, self.group.options, surplus)
        return Pattern(pattern.size, self.group.counts(layout), layout)
