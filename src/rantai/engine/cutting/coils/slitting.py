"""A coil slit into strips along its whole length, and the strips cut to length: counts first, places last.

Strips lie side by side from the low edge, blanks one behind the other from the low end; everything in grown sizes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import UNLIMITED, Batch, Pattern, Spot

Ints = NDArray[np.int64]

_LARGEST = 1 << 58
MOST_SPOTS = 50_000  # blanks on one coil: a drawing and a cut list of more serve nobody, and fill the memory


class Strip(NamedTuple):
    """As wide as its blanks; parts: (item, how many), in the order in which they lie."""

    y: int
    parts: tuple[tuple[int, int], ...]


Strips = tuple[Strip, ...]


class Room(NamedTuple):
    """A format as a slitter sees it. most: strips at once; one more when they fill the width exactly."""

    format: int
    x: int
    y: int
    most: int


class Width(NamedTuple):
    """Items that a strip of one width can hold. A slit item is a strip by itself (is_whole)."""

    y: int
    items: tuple[int, ...]
    is_whole: bool


@dataclass(frozen=True, eq=False)
class Coils:
    """A batch of coils, seen by strips. usable[item, format]: allowed, and reachable with the knives at hand."""

    batch: Batch
    rooms: tuple[Room, ...]
    widths: tuple[Width, ...]
    usable: NDArray[np.bool_]

    @property
    def items(self) -> int:
        return len(self.batch.items)

    def counts(self, strips: Strips) -> Ints:
        """How many of each item the strips hold."""
        held = np.zeros(self.items, dtype=np.int64)
        for strip in strips:
            for item, count in strip.parts:
                held[item] += count
        return held

    def capped(self, worths: Sequence[int]) -> list[int]:
        """Worths lowered, where they are huge, until no coil is worth more than 64-bit tables hold."""
        caps = []
        for item in self.batch.items:
            a_coil = max((room.x // max(1, item.x) * (room.y // item.y) for room in self.rooms), default=1)
            caps.append(_LARGEST // (self.items * max(1, min(item.quantity, a_coil))))
        return [min(worth, cap) for worth, cap in zip(worths, caps, strict=True)]

    def cuts(self, room: Room, strips: Strips) -> int:
        """Cuts of one coil: slits, and cuts to length; the kerf of the last of each may run off the edge."""
        return slits(room, strips) + sum(self.crosscuts(room, strip) for strip in strips)

    def crosscuts(self, room: Room, strip: Strip) -> int:
        """Cuts that part the blanks of a strip, and the rest of the strip from the last of them."""
        if any(self.batch.is_strip(item) for item, _ in strip.parts):
            return 0
        used = sum(self.batch.items[item].x * count for item, count in strip.parts)
        return sum(count for _, count in strip.parts) - (used == room.x)

    def holds(self, room: Room, strips: Strips) -> bool:
        """Whether a coil of this format can be slit and cut so."""
        wide = sum(strip.y for strip in strips)
        if wide > room.y or len(strips) > room.most + (wide == room.y):
            return False
        if any(not self.usable[item, room.format] for strip in strips for item, _ in strip.parts):
            return False
        lengths = (sum(self.batch.items[item].x * count for item, count in strip.parts) for strip in strips)
        return max(lengths, default=0) <= room.x and self._within_cuts(room, strips)

    def within_cuts(self, room: Room, strips: Strips) -> Strips:
        """The strips as far as the limit on cuts of one coil allows: blanks of the last strips go first."""
        made = list(strips)
        while made and not self._within_cuts(room, tuple(made)):
            strip = made.pop()
            item, count = strip.parts[-1]
            parts = strip.parts[:-1] + (((item, count - 1),) if count > 1 else ())
            made += [Strip(strip.y, parts)] if parts else []
        return tuple(made)

    def _within_cuts(self, room: Room, strips: Strips) -> bool:
        return self.batch.max_cuts == UNLIMITED or self.cuts(room, strips) <= self.batch.max_cuts

    def pattern(self, strips: Strips) -> Pattern:
        """Where every blank lies."""
        return Pattern(tuple(self._spots(strips)))

    def _spots(self, strips: Strips) -> Iterator[Spot]:
        y = 0
        for strip in strips:
            x = 0
            for item, count in strip.parts:
                length = self.batch.items[item].x
                for number in range(count):
                    yield Spot(item, x + number * length, y, False)
                x += count * length
            y += strip.y


def slits(room: Room, strips: Strips) -> int:
    """Slitting cuts without the edge trims: one a strip, none behind the last when the width is filled."""
    return len(strips) - (bool(strips) and sum(strip.y for strip in strips) == room.y)


def coils_of(batch: Batch) -> Coils:
    """What can be slit from what. Items that no coil at hand can hold stand in no width."""
    rooms = tuple(_room(batch, position) for position in range(len(batch.formats)))
    narrow = np.array([[item.y < room.y for room in rooms] for item in batch.items], dtype=np.bool_)
    knives = np.array([room.most for room in rooms], dtype=np.int64)
    at_hand = np.array([format_.available != 0 for format_ in batch.formats], dtype=np.bool_)
    usable = batch.may_use & at_hand & (knives >= narrow) & (batch.max_cuts != 0)
    return Coils(batch, rooms, tuple(_widths(batch, usable)), usable)


def _room(batch: Batch, position: int) -> Room:
    format_ = batch.formats[position]
    narrowest = min((item.y for item in batch.items), default=1)
    most = max(0, format_.y) // max(1, narrowest)
    if batch.max_knives != UNLIMITED:
        most = min(most, batch.max_knives - batch.edge_cuts)
    return Room(position, format_.x, format_.y, most)


def _widths(batch: Batch, usable: NDArray[np.bool_]) -> Iterator[Width]:
    placeable = np.flatnonzero(usable.any(axis=1) & (batch.demand > 0)).tolist()
    cut = [item for item in placeable if not batch.is_strip(item)]
    for y in sorted({batch.items[item].y for item in cut}, reverse=True):
        yield Width(y, tuple(item for item in cut if batch.items[item].y == y), False)
    for item in placeable:
        if batch.is_strip(item):
            yield Width(batch.items[item].y, (item,), True)
