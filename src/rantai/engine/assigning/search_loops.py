"""Loops that move jobs between makers: by chance, as in simulated annealing, and by solving a few makers anew.

`anneal` shifts and exchanges jobs and moves chains of two. `regroup` takes the jobs that may most easily go elsewhere
away from a few makers and hands them out again, depth first, cut off by prices of capacity.

Jobs lie one after the other: `cost[job * makers + maker]`. Load above capacity is allowed and paid for at `fine` a
unit, so that the search can pass through plans that do not fit. The jobs of a maker stand in `held[maker * jobs ...]`.
"""

# ruff: noqa: PLR0917 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

_LOW = 65535
_MASK = 4294967295
BENT = 0.3  # share by which prices are bent to look ahead


@lib.part
def draw(state: Any) -> int:
    """The next 32 bits of Marsaglia's multiply-with-carry; never larger than 62 bits on the way."""
    one = 36969 * (state[0] & _LOW) + (state[0] >> 16)
    two = 18000 * (state[1] & _LOW) + (state[1] >> 16)
    state[0] = one
    state[1] = two
    return ((one << 16) + two) & _MASK


@lib.part
def below(state: Any, most: int) -> int:
    """A whole number from 0 to most - 1."""
    return (draw(state) * most) >> 32


@lib.part
def over(load: int, room: int, fine: float) -> float:
    """What the load above capacity costs."""
    return (load - room) * fine if load > room else 0.0


@lib.part
def move(
    job: int, to: int, jobs: int, makers: int, cost: Any, use: Any, capacity: Any,
    at: Any, load: Any, held: Any, count: Any, place: Any, state: Any,
) -> int:  # fmt: skip
    """Take the job to another maker. state[2]: cost of all; state[3]: load above capacity of all."""
    was = at[job]
    before = max(0, load[was] - capacity[was]) + max(0, load[to] - capacity[to])
    load[was] -= use[job * makers + was]
    load[to] += use[job * makers + to]
    state[3] += max(0, load[was] - capacity[was]) + max(0, load[to] - capacity[to]) - before
    state[2] += cost[job * makers + to] - cost[job * makers + was]
    count[was] -= 1
    last = held[was * jobs + count[was]]
    held[was * jobs + place[job]] = last
    place[last] = place[job]
    held[to * jobs + count[to]] = job
    place[job] = count[to]
    count[to] += 1
    at[job] = to
    return 0


@lib.door(
    "i8(i8, i8, i8, i8[:], i8[:], i8[:], i8[:], f8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], f8[:], f8, i8)"
)
def anneal(
    jobs: int, makers: int, wide: int, cost: Any, use: Any, capacity: Any, near: Any, fine: Any,
    at: Any, load: Any, held: Any, count: Any, place: Any, state: Any, best: Any, chance: Any, heat: float, steps: int,
) -> int:  # fmt: skip
    """`steps` tried moves at one heat. near[job * wide ...]: makers a job may go to; chance: drawn -log of (0, 1].

    best: the cheapest plan that fits, its cost in state[4] (state[5] is 1 when there is one). Returns moves made.
    """
    made = 0
    for _ in range(steps):
        job = below(state, jobs)
        one = at[job]
        two = near[job * wide + below(state, wide)]
        if two == one:
            continue
        limit = heat * chance[draw(state) & 4095]
        base = job * makers
        room_one, room_two = load[one] - use[base + one], load[two] + use[base + two]
        gain = float(cost[base + two] - cost[base + one]) - over(load[one], capacity[one], fine[one])
        kind = below(state, 8)
        if kind < 2 or count[two] == 0:
            delta = gain + over(room_one, capacity[one], fine[one])
            delta += over(room_two, capacity[two], fine[two]) - over(load[two], capacity[two], fine[two])
            if delta > limit:
                continue
            move(job, two, jobs, makers, cost, use, capacity, at, load, held, count, place, state)
        else:
            other = held[two * jobs + below(state, count[two])]
            side = other * makers
            three = one if kind < 5 else near[other * wide + below(state, wide)]
            if three == two or use[side + three] > capacity[three]:
                continue
            gain += float(cost[side + three] - cost[side + two]) - over(load[two], capacity[two], fine[two])
            room_two -= use[side + two]
            delta = gain + over(room_two, capacity[two], fine[two])
            if three == one:
                delta += over(room_one + use[side + one], capacity[one], fine[one])
            else:
                delta += over(room_one, capacity[one], fine[one])
                delta += over(load[three] + use[side + three], capacity[three], fine[three])
                delta -= over(load[three], capacity[three], fine[three])
            if delta > limit:
                continue
            move(job, two, jobs, makers, cost, use, capacity, at, load, held, count, place, state)
            move(other, three, jobs, makers, cost, use, capacity, at, load, held, count, place, state)
        made += 1
        if state[3] == 0 and (state[5] == 0 or state[2] < state[4]):
            state[4] = state[2]
            state[5] = 1
            for k in range(jobs):
                best[k] = at[k]
    return made


