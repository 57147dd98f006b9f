"""The plan that is there at once: nothing is made or bought, and everything wanted says that there was no time.

It is what a limit of seconds leaves when planning would take longer: sound, proven to be no better than it is, and
plainly marked, instead of an answer that comes too late.
"""

from __future__ import annotations

from rantai.engine import allocation
from rantai.engine.plan.assemble import assemble
from rantai.engine.plan.blanking import Cut
from rantai.engine.plan.buying import Bought
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made, orders_of
from rantai.engine.plan.orders import Reason
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.paying import Paid
from rantai.engine.plan.result import PlanResult, judged
from rantai.engine.plan.streams import explode
from rantai.engine.plan.summary import summarise

# Expected seconds of `plain` and of writing it, measured: to begin, for each bill line in each week, for each line of
# demand. Whoever keeps a limit begins early enough.
_START_SECONDS, _REQUIREMENT_SECONDS, _DEMAND_SECONDS = 0.3, 0.000_08, 0.000_12


def seconds_of(given: PlanInput) -> float:
    """How long `plain` and writing what it finds take at most, on a machine like the one of docs/benchmarks.md."""
    weeks = max(given.horizon.weeks.tolist(), default=0)
    return _START_SECONDS + _REQUIREMENT_SECONDS * weeks * len(given.bills) + _DEMAND_SECONDS * len(given.demand)


def plain(given: PlanInput, params: PlanParams) -> PlanResult:
    """Explode what is wanted and leave all of it open, with the status `timeout`.

    Raises InvalidInput for input that cannot be planned (loops, quantities too large).
    """
    index, params = Index(given), params.ruled_by(given.split_rules.rule.tolist())
    streams = explode(index, params.scenario)
    made = Made(orders_of(index, streams))
    last = index.weeks - 1
    for order in made.orders:
        week, pieces = min(order.need_week, last), order.quantity_pieces
        made.reasons.append(Reason(order, None, "short", "time_over", index.items[order.item], week, pieces, "pieces"))
    total = sum(order.quantity_pieces for order in made.orders)
    if total:
        made.goals.append((0, allocation.GoalReport("on_time", "timeout", total, 0, "pieces")))
    output = assemble(index, Pools(index), streams, made, Cut(), Bought(), Paid())
    return judged(given, output, lambda: summarise(index, params, output, timed_out=bool(total)))
