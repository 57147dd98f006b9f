"""Netting item by item: what is needed by week, what is there, and which lots must be started.

Rows of `weeks` cells stand behind each other in flat arrays: cell item · weeks + week. `rule` holds RULES numbers an
item, `up` holds LINE numbers a bill line (sorted by child), other relations are pairs. Work space is the caller's.
"""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

MILLION = 1_000_000
RULES, YIELD, LOT, LEAST, STEP, SPAN, MAY, TIMELY, START, FREE, PLAIN = 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
LINE, PARENT, EACH, SCRAP, FROM, TO = 5, 0, 1, 2, 3, 4
FIXED, PERIOD = 1, 2


@lib.part
def share(pieces: int, part: int) -> int:
    """pieces · million / part, rounded up, without a product beyond pieces · million / part."""
    whole = pieces // part
    return whole * MILLION + ((pieces - whole * part) * MILLION + part - 1) // part


@lib.part
def good_of(started: int, good_ppm: int) -> int:
    """Good pieces of a lot, rounded down."""
    whole = started // MILLION
    return whole * good_ppm + (started - whole * MILLION) * good_ppm // MILLION


@lib.part
def lot_of(missing: int, rule: Any, at: int) -> int:
    """Pieces to start so that `missing` good ones come out, by the item's lot rule."""
    started = missing if rule[at + YIELD] == MILLION else share(missing, rule[at + YIELD])
    if rule[at + LOT] != 0:
        step = rule[at + STEP]
        started = max(started, rule[at + LEAST])
        started = (started + step - 1) // step * step
    return started


@lib.inline
def add_whole(first: int, last: int, each: int, above: Any, here: Any) -> int:
    """What the parents' lots of some weeks need of a component of which none is lost; 0."""
    for week in range(first, last):
        here[week] += each * above[week]
    return 0


@lib.part
def add_one(line: int, up: Any, when: int, lot: int, gross: Any, to: int, most: float) -> float:
    """What one lot needs of one component, added; its size, or more than `most` when it cannot be counted."""
    if lot == 0 or when < up[line + FROM] or when > up[line + TO]:
        return 0.0
    kept = MILLION - up[line + SCRAP]
    about = float(lot) * float(up[line + EACH]) * float(MILLION) / float(kept)
    if about <= most:
        gross[to + when] += share(lot * up[line + EACH], kept)
    return about


@lib.part
def add_each(
    line: int, weeks: int, begin: int, total: float, most: float, start: Any, up: Any, firm_first: Any, firm: Any,
    lots: Any, gross: Any, to: int,
) -> float:  # fmt: skip
    """What the parent's lots need of one component, each rounded up by itself; `total` and what was added."""
    parent = up[line + PARENT]
    for week in range(weeks):
        if total <= most:
            when = max(start[begin + week], 0)
            total += add_one(line, up, when, lots[parent * weeks + week], gross, to, most - total)
    for one in range(firm_first[parent], firm_first[parent + 1]):
        if total <= most:
            when = max(start[begin + firm[2 * one]], 0)
            total += add_one(line, up, when, firm[2 * one + 1], gross, to, most - total)
    return total


@lib.part
def needs(
    item: int, weeks: int, most: float, careful: int, rule: Any, start: Any, up_first: Any, up: Any, firm_first: Any,
    firm: Any, in_first: Any, handed_in: Any, handed: Any, lots: Any, moved: Any, gross: Any,
) -> float:  # fmt: skip
    """The item's row of `gross` after what its parents and handed needs add; a total that is whole where `careful`."""
    to, total = item * weeks, 0.0
    for week in range(weeks):
        total += float(gross[to + week])
    for edge in range(up_first[item], up_first[item + 1]):
        line = LINE * edge
        row = up[line + PARENT] * weeks
        if careful == 0 and up[line + SCRAP] == 0:
            first, last = max(up[line + FROM], 0), min(up[line + TO] + 1, weeks)
            add_whole(first, last, up[line + EACH], moved[row : row + weeks], gross[to : to + weeks])
        else:
            begin = rule[RULES * up[line + PARENT] + START]
            total = add_each(line, weeks, begin, total, most, start, up, firm_first, firm, lots, gross, to)
    for at in range(in_first[item], in_first[item + 1]):
        row = weeks * handed_in[at]
        for week in range(weeks):
            total += float(handed[row + week])
            if total <= most:
                gross[to + week] += handed[row + week]
    return total


