"""The best way to slit one coil, for given worths of the blanks and what is still wanted; and a bound on any way.

Strips of one width are filled one after another, each the best knapsack of what is left; then a knapsack across the
coil chooses how many strips of each width it takes. The bound fills n strips as if they were one strip n times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.coils.knapsack import Stack, across, fill, fraction_top
from rantai.engine.cutting.coils.slitting import MOST_SPOTS, Coils, Ints, Room, Strip, Strips, Width
from rantai.engine.cutting.effort import Meter


class Offer(NamedTuple):
    """Strips of one coil and what they are worth."""

    strips: Strips
    value: int


@dataclass(frozen=True)
class _Pile:
    """Strips of one width, the best first; tops[n-1] bounds the worth of n strips."""

    width: Width
    strips: Strips
    worths: tuple[int, ...]
    tops: tuple[int, ...]


class Pricing:
    """Offers for worths (whole numbers, one an item) and wants (how many may be cut at most)."""

    def __init__(self, coils: Coils, worths: Sequence[int], wanted: Ints, meter: Meter) -> None:
        self.coils, self.worths, self.meter = coils, list(worths), meter
        self.wanted = wanted.tolist()
        self.sizes = [item.x for item in coils.batch.items]
        self._known: dict[tuple[int, int, tuple[int, ...]], _Pile] = {}

    def best(self, room: Room) -> Offer:
        """The most worth that one coil of this format can hold."""
        piles = self._piles(room)
        found = across([Stack(pile.width.y, pile.worths) for pile in piles], room.y, room.most)
        self.meter.spend(found.work)
        strips = tuple(strip for pile, count in zip(piles, found.counts, strict=True) for strip in pile.strips[:count])
        kept = self.coils.within_cuts(room, strips)
        return Offer(kept, found.value if kept == strips else self._value(kept))

    def top(self, room: Room) -> int:
        """What no coil of this format can be worth more than."""
        stacks = [Stack(pile.width.y, pile.tops) for pile in self._piles(room)]
        found = across(stacks, room.y, room.most, is_top=True)
        self.meter.spend(found.work)
        return found.value

    def _value(self, strips: Strips) -> int:
        return sum(self.worths[item] * count for strip in strips for item, count in strip.parts)

    def _piles(self, room: Room) -> list[_Pile]:
        piles = [self._pile(room, width) for width in self.coils.widths]
        return [pile for pile in piles if pile.tops]

    def _pile(self, room: Room, width: Width) -> _Pile:
        rows = tuple(i for i in width.items if self.coils.usable[i, room.format] and self._counts_for(i))
        most = min(room.y // width.y, room.most + 1)
        key = (room.x, most, rows)
        if key not in self._known:
            made = self._whole(width, rows, most) if width.is_whole else self._cut(width, rows, most, room)
            self._known[key] = made
        return self._known[key]

    def _counts_for(self, item: int) -> bool:
        return self.worths[item] > 0 and self.wanted[item] > 0

    def _whole(self, width: Width, rows: tuple[int, ...], most: int) -> _Pile:
        """Strips that are only slit: as many as are wanted, each worth the same."""
        count = min(most, self.wanted[rows[0]]) if rows else 0
        strip = Strip(width.y, ((rows[0], 1),) if rows else ())
        worths = tuple(number * self.worths[rows[0]] for number in range(1, count + 1))
        return _Pile(width, (strip,) * count, worths, worths)

    def _cut(self, width: Width, rows: tuple[int, ...], most: int, room: Room) -> _Pile:
        """Strips that are cut to length, filled one after another until nothing is wanted any more."""
        worths, sizes = [self.worths[i] for i in rows], [self.sizes[i] for i in rows]
        left = [self.wanted[i] for i in rows]
        strips: list[Strip] = []
        values: list[int] = []
        first_top = 0
        while rows and len(strips) < most:
            found = fill(worths, sizes, left, room.x)
            self.meter.spend(5 + 2 * found.nodes)
            first_top = first_top or found.top
            counts = _within_spots(found.counts, most)
            if not any(counts):
                break
            times = min(have // count for have, count in zip(left, counts, strict=True) if count)
            times = min(times, most - len(strips))
            left = [have - times * count for have, count in zip(left, counts, strict=True)]
            strips += [_strip(width, rows, sizes, counts)] * times
            values += [sum(map(int.__mul__, worths, counts))] * times
        tops = self._tops(rows, first_top, len(strips), most, room)
        return _Pile(width, tuple(strips), tuple(np.cumsum(values, dtype=np.int64).tolist()), tops)

    def _tops(self, rows: tuple[int, ...], first: int, filled: int, most: int, room: Room) -> tuple[int, ...]:
        """More strips than were filled can only hold what did not go well into those: one more shows the limit."""
        worths, sizes = [self.worths[i] for i in rows], [self.sizes[i] for i in rows]
        tops: list[int] = []
        for count in range(1, min(most, filled + 1) + 1):
            limits = [min(self.wanted[i], count * (room.x // self.sizes[i])) for i in rows]
            top = min(count * first, fraction_top(worths, sizes, limits, count * room.x))
            if tops and top <= tops[-1]:
                break
            tops.append(top)
        return tuple(tops)


def _strip(width: Width, rows: tuple[int, ...], sizes: Sequence[int], counts: Sequence[int]) -> Strip:
    """Long blanks first, so that a short one can be cut from what is left when one fails."""
    order = sorted(range(len(rows)), key=lambda at: (-sizes[at], at))
    return Strip(width.y, tuple((rows[at], counts[at]) for at in order if counts[at]))


def _within_spots(counts: Sequence[int], strips: int) -> tuple[int, ...]:
    """No more blanks than a pattern may hold when all its strips are so full."""
    left, kept = max(1, MOST_SPOTS // max(1, strips)), []
    for count in counts:
        kept.append(min(count, left))
        left -= kept[-1]
    return tuple(kept)
