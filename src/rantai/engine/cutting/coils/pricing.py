"""The best way to slit one coil, for given worths of the blanks and what is still wanted; and a bound on any way.

Strips of one width are filled one after another, each the best knapsack of what is left; then a knapsack across the
coil chooses how many strips of each width it takes. The bound fills n strips as if they were one strip n times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rantai.engine.cutting.coils.knapsack import Line, Stack, across
from rantai.engine.cutting.coils.slitting import MOST_SPOTS, Coils, Ints, Room, Strip, Strips, Width
from rantai.engine.solvers.effort import Meter

_FILL = 25  # µs of a strip that is filled, beside its items and the nodes
_PILE = 5  # µs of a width that is looked at


class Offer(NamedTuple):
    """Strips of one coil and what they are worth."""

    strips: Strips
    value: int


@dataclass(frozen=True)
class _Pile:
    """Strips of one width, the best first, and what the first n are worth together.

    line: what they are filled from (None: only slit); first bounds the worth of one strip, reach the strips of use.
    """

    width: Width
    strips: Strips
    worths: tuple[int, ...]
    line: Line | None = None
    first: int = 0
    reach: int = 0


class Pricing:
    """Offers for worths (whole numbers, one an item) and wants (how many may be cut at most)."""

    def __init__(self, coils: Coils, worths: Sequence[int], wanted: Ints, meter: Meter) -> None:
        self.coils, self.worths, self.meter = coils, list(worths), meter
        self.wanted = wanted.tolist()
        self.sizes = [item.x for item in coils.batch.items]
        self._active = [(width, rows) for width in coils.widths if (rows := self._wanted_rows(width))]
        meter.spend(len(coils.widths))
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
        stacks = [Stack(pile.width.y, self._tops(pile, room)) for pile in self._piles(room)]
        found = across(stacks, room.y, room.most, is_top=True)
        self.meter.spend(found.work)
        return found.value

    def _value(self, strips: Strips) -> int:
        return sum(self.worths[item] * count for strip in strips for item, count in strip.parts)

    def _piles(self, room: Room) -> list[_Pile]:
        piles = [self._pile(room, width, rows) for width, rows in self._active if width.y <= room.y]
        return [pile for pile in piles if pile.worths]

    def _pile(self, room: Room, width: Width, wanted: tuple[int, ...]) -> _Pile:
        usable = self.coils.usable[:, room.format]
        rows = tuple(item for item in wanted if usable[item])
        most = min(room.y // width.y, room.most + 1)
        self.meter.spend(_PILE)
        key = (room.x, most, rows)
        if key not in self._known:
            fill = self._whole if width.is_whole else self._cut
            self._known[key] = fill(width, rows, most, room) if rows else _Pile(width, (), ())
        return self._known[key]

    def _wanted_rows(self, width: Width) -> tuple[int, ...]:
        return tuple(item for item in width.items if self.worths[item] > 0 and self.wanted[item] > 0)

    def _whole(self, width: Width, rows: tuple[int, ...], most: int, _: Room) -> _Pile:
        """Strips that are only slit: as many as are wanted, each worth the same."""
        count = min(most, self.wanted[rows[0]])
        strip = Strip(width.y, ((rows[0], 1),))
        worths = tuple(number * self.worths[rows[0]] for number in range(1, count + 1))
        return _Pile(width, (strip,) * count, worths)

    def _cut(self, width: Width, rows: tuple[int, ...], most: int, room: Room) -> _Pile:
        """Strips that are cut to length, filled one after another until nothing is wanted any more."""
        line = Line(rows, [self.worths[item] for item in rows], [self.sizes[item] for item in rows])
        left = [self.wanted[item] for item in line.items]
        strips: list[Strip] = []
        worths: list[int] = []
        first = 0
        while len(strips) < most and any(left):
            found = line.fill(left, room.x)
            self.meter.spend(_FILL + 4 * len(rows) + found.nodes // 40)
            first = first or found.top
            counts = _within_spots(found.counts, most)
            if not any(counts):
                break
            times = min(have // count for have, count in zip(left, counts, strict=True) if count)
            times = min(times, most - len(strips))
            left = [have - times * count for have, count in zip(left, counts, strict=True)]
            value = sum(map(int.__mul__, line.worths, counts))
            worths += [(worths[-1] if worths else 0) + number * value for number in range(1, times + 1)]
            strips += [_strip(width, line, counts)] * times
        return _Pile(width, tuple(strips), tuple(worths), line, first, min(most, len(strips) + 1))

    def _tops(self, pile: _Pile, room: Room) -> tuple[int, ...]:
        """What n strips of a pile cannot be worth more than, for n = 1, 2, … as long as more strips may be worth more.

        One strip more than were filled shows the limit: it can only hold what did not go well into those.
        """
        if pile.line is None:
            return pile.worths
        line, tops = pile.line, list[int]()
        wanted = [self.wanted[item] for item in line.items]
        fits = [room.x // size for size in line.sizes]
        for count in range(1, pile.reach + 1):
            limits = [min(want, count * fit) for want, fit in zip(wanted, fits, strict=True)]
            top = min(count * pile.first, line.top(limits, count * room.x))
            if tops and top <= tops[-1]:
                break
            tops.append(top)
        self.meter.spend(2 * len(tops))
        return tuple(tops)


def _strip(width: Width, line: Line, counts: Sequence[int]) -> Strip:
    """Long blanks first, so that a short one can be cut from what is left when one fails."""
    parts = [(-size, item, count) for size, item, count in zip(line.sizes, line.items, counts, strict=True) if count]
    return Strip(width.y, tuple((item, count) for _, item, count in sorted(parts)))


def _within_spots(counts: Sequence[int], strips: int) -> tuple[int, ...]:
    """No more blanks than a pattern may hold when all its strips are so full."""
    left, kept = max(1, MOST_SPOTS // max(1, strips)), []
    for count in counts:
        kept.append(min(count, left))
        left -= kept[-1]
    return tuple(kept)