@lib.part
def comes_along(
    item: int, weeks: int, most: float, by_first: Any, by: Any, firm_first: Any, firm: Any, lots: Any, arrive: Any
) -> float:  # fmt: skip
    """The item's row of `arrive` after the by-products of its parents' lots; its total."""
    total = 0.0
    for week in range(weeks):
        total += float(arrive[item * weeks + week])
    for at in range(by_first[item], by_first[item + 1]):
        parent, each = by[2 * at], by[2 * at + 1]
        for week in range(weeks):
            total += float(lots[parent * weeks + week]) * float(each)
            if total <= most:
                arrive[item * weeks + week] += lots[parent * weeks + week] * each
        for one in range(firm_first[parent], firm_first[parent + 1]):
            total += float(firm[2 * one + 1]) * float(each)
            if total <= most:
                arrive[item * weeks + firm[2 * one]] += firm[2 * one + 1] * each
    return total


@lib.part
def stand_in(
    item: int, week: int, weeks: int, missing: int, rule: Any, sub_first: Any, sub: Any, taken: Any, free: Any,
    sub_used: Any, sub_made: Any,
) -> int:  # fmt: skip
    """What substitutes leave missing. What is taken of a substitute is always the earliest of what it has left."""
    for at in range(sub_first[item], sub_first[item + 1]):
        ratio, row = sub[2 * at + 1], weeks * rule[RULES * sub[2 * at] + FREE]
        there = -taken[at]
        for before in range(week + 1):
            there += free[row + before]
        if missing == 0 or there <= 0:
            continue
        made = missing
        if float(there) * float(MILLION) / float(ratio) < 1.0001 * float(missing):
            whole = there // ratio
            made = min(missing, whole * MILLION + (there - whole * ratio) * MILLION // ratio)
        whole = made // MILLION
        used = whole * ratio + ((made - whole * MILLION) * ratio + MILLION - 1) // MILLION
        if made > 0:
            sub_made[at * weeks + week] = made
            sub_used[at * weeks + week] = used
            taken[at] += used
            missing -= made
    return missing


@lib.part
def hand_over(item: int, week: int, weeks: int, missing: int, rule: Any, alt_first: Any, alt: Any, handed: Any) -> int:
    """What is left when the first alternate that can be ordered in time takes it; nothing or all of it."""
    if week >= rule[RULES * item + TIMELY]:
        return missing
    for at in range(alt_first[item], alt_first[item + 1]):
        if week >= rule[RULES * alt[at] + TIMELY]:
            handed[at * weeks + week] = missing
            return 0
    return missing


@lib.part
def look_ahead(missing: int, week: int, weeks: int, span: int, gross: Any, arrive: Any, row: int) -> int:
    """What a lot of this week must cover when it is to last for `span` weeks."""
    balance, most = 0, 0
    for later in range(week + 1, min(week + span, weeks)):
        balance += gross[row + later] - arrive[row + later]
        most = max(most, balance)
    return missing + most


@lib.part
def net_item(
    item: int, weeks: int, most: float, rule: Any, sub_first: Any, sub: Any, taken: Any, free: Any, sub_used: Any,
    sub_made: Any, alt_first: Any, alt: Any, handed: Any, gross: Any, arrive: Any, lots: Any,
) -> int:  # fmt: skip
    """The item's row of `lots`; what stays missing at the end of the horizon, -1 for a lot that cannot be counted.

    Needs wait in the order of their weeks; what is there goes to the first. What is still missing is taken from
    substitutes, handed to an alternate when a lot would be too late, or ordered as soon as that is allowed.
    """
    row, at, there, missing = item * weeks, RULES * item, 0, 0
    for week in range(weeks):
        there += arrive[row + week]
        missing += gross[row + week]
        used = min(there, missing)
        there -= used
        missing -= used
        lots[row + week] = 0
        if missing == 0:
            continue
        if sub_first[item] < sub_first[item + 1]:
            missing = stand_in(item, week, weeks, missing, rule, sub_first, sub, taken, free, sub_used, sub_made)
        if alt_first[item] < alt_first[item + 1] and missing > 0:
            missing = hand_over(item, week, weeks, missing, rule, alt_first, alt, handed)
        if missing > 0 and week >= rule[at + MAY]:
            wanted = missing
            if rule[at + LOT] == PERIOD:
                wanted = look_ahead(missing, week, weeks, rule[at + SPAN], gross, arrive, row)
            about = float(wanted) * float(MILLION) / float(rule[at + YIELD])
            if about + float(rule[at + LEAST]) + float(rule[at + STEP]) > most:
                return -1
            lots[row + week] = lot_of(wanted, rule, at)
            there += good_of(lots[row + week], rule[at + YIELD]) - missing
            missing = 0
    return missing


@lib.part
def move_lots(item: int, weeks: int, rule: Any, start: Any, firm_first: Any, firm: Any, lots: Any, moved: Any) -> int:
    """The item's lots, firm ones among them, in the week in which they are started; 0."""
    row, begin = item * weeks, rule[RULES * item + START]
    made, there, when = lots[row : row + weeks], moved[row : row + weeks], start[begin : begin + weeks]
    for week in range(weeks):
        there[week] = 0
    for week in range(weeks):
        there[max(when[week], 0)] += made[week]
    for one in range(firm_first[item], firm_first[item + 1]):
        moved[row + max(start[begin + firm[2 * one]], 0)] += firm[2 * one + 1]
    return 0


@lib.part
def leave_over(
    item: int, weeks: int, missing: int, rule: Any, sub_first: Any, sub_made: Any, alt_first: Any, handed: Any,
    gross: Any, arrive: Any, lots: Any, free: Any,
) -> int:  # fmt: skip
    """`free` of a substitute: arrivals, by week, that its own needs do not use, the earliest being used first; 0."""
    row, to, used = item * weeks, weeks * rule[RULES * item + FREE], -missing
    for week in range(weeks):
        used += gross[row + week]
    for week in range(weeks):
        taken = min(used, arrive[row + week])
        free[to + week] = arrive[row + week] - taken
        used -= taken
        for at in range(sub_first[item], sub_first[item + 1]):
            used -= sub_made[at * weeks + week]
        for at in range(alt_first[item], alt_first[item + 1]):
            used -= handed[at * weeks + week]
        used = max(0, used - good_of(lots[row + week], rule[RULES * item + YIELD]))
    return 0


@lib.inline
def sweep_bare(
    item: int, weeks: int, begin: int, start: Any, up_first: Any, up: Any, wanted: Any, coming: Any, gross: Any,
    lots: Any, moved: Any,
) -> int:  # fmt: skip
    """All of an item without rules, whose parents and lines have none: 0 when its lots stay as they were."""
    row, there, different = item * weeks, 0, 0
    needed, made, later = gross[row : row + weeks], lots[row : row + weeks], moved[row : row + weeks]
    want, come, when = wanted[row : row + weeks], coming[row : row + weeks], start[begin : begin + weeks]
    for week in range(weeks):
        needed[week] = want[week]
        later[week] = 0
    for edge in range(up_first[item], up_first[item + 1]):
        line = LINE * edge
        above = up[line + PARENT] * weeks
        add_whole(0, weeks, up[line + EACH], moved[above : above + weeks], needed)
    for week in range(weeks):
        there += come[week] - needed[week]
        lot = max(0, -there)
        there += lot
        different |= lot ^ made[week]
        made[week] = lot
        later[max(0, when[week])] += lot
    return different


@lib.part
def copy(to: Any, source: Any) -> int:
    """One row into another; 0."""
    for week in range(len(to)):
        to[week] = source[week]
    return 0


@lib.part
def is_same(one: Any, other: Any) -> bool:
    """Whether two rows are equal."""
    different = 0
    for week in range(len(one)):
        different |= one[week] ^ other[week]
    return different == 0


@lib.part
def tell(item: int, dirty: Any, down_first: Any, down: Any) -> int:
    """Mark who hears of a change of the item, where anybody listens; 0."""
    if len(down_first) > 0:
        for at in range(down_first[item], down_first[item + 1]):
            if dirty[down[at]] == 0:
                dirty[down[at]] = 1
    return 0


@lib.part
def settle_before(
    item: int, weeks: int, sub_first: Any, sub: Any, of_first: Any, of: Any, sub_used: Any, taken: Any
) -> int:
    """`taken` of the item's substitutes: what items before it have taken of each; its own rows are emptied. 0."""
    for at in range(sub_first[item], sub_first[item + 1]):
        taken[at] = 0
        for before in range(of_first[sub[2 * at]], of_first[sub[2 * at] + 1]):
            if of[before] == at:
                break
            for week in range(weeks):
                taken[at] += sub_used[of[before] * weeks + week]
    return 0


@lib.part
def clear(cells: Any, first: int, last: int) -> int:
    """Cells to 0; 0."""
    for cell in range(first, last):
        cells[cell] = 0
    return 0


@lib.part
def sweep_ruled(
    item: int, weeks: int, most: float, careful: int, rule: Any, start: Any, up_first: Any, up: Any, firm_first: Any,
    firm: Any, by_first: Any, by: Any, sub_first: Any, sub: Any, of_first: Any, of: Any, alt_first: Any, alt: Any,
    in_first: Any, handed_in: Any, wanted: Any, coming: Any, gross: Any, arrive: Any, lots: Any, moved: Any,
    free: Any, taken: Any, sub_used: Any, sub_made: Any, handed: Any, old: Any,
) -> int:  # fmt: skip
    """All of an item with rules: 0 when nobody can tell a change, 1 when somebody may, -1 when `most` is passed."""
    row = item * weeks
    copy(gross[row : row + weeks], wanted[row : row + weeks])
    if by_first[item] < by_first[item + 1]:
        copy(arrive[row : row + weeks], coming[row : row + weeks])
    copy(old, lots[row : row + weeks])
    total = needs(
        item, weeks, most, careful, rule, start, up_first, up, firm_first, firm, in_first, handed_in, handed,
        lots, moved, gross,
    )  # fmt: skip
    if total > most:
        return -1
    if by_first[item] < by_first[item + 1] and (
        comes_along(item, weeks, most, by_first, by, firm_first, firm, lots, arrive) > most
    ):
        return -1
    settle_before(item, weeks, sub_first, sub, of_first, of, sub_used, taken)
    clear(sub_used, sub_first[item] * weeks, sub_first[item + 1] * weeks)
    clear(sub_made, sub_first[item] * weeks, sub_first[item + 1] * weeks)
    clear(handed, alt_first[item] * weeks, alt_first[item + 1] * weeks)
    missing = net_item(
        item, weeks, most, rule, sub_first, sub, taken, free, sub_used, sub_made, alt_first, alt, handed, gross,
        arrive, lots,
    )  # fmt: skip
    if missing < 0:
        return -1
    move_lots(item, weeks, rule, start, firm_first, firm, lots, moved)
    if rule[RULES * item + FREE] >= 0:
        leave_over(
            item, weeks, missing, rule, sub_first, sub_made, alt_first, handed, gross, arrive, lots, free
        )  # fmt: skip
    stands = rule[RULES * item + FREE] >= 0 or sub_first[item] < sub_first[item + 1]
    return stands or alt_first[item] < alt_first[item + 1] or not is_same(old, lots[row : row + weeks])


@lib.door(
    "i8(i8[:], u1[:], i8, f8, i8, i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:],"
    " i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:],"
    " i8[:], i8[:])"
)
def sweep(
    turn: Any, dirty: Any, weeks: int, most: float, careful: int, rule: Any, start: Any, up_first: Any, up: Any,
    firm_first: Any, firm: Any, by_first: Any, by: Any, sub_first: Any, sub: Any, of_first: Any, of: Any,
    alt_first: Any, alt: Any, in_first: Any, handed_in: Any, down_first: Any, down: Any, wanted: Any, coming: Any,
    gross: Any, arrive: Any, lots: Any, moved: Any, free: Any, taken: Any, sub_used: Any, sub_made: Any, handed: Any,
    old: Any,
) -> int:  # fmt: skip
    """Net every item marked 1 in `dirty`, parents first, and mark what a changed one touches; touched ones become 2.

    The number of items that were netted; -1 - item for an item whose quantities pass `most`.
    """
    netted = 0
    for place in range(len(turn)):
        item = turn[place]
        if dirty[item] != 1:
            continue
        netted += 1
        dirty[item] = 2
        if rule[RULES * item + PLAIN] == 1 and careful == 0:
            begin = rule[RULES * item + START]
            if sweep_bare(item, weeks, begin, start, up_first, up, wanted, coming, gross, lots, moved) != 0:
                tell(item, dirty, down_first, down)
            continue
        changed = sweep_ruled(
            item, weeks, most, careful, rule, start, up_first, up, firm_first, firm, by_first, by, sub_first, sub,
            of_first, of, alt_first, alt, in_first, handed_in, wanted, coming, gross, arrive, lots, moved, free, taken,
            sub_used, sub_made, handed, old,
        )  # fmt: skip
        if changed < 0:
            return -1 - item
        if changed > 0:
            tell(item, dirty, down_first, down)
    return netted
