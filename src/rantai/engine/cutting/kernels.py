"""The hot loops of the sheet table, compiled where numba is installed; without it numpy gives the same, slower."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rantai.engine.cutting.raster import Ints

try:
    from numba import njit
except ImportError:  # the extra `fast` is not installed
    njit = None  # type: ignore[assignment]

IS_COMPILED = njit is not None


def _compiled(loops: Callable[..., Any], arrays: Callable[..., Any]) -> Callable[..., Any]:
    if njit is None:
        return arrays
    try:
        return njit(cache=True, nogil=True)(loops)
    except RuntimeError:  # no folder to keep compiled code in: compile anew in every process
        return njit(nogil=True)(loops)


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


def stack_loops(up: Ints, width: Ints, widths: int, values: Ints, ys: Ints) -> Ints:
    """The same, one cell after the other."""
    worth = np.zeros((widths, len(ys)), dtype=np.int64)
    best = np.zeros(len(ys), dtype=np.int64)
    at = 0
    for w in range(widths):
        while at < len(up) and width[at] == w:
            back = 0
            for y in range(len(ys)):
                if ys[y] < up[at]:
                    continue
                while back + 1 < len(ys) and ys[back + 1] <= ys[y] - up[at]:
                    back += 1
                best[y] = max(best[y], best[back] + values[at])
            at += 1
        worth[w] = best
    return worth


def strip_arrays(back: Ints, stack: Ints, active: Ints) -> Ints:
    """worth[x, y]: best strip no longer than xs[x], no higher than ys[y]. back[w, x]: where a stack of w begins."""
    worth = np.zeros((back.shape[1], stack.shape[1]), dtype=np.int64)
    for x in range(1, back.shape[1]):
        fits = active[back[active, x] >= 0]
        if len(fits):
            worth[x] = (worth[back[fits, x]] + stack[fits]).max(axis=0)
    return worth


def strip_loops(back: Ints, stack: Ints, active: Ints) -> Ints:
    """The same, one cell after the other."""
    worth = np.zeros((back.shape[1], stack.shape[1]), dtype=np.int64)
    for x in range(1, back.shape[1]):
        here = worth[x]
        for w in active:
            before = back[w, x]
            if before >= 0:
                there = worth[before]
                add = stack[w]
                for y in range(len(here)):
                    here[y] = max(here[y], there[y] + add[y])
    return worth


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


def sheet_loops(top: Ints, ys: Ints) -> tuple[Ints, Ints]:
    """The same, one cell after the other."""
    worth, cut = np.zeros(len(ys), dtype=np.int64), np.zeros(len(ys), dtype=np.int64)
    for y in range(1, len(ys)):
        rest = y
        for h in range(1, y + 1):
            while ys[rest] > ys[y] - ys[h]:
                rest -= 1
            if top[h] > top[h - 1] and top[h] + worth[rest] > worth[y]:
                worth[y] = top[h] + worth[rest]
                cut[y] = h
    return worth, cut


best_stacks = _compiled(stack_loops, stack_arrays)
best_strips = _compiled(strip_loops, strip_arrays)
best_sheet = _compiled(sheet_loops, sheet_arrays)


def warm() -> None:
    """Compile everything now, so that the first plan does not wait for it; for set-up."""
    one = np.array([1], dtype=np.int64)
    ys = np.array([0, 1], dtype=np.int64)
    stack = best_stacks(one, np.zeros(1, dtype=np.int64), 1, one, ys)
    strip = best_strips(np.array([[-1, 0]], dtype=np.int64), stack, np.zeros(1, dtype=np.int64))
    best_sheet(strip[-1], ys)
