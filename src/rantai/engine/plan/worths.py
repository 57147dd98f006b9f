"""What one tonne more of a format is worth: the purchase is solved anew with it, where most money is spent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rantai.engine.plan.asked import Asked, doubt_idr, paid_idr
from rantai.engine.plan.executor import Executor
from rantai.engine.plan.index import Index
from rantai.engine.pooling import joint

MOST_ASKED = 24  # questions of one material
MOST_TOGETHER = 4  # questions of materials that terms tie together: each takes seconds
_MS = {False: 50, True: 2_000}


def steel_worths(
    index: Index, asked: list[Asked], *, executor: Executor, out_of_time: Callable[[], bool]
) -> list[dict[str, Any]]:
    """Rows of `steel_worths`: for the dearest orders, a tonne more of their format from when they could be used.

    None when the time is over: a purchase solved in haste says nothing of a tonne.
    """
    if out_of_time():
        return []
    chosen = [*_dearest(index, asked, False)[:MOST_ASKED], *_dearest(index, asked, True)[:MOST_TOGETHER]]
    more = [one.with_more(format_, week) for one, format_, week in chosen]
    answers: list[Any] = [None] * len(chosen)
    for is_joint in (False, True):
        places = [at for at, (one, _, _) in enumerate(chosen) if isinstance(one.question, joint.JointInput) == is_joint]
        if places:
            found = executor.answers(
                chosen[places[0]][0].work,
                [more[at][0] for at in places],
                [_MS[is_joint]] * len(places),
                out_of_time=out_of_time,
                progress=lambda _done: None,
            )
            for at, answer in zip(places, found, strict=True):
                answers[at] = answer
    return [
        {
            "format_code": index.formats[one.formats[format_]],
            "week": week,
            "mass_g": more[at][1],
            "saving_idr": max(0, paid_idr(one.answer) - paid_idr(answers[at])),
            "doubt_idr": doubt_idr(one.answer) + doubt_idr(answers[at]),
        }
        for at, (one, format_, week) in enumerate(chosen)
    ]


def _dearest(index: Index, asked: list[Asked], is_joint: bool) -> list[tuple[Asked, int, int]]:
    """(question, format of it, week) of the orders that cost most: of every format the dearest week first, then the
    second of each."""
    found: dict[tuple[int, int, int], int] = {}
    for number, one in enumerate(asked):
        if isinstance(one.question, joint.JointInput) != is_joint:
            continue
        for offer, week, cost in one.orders:
            key = (number, int(one.steel.offer_format[offer]), week)
            found[key] = found.get(key, 0) + cost
    keys = [key for key in found if key[2] < index.weeks]
    keys.sort(key=lambda key: (-found[key], key))
    seen: dict[tuple[int, int], int] = {}
    turn = {}
    for key in keys:
        turn[key] = seen[key[:2]] = seen.get(key[:2], 0) + 1
    keys.sort(key=lambda key: (turn[key], -found[key], key))
    return [(asked[number], format_, week) for number, format_, week in keys]
