"""Can these rectangles be cut apart edge to edge, in at most so many stages?

A stage is a level of parallel cuts. Trimming the stock is not counted, nor is one last cut that only trims waste off a
blank. Every cut removes a kerf; the kerf of a cut that trims waste may run off the edge. Cutting a level into as many
parts as it can be cut is never worse, so one try per first direction decides.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.tree import Cut, NotCuttable, Rules, derive, order

__all__ = ["Cut", "cut_order", "is_cuttable"]

Boxes = NDArray[np.int64]
Region = tuple[int, int, int, int]


def is_cuttable(boxes: Boxes, room: Region, kerf: int, stages: int) -> bool:
    """boxes: rows (x low, y low, x high, y high) inside `room`, of the same form."""
    return any(_cut(boxes, room, kerf, stages, axis) for axis in (0, 1)) if len(boxes) else True


def cut_order(boxes: Boxes, room: Region, kerf: int, stages: int) -> list[Cut]:
    """Cuts in the order of work: all of one level of a part, then part by part. Empty when it cannot be cut so."""
    rows = [(x, y, far, top) for x, y, far, top in boxes.tolist()]
    try:
        return order(derive(rows, room, Rules(kerf, stages, is_kept=False)))
    except NotCuttable:
        return []


def split(boxes: Boxes, kerf: int, axis: int) -> list[NDArray[np.int64]]:
    """Rows in groups that cuts across `axis` (0: x) part, in order along it."""
    order = np.argsort(boxes[:, axis], kind="stable")
    low, reach = boxes[order, axis], np.maximum.accumulate(boxes[order, axis + 2])
    return np.split(order, np.flatnonzero(low[1:] >= reach[:-1] + kerf) + 1)


def _cut(boxes: Boxes, region: Region, kerf: int, left: int, axis: int) -> bool:
    """Whether `left` more stages, the next across `axis`, part all boxes of the region."""
    if len(boxes) == 1 and _is_trimmable(boxes[0], region, left, axis):
        return True
    if left == 0:
        return False
    return all(
        _cut(boxes[rows], _tight(boxes[rows], region, axis), kerf, left - 1, 1 - axis)
        for rows in split(boxes, kerf, axis)
    )


def _tight(boxes: Boxes, region: Region, axis: int) -> Region:
    """The region cut down to its boxes along `axis`, in the same stage."""
    made = list(region)
    made[axis], made[axis + 2] = int(boxes[:, axis].min()), int(boxes[:, axis + 2].max())
    return made[0], made[1], made[2], made[3]


def _is_trimmable(box: NDArray[np.int64], region: Region, left: int, axis: int) -> bool:
    """A single blank: stages clear the sides they can, one last cut may clear one more."""
    waste = [int(box[side] != region[side]) for side in range(4)]
    sides = [waste[0] + waste[2], waste[1] + waste[3]]
    if left >= 2:
        return True
    if left == 1:
        sides[axis] = 0
    return sum(sides) <= 1
