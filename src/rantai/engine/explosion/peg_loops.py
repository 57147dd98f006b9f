"""Who serves whom: needs of an item in their turn against its supplies in the order of their arrival.

Supplies and consumers of all kinds are numbered through (tables.py: `supply_first_of`, `consumer_first_of`). A link is
LINK numbers. Work space and results are the caller's.
"""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

MILLION = 1_000_000
LINE, PARENT, EACH, SCRAP, FROM, TO = 5, 0, 1, 2, 3, 4
LINK, NEED, SUPPLY = 3, 4, 4
WEEK, URGENCY, CONSUMER, PIECES = 0, 1, 2, 3  # of a need
CODE, AMOUNT, ARRIVAL, RANK = 0, 1, 2, 3  # of a supply
RANK_FIRM, RANK_SWAP, RANK_PLANNED = 1, 3, 4


@lib.part
def share(pieces: int, part: int) -> int:
    """pieces · million / part, rounded up, without a product beyond pieces · million / part."""
    whole = pieces // part
    return whole * MILLION + ((pieces - whole * part) * MILLION + part - 1) // part


@lib.part
def put_need(need: Any, at: int, week: int, urgency: int, consumer: int, pieces: int) -> int:
    """One need more."""
    need[NEED * at + WEEK] = week
    need[NEED * at + URGENCY] = urgency
    need[NEED * at + CONSUMER] = consumer
    need[NEED * at + PIECES] = pieces
    return at + 1


@lib.inline
def of_one_line(
    edge: int, up: Any, first: int, last: int, order_begin: Any, order_pieces: Any, order_urgency: Any, need: Any,
    at: int,
) -> int:  # fmt: skip
    """What the parent's lots first..last need by its only line without scrap: nearly all there are."""
    each, begins, ends = up[LINE * edge + EACH], up[LINE * edge + FROM], up[LINE * edge + TO]
    for order in range(first, last):
        begin, pieces = order_begin[order], order_pieces[order] * each
        if pieces > 0 and begins <= begin <= ends:
            need[NEED * at + WEEK] = begin
            need[NEED * at + URGENCY] = order_urgency[order]
            need[NEED * at + CONSUMER] = order
            need[NEED * at + PIECES] = pieces
            at += 1
    return at


@lib.part
def of_many_lines(
    edge: int, behind: int, up: Any, first: int, last: int, order_begin: Any, order_pieces: Any, order_urgency: Any,
    need: Any, at: int,
) -> int:  # fmt: skip
    """The same by lines edge..behind, each of which may be dated and lose some."""
    for order in range(first, last):
        begin, pieces = order_begin[order], 0
        for one in range(edge, behind):
            line = LINE * one
            if up[line + FROM] <= begin <= up[line + TO]:
                product = order_pieces[order] * up[line + EACH]
                pieces += product if up[line + SCRAP] == 0 else share(product, MILLION - up[line + SCRAP])
        if pieces > 0:
            at = put_need(need, at, begin, order_urgency[order], order, pieces)
    return at


@lib.inline
def from_parents(
    item: int, up_first: Any, up: Any, order_first: Any, order_begin: Any, order_pieces: Any, order_urgency: Any,
    need: Any, at: int,
) -> int:  # fmt: skip
    """What lots of the parents need, by parent and lot; lines of one component at one lot are one need."""
    edge, end = up_first[item], up_first[item + 1]
    while edge < end:
        parent, behind = up[LINE * edge + PARENT], edge + 1
        while behind < end and up[LINE * behind + PARENT] == parent:
            behind += 1
        first, last = order_first[parent], order_first[parent + 1]
        if behind == edge + 1 and up[LINE * edge + SCRAP] == 0:
            at = of_one_line(edge, up, first, last, order_begin, order_pieces, order_urgency, need, at)
        else:
            at = of_many_lines(edge, behind, up, first, last, order_begin, order_pieces, order_urgency, need, at)
        edge = behind
    return at


