"""Column generation: patterns are priced at smoothed duals until no better one is found or the bound is met."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.bars.bounds import stated
from rantai.engine.cutting.bars.master import Master
from rantai.engine.cutting.bars.pricing import COARSE, Pricer, Prices
from rantai.engine.cutting.bars.task import NO_LIMIT, Plan, Task
from rantai.engine.cutting.tables import Ints
from rantai.engine.solvers.effort import Meter

Floats = NDArray[np.float64]

_PIVOTS = 100  # between two looks at the meter
_SLIP = 1e-7  # reduced costs nearer to zero than this count as zero
_SMOOTH = 0.6  # share of the best duals known in those that are priced (Wentges 1997)
_NODES = 40_000
_PROOF_UNITS = 12_000


class Generator:
    """The relaxation of a task, and the patterns found for it."""

    def __init__(self, task: Task, meter: Meter) -> None:
        self.task, self.meter = task, meter
        self.master, self.pricer = Master(task, meter), Pricer(task, meter)
        self.bound = Fraction(0)
        self.is_done = False
        self.few = False

    def learn(self, plan: Plan) -> None:
        """Patterns of a plan become columns."""
        for bar in plan:
            self.master.add(bar.format, tuple(sorted(bar.kinds)))

    def start(self) -> None:
        """One kind alone on each stock, as often as it fits."""
        task = self.task
        for f in range(task.formats):
            for kind in np.flatnonzero(task.may_use[f]).tolist():
                fit = min(int(task.rooms[f] // task.sizes[kind]), int(task.demand[kind]), int(task.most[f]))
                if fit:
                    self.master.add(f, ((kind, fit),))

    def run(self, known: int | None) -> None:
        """The relaxation of the whole task; `known`: cost of a plan, at whose bound this ends."""
        smooth, center, best = _SMOOTH, self._by_length(), 0.0
        while not self.meter.is_over:
            self.settle()
            dual = self.master.worths()
            tried = smooth * center + (1 - smooth) * dual
            prices = self._price(tried, self.task.demand, want=max(4, self.task.kinds // 8), nodes=_NODES)
            bound = prices.bound(self.task, self.task.demand)
            if float(bound) > best:
                best, center = float(bound), tried
            self.bound = max(self.bound, bound)
            fresh = self._take(prices)
            if self._is_met(known):
                self.is_done = True
                return
            if not fresh and smooth == 0.0:
                self.is_done = True
                self._prove(center)
                return
            smooth = _SMOOTH if fresh else 0.0

    def _by_length(self) -> Floats:
        """Worths by length alone, as the stock with the cheapest length pays them: near the end, and never too high."""
        rate = float((self.master.prices / self.task.rooms).min())
        return np.asarray(self.task.sizes * rate, dtype=np.float64)

    def _prove(self, dual: Floats) -> None:
        """The bound at the best duals, on the finest grid."""
        coarse = max(self.task.rooms.tolist()) > COARSE and self.meter.left > _PROOF_UNITS * self.task.formats
        if coarse and int(self.task.most.min()) >= NO_LIMIT:
            endless = np.full(self.task.formats, np.inf)
            prices = self.pricer.price(dual, endless, self.task.demand, want=0, nodes=0, few=False, fine=True)
            self.bound = max(self.bound, prices.bound(self.task, self.task.demand))

    def settle(self) -> None:
        """Primal pivots until the known patterns are used as well as can be."""
        while self.master.improve(_PIVOTS) == _PIVOTS and not self.meter.is_over:
            pass

    def _price(self, dual: Floats, limits: Ints, *, want: int, nodes: int) -> Prices:
        master = self.master
        targets = master.prices + _SLIP
        for f, row in master.limit_row.items():
            targets[f] -= min(0.0, float(master.dual[row]))
        self.few = not self.few
        return self.pricer.price(dual, targets, limits, want=want, nodes=nodes, few=self.few)

    def _take(self, prices: Prices) -> int:
        """Patterns that lower the cost at the true duals; how many were unknown."""
        return sum(self.master.add(f, kinds) for f, kinds in prices.columns)

    def _is_met(self, known: int | None) -> bool:
        """The bound reaches a plan, or can rise no further: the next total above it pays the relaxation too."""
        task = self.task
        low = stated(task, self.bound, task.demand)
        if known is not None and low >= known:
            return True
        value = Fraction(max(0.0, self.master.objective * self.master.dearest * (1 - 1e-9) - 1e-6))
        return task.is_open and low >= stated(task, value, task.demand)

    def refine(self, left: Ints, rounds: int, nodes: int) -> None:
        """A few rounds for what is left of the demand."""
        want = max(4, int((left > 0).sum()) // 6)
        for _ in range(rounds):
            self.settle()
            if self.meter.is_over:
                return
            if not self._take(self._price(self.master.worths(), left, want=want, nodes=nodes)):
                return
        self.settle()
