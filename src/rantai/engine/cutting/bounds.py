"""Proven lower bounds, recounted in whole numbers and fractions; floats only suggest the duals.

For any worths u ≥ 0 of the blanks, and V[f] not below the worth of any pattern of format f: a plan that serves the
demand d with n[f] ≤ a[f] pieces of each format has Σ u·d ≤ Σ n[f]·V[f], so its cost is at least
Σ u·d - Σ a[f]·max(0, V[f] - c[f]); for formats without limit u is first shrunk until V[f] ≤ c[f] (Farley 1990).
The same inequality, kept whole, is a cover: the n[f] are whole numbers with Σ n[f]·V[f] ≥ Σ u·d for every u that was
tried, and the cheapest such n costs no more than the best plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import NamedTuple

_TRIES = 1_000
_NODES = 3_000
_SAFE = 1 - 1e-9  # floats only cut branches off, and only when they are clear


class Cover(NamedTuple):
    """What any plan must reach: Σ worth of formats opened ≥ total. Whole numbers."""

    total: int
    worths: tuple[int, ...]


def dual_bound(
    demand: Sequence[int],
    worth: Sequence[int],
    scale: int,
    tops: Mapping[int, int],
    cost: Sequence[int],
    limits: Mapping[int, int],
) -> Fraction:
    """Lower bound on the cost of serving `demand`, in units of cost.

    worth: of each blank, times `scale`. tops: per usable format, an upper bound on the worth of its patterns, times
    `scale`. limits: formats that are limited, and to how many.
    """
    shrink = Fraction(1)
    for position, top in tops.items():
        if position not in limits and top > cost[position] * scale:
            shrink = min(shrink, Fraction(cost[position] * scale, top))
    total = shrink * sum(int(u) * int(d) for u, d in zip(worth, demand, strict=True))
    for position, limit in limits.items():
        total -= limit * max(Fraction(0), shrink * tops[position] - cost[position] * scale)
    return max(Fraction(0), total / scale)


def payable(bound: Fraction, stock: Sequence[tuple[int, int]]) -> int:
    """Least total that whole pieces can cost and that is not below `bound`. stock: (cost, at most how many)."""
    need = -(-bound.numerator // bound.denominator)
    merged: dict[int, int] = {}
    for cost, most in stock:
        if cost > 0:
            merged[cost] = merged.get(cost, 0) + most
    if need <= 0 or not merged:
        return max(0, need)
    costs = sorted(merged.items(), reverse=True)
    found = _least(need, costs, [_TRIES])
    unit = gcd(*merged)
    return max(need, found) if found is not None else -(-need // unit) * unit


def _least(need: int, costs: list[tuple[int, int]], tries: list[int]) -> int | None:
    """Least sum ≥ need over counts of each cost; None when the tries run out or no sum reaches it."""
    (cost, most), rest = costs[0], costs[1:]
    if not rest:
        count = -(-need // cost)
        return count * cost if count <= most else None
    best = None
    for count in range(min(most, -(-need // cost)) + 1):
        tries[0] -= 1
        if tries[0] < 0:
            return None
        left = need - count * cost
        tail = _least(left, rest, tries) if left > 0 else 0
        if tries[0] < 0:
            return None
        if tail is not None and (best is None or count * cost + tail < best):
            best = count * cost + tail
    return best


def cover_bound(covers: Sequence[Cover], cost: Sequence[int], most: Sequence[int], low: int, known: int) -> int:
    """Least cost of whole numbers of formats that reach every cover, at least `low` and at most `known`.

    cost, most: of each format. `low` is answered when the search would grow too long.
    """
    search = _CoverSearch(covers, cost, most, known)
    found = search.run()
    return low if found is None else max(low, found)


class _CoverSearch:
    """Depth first over the formats, the dearest first; a branch ends when it cannot become cheaper than the best."""

    def __init__(self, covers: Sequence[Cover], cost: Sequence[int], most: Sequence[int], known: int) -> None:
        self.order = sorted(range(len(cost)), key=lambda f: -cost[f])
        self.cost, self.most, self.covers = cost, most, covers
        self.best, self.nodes = known, 0
        self.rates = [[self._rate(cover, depth) for cover in covers] for depth in range(len(cost))]

    def run(self) -> int | None:
        self._open(0, 0, [cover.total for cover in self.covers])
        return None if self.nodes > _NODES else self.best

    def _rate(self, cover: Cover, depth: int) -> float:
        """Least cost of one unit of worth from this depth on."""
        rates = [self.cost[f] / cover.worths[f] for f in self.order[depth:] if cover.worths[f]]
        return min(rates, default=0.0)

    def _open(self, depth: int, spent: int, rest: list[int]) -> None:
        self.nodes += 1
        if max(rest, default=0) <= 0:
            self.best = min(self.best, spent)
            return
        if depth == len(self.order) or self.nodes > _NODES:
            return
        least = max(left * rate for left, rate in zip(rest, self.rates[depth], strict=True))
        if spent + least * _SAFE >= self.best:
            return
        position = self.order[depth]
        worths = [cover.worths[position] for cover in self.covers]
        enough = self._enough(rest, worths, self.most[position])
        first = enough if depth == len(self.order) - 1 else 0
        for count in range(first, enough + 1):
            if self.nodes > _NODES:
                return
            left = [have - count * worth for have, worth in zip(rest, worths, strict=True)]
            self._open(depth + 1, spent + count * self.cost[position], left)

    def _enough(self, rest: list[int], worths: list[int], most: int) -> int:
        """How many of one format reach every cover alone, no more than there are."""
        needs = [-(-left // worth) if worth else most for left, worth in zip(rest, worths, strict=True) if left > 0]
        return min(most, max(needs, default=0))
