"""The hot loops of the sheet table, compiled where that can be; elsewhere numpy gives the same, slower."""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

import numpy as np

from rantai.engine.compiled import Library, is_compiled
from rantai.engine.cutting.raster import Ints

lib = Library(__name__)

TILE = 128  # heights that are looked at together: their strips of all lengths stay in the processor's cache


def stack_arrays(up: Ints, width: Ints, widths: int, values: Ints, ys: Ints) -> Ints:
    """worth[w, y]: best stack of blanks no wider than width w, no higher than ys[y]. Options by ascending width."""
    worth = np.zeros((widths, len(ys)), dtype=np.int64)
    best, at = np.zeros(len(ys), dtype=np.int64), 0
    for w in range(widths):
        while at < len(up) and width[at] == w:
            size, times = int(up[at]), 1
            while values[at] > 0 and size * times <= ys[-1]:
                first = int(np.searchsorted(ys, size * times))
                back = np.searchsorted(ys, ys[first:] - size * times, side="right") - 1
                best[first:] = np.maximum(best[first:], best[back] + times * values[at])
                times *= 2
            at += 1
        worth[w] = best
    return worth


@lib.door("i8(i8[:], i8[:], i8, i8[:], i8[:], i8[:])")
def stack_loops(up: Ints, width: Ints, widths: int, values: Ints, ys: Ints, worth: Ints) -> int:
    """The same, one cell after the other; worth is flat, one row a width."""
    at = 0
    for w in range(widths):
        best = worth[w * len(ys) : (w + 1) * len(ys)]
        for y in range(len(ys)):
            best[y] = worth[(w - 1) * len(ys) + y] if w else 0
        while at < len(up) and width[at] == w:
            back = 0
            for y in range(len(ys)):
                if ys[y] < up[at]:
                    continue
                while back + 1 < len(ys) and ys[back + 1] <= ys[y] - up[at]:
                    back += 1
                best[y] = max(best[y], best[back] + values[at])
            at += 1
    return 0


def strip_arrays(back: Ints, stack: Ints, active: Ints) -> Ints:
    """worth[x, y]: best strip no longer than xs[x], no higher than ys[y]. back[w, x]: where a stack of w begins."""
    worth = np.zeros((back.shape[1], stack.shape[1]), dtype=np.int64)
    for x in range(1, back.shape[1]):
        fits = active[back[active, x] >= 0]
        if len(fits):
            worth[x] = (worth[back[fits, x]] + stack[fits]).max(axis=0)
    return worth


@lib.part
def gains(stack: Ints, ys: int, w: int, low: int, over: Ints) -> bool:
    """Whether a stack of width w is worth more than `over` at any of the heights from `low` on."""
    more = False
    for t in range(len(over)):
        more |= stack[w * ys + low + t] > over[t]
    return more


@lib.part
def tile_loops(
    back: Ints, stack: Ints, alive: Ints, many: int, xs: int, ys: int, low: int, high: int, strips: Ints
) -> int:
    """strips[x, t]: best strip no longer than xs[x], no higher than ys[low + t]; `alive` has `many` widths.

    A width that is worth no more than narrower ones side by side in its place is left out: it can add nothing.
    """
    tile, fresh = high - low, 0
    for t in range(tile):
        strips[t] = 0
    for x in range(1, xs):
        here, before = strips[x * tile : (x + 1) * tile], strips[(x - 1) * tile : x * tile]
        while fresh < many and back[alive[fresh] * xs + x] >= 0:
            if gains(stack, ys, alive[fresh], low, before):
                fresh += 1
            else:
                many -= 1
                for number in range(fresh, many):
                    alive[number] = alive[number + 1]
        for t in range(tile):
            here[t] = 0
        for number in range(fresh):
            w = alive[number]
            there = strips[back[w * xs + x] * tile : back[w * xs + x] * tile + tile]
            add = stack[w * ys + low : w * ys + high]
            for t in range(len(add)):
                here[t] = max(here[t], there[t] + add[t])
    return many


