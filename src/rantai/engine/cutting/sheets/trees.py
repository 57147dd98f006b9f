"""Ruin and recreate over guillotine trees (after Gardeyn and Wauters 2022, goal-driven): the compiled loops.

A sheet is a tree of tight boxes: an inner node lays its children side by side along its direction, is as long as their
sum and as wide as the widest; all waste lies at ends. So nothing has a position until the plan is read, a blank is put
in or taken out in a few steps, and an inner node at depth k is one stage of cuts: its lines run across its direction.
A blank may be put beside the children of an inner node, or on top of a leaf, which then becomes an inner node.

One array holds the whole state, so that a step is undone by a copy: `z[n]` .. `z[n + 7]` is node n (a multiple of 8;
0 is none, the root of sheet s is 8·(s + 1)); behind the nodes come the sheets, the node of each blank, the blanks not
placed, and how many of each format are left. `g` holds numbers that stay, by the names below.
"""

from __future__ import annotations

from rantai.engine.compiled import Library

lib = Library(__name__)

NODE = 8  # numbers of a node
PARENT, HEAD, NEXT, PREV, X, Y, WAY, BLANK = 0, 1, 2, 3, 4, 5, 6, 7  # WAY: 0 along x, 1 along y, -1 a leaf
SHEET = 4  # numbers of a sheet; a slot without sheet has format -1
FORMAT, FREE_AREA = 0, 3  # between them X and Y of the room at 1 and 2
OPEN, COST, FREE, SLOTS_USED = 1, 2, 3, 4  # at the head of z: blanks not placed, cost, first unused node
PIECE = 4  # numbers of a blank: x, y, may turn, kind
RANDOM, AT_SHEETS, AT_BLANKS, AT_OPEN, AT_LEFT, END, BLANKS, SLOTS, FORMATS, DEPTH, FIRST, BED, CUTS, CAP, WORK = range(
    15
)
BEST_NODE, BEST_TURNED, HISTORY_AT = 15, 16, 17
NUMBERS = 18
HUGE = 1e300
KEYS = 6


@lib.part
def draw(g, most):
    """A number from 0 to most - 1 (Lehmer 1951, modulus 2^31 - 1)."""
    g[RANDOM] = g[RANDOM] * 48271 % 2147483647
    return g[RANDOM] % most


@lib.part
def take(z):
    """An unused node."""
    node = z[FREE]
    z[FREE] = z[node + NEXT]
    return node


@lib.part
def give(z, node):
    z[node + NEXT] = z[FREE]
    z[FREE] = node


@lib.part
def link(z, node, parent):
    head = z[parent + HEAD]
    z[node + PARENT] = parent
    z[node + NEXT] = head
    z[node + PREV] = 0
    if head:
        z[head + PREV] = node
    z[parent + HEAD] = node


@lib.part
def unlink(z, node):
    before, after = z[node + PREV], z[node + NEXT]
    if before:
        z[before + NEXT] = after
    else:
        z[z[node + PARENT] + HEAD] = after
    if after:
        z[after + PREV] = before


@lib.part
def refresh(z, node):
    """Sizes of a node and of all above it, from their children."""
    while node:
        way = z[node + WAY]
        along, across = 0, 0
        child = z[node + HEAD]
        while child:
            along += z[child + X + way]
            across = max(across, z[child + Y - way])
            child = z[child + NEXT]
        z[node + X + way] = along
        z[node + Y - way] = across
        node = z[node + PARENT]


