"""Multi-level pegging: down from consumers to all that serves them, and marks of all that a supply serves."""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

RECORD = 5
EXACT = 4.0e18  # products below are exact in 64 bits


@lib.inline
def scaled(piece: int, line: int, pieces: int) -> int:
    """piece · line / pieces, rounded down; rising in `piece`, 0 at 0 and `line` at `pieces`."""
    if piece <= 0:
        return 0
    if piece >= pieces:
        return line
    if float(piece) * float(line) < EXACT:
        return piece * line // pieces
    return min(line, int(float(piece) / float(pieces) * float(line)))


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:])")
def lay_out(consumer_first: Any, by_consumer: Any, item: Any, code: Any, offset: Any, pieces: Any, record: Any) -> int:
    """By place of `by_consumer`, RECORD numbers: supply, offset, place on the line of pieces that the consumer needs of
    the item, pieces, length of that line. 0. What one consumer needs then lies together."""
    for user in range(len(consumer_first) - 1):
        first = consumer_first[user]
        while first < consumer_first[user + 1]:
            last, total = first, 0
            while last < consumer_first[user + 1] and item[by_consumer[last]] == item[by_consumer[first]]:
                link = by_consumer[last]
                record[RECORD * last] = code[link]
                record[RECORD * last + 1] = offset[link]
                record[RECORD * last + 2] = total
                record[RECORD * last + 3] = pieces[link]
                total += pieces[link]
                last += 1
            for place in range(first, last):
                record[RECORD * place + 4] = total
            first = last
    return 0


@lib.inline
def pieces_of(user: int, first_demand: int, first_swap: int, first_swap_consumer: int, length: Any) -> int:
    """Length of the consumer's own line: good pieces of a lot, pieces of a swap, 1 for the whole of a demand."""
    if user < first_demand:
        return length[user]
    if user >= first_swap_consumer:
        return length[user - first_swap_consumer + first_swap]
    return 1


@lib.inline
def write(rows: int, asked: int, giver: int, pieces: int, demand: Any, supply: Any, quantity: Any) -> int:
    """One row more; -1 when there is no room."""
    if rows == len(demand):
        return -1
    demand[rows] = asked
    supply[rows] = giver
    quantity[rows] = pieces
    return rows + 1


@lib.door("i8(i8[:], i8[:], i8, i8, i8, i8[:], i8[:], i8[:], u1[:], i8[:], i8[:], i8[:], i8[:])")
def below(
    asked: Any, progress: Any, first_demand: int, first_swap: int, first_swap_consumer: int, consumer_first: Any,
    record: Any, length: Any, wanted: Any, stack: Any, demand: Any, supply: Any, quantity: Any,
) -> int:  # fmt: skip
    """Rows demand, supply, pieces for asked[progress[0]..]; their number. Stops before a line that does not fit.

    wanted: by supply, bit 1: write it, bit 2: go below it. stack: three numbers an open supply.
    length: pieces of each lot and swap. progress[0] becomes the first line that is not done.
    """
    rows = 0
    for turn in range(progress[0], len(asked)):
        begin, depth = rows, 1
        stack[0], stack[1], stack[2] = first_demand + asked[turn], 0, 1
        while depth > 0:
            depth -= 1
            user, low, high = stack[3 * depth], stack[3 * depth + 1], stack[3 * depth + 2]
            whole = pieces_of(user, first_demand, first_swap, first_swap_consumer, length)
            begins, ends = 0, 0
            for base in range(RECORD * consumer_first[user], RECORD * consumer_first[user + 1], RECORD):
                giver, at = record[base], record[base + 2]
                if at == 0:
                    begins, ends = scaled(low, record[base + 4], whole), scaled(high, record[base + 4], whole)
                first, last = max(begins, at), min(ends, at + record[base + 3])
                if wanted[giver] == 0 or first >= last:
                    continue
                if wanted[giver] & 1:
                    rows = write(rows, asked[turn], giver, last - first, demand, supply, quantity)
                if rows < 0 or 3 * depth + 3 > len(stack):
                    progress[0] = turn
                    return begin
                if wanted[giver] & 2:
                    stack[3 * depth] = giver if giver < first_demand else giver - first_swap + first_swap_consumer
                    stack[3 * depth + 1] = record[base + 1] + first - at
                    stack[3 * depth + 2] = record[base + 1] + last - at
                    depth += 1
    progress[0] = len(asked)
    return rows


@lib.door("i8(i8, i8, i8, i8, i8[:], i8[:], u1[:], u1[:], i8[:])")
def above(
    start: int, first_demand: int, first_swap: int, first_swap_consumer: int, supply_first: Any, user: Any,
    marks: Any, lines: Any, stack: Any,
) -> int:  # fmt: skip
    """Marks with 2 every supply above `start`, and in `lines` the demand it serves; 0. stack: one entry a supply."""
    depth, stack[0] = 1, start
    while depth > 0:
        depth -= 1
        for link in range(supply_first[stack[depth]], supply_first[stack[depth] + 1]):
            code, giver = user[link], -1
            if code < first_demand:
                giver = code
            elif code >= first_swap_consumer:
                giver = code - first_swap_consumer + first_swap
            elif code - first_demand < len(lines):
                lines[code - first_demand] = 1
            if giver >= 0 and marks[giver] == 0:
                marks[giver] = 2
                stack[depth] = giver
                depth += 1
    return 0
