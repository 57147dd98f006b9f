"""Loops that price capacity and jobs: the two Lagrangian duals of the generalised assignment problem."""

# ruff: noqa: PLR0917, PLR1730 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)


@lib.door("f8(i8, i8, f8[:], f8[:], f8[:], f8[:], f8[:])")
def cheapest(jobs: int, makers: int, cost: Any, use: Any, price: Any, load: Any, worth: Any) -> float:
    """Each job to the maker that is cheapest at the prices of capacity: load of each maker, worth[job] = that cost.

    Jobs lie one after the other: cost[job * makers + maker].
    """
    for maker in range(makers):
        load[maker] = 0.0
    total = 0.0
    for job in range(jobs):
        base = job * makers
        least, where = cost[base] + price[0] * use[base], 0
        for maker in range(1, makers):
            paid = cost[base + maker] + price[maker] * use[base + maker]
            if paid < least:
                least, where = paid, maker
        load[where] += use[base + where]
        worth[job] = least
        total += least
    return total


@lib.part
def layer(table: Any, to: int, source: int, size: int, loss: float, cells: int) -> int:
    """One more job, once or not at all."""
    if size > cells:
        size = cells
    for cell in range(size):
        table[to + cell] = table[source + cell]
    for cell in range(cells - size):
        with_it = table[source + cell] + loss
        without = table[source + size + cell]
        table[to + size + cell] = with_it if with_it < without else without
    return cells


@lib.door("f8(i8, i8, f8[:], i8[:], i8[:], f8[:], i8[:], f8[:], i8[:], i8[:])")
def filled(
    jobs: int, makers: int, cost: Any, steps: Any, grids: Any, worth: Any, times: Any, table: Any, kept: Any, spent: Any
) -> float:
    """Each maker by itself takes the jobs that are worth most more than they cost: the sum of cost less worth.

    Makers lie one after the other: cost[maker * jobs + job], steps: what a job uses, in whole steps of the maker's
    grid. times[job]: how many makers take it. table: (jobs + 1) * (largest grid + 1); kept: jobs; spent[0] grows by
    the cells written. Whole numbers stay exact, below 2^53.
    """
    for job in range(jobs):
        times[job] = 0
    total = 0.0
    for maker in range(makers):
        base, grid = maker * jobs, grids[maker]
        cells, many, weight = grid + 1, 0, 0
        for job in range(jobs):
            if cost[base + job] < worth[job] and steps[base + job] <= grid:
                kept[many] = job
                weight += steps[base + job]
                many += 1
        if weight <= grid:
            for k in range(many):
                times[kept[k]] += 1
                total += cost[base + kept[k]] - worth[kept[k]]
            continue
        for cell in range(cells):
            table[cell] = 0.0
        for k in range(many):
            job = kept[k]
            layer(table, (k + 1) * cells, k * cells, steps[base + job], cost[base + job] - worth[job], cells)
        spent[0] += many * cells
        total += table[many * cells + grid]
        room = grid
        for k in range(many - 1, -1, -1):
            if table[(k + 1) * cells + room] != table[k * cells + room]:
                times[kept[k]] += 1
                room -= steps[base + kept[k]]
    return total
