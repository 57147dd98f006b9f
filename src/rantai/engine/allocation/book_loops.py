"""The order book as one flat array: what is placed where, and what room is left. Every change goes through `move`.

The array begins with a head: a few numbers, then the position of each section. Weeks of places are weeks of arrival;
a maker works `S_SHIFT` weeks earlier, while its pieces are on the road.
"""

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

NUMBERS = ("WEEKS", "CAPS", "LOTS", "TIMED", "BANDS", "FREE_ENTRY", "N_FREE", "ALLOWANCE", "ENTRIES")
SECTIONS = (
    *("L_ITEM", "L_NEED", "L_FIRST", "L_PIECES", "L_LEFT", "L_HEAD", "L_BATCH", "L_CUSTOMER"),
    *("S_ITEM", "S_LAG", "S_SHIFT", "S_CLASS", "S_BAND", "S_BATCH", "S_TAKEN", "S_LEFT", "S_LEAST"),
    *("S_POT", "S_MS", "U_FROM", "U_RESOURCE", "U_MS", "U_SETUP", "R_FROM", "R_CAP"),
    *("I_FROM", "I_SOURCE", "I_TOTAL", "I_LIMITED", "LIMIT", "FREE", "SPOT", "POT"),
    *("E_LOT", "E_SOURCE", "E_WEEK", "E_PIECES", "E_NEXT", "E_AFTER"),
)
(WEEKS, CAPS, LOTS, TIMED, BANDS, FREE_ENTRY, N_FREE, ALLOWANCE, ENTRIES) = range(9)
(L_ITEM, L_NEED, L_FIRST, L_PIECES, L_LEFT, L_HEAD, L_BATCH, L_CUSTOMER) = range(9, 17)
(S_ITEM, S_LAG, S_SHIFT, S_CLASS, S_BAND, S_BATCH, S_TAKEN, S_LEFT, S_LEAST) = range(17, 26)
(S_POT, S_MS, U_FROM, U_RESOURCE, U_MS, U_SETUP, R_FROM, R_CAP) = range(26, 34)
(I_FROM, I_SOURCE, I_TOTAL, I_LIMITED, LIMIT, FREE, SPOT, POT) = range(34, 42)
(E_LOT, E_SOURCE, E_WEEK, E_PIECES, E_NEXT, E_AFTER) = range(42, 48)
HEAD = 48
PLENTY = 2**62
SPARE = 4  # entries kept back, so that what was lifted can always be put back
SHORT = 2**62  # what a piece without a place costs


@lib.part
def of(b: Any, section: int, at: int) -> int:
    """One number of a section."""
    return b[b[section] + at]


@lib.part
def earliest(b: Any, lot: int, source: int) -> int:
    """First week in which the source can have pieces of the lot there."""
    lag = of(b, S_LAG, source)
    if source < b[CAPS]:
        return lag + of(b, L_FIRST, lot)
    return max(lag, of(b, L_NEED, lot))


@lib.part
def key_of(b: Any, lot: int, source: int, week: int) -> int:
    """What a piece of the lot costs there in the goals before spreading, as one number; smaller is better."""
    late = 0
    if b[TIMED]:
        late = max(0, week - of(b, L_NEED, lot))
    return (of(b, S_CLASS, source) * (b[WEEKS] + 1) + late) * b[BANDS] + of(b, S_BAND, source)


@lib.part
def is_late(b: Any, lot: int, week: int) -> int:
    """Whether a week lies behind the lot's need."""
    return 1 if week > of(b, L_NEED, lot) else 0


@lib.part
def entry_of(b: Any, lot: int, source: int, week: int) -> int:
    """The entry of a place, or -1."""
    entry = of(b, L_HEAD, lot)
    while entry >= 0 and (of(b, E_SOURCE, entry) != source or of(b, E_WEEK, entry) != week):
        entry = of(b, E_NEXT, entry)
    return entry


@lib.part
def pieces_at(b: Any, lot: int, source: int, week: int) -> int:
    """Pieces of the lot at a place."""
    entry = entry_of(b, lot, source, week)
    return of(b, E_PIECES, entry) if entry >= 0 else 0


