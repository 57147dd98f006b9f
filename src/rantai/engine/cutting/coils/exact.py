"""Tiny lists: every way to fill a coil, and every way to share the blanks out over coils.

A coil is described by how many of each item it yields; it can be slit so when the fewest strips that hold them lie
side by side in it. Plans are built coil by coil in one order of those counts; of two plans that leave the same blanks
and the same stock only the better stays. What is left at the end is the best plan by every goal of `Batch.grade_of`.
"""

from __future__ import annotations

from itertools import product

from rantai.engine.cutting.batch import UNLIMITED
from rantai.engine.cutting.coils.plan import Plan
from rantai.engine.cutting.coils.slitting import Coils, Room, Strip, Strips, Width
from rantai.engine.cutting.effort import Meter

MOST_PIECES = 8
_STEPS = 150_000

Counts = tuple[int, ...]
# What is still wanted, limited formats used, patterns where these are limited (else 0: fewer patterns decide last).
_Key = tuple[Counts, Counts, int]
_Made = tuple[int, int, int]  # cost, full stock, patterns
_Chain = tuple["_Chain | None", int, Strips, int]  # what came before, format, strips, times


def is_tiny(plan: Plan) -> bool:
    """Few enough blanks; a limit on the cuts of one coil asks for more than the fewest strips, so it is left out."""
    return int(plan.left.sum()) <= MOST_PIECES and plan.coils.batch.max_cuts == UNLIMITED


def best_plan(coils: Coils, meter: Meter) -> Plan | None:
    """The best plan of all; None when there are too many to look at."""
    start = Plan(coils)
    search = _Search(coils, start)
    if not search.run(meter):
        return None
    plan = start
    for row, strips, times in search.best():
        plan.cut(row, strips, times)
    return plan


class _Search:
    def __init__(self, coils: Coils, start: Plan) -> None:
        self.coils, self.start = coils, start
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
                for key in list(self.states):
                    self._extend(key, counts, row, strips)
            if self.steps > _STEPS or meter.is_over:
                return False
        meter.spend(3 * self.steps)
        return True

    def best(self) -> list[tuple[int, Strips, int]]:
        """The coils of the best plan."""
        _, chain = min((self._grade(left, made), chain) for (left, _, _), (made, chain) in self.states.items())
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
            self.steps += 1
            left = tuple(map(int.__sub__, left, counts))
            used = tuple(count + (at == self.place.get(row)) for at, count in enumerate(used))
            better = made[0] + times * format_.cost, made[1] + times * (not format_.is_remnant), made[2] + 1
            reached = left, used, 0 if most == UNLIMITED else better[2]
            if reached not in self.states or better < self.states[reached][0]:
                self.states[reached] = better, (chain, row, strips, times)

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
