"""Loops over prices of hours: the cheapest lots of each item at given prices, and the climb of the prices.

Arrays are flat. demand[item * T + period]; rates[4 * item ...] = hours a piece, hours a set-up, money a set-up, money a
piece kept. best[item * (T + 1) + e]: least cost of an item's first e periods. Sources: Wagner and Whitin (1958) for the
lots; Barahona and Anbil, The volume algorithm (2000), for the steps of the prices.
"""

# ruff: noqa: PLR0917 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

HUGE = 1e300
PATIENCE, LEAST_FACTOR = 12.0, 0.0005  # steps without progress before they shorten, and the shortest


@lib.part
def best_lots(item: int, periods: int, demand: Any, rates: Any, price: Any, best: Any, back: Any) -> float:
    """Cheapest lots of one item at these prices of hours; back[...]: where the last lot begins."""
    base, row, rate = item * (periods + 1), item * periods, 4 * item
    best[base] = 0.0
    for e in range(1, periods + 1):
        best[base + e] = HUGE
    for s in range(periods):
        start = best[base + s]
        once = start + rates[rate + 2] + price[s] * rates[rate + 1]
        each = price[s] * rates[rate]
        held, pieces = 0.0, 0.0
        for e in range(s + 1, periods + 1):
            wanted = demand[row + e - 1]
            pieces += wanted
            held += rates[rate + 3] * (e - 1 - s) * wanted
            value = start if pieces == 0.0 else once + each * pieces + held
            if value < best[base + e]:
                best[base + e] = value
                back[base + e] = s
    return best[base + periods]


@lib.part
def relax(
    items: int, periods: int, demand: Any, rates: Any, price: Any, best: Any, back: Any, lots: Any, load: Any
) -> float:
    """Cost at these prices without the capacity; set-ups (0 or 1) into `lots`, hours used into `load`."""
    total = 0.0
    for t in range(periods):
        load[t] = 0.0
    for i in range(items):
        total += best_lots(i, periods, demand, rates, price, best, back)
        for t in range(periods):
            lots[i * periods + t] = 0.0
        e = periods
        while e > 0:
            s = back[i * (periods + 1) + e]
            pieces = 0.0
            for t in range(s, e):
                pieces += demand[i * periods + t]
            if pieces > 0.0:
                lots[i * periods + s] = 1.0
                load[s] += rates[4 * i + 1] + rates[4 * i] * pieces
            e = s
    return total


@lib.part
def step_of(periods: int, target: float, capacity: Any, price: Any, mean_load: Any, trial: Any, state: Any) -> int:
    """The next prices to try, along the hours that the mean plan lacks; 0 when it lacks none and wastes no price."""
    norm = 0.0
    for t in range(periods):
        over = mean_load[t] - capacity[t]
        if over > 0.0 or price[t] > 0.0:
            norm += over * over
    if norm <= 0.0:
        return 0
    length = state[1] * max(target - state[0], 1e-6 * abs(target)) / norm
    for t in range(periods):
        trial[t] = max(0.0, price[t] + length * (mean_load[t] - capacity[t]))
    return 1


@lib.door("f8(i8, i8, i8, f8, f8[:], f8[:], f8[:], f8[:], f8[:], f8[:], f8[:], f8[:], f8[:], i8[:], f8[:], f8[:])")
def climb(
    items: int, periods: int, steps: int, target: float, demand: Any, rates: Any, capacity: Any, price: Any,
    mean_lots: Any, mean_load: Any, state: Any, trial: Any, best: Any, back: Any, lots: Any, load: Any
) -> float:  # fmt: skip
    """Raise the bound by `steps` steps of the prices. price: the best so far; trial: the last, whose `best` stays.

    mean_lots, mean_load: a running mean of the plans, near the fractional optimum. state = bound, step factor, steps
    without progress, whether it has begun. target: what the bound should come near to. Returns the bound.
    """
    for _ in range(steps):
        if state[3] == 0.0:
            for t in range(periods):
                trial[t] = price[t]
        elif step_of(periods, target, capacity, price, mean_load, trial, state) == 0:
            break
        value, agree = relax(items, periods, demand, rates, trial, best, back, lots, load), 0.0
        weight = 1.0 if state[3] == 0.0 else 0.1 if state[1] > 0.02 else 0.03
        for t in range(periods):
            value -= trial[t] * capacity[t]
            agree += (load[t] - capacity[t]) * (mean_load[t] - capacity[t])
            mean_load[t] += weight * (load[t] - mean_load[t])
        for k in range(items * periods):
            mean_lots[k] += weight * (lots[k] - mean_lots[k])
        if state[3] == 0.0:
            state[0], state[1], state[2], state[3] = value, 1.0, 0.0, 1.0
        elif value > state[0]:
            state[0], state[2] = value, 0.0
            for t in range(periods):
                price[t] = trial[t]
            if agree > 0.0 and state[1] < 2.0:
                state[1] *= 1.1
        else:
            state[2] += 1.0
            if state[2] >= PATIENCE:
                state[1], state[2] = max(LEAST_FACTOR, 0.66 * state[1]), 0.0
    return state[0]


@lib.part
def lot(item: int, s: int, pieces: float, held: float, rates: Any, price: Any) -> float:
    """What a lot in s costs at these prices; nothing when there is nothing to make."""
    if pieces == 0.0:
        return 0.0
    return rates[4 * item + 2] + price[s] * (rates[4 * item + 1] + rates[4 * item] * pieces) + held


@lib.part
def open_or_shut(
    item: int, periods: int, demand: Any, rates: Any, price: Any, best: Any, after: Any, opened: Any, shut: Any
) -> float:
    """What one item pays more with a set-up in a period, and with none; `best` is of these prices."""
    base, row = item * (periods + 1), item * periods
    after[periods] = 0.0
    for s in range(periods - 1, -1, -1):
        after[s], pieces, held = HUGE, 0.0, 0.0
        opened[row + s], shut[row + s] = HUGE, HUGE
        for e in range(s + 1, periods + 1):
            pieces += demand[row + e - 1]
            held += rates[4 * item + 3] * (e - 1 - s) * demand[row + e - 1]
            after[s] = min(after[s], lot(item, s, pieces, held, rates, price) + after[e])
    least = best[base + periods]
    for s in range(periods):
        pieces, held = 0.0, 0.0
        for e in range(s + 1, periods + 1):
            pieces += demand[row + e - 1]
            held += rates[4 * item + 3] * (e - 1 - s) * demand[row + e - 1]
            more = best[base + s] + lot(item, s, pieces, held, rates, price) + after[e] - least
            if pieces > 0.0:
                opened[row + s] = min(opened[row + s], more)
            else:
                shut[row + s] = min(shut[row + s], more)
            for t in range(s + 1, e):
                shut[row + t] = min(shut[row + t], more)
    return least


@lib.door("f8(i8, i8, f8[:], f8[:], f8[:], f8[:], i8[:], f8[:], f8[:], f8[:])")
def probe(
    items: int,
    periods: int,
    demand: Any,
    rates: Any,
    price: Any,
    best: Any,
    back: Any,
    after: Any,
    opened: Any,
    shut: Any,
) -> float:
    """opened, shut[item * T + period]: how far the bound rises when that set-up is demanded, or forbidden."""
    total = 0.0
    for i in range(items):
        best_lots(i, periods, demand, rates, price, best, back)
        total += open_or_shut(i, periods, demand, rates, price, best, after, opened, shut)
    return total