@lib.part
def grown(z, g, q, sheet, node, depth, along, across):
    """Worth of the waste that putting a blank at a node costs; HUGE when a cut would be too long.

    Waste in the slot of a node at depth k counts q[k]; the loop follows the growth of boxes up to the root.
    """
    root = z[node + PARENT] == 0
    way = z[node + WAY]
    if way < 0:
        way = 1 - z[z[node + PARENT] + WAY]
    length, width = z[node + X + way], z[node + Y - way]
    if root:
        width = z[sheet + 2 - way]
    wide = max(width, across)
    long = length + along
    kept = q[depth + 1] * (1.0 * (wide - across) * along + 1.0 * (wide - width) * length)
    while True:
        if wide > g[BED]:
            return HUGE
        parent = z[node + PARENT]
        if parent == 0 or z[parent + PARENT] == 0:
            room = z[sheet + 1 + way]
        else:
            room = z[parent + X + way]
        roomy = max(room, long)
        kept += q[depth] * (1.0 * (roomy - long) * wide - 1.0 * (room - length) * width)
        if parent == 0 or (wide == width and roomy == room):
            return -kept
        whole = z[parent + Y - way]
        kept += q[depth] * (roomy - room) * (whole - width)
        length, long = whole, whole + wide - width
        width, wide = room, roomy
        node, way, depth = parent, 1 - way, depth - 1


@lib.part
def scan(z, g, q, slot, x, y, turned, best, blink):
    """The place on a sheet where a blank costs least, when that is less than `best`; answers the least."""
    sheet, root = g[AT_SHEETS] + SHEET * slot, NODE * (slot + 1)
    node, depth = root, 0
    room_x, room_y = z[sheet + 1] - z[root + X], z[sheet + 2] - z[root + Y]  # how much the node may still grow
    while True:
        g[WORK] += 1
        way = z[node + WAY]
        flat = way if way >= 0 else 1 - z[z[node + PARENT] + WAY]
        if flat == 0:
            fits = x <= room_x and y - z[node + Y] <= room_y
        else:
            fits = y <= room_y and x - z[node + X] <= room_x
        if fits and draw(g, 1000) >= blink:
            g[WORK] += 2
            loss = grown(z, g, q, sheet, node, depth, y if flat else x, x if flat else y)
            if loss < best:
                best = loss
                g[BEST_NODE], g[BEST_TURNED] = node, turned
        if way >= 0 and depth + 1 < g[DEPTH] and z[node + HEAD]:
            node, depth = z[node + HEAD], depth + 1
        else:
            while node != root:
                parent = z[node + PARENT]
                if z[parent + WAY] == 0:
                    room_y -= z[parent + Y] - z[node + Y]
                else:
                    room_x -= z[parent + X] - z[node + X]
                if z[node + NEXT]:
                    node = z[node + NEXT]
                    break
                node, depth = parent, depth - 1
            if node == root:
                return best
        parent = z[node + PARENT]
        if z[parent + WAY] == 0:
            room_y += z[parent + Y] - z[node + Y]
        else:
            room_x += z[parent + X] - z[node + X]


@lib.part
def put(z, g, p, slot, node, blank, turned):
    """Put a blank at a node; a leaf becomes an inner node that holds both."""
    sheet = g[AT_SHEETS] + SHEET * slot
    if z[node + WAY] < 0:
        inner = take(z)
        parent = z[node + PARENT]
        unlink(z, node)
        link(z, inner, parent)
        z[inner + HEAD] = 0
        z[inner + WAY] = 1 - z[parent + WAY]
        link(z, node, inner)
        node = inner
    leaf = take(z)
    x, y = p[PIECE * blank], p[PIECE * blank + 1]
    z[leaf + HEAD], z[leaf + WAY], z[leaf + BLANK] = 0, -1, 2 * blank + turned
    z[leaf + X], z[leaf + Y] = (y, x) if turned else (x, y)
    link(z, leaf, node)
    refresh(z, node)
    z[g[AT_BLANKS] + blank] = leaf
    z[sheet + FREE_AREA] -= x * y


@lib.part
def free(z, g, p, slot, leaf):
    """A blank is not placed any more."""
    blank = z[leaf + BLANK] // 2
    z[g[AT_SHEETS] + SHEET * slot + FREE_AREA] += p[PIECE * blank] * p[PIECE * blank + 1]
    z[g[AT_BLANKS] + blank] = 0
    z[g[AT_OPEN] + z[OPEN]] = blank
    z[OPEN] += 1


