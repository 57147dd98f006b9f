"""Who pays what: shares by a rule, in whole rupiah, nobody above what they would pay alone, and who could object."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.sharing.bounds import least_excess_idr
from rantai.engine.sharing.capped import exact_capped, whole_shares
from rantai.engine.sharing.costs import Costs
from rantai.engine.sharing.leastcore import ENOUGH, Floor, Level, alike, closest, even, least_core, towards
from rantai.engine.sharing.nucleolus import first_stage, nucleolus
from rantai.engine.sharing.objections import Listed, Objection, Objectors
from rantai.engine.sharing.params import SharingParams
from rantai.engine.sharing.searched import Searched
from rantai.engine.sharing.shapley import sampled_shapley, shapley
from rantai.engine.sharing.tables import (
    CORE_EMPTY,
    CORE_HOLDS,
    CORE_OPEN,
    LEAST_CORE,
    NUCLEOLUS,
    PROPORTIONAL,
    SHAPLEY,
    SharingAnswer,
    SharingInput,
    Stage,
)
from rantai.engine.sharing.tariff import by_tariff
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

DEFAULTS = SharingParams()
PROOFS = 200  # times that a model may bring a group which the search had missed
TARIFF_SLACK = 2e-5
EXACT_SLACK, SEARCHED_SLACK = 1e-10, 2e-4  # parts of the savings that a group's excess may lie above the level


def solve(given: SharingInput, params: SharingParams = DEFAULTS) -> SharingAnswer:
    """Split what all pay together, by the rule of `params`.

    Up to `params.listed` firms every rule is exact. Above, Shapley is sampled, the least core searched with a proven
    distance, and the nucleolus replaced by a point of the least core. When pooling costs more than all apart, all bear
    their own cost and a part of the rest.
    """
    costs = Costs(given)
    meter = Meter(params.work, params.out_of_time)
    objectors = _objectors(costs, params, meter)
    if costs.firms == 1 or int(costs.alone_idr.sum()) <= costs.total_idr:
        return _only_split(costs, params.rule, objectors)
    known = _least_core(costs, objectors, meter)
    drawn = _by_rule(costs, params, known, objectors, meter)
    exact, was_capped = _under_caps(costs, drawn.exact)
    shares = _whole(costs, exact)
    objection = (drawn.is_settled and _proven(costs, known, shares)) or objectors.worst(shares)
    if objection.at_most_idr < known.high:
        known = replace(known, high=Fraction(objection.at_most_idr))
    answer = _answer(costs, drawn.rule, exact, shares, objection, known)
    status = "timeout" if meter.is_stopped else answer.status
    return replace(
        answer,
        status=status,
        was_capped=was_capped,
        half_width_idr=drawn.half_width_idr,
        samples=drawn.samples,
        stages=drawn.stages,
    )


def plain(given: SharingInput, params: SharingParams = DEFAULTS) -> SharingAnswer:
    """A proportional split without a search for the least core, in milliseconds; the bound needs no solver."""
    costs = Costs(given)
    objectors = _objectors(costs, params, Meter(0))
    if costs.firms == 1 or int(costs.alone_idr.sum()) <= costs.total_idr:
        return _only_split(costs, PROPORTIONAL, objectors)
    exact = _proportional(costs)
    shares = _whole(costs, exact)
    objection = objectors.worst(shares, is_last=False)
    low, high = least_excess_idr(costs), Fraction(objection.at_most_idr)
    return _answer(costs, PROPORTIONAL, exact, shares, objection, _Known(min(low, high), high, None, None))


def _objectors(costs: Costs, params: SharingParams, meter: Meter) -> Objectors:
    return Listed(costs) if costs.firms <= params.listed else Searched(costs, meter)


@dataclass(frozen=True, eq=False)
class _Known:
    """The least-core value lies in low..high, rupiah; the rows that showed it, unless every group was listed."""

    low: Fraction
    high: Fraction
    floor: Floor | None
    level: Level | None
    objection: Objection | None = None  # to the split of the level


@dataclass(frozen=True, eq=False)
class _Drawn:
    """Exact shares of a rule before caps, and what belongs to them."""

    rule: str
    exact: list[Fraction]
    half_width_idr: tuple[int, ...] = ()
    samples: int = 0
    stages: tuple[Stage, ...] = ()
    is_settled: bool = False  # the split of the level, for want of time


def _least_core(costs: Costs, objectors: Objectors, meter: Meter) -> _Known:
    low = least_excess_idr(costs)
    if isinstance(objectors, Listed):
        stage = first_stage(costs, meter)
        if stage is not None:
            return _Known(stage.excess_idr, stage.excess_idr, None, None)
    floor = Floor(costs, meter)
    slack = EXACT_SLACK if isinstance(objectors, Listed) else SEARCHED_SLACK
    start = _wanted(costs, floor)
    if not isinstance(objectors, Listed):
        start = by_tariff(floor, objectors, start, TARIFF_SLACK)
    objection = objectors.worst(floor.shares(start))
    floor.add(objection.groups)
    best = objection, Level(start, objection.excess_idr / floor.saved, -np.inf)
    proven, half = float(-np.inf), meter.left // 2
    for _ in range(PROOFS):
        level = least_core(floor, objectors, start, slack)
        objection = objectors.worst(floor.shares(level.savings))
        proven = max(proven, level.bound * floor.saved)
        if objection.at_most_idr < best[0].at_most_idr:
            best = objection, replace(level, excess=objection.excess_idr / floor.saved)
        is_new = floor.add(objection.groups)
        is_near = objection.excess_idr <= (level.excess + slack) * floor.saved
        is_enough = objection.at_most_idr - proven <= ENOUGH * floor.saved
        if meter.is_over or meter.left < half or not is_new or is_near or is_enough:
            break
        start = level.savings
    # the values of groups were rounded to 53 bits before the solver proved its bound
    low = max(low, Fraction(proven) - Fraction(floor.saved, 10**12) - 1)
    return _Known(low, max(low, Fraction(best[0].at_most_idr)), floor, best[1], best[0])


def _by_rule(costs: Costs, params: SharingParams, known: _Known, objectors: Objectors, meter: Meter) -> _Drawn:
    if params.rule == PROPORTIONAL:
        return _Drawn(PROPORTIONAL, _proportional(costs))
    if params.rule == SHAPLEY and isinstance(objectors, Listed):
        return _Drawn(SHAPLEY, shapley(costs.table, costs.firms))
    if params.rule == SHAPLEY:
        drawn = sampled_shapley(costs, params.seed, meter)
        return _Drawn(SHAPLEY, drawn.shares, drawn.half_width_idr, 2 * drawn.pairs)
    if params.rule == NUCLEOLUS and isinstance(objectors, Listed):
        found = nucleolus(costs, meter)
        if found is not None:
            savings, stages = found
            exact = [int(alone) - saving for alone, saving in zip(costs.alone_idr, savings, strict=True)]
            return _Drawn(NUCLEOLUS, exact, stages=stages)
    if meter.is_stopped and known.floor is not None and known.level is not None:
        settled = even(known.level.savings, alike(costs))
        return _Drawn(LEAST_CORE, _fractions(costs, settled), is_settled=True)
    return _Drawn(LEAST_CORE, _nearest(costs, known, objectors, meter))


def _proven(costs: Costs, known: _Known, shares: Ints) -> Objection | None:
    """What is proven of the level's split holds of its whole shares, but for a rupiah each and what floats lose."""
    if known.objection is None or known.floor is None:
        return None
    lost = costs.firms + 1 + known.floor.saved // 10**9
    group = known.objection.group
    excess = int(shares[group].sum()) - int(costs.of(group[None, :])[0])
    return replace(known.objection, excess_idr=excess, at_most_idr=known.objection.at_most_idr + lost)


