"""A plan in no time: the widest strip that still fits, filled with its longest blanks, coil after coil.

It ends every plan for which there was no work left, so that what can be cut is never left out for want of time.
"""

from __future__ import annotations

from bisect import bisect_right

from rantai.engine.cutting.batch import UNLIMITED
from rantai.engine.cutting.coils.plan import Plan
from rantai.engine.cutting.coils.slitting import MOST_SPOTS, Room, Strip, Strips, Width


def complete(plan: Plan, *, by_width: bool = False) -> Plan:
    """Cut all that is still wanted and that any coil left can hold, urgent blanks first.

    Formats that are cheap for their area go first; `by_width`: for their width, as suits strips shorter than a coil.
    """
    batch = plan.coils.batch
    rooms = plan.coils.rooms
    sizes = [room.y if by_width else room.x * room.y for room in rooms]
    rates = [one.cost / max(1, size) for one, size in zip(batch.formats, sizes, strict=True)]
    ranks = {item.rank for item in batch.items}
    is_scarce = any(stock != UNLIMITED for stock in plan.stock)
    for rank in sorted(ranks) if is_scarce else [max(ranks)]:
        for room in sorted(plan.open_rooms(), key=lambda room: (rates[room.format], room.format)):
            _Filler(plan, room, rank).run()
    return plan


class _Filler:
    """Coils of one format for the blanks of one rank and the more urgent."""

    def __init__(self, plan: Plan, room: Room, rank: int) -> None:
        self.plan, self.room = plan, room
        self.items = plan.coils.batch.items
        wanted = plan.left.tolist()
        self.open: list[Width] = []
        for width in sorted(plan.coils.widths, key=lambda one: one.y):
            rows = [item for item in width.items if wanted[item] and self.items[item].rank <= rank]
            rows = [item for item in rows if plan.coils.usable[item, room.format]]
            if rows:
                rows.sort(key=lambda item: -self.items[item].x)
                self.open.append(Width(width.y, tuple(rows), width.is_whole))
        self.ys = [width.y for width in self.open]
        self.touched: set[int] = set()

    def run(self) -> None:
        """Open coils until none holds anything more; equal ones at once."""
        while self.open and self.plan.stock[self.room.format] != 0:
            strips = self.plan.coils.within_cuts(self.room, self._strips())
            if not strips:
                return
            self.plan.cut(self.room.format, strips, max(1, self.plan.most(self.room.format, strips)))
            self._close()

    def _strips(self) -> Strips:
        """The widest strips that fit, one after another; the last cut is saved only where they fill the width."""
        left: dict[int, int] = {}
        made: list[Strip] = []
        free, at = self.room.y, len(self.open) - 1
        while True:
            at = min(at, bisect_right(self.ys, free) - 1)
            if at < 0 or len(made) >= self.room.most + (self.ys[at] == free):
                return tuple(made)
            strip = self._strip(self.open[at], left)
            if strip.parts:
                made.append(strip)
                self.touched.add(at)
                free -= strip.y
            else:
                at -= 1

    def _strip(self, width: Width, left: dict[int, int]) -> Strip:
        """As many of the longest as fit, then of the next; `left` keeps what this coil has not taken yet."""
        room, parts, spots = self.room.x, [], max(1, MOST_SPOTS // max(1, self.room.y // width.y))
        for item in width.items:
            have = left.setdefault(item, int(self.plan.left[item]))
            length = self.items[item].x
            count = min(have, 1 if width.is_whole else room // length, spots)
            if count:
                parts.append((item, count))
                left[item] -= count
                room -= count * length
                spots -= count
        return Strip(width.y, tuple(parts))

    def _close(self) -> None:
        """Forget the widths of which nothing is wanted any more."""
        for at in sorted(self.touched, reverse=True):
            if not any(self.plan.left[item] for item in self.open[at].items):
                del self.open[at], self.ys[at]
        self.touched.clear()
