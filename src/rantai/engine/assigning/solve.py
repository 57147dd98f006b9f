"""The room's verb: every job to one maker, at the least cost."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.assigning.bounds import Worths, capacity_prices, priced_bound
from rantai.engine.assigning.exact import MOST_OFFERS, try_all
from rantai.engine.assigning.linear import Linear, linear_prices
from rantai.engine.assigning.params import AssigningParams
from rantai.engine.assigning.plain import first_plan
from rantai.engine.assigning.proofs import reasons
from rantai.engine.assigning.search import Search
from rantai.engine.assigning.tables import NO_WAY, AssigningAnswer, Assignment, Reason
from rantai.engine.assigning.view import View
from rantai.engine.solvers.effort import Meter, never

# of the work: one part in so many; a first plan at good prices needs less
_LINEAR_SHARE, _FIRST_SHARE, _FIRST_PRICED_SHARE, _BOUND_SHARE, _EXACT_SHARE = 3, 8, 32, 8, 16
_NONE = np.zeros(0, np.int64)


def ignore(_: AssigningAnswer) -> None:
    """Nobody listens."""


def solve(
    given: Assignment,
    params: AssigningParams | None = None,
    *,
    out_of_time: Callable[[], bool] = never,
    keep: Callable[[AssigningAnswer], None] = ignore,
) -> AssigningAnswer:
    """The best plan found, with a proven bound. `keep` hears of every better plan.

    optimal: the plan meets its bound. feasible: counted work ended first. infeasible: the reasons prove that there is
    no plan. timeout: the caller's clock ended first, or no plan was found and none is ruled out.
    """
    params = params or AssigningParams()
    proven = reasons(given)
    if proven:
        return AssigningAnswer("infeasible", None, None, _NONE, proven)
    first = first_plan(given)
    if first is not None:
        keep(plain(given, first))
    return _Run(given, params, out_of_time, keep, first).answer()


def plain(given: Assignment, plan: Ints | None = None) -> AssigningAnswer:
    """What can be said without any search: a plan that fits, where one is easily found, and the sum of least costs."""
    proven = reasons(given)
    if proven:
        return AssigningAnswer("infeasible", None, None, _NONE, proven)
    least = sum(np.where(given.use <= given.capacity[:, None], given.cost, np.iinfo(np.int64).max).min(axis=0).tolist())
    plan = first_plan(given) if plan is None else plan
    if plan is None:
        return AssigningAnswer("timeout", None, least, _NONE)
    cost = sum(given.cost[plan, np.arange(given.jobs)].tolist())
    return AssigningAnswer("optimal" if cost == least else "timeout", cost, least, plan)


class _Run:
    def __init__(
        self,
        given: Assignment,
        params: AssigningParams,
        out_of_time: Callable[[], bool],
        keep: Callable[[AssigningAnswer], None],
        first: Ints | None,
    ) -> None:
        self.keep, self.work = keep, params.work_units
        self.meter = Meter(self.work, out_of_time)
        self.view = View.of(given)
        self.price = capacity_prices(self.view, self.meter)
        self.linear: Linear | None = None
        self._part(_LINEAR_SHARE, self._price_all)
        self.search = Search(self.view, self.price, params.seed)
        if first is not None:
            self.search.take(first)
        self.bound = 0
        self.proof: tuple[Reason, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether nothing can be better."""
        return self.search.cost is not None and self.search.cost <= self.bound

    def answer(self) -> AssigningAnswer:
        search, meter = self.search, self.meter
        share = _FIRST_SHARE if self.linear is None else _FIRST_PRICED_SHARE
        self._part(share, lambda part: search.anneal(part, part.left // 2, self._tell))
        start = None if self.linear is None else self.linear.worth
        worths = Worths(self.view, self.price, self.work // _BOUND_SHARE, start)
        known = search.cost if search.cost is not None else self.view.largest * self.view.jobs
        self._part(_BOUND_SHARE, lambda part: worths.better(known, part))
        self.bound = max(worths.bound, priced_bound(self.view, self.price))
        self._tell()
        if not self.is_met and self.view.cost.size <= MOST_OFFERS:
            self._part(_EXACT_SHARE, self._try_all)
        if self.proof:
            return AssigningAnswer("infeasible", None, None, _NONE, self.proof)
        if search.cost is None:
            search.anneal(meter, meter.left // 8, self._tell)
        if search.cost is not None:
            search.regroup(meter, self.bound, self._tell)
        return self._now(is_over=True)

    def _part(self, share: int, act: Callable[[Meter], None]) -> None:
        granted = self.work // share
        part = self.meter.part(granted)
        before = part.left
        act(part)
        self.meter.settle(part, before)

    def _price_all(self, part: Meter) -> None:
        self.linear = linear_prices(self.view, self.price, part)
        if self.linear is not None:
            self.price = self.linear.price

    def _try_all(self, part: Meter) -> None:
        found = try_all(self.view, self.price, self.search.cost, part)
        if found.cost is not None:
            self.search.take(found.at)
        if found.is_all and self.search.cost is not None:
            self.bound = self.search.cost
        elif found.is_all:
            self.proof = (Reason(NO_WAY, {"searched": found.steps}),)
        self._tell()

    def _tell(self) -> None:
        if self.search.cost is not None:
            self.keep(self._now(is_over=False))

    def _now(self, *, is_over: bool) -> AssigningAnswer:
        cost, base = self.search.cost, self.view.base
        if cost is None:
            return AssigningAnswer("timeout", None, base + self.bound, _NONE)
        status = "timeout" if is_over and self.meter.is_stopped else "feasible"
        status = "optimal" if cost <= self.bound else status
        return AssigningAnswer(status, base + cost, base + min(cost, self.bound), self.search.best_at.copy())