@lib.part
def pull(z, g, p, slot, top):
    """Take a blank, or a whole part, out of a sheet."""
    above = z[top + PARENT]
    unlink(z, top)
    node = top
    while True:
        while z[node + WAY] >= 0:
            node = z[node + HEAD]
        free(z, g, p, slot, node)
        while node != top and z[node + NEXT] == 0:
            done, node = node, z[node + PARENT]
            give(z, done)
        if node == top:
            give(z, top)
            break
        done, node = node, z[node + NEXT]
        give(z, done)
    settle(z, above)


@lib.part
def settle(z, node):
    """An inner node with one child left gives way to it; then all sizes above."""
    child, above = z[node + HEAD], z[node + PARENT]
    if above and z[child + NEXT] == 0:
        unlink(z, node)
        if z[child + WAY] < 0:
            link(z, child, above)
        else:
            inner, child = child, z[child + HEAD]
            while child:
                after = z[child + NEXT]
                link(z, child, above)
                child = after
            give(z, inner)
        give(z, node)
        node = above
    refresh(z, node)


@lib.part
def open_sheet(z, g, f, kind):
    """A new sheet of a format in the first empty slot; -1 when there is none."""
    for slot in range(g[SLOTS]):
        sheet = g[AT_SHEETS] + SHEET * slot
        if z[sheet + FORMAT] < 0:
            z[sheet + FORMAT] = kind
            z[sheet + 1], z[sheet + 2] = f[4 * kind], f[4 * kind + 1]
            z[sheet + FREE_AREA] = f[4 * kind] * f[4 * kind + 1]
            root = NODE * (slot + 1)
            z[root + PARENT], z[root + HEAD], z[root + X], z[root + Y] = 0, 0, 0, 0
            way = draw(g, 2) if g[FIRST] < 0 else g[FIRST]
            if z[sheet + 2 - way] > g[BED]:
                way = 1 - way
            z[root + WAY] = way
            z[COST] += f[4 * kind + 2]
            z[g[AT_LEFT] + kind] -= 1
            z[SLOTS_USED] = max(z[SLOTS_USED], slot + 1)
            return slot
    return -1


@lib.part
def close_sheet(z, g, p, f, slot):
    """Take everything out of a sheet and give it back."""
    root = NODE * (slot + 1)
    while z[root + HEAD]:
        pull(z, g, p, slot, z[root + HEAD])
    sheet = g[AT_SHEETS] + SHEET * slot
    kind = z[sheet + FORMAT]
    z[COST] -= f[4 * kind + 2]
    z[g[AT_LEFT] + kind] += 1
    z[sheet + FORMAT] = -1
    while z[SLOTS_USED] and z[g[AT_SHEETS] + SHEET * (z[SLOTS_USED] - 1) + FORMAT] < 0:
        z[SLOTS_USED] -= 1


@lib.part
def cuts_of(z, g, slot):
    """Cuts of a sheet: between children, after the last when waste follows, and along leaves narrower than their slot."""
    sheet, root = g[AT_SHEETS] + SHEET * slot, NODE * (slot + 1)
    cuts, node = 0, root
    while True:
        way = z[node + WAY]
        parent = z[node + PARENT]
        if way >= 0:
            room = z[sheet + 1 + way] if parent == 0 or z[parent + PARENT] == 0 else z[parent + X + way]
            cuts += room > z[node + X + way]
        else:
            across = z[parent + WAY]
            room = z[sheet + 2 - across] if z[parent + PARENT] == 0 else z[parent + Y - across]
            cuts += room > z[node + Y - across]
        cuts += parent != 0 and z[node + NEXT] != 0
        if z[node + HEAD]:
            node = z[node + HEAD]
            continue
        while node != root and z[node + NEXT] == 0:
            node = z[node + PARENT]
        if node == root:
            return cuts
        node = z[node + NEXT]


