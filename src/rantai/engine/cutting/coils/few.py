"""Plans of no more than so many patterns: each step cuts one pattern as often as it can, and several are tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rantai.engine.cutting.batch import UNLIMITED
from rantai.engine.cutting.coils.plan import Plan, cheaper
from rantai.engine.cutting.coils.pricing import Pricing
from rantai.engine.solvers.effort import Meter

_BEAM = 4
_TIMES = 12


def few_patterns(plan: Plan, worths: Sequence[int], meter: Meter) -> Plan:
    """The plan itself when it has few enough patterns; else the best that keeps the limit."""
    most = plan.coils.batch.max_patterns
    if most == UNLIMITED or len(plan.times) <= most:
        return plan
    best = _kept(plan, most)
    beam = [Plan(plan.coils)]
    often = _often(sum(plan.times.values()))
    for _ in range(most):
        beam = _best(made for one in beam for made in _steps(one, worths, often, meter))
        best = min([best, *map(cheaper, beam)], key=lambda one: (len(one.times) > most, one.grade))
        if meter.is_over or not beam:
            break
    return best


def _kept(plan: Plan, most: int) -> Plan:
    """The patterns that serve most, each as often as it was cut."""
    worth = {key: times * int(plan.coils.counts(key[1]).sum()) for key, times in plan.times.items()}
    made = Plan(plan.coils)
    for row, strips in sorted(plan.times, key=lambda key: -worth[key])[:most]:
        made.cut(row, strips, plan.times[row, strips])
    return made


def _often(coils: int) -> list[int]:
    """How often a pattern may be cut: from once to as often as there are coils."""
    return sorted({max(1, coils * part // _TIMES) for part in range(_TIMES + 1)} | {1, 2, 3, coils, coils + 1})


def _steps(plan: Plan, worths: Sequence[int], often: Sequence[int], meter: Meter) -> list[Plan]:
    """The plan with one pattern more, for every format and number of coils."""
    made = []
    for times in often:
        if plan.is_done or meter.is_over:
            break
        pricing = Pricing(plan.coils, worths, plan.left // times, meter)
        for room in plan.open_rooms():
            offer = pricing.best(room)
            if offer.value > 0 and (plan.stock[room.format] == UNLIMITED or plan.stock[room.format] >= times):
                one = plan.copy()
                one.cut(room.format, offer.strips, times)
                made.append(one)
    return made


def _best(plans: Iterable[Plan]) -> list[Plan]:
    return sorted(plans, key=lambda one: one.grade)[:_BEAM]
