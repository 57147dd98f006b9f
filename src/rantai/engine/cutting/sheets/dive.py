"""Diving: whole parts of the relaxed plan are fixed, then its largest fractions, and between them the rest is relaxed
and priced anew; what is left in the end goes to ruin and recreate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Chosen
from rantai.engine.cutting.sheets.columns import Columns
from rantai.engine.cutting.sheets.whole import cut, rest_of
from rantai.engine.solvers.effort import Meter

Ints = NDArray[np.int64]

LAST = 100  # blanks that are left to ruin and recreate
SHARE = 12  # of the fractions, one in so many is fixed at a time
WHOLE = 1e-6


def dive(columns: Columns, draw: np.random.Generator, meter: Meter) -> list[Chosen]:
    """A plan near the relaxed one; `draw` varies which fractions go first."""
    batch, wanted = columns.batch, columns.wanted
    fixed: dict[int, int] = {}
    rest = wanted
    divers = meter.part(granted := 3 * meter.left // 4)
    while int(rest.sum()) > LAST and not divers.is_over:
        columns.solve(divers)
        if not _fix(columns, fixed, draw):
            break
        columns.hold(fixed)
        made, rest, _ = cut(batch, _sheets(columns, fixed), wanted)
        columns.reprice(rest, divers)
    meter.settle(divers, granted)
    columns.hold({})
    made, rest, left = cut(batch, _sheets(columns, fixed), wanted)
    return made + rest_of(batch, rest, left, meter, int(draw.integers(1, 2**30)))


def _sheets(columns: Columns, fixed: dict[int, int]) -> list[Chosen]:
    return [columns.pool[at]._replace(times=times) for at, times in fixed.items()]


def _fix(columns: Columns, fixed: dict[int, int], draw: np.random.Generator) -> bool:
    """Fix whole parts and some of the largest fractions; whether there was anything to fix."""
    parts: list[tuple[float, int]] = []
    before = sum(fixed.values())
    for at, level in columns.levels.items():
        held = fixed.get(at, 0)
        whole = max(held, int(level + WHOLE))
        if whole:
            fixed[at] = whole
        if level - whole > WHOLE:
            parts.append((level - whole, at))
    parts.sort(key=lambda part: (-part[0] * draw.uniform(0.7, 1.0), part[1]))
    few = sum(fixed.values()) == before
    for part, at in parts[: -(-len(parts) // SHARE)]:
        if part > 0.9 or few:
            fixed[at] = fixed.get(at, 0) + 1
    return sum(fixed.values()) > before
