"""Pieces of each item, without weeks: the least that any plan orders, and a ceiling of what it counts."""

# ruff: noqa: PLR0917 (loops take flat arrays)

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)

MILLION = 1_000_000


@lib.part
def share(pieces: int, part: int) -> int:
    """pieces · million / part, rounded up, without a product beyond pieces · million / part."""
    whole = pieces // part
    return whole * MILLION + ((pieces - whole * part) * MILLION + part - 1) // part


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:], i8[:])")
def fewest_of(
    turn: Any, first: Any, line: Any, child: Any, each: Any, scrap: Any, needed: Any, at_hand: Any, yielded: Any,
    firm: Any, may_miss: Any, always: Any, fewest: Any,
) -> int:  # fmt: skip
    """`fewest` of every item, parents first; `needed` starts as what is wanted. 0.

    line[first[i]..] are the bill lines of item i. Items in `may_miss` may stay short or be served otherwise.
    """
    for place in range(len(turn)):
        item = turn[place]
        missing = max(0, needed[item] - at_hand[item])
        fewest[item] = firm[item]
        if may_miss[item] == 0:
            fewest[item] = max(firm[item], share(missing, yielded[item]))
        for at in range(first[item], first[item + 1]):
            row = line[at]
            if always[row] != 0 and fewest[item] > 0:
                needed[child[row]] += share(fewest[item] * each[row], MILLION - scrap[row])
    return 0


@lib.door("f8(i8[:], i8[:], i8[:], i8[:], f8[:], f8[:], f8[:], f8[:], f8[:])")
def ceiling_of(
    turn: Any, first: Any, source: Any, is_need: Any, each: Any, rounding: Any, per_good: Any,
    total: Any, coming: Any,
) -> float:  # fmt: skip
    """The largest count that a plan can meet; `total` and `coming` start as what is wanted and what is given.

    each[e] is the most of an item that a piece of source[e] asks for (is_need 1), brings along (0) or hands over (2).
    """
    largest = 0.0
    for place in range(len(turn)):
        item = turn[place]
        for edge in range(first[item], first[item + 1]):
            above = source[edge]
            lots = total[above] * per_good[above] + rounding[above]
            if is_need[edge] == 1:
                total[item] += lots * each[edge]
            elif is_need[edge] == 2:
                total[item] += total[above]
            else:
                coming[item] += lots * each[edge]
        largest = max(largest, total[item] * per_good[item] + rounding[item], coming[item], total[item])
    return largest
