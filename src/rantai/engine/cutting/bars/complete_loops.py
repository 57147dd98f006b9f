"""Loops that share blanks out over a given number of equal bars, or find that it cannot be done."""

# ruff: noqa: C901, PLR0912, PLR0915, PLR0917 (loops take flat arrays and nest as they must)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

DONE, IMPOSSIBLE, UNKNOWN = 1, 0, -1


@lib.door("i8(i8[:], i8[:], i8, i8, i8, i8, i8[:], i8[:], i8[:], i8[:])")
def complete(
    sizes: Any, left: Any, room: int, most: int, slack: int, work: int, laid: Any, rests: Any, slacks: Any, state: Any
) -> int:
    """Fill bars one after the other, each led by the longest blank left, losing no more than `slack` in all.

    A bar is closed only when nothing fits any more: a blank that fits may as well lie there. `laid` returns the kinds
    in order, -1 where a bar ends; state[0] its length, state[1] the work. rests, slacks: as long as `laid`.
    """
    kinds, depth, rest, spent = len(sizes), 0, 0, 0
    free, pieces, next_kind, held = slack, 0, 0, 0
    for kind in range(kinds):
        pieces += left[kind]
    is_open = 0
    while True:
        if spent > work:
            state[1] = spent
            return UNKNOWN
        moved = 0
        if is_open == 0:
            if pieces == 0:
                state[0] = depth
                state[1] = spent
                return DONE
            lead = 0
            while left[lead] == 0:
                lead += 1
            spent += lead
            if next_kind <= lead:  # a new bar has one leader only
                rests[depth] = 0
                slacks[depth] = free
                laid[depth] = lead
                left[lead] -= 1
                pieces -= 1
                rest = room - sizes[lead]
                held = 1
                is_open = 1
                next_kind = lead
                depth += 1
                moved = 1
        else:
            kind = next_kind
            while kind < kinds and (left[kind] == 0 or sizes[kind] > rest):
                kind += 1
            spent += kind - next_kind + 1
            if kind < kinds and held < most:
                rests[depth] = rest
                slacks[depth] = free
                laid[depth] = kind
                left[kind] -= 1
                pieces -= 1
                rest -= sizes[kind]
                held += 1
                next_kind = kind
                depth += 1
                moved = 1
            elif next_kind >= 0 and rest <= free:
                smallest = kinds - 1
                while smallest >= 0 and left[smallest] == 0:
                    smallest -= 1
                spent += kinds - smallest
                if smallest < 0 or sizes[smallest] > rest or held >= most:
                    rests[depth] = rest
                    slacks[depth] = free
                    laid[depth] = -1
                    free -= rest
                    depth += 1
                    is_open = 0
                    next_kind = 0
                    moved = 1
        while moved == 0:
            depth -= 1
            if depth < 0:
                state[1] = spent
                return IMPOSSIBLE
            kind = laid[depth]
            spent += 1
            if kind < 0:  # reopen the bar: it was closed because nothing fitted, so its last blank must go
                free = slacks[depth]
                rest = rests[depth]
                is_open = 1
                held = 0
                at = depth - 1
                while at >= 0 and laid[at] >= 0:
                    held += 1
                    at -= 1
                continue
            left[kind] += 1
            pieces += 1
            held -= 1
            rest = rests[depth]
            free = slacks[depth]
            if depth == 0 or laid[depth - 1] < 0:
                continue  # the leader of a bar has no alternative
            next_kind = kind + 1
            is_open = 1
            moved = 1