@lib.part
def sort_run(need: Any, turn: Any, spare: Any, first: int, last: int) -> int:
    """turn[first:last] by urgency, ties as they stand; 0. Merges runs of growing length."""
    width = 1
    while width < last - first:
        low = first
        while low < last:
            middle, high = min(low + width, last), min(low + 2 * width, last)
            left, right = low, middle
            for place in range(low, high):
                use_left = right >= high or (
                    left < middle
                    and need[NEED * turn[left] + URGENCY] <= need[NEED * turn[right] + URGENCY]
                )  # fmt: skip
                if use_left:
                    spare[place] = turn[left]
                    left += 1
                else:
                    spare[place] = turn[right]
                    right += 1
            low = high
        for place in range(first, last):
            turn[place] = spare[place]
        width *= 2
    return 0


@lib.inline
def in_turn(need: Any, count: int, weeks: int, turn: Any, spare: Any, by_week: Any) -> int:
    """Rows of needs by week, then urgency, then as they stand; 0."""
    for week in range(weeks + 1):
        by_week[week] = 0
    least, most = need[URGENCY], need[URGENCY]
    for row in range(count):
        by_week[need[NEED * row + WEEK] + 1] += 1
        least, most = min(least, need[NEED * row + URGENCY]), max(most, need[NEED * row + URGENCY])
    for week in range(weeks):
        by_week[week + 1] += by_week[week]
    for row in range(count):
        week = need[NEED * row + WEEK]
        turn[by_week[week]] = row
        by_week[week] += 1
    first = 0
    for week in range(weeks if least < most else 0):
        last, is_sorted = by_week[week], True
        for place in range(first + 1, last):
            if need[NEED * turn[place - 1] + URGENCY] > need[NEED * turn[place] + URGENCY]:
                is_sorted = False
        if not is_sorted:
            sort_run(need, turn, spare, first, last)
        first = last
    return 0


@lib.inline
def key_of(week: int, rank: int) -> int:
    """Supplies of a week in the order of their kinds."""
    return 8 * week + rank


@lib.inline
def supplies_of(
    item: int, lot_first: Any, lot: Any, order_first: Any, order_week: Any, order_good: Any, order_is_firm: Any,
    swap_first: Any, swap_week: Any, swap_pieces: Any, swap_code: int, supply: Any,
) -> int:  # fmt: skip
    """The item's supplies in the order of their arrival: lots and receipts, firm orders, stand-ins, new lots."""
    one, order, swap, count = lot_first[item], order_first[item], swap_first[item], 0
    never = 1 << 62
    while True:
        keys = never
        if one < lot_first[item + 1]:
            keys = key_of(lot[SUPPLY * one + ARRIVAL], lot[SUPPLY * one + RANK])
        next_order = never
        if order < order_first[item + 1]:
            next_order = key_of(order_week[order], RANK_FIRM if order_is_firm[order] else RANK_PLANNED)
        next_swap = never
        if swap < swap_first[item + 1]:
            next_swap = key_of(swap_week[swap], RANK_SWAP)
        best = min(keys, next_order, next_swap)
        if best == never:
            return count
        to = SUPPLY * count
        supply[to + ARRIVAL] = best // 8
        supply[to + RANK] = best % 8
        if best == keys:
            supply[to + CODE] = lot[SUPPLY * one + CODE]
            supply[to + AMOUNT] = lot[SUPPLY * one + AMOUNT]
            one += 1
        elif best == next_order:
            supply[to + CODE] = order
            supply[to + AMOUNT] = order_good[order]
            order += 1
        else:
            supply[to + CODE] = swap_code + swap
            supply[to + AMOUNT] = swap_pieces[swap]
            swap += 1
        count += 1


@lib.inline
def put(links: Any, at: int, code: int, consumer: int, pieces: int, supply_first: Any) -> int:
    """One link more, counted for its supply."""
    links[LINK * at] = code
    links[LINK * at + 1] = consumer
    links[LINK * at + 2] = pieces
    supply_first[code + 1] += 1
    return at + 1


