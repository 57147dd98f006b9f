"""Lists of very many lengths in fewer: neighbours share one length, the shortest for a bound, the longest for a plan.

Blanks made shorter need no more stock than the real ones, blanks made longer no less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rantai.engine.cutting.bars.task import Bar, Plan, Task, tidy
from rantai.engine.cutting.tables import Ints


@dataclass(frozen=True, eq=False)
class Coarse:
    """A task of fewer kinds; `kinds` of the real task behind each."""

    task: Task
    kinds: tuple[tuple[int, ...], ...]
    demand: Ints

    def real(self, plan: Plan) -> Plan:
        """A plan of a lengthened task in real blanks: of each group the longest that are left."""
        left = self.demand.tolist()
        bars = []
        for bar in plan:
            times = bar.times
            while times:
                counts, often = self._taken(bar, left, times)
                for kind, count in counts.items():
                    left[kind] -= often * count
                bars.append(Bar(bar.format, tuple(counts.items()), often))
                times -= often
        return tidy(bars)

    def _taken(self, bar: Bar, left: list[int], times: int) -> tuple[dict[int, int], int]:
        """Real blanks for one bar, and how often the same can be taken."""
        counts: dict[int, int] = {}
        for group, count in bar.kinds:
            need = count
            for kind in self.kinds[group]:
                take = min(need, left[kind])
                if take:
                    counts[kind] = take
                    need -= take
                if not need:
                    break
        return counts, min([times, *(left[kind] // count for kind, count in counts.items())])


def coarser(task: Task, groups: int, *, longer: bool) -> Coarse:
    """At most about so many kinds; only those merge that the same stock may hold."""
    names: dict[tuple[int, bytes], list[int]] = {}
    for kind in range(task.kinds):
        names.setdefault((kind * groups // task.kinds, task.may_use[:, kind].tobytes()), []).append(kind)
    kinds = tuple(tuple(rows) for rows in names.values())
    firsts = np.array([rows[0] for rows in kinds], dtype=np.int64)
    lasts = np.array([rows[-1] for rows in kinds], dtype=np.int64)
    smaller = replace(
        task,
        sizes=task.sizes[firsts if longer else lasts],
        demand=np.array([sum(task.demand[list(rows)].tolist()) for rows in kinds], dtype=np.int64),
        ranks=np.zeros(len(kinds), dtype=np.int64),
        members=tuple(() for _ in kinds),
        may=task.may.reshape(task.formats, task.kinds)[:, firsts].reshape(-1).copy(),
    )
    return Coarse(smaller, kinds, task.demand)
