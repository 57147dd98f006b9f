"""The search for sheets: a first plan, then ruin and recreate towards a cheaper one until the bound or the work ends."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen, Found
from rantai.engine.cutting.bounds import payable
from rantai.engine.cutting.effort import Meter
from rantai.engine.cutting.sheets.forest import Forest
from rantai.engine.cutting.sheets.greedy import WORK_A_UNIT, sequence

MOST_BLANKS = 600  # that ruin and recreate handles as one
STEP_WORK = 30_000 * WORK_A_UNIT
MOST_PULLED = 3


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """The best plan that the work of `meter` finds, with a bound for serving what it serves."""
    wanted = np.where(batch.placeable, batch.demand, 0)
    left = [one.available for one in batch.formats]
    if not wanted.any():
        return Found((), 0)
    if int(wanted.sum()) > MOST_BLANKS:
        best = sequence(batch, wanted, left, meter, seed)
    else:
        best = _trees(batch, wanted, left, meter, seed)
    return Found(tuple(best), bound_of(batch, best), meter.is_stopped)


def bound_of(batch: Batch, chosen: list[Chosen]) -> int:
    """By area: what is served needs as much of the cheapest area."""
    served = batch.demand - batch.left_out(chosen)
    area = sum(int(n) * batch.size(k) for k, n in enumerate(served) if n)
    rates = [Fraction(one.cost, one.x * one.y) for one in batch.formats]
    total = int(served.sum())
    stock = [(one.cost, total if one.available < 0 else min(one.available, total)) for one in batch.formats]
    return payable(area * min(rates), stock) if area else 0


def _trees(batch: Batch, wanted: np.ndarray, left: list[int], meter: Meter, seed: int) -> list[Chosen]:
    blanks = [kind for kind, count in enumerate(wanted.tolist()) for _ in range(count)]
    forest = Forest(batch, blanks, left, len(blanks), seed)
    forest.begin()
    meter.spend(forest.work() // WORK_A_UNIT)
    best = forest.chosen()
    if not forest.is_whole:
        return best
    while batch.cost(best) > bound_of(batch, best):
        if not _cheaper(forest, meter):
            return best
        best = forest.chosen()
    return best


def _cheaper(forest: Forest, meter: Meter) -> bool:
    """Whether a plan that costs less than the present one was found before the work ended."""
    weight, steps = forest.squeeze(forest.spent - 1), 10
    while not forest.is_whole:
        if meter.is_over:
            return False
        weight = forest.improve(weight, MOST_PULLED, steps)
        work = max(1, forest.work())
        meter.spend(work // WORK_A_UNIT)
        steps = max(1, min(2 * steps, steps * STEP_WORK // work))
    return True
