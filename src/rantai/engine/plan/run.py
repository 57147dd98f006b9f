"""The stages of a plan, one line each."""

from __future__ import annotations

from collections.abc import Callable

from rantai.engine.plan.assemble import assemble
from rantai.engine.plan.blanking import Cut, blank_jobs
from rantai.engine.plan.buying import Bought, buy_steel, share_steel
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.executor import Executor, Here
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.index import NEVER, Index
from rantai.engine.plan.making import Made, make
from rantai.engine.plan.naming import job_code
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.paying import pay
from rantai.engine.plan.result import PlanResult, judged
from rantai.engine.plan.steel import lots
from rantai.engine.plan.streams import explode
from rantai.engine.plan.summary import summarise

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
    index = Index(given)
    progress("explosion", 0)
    streams = explode(index, params.scenario)
    progress("explosion", 100)
    pools = Pools(index)
    floors: dict[str, int] = {}
    for attempt in range(1, ATTEMPTS + 1):
        made = make(index, streams, pools, floors=floors, out_of_time=out_of_time, progress=_of("allocation", progress))
        cut, bought = _steel(index, params, made, executor, out_of_time, progress)
        moved = _late_orders(made, index, bought)
        if not moved:
            break
        floors |= moved if attempt <= REPAIRS else dict.fromkeys(moved, NEVER)
    share_steel(cut, bought)
    paid = pay(index, made, cut, bought, params)
    output = assemble(index, pools, streams, made, cut, bought, paid)
    progress("check", 0)
    result = judged(given, output, lambda: summarise(index, params, output, timed_out=out_of_time()))
    progress("check", 100)
    return result


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


def _of(stage: str, progress: Callable[[str, int], None]) -> Callable[[int], None]:
    return lambda percent: progress(stage, percent)
