"""Loops that read one best sheet off the tables of its values: its strips, their stacks, their blanks."""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

from rantai.engine.compiled import Library
from rantai.engine.cutting.raster import Ints

lib = Library(__name__)


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8, i8[:])")
def sheet_trace(top: Ints, heights: Ints, ys: Ints, worth: Ints, room: int, chosen: Ints) -> int:
    """The strips of a best sheet no higher than `room`: how many, each the lowest that is one of a best sheet.

    worth[y]: of the best strips of each height, as `sheet_arrays`.
    """
    many, y = 0, len(ys) - 1
    while ys[y] > room:
        y -= 1
    while worth[y] > 0:
        below = y
        for number in range(len(heights)):
            h = heights[number]
            while ys[below] > ys[y] - ys[h]:
                below -= 1
            if top[h] + worth[below] == worth[y]:
                chosen[many] = h
                many += 1
                break
        y = below
    return many


@lib.part
def count(found: int, many: int, order: Ints, times: Ints) -> int:
    """One more of `found`: order[...] are different, in the order in which they came."""
    for at in range(many):
        if order[at] == found:
            times[at] += 1
            return many
    order[many] = found
    times[many] = 1
    return many + 1


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8[:], i8[:])")
def strip_trace(back: Ints, gain: Ints, active: Ints, worth: Ints, order: Ints, times: Ints) -> int:
    """The stacks of a best strip of the whole length: how many widths, each in `order` and how often in `times`.

    worth[x]: of the best strip of each length; gain: of a stack of each active width.
    """
    xs, many = len(worth), 0
    x = xs - 1
    while worth[x] > 0:
        for number in range(len(active)):
            before = back[active[number] * xs + x]
            if gain[number] > 0 and before >= 0 and worth[before] + gain[number] == worth[x]:
                many = count(active[number], many, order, times)
                x = before
                break
    return many


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8[:], i8, i8, i8[:], i8[:])")
def stack_trace(
    up: Ints, width: Ints, values: Ints, worth: Ints, ys: Ints, w: int, y: int, order: Ints, times: Ints
) -> int:
    """The blanks of a best stack of width w, ys[y] high: how many options, each in `order` and how often in `times`.

    worth[y]: of the best stack of each height. A value that a narrower width already had is made of narrower blanks.
    """
    many = 0
    while worth[y] > 0:
        for back in range(len(up)):
            row = len(up) - 1 - back
            if width[row] <= w and values[row] > 0 and up[row] <= ys[y]:
                below = y
                while ys[below] > ys[y] - up[row]:
                    below -= 1
                if worth[below] + values[row] == worth[y]:
                    many = count(row, many, order, times)
                    y = below
                    break
    return many