@lib.part
def place(z, g, p, f, m, q, blank, blink):
    """Put a blank where it costs least, else on a new sheet; whether it was placed."""
    kind, area = p[PIECE * blank + 3], p[PIECE * blank] * p[PIECE * blank + 1]
    best, where, node, turned = HUGE, -1, 0, 0
    for slot in range(z[SLOTS_USED]):
        sheet = g[AT_SHEETS] + SHEET * slot
        if z[sheet + FORMAT] < 0 or z[sheet + FREE_AREA] < area or not m[kind * g[FORMATS] + z[sheet + FORMAT]]:
            continue
        g[BEST_NODE] = 0
        best = scan(z, g, q, slot, p[PIECE * blank], p[PIECE * blank + 1], 0, best, blink)
        if p[PIECE * blank + 2]:
            best = scan(z, g, q, slot, p[PIECE * blank + 1], p[PIECE * blank], 1, best, blink)
        if g[BEST_NODE]:
            where, node, turned = slot, g[BEST_NODE], g[BEST_TURNED]
    if where < 0:
        where = new_sheet(z, g, f, m, kind)
        if where < 0:
            return False
        node, turned = NODE * (where + 1), 0
        g[BEST_NODE] = 0
        best = scan(z, g, q, where, p[PIECE * blank], p[PIECE * blank + 1], 0, best, 0)
        if p[PIECE * blank + 2]:
            best = scan(z, g, q, where, p[PIECE * blank + 1], p[PIECE * blank], 1, best, 0)
        turned = g[BEST_TURNED]
        if not g[BEST_NODE]:
            close_sheet(z, g, p, f, where)
            return False
    put(z, g, p, where, node, blank, turned)
    if g[CUTS] >= 0 and cuts_of(z, g, where) > g[CUTS]:
        pull(z, g, p, where, z[g[AT_BLANKS] + blank])
        z[OPEN] -= 1
        return False
    return True


@lib.part
def new_sheet(z, g, f, m, kind):
    """Open a sheet that may hold a blank of this kind, drawn among those that can be paid; -1 when there is none."""
    found, count = -1, 0
    for one in range(g[FORMATS]):
        if m[kind * g[FORMATS] + one] and z[g[AT_LEFT] + one] and z[COST] + f[4 * one + 2] <= g[CAP]:
            count += 1
            if draw(g, count) == 0:
                found = one
    return open_sheet(z, g, f, found) if found >= 0 else -1


@lib.part
def rank_open(z, g, p, key, rule, noise):
    """Sort the blanks that are not placed by a rule, the largest first, with some noise."""
    count, at = z[OPEN], g[AT_OPEN]
    for i in range(count):
        blank = z[at + i]
        x, y = 1.0 * p[PIECE * blank], 1.0 * p[PIECE * blank + 1]
        if rule == 0:
            worth = x * y
        elif rule == 1:
            worth = x
        elif rule == 2:
            worth = y
        elif rule == 3:
            worth = max(x, y)
        elif rule == 4:
            worth = x + y
        else:
            worth = 1.0
        worth *= 1.0 + noise * (draw(g, 2001) - 1000) * 0.001
        j = i
        while j > 0 and key[j - 1] < worth:
            key[j] = key[j - 1]
            z[at + j] = z[at + j - 1]
            j -= 1
        key[j] = worth
        z[at + j] = blank
    g[WORK] += count * 4


@lib.part
def recreate(z, g, p, f, m, q, key, w, blink):
    """Place what can be placed, in a drawn order; answers the weight of what is left."""
    rule = draw(g, 10)
    rank_open(z, g, p, key, max(0, rule - 4), 0.0 if draw(g, 2) else 0.3)
    count, at, left, weight = z[OPEN], g[AT_OPEN], 0, 0.0
    for i in range(count):
        blank = z[at + i]
        if not place(z, g, p, f, m, q, blank, blink):
            z[at + left] = blank
            left += 1
            weight += w[blank]
    z[OPEN] = left
    return weight


