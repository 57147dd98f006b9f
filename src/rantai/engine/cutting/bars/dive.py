"""From the relaxation to whole bars: patterns are fixed one after the other, and the rest is priced again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.engine.cutting.bars.completion import completed
from rantai.engine.cutting.bars.generate import Generator
from rantai.engine.cutting.bars.packing import Packer, stock_left
from rantai.engine.cutting.bars.task import Bar, Plan, tidy
from rantai.engine.cutting.tables import UNLIMITED, Ints

_STEP_PIVOTS = 600
_NODES = 8_000
_BARS, _UNITS = 45, 800  # bars left from which on all ways are tried, and for how long


@dataclass(frozen=True)
class Way:
    """How to dive: share of the bars left that is fixed in a step, rounds of pricing after it, how much chance."""

    share: float
    rounds: int
    noise: float


class Diver:
    """Dives from the solved relaxation; `best` is the cheapest plan met, by grade."""

    def __init__(self, generator: Generator, packer: Packer, best: Plan) -> None:
        self.generator, self.packer, self.task = generator, packer, generator.task
        self.master, self.meter = generator.master, generator.meter
        self.best, self.grade = best, self.task.grade(best)
        self.root = self.master.keep()

    def dive(self, way: Way, rng: np.random.Generator) -> None:
        """One dive from the top to the end of the demand."""
        self.master.restore(self.root)
        self.generator.settle()
        self.root = self.master.keep()
        left, bars = self.task.demand.copy(), list[Bar]()
        while left.any() and not self.meter.is_over:
            stock = stock_left(self.task, bars)
            fixed = self._whole(left, stock) or self._next(left, stock, way, rng)
            if not fixed:
                break
            bars += fixed
            stock = stock_left(self.task, bars)
            self.offer([*bars, *self._rest(left, stock, bars)])
            if not left.any() or not self._go_on(left, stock, bars, way):
                break
        self.offer(bars)

    def offer(self, bars: list[Bar]) -> None:
        """Keep a plan that is better."""
        plan = tidy(bars)
        grade = self.task.grade(plan)
        if grade < self.grade:
            self.best, self.grade = plan, grade

    def _whole(self, left: Ints, stock: Ints) -> list[Bar]:
        """Patterns that the relaxation cuts at least once."""
        fixed = []
        for at, level in self.master.chosen():
            if level >= 1 - 1e-5:
                fixed += self._fix(at, int(level + 1e-5), left, stock)
        return fixed

    def _next(self, left: Ints, stock: Ints, way: Way, rng: np.random.Generator) -> list[Bar]:
        """The patterns with the largest shares, a few at once."""
        chosen = self.master.chosen()
        scores = np.array([level for _, level in chosen]) + way.noise * rng.random(len(chosen))
        most = max(1, int(way.share * sum(level for _, level in chosen)))
        fixed: list[Bar] = []
        for position in np.argsort(-scores, kind="stable").tolist():
            fixed += self._fix(chosen[position][0], 1, left, stock)
            if len(fixed) >= most:
                break
        return fixed

    def _fix(self, at: int, times: int, left: Ints, stock: Ints) -> list[Bar]:
        """As often as demand and stock allow; both are lowered."""
        bar = self.master.patterns[at]
        for kind, count in bar.kinds:
            times = min(times, int(left[kind]) // count)
        if stock[bar.format] != UNLIMITED:
            times = min(times, int(stock[bar.format]))
            stock[bar.format] -= max(0, times)
        if times <= 0:
            return []
        for kind, count in bar.kinds:
            left[kind] -= times * count
        return [Bar(bar.format, bar.kinds, times)]

    def _rest(self, left: Ints, stock: Ints, bars: list[Bar]) -> Plan:
        """What is left, on fewer bars than the best plan has left for it, or else packed greedily."""
        if self.task.is_plain:
            goal = sum(bar.times for bar in self.best) - 1 - sum(bar.times for bar in bars)
            if 0 < goal <= _BARS:
                plan = completed(self.task, left, goal, self.meter, _UNITS * (1 + 4 * (goal <= _BARS // 2)))
                if plan is not None:
                    return plan
        return self.packer.pack(left, stock, self.packer.first_values(), leads=self.task.is_plain, nodes=150)

    def _go_on(self, left: Ints, stock: Ints, bars: list[Bar], way: Way) -> bool:
        """Price what is left; whether a better plan can still come of it."""
        self.master.forbid(left, stock)
        self.master.set_right(left, stock)
        if self.master.repair(_STEP_PIVOTS) < 0:
            return False
        self.generator.refine(left, way.rounds, _NODES)
        return not self._is_hopeless(bars)

    def _is_hopeless(self, bars: list[Bar]) -> bool:
        cost = self.task.cost(bars) + self.master.objective * self.master.dearest
        goal = self.grade[-3]
        return self.task.is_open and cost > goal + 1e-3 * self.master.dearest
