"""The search over one batch of coils."""

from __future__ import annotations

import numpy as np

from rantai.engine.cutting.batch import Batch, Found
from rantai.engine.cutting.coils.columns import Column, Generator
from rantai.engine.cutting.coils.dive import better, dive, is_met
from rantai.engine.cutting.coils.plan import Plan, areas, cheaper, pack
from rantai.engine.cutting.coils.slitting import Coils, coils_of
from rantai.engine.cutting.effort import Meter

_ROUNDS = 400


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """Slit coils into strips and cut those to length, at the least cost; nothing in it is drawn, so the seed is idle.

    Stands on the lexicographic goals of `Batch.grade_of`. Stops when the bound is met or the meter is over.
    """
    coils = coils_of(batch)
    if not coils.widths:
        return Found((), 0, meter.is_stopped)
    best = cheaper(pack(Plan(coils), areas(coils), meter))
    generator = Generator(coils, meter)
    generator.learn(Column(row, strips) for row, strips in best.times)
    bound = _bound(generator, best, meter)
    if not is_met(best, bound):
        best = dive(generator, best, bound, meter)
    return Found(best.chosen(), bound, meter.is_stopped)


def _bound(generator: Generator, best: Plan, meter: Meter) -> int:
    plan = Plan(generator.coils)
    wanted = plan.left
    low = generator.prove(wanted, areas(generator.coils))
    bound = generator.prove_whole(wanted, low, best.cost)
    if bound < best.cost:
        relaxed, _ = generator.relax(plan, _ROUNDS)
        low = max(low, generator.prove(wanted, relaxed.worths))
        bound = generator.prove_whole(wanted, low, best.cost)
    return bound
