"""Loops that fill bars one after the other: best-fit decreasing, and greedy filling by the worth of the kinds.

Kinds are sorted by falling size. A pattern is written as a run of (kind, count) pairs behind `out_start`.
"""

# ruff: noqa: C901, PLR0912, PLR0915, PLR0917 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

FULL = -1  # what a loop answers when the arrays for results are too short


@lib.door("i8(i8[:], i8[:], i8, i8, i8, i8[:], i8[:], i8[:])")
def best_fit(sizes: Any, left: Any, room: int, most: int, exactly: int, rest: Any, held: Any, bar_of: Any) -> int:
    """Best-fit decreasing on one format: `bar_of` of every piece in order; the number of bars. `left` is kept.

    rest, held: free length and pieces of every bar. most: pieces on a bar, one more when `exactly` and it fills it.
    """
    bars, piece = 0, 0
    for kind in range(len(sizes)):
        size = sizes[kind]
        for _ in range(left[kind]):
            best, least = -1, room + 1
            for bar in range(bars):
                after = rest[bar] - size
                fits = held[bar] < most or (exactly == 1 and after == 0 and held[bar] == most)
                if after >= 0 and after < least and fits:
                    best, least = bar, after
            if best < 0:
                best = bars
                rest[best] = room
                held[best] = 0
                bars += 1
            rest[best] -= size
            held[best] += 1
            bar_of[piece] = best
            piece += 1
    return bars


@lib.part
def sort_by_rate(values: Any, sizes: Any, order: Any, kinds: int) -> int:
    """Kinds by falling value for length; the order is nearly right already, so insertion is quick."""
    for at in range(1, kinds):
        kind = order[at]
        to = at
        while to > 0:
            other = order[to - 1]
            if values[other] * sizes[kind] >= values[kind] * sizes[other]:
                break
            order[to] = other
            to -= 1
        order[to] = kind
    return kinds


@lib.part
def fitting(
    sizes: Any, order: Any, left: Any, may: Any, row: int, kinds: int, lead: int, room: int, used: Any, least: Any,
    best: Any,
) -> int:  # fmt: skip
    """The kinds that may lie on a bar, in order, into `used`, and the shortest from each on; how many. best: none."""
    usable, smallest = 0, room + 1
    for at in range(kinds):
        kind = order[at]
        best[kind] = 0
        spare = left[kind] - 1 if kind == lead else left[kind]
        if spare > 0 and may[row + kind] == 1 and sizes[kind] <= room:
            used[usable] = kind
            usable += 1
    for at in range(usable - 1, -1, -1):
        smallest = min(smallest, sizes[used[at]])
        least[at] = smallest
    least[usable] = room + 1
    return usable