@lib.inline
def hurry(code: int, urgency: int, codes: Any, order_urgency: Any, swap_urgency: Any) -> int:
    """A lot or a swap is as urgent as the most urgent of its consumers; 0."""
    if code < len(order_urgency):
        order_urgency[code] = min(order_urgency[code], urgency)
    elif code >= codes[0]:
        swap_urgency[code - codes[0]] = min(swap_urgency[code - codes[0]], urgency)
    return 0


@lib.inline
def needs_of(
    item: int, codes: Any, up_first: Any, up: Any, order_first: Any, order_begin: Any, order_pieces: Any,
    order_urgency: Any, demand_first: Any, demand: Any, safety: Any, safety_week: Any, swap_week: Any, swap_used: Any,
    swap_urgency: Any, ask_first: Any, ask: Any, need: Any,
) -> int:  # fmt: skip
    """Needs of one item: demand, safety stock, lots of parents, what is handed over to it. Their number."""
    count = 0
    for row in range(NEED * demand_first[item], NEED * demand_first[item + 1]):
        need[count] = demand[row]
        count += 1
    count = count // NEED
    if safety[item] > 0:
        count = put_need(need, count, safety_week[item], codes[4], codes[2] + item, safety[item])
    count = from_parents(
        item, up_first, up, order_first, order_begin, order_pieces, order_urgency, need, count
    )  # fmt: skip
    for row in range(ask_first[item], ask_first[item + 1]):
        swap = ask[row]
        count = put_need(need, count, swap_week[swap], swap_urgency[swap], codes[3] + swap, swap_used[swap])
    return count


@lib.part
def leftovers(
    item: int, place: int, used: int, count: int, supply: Any, take_first: Any, take: Any, swap_used: Any,
    consumer_code: int, links: Any, at: int, supply_first: Any,
) -> int:  # fmt: skip
    """Takers of a substitute get the earliest of what its own needs leave of arrivals."""
    for row in range(take_first[item], take_first[item + 1]):
        left = swap_used[take[row]]
        while left > 0 and place < count:
            to = SUPPLY * place
            planned = supply[to + RANK] >= RANK_SWAP
            if planned or used == supply[to + AMOUNT]:
                place += 1
                used = 0
                continue
            pieces = min(left, supply[to + AMOUNT] - used)
            at = put(links, at, supply[to + CODE], consumer_code + take[row], pieces, supply_first)
            used += pieces
            left -= pieces
    return at


