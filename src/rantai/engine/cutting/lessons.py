"""What lists of the same blanks and stock teach one another: tables, patterns, and worths that proved much.

A plan cuts the same blanks month after month, in other amounts. The tables of the pricing, the patterns that were
found, and the most that a pattern can be worth at given worths of the blanks do not depend on the amounts, so the next
list begins with all of them. Lists are answered one after the other, so the answers depend on their order alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rantai.engine.cutting.bar_table import BarCutter
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.shapes import Group, Pattern
from rantai.engine.cutting.sheet_table import SheetCutter

_PROOFS = 6  # kept; the latest


@dataclass(frozen=True)
class Proof:
    """Whole worths of the blanks, and the most that a pattern of each usable format is worth at them."""

    worth: tuple[int, ...]
    tops: tuple[int, ...]


@dataclass
class Lesson:
    """Of one geometry: what prices it, patterns by format, proofs."""

    cutter: BarCutter | SheetCutter
    pool: list[tuple[int, Pattern]] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)

    def prove(self, proof: Proof) -> None:
        """Keep a proof, the latest last. The first one, by sizes alone, stays."""
        self.proofs = [self.proofs[0], *[one for one in self.proofs[1:] if one != proof][1 - _PROOFS :], proof]


class Lessons:
    """Lessons by geometry."""

    def __init__(self) -> None:
        self._held: dict[tuple[object, ...], Lesson] = {}

    def of(self, group: Group, params: CuttingParams) -> Lesson:
        """What is known of lists like this one; nothing yet for the first."""
        batch = group.batch
        key: tuple[object, ...] = (
            batch.kind,
            batch.kerf,
            tuple(zip(group.sizes, group.cost, group.limited, strict=True)),
            tuple(group.usable),
            tuple((item.x, item.y, item.may_turn) for item in batch.items),
            tuple(most_on_one(group)) if batch.kind == "bar" else (),
        )
        if key not in self._held:
            cutter = BarCutter(group, params) if batch.kind == "bar" else SheetCutter(group, params)
            self._held[key] = Lesson(cutter, proofs=[_by_size(group)])
        return self._held[key]


def _by_size(group: Group) -> Proof:
    """Every blank is worth its area, or its length: no pattern is worth more than its piece of stock is large."""
    rooms = [group.sizes[position] for position in group.usable]
    worth = tuple(item.x * (item.y or 1) for item in group.batch.items)
    return Proof(worth, tuple(size.x * (size.y or 1) for size in rooms))


def most_on_one(group: Group) -> list[int]:
    """How many of each blank one piece of stock can hold and the list wants: what a bar's table is bounded by."""
    longest = max((size.x for size in group.room_sizes), default=0)
    return [min(n, longest // option.x) for n, option in zip(group.demand.tolist(), group.options, strict=True)]
