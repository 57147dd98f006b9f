"""Shelves: blanks in a given order, each into the strip or onto the stack that it fills best. Compiled.

Work space and results are the caller's. `places`: rows of sheet, x, y, height, room left, 0 for a strip or 1 for the
top of a stack, which holds one blank more. `spots`: rows of a blank's kind, sheet, x, y, turned.
"""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.compiled import Library

Ints = NDArray[np.int64]
Flags = NDArray[np.uint8]

lib = Library(__name__)

SHEET, X, Y, HEIGHT, ROOM, STACK, PLACE = 0, 1, 2, 3, 4, 5, 6
SPOT = 5
FIT = 3  # numbers of a fit: place, turned, room that stays
FAR = 2**62


@lib.part
def find(kind: int, sides: Ints, may: Flags, formats: int, sheets: Ints, places: Ints, count: int, fit: Ints) -> bool:
    """The place that a blank fills best: a stack that is hardly wider, else a strip that is hardly higher."""
    low, loose = FAR, FAR
    fit[0] = -1
    for turned in range(2):
        x, y = sides[4 * kind + 2 * turned], sides[4 * kind + 2 * turned + 1]
        if x <= 0:
            continue
        for i in range(count):
            at = PLACE * i
            over, left = places[at + HEIGHT] - y, places[at + ROOM] - x
            if over < 0 or left < 0 or not may[kind * formats + sheets[2 * places[at]]]:
                continue
            if places[at + STACK]:
                if 4 * left > x:
                    continue
                over, left = left, over
            if over < low or (over == low and left < loose):
                low, loose = over, left
                fit[0], fit[1] = i, turned
    return fit[0] >= 0


@lib.part
def open_strip(
    kind: int, sides: Ints, may: Flags, rooms: Ints, order: Ints, stock: Ints, sheets: Ints, places: Ints, g: Ints
) -> bool:
    """A new strip where it leaves the least height, else on a new sheet of the first format that holds the blank."""
    formats, best, over, way = len(order), -1, FAR, 0
    for sheet in range(g[0]):
        f = sheets[2 * sheet]
        if not may[kind * formats + f]:
            continue
        for turned in range(2):
            x, y = sides[4 * kind + 2 * turned], sides[4 * kind + 2 * turned + 1]
            rest = rooms[2 * f + 1] - sheets[2 * sheet + 1] - y
            if x > 0 and x <= rooms[2 * f] and rest >= 0 and rest < over:
                best, over, way = sheet, rest, turned
    for i in range(formats):
        f = order[i]
        if best >= 0 or not stock[f] or not may[kind * formats + f]:
            continue
        low = FAR
        for turned in range(2):
            x, y = sides[4 * kind + 2 * turned], sides[4 * kind + 2 * turned + 1]
            if x > 0 and x <= rooms[2 * f] and y <= rooms[2 * f + 1] and y < low:
                best, low, way = g[0], y, turned
        if best >= 0:
            sheets[2 * best], sheets[2 * best + 1] = f, 0
            stock[f] -= 1 if stock[f] > 0 else 0
            g[0] += 1
    if best < 0:
        return False
    at, height = PLACE * g[1], sides[4 * kind + 2 * way + 1]
    places[at], places[at + X], places[at + Y] = best, 0, sheets[2 * best + 1]
    places[at + HEIGHT], places[at + ROOM], places[at + STACK] = height, rooms[2 * sheets[2 * best]], 0
    sheets[2 * best + 1] += height
    g[1] += 1
    return True


@lib.part
def put(
    kind: int, often: int, sides: Ints, places: Ints, fit: Ints, least: int, stacks: int, spots: Ints, g: Ints
) -> int:
    """Blanks of a kind into their place, side by side in a strip; how many."""
    at, turned = PLACE * fit[0], fit[1]
    x, y = sides[4 * kind + 2 * turned], sides[4 * kind + 2 * turned + 1]
    times = 1 if places[at + STACK] else min(often, places[at + ROOM] // x)
    for _ in range(times):
        spot, over = SPOT * g[2], places[at + HEIGHT] - y
        spots[spot], spots[spot + 1], spots[spot + 2] = kind, places[at], places[at + X]
        spots[spot + 3], spots[spot + 4] = places[at + Y], turned
        g[2] += 1
        if places[at + STACK]:
            places[at + Y] += y
            places[at + HEIGHT] = over
            continue
        if stacks and over >= least:
            top = PLACE * g[1]
            places[top], places[top + X], places[top + Y] = places[at], places[at + X], places[at + Y] + y
            places[top + HEIGHT], places[top + ROOM], places[top + STACK] = over, x, 1
            g[1] += 1
        places[at + X] += x
        places[at + ROOM] -= x
    return times


@lib.part
def drop_full(places: Ints, g: Ints, least: int) -> None:
    """Forget places that are too small for any blank."""
    kept = 0
    for i in range(g[1]):
        at = PLACE * i
        if places[at + ROOM] >= least and places[at + HEIGHT] >= least:
            for k in range(PLACE):
                places[PLACE * kept + k] = places[at + k]
            kept += 1
    g[1] = kept


@lib.door("i8(i8[:], i8[:], i8[:], u1[:], i8[:], i8[:], i8[:], i8, i8[:], i8[:], i8[:], i8[:], i8[:])")
def fill_shelves(
    kinds: Ints, left: Ints, sides: Ints, may: Flags, rooms: Ints, order: Ints, stock: Ints, stacks: int,
    sheets: Ints, places: Ints, spots: Ints, fit: Ints, g: Ints,
) -> int:  # fmt: skip
    """Places all blanks of `kinds` in this order, while there is stock. g: sheets, places, spots. The work done."""
    work, least = 0, FAR
    for kind in kinds:
        least = min(least, sides[4 * kind], sides[4 * kind + 1])
    for kind in kinds:
        drop_full(places, g, least)
        while left[kind] > 0:
            work += g[1]
            if find(kind, sides, may, len(order), sheets, places, g[1], fit):
                left[kind] -= put(kind, left[kind], sides, places, fit, least, stacks, spots, g)
            else:
                work += g[0]
                if not open_strip(kind, sides, may, rooms, order, stock, sheets, places, g):
                    break
    return work