@lib.part
def fill(
    sizes: Any, values: Any, order: Any, left: Any, may: Any, row: int, kinds: int, lead: int, room: int, most: int,
    exactly: int, nodes: int, used: Any, least: Any, count: Any, best: Any,
) -> int:  # fmt: skip
    """The most valuable fill of one bar within `left`, holding `lead` (-1: none) once: `best` by kind; leaves tried.

    Depth first in the given order of kinds, cut off by what the best rate could still bring, and after `nodes` leaves.
    """
    usable = fitting(sizes, order, left, may, row, kinds, lead, room, used, least, best)
    rest, value, pieces = room, 0.0, 0
    if lead >= 0:
        rest -= sizes[lead]
        value = values[lead]
        pieces = 1
    top, depth, leaves = -1.0, 0, 0
    while True:
        while depth < usable and rest >= least[depth]:
            kind = used[depth]
            if value + rest * (values[kind] / sizes[kind]) <= top * 1.000000001:
                break
            spare = left[kind] - 1 if kind == lead else left[kind]
            take = min(spare, rest // sizes[kind])
            if pieces + take > most:
                fills = exactly == 1 and pieces + take >= most + 1 and rest == (most + 1 - pieces) * sizes[kind]
                take = most + 1 - pieces if fills else most - pieces
            count[depth] = take
            rest -= take * sizes[kind]
            value += take * values[kind]
            pieces += take
            depth += 1
        leaves += 1
        if value > top * 1.000000001:
            top = value
            for at in range(usable):
                best[used[at]] = count[at] if at < depth else 0
        if leaves >= nodes:
            break
        depth -= 1
        found = 0
        while depth >= 0 and found == 0:
            kind = used[depth]
            if count[depth] > 0:
                count[depth] -= 1
                rest += sizes[kind]
                value -= values[kind]
                pieces -= 1
                rate = values[used[depth + 1]] / sizes[used[depth + 1]] if depth + 1 < usable else 0.0
                if value + rest * rate > top * 1.000000001:
                    found = 1
                else:
                    rest += count[depth] * sizes[kind]
                    value -= count[depth] * values[kind]
                    pieces -= count[depth]
                    count[depth] = 0
                    depth -= 1
            else:
                depth -= 1
        if depth < 0:
            break
        depth += 1
    if lead >= 0:
        best[lead] += 1
    return leaves


@lib.part
def cheapest_holder(
    used: int, pieces: int, formats: int, rooms: Any, costs: Any, stock: Any, most: Any, chosen: int, may: Any,
    keep: Any, fits: Any,
) -> int:  # fmt: skip
    """The cheapest format that holds as much as was laid into `chosen`; of equal ones the smallest."""
    best, kinds = chosen, len(keep) - 1
    for other in range(formats):
        fits[other] = 1
        for kind in range(kinds):
            if keep[kind] > 0 and may[other * kinds + kind] == 0:
                fits[other] = 0
        if stock[other] == 0 or rooms[other] < used or fits[other] == 0 or pieces > most[other]:
            continue
        if costs[other] < costs[best] or (costs[other] == costs[best] and rooms[other] < rooms[best]):
            best = other
    return best


@lib.part
def most_valuable(
    sizes: Any, left: Any, rooms: Any, stock: Any, most: Any, exactly: Any, costs: Any, may: Any, values: Any,
    order: Any, with_lead: int, nodes: int, used: Any, least: Any, count: Any, best: Any, goal: Any, keep: Any,
) -> int:  # fmt: skip
    """The format whose best fill is worth most for its cost, or -1; the fill in `keep`. goal[1] counts the work."""
    kinds, formats = len(sizes), len(rooms)
    chosen, rate = -1, -1.0
    for option in range(formats):
        if stock[option] == 0:
            continue
        lead = -1
        if with_lead == 1:
            for kind in range(kinds):
                if left[kind] > 0 and may[option * kinds + kind] == 1 and sizes[kind] <= rooms[option]:
                    lead = kind
                    break
        leaves = fill(
            sizes, values, order, left, may, option * kinds, kinds, lead, rooms[option], most[option],
            exactly[option], nodes, used, least, count, best,
        )  # fmt: skip
        goal[1] += 2.0 * kinds + 12.0 * leaves
        worth = 0.0
        for kind in range(kinds):
            worth += best[kind] * values[kind]
        if worth > 0.0 and worth / costs[option] > rate:
            chosen, rate = option, worth / costs[option]
            for kind in range(kinds):
                keep[kind] = best[kind]
    return chosen


@lib.door(
    "i8(i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], f8[:], u1[:], f8[:], i8[:], f8[:], i8, i8, f8, "
    "i8[:], i8[:], i8[:], i8[:], f8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], u1[:])"
)
def pack(
    sizes: Any, left: Any, wanted: Any, rooms: Any, stock: Any, most: Any, exactly: Any, costs: Any, may: Any,
    values: Any, order: Any, targets: Any, with_lead: int, nodes: int, memory: float, used: Any, least: Any,
    count: Any, best: Any, goal: Any, keep: Any, out_format: Any, out_times: Any, out_start: Any, out_kind: Any,
    out_count: Any, fits: Any,
) -> int:  # fmt: skip
    """Sequential value correction: fill the bar that brings most value for its cost, then correct the values.

    left, stock (-1: no limit), values and order are changed in place. `goal[0]` returns the number of patterns,
    `goal[1]` counts the work. targets: what a kind is worth on a full
    bar. with_lead: every bar holds the largest kind still wanted. Answers 0, or FULL.
    """
    kinds, formats, patterns, written = len(sizes), len(rooms), 0, 0
    out_start[0] = 0
    goal[1] = 0.0
    while True:
        sort_by_rate(values, sizes, order, kinds)
        chosen = most_valuable(
            sizes, left, rooms, stock, most, exactly, costs, may, values, order, with_lead, nodes, used, least, count,
            best, goal, keep,
        )  # fmt: skip
        if chosen < 0:
            break
        length, pieces, times = 0, 0, -1
        for kind in range(kinds):
            if keep[kind] > 0:
                length += keep[kind] * sizes[kind]
                pieces += keep[kind]
                whole = left[kind] // keep[kind]
                times = whole if times < 0 else min(times, whole)
        chosen = cheapest_holder(length, pieces, formats, rooms, costs, stock, most, chosen, may, keep, fits)
        if stock[chosen] > 0:
            times = min(times, stock[chosen])
            stock[chosen] -= times
        if patterns + 1 >= len(out_start) or written + kinds >= len(out_kind):
            return FULL
        loss = rooms[chosen] / length
        for kind in range(kinds):
            if keep[kind] == 0:
                continue
            out_kind[written] = kind
            out_count[written] = keep[kind]
            written += 1
            served = times * keep[kind]
            weight = memory * (wanted[kind] + left[kind]) / served
            left[kind] -= served
            values[kind] = (weight * values[kind] + targets[kind] * loss) / (weight + 1.0)
        out_format[patterns] = chosen
        out_times[patterns] = times
        patterns += 1
        out_start[patterns] = written
        goal[0] = patterns
    goal[0] = patterns
    return 0
