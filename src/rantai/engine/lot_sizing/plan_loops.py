"""Loops that draw whole plans from prices of hours, and that walk from plan to plan.

Arrays are flat. made[item * T + period]; rates[4 * item ...] = hours a piece, hours a set-up, money a set-up, money a
piece kept; work space is the caller's. Sources: Shaw (1998), large neighbourhood search; Dueck and Scheuer, Threshold
accepting (1990); Florian and Klein (1971) for one item's lots under capacities.
"""

# ruff: noqa: C901, PLR0912, PLR0917 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

HUGE = 1e300
SMALL = 1e-9  # of the larger side: what is less is a rounding error
MODULUS = 2147483647


@lib.part
def next_draw(draw: int) -> int:
    """Lehmer's generator; never beyond 2^31 - 1, so that plain Python draws the same."""
    return draw * 48271 % MODULUS


@lib.part
def gain_of_now(
    item: int, t: int, periods: int, wanted: float, demand: Any, rates: Any, price: Any, best: Any
) -> float:
    """What it would cost to make all that is wanted before t, less what it costs at t."""
    base, row, rate = item * (periods + 1), item * periods, 4 * item
    now = best[base + t] + rates[rate + 2] + price[t] * (rates[rate + 1] + rates[rate] * wanted)
    before, pieces, held = HUGE, wanted, 0.0
    for s in range(t - 1, -1, -1):
        held += rates[rate + 3] * pieces
        pieces += demand[row + s]
        hours = rates[rate + 1] + rates[rate] * pieces
        before = min(before, best[base + s] + rates[rate + 2] + price[s] * hours + held)
    return before - now


@lib.part
def fill_period(items: int, periods: int, t: int, must: float, capacity: float, rates: Any, wanted: Any, gain: Any,
    made: Any) -> float:  # fmt: skip
    """Make in t what gains most an hour, while it fits, and at least `must` hours. The hours missing in period 0."""
    room, missing = capacity, 0.0
    while True:
        at = -1
        for i in range(items):
            if gain[i] > -HUGE and (at < 0 or gain[i] > gain[at]):
                at = i
        if at < 0 or (gain[at] <= 0.0 and must <= 0.0 and t > 0):
            return missing
        unit, setup, piece = rates[4 * at], rates[4 * at + 1], wanted[at]
        hours = setup + unit * piece
        gain[at] = -HUGE
        if hours > room and t > 0:
            if must <= 0.0 or room <= setup or unit <= 0.0:
                continue
            piece, hours = (room - setup) / unit, room
        if hours > room:
            missing += hours - room
            room = hours
        made[at * periods + t] = piece
        wanted[at] = max(0.0, wanted[at] - piece)
        room -= hours
        must -= hours - setup


@lib.door("f8(i8, i8, f8, f8, i8, f8[:], f8[:], f8[:], f8[:], f8[:], f8[:], f8[:], f8[:], f8[:])")
def draft(
    items: int, periods: int, reserve: float, noise: float, seed: int, demand: Any, rates: Any, capacity: Any,
    price: Any, setups_before: Any, best: Any, wanted: Any, gain: Any, made: Any
) -> float:  # fmt: skip
    """One plan, period by period from the last to the first; `best` is of these prices. The hours missing in period 0.

    In each period the items that would lose most by being made earlier are made while they fit; more are made when the
    periods before could not hold what is left: their hours, less a reserve of `reserve` times setups_before[t].
    """
    draw, hours_before, room_before, missing = seed, 0.0, 0.0, 0.0
    for t in range(periods):
        room_before += capacity[t]
        for i in range(items):
            hours_before += rates[4 * i] * demand[i * periods + t]
            made[i * periods + t] = 0.0
            wanted[i] = 0.0
    for t in range(periods - 1, -1, -1):
        pending = 0.0
        room_before -= capacity[t]
        for i in range(items):
            unit, setup = rates[4 * i], rates[4 * i + 1]
            hours_before -= unit * demand[i * periods + t]
            wanted[i] += demand[i * periods + t]
            pending += unit * wanted[i]
            gain[i] = -HUGE
            if wanted[i] > 0.0:
                draw = next_draw(draw)
                more = noise * rates[4 * i + 2] * (2.0 * draw / MODULUS - 1.0) + (
                    gain_of_now(i, t, periods, wanted[i], demand, rates, price, best) if t > 0 else 1.0
                )
                gain[i] = more / (setup + unit * wanted[i] + 1e-12 * capacity[t] + 1e-290)
        must = pending + hours_before + reserve * setups_before[t] - room_before
        missing += fill_period(items, periods, t, must, capacity[t], rates, wanted, gain, made)
    return missing


