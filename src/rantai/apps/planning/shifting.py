"""What moves between weeks from one plan to another: the least mass × weeks that turns one into the other."""

from collections.abc import Mapping
from dataclasses import dataclass

FAR = 1 << 62


@dataclass(frozen=True)
class Shift:
    """Mass that is ordered in another week; `to_week` < `from_week`: brought forward."""

    from_week: int
    to_week: int
    mass_g: int


def shifts(before: Mapping[int, int], after: Mapping[int, int]) -> list[Shift]:
    """Grams by week before and after → what moved, by the week it left, in order.

    What is ordered in the same week in both stays there. Of the rest as much is matched as both have; which of it, and
    with what, is the choice with the least mass × weeks (successive shortest paths on the line of weeks). What is left
    over on one side did not move in time: it is bought elsewhere, more or less.
    """
    weeks = sorted({*before, *after})
    change = [after.get(week, 0) - before.get(week, 0) for week in weeks]
    gone, came = [max(0, -mass) for mass in change], [max(0, mass) for mass in change]
    net = [0] * (len(weeks) - 1)  # grams carried over each gap between weeks, to the right
    left, found = list(gone), list(came)
    while path := _cheapest(weeks, net, left, found):
        start, end = path
        step = min(left[start], found[end], _room(net, start, end))
        left[start] -= step
        found[end] -= step
        for gap in range(min(start, end), max(start, end)):
            net[gap] += step if start < end else -step
    parted = [had - kept for had, kept in zip(gone, left, strict=True)]
    met = [had - kept for had, kept in zip(came, found, strict=True)]
    return _in_order(weeks, parted, met)


def _cheapest(weeks: list[int], net: list[int], left: list[int], found: list[int]) -> tuple[int, int] | None:
    """Where the cheapest further gram leaves and arrives; None when one side is used up.

    Going against what is carried already takes it back, so it earns what it cost.
    """
    best, pair = FAR, None
    for to_right in (True, False):
        at, cost, origin = range(len(weeks)), FAR, -1
        for place in at if to_right else reversed(at):
            if left[place] and cost >= 0:
                cost, origin = 0, place
            if found[place] and origin >= 0 and cost < best:
                best, pair = cost, (origin, place)
            gap = place if to_right else place - 1
            if origin >= 0 and 0 <= gap < len(net):
                against = net[gap] < 0 if to_right else net[gap] > 0
                cost += (weeks[gap] - weeks[gap + 1]) if against else (weeks[gap + 1] - weeks[gap])
    return pair


def _room(net: list[int], start: int, end: int) -> int:
    """How much may go that way at the same price: no more than is taken back on each gap of the way."""
    gaps = net[start:end] if start < end else [-carried for carried in net[end:start]]
    return min((-carried for carried in gaps if carried < 0), default=FAR)


def _in_order(weeks: list[int], parted: list[int], met: list[int]) -> list[Shift]:
    """Pair equal masses in order of weeks, which is the least mass × weeks on a line."""
    rows, at, left = [], 0, list(met)
    for week, parts in zip(weeks, parted, strict=True):
        open_g = parts
        while open_g:
            while not left[at]:
                at += 1
            step = min(open_g, left[at])
            rows.append(Shift(week, weeks[at], step))
            open_g -= step
            left[at] -= step
    return rows
