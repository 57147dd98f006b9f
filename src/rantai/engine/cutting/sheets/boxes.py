"""Every way to cut a handful of blanks: the smallest boxes of every subset, by stages left and direction of the next
cuts. Compiled.

Set (mask, state): with state = 2·k + way the blanks of `mask` are one part, cut along `way` (0: parts lie side by side
along x) with k levels of cuts left; a single blank needs none. Without a limit on stages state 0 stands for all. A box
of the set is a sum on one side and the larger of both on the other: the first piece of the part beside the rest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.compiled import Library

Ints = NDArray[np.int64]

lib = Library(__name__)

MOST = 64  # boxes of a set, none inside another
BLANK = 3  # numbers of a blank: x, y, may turn


@lib.part
def add(boxes: Ints, counts: Ints, at: int, x: int, y: int) -> bool:
    """Keep a box unless one in the set is inside it; drops those around it. False when the set is full."""
    count, kept = counts[at], 0
    base = at * 2 * MOST
    for i in range(count):
        if boxes[base + 2 * i] <= x and boxes[base + 2 * i + 1] <= y:
            return True
    for i in range(count):
        if boxes[base + 2 * i] < x or boxes[base + 2 * i + 1] < y:
            boxes[base + 2 * kept], boxes[base + 2 * kept + 1] = boxes[base + 2 * i], boxes[base + 2 * i + 1]
            kept += 1
    if kept == MOST:
        return False
    boxes[base + 2 * kept], boxes[base + 2 * kept + 1] = x, y
    counts[at] = kept + 1
    return True


@lib.part
def join(boxes: Ints, counts: Ints, one: int, other: int, at: int, way: int, rooms: Ints) -> bool:
    """All boxes of two sets side by side along `way`, as far as some room holds them."""
    for i in range(counts[one]):
        for j in range(counts[other]):
            x, y = boxes[one * 2 * MOST + 2 * i], boxes[one * 2 * MOST + 2 * i + 1]
            far, top = boxes[other * 2 * MOST + 2 * j], boxes[other * 2 * MOST + 2 * j + 1]
            if way == 0:
                x, y = x + far, max(y, top)
            else:
                x, y = max(x, far), y + top
            fits = False
            for room in range(len(rooms) // 2):
                fits = fits or (x <= rooms[2 * room] and y <= rooms[2 * room + 1])
            if fits and not add(boxes, counts, at, x, y):
                return False
    return True


@lib.part
def single(blanks: Ints, boxes: Ints, counts: Ints, at: int, blank: int) -> bool:
    x, y = blanks[BLANK * blank], blanks[BLANK * blank + 1]
    done = add(boxes, counts, at, x, y)
    return add(boxes, counts, at, y, x) if blanks[BLANK * blank + 2] and done else done


@lib.part
def part(boxes: Ints, counts: Ints, mask: int, level: int, way: int, states: int, rooms: Ints) -> bool:
    """The set of a mask of two blanks or more."""
    at, first = mask * states, mask & -mask
    rest = mask ^ first
    own = at if states == 1 else at + 2 * level + way
    if states > 1:  # all as one part of the next level
        inner = at + 2 * (level - 1) + 1 - way
        for i in range(counts[inner]):
            if not add(boxes, counts, own, boxes[inner * 2 * MOST + 2 * i], boxes[inner * 2 * MOST + 2 * i + 1]):
                return False
    some = rest
    while some:
        some = (some - 1) & rest  # beside the first blank, in its part
        one, other = (first | some) * states, (rest ^ some) * states
        if states > 1:
            one, other = one + 2 * (level - 1) + 1 - way, other + 2 * level + way
        if not join(boxes, counts, one, other, own, way, rooms):
            return False
    return True


@lib.door("i8(i8[:], i8[:], i8, i8[:], i8[:])")
def all_boxes(blanks: Ints, rooms: Ints, levels: int, boxes: Ints, counts: Ints) -> int:
    """Fill all sets. levels: of cuts, 0 without limit. 1, or 0 when some set has too many boxes."""
    number = len(blanks) // BLANK
    states = 2 * levels + 2 if levels else 1
    for mask in range(1, 1 << number):
        alone = mask & (mask - 1) == 0
        for state in range(states):
            done = True
            if alone:
                blank = 0
                while mask >> blank > 1:
                    blank += 1
                done = single(blanks, boxes, counts, mask * states + state, blank)
            elif states == 1:
                done = part(boxes, counts, mask, 0, 0, 1, rooms) and part(boxes, counts, mask, 0, 1, 1, rooms)
            elif state >= 2:
                done = part(boxes, counts, mask, state // 2, state % 2, states, rooms)
            if not done:
                return 0
    return 1
