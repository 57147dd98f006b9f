"""Small changes to a plan: a few bars are emptied and packed anew, and waste is gathered until a bar is free of it.

An equally dear plan is kept when its waste lies on fewer bars (Falkenauer 1996 grows full bins likewise).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rantai.engine.cutting.bars.packing import Packer, stock_left
from rantai.engine.cutting.bars.task import Bar, Plan, Task, tidy
from rantai.engine.cutting.tables import UNLIMITED, Ints

_SINGLE = 5_000  # bars that are looked at one by one
_LEAST, _MOST = 3, 26  # bars emptied at once


class Stirrer:
    """A plan bar by bar; `stir` changes it for the better or leaves it."""

    def __init__(self, task: Task, packer: Packer, plan: Plan, rng: np.random.Generator) -> None:
        self.task, self.packer, self.rng = task, packer, rng
        self.worth = task.costs / np.maximum(1, task.rooms)
        self.load(plan)

    def load(self, plan: Plan) -> None:
        """Begin with this plan."""
        single = sum(bar.times for bar in plan) <= _SINGLE
        self.bars = [bar._replace(times=1) for bar in plan for _ in range(bar.times)] if single else list(plan)
        self.waste = [self._waste(bar) for bar in self.bars]
        self.left = self.task.left_out(plan)
        self.stock = stock_left(self.task, plan)

    @property
    def plan(self) -> Plan:
        return tidy(self.bars)

    def stir(self) -> bool:
        """Empty some bars and pack what was on them, and what is left out, anew; whether the plan is cheaper now."""
        picked = self._picked()
        old = [self.bars[at]._replace(times=1) for at in picked]
        demand, stock = self.left.copy(), self.stock.copy()
        for bar in old:
            _count(bar, demand, 1)
            stock[bar.format] += stock[bar.format] != UNLIMITED
        power = 1.0 + 0.15 * float(self.rng.random())
        values = self.packer.first_values(power) * (1.0 + 0.2 * self.rng.random(self.task.kinds))
        nodes = int(self.rng.choice((20, 100, 600)))
        before = self._grade(self.left, old)
        for _ in range(2):
            new = self.packer.pack(demand, stock, values, leads=False, nodes=nodes, power=power)
            left = demand.copy()
            for bar in new:
                _count(bar, left, -bar.times)
            after = self._grade(left, new)
            if after < before:
                self._replace(picked, new, left, stock)
                return after[:-1] < before[:-1]
        return False

    def _picked(self) -> list[int]:
        """The emptiest bar or another wasteful one, and some more, the wasteful rather."""
        count = min(len(self.bars), int(self.rng.integers(_LEAST, _MOST)))
        share = np.array(self.waste)
        lure = share / max(1e-12, float(share.max())) + 0.02
        keys = np.log(self.rng.random(len(share))) / lure  # Efraimidis and Spirakis: weighted, without return
        return sorted(np.argsort(-keys, kind="stable")[:count].tolist())

    def _replace(self, picked: list[int], new: Plan, left: Ints, stock: Ints) -> None:
        for at in reversed(picked):
            self.bars[at] = self.bars[at]._replace(times=self.bars[at].times - 1)
            if not self.bars[at].times:
                del self.bars[at], self.waste[at]
        for bar in new:
            if stock[bar.format] != UNLIMITED:
                stock[bar.format] -= bar.times
            self.bars += [bar._replace(times=1)] * bar.times
            self.waste += [self._waste(bar)] * bar.times
        self.left, self.stock = left, stock

    def _waste(self, bar: Bar) -> float:
        used = sum(count * int(self.task.sizes[kind]) for kind, count in bar.kinds)
        return float((int(self.task.rooms[bar.format]) - used) * max(1e-9, self.worth[bar.format]))

    def _grade(self, left: Ints, bars: Iterable[Bar]) -> tuple[float, ...]:
        """Size left out by rank, cost, full stock, and how widely the waste is spread."""
        task = self.task
        ranks = [0] * (1 + int(task.ranks.max(initial=0)))
        for kind in np.flatnonzero(left).tolist():
            ranks[int(task.ranks[kind])] += int(left[kind]) * int(task.true_sizes[kind])
        spread = -sum(bar.times * self._waste(bar) ** 2 for bar in bars)
        full = sum(bar.times for bar in bars if task.is_full[bar.format])
        return (*ranks, task.cost(bars), full, spread * (1 + 1e-12))


def _count(bar: Bar, demand: Ints, times: int) -> None:
    for kind, count in bar.kinds:
        demand[kind] += times * count
