"""Loops that price bars: tables over a grid of lengths, and a search for the patterns behind them.

`table[k·(grid + 1) + g]` is the most that kinds k, k+1, … can be worth on g steps, each size rounded down to whole
steps; so it is never below what a bar of less than g + 1 steps can hold, and exact when a step is one unit of length.
Worths are whole numbers kept as floats (below 2^53, so sums are exact).
"""

# ruff: noqa: C901, PLR0912, PLR0917, PLR1730, SIM102 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)


@lib.part
def layer(table: Any, to: int, source: int, size: int, worth: float, cells: int) -> int:
    """One more blank, once or not at all."""
    if size >= cells:
        size = cells
    for cell in range(size):
        table[to + cell] = table[source + cell]
    for cell in range(cells - size):
        with_it = table[source + cell] + worth
        without = table[source + size + cell]
        table[to + size + cell] = with_it if with_it > without else without
    return cells


@lib.door("i8(i8[:], f8[:], i8[:], i8, i8, f8[:], f8[:])")
def fill_table(steps: Any, worths: Any, limits: Any, kinds: int, grid: int, table: Any, spare: Any) -> int:
    """The table for sizes in whole steps; returns the cells written. spare: two layers of work space."""
    cells, written = grid + 1, 0
    base = kinds * cells
    for cell in range(cells):
        table[base + cell] = 0.0
    for kind in range(kinds - 1, -1, -1):
        times, size, worth = limits[kind], steps[kind], worths[kind]
        to, source = kind * cells, (kind + 1) * cells
        if worth <= 0.0 or times <= 0 or size > grid:
            for cell in range(cells):
                table[to + cell] = table[source + cell]
            written += cells // 2
        elif size == 0:
            for cell in range(cells):
                table[to + cell] = table[source + cell] + times * worth
            written += cells
        elif times == 1 or 2 * size > grid:
            written += layer(table, to, source, size, worth, cells)
        elif times >= grid // size:
            for cell in range(size):
                table[to + cell] = table[source + cell]
            for cell in range(size, cells):
                with_it = table[to + cell - size] + worth
                without = table[source + cell]
                table[to + cell] = with_it if with_it > without else without
            written += 3 * cells
        else:
            for cell in range(cells):
                spare[cell] = table[source + cell]
            half, part = 0, 1
            while times > 0:
                take = min(part, times)
                times -= take
                part *= 2
                if times == 0:
                    for cell in range(min(take * size, cells)):
                        table[to + cell] = spare[half + cell]
                    for cell in range(take * size, cells):
                        with_it = spare[half + cell - take * size] + take * worth
                        without = spare[half + cell]
                        table[to + cell] = with_it if with_it > without else without
                else:
                    written += layer(spare, cells - half, half, take * size, take * worth, cells)
                    half = cells - half
                written += cells
    return written


@lib.part
def trace(
    sizes: Any, worths: Any, limits: Any, kinds: int, first: int, room: int, step: int, cells: int, table: Any,
    most: int, fee: float, target: float, nodes: int, few: int, count: Any, best: Any, state: Any,
) -> float:  # fmt: skip
    """The best pattern that starts with a blank of kind `first` and is worth more than `target`; -1.0: none found.

    Depth first over the kinds, cut off by the table. worths: less `fee`, which every piece of at most `most` pays.
    few: 1 tries fewer of a kind first. state[0] counts nodes, at most `nodes` in a call. best: counts by kind.
    """
    for kind in range(kinds):
        count[kind] = 0
    rest, value, pieces = room - sizes[first], worths[first], 1
    count[first] = 1
    depth, used, going_down = first, 0, 1
    top, found, ease = target, -1.0, fee * most
    while depth >= first and used < nodes:
        used += 1
        floor = 1 if depth == first else 0
        if going_down == 1:
            if depth == kinds:
                if value + fee * pieces > top:
                    top = value + fee * pieces
                    found = top
                    for kind in range(kinds):
                        best[kind] = count[kind]
                depth -= 1
                going_down = 0
                continue
            take = 0
            if few == 0 and worths[depth] > 0.0:
                take = max(0, min(limits[depth] - floor, rest // sizes[depth], most - pieces))
            count[depth] = floor + take
            moved = 1
        else:
            take, moved = 0, 0
            if few == 0 and count[depth] > floor:
                take, moved = -1, 1
            elif few == 1 and worths[depth] > 0.0 and count[depth] < limits[depth]:
                if rest >= sizes[depth] and pieces < most:
                    take, moved = 1, 1
            count[depth] += take
        if moved == 0:
            take = floor - count[depth]
            count[depth] = floor
        rest -= take * sizes[depth]
        value += take * worths[depth]
        pieces += take
        going_down = 0
        if moved == 0:
            depth -= 1
        elif value + table[(depth + 1) * cells + rest // step] + ease > top:
            depth += 1
            going_down = 1
    state[0] += used
    return found


@lib.door(
    "i8(i8[:], f8[:], i8[:], i8, i8, i8, i8, f8[:], i8, f8, f8, i8, i8, i8, "
    "i8[:], i8[:], f8[:], i8[:], i8[:], i8[:], i8[:], i8[:])"
)
def price(
    sizes: Any, worths: Any, limits: Any, kinds: int, room: int, step: int, grid: int, table: Any, most: int,
    fee: float, target: float, nodes: int, few: int, columns: int, count: Any, best: Any, promise: Any, taken: Any,
    state: Any, out_start: Any, out_kind: Any, out_count: Any,
) -> int:  # fmt: skip
    """Up to `columns` patterns worth more than `target`, led by different kinds and sharing few; how many.

    The kinds that promise most lead first. state[0] counts nodes, no more than `nodes` all together.
    """
    cells, made, written = grid + 1, 0, 0
    out_start[0] = 0
    state[0] = 0
    for kind in range(kinds):
        taken[kind] = 0
        promise[kind] = -1.0
        if worths[kind] > 0.0 and limits[kind] > 0 and sizes[kind] <= room:
            level = kind + 1 if limits[kind] == 1 else kind
            promise[kind] = worths[kind] + table[level * cells + (room - sizes[kind]) // step]
    while made < columns and state[0] < nodes:
        lead = -1
        for kind in range(kinds):
            if promise[kind] + fee * most > target and taken[kind] < limits[kind]:
                if lead < 0 or promise[kind] > promise[lead]:
                    lead = kind
        if lead < 0:
            break
        goal = target
        if step == 1 and fee == 0.0 and limits[lead] == 1 and promise[lead] - 0.5 > target:
            goal = promise[lead] - 0.5
        spare = (nodes - state[0]) // 2 + 50
        found = trace(
            sizes, worths, limits, kinds, lead, room, step, cells, table, most, fee, goal, spare, few, count, best,
            state,
        )  # fmt: skip
        promise[lead] = -1.0
        if found < 0.0 or written + kinds > len(out_kind):
            continue
        for kind in range(lead, kinds):
            if best[kind] > 0:
                out_kind[written] = kind
                out_count[written] = best[kind]
                written += 1
                taken[kind] += best[kind]
        made += 1
        out_start[made] = written
    return made
