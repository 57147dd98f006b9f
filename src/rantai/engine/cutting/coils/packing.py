"""A plan coil by coil, each the best that the worths of the blanks know."""

from __future__ import annotations

from collections.abc import Sequence

from rantai.engine.cutting.coils.plan import Plan
from rantai.engine.cutting.coils.pricing import Pricing
from rantai.engine.cutting.coils.quick import complete
from rantai.engine.cutting.coils.slitting import Strips
from rantai.engine.solvers.effort import Meter


def pack(plan: Plan, worths: Sequence[int], meter: Meter) -> Plan:
    """Open coils until nothing is wanted that any can hold: the most worth for the cost first.

    When the meter is over, what is left is cut the quick way.
    """
    while not plan.is_done and not meter.is_over:
        pricing = Pricing(plan.coils, worths, plan.left, meter)
        offers = [(room, pricing.best(room)) for room in plan.open_rooms()]
        found = [(room.format, offer.strips, offer.value) for room, offer in offers if offer.value > 0]
        if not found:
            break
        row, strips, _ = _choose(plan, found)
        plan.cut(row, strips, max(1, plan.most(row, strips)))
    return plan if plan.is_done else complete(plan)


def _choose(plan: Plan, found: Sequence[tuple[int, Strips, int]]) -> tuple[int, Strips, int]:
    """The cheapest that finishes everything; else the most worth for the cost; remnants first when equal."""
    formats = plan.coils.batch.formats
    last = [one for one in found if (plan.coils.counts(one[1]) >= plan.left).all()]
    if last:
        return min(last, key=lambda one: (formats[one[0]].cost, not formats[one[0]].is_remnant))
    return max(found, key=lambda one: (one[2] / (formats[one[0]].cost + 1e-9), formats[one[0]].is_remnant))