@lib.door(
    "i8(i8[:], i8, i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], u1[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:],"
    " i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:],"
    " i8[:], i8[:], i8[:], i8[:], i8[:], i8[:])"
)
def peg(
    turn: Any, weeks: int, codes: Any, up_first: Any, up: Any, order_first: Any, order_week: Any, order_begin: Any,
    order_pieces: Any, order_is_firm: Any, order_good: Any, demand_first: Any, demand: Any, safety: Any,
    safety_week: Any, lot_first: Any, lot: Any, swap_first: Any, swap_week: Any, swap_pieces: Any, swap_used: Any,
    ask_first: Any, ask: Any, take_first: Any, take: Any, order_urgency: Any, swap_urgency: Any, links: Any,
    short: Any, supply_first: Any, begins: Any, ends: Any, need: Any, supply: Any, rows: Any, spare: Any, by_week: Any,
) -> int:  # fmt: skip
    """Links of all items, parents first. The number of links; codes[5] becomes the number of shorts.

    codes: number of the first swap among supplies, of the first demand, safety and swap among consumers, the urgency
    of what nobody waits for. demand: NEED numbers a line,
    sorted by item, week, urgency and row. short: item, consumer, pieces.
    """
    at, shorts = 0, 0
    for step in range(len(turn)):
        item = turn[step]
        begins[item] = at
        count = needs_of(
            item, codes, up_first, up, order_first, order_begin, order_pieces, order_urgency, demand_first, demand,
            safety, safety_week, swap_week, swap_used, swap_urgency, ask_first, ask, need,
        )  # fmt: skip
        in_turn(need, count, weeks, rows, spare, by_week)
        supplies = supplies_of(
            item, lot_first, lot, order_first, order_week, order_good, order_is_firm, swap_first, swap_week,
            swap_pieces, codes[0], supply,
        )  # fmt: skip
        place, used, at_first, hurried = 0, 0, at, codes[4]
        for row in range(count):
            base = NEED * rows[row]
            left = need[base + PIECES]
            while left > 0 and place < supplies:
                to = SUPPLY * place
                pieces = min(left, supply[to + AMOUNT] - used)
                if pieces > 0:
                    links[LINK * at] = supply[to + CODE]
                    links[LINK * at + 1] = need[base + CONSUMER]
                    links[LINK * at + 2] = pieces
                    at += 1
                    hurried = min(hurried, need[base + URGENCY])
                used += pieces
                left -= pieces
                if used == supply[to + AMOUNT]:
                    hurry(supply[to + CODE], hurried, codes, order_urgency, swap_urgency)
                    supply_first[supply[to + CODE] + 1] += at - at_first
                    place, used, at_first, hurried = place + 1, 0, at, codes[4]
            if left > 0:
                short[3 * shorts] = item
                short[3 * shorts + 1] = need[base + CONSUMER]
                short[3 * shorts + 2] = left
                shorts += 1
        if place < supplies:
            hurry(supply[SUPPLY * place + CODE], hurried, codes, order_urgency, swap_urgency)
            supply_first[supply[SUPPLY * place + CODE] + 1] += at - at_first
        if take_first[item] < take_first[item + 1]:
            at = leftovers(
                item, place, used, supplies, supply, take_first, take, swap_used, codes[3], links, at,
                supply_first,
            )  # fmt: skip
        ends[item] = at
    codes[5] = shorts
    return at


@lib.inline
def kind_of(code: int, bases: Any) -> int:
    """Kind of a numbered supply or consumer; bases rise."""
    kind = 0
    while kind + 1 < len(bases) and code >= bases[kind + 1]:
        kind += 1
    return kind


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], u1[:], i8[:], i8[:], u1[:], i8[:], i8[:])")
def settle(
    links: Any, begins: Any, ends: Any, supply_base: Any, consumer_base: Any, supply_first: Any, supply_kind: Any,
    supply: Any, offset: Any, consumer_kind: Any, consumer: Any, pieces: Any,
) -> int:  # fmt: skip
    """Links by supply, those of one supply in the order of its pieces; 0.

    begins[i]..ends[i] are the links of item i. `supply_first` starts as the number of links of each supply, one place
    further. Lots are numbered by item, so that most links are only copied.
    """
    for code in range(1, len(supply_first)):
        supply_first[code] += supply_first[code - 1]
    for item in range(len(begins)):
        last, given_away, to, kind, number = -1, 0, 0, 0, 0
        for link in range(begins[item], ends[item]):
            code, user, count = links[LINK * link], links[LINK * link + 1], links[LINK * link + 2]
            if code != last:
                if last >= 0:
                    supply_first[last] = to
                last, given_away, to = code, 0, supply_first[code]
                kind = kind_of(code, supply_base)
                number = code - supply_base[kind]
            supply_kind[to] = kind
            supply[to] = number
            offset[to] = given_away
            user_kind = 0 if user < consumer_base[1] else kind_of(user, consumer_base)
            consumer_kind[to] = user_kind
            consumer[to] = user - consumer_base[user_kind]
            pieces[to] = count
            given_away += count
            to += 1
        if last >= 0:
            supply_first[last] = to
    for code in range(len(supply_first) - 1, 0, -1):
        supply_first[code] = supply_first[code - 1]
    supply_first[0] = 0
    return 0