@lib.part
def ruin(z, g, p, f, most):
    """Take blanks out of one to three sheets: some alone, whole parts, or the whole sheet."""
    used = z[SLOTS_USED]
    for _ in range(1 + draw(g, 3)):
        slot = draw(g, used) if used else 0
        if not used or z[g[AT_SHEETS] + SHEET * slot + FORMAT] < 0:
            continue
        mode = draw(g, 20)
        if mode == 0:
            close_sheet(z, g, p, f, slot)
            used = z[SLOTS_USED]
            continue
        for _ in range(1 + draw(g, most)):
            pull_some(z, g, p, slot, mode < 8)


@lib.part
def pull_some(z, g, p, slot, whole):
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
def close_empty(z, g, p, f):
    for slot in range(z[SLOTS_USED]):
        if z[g[AT_SHEETS] + SHEET * slot + FORMAT] >= 0 and z[NODE * (slot + 1) + HEAD] == 0:
            close_sheet(z, g, p, f, slot)


@lib.part
def keep(source, target, g):
    for i in range(g[END]):
        target[i] = source[i]
    g[WORK] += g[END] // 16


@lib.part
def weigh_waste(g, q):
    """Draw what waste deep in the tree counts, beside waste at the end of the sheet."""
    part = 0.2 + 0.2 * draw(g, 5)
    q[0] = 1.0
    for depth in range(1, g[DEPTH]):
        q[depth] = q[depth - 1] * part
    q[g[DEPTH]] = 0.0


@lib.door("f8(i8[:], i8[:], i8[:], i8[:], u1[:], f8[:], f8[:], f8[:])")
def begin(z, g, p, f, m, q, key, w):
    """Place what is open; answers the weight of what is left."""
    weigh_waste(g, q)
    return recreate(z, g, p, f, m, q, key, w, 0)


@lib.door("f8(i8[:], i8[:], i8[:], i8[:], u1[:], f8[:], f8[:], f8[:])")
def squeeze(z, g, p, f, m, q, key, w):
    """Give back the emptiest sheets until the cost is within the cap, then place what is open."""
    while z[COST] > g[CAP]:
        worst, most = -1, -1.0
        for slot in range(z[SLOTS_USED]):
            sheet = g[AT_SHEETS] + SHEET * slot
            if z[sheet + FORMAT] >= 0:
                share = 1.0 * z[sheet + FREE_AREA] / (1.0 * z[sheet + 1] * z[sheet + 2])
                if share > most and f[4 * z[sheet + FORMAT] + 2] > 0:
                    worst, most = slot, share
        if worst < 0:
            break
        close_sheet(z, g, p, f, worst)
    weigh_waste(g, q)
    return recreate(z, g, p, f, m, q, key, w, 0)


@lib.door("f8(i8[:], i8[:], i8[:], i8[:], i8[:], u1[:], f8[:], f8[:], f8[:], f8[:], f8, i8, i8)")
def improve(z, kept, g, p, f, m, q, key, w, past, weight, most, steps):
    """Ruin and recreate, with late acceptance (Burke and Bykov 2017); ends early when nothing is left out.

    weight: of what is left out now. most: blanks taken at a time. Answers the weight at the end.
    """
    keep(z, kept, g)
    for _ in range(steps):
        if z[OPEN] == 0:
            return 0.0
        ruin(z, g, p, f, most)
        close_empty(z, g, p, f)
        weigh_waste(g, q)
        made = recreate(z, g, p, f, m, q, key, w, 10)
        at = g[HISTORY_AT]
        if made <= weight or made <= past[at]:
            keep(z, kept, g)
            weight = made
        else:
            keep(kept, z, g)
        past[at] = min(past[at], weight)
        g[HISTORY_AT] = (at + 1) % len(past)
    return weight
