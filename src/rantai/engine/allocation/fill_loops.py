"""A first plan: lots by priority and need, each from its best sources in the order of the goals; or along a draft."""

from __future__ import annotations

from typing import Any

from rantai.engine.allocation.book_loops import (
    BANDS,
    CAPS,
    I_FROM,
    I_SOURCE,
    I_TOTAL,
    L_ITEM,
    L_LEFT,
    L_NEED,
    PLENTY,
    S_BAND,
    S_CLASS,
    S_LEAST,
    S_TAKEN,
    TIMED,
    WEEKS,
    batch_of,
    earliest,
    is_late,
    move,
    of,
    room_at,
)
from rantai.engine.allocation.book_loops import lib as book_lib
from rantai.engine.compiled import Library

lib = Library(__name__, needs=(book_lib,))


@lib.part
def first_week(b: Any, lot: int, source: int, late: int) -> int:
    """First week of a source that is late by so much."""
    first = earliest(b, lot, source)
    return max(first, of(b, L_NEED, lot) + late) if late else first


@lib.part
def end_week(b: Any, lot: int, source: int, late: int, end: int) -> int:
    """Week behind the last of a source that is late by so much, and before `end`."""
    first, need = earliest(b, lot, source), of(b, L_NEED, lot)
    last = need + late if b[TIMED] else b[WEEKS] - 1
    if source >= b[CAPS]:
        last = min(last, first)
    return min(end, last + 1)


@lib.part
def has_room(b: Any, lot: int, source: int, late: int, end: int) -> int:
    """Whether any week of a source has room for a piece."""
    for week in range(first_week(b, lot, source, late), end_week(b, lot, source, late, end)):
        if room_at(b, lot, source, week) > 0:
            return 1
    return 0


@lib.part
def used(b: Any, source: int) -> int:
    """Pieces that a source has beyond its smallest share."""
    return of(b, S_TAKEN, source) - of(b, S_LEAST, source)


@lib.part
def by_use(b: Any, some: Any, count: int) -> int:
    """Sort positions of sources: the least used first, then by position (Shell sort)."""
    gap = 1
    while gap < count:
        gap = gap * 9 // 4 + 1
    while gap > 0:
        for at in range(gap, count):
            held, to = some[at], at
            mine = used(b, of(b, I_SOURCE, held))
            while to >= gap:
                other = some[to - gap]
                theirs = used(b, of(b, I_SOURCE, other))
                if theirs < mine or (theirs == mine and other < held):
                    break
                some[to] = other
                to -= gap
            some[to] = held
        gap = gap * 4 // 9
    return count


@lib.part
def fill_whole(b: Any, lot: int, source: int, late: int, end: int, fair: int) -> int:
    """Put all that is left into one week of the source, when that brings it nearer to its fair part than it was."""
    left = of(b, L_LEFT, lot)
    if 2 * (fair - used(b, source)) < left:
        return 0
    for week in range(first_week(b, lot, source, late), end_week(b, lot, source, late, end)):
        if room_at(b, lot, source, week) >= left:
            move(b, lot, source, week, left)
            return 1
    return 0


@lib.part
def fill_source(b: Any, lot: int, source: int, late: int, end: int, ceiling: int, least: int) -> int:
    """Give pieces to the weeks of one source, up to a ceiling, in jobs of at least so many."""
    for week in range(first_week(b, lot, source, late), end_week(b, lot, source, late, end)):
        left = of(b, L_LEFT, lot)
        wanted = min(left, ceiling - used(b, source))
        if wanted <= 0:
            return 0
        pieces = min(left, max(wanted, least), room_at(b, lot, source, week))
        if pieces >= min(left, least) and pieces > 0:
            move(b, lot, source, week, pieces)
    return 0


