"""The search for bars: quick plans and bounds, column generation and dives, then parts of the plan anew."""

from __future__ import annotations

import numpy as np

from rantai.engine.cutting import plain
from rantai.engine.cutting.bars.bounds import most_bound, simple_bound, stated
from rantai.engine.cutting.bars.coarse import coarser
from rantai.engine.cutting.bars.completion import completed
from rantai.engine.cutting.bars.dive import Diver, Way
from rantai.engine.cutting.bars.exact import exact
from rantai.engine.cutting.bars.generate import Generator
from rantai.engine.cutting.bars.packing import Packer
from rantai.engine.cutting.bars.part import Part, wasteful_part
from rantai.engine.cutting.bars.stir import Stirrer
from rantai.engine.cutting.bars.task import NO_LIMIT, Plan, Task, chosen_of, plan_of, task_of
from rantai.engine.cutting.batch import Batch, Found
from rantai.engine.cutting.tables import Ints
from rantai.engine.solvers.effort import Meter

_PASSES_SHARE = 5  # one part in so many of the work goes into correcting values
_PASSES_MOST = 160
_ROUND = 24  # passes before the values start anew
_GROUPS_LEAST = 80
_GRID = 16_384  # lengths above this are priced on a grid, which takes longer to settle
_SMALL = 260  # kinds up to which the whole relaxation is always tried
_RELAXED_UNITS = 350_000  # what the relaxation of 500 kinds takes, about
_FRUITLESS = 12  # dives that change nothing, where no bound says when to stop
_STIRS = 60  # small changes between two large ones
_PIECES = 150  # that are shared out by looking at all ways for a while
_SLOW = 20  # passes of the work that is left; where they are fewer, none has to be made
_PLAIN_UNITS = 20  # a piece, of which a kind has so many at most
_MANY_A_KIND = 10
_LONG = 2  # plans that the work must be enough for, to try any but a plain one
_STILL = 6_000  # small changes without a gain, after which none is hoped for


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """The best plan found for one batch of bars, and what serving the same costs at least.

    Counted work decides when to stop, so equal input, work and seed give an equal answer. The limit on patterns holds
    for a whole list, so only tiny batches keep to it here; whoever puts the list together sees to the others.
    """
    small = exact(batch, meter)
    if small is not None:
        return small
    task = task_of(batch)
    if not task.kinds:
        return Found((), 0, meter.is_stopped)
    run = Run(task, meter, np.random.default_rng(seed))
    run.go()
    return Found(chosen_of(task, run.plan), run.bound(), meter.is_stopped)


