"""The table of the knapsack across a coil, as a loop that is compiled."""

from __future__ import annotations

from rantai.engine.compiled import Library
from rantai.engine.cutting.coils.slitting import Ints

lib = Library(__name__)


@lib.door("i8(i8, i8, i8, i8[:], i8[:], i8[:], i8[:], u1[:])")
def fill_across(
    cells: int, strips: int, step: int, widths: Ints, starts: Ints, worths: Ints, table: Ints, picks: Ints
) -> int:
    """Best worth for exactly so many strips (rows) and cells (columns); `picks`: how many each stack gives.

    Stack k offers its first j strips for worths[starts[k] + j - 1]; step is 0 when strips are not counted. A table
    entry below 0 cannot be reached. Answers the comparisons made.
    """
    size = (strips + 1) * (cells + 1)
    for at in range(size):
        table[at] = -1
    table[0] = 0
    made = 0
    for stack in range(len(widths)):
        width, first = widths[stack], starts[stack]
        count = starts[stack + 1] - first
        for cell in range(cells, -1, -1):
            for row in range(strips, -1, -1):
                at = row * (cells + 1) + cell
                best, pick = table[at], 0
                for number in range(1, count + 1):
                    if number * step > row or number * width > cell:
                        break
                    made += 1
                    source = at - number * step * (cells + 1) - number * width
                    if table[source] >= 0 and table[source] + worths[first + number - 1] > best:
                        best, pick = table[source] + worths[first + number - 1], number
                table[at] = best
                picks[stack * size + at] = pick
    return made
