"""Lower bounds that need no patterns: total length, and dual-feasible functions of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from rantai.engine.cutting.bars.task import Task
from rantai.engine.cutting.bounds import dual_bound, payable
from rantai.engine.cutting.tables import UNLIMITED, Ints

_POINTS = 24  # parameters tried of each family
_FEW = 40  # kinds of stock tried as the measure


def served(task: Task, left: Ints) -> Ints:
    """Demand that is served when `left` is left out."""
    return task.demand - left


def stated(task: Task, bound: Fraction, demand: Ints) -> int:
    """The next total that can be paid."""
    pieces = int(sum(demand.tolist()))
    stock = [
        (int(cost), pieces if have == UNLIMITED else min(pieces, int(have)))
        for cost, have in zip(task.costs.tolist(), task.stock.tolist(), strict=True)
    ]
    return payable(bound, stock)


def worth_bound(task: Task, demand: Ints, worth: Sequence[int], scale: int, tops: Sequence[int]) -> Fraction:
    """The bound of `dual_bound` for this task: worths of kinds, and what a bar of each kind of stock may hold."""
    return dual_bound(demand.tolist(), worth, scale, dict(enumerate(tops)), task.costs.tolist(), task.limits)


def simple_bound(task: Task, demand: Ints) -> Fraction:
    """The best of length and, on one kind of stock, of dual-feasible functions."""
    best = length_bound(task, demand)
    if task.is_plain:
        best = max(best, _feasible_functions(task, demand, 0))
    return best


def length_bound(task: Task, demand: Ints) -> Fraction:
    """Every length costs at least as much as on the stock that is the measure."""
    best = Fraction(0)
    tops = task.rooms.tolist()
    for f in range(min(task.formats, _FEW)):
        cost, room = int(task.costs[f]), int(task.rooms[f])
        if cost > 0:
            worth = [size * cost for size in task.sizes.tolist()]
            best = max(best, worth_bound(task, demand, worth, room, [top * cost for top in tops]))
    return best


def _feasible_functions(task: Task, demand: Ints, f: int) -> Fraction:
    """Dual-feasible functions (Fekete and Schepers 2001; Carlier, Clautiaux and Moukrim 2007) on one kind of stock.

    Each maps lengths so that whatever fits on a bar still fits on the mapped bar. Floats only choose which to recount.
    """
    room, cost = int(task.rooms[f]), int(task.costs[f])
    sizes, weights = task.sizes, demand.astype(np.float64)
    cuts = np.unique(np.minimum(sizes, room - sizes))
    cuts = cuts[cuts > 0]
    picked = cuts[np.linspace(0, len(cuts) - 1, min(len(cuts), 4 * _POINTS)).astype(np.int64)] if len(cuts) else cuts
    tried = [_rounded(sizes, room, times) for times in range(1, min(_POINTS, max(2, room)))]
    for part in picked.tolist():
        tried += [_thresholds(sizes, room, part), _carlier(sizes, room, part)]
    bars = 0
    for mapped, whole in tried:
        if whole > 0 and float(weights @ mapped) > bars * float(whole) * (1 - 1e-9):
            total = sum(int(d) * int(u) for d, u in zip(demand.tolist(), mapped.tolist(), strict=True))
            bars = max(bars, -(-total // whole))
    return Fraction(bars * cost)


def _thresholds(sizes: Ints, room: int, part: int) -> tuple[Ints, int]:
    """Longer than room - part: a whole bar; shorter than part: nothing."""
    return np.where(sizes > room - part, room, np.where(sizes < part, 0, sizes)), room


def _carlier(sizes: Ints, room: int, part: int) -> tuple[Ints, int]:
    """Lengths in multiples of part, those above the half by what they leave."""
    whole = 2 * (room // part)
    small = 2 * (sizes // part)
    large = whole - 2 * ((room - sizes) // part)
    mapped = np.where(2 * sizes > room, large, np.where(2 * sizes == room, room // part, small))
    return mapped, whole


def _rounded(sizes: Ints, room: int, times: int) -> tuple[Ints, int]:
    """(times + 1)·size over room, rounded down, unless it is whole."""
    grown = sizes * (times + 1)
    exact = grown % room == 0
    return np.where(exact, sizes * times, (grown // room) * room), room * times


def most_bound(task: Task, demand: Ints) -> Fraction:
    """So many pieces, no more than so many on a bar."""
    tops = [int(most) + 1 for most in task.most.tolist()]
    best = Fraction(0)
    for f, top in enumerate(tops[:_FEW]):
        cost = int(task.costs[f])
        if cost > 0:
            worth = [cost] * task.kinds
            best = max(best, worth_bound(task, demand, worth, top, [other * cost for other in tops]))
    return best
