"""Cut positions worth looking at.

Every pattern can be pushed to the corner, so that its cuts lie at sums of sizes (normal patterns: Herz 1972;
Christofides and Whitlock 1977), and of these only the raster points of Terno, Lindemann and Scheithauer 1987 matter:
the largest sum not above `capacity - sum`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_DENSE = 100_000


@dataclass(frozen=True, eq=False)
class Move:
    """Laying `times` sizes at once: from every position `first`.. one comes back to position `back` of the raster."""

    times: int
    first: int
    back: Ints


def raster_points(sizes: list[int], capacity: int, most: int) -> Ints | None:
    """Raster points of `sizes` in `capacity`, ascending from 0; None when there are more than `most` sums to keep."""
    unit = int(np.gcd.reduce(np.array([*sizes, 0], dtype=np.int64))) or 1
    room = capacity // unit
    scaled = sorted({size // unit for size in sizes})
    sums = _dense_sums(scaled, room) if room <= _DENSE else _sparse_sums(scaled, room, 8 * most)
    if sums is None:
        return None
    points = np.unique(sums[np.searchsorted(sums, room - sums, side="right") - 1])
    return points * unit if len(points) <= most else None


def moves(size: int, points: Ints, limit: int) -> list[Move]:
    """Moves that together lay 0..`limit` pieces of `size` (1, 2, 4, … and the rest), as far as the raster reaches."""
    made = []
    for times in batches(min(limit, int(points[-1]) // size)):
        first = int(np.searchsorted(points, times * size))
        made.append(Move(times, first, np.searchsorted(points, points[first:] - times * size, side="right") - 1))
    return made


def batches(limit: int) -> list[int]:
    """1, 2, 4, … and a rest, which together make every number up to `limit`."""
    made, step = [], 1
    while limit > 0:
        made.append(min(step, limit))
        limit -= made[-1]
        step *= 2
    return made


def _dense_sums(sizes: list[int], room: int) -> Ints:
    reached = np.zeros(room + 1, dtype=np.bool_)
    reached[0] = True
    for size in sizes:
        for times in batches(room // size):
            reached[times * size :] |= reached[: room + 1 - times * size].copy()
    return np.flatnonzero(reached)


def _sparse_sums(sizes: list[int], room: int, most: int) -> Ints | None:
    sums = np.zeros(1, dtype=np.int64)
    for size in sizes:
        for times in batches(room // size):
            sums = np.unique(np.concatenate([sums, sums[sums <= room - times * size] + times * size]))
            if len(sums) > most:
                return None
    return sums