@lib.door("i8(i8[:], i8[:], i8[:], i8, i8, i8, i8[:], i8[:], i8[:])")
def strip_loops(
    back: Ints, stack: Ints, active: Ints, xs: int, ys: int, tile: int, alive: Ints, strips: Ints, top: Ints
) -> int:
    """top[y]: best strip of the whole length, no higher than ys[y], `tile` heights at a time. Widths rise in `active`.

    Tables are flat. alive, strips: work space; `strips` has the strips of all lengths of the last tile.
    """
    for low in range(0, ys, tile):
        high = min(ys, low + tile)
        many = 0
        for number in range(len(active)):
            w, narrower = active[number], max(0, active[number] - 1)
            if w == 0 or gains(stack, ys, w, low, stack[narrower * ys + low : narrower * ys + high]):
                alive[many] = w
                many += 1
        tile_loops(back, stack, alive, many, xs, ys, low, high, strips)
        for t in range(high - low):
            top[low + t] = strips[(xs - 1) * (high - low) + t]
    return 0


def sheet_arrays(top: Ints, heights: Ints, ys: Ints) -> Ints:
    """worth[y]: best strips no higher than ys[y]. heights: positions of the heights that a strip may have, rising."""
    worth = np.zeros(len(ys), dtype=np.int64)
    for y in range(1, len(ys)):
        low = heights[: np.searchsorted(heights, y, side="right")]
        if len(low):
            worth[y] = (top[low] + worth[np.searchsorted(ys, ys[y] - ys[low], side="right") - 1]).max()
    return worth


@lib.door("i8(i8[:], i8[:], i8[:], i8[:])")
def sheet_loops(top: Ints, heights: Ints, ys: Ints, worth: Ints) -> int:
    """The same, one height after the other."""
    for y in range(len(ys)):
        worth[y] = 0
    for number in range(len(heights)):
        h = heights[number]
        rest = 0
        for y in range(h, len(ys)):
            while rest + 1 < len(ys) and ys[rest + 1] <= ys[y] - ys[h]:
                rest += 1
            worth[y] = max(worth[y], top[h] + worth[rest])
    return 0


def best_stacks(up: Ints, width: Ints, widths: int, values: Ints, ys: Ints) -> Ints:
    """As `stack_arrays`."""
    if not is_compiled(lib):
        return stack_arrays(up, width, widths, values, ys)
    worth = np.empty((widths, len(ys)), dtype=np.int64)
    stack_loops(up, width, widths, values, ys, worth.reshape(-1))
    return worth


def best_strips(back: Ints, stack: Ints, active: Ints) -> Ints:
    """top[y]: best strip of the whole length, no higher than ys[y]; the last row of `strip_arrays`."""
    return _strips(back, stack, active, min(TILE, stack.shape[1]))[1]


def strips_of(back: Ints, stack: Ints, active: Ints) -> Ints:
    """As `strip_arrays`, for the few heights that `stack` has."""
    return _strips(back, stack, active, stack.shape[1])[0]


def _strips(back: Ints, stack: Ints, active: Ints, tile: int) -> tuple[Ints, Ints]:
    if not is_compiled(lib):
        worth = strip_arrays(back, stack, active)
        return worth, worth[-1]
    xs, ys = back.shape[1], stack.shape[1]
    top, alive = np.empty(ys, dtype=np.int64), np.empty(len(active), dtype=np.int64)
    strips = np.empty(xs * tile, dtype=np.int64)
    flat = np.ascontiguousarray(stack).reshape(-1)
    strip_loops(back.reshape(-1), flat, active, xs, ys, max(1, tile), alive, strips, top)
    return strips.reshape(xs, tile), top


def best_sheet(top: Ints, heights: Ints, ys: Ints) -> Ints:
    """As `sheet_arrays`."""
    if not is_compiled(lib):
        return sheet_arrays(top, heights, ys)
    worth = np.empty(len(ys), dtype=np.int64)
    sheet_loops(top, heights, ys, worth)
    return worth


def warm() -> None:
    """Compile everything now, so that the first plan does not wait for it; for set-up."""
    lib.ready()
