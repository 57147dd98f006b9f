"""Tiny lists: every way to fill a coil, and every way to share the blanks out over coils.

A coil is described by how many of each item it yields; it can be slit so when the fewest strips that hold them lie
side by side in it. Plans are built coil by coil in one order of those counts; of two plans that leave the same blanks
and the same stock only the better stays. What is left at the end is the best plan by every goal of `Batch.grade_of`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from rantai.engine.cutting.batch import UNLIMITED
from rantai.engine.cutting.coils.plan import Plan
from rantai.engine.cutting.coils.slitting import Coils, Room, Strip, Strips, Width
from rantai.engine.solvers.effort import Meter

MOST_PIECES = 8
_STEPS = 600_000  # states looked at, about a µs each

Counts = tuple[int, ...]
# What is still wanted, limited formats used, patterns where these are limited (else 0: fewer patterns decide last).
_Key = tuple[Counts, Counts, int]
_Made = tuple[int, int, int]  # cost, full stock, patterns
_Chain = tuple["_Chain | None", int, Strips, int]  # what came before, format, strips, times


def is_tiny(plan: Plan) -> bool:
    """Few enough blanks; a limit on the cuts of one coil asks for more than the fewest strips, so it is left out."""
    return int(plan.left.sum()) <= MOST_PIECES and plan.coils.batch.max_cuts == UNLIMITED


def best_plan(coils: Coils, known: Plan, meter: Meter) -> Plan | None:
    """The best plan of all; None when there are too many to look at. `known` is any plan."""
    start = Plan(coils)
    search = _Search(coils, start, known.cost if known.is_done and known.keeps_patterns else None)
    if not search.run(meter):
        return None
    plan = start
    for row, strips, times in search.best():
        plan.cut(row, strips, times)
    return plan


class _Search:
    """known: the cost of a plan that leaves nothing out; what must become dearer is not looked at."""

    def __init__(self, coils: Coils, start: Plan, known: int | None) -> None:
        self.coils, self.start, self.known = coils, start, known
        formats, rooms = coils.batch.formats, [room for room in coils.rooms if coils.usable[:, room.format].any()]
        shortest = min(room.x for room in rooms)
        self.rate = min(Fraction(formats[room.format].cost, room.x * room.y) for room in rooms)
        lengths = [shortest if coils.batch.is_strip(at) else item.x for at, item in enumerate(coils.batch.items)]
        self.areas = [length * item.y for length, item in zip(lengths, coils.batch.items, strict=True)]
        self.wanted: Counts = tuple(start.left.tolist())
        pieces = sum(self.wanted)
        self.limits = {row: stock for row, stock in enumerate(start.stock) if 0 < stock < pieces}
        self.place = {row: at for at, row in enumerate(self.limits)}
        nothing_used = (0,) * len(self.limits)
        self.states: dict[_Key, tuple[_Made, _Chain | None]] = {(self.wanted, nothing_used, 0): ((0, 0, 0), None)}
        self.steps = 0
        self._packed: dict[tuple[int, int, Counts], Strips | None] = {}

    def run(self, meter: Meter) -> bool:
        """Whether all plans were looked at."""
        for counts in product(*(range(count, -1, -1) for count in self.wanted)):
            if not any(counts):
                continue
            meter.spend(20 * len(self.coils.rooms))
            for row, strips in self._ways(counts):
                self.steps += len(self.states)
                for key in list(self.states):
                    self._extend(key, counts, row, strips)
            if self.steps > _STEPS or meter.is_over:
                break
        meter.spend(self.steps)
        return self.steps <= _STEPS and not meter.is_over

    def best(self) -> list[tuple[int, Strips, int]]:
        """The coils of the best plan."""
        key = min(self.states, key=lambda key: self._grade(key[0], self.states[key][0]))
        chain = self.states[key][1]
        found = []
        while chain:
            chain, row, strips, times = chain
            found.append((row, strips, times))
        return found[::-1]

    def _grade(self, left: Counts, made: _Made) -> tuple[int, ...]:
        batch = self.coils.batch
        ranks = [0] * (1 + max(item.rank for item in batch.items))
        for item, count in enumerate(left):
            ranks[batch.items[item].rank] += count * batch.size(item)
        return (*ranks, *made)

    def _extend(self, key: _Key, counts: Counts, row: int, strips: Strips) -> None:
        """Cut so once, twice, … from one state."""
        made, chain = self.states[key]
        most = self.coils.batch.max_patterns
        if made[2] == most:
            return
        format_ = self.coils.batch.formats[row]
        left, used, times = key[0], key[1], 0
        while all(map(int.__le__, counts, left)) and self._is_left(row, used):
            times += 1
            left = tuple(map(int.__sub__, left, counts))
            used = tuple(count + (at == self.place.get(row)) for at, count in enumerate(used))
            better = made[0] + times * format_.cost, made[1] + times * (not format_.is_remnant), made[2] + 1
            if self.known is not None and better[0] + self._least(left) > self.known:
                break
            reached = left, used, 0 if most == UNLIMITED else better[2]
            if reached not in self.states or better < self.states[reached][0]:
                self.states[reached] = better, (chain, row, strips, times)

    def _least(self, left: Counts) -> int:
        """What the blanks still wanted cost at least: their area in the coil that is cheapest for its area."""
        area = sum(map(int.__mul__, left, self.areas))
        return -(-area * self.rate.numerator // self.rate.denominator)

    def _is_left(self, row: int, used: Counts) -> bool:
        return row not in self.place or used[self.place[row]] < self.limits[row]

    def _ways(self, counts: Counts) -> list[tuple[int, Strips]]:
        """Formats that yield this: every limited one, and the best of those without limit."""
        formats = self.coils.batch.formats
        found: list[tuple[int, Strips]] = []
        free: list[tuple[int, Strips]] = []
        for room in self.coils.rooms:
            strips = self._strips(room, counts) if self.start.stock[room.format] else None
            if strips and self.coils.holds(room, strips):
                (found if room.format in self.limits else free).append((room.format, strips))
        best = min(free, key=lambda way: (formats[way[0]].cost, not formats[way[0]].is_remnant), default=None)
        return found + ([best] if best else [])

    def _strips(self, room: Room, counts: Counts) -> Strips | None:
        """The fewest strips of each width that hold so many."""
        made: Strips = ()
        for width in self.coils.widths:
            part = tuple(counts[item] for item in width.items)
            strips = self._of_width(room, width, part)
            if strips is None:
                return None
            made += strips
        return made

    def _of_width(self, room: Room, width: Width, part: Counts) -> Strips | None:
        if width.is_whole:
            return (Strip(width.y, ((width.items[0], 1),)),) * part[0]
        key = (room.x, self.coils.widths.index(width), part)
        if key not in self._packed:
            self._packed[key] = self._fewest(room, width, part)
        return self._packed[key]

    def _fewest(self, room: Room, width: Width, part: Counts) -> Strips | None:
        """Fewest strips: the first strip takes at least one of the first item that is left."""
        if not any(part):
            return ()
        first = next(at for at, count in enumerate(part) if count)
        best: Strips | None = None
        for taken in product(*(range(count + 1) for count in part)):
            length = sum(count * self.coils.batch.items[item].x for item, count in zip(width.items, taken, strict=True))
            if not taken[first] or length > room.x:
                continue
            rest = self._of_width(room, width, tuple(map(int.__sub__, part, taken)))
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                parts = tuple((item, count) for item, count in zip(width.items, taken, strict=True) if count)
                best = (Strip(width.y, parts), *rest)
        return best