@lib.part
def fill_group(b: Any, lot: int, late: int, end: int, batched: int, some: Any, count: int) -> int:
    """A whole lot at one place if possible; else each source up to its fair part, least used first; then what fits."""
    fair = -(-of(b, I_TOTAL, of(b, L_ITEM, lot)) // max(1, count))
    by_use(b, some, count)
    if batched:
        for at in range(count):
            if fill_whole(b, lot, of(b, I_SOURCE, some[at]), late, end, fair):
                return 1
    for turn in range(2):
        ceiling = PLENTY if turn else fair
        by_use(b, some, count)
        for at in range(count):
            source = of(b, I_SOURCE, some[at])
            fill_source(b, lot, source, late, end, ceiling, batch_of(b, lot, source) if batched else 1)
            if not of(b, L_LEFT, lot):
                return 1
    return 0


@lib.part
def same_group(b: Any, one: int, other: int) -> int:
    """Whether two sources cost the same in the goals before spreading, time apart."""
    return of(b, S_CLASS, one) == of(b, S_CLASS, other) and of(b, S_BAND, one) == of(b, S_BAND, other)


@lib.part
def fill_class(b: Any, lot: int, at: int, behind: int, late: int, end: int, batched: int, some: Any) -> int:
    """Go through the groups of one class, all late by so much."""
    while at < behind and of(b, L_LEFT, lot):
        leader, count = of(b, I_SOURCE, at), 0
        while at < behind and same_group(b, leader, of(b, I_SOURCE, at)):
            if has_room(b, lot, of(b, I_SOURCE, at), late, end):
                some[count] = at
                count += 1
            at += 1
        if count:
            fill_group(b, lot, late, end, batched, some, count)
    return 0


@lib.part
def fill(b: Any, lot: int, end: int, batched: int, some: Any) -> int:
    """Go through groups that are equal in the goals before spreading, the best first; weeks before `end` only."""
    item, need = of(b, L_ITEM, lot), of(b, L_NEED, lot)
    at, last = of(b, I_FROM, item), of(b, I_FROM, item + 1)
    while at < last and of(b, L_LEFT, lot):
        behind, rank = at, of(b, S_CLASS, of(b, I_SOURCE, at))
        while behind < last and of(b, S_CLASS, of(b, I_SOURCE, behind)) == rank:
            behind += 1
        for late in range(max(1, end - need) if b[TIMED] else 1):
            if not of(b, L_LEFT, lot):
                return 0
            fill_class(b, lot, at, behind, late, end, batched, some)
        at = behind
    return 0


@lib.part
def place_lot(b: Any, lot: int, time_first: int, some: Any) -> int:
    """Whole batches first; smaller ones only for pieces that would not be there otherwise.

    When time comes first, weeks after the need are only looked at if those before do not suffice.
    """
    for turn in range(2 if time_first else 1):
        end = of(b, L_NEED, lot) + 1 if time_first and not turn else b[WEEKS]
        for crumbs in range(2):
            if of(b, L_LEFT, lot):
                fill(b, lot, end, 1 - crumbs, some)
    return 0


@lib.door("i8(i8[:], i8[:], i8, i8[:])")
def place_lots(b: Any, order: Any, time_first: int, some: Any) -> int:
    """Place lots one after the other as far as there is room."""
    for at in range(len(order)):
        place_lot(b, order[at], time_first, some)
    return b[BANDS]


@lib.door("i8(i8[:], i8[:], i8[:])")
def fill_timely(b: Any, order: Any, some: Any) -> int:
    """Place what can be there in time, one lot after the other."""
    for at in range(len(order)):
        fill(b, order[at], of(b, L_NEED, order[at]) + 1, 0, some)
    return 0


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8)")
def place_along(b: Any, lots: Any, sources: Any, wanted: Any, in_time: int) -> int:
    """Place lots of one item where a draft wants its sources to work: `wanted`[source, week] pieces.

    Lots that are needed first get the weeks that come first; sources that can take fewest of them come first.
    """
    weeks = b[WEEKS]
    for week in range(weeks):
        for number in range(len(sources)):
            source = sources[number]
            cell = source * weeks + week
            for at in range(len(lots)):
                if wanted[cell] <= 0:
                    break
                lot = lots[at]
                start = earliest(b, lot, source)
                if start > week or (source >= b[CAPS] and start != week) or (in_time and is_late(b, lot, week)):
                    continue
                pieces = min(of(b, L_LEFT, lot), wanted[cell])
                if pieces > 0:
                    pieces = min(pieces, room_at(b, lot, source, week))
                if pieces > 0:
                    move(b, lot, source, week, pieces)
                    wanted[cell] -= pieces
    return 0
