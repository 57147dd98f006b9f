"""Loops for the tests: a bounded knapsack and a sum of ratios."""

from rantai.engine.compiled import Library

lib = Library(__name__)

SHIFT = 3


@lib.part
def larger(one, other):
    return one if one > other else other


@lib.door("i8(i8[:], i8[:], i8, i8[:])")
def knapsack(sizes, worths, room, best):
    for size in range(room + 1):
        best[size] = 0
    for kind in range(len(sizes)):
        for size in range(sizes[kind], room + 1):
            best[size] = larger(best[size], best[size - sizes[kind]] + worths[kind])
    return best[room] + SHIFT


@lib.door("f8(f8[:], u1[:], f8)")
def kept(values, flags, factor):
    total = 0.0
    for at in range(len(values)):
        if flags[at]:
            total += values[at] / factor
    return total
