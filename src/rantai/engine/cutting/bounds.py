"""Proven lower bounds, recounted in whole numbers and fractions; floats only suggest the duals.

For any worths u ≥ 0 of the blanks, and V[f] not below the worth of any pattern of format f: a plan that serves the
demand d with n[f] ≤ a[f] pieces of each format has Σ u·d ≤ Σ n[f]·V[f], so its cost is at least
Σ u·d - Σ a[f]·max(0, V[f] - c[f]); for formats without limit u is first shrunk until V[f] ≤ c[f] (Farley 1990).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd

_TRIES = 1_000


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
