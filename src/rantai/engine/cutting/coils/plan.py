"""A plan in the making: what is still wanted, what stock is left, and the coils that are cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rantai.engine.cutting.batch import UNLIMITED, Chosen, Format
from rantai.engine.cutting.coils.slitting import Coils, Ints, Room, Strip, Strips

Grade = tuple[int, ...]


class Plan:
    """Coils cut so far: (format, strips) and how often, in the order in which they were chosen."""

    def __init__(self, coils: Coils) -> None:
        self.coils = coils
        self.left = np.where(coils.usable.any(axis=1), coils.batch.demand, 0)
        self.stock = [format_.available for format_ in coils.batch.formats]
        self.times: dict[tuple[int, Strips], int] = {}

    def copy(self) -> Plan:
        made = Plan.__new__(Plan)
        made.coils, made.left, made.stock = self.coils, self.left.copy(), list(self.stock)
        made.times = dict(self.times)
        return made

    @property
    def is_done(self) -> bool:
        return not self.left.any()

    @property
    def keeps_patterns(self) -> bool:
        """Whether there are no more patterns than the batch allows."""
        most = self.coils.batch.max_patterns
        return most == UNLIMITED or len(self.times) <= most

    @property
    def cost(self) -> int:
        return sum(self.coils.batch.formats[row].cost * times for (row, _), times in self.times.items())

    @property
    def grade(self) -> Grade:
        """As `Batch.grade_of`: size left out by rank, cost, full stock opened, patterns."""
        batch = self.coils.batch
        ranks = [0] * (1 + max((item.rank for item in batch.items), default=0))
        for item in np.flatnonzero(self.left).tolist():
            ranks[batch.items[item].rank] += int(self.left[item]) * batch.size(item)
        full = sum(times for (row, _), times in self.times.items() if not batch.formats[row].is_remnant)
        return (*ranks, self.cost, full, len(self.times))

    def open_rooms(self) -> list[Room]:
        """Formats of which there is some left."""
        return [room for room in self.coils.rooms if self.stock[room.format] != 0]

    def most(self, row: int, strips: Strips) -> int:
        """How often a coil can be cut so without cutting more than is wanted, or more coils than there are."""
        counts = self.coils.counts(strips)
        held = np.flatnonzero(counts)
        often = int((self.left[held] // counts[held]).min()) if len(held) else 0
        return often if self.stock[row] == UNLIMITED else min(often, self.stock[row])

    def cut(self, row: int, strips: Strips, times: int) -> None:
        """Cut so as often as it is wanted whole, up to `times`; once more, less what is too much, when not at all."""
        often = min(times, self.most(row, strips))
        if not often:
            strips, often = self._wanted(strips), 1
        if not strips or not self.stock[row] or times < 1:
            return
        key = (row, strips)
        self.times[key] = self.times.get(key, 0) + often
        self.left -= often * self.coils.counts(strips)
        if self.stock[row] != UNLIMITED:
            self.stock[row] -= often

    def _wanted(self, strips: Strips) -> Strips:
        """The strips without the blanks that nobody wants any more."""
        left, made = self.left.tolist(), []
        for strip in strips:
            parts = []
            for item, count in strip.parts:
                kept = min(count, left[item])
                left[item] -= kept
                parts += [(item, kept)] if kept else []
            made += [Strip(strip.y, tuple(parts))] if parts else []
        return tuple(made)

    def chosen(self) -> tuple[Chosen, ...]:
        """By format, the most frequent first."""
        rows = sorted(self.times.items(), key=lambda row: (row[0][0], -row[1], row[0][1]))
        return tuple(Chosen(row, self.coils.pattern(strips), times) for (row, strips), times in rows)


def cheaper(plan: Plan) -> Plan:
    """Every coil moved to the cheapest format that can be slit so, remnants first when equal."""
    coils, formats = plan.coils, plan.coils.batch.formats
    order = sorted(coils.rooms, key=lambda room: (formats[room.format].cost, not formats[room.format].is_remnant))
    made = plan.copy()
    made.times = {}
    for (row, strips), times in sorted(plan.times.items(), key=lambda one: one[0]):
        rest = times
        for room in order:
            if _price(formats[room.format]) >= _price(formats[row]):
                break
            stock = made.stock[room.format]
            moved = rest if stock == UNLIMITED else min(rest, stock)
            if not moved or not coils.holds(room, strips):
                continue
            rest -= moved
            _move(made, row, room.format, strips, moved)
        if rest:
            made.times[row, strips] = made.times.get((row, strips), 0) + rest
    return made


def _price(format_: Format) -> tuple[int, bool]:
    return format_.cost, not format_.is_remnant


def _move(plan: Plan, source: int, target: int, strips: Strips, times: int) -> None:
    plan.times[target, strips] = plan.times.get((target, strips), 0) + times
    if plan.stock[target] != UNLIMITED:
        plan.stock[target] -= times
    if plan.stock[source] != UNLIMITED:
        plan.stock[source] += times


def areas(coils: Coils) -> list[int]:
    """Worth of every item by what it takes of a coil; the urgent are worth more than all that may wait."""
    batch = coils.batch
    last = max((item.rank for item in batch.items), default=0)
    largest = max((batch.size(item) for item in range(coils.items)), default=1)
    unit = max(1, largest >> 24)
    sizes = [max(1, batch.size(item) // unit) for item in range(coils.items)]
    return coils.capped([size << (2 * min(6, last - item.rank)) for size, item in zip(sizes, batch.items, strict=True)])


def total(worths: Sequence[int], counts: Ints) -> int:
    """Worth of so many of each, in whole numbers of any length."""
    return sum(worth * count for worth, count in zip(worths, counts.tolist(), strict=True))
