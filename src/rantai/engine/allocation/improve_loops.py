"""Make a plan better without ever leaving it: empty places that are better, then exchanges for time and nearness."""

from __future__ import annotations

from typing import Any

from rantai.engine.allocation.book_loops import (
    ALLOWANCE,
    CAPS,
    E_AFTER,
    E_LOT,
    E_NEXT,
    E_PIECES,
    E_SOURCE,
    E_WEEK,
    FREE,
    L_HEAD,
    L_LEFT,
    R_CAP,
    R_FROM,
    S_LEAST,
    S_LEFT,
    S_SHIFT,
    S_TAKEN,
    SHORT,
    SPOT,
    U_FROM,
    U_MS,
    U_RESOURCE,
    WEEKS,
    batch_of,
    ideal,
    is_late,
    key_of,
    lift,
    limit_room,
    list_places,
    move,
    of,
    pieces_at,
    put_back,
    room_at,
)
from rantai.engine.allocation.book_loops import lib as book_lib
from rantai.engine.compiled import Library

lib = Library(__name__, needs=(book_lib,))

ROUNDS = 12
WISHES = 60  # places looked at for one piece


@lib.part
def list_spots(b: Any, lot: int, spots: Any) -> int:
    """Places of the lot, and -1 for pieces without one: source, week in turn; gives how many."""
    found, entry = 0, of(b, L_HEAD, lot)
    while entry >= 0:
        spots[2 * found], spots[2 * found + 1] = of(b, E_SOURCE, entry), of(b, E_WEEK, entry)
        found += 1
        entry = of(b, E_NEXT, entry)
    if of(b, L_LEFT, lot):
        spots[2 * found], spots[2 * found + 1] = -1, 0
        found += 1
    return found


@lib.part
def cost_of(b: Any, lot: int, source: int, week: int) -> int:
    """Key of a spot; pieces without a place cost more than any."""
    return key_of(b, lot, source, week) if source >= 0 else SHORT


@lib.part
def is_behind(b: Any, lot: int, source: int, week: int) -> int:
    """Whether pieces are short or late there, so that even single ones are worth moving."""
    return 1 if source < 0 else is_late(b, lot, week)


@lib.part
def put_down(b: Any, lot: int, places: Any, count: int, pieces: int, batched: int) -> int:
    """Place pieces in the order of the places; gives what is left. `batched`: neither moved nor left in crumbs."""
    for at in range(count):
        if not pieces:
            break
        source, week = places[2 * at], places[2 * at + 1]
        moved = min(pieces, room_at(b, lot, source, week))
        if batched and moved < pieces:
            least = batch_of(b, lot, source)
            moved = min(moved, pieces - least)
            if moved < least:
                moved = 0
        if moved > 0:
            move(b, lot, source, week, moved)
            pieces -= moved
    return pieces


@lib.part
def may_leave(b: Any, lot: int, source: int, week: int) -> int:
    """Whether pieces that are in time may leave a source, as far as its smallest share goes."""
    if source < 0 or not of(b, S_LEAST, source) or is_behind(b, lot, source, week):
        return 1
    return of(b, S_TAKEN, source) - pieces_at(b, lot, source, week) >= of(b, S_LEAST, source)


@lib.part
def hopeful(b: Any, lot: int, places: Any, count: int) -> int:
    """Whether any of the places has room."""
    for at in range(count):
        if room_at(b, lot, places[2 * at], places[2 * at + 1]) > 0:
            return 1
    return 0


