"""Plans of few different patterns: each is cut as often as it can be whole, the one that serves most first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen
from rantai.engine.cutting.sheets.greedy import fill, repeats
from rantai.engine.cutting.sheets.kinds import kinds_of
from rantai.engine.cutting.sheets.whole import within
from rantai.engine.solvers.effort import Meter

Ints = NDArray[np.int64]

TIMES = (1, 2, 3, 4, 6, 8, 12, 20, 40, 100, 400, 2_000)  # how often a new pattern shall be cut


def few(batch: Batch, known: Sequence[Chosen], wanted: Ints, meter: Meter, seed: int) -> list[Chosen]:
    """At most `batch.max_patterns` patterns: known ones, or new ones for a share of what is wanted."""
    wanted, left = wanted.copy(), [one.available for one in batch.formats]
    plan: list[Chosen] = []
    while len(plan) < batch.max_patterns and wanted.any():
        found = [*_known(known, wanted, left), *_new(batch, wanted, left, meter, seed + len(plan))]
        if not found:
            break
        best = max(found, key=lambda one: _value(batch, one, wanted))
        wanted -= best.times * best.pattern.counts(len(wanted))
        left[best.format] -= best.times if left[best.format] >= 0 else 0
        plan.append(best)
    return plan


def _known(known: Sequence[Chosen], wanted: Ints, left: Sequence[int]) -> list[Chosen]:
    found = [one._replace(pattern=within(one.pattern, wanted)) for one in known if left[one.format]]
    return [one._replace(times=repeats(one, wanted, left)) for one in found if one.pattern.spots]


def _new(batch: Batch, wanted: Ints, left: Sequence[int], meter: Meter, seed: int) -> list[Chosen]:
    """Patterns that can be cut so often, of every format."""
    found = []
    for format_ in range(len(batch.formats)):
        for times in TIMES:
            share = wanted // times
            one = fill(batch, share, format_, meter, seed) if left[format_] and share.any() else None
            if one:
                found.append(one._replace(times=repeats(one, wanted, left)))
    return found


def _value(batch: Batch, one: Chosen, wanted: Ints) -> tuple[bool, float, float]:
    """Whether it finishes everything; the weight it serves; then what that costs."""
    counts = one.times * one.pattern.counts(len(wanted))
    weight = float(counts @ kinds_of(batch).weights)
    return bool((counts >= wanted).all()), round(weight, 6), -one.times * float(batch.formats[one.format].cost)
