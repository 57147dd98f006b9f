"""A bound from whole strips: blanks of one width need whole strips, and strips need width and knives.

For prices u[k, f] of a strip of width k on format f, such that no coil of f carries strips worth more than its cost,
a plan costs at least Σ over k of the cheapest whole strips that are long enough for all blanks of width k. Such prices
are α · c · y / Y + (1 - α) · c / knives, for any α between 0 and 1. A limited format may cost any toll t more, when the
bound then loses t for every piece of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rantai.engine.cutting.batch import UNLIMITED
from rantai.engine.cutting.coils.slitting import Coils, Ints, Room, Width
from rantai.engine.solvers.effort import Meter

_PARTS = 8  # α runs over parts of so many
_SCALE = 1 << 40
_STEPS = 2_000
_WORK = 10  # µs a width and format


def strip_bound(coils: Coils, wanted: Ints, meter: Meter) -> Fraction:
    """Lower bound on the cost of cutting what is `wanted`, in units of cost."""
    prices = _Prices(coils, wanted)
    best = Fraction(0)
    for tolls in _tolls(coils, prices.rooms):
        for part in range(_PARTS, -1, -1):
            if meter.is_over:
                return best
            best = max(best, prices.total(tolls, part))
            meter.spend(_WORK * len(coils.widths) * len(prices.rooms))
    return best


class _Prices:
    """What the strips for a list cost at least, for a choice of tolls and α."""

    def __init__(self, coils: Coils, wanted: Ints) -> None:
        formats = coils.batch.formats
        self.coils, self.wanted = coils, wanted
        self.rooms = [room for room in coils.rooms if formats[room.format].available != 0 and room.most >= 0]
        self.narrowest = min(width.y for width in coils.widths)

    def total(self, tolls: dict[int, int], part: int) -> Fraction:
        """The bound, where α is `part` of `_PARTS`."""
        formats = self.coils.batch.formats
        paid = sum(formats[row].available * toll for row, toll in tolls.items())
        costs = {room.format: (formats[room.format].cost + tolls.get(room.format, 0)) * _SCALE for room in self.rooms}
        return Fraction(sum(self._least(width, costs, part) for width in self.coils.widths), _SCALE) - paid

    def _least(self, width: Width, costs: dict[int, int], part: int) -> int:
        """The least price of strips that are long enough for all blanks of one width, times the scale."""
        items = [item for item in width.items if self.wanted[item]]
        offers = []
        for room in self.rooms:
            if any(self.coils.usable[item, room.format] for item in items):
                cost, strips = costs[room.format], min(room.most + 1, room.y // self.narrowest)
                price = cost * part * width.y // (_PARTS * room.y) + cost * (_PARTS - part) // (_PARTS * strips)
                offers.append((price, 1 if width.is_whole else room.x))
        lengths = [1 if width.is_whole else self.coils.batch.items[item].x for item in items]
        need = sum(int(self.wanted[item]) * length for item, length in zip(items, lengths, strict=True))
        return _cover(need, offers) if offers else 0


def _tolls(coils: Coils, rooms: Sequence[Room]) -> list[dict[int, int]]:
    """Ways to charge for limited formats: nothing, as the cheapest for the area, for the width, and between these."""
    formats = coils.batch.formats
    limited = [room for room in rooms if formats[room.format].available != UNLIMITED]
    free = [room for room in rooms if formats[room.format].available == UNLIMITED]
    if not limited or not free:
        return [{}]
    by_area = min(Fraction(formats[room.format].cost, room.x * room.y) for room in free)
    by_width = min(Fraction(formats[room.format].cost, room.y) for room in free)
    made: list[dict[int, int]] = [{}]
    for share in (Fraction(0), Fraction(1, 2), Fraction(1)):
        rates = {room.format: room.y * (share * by_width + (1 - share) * by_area * room.x) for room in limited}
        made.append({row: max(0, int(rate) - formats[row].cost) for row, rate in rates.items()})
    return made


def _cover(need: int, offers: Sequence[tuple[int, int]]) -> int:
    """Least Σ price · n with Σ length · n ≥ need, n whole; by the best rate alone when that takes too many steps."""
    order = sorted(offers, key=lambda one: (Fraction(one[0], one[1]), one))
    low = -(-need * order[0][0] // order[0][1])
    best = min(-(-need // length) * price for price, length in order)
    steps = [0]

    def go(depth: int, left: int, spent: int) -> None:
        nonlocal best
        steps[0] += 1
        if left <= 0:
            best = min(best, spent)
        if left <= 0 or depth == len(order) or steps[0] > _STEPS:
            return
        price, length = order[depth]
        if spent + left * price // length >= best:
            return
        for count in range(-(-left // length), -1, -1):
            go(depth + 1, left - count * length, spent + count * price)
            if steps[0] > _STEPS:
                return

    go(0, need, 0)
    return best if steps[0] <= _STEPS else low
