"""Take some coils back and cut their blanks anew with shaken worths; keep what is no worse (ruin and recreate)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rantai.engine.cutting.batch import UNLIMITED
from rantai.engine.cutting.coils.dive import better, is_met
from rantai.engine.cutting.coils.packing import pack
from rantai.engine.cutting.coils.plan import Plan, cheaper
from rantai.engine.cutting.effort import Meter

_MOST_COILS = 6
_IDLE = 400  # tries without a better plan
_SHAKE = 0.25


def improve(best: Plan, worths: Sequence[Sequence[int]], bound: int, seed: int, meter: Meter) -> Plan:
    """Better plans near `best`, from several kinds of worths in turn."""
    draw = np.random.default_rng(seed)
    now, idle, tries = best, 0, 0
    while idle < _IDLE and not meter.is_over and not is_met(best, bound):
        shaken = _shaken(worths[tries % len(worths)], draw)
        made = cheaper(pack(_taken_back(now, draw), shaken, meter))
        now = made if made.grade[:-1] <= now.grade[:-1] else now
        idle = 0 if made.grade[:-1] < best.grade[:-1] else idle + 1
        best = better(best, made)
        tries += 1
    return best


def _shaken(worths: Sequence[int], draw: np.random.Generator) -> list[int]:
    noise = draw.uniform(1 - _SHAKE, 1 + _SHAKE, len(worths)).tolist()
    return [int(worth * factor) for worth, factor in zip(worths, noise, strict=True)]


def _taken_back(plan: Plan, draw: np.random.Generator) -> Plan:
    """The plan without a few of its coils; one coil of a pattern that is cut often is as good as any other."""
    made = plan.copy()
    keys = list(made.times)
    count = int(draw.integers(1, min(_MOST_COILS, len(keys)) + 1))
    for at in sorted(draw.choice(len(keys), size=count, replace=False).tolist()):
        row, strips = keys[at]
        made.times[row, strips] -= 1
        if not made.times[row, strips]:
            del made.times[row, strips]
        made.left += made.coils.counts(strips)
        if made.stock[row] != UNLIMITED:
            made.stock[row] += 1
    return made
