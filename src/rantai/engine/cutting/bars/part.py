"""A part of a plan, taken out to be cut anew: the bars with the most waste, and some others beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rantai.engine.cutting.bars.task import Bar, Plan, Task, tidy
from rantai.engine.cutting.tables import UNLIMITED, Ints

_KINDS = 170  # whose relaxation takes a tenth of a second
_BARS = 60


@dataclass(frozen=True, eq=False)
class Part:
    """A smaller task, how the plan cuts it now, and what stays of the plan. kinds: positions in the whole task."""

    task: Task
    plan: Plan
    rest: Plan
    kinds: Ints

    def whole(self, plan: Plan) -> Plan:
        """The plan with this part cut as in `plan`."""
        names = self.kinds.tolist()
        bars = [Bar(bar.format, tuple((names[kind], count) for kind, count in bar.kinds), bar.times) for bar in plan]
        return tidy([*self.rest, *bars])


def wasteful_part(task: Task, plan: Plan, rng: np.random.Generator) -> Part | None:
    """Bars of much waste and some luck, as many as can be solved well; None when that is the whole plan or nothing."""
    waste = np.array([_waste(task, bar) for bar in plan], dtype=np.float64)
    if not len(plan) or not waste.any():
        return None
    share = waste / waste.max()
    order = np.argsort(-(share + 0.5 * rng.random() * rng.random(len(plan))), kind="stable").tolist()
    taken, kinds = dict[int, int](), set[int]()
    for at in order:
        more = kinds | {kind for kind, _ in plan[at].kinds}
        if sum(taken.values()) >= _BARS or len(more) > _KINDS:
            break
        kinds = more
        taken[at] = min(plan[at].times, max(1, _BARS - sum(taken.values())))
    lost = sum(waste[at] * times for at, times in taken.items())
    if sum(taken.values()) < 2 or len(taken) == len(plan) or lost < _least_saving(task):
        return None
    return _part(task, plan, taken)


def _least_saving(task: Task) -> float:
    """Less waste than this cannot free a bar; where costs differ anything may be saved."""
    return float(task.costs[0]) if task.formats == 1 else 0.0


def _waste(task: Task, bar: Bar) -> float:
    """Unused share of a bar, in money when it costs something."""
    used = sum(count * int(task.sizes[kind]) for kind, count in bar.kinds)
    return (1.0 - used / int(task.rooms[bar.format])) * max(1.0, float(task.costs[bar.format]))


def _part(task: Task, plan: Plan, taken: dict[int, int]) -> Part:
    out = [bar._replace(times=taken[at]) for at, bar in enumerate(plan) if at in taken]
    rest = [bar._replace(times=bar.times - taken.get(at, 0)) for at, bar in enumerate(plan)]
    demand = np.zeros(task.kinds, dtype=np.int64)
    for bar in out:
        for kind, count in bar.kinds:
            demand[kind] += count * bar.times
    kinds = np.flatnonzero(demand)
    name = {kind: at for at, kind in enumerate(kinds.tolist())}
    inner = [Bar(bar.format, tuple((name[kind], count) for kind, count in bar.kinds), bar.times) for bar in out]
    stock = task.stock.copy()
    for bar in rest:
        if stock[bar.format] != UNLIMITED:
            stock[bar.format] -= bar.times
    smaller = replace(
        task,
        sizes=task.sizes[kinds],
        demand=demand[kinds],
        ranks=task.ranks[kinds],
        members=tuple(task.members[kind] for kind in kinds.tolist()),
        stock=stock,
        may=task.may.reshape(task.formats, task.kinds)[:, kinds].reshape(-1).copy(),
    )
    return Part(smaller, tidy(inner), tidy(rest), kinds)
