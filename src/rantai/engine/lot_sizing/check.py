"""A stranger's recount of a plan, from the question alone. Knows no solver and shares no line with the search."""

from __future__ import annotations

import math
from typing import NamedTuple

from rantai.engine.lot_sizing.tables import LotQuestion
from rantai.engine.solvers.base import Floats

RELATIVE = 1e-6  # of the larger side; a real quantity is printed with a rounding error


class Fault(NamedTuple):
    """What is wrong with a plan: `kind` is negative, late or overload; item is -1 for an overload."""

    kind: str
    period: int
    item: int
    missing: float


def cost(question: LotQuestion, quantity: Floats) -> float:
    """Set-ups in every period with a quantity above 0, and what is kept at every period's end, the last included."""
    terms: list[float] = []
    for item in range(question.n_items):
        stock = 0.0
        for period in range(question.n_periods):
            made = float(quantity[period, item])
            stock += made - float(question.demand[period, item])
            terms.append(float(question.holding_cost[item]) * max(0.0, stock))
            if made > 0:
                terms.append(float(question.setup_cost[item]))
    return math.fsum(terms)


def faults(question: LotQuestion, quantity: Floats) -> list[Fault]:
    """Every place where the plan breaks the question; empty when it is sound."""
    found: list[Fault] = []
    for period in range(question.n_periods):
        hours = []
        for item in range(question.n_items):
            made = float(quantity[period, item])
            if not made >= 0 or math.isinf(made):
                found.append(Fault("negative", period, item, made))
            if made > 0:
                hours += [made * float(question.unit_time[item]), float(question.setup_time[item])]
            wanted = math.fsum(question.demand[: period + 1, item].tolist())
            supplied = math.fsum(quantity[: period + 1, item].tolist())
            if supplied < wanted - RELATIVE * wanted:
                found.append(Fault("late", period, item, wanted - supplied))
        used, room = math.fsum(hours), float(question.capacity[period])
        if used > room + RELATIVE * room:
            found.append(Fault("overload", period, -1, used - room))
    return found
