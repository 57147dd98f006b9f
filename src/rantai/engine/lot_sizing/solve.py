"""Prices, plans drawn from them, a long walk among plans, and a solver for the quantities and what is left to prove."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rantai.engine.lot_sizing.bounds import hours_proof, missing_hours
from rantai.engine.lot_sizing.check import cost, faults
from rantai.engine.lot_sizing.params import LotParams
from rantai.engine.lot_sizing.search import Search
from rantai.engine.lot_sizing.tables import LotAnswer, LotQuestion
from rantai.engine.solvers.base import Floats, Status
from rantai.engine.solvers.effort import Meter

EQUAL = 1.01e-9  # objective and bound this close, relatively, are the same: solvers' bounds are lowered by 1e-9
PROOF_STEPS = 600


def ignore(answer: LotAnswer) -> None:
    """Nobody wants the answers on the way."""


def solve(
    asked: LotQuestion,
    meter: Meter,
    *,
    seed: int = 1,
    params: LotParams | None = None,
    keep: Callable[[LotAnswer], None] = ignore,
) -> LotAnswer:
    """The best plan that the work allows, with a proven bound; `keep` is called with every better one on the way.

    Status optimal, feasible, infeasible (proven: see `first_short_period`, or no prices allow a plan) or timeout: the
    clock ended the search, or no plan was found and none is ruled out.
    """
    short = missing_hours(asked)
    if short is not None:
        return LotAnswer(Status.INFEASIBLE, None, None, None, *short)
    if not (asked.demand > 0).any():
        return LotAnswer(Status.OPTIMAL, 0.0, 0.0, np.zeros_like(asked.demand))

    def tell(quantity: Floats, bound: float) -> None:
        keep(_answer(asked, quantity, bound, is_stopped=False))

    search = Search(asked, meter, seed, params or LotParams(), tell)
    search.run()
    if search.plan is None:
        if search.is_ruled_out or hours_proof(asked, PROOF_STEPS) > 0:
            return LotAnswer(Status.INFEASIBLE, None, None, None)
        return LotAnswer(Status.TIMEOUT, None, search.bound, None)
    return _answer(asked, search.plan, search.bound, is_stopped=meter.is_stopped)


def without_search(asked: LotQuestion) -> LotAnswer:
    """What can be said at once: infeasible, nothing to do, or nothing yet."""
    short = missing_hours(asked)
    if short is not None:
        return LotAnswer(Status.INFEASIBLE, None, None, None, *short)
    if not (asked.demand > 0).any():
        return LotAnswer(Status.OPTIMAL, 0.0, 0.0, np.zeros_like(asked.demand))
    return LotAnswer(Status.TIMEOUT, None, 0.0, None)


def _answer(asked: LotQuestion, quantity: Floats, bound: float, *, is_stopped: bool) -> LotAnswer:
    made = _clean(asked, quantity)
    objective = cost(asked, made)
    bound = min(max(bound, 0.0), objective)
    if objective - bound <= EQUAL * objective:
        return LotAnswer(Status.OPTIMAL, objective, bound, made)
    return LotAnswer(Status.TIMEOUT if is_stopped else Status.FEASIBLE, objective, bound, made)


def _clean(asked: LotQuestion, quantity: Floats) -> Floats:
    """Whole numbers where only rounding keeps a quantity from one; the plan as it was when that would break it."""
    whole = np.round(quantity)
    near = np.abs(quantity - whole) <= 1e-9 * np.maximum(1.0, np.abs(whole))
    snapped = np.where(near & ((whole > 0) | (quantity == 0)), whole, quantity)
    return quantity if faults(asked, snapped) else snapped