@lib.part
def slide(item: int, periods: int, demand: Any, rates: Any, room: Any, stock: Any, made: Any) -> float:
    """Move lots of one item, whole or in part, to other periods while that saves money. What it saved."""
    row, kept, gained = item * periods, 0.0, 0.0
    unit, setup, fixed, hold = rates[4 * item], rates[4 * item + 1], rates[4 * item + 2], rates[4 * item + 3]
    for t in range(periods):
        kept = max(0.0, kept + made[row + t] - demand[row + t])
        stock[t] = kept
    for s in range(periods):
        lot = made[row + s]
        if lot <= 0.0:
            continue
        to, piece, saved, free = -1, 0.0, 0.0, lot
        for r in range(s + 1, periods):
            free = min(free, stock[r - 1])
            if free <= SMALL * lot:
                break
            there = made[row + r] > 0.0
            space = room[r] - (0.0 if there else setup)
            part = free if unit * free <= space else (space / unit if space > 0.0 else 0.0)
            worth = hold * (r - s) * part + (fixed if part >= lot else 0.0) - (0.0 if there else fixed)
            if part > SMALL * lot and worth > saved:
                to, piece, saved = r, part, worth
        for r in range(s - 1, -1, -1):
            if made[row + r] > 0.0 and unit * lot <= room[r]:
                worth = fixed - hold * (s - r) * lot
                if worth > saved:
                    to, piece, saved = r, lot, worth
                break
        if to < 0 or saved <= SMALL * (fixed + hold * lot):
            continue
        gained += saved
        room[to] -= unit * piece + (setup if made[row + to] <= 0.0 else 0.0)
        room[s] += unit * piece + (setup if piece >= lot else 0.0)
        made[row + to] += piece
        made[row + s] = lot - piece if piece < lot else 0.0
        for t in range(s, to):
            stock[t] -= piece
        for t in range(to, s):
            stock[t] += piece
    return gained


@lib.part
def plan_cost(
    items: int, periods: int, demand: Any, rates: Any, capacity: Any, penalty: float, room: Any, made: Any
) -> float:
    """Cost and penalty of a plan; `room` becomes the hours left over."""
    total = 0.0
    for t in range(periods):
        room[t] = capacity[t]
    for i in range(items):
        kept = 0.0
        for t in range(periods):
            here = made[i * periods + t]
            kept = max(0.0, kept + here - demand[i * periods + t])
            total += rates[4 * i + 3] * kept
            if here > 0.0:
                total += rates[4 * i + 2]
                room[t] -= rates[4 * i + 1] + rates[4 * i] * here
    for t in range(periods):
        if room[t] < -SMALL * capacity[t]:
            total -= penalty * room[t]
    return total


@lib.door("f8(i8, i8, f8, f8[:], f8[:], f8[:], f8[:], f8[:], f8[:])")
def polish(
    items: int, periods: int, penalty: float, demand: Any, rates: Any, capacity: Any, room: Any, stock: Any, made: Any
) -> float:
    """Slide the lots of all items until nothing is saved any more. The plan's cost and penalty; `made` changes."""
    plan_cost(items, periods, demand, rates, capacity, penalty, room, made)
    for _ in range(30):
        gained, size = 0.0, 0.0
        for i in range(items):
            gained += slide(i, periods, demand, rates, room, stock, made)
            size += rates[4 * i + 2]
        if gained <= SMALL * size:
            break
    return plan_cost(items, periods, demand, rates, capacity, penalty, room, made)


@lib.part
def second_lot(
    s: int, e: int, row: int, rate: int, pieces: float, once: float, free: float, demand: Any, rates: Any, room: Any,
    push: Any, best: Any, back: Any, second: Any, late: Any
) -> int:  # fmt: skip
    """Serve s ... e - 1 by two lots, the second of which fills its period r; better ones into best[e]."""
    unit, setup, tail = rates[rate], rates[rate + 1], 0.0
    for r in range(e - 1, s, -1):
        tail += demand[row + r]
        most = (room[r] - setup) / unit
        if most <= SMALL * pieces or most >= tail or setup + unit * (pieces - most) > free * (1.0 + SMALL):
            continue
        moved = most * (rates[rate + 3] * (r - s) + push[s] * unit)
        value = once + rates[rate + 2] + push[r] * room[r] - moved
        if value < best[e]:
            best[e], late[e] = value, most
            back[e], second[e] = s, r
    return 0


