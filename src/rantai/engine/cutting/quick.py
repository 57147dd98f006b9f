"""The quick path: a small column generation with plain tables, for the thousands of small groups of a plan.

It knows bars, and sheets cut in three stages, and nothing of limits or of stock that is not for everybody; `suits` says
where it may be used.
"""

from __future__ import annotations

from collections.abc import Callable

from rantai.engine.cutting.batch import Batch, Chosen, Found
from rantai.engine.cutting.draft import Cutter, Draft
from rantai.engine.cutting.generate import Columns, Generator, is_within
from rantai.engine.cutting.lessons import Lessons
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.places import placed
from rantai.engine.cutting.rounding import Rounder, cheaper
from rantai.engine.cutting.shapes import Group
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.solvers.effort import never


def suits(batch: Batch) -> bool:
    """Whether the quick path keeps every rule of the batch. It never limits how many patterns there are."""
    if batch.kind == "coil" or batch.max_cuts != UNLIMITED:
        return False
    if batch.kind == "sheet" and (batch.stages != 3 or batch.first_cut != "any" or batch.bed):
        return False
    return bool((Group(batch).fits == batch.may_use).all())


def search(
    batch: Batch, params: CuttingParams, out_of_time: Callable[[], bool] = never, lessons: Lessons | None = None
) -> Found:
    """Cut one batch at the least cost: column generation over patterns, rounding, and a proven bound.

    `out_of_time` is asked between rounds; when it says yes the best plan so far is handed over. `lessons` of lists of
    the same blanks are used, and grow.
    """
    group = Group(batch)
    if not group.usable:
        return Found((), 0)
    lesson = (lessons or Lessons()).of(group, params)
    rounder, generator = Rounder(group, lesson.cutter), Generator(group, lesson, params.enough_ppm)
    best = Draft.empty(group)
    if not lesson.pool:
        best = _first(group, lesson.cutter, rounder)
        lesson.pool = [(position, pattern) for position, pattern, _ in best.chosen]
    found = generator.run(params.prices, best.cost if best.finished() else None, out_of_time)
    rounder.learn(found)
    best = cheaper(rounder.round(found, best, params.starts, out_of_time, params.enough_ppm))
    lesson.pool = generator.worth_keeping()
    return Found(_chosen(group, best), _bound(generator, found, best, params), found.stopped or out_of_time())


def _first(group: Group, cutter: Cutter, rounder: Rounder) -> Draft:
    """The better of two plain packings, to begin with."""
    drafts = [rounder.pack(Draft.empty(group), rule) for rule in (cutter.rules[0], cutter.rules[-1])]
    return cheaper(min(drafts, key=lambda draft: draft.rank))


def _bound(generator: Generator, found: Columns, best: Draft, params: CuttingParams) -> int:
    """The bound for what is placed: when something is left out, or not all sizes were priced, it is proven anew."""
    served = (best.group.demand - best.wanted).tolist()
    low = found.bound if served == generator.demand and found.bound else generator.prove(served)
    is_enough = is_within(best.cost, low, params.enough_ppm)
    return low if is_enough else generator.prove_whole(served, low, best.cost)


def _chosen(group: Group, draft: Draft) -> tuple[Chosen, ...]:
    """The patterns with places; equal ones keep one place in memory."""
    made = {layout: placed(layout, group.options) for layout in {pattern.layout: 0 for _, pattern, _ in draft.chosen}}
    return tuple(Chosen(position, made[pattern.layout], int(times)) for position, pattern, times in draft.chosen)
