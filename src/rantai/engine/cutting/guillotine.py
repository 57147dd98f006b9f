"""Can these rectangles be cut apart edge to edge, in at most so many stages?

A stage is a level of parallel cuts. Trimming the stock is not counted, nor is one last cut that only trims waste off a
blank. Every cut removes a kerf; the kerf of a cut that trims waste may run off the edge. Cutting a level into as many
parts as it can be cut is never worse, so one try per first direction decides.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.tables import FREE
from rantai.engine.cutting.tree import Cut, NotCuttable, Rules, derive, order

__all__ = ["Cut", "cut_order", "fewest_cuts", "is_cuttable"]

Boxes = NDArray[np.int64]
Region = tuple[int, int, int, int]

FIRST_AXES = {"any": (0, 1), "width": (0,), "length": (1,)}


def is_cuttable(boxes: Boxes, room: Region, kerf: int, stages: int, first_cut: str = "any", bed: int = 0) -> bool:
    """boxes: rows (x low, y low, x high, y high) inside `room`, of the same form. bed: the longest cut, 0 for any."""
    return fewest_cuts(boxes, room, kerf, stages, first_cut, bed) is not None


def fewest_cuts(boxes: Boxes, room: Region, kerf: int, stages: int, first_cut: str = "any", bed: int = 0) -> int | None:
    """How many cuts part the boxes when all waste is cut off where it lies; None when none do."""
    if not len(boxes):
        return 0
    levels = 2 * len(boxes) + 2 if stages == FREE else stages
    found = [_cuts(boxes, room, kerf, levels, axis, bed) for axis in FIRST_AXES[first_cut]]
    return min((cuts for cuts in found if cuts is not None), default=None)


def cut_order(boxes: Boxes, room: Region, kerf: int, stages: int) -> list[Cut]:
    """Cuts in the order of work: all of one level of a part, then part by part. Empty when it cannot be cut so."""
    rows = [(x, y, far, top) for x, y, far, top in boxes.tolist()]
    try:
        return order(derive(rows, room, Rules(kerf, stages, is_kept=False)))
    except NotCuttable:
        return []


def split(boxes: Boxes, kerf: int, axis: int) -> list[NDArray[np.int64]]:
    """Rows in groups that cuts across `axis` (0: x) part, in order along it."""
    order_ = np.argsort(boxes[:, axis], kind="stable")
    low, reach = boxes[order_, axis], np.maximum.accumulate(boxes[order_, axis + 2])
    return np.split(order_, np.flatnonzero(low[1:] >= reach[:-1] + kerf) + 1)


def _cuts(boxes: Boxes, room: Region, kerf: int, levels: int, axis: int, bed: int) -> int | None:
    """Cuts of `levels` levels, the first across `axis`. No recursion: free cuttings may nest very deep."""
    todo, cuts = [(boxes, room, levels, axis)], 0
    while todo:
        rows, region, left, axis = todo.pop()
        if len(rows) == 1:
            trims = _trims(tuple(rows[0].tolist()), region, left, axis, bed)
            if trims is None:
                return None
            cuts += trims
            continue
        groups = split(rows, kerf, axis) if left else []
        if not groups or (len(groups) == 1 and len(split(rows, kerf, 1 - axis)) == 1):
            return None
        ends = [(int(rows[group, axis].min()), int(rows[group, axis + 2].max())) for group in groups]
        made = _gaps(ends, region[axis], region[axis + 2], kerf)
        if bed and made and region[3 - axis] - region[1 - axis] > bed:
            return None
        cuts += made
        parts = [_tight(region, axis, *end) for end in ends]
        todo += [(rows[group], part, left - 1, 1 - axis) for group, part in zip(groups, parts, strict=True)]
    return cuts


def _gaps(ends: list[tuple[int, int]], low: int, high: int, kerf: int) -> int:
    """Cuts that part what lies along an axis: one at each wasted end, one or two between neighbours."""
    inner = sum(1 + (after[0] > before[1] + kerf) for before, after in pairwise(ends))
    return inner + (ends[0][0] > low) + (ends[-1][1] < high)


def _tight(region: Region, axis: int, low: int, high: int) -> Region:
    """The region cut down to its boxes along `axis`, in the same stage."""
    return (low, region[1], high, region[3]) if axis == 0 else (region[0], low, region[2], high)


def _trims(box: tuple[int, ...], region: Region, left: int, axis: int, bed: int) -> int | None:
    """Cuts that free a single blank: stages clear the sides they can, one last cut may clear one more."""
    waste = [box[side] != region[side] for side in range(4)]
    sides = [waste[0] + waste[2], waste[1] + waste[3]]
    allowed = [left >= 1 or sum(sides) <= 1] * 2 if left != 1 else [False, False]
    if left == 1:
        allowed[axis], allowed[1 - axis] = True, sides[1 - axis] <= 1
    if not all(allowed):
        return None
    return sum(sides) if not bed or _short_enough(box, region, sides, axis, bed) else None


def _short_enough(box: tuple[int, ...], region: Region, sides: list[int], axis: int, bed: int) -> bool:
    """Cuts across `axis` come first and run over the whole region; those of the other direction over what is left."""
    first = not sides[axis] or region[3 - axis] - region[1 - axis] <= bed
    along = box[axis + 2] - box[axis] if sides[axis] else region[axis + 2] - region[axis]
    return first and (not sides[1 - axis] or along <= bed)