@lib.part
def gather(
    jobs: int, makers: int, wide: int, near: Any, held: Any, count: Any, state: Any, group: int, team: Any
) -> int:
    """A maker by chance, then makers to which jobs of the team may go; how many there are."""
    team[0] = below(state, makers)
    size = 1
    for _ in range(8 * group):
        if size == group:
            break
        maker = team[below(state, size)]
        if count[maker] == 0 or below(state, 8) == 0:
            other = below(state, makers)
        else:
            other = near[held[maker * jobs + below(state, count[maker])] * wide + below(state, wide)]
        known = 0
        for k in range(size):
            if team[k] == other:
                known = 1
        if known == 0:
            team[size] = other
            size += 1
    return size


@lib.part
def tempted(
    jobs: int, makers: int, size: int, paid: Any, held: Any, count: Any, state: Any, team: Any, pool: Any, regret: Any
) -> int:
    """All jobs of the team, and what it would cost each to stay away from its best maker, times a chance."""
    many = 0
    for k in range(size):
        maker = team[k]
        for s in range(count[maker]):
            job = held[maker * jobs + s]
            least, second = 1e300, 1e300
            for q in range(size):
                value = paid[job * makers + team[q]]
                if value < least:
                    least, second = value, least
                elif value < second:
                    second = value
            here = paid[job * makers + maker]
            away = second - least if here <= least else least - here
            regret[many] = away * (1 + below(state, 1024)) / 1024.0
            pool[many] = job
            many += 1
    return many


@lib.part
def loosest(many: int, free: int, pool: Any, regret: Any) -> int:
    """The `free` jobs of the least regret to the front, rising."""
    free = min(free, many)
    for d in range(free):
        pick = d
        for s in range(d + 1, many):
            if regret[s] < regret[pick]:
                pick = s
        pool[d], pool[pick] = pool[pick], pool[d]
        regret[d], regret[pick] = regret[pick], regret[d]
    return free