@lib.part
def job_room(b: Any, source: int, week: int) -> int:
    """Pieces for which the maker's resources have time, in a week of arrival."""
    room, at, weeks = PLENTY, week - of(b, S_SHIFT, source), b[WEEKS]
    if at < 0:
        return 0
    is_new = of(b, SPOT, source * weeks + week) < 0
    for use in range(of(b, U_FROM, source), of(b, U_FROM, source + 1)):
        free = of(b, FREE, of(b, U_RESOURCE, use) * weeks + at)
        if is_new:
            free -= of(b, U_SETUP, use)
        room = min(room, free // of(b, U_MS, use))
    return max(0, room)


@lib.part
def limit_room(b: Any, source: int, week: int) -> int:
    """Pieces that material and parts still allow a maker, in a week of arrival."""
    item, weeks, room = of(b, S_ITEM, source), b[WEEKS], PLENTY
    if of(b, I_LIMITED, item):
        for at in range(max(0, week - of(b, S_SHIFT, source)), weeks):
            room = min(room, of(b, LIMIT, item * weeks + at))
    return max(0, room)


@lib.part
def pot_of(b: Any, lot: int, source: int) -> int:
    """The pot of minutes that the maker may give the lot's customer, or -1."""
    row, customer = of(b, S_POT, source), of(b, L_CUSTOMER, lot)
    return row + customer if row >= 0 and customer >= 0 else -1


@lib.part
def room_at(b: Any, lot: int, source: int, week: int) -> int:
    """Pieces of the lot that one source can still give in one week."""
    room = of(b, S_LEFT, source)
    if room <= 0 or b[N_FREE] < SPARE:
        return 0
    if source >= b[CAPS]:
        return room
    pot = pot_of(b, lot, source)
    if pot >= 0:
        room = min(room, max(0, of(b, POT, pot)) // of(b, S_MS, source))
    return min(room, job_room(b, source, week), limit_room(b, source, week))


@lib.part
def batch_of(b: Any, lot: int, source: int) -> int:
    """Pieces below which a job of the lot at the source is not worth its set-up.

    A maker's own smallest batch stands below 0: nothing but the size of the lot lessens it.
    """
    batch = of(b, S_BATCH, source)
    if batch < 0:
        return max(1, min(-batch, of(b, L_PIECES, lot)))
    return max(1, min(batch, of(b, L_BATCH, lot)))


@lib.part
def set_up(b: Any, source: int, week: int, sign: int) -> int:
    """Take (or give back) the minutes of setting the maker's benches up for a week."""
    weeks = b[WEEKS]
    for use in range(of(b, U_FROM, source), of(b, U_FROM, source + 1)):
        cell = b[FREE] + of(b, U_RESOURCE, use) * weeks + week - of(b, S_SHIFT, source)
        b[cell] -= sign * of(b, U_SETUP, use)
    return 0


@lib.part
def open_entry(b: Any, lot: int, source: int, week: int, before: int) -> int:
    """A new entry behind `before` in the lot's list, and in the list of its maker and week, by lot."""
    entry = b[FREE_ENTRY]
    b[FREE_ENTRY] = of(b, E_NEXT, entry)
    b[N_FREE] -= 1
    b[b[E_LOT] + entry], b[b[E_SOURCE] + entry], b[b[E_WEEK] + entry] = lot, source, week
    b[b[E_PIECES] + entry] = 0
    link = b[L_HEAD] + lot if before < 0 else b[E_NEXT] + before
    b[b[E_NEXT] + entry] = b[link]
    b[link] = entry
    if source < b[CAPS]:
        link = b[SPOT] + source * b[WEEKS] + week
        if b[link] < 0:
            set_up(b, source, week, 1)
        while b[link] >= 0 and of(b, E_LOT, b[link]) < lot:
            link = b[E_AFTER] + b[link]
        b[b[E_AFTER] + entry] = b[link]
        b[link] = entry
    return entry


@lib.part
def close_entry(b: Any, entry: int, before: int) -> int:
    """Take an entry without pieces out of both lists."""
    lot, source, week = of(b, E_LOT, entry), of(b, E_SOURCE, entry), of(b, E_WEEK, entry)
    link = b[L_HEAD] + lot if before < 0 else b[E_NEXT] + before
    b[link] = of(b, E_NEXT, entry)
    if source < b[CAPS]:
        head = b[SPOT] + source * b[WEEKS] + week
        link = head
        while b[link] != entry:
            link = b[E_AFTER] + b[link]
        b[link] = of(b, E_AFTER, entry)
        if b[head] < 0:
            set_up(b, source, week, -1)
    b[b[E_NEXT] + entry] = b[FREE_ENTRY]
    b[FREE_ENTRY] = entry
    b[N_FREE] += 1
    return 0


@lib.part
def move(b: Any, lot: int, source: int, week: int, pieces: int) -> int:
    """Place pieces, or take them back when `pieces` is negative. The caller has seen that there is room."""
    before, entry = -1, of(b, L_HEAD, lot)
    while entry >= 0:
        there = of(b, E_SOURCE, entry)
        if there > source or (there == source and of(b, E_WEEK, entry) >= week):
            break
        before, entry = entry, of(b, E_NEXT, entry)
    if entry < 0 or of(b, E_SOURCE, entry) != source or of(b, E_WEEK, entry) != week:
        entry = open_entry(b, lot, source, week, before)
    b[b[E_PIECES] + entry] += pieces
    b[b[L_LEFT] + lot] -= pieces
    b[b[S_TAKEN] + source] += pieces
    b[b[S_LEFT] + source] -= pieces
    if source < b[CAPS]:
        charge(b, lot, source, week, pieces)
    if of(b, E_PIECES, entry) == 0:
        close_entry(b, entry, before)
    return 0


@lib.part
def charge(b: Any, lot: int, source: int, week: int, pieces: int) -> int:
    """What pieces of a maker use of minutes, material and the customer's pot."""
    weeks, at, item = b[WEEKS], week - of(b, S_SHIFT, source), of(b, S_ITEM, source)
    for use in range(of(b, U_FROM, source), of(b, U_FROM, source + 1)):
        b[b[FREE] + of(b, U_RESOURCE, use) * weeks + at] -= pieces * of(b, U_MS, use)
    if of(b, I_LIMITED, item):
        for later in range(at, weeks):
            b[b[LIMIT] + item * weeks + later] -= pieces
    pot = pot_of(b, lot, source)
    if pot >= 0:
        b[b[POT] + pot] -= pieces * of(b, S_MS, source)
    return 0


@lib.part
def lift(b: Any, lot: int, source: int, week: int) -> int:
    """Take everything of the lot off a place (all that has none when the source is negative); gives the pieces."""
    if source < 0:
        return of(b, L_LEFT, lot)
    pieces = pieces_at(b, lot, source, week)
    if pieces:
        move(b, lot, source, week, -pieces)
    return pieces


@lib.part
def put_back(b: Any, lot: int, source: int, week: int, pieces: int) -> int:
    """Put pieces back where they were lifted."""
    if source >= 0 and pieces:
        move(b, lot, source, week, pieces)
    return 0


@lib.part
def last_week(b: Any, lot: int, source: int, below: int) -> int:
    """Last week in which a piece of the lot at the source costs less than `below`; before the first when none does."""
    first, weeks = earliest(b, lot, source), b[WEEKS]
    if first >= weeks or key_of(b, lot, source, first) >= below:
        return first - 1
    if source >= b[CAPS]:
        return first
    if not b[TIMED]:
        return weeks - 1
    late = (below - 1 - of(b, S_BAND, source)) // b[BANDS] - of(b, S_CLASS, source) * (weeks + 1)
    return min(weeks - 1, of(b, L_NEED, lot) + late)


@lib.part
def list_places(b: Any, lot: int, below: int, out: Any, most: int) -> int:
    """Places that cost less than `below`, full or not, the best first: source, week in turn; gives how many."""
    item, weeks, found, need = of(b, L_ITEM, lot), b[WEEKS], 0, of(b, L_NEED, lot)
    at, end = of(b, I_FROM, item), of(b, I_FROM, item + 1)
    while at < end:
        behind, rank = at, of(b, S_CLASS, of(b, I_SOURCE, at))
        while behind < end and of(b, S_CLASS, of(b, I_SOURCE, behind)) == rank:
            behind += 1
        latest = weeks - need if b[TIMED] else 1
        for late in range(latest):
            if (rank * (weeks + 1) + late) * b[BANDS] >= below:
                break
            for position in range(at, behind):
                source = of(b, I_SOURCE, position)
                first, last = earliest(b, lot, source), last_week(b, lot, source, below)
                if b[TIMED] and late:
                    first, last = max(first, need + late), min(last, need + late)
                elif b[TIMED]:
                    last = min(last, need)
                for week in range(first, last + 1):
                    if found >= most:
                        return found
                    out[2 * found], out[2 * found + 1] = source, week
                    found += 1
        at = behind
    return found


@lib.part
def ideal(b: Any, lot: int) -> int:
    """What a piece of the lot would cost with every resource empty."""
    item, best = of(b, L_ITEM, lot), SHORT
    for at in range(of(b, I_FROM, item), of(b, I_FROM, item + 1)):
        source = of(b, I_SOURCE, at)
        first = earliest(b, lot, source)
        if first < b[WEEKS]:
            best = min(best, key_of(b, lot, source, first))
    return best


@lib.door("i8(i8[:], i8, i8, i8)")
def look(b: Any, lot: int, source: int, week: int) -> int:
    """Room for pieces of the lot at a place."""
    return room_at(b, lot, source, week)


@lib.door("i8(i8[:], i8, i8, i8, i8)")
def place(b: Any, lot: int, source: int, week: int, pieces: int) -> int:
    """Place pieces, or take them back when `pieces` is negative."""
    return move(b, lot, source, week, pieces)


@lib.door("i8(i8[:], i8[:])")
def read_places(b: Any, out: Any) -> int:
    """Everything placed, by lot, source and week: four numbers each in `out`; gives how many."""
    found = 0
    for lot in range(b[LOTS]):
        entry = of(b, L_HEAD, lot)
        while entry >= 0:
            out[4 * found], out[4 * found + 1] = lot, of(b, E_SOURCE, entry)
            out[4 * found + 2], out[4 * found + 3] = of(b, E_WEEK, entry), of(b, E_PIECES, entry)
            found += 1
            entry = of(b, E_NEXT, entry)
    return found


@lib.door("i8(i8[:], i8[:], i8)")
def write_places(b: Any, rows: Any, checked: int) -> int:
    """Place rows of lot, source, week, pieces; 0, with a part in place, as soon as something does not fit."""
    for row in range(len(rows) // 4):
        lot, source, week, pieces = rows[4 * row], rows[4 * row + 1], rows[4 * row + 2], rows[4 * row + 3]
        if checked and (pieces < 1 or pieces > min(of(b, L_LEFT, lot), room_at(b, lot, source, week))):
            return 0
        move(b, lot, source, week, pieces)
    return 1
