"""From the relaxed plan to whole coils: cut what the relaxed plan surely wants, relax the rest anew, and so on."""

from __future__ import annotations

import numpy as np

from rantai.engine.cutting.coils.columns import Column, Generator, Relaxed
from rantai.engine.cutting.coils.packing import pack
from rantai.engine.cutting.coils.plan import Plan, cheaper
from rantai.engine.solvers.effort import Meter

_ROUNDS = 12
_WHOLE = 1e-6


def dive(generator: Generator, best: Plan, bound: int, meter: Meter) -> Plan:
    """The better of `best` and the plans met on the way down; ends when the bound is met."""
    plan = Plan(generator.coils)
    while not plan.is_done and not meter.is_over and not is_met(best, bound):
        relaxed, columns, _ = generator.relax(plan, _ROUNDS)
        best = better(best, pack(plan.copy(), relaxed.worths, meter))
        if not _fix(plan, relaxed, columns):
            break
    return better(best, plan)


def better(best: Plan, plan: Plan) -> Plan:
    plan = cheaper(plan)
    return plan if plan.grade < best.grade else best


def is_met(plan: Plan, bound: int) -> bool:
    """Nothing is left out and nothing can be cheaper."""
    return plan.is_done and plan.cost <= bound


def _fix(plan: Plan, relaxed: Relaxed, columns: list[Column]) -> bool:
    """Cut every column as often as the relaxed plan cuts it whole; when it cuts none whole, the most wanted once."""
    often = relaxed.often
    if not len(often) or often.max() <= _WHOLE:
        return False
    whole = np.floor(often + _WHOLE).astype(np.int64)
    if not whole.any():
        whole[int(often.argmax())] = 1
    before = int(plan.left.sum())
    for at in np.flatnonzero(whole).tolist():
        plan.cut(*columns[at], int(whole[at]))
    return int(plan.left.sum()) < before