@lib.part
def put_back(
    item: int, periods: int, demand: Any, rates: Any, room: Any, push: Any, penalty: float, best: Any, back: Any,
    second: Any, late: Any, made: Any
) -> int:  # fmt: skip
    """Lots of one item into the hours left over, `room`; made[item * T ...] and room change.

    A run of periods is served by a lot in its first period, or by that one and a second one that fills its period.
    push: a price of hours besides, to keep those free that are scarce.
    """
    row, rate = item * periods, 4 * item
    unit, setup, fixed, hold = rates[rate], rates[rate + 1], rates[rate + 2], rates[rate + 3]
    best[0] = 0.0
    for e in range(1, periods + 1):
        best[e] = HUGE
    for s in range(periods):
        free, pieces, held = max(0.0, room[s]), 0.0, 0.0
        for e in range(s + 1, periods + 1):
            pieces += demand[row + e - 1]
            held += hold * (e - 1 - s) * demand[row + e - 1]
            hours = setup + unit * pieces
            once = best[s] if pieces == 0.0 else best[s] + fixed + push[s] * hours + held
            over = hours - free if pieces > 0.0 and hours > free * (1.0 + SMALL) else 0.0
            if once + penalty * over < best[e]:
                best[e] = once + penalty * over
                back[e], second[e] = s, -1
            if over > 0.0 and unit > 0.0:
                second_lot(s, e, row, rate, pieces, once, free, demand, rates, room, push, best, back, second, late)
    for t in range(periods):
        made[row + t] = 0.0
    e = periods
    while e > 0:
        s, r, pieces = back[e], second[e], 0.0
        for t in range(s, e):
            pieces += demand[row + t]
        if r >= 0:
            made[row + r] = late[e]
            pieces -= late[e]
            room[r] = 0.0
        if pieces > 0.0:
            made[row + s] = pieces
            room[s] -= setup + unit * pieces
        e = s
    return 0


@lib.part
def choose(items: int, periods: int, count: int, seed: int, chosen: Any, made: Any) -> int:
    """`count` different items, mostly with a lot in one and the same period. The next draw."""
    draw = next_draw(seed)
    about, taken, tries = draw % periods, 0, 0
    while taken < count:
        draw = next_draw(draw)
        i = draw % items
        tries += 1
        is_new = tries > 20 or draw // items % 4 == 0 or made[i * periods + about] > 0.0
        for k in range(taken):
            if chosen[k] == i:
                is_new = False
        if is_new:
            chosen[taken] = i
            taken += 1
    return draw


@lib.door(
    "f8(i8, i8, i8, i8, i8, f8, f8, f8, f8[:], f8[:], f8[:], f8[:], f8[:], f8[:], i8[:], i8[:], f8[:], i8[:], "
    "f8[:], f8[:], f8[:], f8[:], f8[:])"
)
def walk(
    items: int, periods: int, steps: int, most: int, seed: int, warm: float, cold: float, penalty: float, demand: Any,
    rates: Any, capacity: Any, price: Any, push: Any, best: Any, back: Any, second: Any, late: Any, chosen: Any,
    room: Any, stock: Any, made: Any, kept: Any, fine: Any
) -> float:  # fmt: skip
    """`steps` times: up to `most` items are taken out and put back; worse plans pass while the threshold, from `warm`
    down to `cold` in money, allows it. kept: the best plan that lacks no hours, whose cost is returned.

    made: the plan that is walked with, and behind it space for its copy; so has `room`. fine: the price of a missing
    hour, changed so that about every second plan lacks some; above `penalty` it never goes.
    """
    draw, behind = seed, items * periods
    record = plan_cost(items, periods, demand, rates, capacity, penalty, room, kept)
    cost = plan_cost(items, periods, demand, rates, capacity, fine[0], room, made)
    for step in range(steps):
        draw = next_draw(draw)
        count = min(items, 1 + draw % most)
        draw = next_draw(draw)
        strength = (draw % 1000) * 0.001
        lacking = 0.0
        for t in range(periods):
            draw = next_draw(draw)
            push[t] = price[t] * strength * (0.5 + (draw % 1000) * 0.001)
            room[periods + t] = room[t]
            if room[t] < -SMALL * capacity[t]:
                lacking -= room[t]
        if step % 20 == 0:
            factor = 1.1 if lacking > 0.0 else 1.0 / 1.1
            changed = max(1e-6 * penalty, min(penalty, fine[0] * factor))
            cost += (changed - fine[0]) * lacking
            fine[0] = changed
        draw = choose(items, periods, count, draw, chosen, made)
        for k in range(count):
            i = chosen[k]
            for t in range(periods):
                here = made[i * periods + t]
                made[behind + i * periods + t] = here
                if here > 0.0:
                    room[t] += rates[4 * i + 1] + rates[4 * i] * here
        for k in range(count):
            put_back(chosen[k], periods, demand, rates, room, push, fine[0], best, back, second, late, made)
        value = plan_cost(items, periods, demand, rates, capacity, fine[0], room, made)
        if value < cost + warm + (cold - warm) * step / steps:
            cost = value
            if value < record * (1.0 - SMALL):
                strict = plan_cost(items, periods, demand, rates, capacity, penalty, room, made)
                if strict < record * (1.0 - SMALL):
                    for i in range(items):
                        slide(i, periods, demand, rates, room, stock, made)
                    record = plan_cost(items, periods, demand, rates, capacity, penalty, room, made)
                    cost = plan_cost(items, periods, demand, rates, capacity, fine[0], room, made)
                    for k in range(behind):
                        kept[k] = made[k]
            continue
        for k in range(count):
            for t in range(chosen[k] * periods, chosen[k] * periods + periods):
                made[t] = made[behind + t]
        for t in range(periods):
            room[t] = room[periods + t]
    return record
