"""Ruin and recreate over guillotine trees (goal-driven, after Gardeyn and Wauters 2022): the compiled loops.

A sheet is a tree of tight boxes: an inner node lays its children side by side along its direction, is as long as their
sum and as wide as the widest; all waste lies at ends. So nothing has a position until the plan is read, and an inner
node at depth k is one stage of cuts across its direction. A blank is put beside the children of an inner node, or on
top of a leaf, which then becomes an inner node.

`z` is the whole state, so that a step is undone by a copy: z[n] .. z[n + 7] is node n (a multiple of 8, 0 is none, the
root of sheet s is 8·(s + 1)); then the sheets, the node of each blank, the blanks not placed, how many of each format
are left. `g`: numbers that stay and what parts tell each other. `v`: floats (worth of waste by depth, sort keys,
weights of blanks, past weights). `p`: blanks (x, y, may turn, kind), `f`: formats (x, y, cost), `m`: may use.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.compiled import Library

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.uint8]

lib = Library(__name__)

PARENT, HEAD, NEXT, PREV, X, Y, WAY, BLANK = range(8)  # WAY: 0 along x, 1 along y, -1 a leaf
SPARE = 3  # of a sheet: format (-1: none), x and y of the room, area not used
OPEN, COST, UNUSED, USED = 1, 2, 3, 4  # at the head of z: blanks not placed, cost, first unused node, slots in use
NODE, SHEET, PIECE, ROW = 8, 4, 4, 3  # numbers of a node, a sheet, a blank, a format
RANDOM, AT_SHEETS, AT_BLANKS, AT_OPEN, AT_LEFT, END, SLOTS, FORMATS, DEPTH, FIRST, BED, CUTS, CAP = range(13)
WORK, BEST_NODE, BEST_TURNED, PAST_AT, BLINK, PULLED, AT_KEYS, AT_WEIGHTS, AT_PAST, NUMBERS = range(13, 23)
DEEPEST = 12  # v[0 .. DEEPEST] is the worth of waste by depth
WEIGHT, BEST, FLOATS = 13, 14, 15  # then in v: of what is left out; least cost of a place so far; where the rest begins
HUGE = 1e300


@lib.part
def draw(g: Ints, most: int) -> int:
    """A number from 0 to most - 1 (Lehmer 1951, modulus 2^31 - 1)."""
    g[RANDOM] = g[RANDOM] * 48271 % 2147483647
    return g[RANDOM] % most


@lib.part
def give(z: Ints, node: int) -> None:
    """A node is not used any more."""
    z[node + NEXT] = z[UNUSED]
    z[UNUSED] = node


@lib.part
def made(z: Ints, way: int) -> int:
    """A node without children."""
    node = z[UNUSED]
    z[UNUSED] = z[node + NEXT]
    z[node + HEAD], z[node + WAY] = 0, way
    return node


@lib.part
def link(z: Ints, node: int, parent: int) -> None:
    head = z[parent + HEAD]
    z[node + PARENT], z[node + NEXT], z[node + PREV] = parent, head, 0
    if head:
        z[head + PREV] = node
    z[parent + HEAD] = node


@lib.part
def unlink(z: Ints, node: int) -> None:
    before, after = z[node + PREV], z[node + NEXT]
    if before:
        z[before + NEXT] = after
    else:
        z[z[node + PARENT] + HEAD] = after
    if after:
        z[after + PREV] = before


@lib.part
def refresh(z: Ints, node: int) -> None:
    """Sizes of an inner node and of all above it, from their children."""
    while node:
        way = z[node + WAY]
        along, across, child = 0, 0, z[node + HEAD]
        while child:
            along += z[child + X + way]
            across = max(across, z[child + Y - way])
            child = z[child + NEXT]
        z[node + X + way], z[node + Y - way] = along, across
        node = z[node + PARENT]


@lib.part
def room_of(z: Ints, sheet: int, node: int, way: int) -> int:
    """How long a node may be along `way`, across its parent: as long as the parent is wide, at the top the sheet."""
    parent = z[node + PARENT]
    if parent == 0 or z[parent + PARENT] == 0:
        return z[sheet + 1 + way]
    return z[parent + X + way]


@lib.part
def loss(z: Ints, g: Ints, v: Floats, sheet: int, node: int, depth: int, along: int, across: int) -> float:
    """Worth of the waste that a blank takes at a node; HUGE when a cut would be longer than the bed.

    Waste in the slot of a node at depth k counts v[k]; the loop follows the growth of boxes up to the root.
    """
    way = z[node + WAY]
    if way < 0:
        way = 1 - z[z[node + PARENT] + WAY]
    length, width = z[node + X + way], z[node + Y - way]
    if z[node + PARENT] == 0:
        width = z[sheet + 2 - way]
    wide, long = max(width, across), length + along
    gain = v[depth + 1] * (1.0 * (wide - across) * along + 1.0 * (wide - width) * length)
    while wide <= g[BED]:
        parent = z[node + PARENT]
        room = room_of(z, sheet, node, way)
        roomy = max(room, long)
        gain += v[depth] * (1.0 * (roomy - long) * wide - 1.0 * (room - length) * width)
        if parent == 0 or (wide == width and roomy == room):
            return -gain
        whole = z[parent + Y - way]
        gain += v[depth] * (1.0 * (roomy - room) * (whole - width))
        length, long = whole, whole + wide - width
        width, wide = room, roomy
        node, way, depth = parent, 1 - way, depth - 1
    return HUGE


@lib.part
def scan(z: Ints, g: Ints, v: Floats, slot: int, x: int, y: int, turned: int) -> None:
    """The place on a sheet where a blank costs least, when that is less than v[BEST]."""
    sheet, root = g[AT_SHEETS] + SHEET * slot, NODE * (slot + 1)
    node, depth = root, 0
    room_x, room_y = z[sheet + 1] - z[root + X], z[sheet + 2] - z[root + Y]  # how much the node may still grow
    while True:
        g[WORK] += 1
        along_x = z[node + WAY] == 0 or (z[node + WAY] < 0 and z[z[node + PARENT] + WAY] == 1)
        need_x, need_y = (x, y - z[node + Y]) if along_x else (x - z[node + X], y)
        if need_x <= room_x and need_y <= room_y and (g[BLINK] == 0 or draw(g, 1000) >= g[BLINK]):
            g[WORK] += 2
            cost = loss(z, g, v, sheet, node, depth, x if along_x else y, y if along_x else x)
            if cost < v[BEST]:
                v[BEST], g[BEST_NODE], g[BEST_TURNED] = cost, node, turned
        if z[node + WAY] >= 0 and depth + 1 < g[DEPTH] and z[node + HEAD]:
            node, depth = z[node + HEAD], depth + 1
        else:
            after = 0
            while node != root and after == 0:
                parent = z[node + PARENT]
                way = z[parent + WAY]
                room_y -= (1 - way) * (z[parent + Y] - z[node + Y])
                room_x -= way * (z[parent + X] - z[node + X])
                after = z[node + NEXT]
                if after == 0:
                    node, depth = parent, depth - 1
            if node == root:
                return
            node = after
        parent = z[node + PARENT]
        way = z[parent + WAY]
        room_y += (1 - way) * (z[parent + Y] - z[node + Y])
        room_x += way * (z[parent + X] - z[node + X])


@lib.part
def look(z: Ints, g: Ints, p: Ints, v: Floats, slot: int, blank: int) -> bool:
    """Whether a sheet has a better place for a blank than v[BEST]; g[BEST_NODE] and g[BEST_TURNED] say where.

    A blank with a side longer than the bed goes only across the whole sheet, where no cut runs along that side.
    """
    sheet, root = g[AT_SHEETS] + SHEET * slot, NODE * (slot + 1)
    way = z[root + WAY]
    before, g[BEST_NODE] = v[BEST], 0
    for turned in range(1 + p[PIECE * blank + 2]):
        x, y = p[PIECE * blank + turned], p[PIECE * blank + 1 - turned]
        along, across = (y, x) if way else (x, y)
        if max(x, y) <= g[BED]:
            scan(z, g, v, slot, x, y, turned)
        elif across == z[sheet + 2 - way] and across <= g[BED] and along <= z[sheet + 1 + way] - z[root + X + way]:
            v[BEST], g[BEST_NODE], g[BEST_TURNED] = 0.0, root, turned
    if g[BEST_NODE] and g[CUTS] >= 0 and not few_cuts(z, g, p, slot, blank):
        v[BEST], g[BEST_NODE] = before, 0
    return g[BEST_NODE] != 0


@lib.part
def put(z: Ints, g: Ints, p: Ints, slot: int, node: int, blank: int, turned: int) -> None:
    """Put a blank at a node; a leaf becomes an inner node that holds both."""
    if z[node + WAY] < 0:
        parent = z[node + PARENT]
        inner = made(z, 1 - z[parent + WAY])
        unlink(z, node)
        link(z, inner, parent)
        link(z, node, inner)
        node = inner
    leaf = made(z, -1)
    x, y = p[PIECE * blank], p[PIECE * blank + 1]
    z[leaf + BLANK], z[leaf + X], z[leaf + Y] = 2 * blank + turned, x, y
    if turned:
        z[leaf + X], z[leaf + Y] = y, x
    link(z, leaf, node)
    refresh(z, node)
    z[g[AT_BLANKS] + blank] = leaf
    z[g[AT_SHEETS] + SHEET * slot + SPARE] -= x * y


@lib.part
def pull(z: Ints, g: Ints, p: Ints, slot: int, top: int) -> None:
    """Take a blank, or a whole part, out of a sheet."""
    above = z[top + PARENT]
    unlink(z, top)
    node = top
    while True:
        while z[node + WAY] >= 0:
            node = z[node + HEAD]
        blank = z[node + BLANK] // 2
        z[g[AT_SHEETS] + SHEET * slot + SPARE] += p[PIECE * blank] * p[PIECE * blank + 1]
        z[g[AT_BLANKS] + blank], z[g[AT_OPEN] + z[OPEN]] = 0, blank
        z[OPEN] += 1
        while node != top and z[node + NEXT] == 0:
            done, node = node, z[node + PARENT]
            give(z, done)
        if node == top:
            break
        done, node = node, z[node + NEXT]
        give(z, done)
    give(z, top)
    settle(z, above)


@lib.part
def settle(z: Ints, node: int) -> None:
    """An inner node with one child left gives way to it; then all sizes above."""
    child, above = z[node + HEAD], z[node + PARENT]
    if above and z[child + NEXT] == 0:
        unlink(z, node)
        give(z, node)
        inner = child if z[child + WAY] >= 0 else 0
        child = z[inner + HEAD] if inner else child
        while child:
            after = z[child + NEXT]
            link(z, child, above)
            child = after
        if inner:
            give(z, inner)
        node = above
    refresh(z, node)


@lib.part
def few_cuts(z: Ints, g: Ints, p: Ints, slot: int, blank: int) -> bool:
    """Whether a sheet with a blank at its best place needs few enough cuts; the blank is put there and taken back."""
    put(z, g, p, slot, g[BEST_NODE], blank, g[BEST_TURNED])
    sheet, root = g[AT_SHEETS] + SHEET * slot, NODE * (slot + 1)
    cuts, node, after = 0, root, root
    while after:
        node, way = after, z[after + WAY]
        if way < 0:
            way = 1 - z[z[node + PARENT] + WAY]
        cuts += room_of(z, sheet, node, way) > z[node + X + way]
        after = z[node + HEAD]
        while after == 0 and node != root:
            after = z[node + NEXT]
            cuts += after != 0
            node = z[node + PARENT]
    open_, kept = z[OPEN], z[g[AT_OPEN] + z[OPEN]]
    pull(z, g, p, slot, z[g[AT_BLANKS] + blank])
    z[OPEN], z[g[AT_OPEN] + open_] = open_, kept
    return cuts <= g[CUTS]


@lib.part
def close_sheet(z: Ints, g: Ints, p: Ints, f: Ints, slot: int) -> None:
    """Take everything out of a sheet and give it back."""
    root, sheet = NODE * (slot + 1), g[AT_SHEETS] + SHEET * slot
    while z[root + HEAD]:
        pull(z, g, p, slot, z[root + HEAD])
    z[COST] -= f[ROW * z[sheet] + 2]
    z[g[AT_LEFT] + z[sheet]] += 1
    z[sheet] = -1
    while z[USED] and z[g[AT_SHEETS] + SHEET * (z[USED] - 1)] < 0:
        z[USED] -= 1


@lib.part
def new_sheet(z: Ints, g: Ints, f: Ints, m: Flags, kind: int) -> int:
    """A new sheet in the first empty slot, drawn among those that may hold a blank of this kind; -1: there is none."""
    found, count, slot = -1, 0, 0
    for one in range(g[FORMATS]):
        if m[kind * g[FORMATS] + one] and z[g[AT_LEFT] + one] and z[COST] + f[ROW * one + 2] <= g[CAP]:
            count += 1
            if draw(g, count) == 0:
                found = one
    while slot < g[SLOTS] and z[g[AT_SHEETS] + SHEET * slot] >= 0:
        slot += 1
    if found < 0 or slot == g[SLOTS]:
        return -1
    sheet, root = g[AT_SHEETS] + SHEET * slot, NODE * (slot + 1)
    x, y = f[ROW * found], f[ROW * found + 1]
    z[sheet], z[sheet + 1], z[sheet + 2], z[sheet + SPARE] = found, x, y, x * y
    way = draw(g, 2) if g[FIRST] < 0 else g[FIRST]
    if g[FIRST] < 0 and z[sheet + 2 - way] > g[BED]:
        way = 1 - way
    z[root + PARENT], z[root + HEAD], z[root + X], z[root + Y], z[root + WAY] = 0, 0, 0, 0, way
    z[COST] += f[ROW * found + 2]
    z[g[AT_LEFT] + found] -= 1
    z[USED] = max(z[USED], slot + 1)
    return slot


@lib.part
def place(z: Ints, g: Ints, p: Ints, f: Ints, m: Flags, v: Floats, blank: int) -> bool:
    """Put a blank where it costs least, else on a new sheet; whether it was placed."""
    kind, area = p[PIECE * blank + 3], p[PIECE * blank] * p[PIECE * blank + 1]
    where, node, turned, fresh = -1, 0, 0, -1
    v[BEST] = HUGE
    for slot in range(z[USED]):
        sheet = g[AT_SHEETS] + SHEET * slot
        usable = z[sheet] >= 0 and z[sheet + SPARE] >= area and m[kind * g[FORMATS] + z[sheet]]
        if usable and look(z, g, p, v, slot, blank):
            where, node, turned = slot, g[BEST_NODE], g[BEST_TURNED]
    if where < 0:
        fresh = new_sheet(z, g, f, m, kind)
        if fresh >= 0 and look(z, g, p, v, fresh, blank):
            where, node, turned = fresh, g[BEST_NODE], g[BEST_TURNED]
    if where >= 0:
        put(z, g, p, where, node, blank, turned)
    elif fresh >= 0:
        close_sheet(z, g, p, f, fresh)
    return where >= 0


@lib.part
def rank_open(z: Ints, g: Ints, p: Ints, v: Floats, rule: int, noise: float) -> None:
    """Sort the blanks that are not placed by a rule, the largest first, with some noise."""
    at, keys = g[AT_OPEN], g[AT_KEYS]
    for i in range(z[OPEN]):
        blank = z[at + i]
        x, y = 1.0 * p[PIECE * blank], 1.0 * p[PIECE * blank + 1]
        worth = x * y if rule < 3 else max(x, y)
        if 0 < rule < 3:
            worth = x if rule == 1 else y
        elif rule > 3:
            worth = x + y if rule == 4 else v[g[AT_WEIGHTS] + blank] / (x * y)
        worth *= 1.0 + noise * (draw(g, 2001) - 1000) * 0.001
        j = i
        while j > 0 and v[keys + j - 1] < worth:
            v[keys + j], z[at + j] = v[keys + j - 1], z[at + j - 1]
            j -= 1
        v[keys + j], z[at + j] = worth, blank
        g[WORK] += 4 + (i - j) // 4


@lib.part
def recreate(z: Ints, g: Ints, p: Ints, f: Ints, m: Flags, v: Floats) -> float:
    """Place what can be placed, in a drawn order; answers the weight of what is left."""
    part = 0.2 + 0.2 * draw(g, 5)  # what waste deep in the tree counts beside waste at the end of the sheet
    v[0] = 1.0
    for depth in range(1, g[DEPTH]):
        v[depth] = v[depth - 1] * part
    v[g[DEPTH]] = 0.0
    rule = draw(g, 10) - 4 if g[SLOTS] > 1 or draw(g, 2) else 6
    rank_open(z, g, p, v, max(0, rule), 0.3 * draw(g, 2))
    at, left, weight = g[AT_OPEN], 0, 0.0
    for i in range(z[OPEN]):
        blank = z[at + i]
        if v[g[AT_WEIGHTS] + blank] <= 0.0 or not place(z, g, p, f, m, v, blank):
            z[at + left] = blank
            left += 1
            weight += v[g[AT_WEIGHTS] + blank]
    z[OPEN] = left
    return weight


@lib.part
def ruin(z: Ints, g: Ints, p: Ints, f: Ints) -> None:
    """Take blanks out of one to three sheets: some alone, whole parts, or the whole sheet; close what is empty."""
    for _ in range(1 + draw(g, 3)):
        slot = draw(g, max(1, z[USED]))
        if z[g[AT_SHEETS] + SHEET * slot] < 0:
            continue
        mode = draw(g, 20)
        for _ in range(min(mode, 1 + draw(g, g[PULLED]))):
            pull_some(z, g, p, slot, mode < 8)
        if mode == 0 or z[NODE * (slot + 1) + HEAD] == 0:
            close_sheet(z, g, p, f, slot)


@lib.part
def pull_some(z: Ints, g: Ints, p: Ints, slot: int, whole: bool) -> None:
    """Take one drawn blank, or a drawn part, out of a sheet."""
    node = NODE * (slot + 1)
    while z[node + WAY] >= 0 and z[node + HEAD]:
        if whole and z[node + PARENT] and draw(g, 2):
            break
        child, count = z[node + HEAD], 0
        while child:
            count += 1
            if draw(g, count) == 0:
                node = child
            child = z[child + NEXT]
    if z[node + PARENT]:
        pull(z, g, p, slot, node)


@lib.part
def keep(source: Ints, target: Ints, g: Ints) -> None:
    for i in range(g[END]):
        target[i] = source[i]
    g[WORK] += g[END] // 16


@lib.door("f8(i8[:], i8[:], i8[:], i8[:], u1[:], f8[:])")
def begin(z: Ints, g: Ints, p: Ints, f: Ints, m: Flags, v: Floats) -> float:
    """Give back the emptiest sheets until the cost is within the cap, then place what is open."""
    while z[COST] > g[CAP]:
        worst, most = -1, -1.0
        for slot in range(z[USED]):
            sheet = g[AT_SHEETS] + SHEET * slot
            share = 1.0 * z[sheet + SPARE] / (1.0 * z[sheet + 1] * z[sheet + 2])
            if z[sheet] >= 0 and f[ROW * z[sheet] + 2] > 0 and share > most:
                worst, most = slot, share
        close_sheet(z, g, p, f, worst)
    v[WEIGHT] = recreate(z, g, p, f, m, v)
    return v[WEIGHT]


@lib.door("f8(i8[:], i8[:], i8[:], i8[:], i8[:], u1[:], f8[:], i8)")
def improve(z: Ints, kept: Ints, g: Ints, p: Ints, f: Ints, m: Flags, v: Floats, steps: int) -> float:
    """Ruin and recreate, with late acceptance (Burke and Bykov 2017); ends early when nothing is left out."""
    keep(z, kept, g)
    for _ in range(steps):
        if z[OPEN] == 0:
            break
        ruin(z, g, p, f)
        weight = recreate(z, g, p, f, m, v)
        at = g[AT_PAST] + g[PAST_AT]
        if weight <= v[WEIGHT] or weight <= v[at]:
            keep(z, kept, g)
            v[WEIGHT] = weight
        else:
            keep(kept, z, g)
        v[at] = min(v[at], v[WEIGHT])
        g[PAST_AT] = (g[PAST_AT] + 1) % (len(v) - g[AT_PAST])
    return v[WEIGHT]