@lib.part
def offers(
    makers: int, size: int, free: int, use: Any, paid: Any, price: Any, at: Any, capacity: Any, load: Any, team: Any,
    pool: Any, room: Any, offer: Any, loss: Any, count_of: Any,
) -> float:  # fmt: skip
    """offer, loss[d * size ...]: makers of the team for each loose job, the best first, and what each loses.

    room: capacity without the loose jobs. Loose jobs end in the order of falling regret. Returns the least cost.
    """
    for k in range(size):
        room[k] = capacity[team[k]] - load[team[k]]
        for d in range(free):
            if at[pool[d]] == team[k]:
                room[k] += use[pool[d] * makers + team[k]]
    for d in range(free // 2):
        pool[d], pool[free - 1 - d] = pool[free - 1 - d], pool[d]
    bound = 0.0
    for k in range(size):
        bound -= price[team[k]] * room[k]
    for d in range(free):
        base, first, many = pool[d] * makers, d * size, 0
        for k in range(size):
            if use[base + team[k]] <= room[k]:
                value, s = paid[base + team[k]], many
                while s > 0 and loss[first + s - 1] > value:
                    loss[first + s] = loss[first + s - 1]
                    offer[first + s] = offer[first + s - 1]
                    s -= 1
                loss[first + s] = value
                offer[first + s] = k
                many += 1
        least = loss[first]
        for s in range(many):
            loss[first + s] -= least
        count_of[d] = many
        bound += least
    return bound


@lib.part
def look_ahead(
    makers: int, size: int, free: int, use: Any, price: Any, team: Any, pool: Any, offer: Any, loss: Any,
    count_of: Any, ahead: Any,
) -> int:  # fmt: skip
    """ahead[t * (free + 1) + d]: the least that loose jobs from d on lose when prices are bent in way t.

    Way 2k: the price of maker k up by BENT, 2k + 1: down; the last two: all prices up, down.
    """
    for way in range(2 * size + 2):
        bend = BENT if way % 2 == 0 else -BENT
        first = way * (free + 1)
        ahead[first + free] = 0.0
        for d in range(free - 1, -1, -1):
            least = 1e300
            for s in range(count_of[d]):
                k = offer[d * size + s]
                value = loss[d * size + s]
                if way >= 2 * size or way // 2 == k:
                    value += bend * price[team[k]] * use[pool[d] * makers + team[k]]
                least = min(least, value)
            ahead[first + d] = ahead[first + d + 1] + least
    return 0


@lib.part
def is_lost(size: int, free: int, d: int, lost: Any, priced: int, ahead: Any, so_far: float, limit: float) -> int:
    """Whether some way to bend the prices proves that nothing good follows. lost[priced + k]: price of k's room."""
    whole = 0.0
    for k in range(size):
        whole += lost[priced + k]
        least = ahead[2 * k * (free + 1) + d] - BENT * lost[priced + k]
        other = ahead[(2 * k + 1) * (free + 1) + d] + BENT * lost[priced + k]
        if so_far + least > limit or so_far + other > limit:
            return 1
    least = ahead[2 * size * (free + 1) + d] - BENT * whole
    other = ahead[(2 * size + 1) * (free + 1) + d] + BENT * whole
    return 1 if so_far + least > limit or so_far + other > limit else 0


@lib.part
def at_leaf(
    makers: int, size: int, free: int, cost: Any, at: Any, team: Any, pool: Any, offer: Any, tried: Any, best: Any,
    least: int,
) -> int:  # fmt: skip
    """What the plan at hand costs, kept in `best` when it is another one and costs at most `least`; else more."""
    total, differs = 0, 0
    for q in range(free):
        maker = team[offer[q * size + tried[q] - 1]]
        total += cost[pool[q] * makers + maker]
        if maker != at[pool[q]]:
            differs = 1
    if differs == 0 or total > least:
        return least + 1
    for q in range(free):
        best[q] = team[offer[q * size + tried[q] - 1]]
    return total


@lib.part
def hand_out(
    makers: int, size: int, free: int, cost: Any, use: Any, price: Any, at: Any, team: Any, pool: Any, room: Any,
    offer: Any, loss: Any, count_of: Any, tried: Any, lost: Any, ahead: Any, best: Any, bound: float, least: int,
    nodes: int, spent: Any,
) -> int:  # fmt: skip
    """Loose jobs to makers, depth first: a plan that costs at most `least` and is another one, then ever better ones.

    lost: free + 1, then the price of the room of each maker. best: its makers. Returns what it costs, `least` + 1 when
    there is none; spent[1] is 1 when all was tried.
    """
    look_ahead(makers, size, free, use, price, team, pool, offer, loss, count_of, ahead)
    found, steps, d, priced = least + 1, 0, 0, free + 1
    slack = 1e-6 + 1e-10 * abs(bound)
    for k in range(size):
        slack += 1e-10 * price[team[k]] * room[k]
    limit = least - bound + slack
    lost[0] = 0.0
    tried[0] = 0
    while d >= 0 and steps < nodes:
        steps += 1
        s = tried[d] if d < free else 0
        if d < free and s < count_of[d] and lost[d] + loss[d * size + s] <= limit:
            k = offer[d * size + s]
            tried[d] = s + 1
            need = use[pool[d] * makers + team[k]]
            if need <= room[k]:
                room[k] -= need
                for q in range(size):
                    lost[priced + q] = price[team[q]] * room[q]
                lost[d + 1] = lost[d] + loss[d * size + s]
                if is_lost(size, free, d + 1, lost, priced, ahead, lost[d + 1], limit) == 1:
                    room[k] += need
                    continue
                d += 1
                if d < free:
                    tried[d] = 0
            continue
        if d == free:
            steps += free
            total = at_leaf(makers, size, free, cost, at, team, pool, offer, tried, best, least)
            if total <= least:
                found, least = total, total
                limit = least - 1 - bound + slack
        d -= 1
        if d >= 0:
            k = offer[d * size + tried[d] - 1]
            room[k] += use[pool[d] * makers + team[k]]
    spent[0] += steps
    spent[1] = 1 if d < 0 else 0
    return found


@lib.door(
    "i8(i8, i8, i8, i8[:], i8[:], i8[:], i8[:], f8[:], f8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], f8[:], "
    "i8[:], i8[:], f8[:], i8[:], i8[:], f8[:], f8[:], i8[:], i8[:], i8[:], i8[:], i8, i8, i8, i8, i8)"
)
def regroup(
    jobs: int, makers: int, wide: int, cost: Any, use: Any, capacity: Any, near: Any, paid: Any, price: Any,
    at: Any, load: Any, held: Any, count: Any, place: Any, state: Any, pool: Any, regret: Any,
    room: Any, offer: Any, loss: Any, count_of: Any, tried: Any, lost: Any, ahead: Any, best: Any, team: Any,
    spent: Any, top: Any, group: int, free: int, nodes: int, rounds: int, extra: int,
) -> int:  # fmt: skip
    """`rounds` groups of makers, up to `free` of their jobs handed out anew, each in up to `nodes` steps.

    paid: cost and the price of the capacity that is used. load must keep to capacity. extra: now and then a group may
    cost more, the plan never more than this above the cheapest (state[4]), which is kept in `top`. state[6], state[7]:
    groups that became better, that changed otherwise. pool to spent: work space. Returns the steps.
    """
    before = spent[0]
    for _ in range(rounds):
        size = gather(jobs, makers, wide, near, held, count, state, group, team)
        many = tempted(jobs, makers, size, paid, held, count, state, team, pool, regret)
        loose = loosest(many, free, pool, regret)
        spent[0] += many * size + many * loose // 4
        least = 0
        for d in range(loose):
            least += cost[pool[d] * makers + at[pool[d]]]
        bound = offers(
            makers, size, loose, use, paid, price, at, capacity, load, team, pool, room, offer, loss, count_of
        )  # fmt: skip
        allowed = 0
        if extra > 0 and below(state, 8) == 0:
            allowed = max(0, min(extra, state[4] + extra - state[2]))
        total = hand_out(
            makers, size, loose, cost, use, price, at, team, pool, room, offer, loss, count_of, tried, lost, ahead,
            best, bound, least + allowed, nodes, spent,
        )  # fmt: skip
        if total <= least + allowed:
            for d in range(loose):
                move(pool[d], best[d], jobs, makers, cost, use, capacity, at, load, held, count, place, state)
            state[6 if total < least else 7] += 1
        if state[2] < state[4]:
            state[4] = state[2]
            for job in range(jobs):
                top[job] = at[job]
    return spent[0] - before


@lib.door(
    "i8(i8, i8, i8[:], i8[:], i8[:], f8[:], f8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], f8[:], i8[:], i8[:], "
    "f8[:], f8[:], i8[:], i8[:], i8, i8)"
)
def exhaust(
    jobs: int, makers: int, cost: Any, use: Any, capacity: Any, paid: Any, price: Any, at: Any, load: Any, team: Any,
    pool: Any, room: Any, offer: Any, loss: Any, count_of: Any, tried: Any, lost: Any, ahead: Any, best: Any,
    spent: Any, least: int, nodes: int,
) -> int:  # fmt: skip
    """All plans that cost at most `least`, depth first; best: makers of the cheapest, in the order of `pool`.

    at: -1 and load: 0 throughout. pool: all jobs, those to be decided first at the end. Returns its cost, `least` + 1
    when there is none; spent: steps, and 1 when nothing was left untried.
    """
    bound = offers(makers, makers, jobs, use, paid, price, at, capacity, load, team, pool, room, offer, loss, count_of)
    return hand_out(
        makers, makers, jobs, cost, use, price, at, team, pool, room, offer, loss, count_of, tried, lost, ahead, best,
        bound, least, nodes, spent,
    )  # fmt: skip
