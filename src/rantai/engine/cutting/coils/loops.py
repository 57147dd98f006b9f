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


@lib.door("i8(i8[:], i8[:], i8[:], i8, i8, i8, i8[:], i8[:])")
def fill_strip(
    worths: Ints, sizes: Ints, limits: Ints, room: int, enough: int, most_nodes: int, work: Ints, best: Ints
) -> int:
    """Depth first over counts, as many of each as fit first; rows stand by worth for the length, the densest first.

    `best` takes the counts found and, behind them, their worth; `work` holds three numbers a row and three more. It
    ends when the worth is `enough`, or after `most_nodes`. Answers the nodes seen.
    """
    rows = len(worths)
    rest, value = rows, 2 * rows + 1  # where in `work` the room left and the worth at each depth stand
    for at in range(rows + 1):
        best[at] = 0
    work[rest], work[value] = room, 0
    depth, nodes, deeper = 0, 0, True
    while True:
        if deeper:
            nodes += 1
            if work[value + depth] > best[rows]:
                for at in range(rows):
                    best[at] = work[at] if at < depth else 0
                best[rows] = work[value + depth]
            if nodes > most_nodes or best[rows] >= enough:
                return nodes
            deeper = depth < rows
        if deeper:
            fits = work[rest + depth] // sizes[depth]
            work[depth] = fits if fits < limits[depth] else limits[depth]
        else:
            depth -= 1
            if depth < 0:
                return nodes
            work[depth] -= 1
            if work[depth] < 0:
                continue
        left = work[rest + depth] - work[depth] * sizes[depth]
        made = work[value + depth] + work[depth] * worths[depth]
        reach = made
        if depth + 1 < rows:
            reach += left * worths[depth + 1] // sizes[depth + 1]
        deeper = reach > best[rows]
        if deeper:
            depth += 1
            work[rest + depth], work[value + depth] = left, made
