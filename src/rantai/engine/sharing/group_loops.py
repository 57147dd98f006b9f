"""The loop that finds the most profitable group within limits on its need: depth first, cut off by a fractional fill.

Firms are sorted by falling profit for what they need (Horowitz & Sahni, Computing partitions with applications to the
knapsack problem, 1974; Dantzig's fractional bound, 1957), here with a least weight too.
"""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

NOTHING = -1e300


@lib.part
def fill(
    at: int, weight: int, profit: float, low: int, high: int, gains: int, profits: Any, weights: Any,
    profit_before: Any, weight_before: Any,
) -> float:  # fmt: skip
    """What the firms from `at` on could add at most, one of them in part; `NOTHING` when they cannot reach `low`."""
    firms = len(profits)
    want = weight_before[gains] - weight_before[at] if gains > at else 0
    want = max(min(want, high - weight), low - weight, 0)
    target = weight_before[at] + want
    if target > weight_before[firms]:
        return NOTHING
    left, right = at, firms
    while left < right:
        middle = (left + right + 1) // 2
        if weight_before[middle] <= target:
            left = middle
        else:
            right = middle - 1
    total = profit + profit_before[left] - profit_before[at]
    if left < firms:
        total += (target - weight_before[left]) * profits[left] / weights[left]
    return total


@lib.door("f8(f8[:], i8[:], f8[:], i8[:], i8, i8, f8)")
def limit(
    profits: Any, weights: Any, profit_before: Any, weight_before: Any, low: int, high: int, base: float
) -> float:
    """The fractional bound of all groups whose weight lies in low..high."""
    gains = 0
    while gains < len(profits) and profits[gains] > 0:
        gains += 1
    return fill(0, 0, base, low, high, gains, profits, weights, profit_before, weight_before)


@lib.door("i8(f8[:], i8[:], f8[:], i8[:], i8, i8, f8, f8, i8, u1[:], u1[:], f8[:])")
def best_group(
    profits: Any, weights: Any, profit_before: Any, weight_before: Any, low: int, high: int, base: float,
    slack: float, most: int, taken: Any, best: Any, value: Any,
) -> int:  # fmt: skip
    """Groups of weight low..high that bring more than value[0] + slack: the best into `best`, its worth into value[0].

    base: profit of taking nobody. Answers the nodes that were looked at; more than `most` when it was cut short.
    """
    firms, at, weight, profit, nodes = len(profits), 0, 0, base, 0
    gains = 0
    while gains < firms and profits[gains] > 0:
        gains += 1
    while True:
        nodes += 1
        if nodes > most:
            return nodes
        if low <= weight <= high and profit > value[0]:
            value[0] = profit
            for firm in range(firms):
                best[firm] = taken[firm] if firm < at else 0
        hope = fill(at, weight, profit, low, high, gains, profits, weights, profit_before, weight_before)
        if at < firms and hope > value[0] + slack:
            taken[at] = 1 if weight + weights[at] <= high else 0
            if taken[at] == 1:
                weight += weights[at]
                profit += profits[at]
            at += 1
            continue
        while at > 0 and taken[at - 1] == 0:
            at -= 1
        if at == 0:
            return nodes
        taken[at - 1] = 0
        weight -= weights[at - 1]
        profit -= profits[at - 1]
