"""Loops that share blanks out over a given number of equal bars, or find that it cannot be done."""

# ruff: noqa: C901, PLR0912, PLR0915, PLR0917 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

DONE, IMPOSSIBLE, UNKNOWN = 1, 0, -1
END, NOTHING = -1, -2  # in the order of blanks: a bar ends; no step is possible


@lib.part
def pieces_before(laid: Any, depth: int) -> int:
    """Blanks on the bar that ends at `depth`."""
    held, at = 0, depth - 1
    while at >= 0 and laid[at] >= 0:
        held += 1
        at -= 1
    return held


@lib.part
def shortest_left(left: Any, kinds: int) -> int:
    """The shortest kind of which some are left, or -1."""
    kind = kinds - 1
    while kind >= 0 and left[kind] == 0:
        kind -= 1
    return kind


@lib.door("i8(i8[:], i8[:], i8, i8, i8, i8, i8[:], i8[:], i8[:], i8[:])")
def complete(
    sizes: Any, left: Any, room: int, most: int, slack: int, work: int, laid: Any, rests: Any, slacks: Any, state: Any
) -> int:
    """Fill bars one after the other, each led by the longest blank left, losing no more than `slack` in all.

    A bar is closed only when nothing fits any more: a blank that fits may as well lie there. `laid` returns the kinds
    in order, -1 where a bar ends; state[0] its length, state[1] the work. rests, slacks: as long as `laid`.
    """
    kinds, depth, rest, spent = len(sizes), 0, 0, 0
    free, pieces, next_kind, held, is_open = slack, 0, 0, 0, 0
    for kind in range(kinds):
        pieces += left[kind]
    while spent <= work:
        state[1] = spent
        put = NOTHING
        if is_open == 0:
            if pieces == 0:
                state[0] = depth
                return DONE
            put = 0
            while left[put] == 0:
                put += 1
            spent += put + 1
            rest, held = room, 0
        else:
            kind = next_kind
            while kind < kinds and (left[kind] == 0 or sizes[kind] > rest):
                kind += 1
            spent += kind - next_kind + 1
            if kind < kinds and held < most:
                put = kind
            elif rest <= free:
                smallest = shortest_left(left, kinds)
                spent += kinds - smallest
                if smallest < 0 or sizes[smallest] > rest or held >= most:
                    put = END
        if put != NOTHING:
            rests[depth], slacks[depth], laid[depth] = rest, free, put
            depth += 1
        if put == END:
            free -= rest
            is_open, next_kind = 0, 0
        elif put != NOTHING:
            left[put] -= 1
            pieces -= 1
            rest -= sizes[put]
            held += 1
            is_open, next_kind = 1, put
        while put == NOTHING:
            depth -= 1
            if depth < 0:
                return IMPOSSIBLE
            spent += 1
            rest, free, kind = rests[depth], slacks[depth], laid[depth]
            if kind == END:  # reopened: it was closed because nothing fitted, so its last blank must go
                held = pieces_before(laid, depth)
                continue
            left[kind] += 1
            pieces += 1
            held -= 1
            if depth > 0 and laid[depth - 1] != END:  # the leader of a bar has no alternative
                next_kind, put, is_open = kind + 1, kind, 1
    state[1] = spent
    return UNKNOWN