def _nearest(costs: Costs, known: _Known, objectors: Objectors, meter: Meter) -> list[Fraction]:
    """Of the splits in the least core, one near to the proportional one; firms alike pay alike."""
    floor = known.floor or Floor(costs, meter)
    wanted = _wanted(costs, floor)
    if known.level is None:
        level = float(known.high / floor.saved) + EXACT_SLACK
        found = closest(floor, objectors, level, wanted, EXACT_SLACK)
    else:
        settled = even(known.level.savings, alike(costs))
        found = towards(floor, objectors, settled, known.level.excess + SEARCHED_SLACK, wanted)
        objection = objectors.worst(floor.shares(found))
        if objection.at_most_idr > known.high + SEARCHED_SLACK * floor.saved:
            found = settled  # on the way there somebody objects whom only the proof finds
    return _fractions(costs, wanted if found is None else even(found, alike(costs)))


def _wanted(costs: Costs, floor: Floor) -> Floats:
    """What each would save by the proportional split, parts of V."""
    pairs = zip(costs.alone_idr.tolist(), _proportional(costs), strict=True)
    return np.array([float((alone - share) / floor.saved) for alone, share in pairs])


def _fractions(costs: Costs, savings: Floats) -> list[Fraction]:
    """Shares from savings in parts of V: exact in sum, none below 0 savings."""
    saved = int(costs.alone_idr.sum()) - costs.total_idr
    parts = [Fraction(max(0.0, float(part))) for part in savings]
    whole = sum(parts)
    return [int(alone) - part * saved / whole for alone, part in zip(costs.alone_idr, parts, strict=True)]


