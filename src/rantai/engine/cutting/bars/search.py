"""The search for bars: quick plans and bounds first, then column generation and dives until the work is spent."""

from __future__ import annotations

import numpy as np

from rantai.engine.cutting.bars.bounds import most_bound, served, simple_bound, stated
from rantai.engine.cutting.bars.dive import Diver, Way
from rantai.engine.cutting.bars.generate import Generator
from rantai.engine.cutting.bars.packing import Packer
from rantai.engine.cutting.bars.task import NO_LIMIT, Plan, Task, chosen_of, task_of
from rantai.engine.cutting.batch import Batch, Found
from rantai.engine.cutting.effort import Meter

_QUICK = ((True, 60), (False, 60), (True, 1_000), (False, 1_000))


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """The best plan found for one batch of bars, and what serving the same costs at least.

    Counted work decides when to stop, so equal input, work and seed give an equal answer.
    """
    task = task_of(batch)
    if not task.kinds:
        return Found((), 0, meter.is_stopped)
    run = _Run(task, meter, seed)
    plan, bound = run.go()
    return Found(chosen_of(task, plan), bound, meter.is_stopped)


class _Run:
    def __init__(self, task: Task, meter: Meter, seed: int) -> None:
        self.task, self.meter = task, meter
        self.packer = Packer(task, meter)
        self.rng = np.random.default_rng(seed)
        self.plan: Plan = ()
        self.grade = task.grade(())
        self.low = 0

    def go(self) -> tuple[Plan, int]:
        self._quick()
        if not self._is_best():
            self._generate()
        return self.plan, self._bound()

    def _offer(self, plan: Plan | None) -> None:
        if plan is not None and self.task.grade(plan) < self.grade:
            self.plan, self.grade = plan, self.task.grade(plan)

    def _is_best(self) -> bool:
        """Everything is served at the bound."""
        return self.task.is_open and not any(self.grade[:-3]) and self.grade[-3] <= self.low

    def _quick(self) -> None:
        task = self.task
        self._offer(self.packer.best_fit())
        self.low = self._simple()
        for leads, nodes in _QUICK:
            if self._is_best() or (self.meter.is_over and self.plan):
                return
            values = self.packer.first_values()
            self._offer(self.packer.pack(task.demand, task.stock, values, leads=leads, nodes=nodes))

    def _simple(self) -> int:
        task = self.task
        demand = served(task, task.left_out(self.plan)) if not task.is_open else task.demand
        bound = simple_bound(task, demand)
        if int(task.most[0]) < NO_LIMIT:
            bound = max(bound, most_bound(task, demand))
        return stated(task, bound, demand)

    def _generate(self) -> None:
        generator = Generator(self.task, self.meter)
        if not generator.pricer.can_price:
            return
        generator.start()
        generator.learn(self.plan)
        generator.run(self.grade[-3] if self.task.is_open else None)
        self.generator = generator
        if self.task.is_open:
            self.low = max(self.low, stated(self.task, generator.bound, self.task.demand))
        diver = Diver(generator, self.packer, self.plan)
        share, noise = 0.12, 0.0
        while not self.meter.is_over and not (self.task.is_open and diver.grade[-3] <= self.low):
            diver.dive(Way(share, 3, noise), self.rng)
            share, noise = max(0.0, share * 0.7 - 0.005), 0.15
        self.plan, self.grade = diver.best, diver.grade

    def _bound(self) -> int:
        return self.low if self.task.is_open else min(self.grade[-3], self._simple())
