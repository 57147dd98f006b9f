"""Loops that fill one piece of stock with what is left, the largest first. Work space and results are the caller's."""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)


@lib.door("i8(i8[:], i8[:], u1[:], i8, i8, i8[:])")
def fill_bar(sizes: Any, left: Any, may: Any, room: int, most: int, counts: Any) -> int:
    """counts[k] of each kind on one bar; sizes fall. At most `most` pieces. The length that is used."""
    used, pieces = 0, 0
    for kind in range(len(sizes)):
        counts[kind] = 0
        if left[kind] and may[kind] and sizes[kind] <= room - used:
            counts[kind] = min(left[kind], (room - used) // sizes[kind], most - pieces)
            used += counts[kind] * sizes[kind]
            pieces += counts[kind]
    return used


@lib.part
def fill_strip(
    along: Any, up: Any, left: Any, may: Any, first: int, room: int, high: int, y: int, most: int, at: int, spots: Any
) -> int:
    """One strip from kind `first` on; spots[3·n ...] = kind, x, y. The number of spots behind it."""
    x = 0
    for kind in range(first, len(along)):
        if not left[kind] or not may[kind] or up[kind] > high or along[kind] > room - x:
            continue
        times = min(left[kind], (room - x) // along[kind], most - at)
        for _ in range(times):
            spots[3 * at] = kind
            spots[3 * at + 1] = x
            spots[3 * at + 2] = y
            x += along[kind]
            at += 1
        left[kind] -= times
    return at


@lib.door("i8(i8[:], i8[:], i8[:], u1[:], i8, i8, i8, i8[:])")
def fill_sheet(along: Any, up: Any, left: Any, may: Any, room: int, height: int, most: int, spots: Any) -> int:
    """Strips one above the other, each led by the highest blank that still fits; `up` falls. The number of spots."""
    y, at, kind = 0, 0, 0
    while kind < len(along) and at < most:
        if left[kind] and may[kind] and along[kind] <= room and up[kind] <= height - y:
            at = fill_strip(along, up, left, may, kind, room, up[kind], y, most, at, spots)
            y += up[kind]
        else:
            kind += 1
    return at
