"""The search for sheets: a first plan, then ruin and recreate towards a cheaper one until the bound."""

from __future__ import annotations

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen, Found
from rantai.engine.cutting.effort import Meter
from rantai.engine.cutting.sheets.forest import Forest
from rantai.engine.cutting.sheets.greedy import WORK_A_UNIT, sequence
from rantai.engine.cutting.sheets.scales import Scales
from rantai.engine.cutting.sheets.tiny import is_tiny, solve_tiny

MOST_BLANKS = 600  # that ruin and recreate handles as one
STEP_WORK = 30_000 * WORK_A_UNIT


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """The best plan that the work of `meter` finds, with a bound for serving what it serves."""
    wanted = np.where(batch.placeable, batch.demand, 0)
    left = [one.available for one in batch.formats]
    if not wanted.any():
        return Found((), 0)
    if is_tiny(batch) and (found := solve_tiny(batch, meter)) is not None:
        return found
    scales = Scales(batch)
    if int(wanted.sum()) > MOST_BLANKS:
        best = sequence(batch, wanted, left, meter, seed)
    else:
        best = _trees(scales, wanted, left, meter, seed)
    return Found(tuple(best), bound_of(scales, best), meter.is_stopped)


def bound_of(scales: Scales, chosen: list[Chosen]) -> int:
    """What serving as much as `chosen` costs at least."""
    batch = scales.batch
    return scales.bound(batch.demand - batch.left_out(chosen), batch.cost(chosen))


def _trees(scales: Scales, wanted: np.ndarray, left: list[int], meter: Meter, seed: int) -> list[Chosen]:
    batch = scales.batch
    blanks = [kind for kind, count in enumerate(wanted.tolist()) for _ in range(count)]
    forest = Forest(batch, blanks, left, len(blanks), seed)
    forest.begin()
    meter.spend(forest.work() // WORK_A_UNIT)
    best = forest.chosen()
    if not forest.is_whole:
        return best
    while batch.cost(best) > bound_of(scales, best):
        if not _cheaper(forest, meter):
            return best
        best = forest.chosen()
    return best


def _cheaper(forest: Forest, meter: Meter) -> bool:
    """Whether a plan that costs less than the present one was found before the work ended."""
    forest.begin(forest.spent - 1)
    steps = 10
    while not forest.is_whole:
        if meter.is_over:
            return False
        forest.improve(steps)
        work = max(1, forest.work())
        meter.spend(work // WORK_A_UNIT)
        steps = max(1, min(2 * steps, steps * STEP_WORK // work))
    return True