class Run:
    """One task, or a part of one, until its bound is met or the work is spent."""

    def __init__(self, task: Task, meter: Meter, rng: np.random.Generator, depth: int = 0) -> None:
        self.task, self.meter, self.rng, self.depth = task, meter, rng, depth
        self.packer = Packer(task, meter)
        self.is_long = depth == 0 and _LONG * self.packer.expected_units > meter.left
        self.plan: Plan = ()
        self.grade = task.grade(())
        self.low = 0
        self.proven: tuple[Ints, int] | None = None

    def go(self) -> None:
        """Everything, the quick things first."""
        self._first()
        for step in (self._pass_on, self._relax, self._mend):
            if self._is_best() or self.meter.is_over:
                return
            step()

    def offer(self, plan: Plan | None) -> bool:
        """Keep a plan that is better; whether it was."""
        if plan is None or (self.plan and self.task.grade(plan) >= self.grade):
            return False
        self.plan, self.grade = plan, self.task.grade(plan)
        return True

    def bound(self) -> int:
        """What serving what the plan serves costs at least."""
        if self.task.is_open and not any(self.grade[:-3]):
            return self.low
        demand = self.task.demand - self.task.left_out(self.plan)
        return min(self.grade[-3], self._simple(demand))

    def _is_best(self) -> bool:
        """Everything is served at the bound."""
        return self.task.is_open and not any(self.grade[:-3]) and self.grade[-3] <= self.low

    def _first(self) -> None:
        task = self.task
        self.offer(self._plainly() if self.is_long else self.packer.best_fit())
        if task.is_open:
            self.low = self._simple(task.demand)
        if self.is_long:
            return
        if not self._is_best():
            self.offer(self.packer.pack(task.demand, task.stock, self.packer.first_values(), leads=False, nodes=100))
        if task.is_plain and not self._is_best() and task.pieces <= _PIECES:
            units = self.meter.left // (7 if 2 * task.pieces <= _PIECES else 30)
            self.offer(completed(task, task.demand, self.low // int(task.costs[0]), self.meter, units))

    def _plainly(self) -> Plan:
        """A plan for kinds so many that even one pass over all of them takes long."""
        self.meter.spend(_PLAIN_UNITS * min(self.task.pieces, _MANY_A_KIND * self.task.kinds))
        return plan_of(self.task, plain.search(self.task.batch).chosen)

    def _simple(self, demand: Ints) -> int:
        bound = simple_bound(self.task, demand)
        if int(self.task.most[0]) < NO_LIMIT:
            bound = max(bound, most_bound(self.task, demand))
        return stated(self.task, bound, demand)

    def _pass_on(self) -> None:
        """Pack again and again with corrected values, stirred a little."""
        if self.is_long:
            return
        floor = self.meter.left - self.meter.left // _PASSES_SHARE
        values, power, nodes = self.packer.first_values(), 1.02, 100
        least = 4 if self.packer.expected_units < floor // _SLOW else 0
        for step in range(_PASSES_MOST):
            if self._is_best() or self.meter.is_over or (step >= least and self.meter.left < floor):
                return
            if step and step % _ROUND == 0:
                power, nodes = 1.0 + 0.12 * float(self.rng.random()), (100, 20, 400)[step // _ROUND % 3]
                values = self.packer.first_values(power)
            leads = step % _ROUND == 1 and self.task.is_plain
            demand, stock = self.task.demand, self.task.stock
            self.offer(self.packer.pack(demand, stock, values, leads=leads, nodes=nodes, power=power))
            values *= 1.0 + 0.01 * self.rng.random(self.task.kinds)

    def _relax(self) -> None:
        """Column generation and dives, where the whole relaxation can be solved with the work there is."""
        expected = int(_RELAXED_UNITS * (self.task.kinds / 500) ** 3.5)
        slow = 3 if int(self.task.rooms.max()) > _GRID else 1
        if self.task.kinds > _SMALL and slow * expected > self.meter.left:
            if self.task.is_open:
                self._relax_coarsely()
            return
        part = self.meter.part(self.meter.left * 3 // 4)
        granted = part.left
        self.dive(part)
        self.meter.settle(part, granted)

    def _relax_coarsely(self) -> None:
        """The relaxation of fewer kinds: shortened for the bound, lengthened for a plan."""
        groups = int(500 * (self.meter.left / 14 / _RELAXED_UNITS) ** (1 / 3.5))
        groups = max(_GROUPS_LEAST, min(groups, self.task.kinds * 2 // 3))
        part = self.meter.part(self.meter.left // 3)
        granted = part.left
        generator = Generator(coarser(self.task, groups, longer=False).task, part)
        if generator.pricer.can_price:
            generator.start()
            generator.run(self.grade[-3])
            self.low = max(self.low, stated(self.task, generator.bound, self.task.demand))
        self.meter.settle(part, granted)
        if self._is_best():
            return
        part = self.meter.part(self.meter.left // 2)
        granted = part.left
        coarse = coarser(self.task, groups, longer=True)
        run = Run(coarse.task, part, self.rng, self.depth + 1)
        run.offer(
            run.packer.pack(coarse.task.demand, coarse.task.stock, run.packer.first_values(), leads=False, nodes=100)
        )
        run.low = self.low
        run.dive(part)
        self.meter.settle(part, granted)
        self.offer(coarse.real(run.plan))

    def dive(self, meter: Meter) -> None:
        """Solve the relaxation, then fix pattern after pattern, again and again."""
        generator = Generator(self.task, meter)
        if not generator.pricer.can_price:
            return
        generator.start()
        generator.learn(self.plan)
        generator.run(self.grade[-3] if self.task.is_open else None)
        if self.task.is_open:
            self.low = max(self.low, stated(self.task, generator.bound, self.task.demand))
        diver = Diver(generator, Packer(self.task, meter), self.plan)
        share, noise, fruitless = 0.12, 0.0, 0
        while not meter.is_over and not self._is_best() and (self.task.is_open or fruitless < _FRUITLESS):
            diver.dive(Way(share, 3, noise), self.rng)
            fruitless = 0 if self.offer(diver.best) else fruitless + 1
            share, noise = max(0.0, share * 0.7 - 0.005), 0.15 if share > 0.02 else 0.6 * float(self.rng.random())

    def _mend(self) -> None:
        """Change a few bars at a time, and now and then solve the wasteful part of the plan anew."""
        stirrer = Stirrer(self.task, self.packer, self.plan, self.rng)
        fruitless = 0
        while not self.meter.is_over and not self._is_best() and fruitless < _STILL:
            for _ in range(_STIRS):
                fruitless += 1
                if stirrer.stir():
                    fruitless = 0
                    self.offer(stirrer.plan)
                if self._is_best() or self.meter.is_over:
                    break
            self.offer(stirrer.plan)
            part = None if self.depth or self._is_best() else wasteful_part(self.task, stirrer.plan, self.rng)
            if part is not None and self._mended(part):
                stirrer.load(self.plan)

    def _mended(self, part: Part) -> bool:
        meter = self.meter.part(max(150_000, self.meter.left // 8))
        granted = meter.left
        run = Run(part.task, meter, self.rng, self.depth + 1)
        run.offer(part.plan)
        run.go()
        self.meter.settle(meter, granted)
        return self.offer(part.whole(run.plan))
