"""Facts of a batch's kinds of blanks as plain lists and columns, counted once."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

RANK_STEP = 1e5  # how much more a blank of the rank before counts, for the same area
MOST_STEPS = 20


class Kinds(NamedTuple):
    """rows: x, y, may turn, kind. areas: grown. weights: what leaving one out counts, the last rank's largest 1."""

    rows: Ints
    areas: list[int]
    weights: Floats


@lru_cache(maxsize=8)
def kinds_of(batch: Batch) -> Kinds:
    items = batch.items
    rows = [(one.x, one.y, int(one.may_turn and one.x != one.y), kind) for kind, one in enumerate(items)]
    areas = [one.x * one.y for one in items]
    last, sizes = max(one.rank for one in items), [batch.size(kind) for kind in range(len(items))]
    largest = max(1, *sizes)
    steps = [min(last - one.rank, MOST_STEPS) for one in items]
    weights = [size / largest * RANK_STEP**step for size, step in zip(sizes, steps, strict=True)]
    return Kinds(np.array(rows, dtype=np.int64).reshape(-1, 4), areas, np.array(weights))
