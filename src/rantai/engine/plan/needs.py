"""What needs bought steel, one by one, and as a purchase is asked for it: of many alike, all of a week as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rantai.engine.plan.blanking import Pattern
from rantai.engine.sharing import share_out


@dataclass(frozen=True, slots=True)
class Need:
    """One consumer of one format; `jobs` lists (job code, mass) that stand behind it."""

    format_: int
    week: int
    pieces: int
    mass_g: int
    pattern: Pattern | None
    jobs: list[tuple[str, int]]
    centre: str


class Together:
    """Needs of one format and week. What comes is theirs in their order, the first ones whole."""

    def __init__(self, needs: list[Need]) -> None:
        self.needs = needs
        self.format_, self.week = needs[0].format_, needs[0].week
        self.pieces, self.mass_g = sum(need.pieces for need in needs), sum(need.mass_g for need in needs)
        self._first = 0  # of those that are not served whole
        self._left = self._size(needs[0])

    def serve(self, pieces: int, mass_g: int) -> Iterator[tuple[Need, int, int]]:
        """Share what one source gives out: need, pieces, g. By pieces where they are counted, else by mass."""
        if len(self.needs) == 1:
            yield self.needs[0], pieces, mass_g
            return
        is_counted = self.pieces > 0
        left = pieces if is_counted else mass_g
        parts: list[tuple[Need, int]] = []
        while left and self._first < len(self.needs):
            taken = min(left, self._left)
            if taken:
                parts.append((self.needs[self._first], taken))
            left, self._left = left - taken, self._left - taken
            if not self._left:
                self._first += 1
                self._left = self._size(self.needs[self._first]) if self._first < len(self.needs) else 0
        shares = share_out(mass_g, [taken for _, taken in parts])
        for (need, taken), share in zip(parts, shares, strict=True):
            yield need, taken if is_counted else 0, share

    def unserved(self, mass_g: int) -> Iterator[tuple[Need, int]]:
        """Share what is missing out among those that are not served whole: need, g. Asked once, when all is served."""
        if len(self.needs) == 1:
            yield self.needs[0], mass_g
            return
        rest = [(need, self._size(need)) for need in self.needs[self._first :]]
        rest[:1] = [(need, self._left) for need, _ in rest[:1]]
        for (need, _), share in zip(rest, share_out(mass_g, [size for _, size in rest]), strict=True):
            if share:
                yield need, share

    def _size(self, need: Need) -> int:
        return need.pieces if self.pieces else need.mass_g
