"""The hot loops of the sheet table, compiled where that can be; elsewhere numpy gives the same, slower."""

from __future__ import annotations

import numpy as np

from rantai.engine.compiled import Library, is_compiled
from rantai.engine.cutting.raster import Ints

lib = Library(__name__)


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


@lib.door("i8(i8[:], i8[:], i8[:], i8, i8, i8[:])")
def strip_loops(back: Ints, stack: Ints, active: Ints, xs: int, ys: int, worth: Ints) -> int:
    """The same, one cell after the other; all tables are flat."""
    for cell in range(xs * ys):
        worth[cell] = 0
    for x in range(1, xs):
        here = worth[x * ys : (x + 1) * ys]
        for number in range(len(active)):
            w = active[number]
            before = back[w * xs + x]
            if before >= 0:
                there = worth[before * ys : (before + 1) * ys]
                add = stack[w * ys : (w + 1) * ys]
                for y in range(len(here)):
                    here[y] = max(here[y], there[y] + add[y])
    return 0


def sheet_arrays(top: Ints, ys: Ints) -> tuple[Ints, Ints]:
    """worth[y]: best strips no higher than ys[y]; cut[y]: the lowest height of a first strip that gives it."""
    heights = np.flatnonzero(np.diff(top, prepend=0) > 0)
    worth, cut = np.zeros(len(ys), dtype=np.int64), np.zeros(len(ys), dtype=np.int64)
    for y in range(1, len(ys)):
        low = heights[: np.searchsorted(heights, y, side="right")]
        if len(low):
            offered = top[low] + worth[np.searchsorted(ys, ys[y] - ys[low], side="right") - 1]
            pick = int(offered.argmax())
            worth[y], cut[y] = offered[pick], low[pick]
    return worth, cut


@lib.door("i8(i8[:], i8[:], i8[:], i8[:])")
def sheet_loops(top: Ints, ys: Ints, worth: Ints, cut: Ints) -> int:
    """The same, one cell after the other."""
    worth[0] = 0
    cut[0] = 0
    for y in range(1, len(ys)):
        worth[y] = 0
        cut[y] = 0
        rest = y
        for h in range(1, y + 1):
            while ys[rest] > ys[y] - ys[h]:
                rest -= 1
            if top[h] > top[h - 1] and top[h] + worth[rest] > worth[y]:
                worth[y] = top[h] + worth[rest]
                cut[y] = h
    return 0


def best_stacks(up: Ints, width: Ints, widths: int, values: Ints, ys: Ints) -> Ints:
    """As `stack_arrays`."""
    if not is_compiled(lib):
        return stack_arrays(up, width, widths, values, ys)
    worth = np.empty((widths, len(ys)), dtype=np.int64)
    stack_loops(up, width, widths, values, ys, worth.reshape(-1))
    return worth


def best_strips(back: Ints, stack: Ints, active: Ints) -> Ints:
    """As `strip_arrays`."""
    if not is_compiled(lib):
        return strip_arrays(back, stack, active)
    xs, ys = back.shape[1], stack.shape[1]
    worth = np.empty((xs, ys), dtype=np.int64)
    strip_loops(np.ascontiguousarray(back).reshape(-1), stack.reshape(-1), active, xs, ys, worth.reshape(-1))
    return worth


def best_sheet(top: Ints, ys: Ints) -> tuple[Ints, Ints]:
    """As `sheet_arrays`."""
    if not is_compiled(lib):
        return sheet_arrays(top, ys)
    worth, cut = np.empty(len(ys), dtype=np.int64), np.empty(len(ys), dtype=np.int64)
    sheet_loops(np.ascontiguousarray(top), ys, worth, cut)
    return worth, cut


def warm() -> None:
    """Compile everything now, so that the first plan does not wait for it; for set-up."""
    lib.ready()
