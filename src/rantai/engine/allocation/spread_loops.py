"""Spread work evenly over equals, and gather what was split too finely."""

from __future__ import annotations

from typing import Any

from rantai.engine.allocation.book_loops import (
    E_NEXT,
    E_PIECES,
    E_SOURCE,
    E_WEEK,
    I_FROM,
    I_SOURCE,
    L_HEAD,
    L_ITEM,
    L_NEED,
    S_LEAST,
    S_TAKEN,
    batch_of,
    earliest,
    key_of,
    last_week,
    move,
    of,
    pieces_at,
    room_at,
)
from rantai.engine.allocation.book_loops import lib as book_lib
from rantai.engine.allocation.fill_loops import by_use
from rantai.engine.allocation.fill_loops import lib as fill_lib
from rantai.engine.allocation.improve_loops import lib as improve_lib
from rantai.engine.allocation.improve_loops import list_spots
from rantai.engine.compiled import Library

lib = Library(__name__, needs=(book_lib, fill_lib, improve_lib))

PASSES = 2


@lib.part
def worth_moving(b: Any, lot: int, top: int, source: int, held: int, wanted: int) -> int:
    """All of `held`, or so much of what is wanted that both parts are worth a set-up, or nothing."""
    if wanted >= held:
        return held
    moved = min(wanted, held - batch_of(b, lot, top))
    return moved if moved >= batch_of(b, lot, source) else 0