def _proportional(costs: Costs) -> list[Fraction]:
    """By need where a need is what is paid for, else by what each would pay alone; under the caps."""
    alone = [int(cost) for cost in costs.alone_idr]
    by_need = costs.asked.costs is None and bool(costs.asked.offers)
    weights = [int(need) for need in costs.asked.needs] if by_need else alone
    return exact_capped(costs.total_idr, weights, alone)


def _under_caps(costs: Costs, exact: list[Fraction]) -> tuple[list[Fraction], bool]:
    """The shares, held at what each would pay alone where the rule asks for more."""
    alone = [int(cost) for cost in costs.alone_idr]
    if all(share <= cap for share, cap in zip(exact, alone, strict=True)):
        return exact, False
    return exact_capped(costs.total_idr, [max(share, Fraction(0)) for share in exact], alone), True


def _whole(costs: Costs, exact: list[Fraction]) -> Ints:
    return np.array(whole_shares(exact, costs.asked.turns or None), dtype=np.int64)


def _only_split(costs: Costs, rule: str, objectors: Objectors) -> SharingAnswer:
    """One firm, or nothing to save: everybody bears their own cost, and what pooling costs more in proportion to it."""
    alone = [int(cost) for cost in costs.alone_idr]
    extra = costs.total_idr - sum(alone)
    weights = alone if any(alone) else [1] * costs.firms
    exact = [own + Fraction(extra * weight, sum(weights)) for own, weight in zip(alone, weights, strict=True)]
    shares = _whole(costs, exact)
    if costs.firms == 1:
        nobody = np.zeros(1, dtype=np.bool_)
        objection = Objection(nobody, 0, 0, nobody[None, :])
    else:
        objection = objectors.worst(shares)
    value = Fraction(objection.at_most_idr)
    answer = _answer(costs, rule, exact, shares, objection, _Known(value, value, None, None))
    return replace(answer, is_capped=extra <= 0)


def _answer(
    costs: Costs, rule: str, exact: list[Fraction], shares: Ints, objection: Objection, known: _Known
) -> SharingAnswer:
    most = ceil(objection.at_most_idr)
    bound, firms = min(ceil(known.low), most), costs.firms
    core = CORE_EMPTY if known.low > 0 else CORE_HOLDS if known.high <= 0 else CORE_OPEN
    group = objection.group
    return SharingAnswer(
        status="optimal" if most <= bound + firms else "feasible",
        rule=rule,
        shares_idr=shares,
        alone_idr=costs.alone_idr,
        total_idr=costs.total_idr,
        exact_idr=tuple(exact),
        is_capped=True,
        was_capped=False,
        excess_idr=most,
        worst_excess_idr=int(objection.excess_idr),
        worst=group,
        worst_alone_idr=int(costs.of(group[None, :])[0]),
        bound_idr=bound,
        core=core,
        least_core_idr=(known.low, known.high),
    )
