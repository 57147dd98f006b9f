"""Whether blanks go into so many bars and no more: a depth-first search (Martello and Toth 1990, Korf 2003)."""

from __future__ import annotations

import numpy as np

from rantai.engine.cutting.bars import complete_loops
from rantai.engine.cutting.bars.task import Bar, Plan, Task
from rantai.engine.cutting.tables import Ints
from rantai.engine.solvers.effort import Meter

_OPS_A_UNIT = 500
_PIECES = 400


def completed(task: Task, left: Ints, bars: int, meter: Meter, units: int) -> Plan | None:
    """A plan for `left` on at most so many bars of the one kind of stock; None when none was found."""
    room, most = int(task.rooms[0]), int(task.most[0])
    kept = np.flatnonzero(left)
    slack = bars * room - sum((left[kept] * task.sizes[kept]).tolist())
    pieces = int(left.sum()) if len(kept) else 0
    if slack < 0 or pieces > _PIECES or not pieces:
        return None
    laid, rests, slacks = (np.zeros(pieces + bars + 2, dtype=np.int64) for _ in range(3))
    state = np.zeros(2, dtype=np.int64)
    work = min(units, max(1, meter.left)) * _OPS_A_UNIT
    ended = complete_loops.complete(task.sizes[kept], left[kept], room, most, slack, work, laid, rests, slacks, state)
    meter.spend(int(state[1]) // _OPS_A_UNIT + 40)
    if ended != complete_loops.DONE:
        return None
    return tuple(_bars(laid[: int(state[0])].tolist(), kept.tolist()))


def _bars(laid: list[int], names: list[int]) -> list[Bar]:
    bars, counts = list[Bar](), dict[int, int]()
    for kind in [*laid, -1]:
        if kind >= 0:
            counts[names[kind]] = counts.get(names[kind], 0) + 1
        elif counts:
            bars.append(Bar(0, tuple(counts.items()), 1))
            counts = {}
    return bars
