"""Layouts made by cutting a room at random, and a slow judge that tries every cut."""

from functools import cache

import numpy as np

Box = tuple[int, int, int, int]


def cut_at_random(
    draw: np.random.Generator, room: Box, kerf: int, stages: int, axis: int, *, waste: float = 0.3
) -> list[Box]:
    """Boxes that `stages` levels of cuts make out of the room, some of them left as waste."""
    if room[2] <= room[0] or room[3] <= room[1]:
        return []
    if stages == 0 or draw.random() < 0.15:
        return [] if draw.random() < waste else [room]
    found, low = [], room[axis]
    while low < room[axis + 2]:
        high = int(draw.integers(low + 1, room[axis + 2] + 1))
        part = (low, room[1], high, room[3]) if axis == 0 else (room[0], low, room[2], high)
        found += cut_at_random(draw, part, kerf, stages - 1, 1 - axis, waste=waste)
        low = high + kerf
    return found


def scattered(draw: np.random.Generator, room: Box, kerf: int, tries: int) -> list[Box]:
    """Boxes at random places that keep a kerf between them; often no guillotine can part them."""
    found: list[Box] = []
    for _ in range(tries):
        x, y = int(draw.integers(room[0], room[2])), int(draw.integers(room[1], room[3]))
        box = x, y, int(draw.integers(x + 1, room[2] + 1)), int(draw.integers(y + 1, room[3] + 1))
        if all(_apart(box, other, kerf) for other in found):
            found.append(box)
    return found


def _apart(one: Box, other: Box, kerf: int) -> bool:
    return any(one[a + 2] + kerf <= other[a] or other[a + 2] + kerf <= one[a] for a in (0, 1))


def can_be_cut(boxes: list[Box], room: Box, kerf: int, stages: int, axes: tuple[int, ...] = (0, 1)) -> bool:
    """Whether some sequence of cuts at whole positions parts all boxes; stages 0: as many levels as it takes."""
    levels = stages or 2 * len(boxes) + 2
    return any(_levels(tuple(sorted(boxes)), room, kerf, levels, axis) for axis in axes)


@cache
def _levels(boxes: tuple[Box, ...], room: Box, kerf: int, left: int, axis: int) -> bool:
    """`left` more levels, the next across `axis`, of which nothing is cut yet."""
    if not boxes or boxes == (room,):
        return True
    if left == 0:
        return len(boxes) == 1 and sum(boxes[0][side] != room[side] for side in range(4)) == 1
    return _rest_of_level(boxes, room, kerf, left, axis)


@cache
def _rest_of_level(boxes: tuple[Box, ...], room: Box, kerf: int, left: int, axis: int) -> bool:
    """The level goes on: it is left as it is, or one more part is cut off its low end."""
    if _levels(boxes, room, kerf, left - 1, 1 - axis):
        return True
    for at in range(room[axis] - kerf + 1, room[axis + 2]):
        low = tuple(box for box in boxes if box[axis + 2] <= at)
        high = tuple(box for box in boxes if box[axis] >= at + kerf)
        if len(low) + len(high) < len(boxes) or at + kerf <= room[axis]:
            continue
        first = (room[0], room[1], at, room[3]) if axis == 0 else (room[0], room[1], room[2], at)
        rest = (at + kerf, room[1], room[2], room[3]) if axis == 0 else (room[0], at + kerf, room[2], room[3])
        if _levels(low, first, kerf, left - 1, 1 - axis) and _rest_of_level(high, rest, kerf, left, axis):
            return True
    return False
