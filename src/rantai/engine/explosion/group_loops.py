"""Rows by group, levels of a graph and lots out of cells, each in one pass. Results are the caller's."""

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)


@lib.door("i8(i8[:], i8[:], i8[:], i8[:])")
def group(keys: Any, rows: Any, first: Any, order: Any) -> int:
    """`order`: the given rows by key, ties as they stand; first[k]..first[k + 1] are those of key k. 0.

    `first` has two entries more than there are keys and starts as zeros.
    """
    for place in range(len(rows)):
        first[keys[rows[place]] + 2] += 1
    for key in range(2, len(first)):
        first[key] += first[key - 1]
    for place in range(len(rows)):
        key = keys[rows[place]]
        order[first[key + 1]] = rows[place]
        first[key + 1] += 1
    return 0


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8[:])")
def levels(first: Any, below: Any, waiting: Any, level: Any, queue: Any) -> int:
    """Longest way from a node that nobody is above; -1 at or below a circle. The number of nodes that are levelled.

    below[first[n]..first[n + 1]] are the nodes under n; `waiting` starts as how many are above each; `queue` ends as
    the nodes by level, each after all that are above it.
    """
    filled, taken = 0, 0
    for node in range(len(level)):
        level[node] = -1
        if waiting[node] == 0:
            level[node] = 0
            queue[filled] = node
            filled += 1
    while taken < filled:
        node = queue[taken]
        taken += 1
        for edge in range(first[node], first[node + 1]):
            under = below[edge]
            waiting[under] -= 1
            if waiting[under] == 0:
                level[under] = level[node] + 1
                queue[filled] = under
                filled += 1
    return filled


@lib.door("i8(i8[:], i8, i8[:], i8[:], i8[:], i8[:], i8[:], i8[:])")
def list_lots(
    lots: Any, weeks: int, begins: Any, starts: Any, item: Any, week: Any, quantity: Any, start: Any
) -> int:  # fmt: skip
    """Lots by item and week with the week of their start, starts[begins[item] + week]; their number."""
    count = 0
    for row in range(len(begins)):
        for column in range(weeks):
            if lots[row * weeks + column] != 0:
                item[count] = row
                week[count] = column
                quantity[count] = lots[row * weeks + column]
                start[count] = starts[begins[row] + column]
                count += 1
    return count
