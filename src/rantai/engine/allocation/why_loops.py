"""What keeps pieces from a better place: every constraint of every place, with the pieces out of their own way."""

from __future__ import annotations

from typing import Any

from rantai.engine.allocation.book_loops import (
    CAPS,
    FREE,
    L_ITEM,
    PLENTY,
    POT,
    S_LEFT,
    S_MS,
    S_SHIFT,
    SPOT,
    U_FROM,
    U_MS,
    U_RESOURCE,
    U_SETUP,
    WEEKS,
    batch_of,
    earliest,
    limit_room,
    move,
    of,
    pot_of,
)
from rantai.engine.allocation.book_loops import lib as book_lib
from rantai.engine.compiled import Library

lib = Library(__name__, needs=(book_lib,))

LEAD, SHARE, LIMIT_OF_ITEM, CUSTOMER, RESOURCE = range(5)  # kinds of constraint
WIDTH = 4  # numbers a constraint: kind, place, room in pieces, amount missing
# The place told; how much it tells; places with room for all; the place with room for most, and for how many.
SOURCE, WEEK, PIECES, TOLD, VALUE, ROOMY, ROOM_SOURCE, ROOM_WEEK, ROOM, HEADER = range(10)
MS = 60_000  # a minute


@lib.part
def constraints_at(b: Any, lot: int, source: int, week: int, out: Any, at: int) -> int:
    """Write every constraint of a place: kind, place, room in pieces; gives how many."""
    count, weeks = 0, b[WEEKS]
    first = earliest(b, lot, source)
    if first > week:
        out[at], out[at + 1], out[at + 2] = LEAD, first - week, 0
        count += 1
    out[at + WIDTH * count], out[at + WIDTH * count + 1] = SHARE, source
    out[at + WIDTH * count + 2] = max(0, of(b, S_LEFT, source))
    count += 1
    if source >= b[CAPS]:
        return count
    out[at + WIDTH * count], out[at + WIDTH * count + 1] = LIMIT_OF_ITEM, of(b, L_ITEM, lot)
    out[at + WIDTH * count + 2] = limit_room(b, source, week)
    count += 1
    pot = pot_of(b, lot, source)
    if pot >= 0:
        out[at + WIDTH * count], out[at + WIDTH * count + 1] = CUSTOMER, pot
        out[at + WIDTH * count + 2] = max(0, of(b, POT, pot)) // of(b, S_MS, source)
        count += 1
    worked = week - of(b, S_SHIFT, source)
    is_new = worked >= 0 and of(b, SPOT, source * weeks + week) < 0
    for use in range(of(b, U_FROM, source), of(b, U_FROM, source + 1)):
        free = of(b, FREE, of(b, U_RESOURCE, use) * weeks + max(0, worked))
        if is_new:
            free -= of(b, U_SETUP, use)
        out[at + WIDTH * count], out[at + WIDTH * count + 1] = RESOURCE, of(b, U_RESOURCE, use)
        out[at + WIDTH * count + 2] = max(0, free) // of(b, U_MS, use)
        count += 1
    return count


@lib.part
def freed(b: Any, lot: int, source: int, pieces: int, tight: int, next_tight: int, batched: int) -> int:
    """Pieces that could move if only the tightest constraint were relaxed; 0 when that helps nobody."""
    most = min(pieces, next_tight)
    if most <= tight:
        return 0
    if batched and most < pieces:
        least = batch_of(b, lot, source)
        most = min(most, pieces - least)
        if most < least or most <= tight:
            return 0
    return most


@lib.part
def judge(b: Any, lot: int, source: int, week: int, pieces: int, batched: int, out: Any) -> int:
    """Look at one place, and keep it in `out` when it tells more than the one held.

    One constraint tells more than several, anything more than a lead time, many pieces more than few.
    """
    start = HEADER + (len(out) - HEADER) // 2
    count = constraints_at(b, lot, source, week, out, start)
    tight, next_tight, which = PLENTY, PLENTY, 0
    for number in range(count):
        room = out[start + WIDTH * number + 2]
        if room < tight:
            tight, next_tight, which = room, tight, number
        elif room < next_tight:
            next_tight = room
    if tight > out[ROOM]:
        out[ROOM_SOURCE], out[ROOM_WEEK], out[ROOM] = source, week, tight
    if tight >= pieces:
        out[ROOMY] += 1
        return 0
    moved = freed(b, lot, source, pieces, tight, next_tight, batched)
    single, lead = 1 if moved else 0, 1 if out[start] == LEAD else 0
    wanted = moved if single else pieces
    value = 4 * single + 2 * (1 - lead) + 1
    if value < out[VALUE] or (value == out[VALUE] and wanted <= out[PIECES]):
        return 0
    told = 0
    for number in range(count):
        if (single and number == which) or (not single and out[start + WIDTH * number + 2] < pieces):
            for at in range(WIDTH):
                out[HEADER + WIDTH * told + at] = out[start + WIDTH * number + at]
            told += 1
    out[SOURCE], out[WEEK], out[PIECES], out[TOLD], out[VALUE] = source, week, wanted, told, value
    return 1


@lib.part
def missing(b: Any, source: int, week: int, kind: int, place: int, room: int, pieces: int) -> int:
    """How much of a constraint is missing for so many pieces: weeks, pieces, or minutes rounded up."""
    if kind == LEAD:
        return place
    if kind == CUSTOMER:
        return -(-(pieces * of(b, S_MS, source) - of(b, POT, place)) // MS)
    if kind != RESOURCE:
        return pieces - room
    weeks, worked, wanted = b[WEEKS], week - of(b, S_SHIFT, source), 0
    for use in range(of(b, U_FROM, source), of(b, U_FROM, source + 1)):
        if of(b, U_RESOURCE, use) == place:
            wanted = pieces * of(b, U_MS, use)
            if of(b, SPOT, source * weeks + week) < 0:
                wanted += of(b, U_SETUP, use)
    return -(-(wanted - of(b, FREE, place * weeks + worked)) // MS)


@lib.door("i8(i8[:], i8, i8[:], i8[:], i8, i8, i8, i8[:])")
def why(b: Any, lot: int, taken: Any, sources: Any, end: int, pieces: int, batched: int, out: Any) -> int:
    """The place before week `end` at one of `sources` that tells best why `pieces` are not there; 1 when one does.

    `taken`: source, week, pieces in turn of what would move; it is lifted while places are looked at. `batched`:
    whether jobs must be worth a set-up. `out`: head, then the constraints: kind, place, room, amount missing. Sources
    are looked at in their order, weeks from the last; the first of equals is kept.
    """
    for at in range(len(taken) // 3):
        move(b, lot, taken[3 * at], taken[3 * at + 1], -taken[3 * at + 2])
    for at in range(HEADER):
        out[at] = 0
    for number in range(len(sources)):
        source = sources[number]
        first, last = earliest(b, lot, source), end - 1
        if first > last or source >= b[CAPS]:
            if last >= of(b, S_SHIFT, source):
                judge(b, lot, source, min(first, last), pieces, batched, out)
            continue
        for back in range(last - first + 1):
            judge(b, lot, source, last - back, pieces, batched, out)
    for number in range(out[TOLD]):
        at = HEADER + WIDTH * number
        out[at + 3] = missing(b, out[SOURCE], out[WEEK], out[at], out[at + 1], out[at + 2], out[PIECES])
    for at in range(len(taken) // 3):
        move(b, lot, taken[3 * at], taken[3 * at + 1], taken[3 * at + 2])
    return 1 if out[VALUE] else 0
