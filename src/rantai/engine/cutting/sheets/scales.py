"""Lower bounds that hold for any way of cutting: dual feasible functions (Fekete and Schepers 2004; Carlier, Clautiaux
and Moukrim 2007; Lueker 1983 for the plain ones).

A function f with f(a) + f(b) ≤ f(a + b) may replace the lengths of blanks and stock, another g the widths: whatever
lies on a sheet of X by Y has Σ f(x)·g(y) ≤ f(X)·g(Y). With the identity twice this is the area; others count a blank
that fills more than half as if nothing useful could lie beside it. Each pair is a cover (bounds.py): the formats opened
must offer as much as is served. A blank that may be turned counts the smaller of its two products.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch
from rantai.engine.cutting.bounds import Cover, cover_bound, payable

Ints = NDArray[np.int64]

FUNCTIONS = 60  # of each family, on each side
MOST_VALUES = 900_000  # kinds for each pair of functions, so that long lists try fewer pairs
KEPT = 6  # pairs that the whole-number bound uses
LARGEST_FACTOR = 20


class Scales:
    """Pairs of functions for the sizes of a batch; `bound` asks them."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        used: NDArray[np.bool_] = np.atleast_1d(batch.may_use.any(axis=0))
        formats = [one for position, one in enumerate(batch.formats) if used[position] and one.available]
        self.formats = formats
        self.x = np.array([item.x for item in batch.items], dtype=np.int64)
        self.y = np.array([item.y for item in batch.items], dtype=np.int64)
        rooms_x = np.array([one.x for one in formats], dtype=np.int64)
        rooms_y = np.array([one.y for one in formats], dtype=np.int64)
        fits = ((self.x[:, None] <= rooms_x) & (self.y[:, None] <= rooms_y)).any(axis=1)
        turns = ((self.y[:, None] <= rooms_x) & (self.x[:, None] <= rooms_y)).any(axis=1)
        turns &= np.array([item.may_turn for item in batch.items], dtype=np.bool_)
        self.x, self.y = np.where(turns & ~fits, self.y, self.x), np.where(turns & ~fits, self.x, self.y)
        self.turn = turns & fits
        sides = np.unique(np.concatenate([self.x, self.y] if self.turn.any() else [self.x]))
        uppers = np.unique(np.concatenate([self.x, self.y] if self.turn.any() else [self.y]))
        self.along = _family(sides, int(rooms_x.max(initial=1)), (self.x, self.y, rooms_x))
        self.up = _family(uppers, int(rooms_y.max(initial=1)), (self.y, self.x, rooms_y))
        self.cost = np.array([max(1, one.cost) for one in formats], dtype=np.float64)

    def bound(self, served: Ints, known: int) -> int:
        """Least cost of serving so many of each item; at most `known`, the cost of a plan that does."""
        if not served.any() or not self.formats:
            return 0
        total = int(served.sum())
        most = [total if one.available < 0 else min(total, one.available) for one in self.formats]
        cost = [one.cost for one in self.formats]
        covers = [self._cover(f, g, served) for f, g in self._best(served)]
        low = max((_farley(cover, cost, most) for cover in covers), default=0)
        low = min(known, payable(Fraction(low), list(zip(cost, most, strict=True))))
        return cover_bound(covers, cost, most, low, known) if low < known else low

    def _best(self, served: Ints) -> list[tuple[int, int]]:
        """Pairs by the relaxed cost that they prove, in floats, the best of each function along x only."""
        scores = np.zeros((len(self.along), len(self.up)))
        demand = served.astype(np.float64)
        across = np.array([g[0] for g in self.up], dtype=np.float64)
        turned = np.array([g[1] for g in self.up], dtype=np.float64)
        rooms = np.array([g[2] for g in self.up], dtype=np.float64)
        for i, (straight, lying, room) in enumerate(self.along):
            worth = across * straight
            if self.turn.any():
                worth = np.where(self.turn, np.minimum(worth, turned * lying), worth)
            offered = rooms * room.astype(np.float64)
            rate = (offered / self.cost).max(axis=1)
            scores[i] = np.where(rate > 0, worth @ demand / np.where(rate > 0, rate, 1.0), 0.0)
        order = np.argsort(-scores.max(axis=1), kind="stable")[:KEPT].tolist()
        return [(i, int(scores[i].argmax())) for i in order]

    def _cover(self, i: int, j: int, served: Ints) -> Cover:
        straight, lying, room = ([int(n) for n in row] for row in self.along[i])
        across, turned, height = ([int(n) for n in row] for row in self.up[j])
        total = 0
        for kind in np.flatnonzero(served).tolist():
            worth = straight[kind] * across[kind]
            if self.turn[kind]:
                worth = min(worth, lying[kind] * turned[kind])
            total += int(served[kind]) * worth
        return Cover(total, tuple(a * b for a, b in zip(room, height, strict=True)))


def _farley(cover: Cover, cost: Sequence[int], most: Sequence[int]) -> int:
    """Relaxed cost of a cover, rounded up: the cheapest worth first, as much as there is."""
    rest, spent = Fraction(cover.total), Fraction(0)
    offers = [(Fraction(c, worth), worth, n) for c, worth, n in zip(cost, cover.worths, most, strict=True) if worth]
    for rate, worth, count in sorted(offers):
        taken = min(rest, Fraction(worth * count))
        spent, rest = spent + taken * rate, rest - taken
    return -(-spent.numerator // spent.denominator)


Function = tuple[Ints, Ints, Ints]  # of the items as they lie, of the items turned, of the rooms


def _family(sides: Ints, room: int, values: tuple[Ints, Ints, Ints]) -> list[Function]:
    """Functions that the sizes suggest, as values for the three columns."""
    made: list[Function] = [(values[0], values[1], values[2])]
    most = max(1, min(FUNCTIONS, isqrt(MOST_VALUES // max(1, len(values[0])))))
    small = sides[2 * sides <= room]
    steps = np.unique(np.concatenate([small, room - sides[sides < room], [max(1, room // 2)]]))
    steps = steps[(steps > 0) & (2 * steps <= room)]
    for step in _some(steps, most):
        made += [_columns(_rounded, values, room, step), _columns(_clipped, values, room, step)]
    for factor in range(1, LARGEST_FACTOR + 1):
        made.append(_columns(_stepped, values, room, factor))
    return made


def _some(steps: Ints, most: int) -> list[int]:
    """At most so many, evenly chosen."""
    if len(steps) <= most:
        return [int(step) for step in steps]
    at = np.linspace(0, len(steps) - 1, most).astype(np.int64)
    return [int(step) for step in steps[at]]


def _columns(
    function: Callable[[Ints, int, int], Ints], values: tuple[Ints, Ints, Ints], room: int, step: int
) -> Function:
    return function(values[0], room, step), function(values[1], room, step), function(values[2], room, step)


def _rounded(x: Ints, room: int, step: int) -> Ints:
    """Carlier, Clautiaux and Moukrim: whole steps, and what is above half a room by what it leaves."""
    above = 2 * (room // step - np.maximum(room - x, 0) // step)
    return np.where(2 * x > room, above, np.where(2 * x == room, room // step, 2 * (x // step)))


def _clipped(x: Ints, room: int, step: int) -> Ints:
    """Martello and Toth: what leaves less than a step is whole, what is less than a step is nothing."""
    return np.where(x > room - step, room, np.where(x < step, 0, x))


def _stepped(x: Ints, room: int, factor: int) -> Ints:
    """Fekete and Schepers: multiples of room / (factor + 1) count themselves, others the step below."""
    whole = (factor + 1) * x
    return np.where(whole % room == 0, x * factor, whole // room * room)
