"""How much work it is to part boxes edge to edge: known before it is done, so that no plan keeps a judge for hours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.contract.plan_file import Box

Boxes = NDArray[np.int64]
_MOST_PAIRS = 2 * 10**8


def parting_work(boxes: Sequence[Box], kerf_um: int, most: int) -> int:
    """Boxes looked at over all levels of cuts, at most a little above `most`."""
    todo = [np.array(boxes, dtype=np.int64).reshape(-1, 4)]
    work = 0
    while todo and work <= most:
        rows = todo.pop()
        work += len(rows)
        for axis in (0, 1):
            parts = _split(rows, kerf_um, axis)
            if len(parts) > 1:
                todo += [part for part in parts if len(part) > 1]
                break
    return work


def first_clash(boxes: Sequence[Box], kerf_um: int) -> int | None:
    """A box that lies closer than the kerf to another, by its position; None when none is found.

    Looks along the axis on which fewer boxes stand beside each other, and gives up after two hundred million pairs.
    """
    rows = np.array(boxes, dtype=np.int64).reshape(-1, 4)
    sweeps = [_sweep(rows, kerf_um, axis) for axis in (0, 1)]
    pairs, axis = min((int((ends - np.arange(len(rows))).sum()), axis) for axis, (_, ends) in enumerate(sweeps))
    order, ends = sweeps[axis]
    low, high = 1 - axis, 3 - axis
    left = _MOST_PAIRS if pairs > _MOST_PAIRS else pairs + len(rows)
    for at, end in enumerate(ends.tolist()):
        later, one = rows[order[at + 1 : end]], rows[order[at]]
        touching = (later[:, low] < one[high] + kerf_um) & (one[low] < later[:, high] + kerf_um)
        if touching.any():
            return int(order[at + 1 + int(np.argmax(touching))])
        left -= len(later)
        if left < 0:
            return None
    return None


def _sweep(rows: Boxes, kerf_um: int, axis: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows from low to high along an axis, and for each the end of those that begin early enough to touch it."""
    order = np.argsort(rows[:, axis], kind="stable")
    return order, np.searchsorted(rows[order, axis], rows[order, axis + 2] + kerf_um)


def _split(rows: Boxes, kerf_um: int, axis: int) -> list[Boxes]:
    """Rows in groups that cuts across `axis` (0: x) part."""
    order = np.argsort(rows[:, axis], kind="stable")
    low, reach = rows[order, axis], np.maximum.accumulate(rows[order, axis + 2])
    return [rows[part] for part in np.split(order, np.flatnonzero(low[1:] >= reach[:-1] + kerf_um) + 1)]
