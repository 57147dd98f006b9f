"""The stages of a plan, one line each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.assemble import assemble
from rantai.engine.plan.blanking import Cut, blank_jobs
from rantai.engine.plan.buying import Bought, buy_steel, share_steel
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.executor import Executor, Here, Remembering
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.index import NEVER, Index
from rantai.engine.plan.making import Made, make
from rantai.engine.plan.naming import job_code
from rantai.engine.plan.orders import Cause
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.paying import pay
from rantai.engine.plan.result import PlanResult, judged
from rantai.engine.plan.scarce_money import money_limits
from rantai.engine.plan.steel import lots
from rantai.engine.plan.streams import explode
from rantai.engine.plan.summary import summarise
from rantai.engine.plan.surplus import surplus_ways
from rantai.engine.plan.worths import steel_worths

REPAIRS = 2  # how often work is moved to when its steel comes; work whose steel is late again is given up
HERE = Here()
ATTEMPTS = 8  # each gives up more of what keeps coming late, so the last has nothing left to give up


def never() -> bool:
    return False


def silent(_stage: str, _percent: int) -> None:
    """Progress that nobody watches."""


def run(
    given: PlanInput,
    params: PlanParams,
    *,
    out_of_time: Callable[[], bool] = never,
    progress: Callable[[str, int], None] = silent,
    executor: Executor = HERE,
) -> PlanResult:
    """Plan the whole chain: from what is wanted to who makes, cuts and orders what, when, and why.

    `out_of_time` is the safety net on the wall clock; `progress` is told the stage and its percentage;
    `executor` answers independent pieces, here or elsewhere.
    Raises InvalidInput for input that cannot be planned (loops, quantities too large, unknown scenario), and for a
    plan that its own recount finds unsound.
    """
    index, params = Index(given), params.ruled_by(given.split_rules.rule.tolist())
    output = _planned(index, params, out_of_time, progress, Remembering(executor))
    progress("check", 0)
    result = judged(given, output, lambda: summarise(index, params, output, timed_out=out_of_time()))
    progress("check", 100)
    return result


def _planned(
    index: Index,
    params: PlanParams,
    out_of_time: Callable[[], bool],
    progress: Callable[[str, int], None],
    executor: Executor,
) -> PlanOutput:
    """All stages. What they hand to each other is gone afterwards: a nation's would not fit beside its recount."""
    progress("explosion", 0)
    streams = explode(index, params.scenario)
    progress("explosion", 100)
    pools = Pools(index)
    floors: dict[str, int] = {}
    causes: dict[str, Cause] = {}
    limits: dict[int, int] = {}  # by material, net grams that there is money for
    given_up: list[dict[str, Any]] = []  # ways out for steel that is ordered nowhere
    for attempt in range(1, ATTEMPTS + 1):
        made = make(
            index,
            streams,
            pools,
            floors=floors,
            causes=causes,
            limits=limits,
            executor=executor,
            out_of_time=out_of_time,
            progress=_of("allocation", progress),
        )
        cut, bought = _steel(index, params, made, executor, out_of_time, progress)
        moved = _late_orders(made, index, bought)
        if not moved:
            break
        fresh = {m: grams for m, grams in money_limits(index, made, cut, bought).items() if m not in limits}
        if shared := _of_materials(index, made, fresh):  # shared by firm need in the next try, not given up lot by lot
            limits |= fresh
            moved = {code: week for code, week in moved.items() if code not in shared}
        causes |= {code: cause for code, cause in _causes(made, index, bought).items() if code not in shared}
        given_up += surplus_ways(index, bought.asked, [])
        floors |= moved if attempt <= REPAIRS else dict.fromkeys(moved, NEVER)
    share_steel(cut, bought)
    paid = pay(index, made, cut, bought, params)
    bought.ways = surplus_ways(index, bought.asked, bought.orders, given_up)
    bought.worths = steel_worths(index, bought.asked, executor=executor, out_of_time=out_of_time)
    return assemble(index, pools, streams, made, cut, bought, paid)


def _steel(
    index: Index,
    params: PlanParams,
    made: Made,
    executor: Executor,
    out_of_time: Callable[[], bool],
    progress: Callable[[str, int], None],
) -> tuple[Cut, Bought]:
    """Cut what the jobs need and buy what the stock lacks."""
    at_hand = lots(index)
    coded = [(job_code(index, job), job) for job in made.jobs]
    cut = blank_jobs(
        index,
        coded,
        at_hand,
        bucket_weeks=params.bucket_weeks,
        executor=executor,
        out_of_time=out_of_time,
        progress=_of("cutting", progress),
    )
    bought = buy_steel(
        index, cut, at_hand, executor=executor, out_of_time=out_of_time, progress=_of("pooling", progress)
    )
    return cut, bought


def _late_orders(made: Made, index: Index, bought: Bought) -> dict[str, int]:
    """By order, the first week for which the steel of its jobs is there, where that is later than a job assumed."""
    found: dict[str, int] = {}
    for job in made.jobs:
        week = bought.late.get(job_code(index, job), 0)
        if week > job.material_week:
            found[job.order.code] = max(week, found.get(job.order.code, 0))
    return found


def _of_materials(index: Index, made: Made, materials: Collection[int]) -> set[str]:
    """Lots that need any of these materials."""
    return {
        order.code
        for order in made.orders
        if any(blank.material in materials for blank in index.blanks_of_item.get(order.item, []))
    }


def _causes(made: Made, index: Index, bought: Bought) -> dict[str, Cause]:
    """By order, which term or money keeps its steel away, where that is known."""
    coded = ((job.order.code, job_code(index, job)) for job in made.jobs)
    return {order: bought.causes[job] for order, job in coded if job in bought.causes}


def _of(stage: str, progress: Callable[[str, int], None]) -> Callable[[int], None]:
    return lambda percent: progress(stage, percent)
