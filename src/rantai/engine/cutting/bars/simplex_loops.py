"""Loops of a revised simplex over patterns, with the inverse of the basis kept whole.

Why not HiGHS: between two prices of the knapsack lie a few pivots over at most a few hundred rows. Handing columns over
and reading the answer back costs more than those pivots, and the import alone a seventh of the second that is allowed.
No proven bound rests on these floats: duals are made whole numbers and recounted by the knapsack.

Column j has the entries `start[j]`..`start[j + 1]` of (row, value). `inverse[j·rows + i]` is row i, column j of the
inverse. state[0] counts work.
"""

# ruff: noqa: PLR0917 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

FREE, BASIC, BANNED = 0, 1, 2
TINY = 1e-9


@lib.part
def ahead(start: Any, row: Any, value: Any, column: int, rows: int, inverse: Any, alpha: Any) -> int:
    """alpha = inverse · column."""
    for at in range(rows):
        alpha[at] = 0.0
    for entry in range(start[column], start[column + 1]):
        base, factor = row[entry] * rows, value[entry]
        for at in range(rows):
            alpha[at] += factor * inverse[base + at]
    return rows * (start[column + 1] - start[column])


@lib.part
def turn(rows: int, leaving: int, step: float, slope: float, inverse: Any, alpha: Any, level: Any, dual: Any) -> int:
    """One pivot: levels, duals and inverse after the column behind `alpha` came in for row `leaving`."""
    pivot, work = alpha[leaving], 0
    for at in range(rows):
        level[at] -= step * alpha[at]
    level[leaving] = step
    alpha[leaving] = 0.0
    change = slope / pivot
    for column in range(rows):
        base = column * rows
        factor = inverse[base + leaving]
        if factor != 0.0:
            dual[column] += change * factor
            factor /= pivot
            for at in range(rows):
                inverse[base + at] -= factor * alpha[at]
            inverse[base + leaving] = factor
            work += rows
    alpha[leaving] = pivot
    return work + 4 * rows


@lib.door("i8(i8, i8, i8[:], i8[:], f8[:], f8[:], u1[:], i8[:], f8[:], f8[:], f8[:], f8[:], i8, f8, i8[:])")
def primal(
    rows: int, columns: int, start: Any, row: Any, value: Any, cost: Any, status: Any, basis: Any, level: Any,
    dual: Any, inverse: Any, alpha: Any, pivots: int, tolerance: float, state: Any,
) -> int:  # fmt: skip
    """Pivots until no column known would lower the cost, at most `pivots`; how many were made."""
    made = 0
    while made < pivots:
        entering, least = -1, 0.0
        for column in range(columns):
            if status[column] != 0:
                continue
            reduced = cost[column]
            for entry in range(start[column], start[column + 1]):
                reduced -= dual[row[entry]] * value[entry]
            if reduced < -tolerance * (1.0 + cost[column]) and reduced < least:
                entering, least = column, reduced
        state[0] += 2 * start[columns]
        if entering < 0:
            break
        state[0] += ahead(start, row, value, entering, rows, inverse, alpha)
        leaving, step = -1, 0.0
        for at in range(rows):
            if alpha[at] > TINY:
                room = level[at] / alpha[at] if level[at] > 0.0 else 0.0
                closer = leaving < 0 or room < step - TINY
                if closer or (room <= step + TINY and alpha[at] > alpha[leaving]):
                    leaving, step = at, room
        if leaving < 0:
            status[entering] = 2
            continue
        status[basis[leaving]] = 0
        status[entering] = 1
        basis[leaving] = entering
        state[0] += turn(rows, leaving, step, least, inverse, alpha, level, dual)
        made += 1
    return made


@lib.door("i8(i8, i8, i8[:], i8[:], f8[:], f8[:], u1[:], i8[:], f8[:], f8[:], f8[:], f8[:], i8, i8[:])")
def dual_steps(
    rows: int, columns: int, start: Any, row: Any, value: Any, cost: Any, status: Any, basis: Any, level: Any,
    dual: Any, inverse: Any, alpha: Any, pivots: int, state: Any,
) -> int:  # fmt: skip
    """Pivots until no level is below zero, at most `pivots`; how many, or -1 when a level stays below zero."""
    made = 0
    while made < pivots:
        leaving, least = -1, -1e-7
        for at in range(rows):
            if level[at] < least:
                leaving, least = at, level[at]
        if leaving < 0:
            return made
        entering, best, size = -1, 0.0, 0.0
        for column in range(columns):
            if status[column] != 0:
                continue
            reduced, slope = cost[column], 0.0
            for entry in range(start[column], start[column + 1]):
                reduced -= dual[row[entry]] * value[entry]
                slope += inverse[row[entry] * rows + leaving] * value[entry]
            if slope < -1e-7:
                ratio = max(reduced, 0.0) / -slope
                if entering < 0 or ratio < best - TINY or (ratio <= best + TINY and slope < size):
                    entering, best, size = column, ratio, slope
        state[0] += 4 * start[columns]
        if entering < 0:
            return -1
        reduced = cost[entering]
        for entry in range(start[entering], start[entering + 1]):
            reduced -= dual[row[entry]] * value[entry]
        state[0] += ahead(start, row, value, entering, rows, inverse, alpha)
        status[basis[leaving]] = 0
        status[entering] = 1
        basis[leaving] = entering
        step = level[leaving] / alpha[leaving]
        state[0] += turn(rows, leaving, step, reduced, inverse, alpha, level, dual)
        made += 1
    return made


@lib.door("i8(i8, i8[:], f8[:], i8[:], f8[:], f8[:], f8[:], f8[:])")
def recount(rows: int, basis: Any, cost: Any, spare: Any, right: Any, level: Any, dual: Any, inverse: Any) -> int:
    """Levels and duals anew from the inverse: level = inverse · right, dual = basic costs · inverse."""
    for at in range(rows):
        level[at] = 0.0
    for column in range(rows):
        base, factor, total = column * rows, right[column], 0.0
        for at in range(rows):
            level[at] += factor * inverse[base + at]
        for at in range(rows):
            total += cost[basis[at]] * inverse[base + at]
        dual[column] = total
    spare[0] += 2 * rows * rows
    return rows


@lib.door("i8(i8, i8[:], i8[:], f8[:], i8[:], f8[:], f8[:], i8[:], i8[:])")
def invert(
    rows: int, start: Any, row: Any, value: Any, basis: Any, inverse: Any, alpha: Any, order: Any, state: Any,
) -> int:  # fmt: skip
    """The inverse of the basis from nothing, short columns first; -1 when the basis is singular.

    basis is reordered so that basis[i] belongs to row i. order: the basic columns, the shortest first.
    """
    for at in range(rows * rows):
        inverse[at] = 0.0
    for at in range(rows):
        inverse[at * rows + at] = 1.0
        basis[at] = -1
    for one in range(rows):
        column = order[one]
        state[0] += ahead(start, row, value, column, rows, inverse, alpha)
        leaving = -1
        for at in range(rows):
            if basis[at] < 0 and abs(alpha[at]) > TINY and (leaving < 0 or abs(alpha[at]) > abs(alpha[leaving])):
                leaving = at
        if leaving < 0:
            return -1
        basis[leaving] = column
        pivot = alpha[leaving]
        alpha[leaving] = 0.0
        for other in range(rows):
            base = other * rows
            factor = inverse[base + leaving]
            if factor != 0.0:
                factor /= pivot
                for at in range(rows):
                    inverse[base + at] -= factor * alpha[at]
                inverse[base + leaving] = factor
                state[0] += rows
    return rows
