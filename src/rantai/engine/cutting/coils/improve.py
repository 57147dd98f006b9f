"""Take some coils back and cut their blanks anew with shaken worths; keep what is no worse (ruin and recreate)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rantai.engine.cutting.batch import UNLIMITED
from rantai.engine.cutting.coils.dive import better, is_met
from rantai.engine.cutting.coils.packing import pack
from rantai.engine.cutting.coils.plan import Plan, cheaper
from rantai.engine.cutting.coils.quick import complete
from rantai.engine.cutting.coils.slitting import Strips
from rantai.engine.solvers.effort import Meter

_MOST_COILS = 6
_IDLE = 400  # tries without a better plan
_SHAKE = 0.25
_NEAR = 1.01
_TRY = 500  # µs of a try, beside the pricing


def improve(best: Plan, worths: Sequence[Sequence[int]], bound: int, seed: int, meter: Meter) -> Plan:
    """Better plans near `best`, from several kinds of worths in turn."""
    draw = np.random.default_rng(seed)
    now, idle, tries = best, 0, 0
    while best.times and idle < _IDLE and not meter.is_over and not is_met(best, bound):
        taken = _taken_back(now, draw)
        kind = tries % (len(worths) + 1)
        if kind < len(worths):
            made = cheaper(pack(taken, _shaken(worths[kind], draw), meter))
        else:
            made = cheaper(complete(taken, by_width=bool(draw.integers(2))))
        now = made if _is_near(made, best) else now
        idle = 0 if made.grade[:-1] < best.grade[:-1] else idle + 1
        best = better(best, made)
        tries += 1
        meter.spend(_TRY)
    return best


def _is_near(made: Plan, best: Plan) -> bool:
    """Whether to go on from here: as little left out, and hardly dearer than the best."""
    return made.grade[:-3] <= best.grade[:-3] and made.cost <= best.cost * _NEAR


def _shaken(worths: Sequence[int], draw: np.random.Generator) -> list[int]:
    noise = draw.uniform(1 - _SHAKE, 1 + _SHAKE, len(worths)).tolist()
    return [int(worth * factor) for worth, factor in zip(worths, noise, strict=True)]


def _taken_back(plan: Plan, draw: np.random.Generator) -> Plan:
    """The plan without a few of its coils; one coil of a pattern that is cut often is as good as any other."""
    made = plan.copy()
    keys = list(made.times)
    count = int(draw.integers(1, min(_MOST_COILS, len(keys)) + 1))
    waste = np.array([_waste(plan, row, strips) for row, strips in keys])
    for at in sorted(draw.choice(len(keys), size=count, replace=False, p=waste / waste.sum()).tolist()):
        row, strips = keys[at]
        made.times[row, strips] -= 1
        if not made.times[row, strips]:
            del made.times[row, strips]
        made.left += made.coils.counts(strips)
        if made.stock[row] != UNLIMITED:
            made.stock[row] += 1
    return made


def _waste(plan: Plan, row: int, strips: Strips) -> float:
    """Cost of what a coil wastes, and a little more, so that any may be taken."""
    coils, room = plan.coils, plan.coils.rooms[row]
    lengths = [sum(coils.batch.items[item].x * count for item, count in strip.parts) or room.x for strip in strips]
    used = sum(strip.y * min(room.x, length) for strip, length in zip(strips, lengths, strict=True))
    return (1.05 - used / (room.x * room.y)) * (1 + coils.batch.formats[row].cost)