@lib.part
def pull_lot(b: Any, lot: int, spots: Any, places: Any) -> int:
    """Move the lot's pieces to better places that stand empty; gives how many."""
    count, best, moved, worst, behind = list_spots(b, lot, spots), ideal(b, lot), 0, -1, 0
    for at in range(count):
        source, week = spots[2 * at], spots[2 * at + 1]
        worst = max(worst, cost_of(b, lot, source, week))
        behind += is_behind(b, lot, source, week)
    if worst <= best:
        return 0
    if not behind and not hopeful(b, lot, places, list_places(b, lot, worst, places, len(places) // 2)):
        return 0
    for at in range(count):
        source, week = spots[2 * at], spots[2 * at + 1]
        key = cost_of(b, lot, source, week)
        if key > best and may_leave(b, lot, source, week):
            batched = 0 if is_behind(b, lot, source, week) else 1
            lifted = lift(b, lot, source, week)
            some = list_places(b, lot, key, places, len(places) // 2)
            left = put_down(b, lot, places, some, lifted, batched)
            put_back(b, lot, source, week, left)
            moved += lifted - left
    return moved


@lib.part
def shift(b: Any, lot: int, source: int, week: int, to: int, to_week: int) -> int:
    """Move what fits from one place to another; gives what stays."""
    behind, left = is_behind(b, lot, source, week), lift(b, lot, source, week)
    moved = min(left, room_at(b, lot, to, to_week))
    if not behind and moved < left:
        least = batch_of(b, lot, to)
        moved = min(moved, left - least)
        if moved < least:
            moved = 0
    if moved > 0:
        move(b, lot, to, to_week, moved)
        left -= moved
    put_back(b, lot, source, week, left)
    return left


@lib.part
def ms_on(b: Any, source: int, resource: int) -> int:
    """What a piece of the source takes of a resource; 0 when it does not use it."""
    if source < b[CAPS]:
        for use in range(of(b, U_FROM, source), of(b, U_FROM, source + 1)):
            if of(b, U_RESOURCE, use) == resource:
                return of(b, U_MS, use)
    return 0


@lib.part
def move_out(b: Any, lot: int, cap: int, week: int, resource: int, missing_ms: int, places: Any) -> int:
    """Move pieces that use `resource` to a place that is no worse for them and does not use it in that week."""
    if not may_leave(b, lot, cap, week):
        return 0
    at = week - of(b, S_SHIFT, cap)
    some, kept = list_places(b, lot, key_of(b, lot, cap, week) + 1, places, len(places) // 2), 0
    for number in range(some):
        source, other = places[2 * number], places[2 * number + 1]
        if other - of(b, S_SHIFT, source) != at or not ms_on(b, source, resource):
            places[2 * kept], places[2 * kept + 1] = source, other
            kept += 1
    held = lift(b, lot, cap, week)
    for number in range(kept):
        if room_at(b, lot, places[2 * number], places[2 * number + 1]) >= held:
            return move(b, lot, places[2 * number], places[2 * number + 1], held)
    wanted = min(held, -(-missing_ms // ms_on(b, cap, resource)))
    left = put_down(b, lot, places, kept, wanted, 0)
    return put_back(b, lot, cap, week, held - wanted + left)


@lib.part
def make_room(b: Any, lot: int, source: int, week: int, pieces: int, places: Any) -> int:
    """Move others out of the full resources of (source, week)."""
    weeks, at = b[WEEKS], week - of(b, S_SHIFT, source)
    if of(b, S_LEFT, source) <= 0 or not limit_room(b, source, week):
        return 0
    for use in range(of(b, U_FROM, source), of(b, U_FROM, source + 1)):
        resource = of(b, U_RESOURCE, use)
        wanted = pieces * of(b, U_MS, use)
        for number in range(of(b, R_FROM, resource), of(b, R_FROM, resource + 1)):
            cap = of(b, R_CAP, number)
            there = at + of(b, S_SHIFT, cap)
            if there >= weeks:
                continue
            entry = of(b, SPOT, cap * weeks + there)
            while entry >= 0:
                other, after = of(b, E_LOT, entry), of(b, E_AFTER, entry)
                missing = wanted - of(b, FREE, resource * weeks + at)
                b[ALLOWANCE] -= 1
                if missing <= 0 or b[ALLOWANCE] < 0:
                    break
                if other != lot:
                    move_out(b, other, cap, there, resource, missing, places)
                entry = after
    return 0


@lib.part
def better_place(b: Any, lot: int, source: int, week: int, wishes: Any, places: Any) -> int:
    """Bring the pieces of one spot to better places, making room there."""
    count = list_places(b, lot, cost_of(b, lot, source, week), wishes, WISHES)
    for at in range(count):
        to, to_week = wishes[2 * at], wishes[2 * at + 1]
        b[ALLOWANCE] -= 1
        if b[ALLOWANCE] < 0:
            return 0
        left = shift(b, lot, source, week, to, to_week)
        if left and to < b[CAPS]:
            make_room(b, lot, to, to_week, left, places)
            left = shift(b, lot, source, week, to, to_week)
        if not left:
            return 1
    return 0


@lib.part
def better_lot(b: Any, lot: int, spots: Any, wishes: Any, places: Any) -> int:
    """The lot's worst spots first; then its pieces without a place."""
    best, count, below = ideal(b, lot), list_spots(b, lot, spots), SHORT
    while below > best:
        worst = -1
        for at in range(count):
            source = spots[2 * at]
            key = cost_of(b, lot, source, spots[2 * at + 1])
            if key < below and key > worst:
                worst = key
        if worst <= best:
            break
        for back in range(count):
            at = count - 1 - back
            source, week = spots[2 * at], spots[2 * at + 1]
            if cost_of(b, lot, source, week) == worst and may_leave(b, lot, source, week):
                better_place(b, lot, source, week, wishes, places)
        below = worst
    if of(b, L_LEFT, lot):
        better_place(b, lot, -1, 0, wishes, places)
    return 0


@lib.door("i8(i8[:], i8[:], i8[:], i8[:])")
def pull(b: Any, lots: Any, spots: Any, places: Any) -> int:
    """Move pieces to better places that stand empty, until none does (or a few rounds have passed)."""
    for turn in range(ROUNDS):
        moved = 0
        for at in range(len(lots)):
            moved += pull_lot(b, lots[at], spots, places)
        if not moved:
            return turn
    return ROUNDS


@lib.door("i8(i8[:], i8[:], i8, i8[:], i8[:], i8[:])")
def exchange(b: Any, lots: Any, allowance: int, spots: Any, wishes: Any, places: Any) -> int:
    """Move pieces to strictly better places; where one is full, move someone out who loses nothing by it."""
    b[ALLOWANCE] = allowance
    for at in range(len(lots)):
        if b[ALLOWANCE] <= 0:
            break
        better_lot(b, lots[at], spots, wishes, places)
    return b[ALLOWANCE]


@lib.door("i8(i8[:], i8, i8[:], i8[:])")
def pull_behind(b: Any, lot: int, spots: Any, places: Any) -> int:
    """Move the lot's late and short pieces to earlier places that have room; gives how many moved."""
    count, moved = list_spots(b, lot, spots), 0
    for at in range(count):
        source, week = spots[2 * at], spots[2 * at + 1]
        if not is_behind(b, lot, source, week):
            continue
        lifted, key = lift(b, lot, source, week), cost_of(b, lot, source, week)
        some, kept = list_places(b, lot, key, places, len(places) // 2), 0
        for number in range(some):
            if source < 0 or places[2 * number + 1] < week:
                places[2 * kept], places[2 * kept + 1] = places[2 * number], places[2 * number + 1]
                kept += 1
        left = put_down(b, lot, places, kept, lifted, 0)
        put_back(b, lot, source, week, left)
        moved += lifted - left
    return moved


@lib.door("i8(i8[:], i8[:])")
def count_pieces(b: Any, out: Any) -> int:
    """Late pieces and short pieces of each lot, in turn; gives how many lots have any."""
    behind = 0
    for lot in range(len(out) // 2):
        late, entry = 0, of(b, L_HEAD, lot)
        while entry >= 0:
            if is_late(b, lot, of(b, E_WEEK, entry)):
                late += of(b, E_PIECES, entry)
            entry = of(b, E_NEXT, entry)
        out[2 * lot], out[2 * lot + 1] = late, of(b, L_LEFT, lot)
        behind += 1 if late or of(b, L_LEFT, lot) else 0
    return behind