@lib.part
def lighten(b: Any, lot: int, top: int, week: int, even: int, some: Any) -> int:
    """Give pieces of one place to less used sources that are no worse for it; nobody is brought below `even`."""
    item, held, floor = of(b, L_ITEM, lot), pieces_at(b, lot, top, week), max(even, of(b, S_LEAST, top))
    spare, count = of(b, S_TAKEN, top) - floor, 0
    below, use = key_of(b, lot, top, week) + 1, of(b, S_TAKEN, top)
    if spare <= 0:
        return 0
    for at in range(of(b, I_FROM, item), of(b, I_FROM, item + 1)):
        source = of(b, I_SOURCE, at)
        if (
            source != top
            and of(b, S_TAKEN, source) < use
            and last_week(b, lot, source, below) >= earliest(b, lot, source)
        ):
            some[count] = at
            count += 1
    if not count:
        return 0
    by_use(b, some, count)
    move(b, lot, top, week, -held)
    left = held
    for number in range(count):
        source = of(b, I_SOURCE, some[number])
        for at in range(earliest(b, lot, source), last_week(b, lot, source, below) + 1):
            moved = min(left, spare - (held - left), (use - (held - left) - of(b, S_TAKEN, source)) // 2)
            if moved <= 0:
                break
            moved = worth_moving(b, lot, top, source, left, moved)
            if moved:
                moved = worth_moving(b, lot, top, source, left, min(moved, room_at(b, lot, source, at)))
            if moved > 0 and moved <= room_at(b, lot, source, at):
                move(b, lot, source, at, moved)
                left -= moved
            if not left:
                return held
    if left:
        move(b, lot, top, week, left)
    return held - left


@lib.part
def even_part(b: Any, item: int) -> int:
    """Pieces that each source of the item would have if all had the same."""
    total, first, end = 0, of(b, I_FROM, item), of(b, I_FROM, item + 1)
    for at in range(first, end):
        total += of(b, S_TAKEN, of(b, I_SOURCE, at))
    return -(-total // max(1, end - first))


@lib.door("i8(i8[:], i8[:], i8[:], i8[:])")
def spread(b: Any, lots: Any, spots: Any, some: Any) -> int:
    """Take pieces of one item's lots from its most used sources and give them to less used ones that are no worse."""
    item = of(b, L_ITEM, lots[0])
    if of(b, I_FROM, item + 1) - of(b, I_FROM, item) < 2:
        return 0
    for turn in range(PASSES):
        even, moved = even_part(b, item), 0
        for number in range(len(lots)):
            lot = lots[number]
            count = list_spots(b, lot, spots)
            for at in range(count):
                source, week = spots[2 * at], spots[2 * at + 1]
                if source >= 0 and of(b, S_TAKEN, source) > even and pieces_at(b, lot, source, week):
                    moved += lighten(b, lot, source, week, even, some)
        if not moved:
            return turn
    return PASSES


@lib.part
def lateness(b: Any, lot: int, week: int) -> int:
    """Weeks behind the lot's need."""
    return max(0, week - of(b, L_NEED, lot))


@lib.part
def may_join(b: Any, lot: int, source: int, week: int, to: int, to_week: int, most: int) -> int:
    """Whether a whole job may move there: nothing later, nothing dearer in the goals, nobody above the one with most.

    Crumbs, not worth a set-up, may also go to farther makers.
    """
    if lateness(b, lot, to_week) > lateness(b, lot, week):
        return 0
    if source != to and of(b, S_TAKEN, source) - pieces_at(b, lot, source, week) < of(b, S_LEAST, source):
        return 0
    if pieces_at(b, lot, source, week) < batch_of(b, lot, source):
        return 1
    if key_of(b, lot, to, to_week) > key_of(b, lot, source, week):
        return 0
    return 1 if source == to or of(b, S_TAKEN, to) + pieces_at(b, lot, source, week) <= most else 0


@lib.part
def most_used(b: Any, item: int) -> int:
    """Pieces of the item's most used source."""
    most = 0
    for at in range(of(b, I_FROM, item), of(b, I_FROM, item + 1)):
        most = max(most, of(b, S_TAKEN, of(b, I_SOURCE, at)))
    return most


@lib.part
def next_job(b: Any, lot: int, done_pieces: int, done_at: int) -> int:
    """The entry of the lot's next job by pieces, then position; positions count along its list; -1 at the end."""
    best, best_at, entry = -1, -1, of(b, L_HEAD, lot)
    while entry >= 0:
        pieces = of(b, E_PIECES, entry)
        place = of(b, E_SOURCE, entry) * 2**20 + of(b, E_WEEK, entry)
        is_later = pieces > done_pieces or (pieces == done_pieces and place > done_at)
        is_first = best < 0 or pieces < of(b, E_PIECES, best) or (pieces == of(b, E_PIECES, best) and place < best_at)
        if is_later and is_first:
            best, best_at = entry, place
        entry = of(b, E_NEXT, entry)
    return best


@lib.part
def join(b: Any, lot: int, source: int, week: int) -> int:
    """Move a whole job into another job of the lot, the best that takes it; gives 1 when it moved."""
    pieces, most, item = pieces_at(b, lot, source, week), 0, of(b, L_ITEM, lot)
    most = most_used(b, item)
    to, to_week, entry = -1, -1, of(b, L_HEAD, lot)
    best_key, best_pieces = 0, 0
    while entry >= 0:
        other, at, there = of(b, E_SOURCE, entry), of(b, E_WEEK, entry), of(b, E_PIECES, entry)
        entry = of(b, E_NEXT, entry)
        if (other == source and at == week) or not may_join(b, lot, source, week, other, at, most):
            continue
        key = key_of(b, lot, other, at)
        if to >= 0 and (key > best_key or (key == best_key and there <= best_pieces)):
            continue
        if other != source and room_at(b, lot, other, at) < pieces:
            continue
        move(b, lot, source, week, -pieces)
        fits = room_at(b, lot, other, at) >= pieces
        move(b, lot, source, week, pieces)
        if fits:
            to, to_week, best_key, best_pieces = other, at, key, there
    if to >= 0:
        move(b, lot, source, week, -pieces)
        move(b, lot, to, to_week, pieces)
        return 1
    return 0


@lib.door("i8(i8[:], i8[:])")
def gather(b: Any, lots: Any) -> int:
    """Move whole jobs into other jobs of the same lot where no goal suffers, smallest first; crumbs farther too."""
    joined = 0
    for number in range(len(lots)):
        lot, pieces, at = lots[number], 0, -1
        entry = next_job(b, lot, pieces, at)
        while entry >= 0:
            source, week = of(b, E_SOURCE, entry), of(b, E_WEEK, entry)
            pieces, at = of(b, E_PIECES, entry), source * 2**20 + week
            joined += join(b, lot, source, week)
            entry = next_job(b, lot, pieces, at)
    return joined
