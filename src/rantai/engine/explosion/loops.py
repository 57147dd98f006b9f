"""Levels of the bill and loops in it."""

from __future__ import annotations

from collections import deque

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.explosion.group_loops import group, levels


def group_starts(keys: Ints, groups: int) -> Ints:
    """Where each group 0..groups begins in `keys` once they are sorted; the last entry is the length."""
    return np.append(0, np.cumsum(np.bincount(keys, minlength=groups)))


def grouped(keys: Ints, groups: int, rows: Ints | None = None) -> tuple[Ints, Ints]:
    """First place by key (one entry more at the end), and the rows by key, ties as `rows` has them."""
    first, order = np.zeros(groups + 2, dtype=np.int64), np.empty(len(keys), dtype=np.int64)
    group(np.ascontiguousarray(keys), np.arange(len(keys)) if rows is None else rows, first, order)
    return first[:-1], order


def expand(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Positions start..start+count of every run, one after the other, and the run that each belongs to."""
    runs = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return np.arange(len(runs)) - before[runs] + starts[runs], runs


def low_level_codes(n_items: int, parent: Ints, child: Ints) -> Ints:
    """Longest way from an item that is nobody's component; -1 for items at or below a loop."""
    first, order = grouped(parent, n_items)
    level, queue = np.empty((2, n_items), dtype=np.int64)
    levels(first, child[order], np.bincount(child, minlength=n_items), level, queue)
    return level


def find_loop(n_items: int, parent: Ints, child: Ints) -> tuple[int, ...]:
    """A loop as item positions from parent to child, first and last the same; empty when there is none.

    Of all loops the shortest through the smallest item that is on a loop, so that the same bill names the same loop.
    """
    inside = (low_level_codes(n_items, parent, child) < 0) & (low_level_codes(n_items, child, parent) < 0)
    kept = inside[parent] & inside[child]
    below: dict[int, list[int]] = {}
    for above, under in sorted({*zip(parent[kept].tolist(), child[kept].tolist(), strict=True)}):
        below.setdefault(above, []).append(under)
    paths = (_way_back(start, below) for start in below)
    return next((path for path in paths if path), ())


def _way_back(start: int, below: dict[int, list[int]]) -> tuple[int, ...]:
    came_from: dict[int, int] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for under in below.get(here, ()):
            if under == start:
                return _path(start, here, came_from)
            if under not in came_from:
                came_from[under] = here
                queue.append(under)
    return ()


def _path(start: int, end: int, came_from: dict[int, int]) -> tuple[int, ...]:
    path, here = [start], end
    while here != start:
        path.append(here)
        here = came_from[here]
    return (start, *reversed(path))
