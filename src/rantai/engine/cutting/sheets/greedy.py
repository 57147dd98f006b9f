"""A first plan sheet by sheet: the pattern that serves most for its cost, as often as it can be cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen
from rantai.engine.cutting.effort import Meter
from rantai.engine.cutting.sheets.forest import Forest
from rantai.engine.cutting.sheets.kinds import kinds_of

Ints = NDArray[np.int64]

WORK_A_UNIT = 80  # of the loops' work, about a microsecond
SAMPLE = 400  # blanks offered to one sheet


def sequence(batch: Batch, wanted: Ints, left: Sequence[int], meter: Meter, seed: int) -> list[Chosen]:
    """Patterns for `wanted` from `left` of each format (-1 without limit), until nothing more can be cut."""
    wanted, left = wanted.copy(), list(left)
    chosen: list[Chosen] = []
    while (wanted > 0).any():
        best, most = None, -1.0
        for position, one in enumerate(batch.formats):
            if left[position] == 0:
                continue
            tried = fill(batch, wanted, position, meter, seed + len(chosen))
            worth = served(batch, tried) / (one.cost + 1e-9)
            if tried and worth > most:
                best, most = tried, worth
        if best is None:
            return chosen
        times = repeats(best, wanted, left)
        wanted -= times * best.pattern.counts(len(wanted))
        left[best.format] -= times if left[best.format] >= 0 else 0
        chosen.append(best._replace(times=times))
    return chosen


def fill(batch: Batch, wanted: Ints, position: int, meter: Meter, seed: int) -> Chosen | None:
    """One sheet of a format filled with what is wanted, the urgent and large first."""
    blanks = sample(batch, wanted, position)
    if not blanks:
        return None
    alone = [0] * len(batch.formats)
    alone[position] = 1
    forest = Forest(batch, blanks, alone, 1, seed)
    forest.begin()
    meter.spend(100 + forest.work() // WORK_A_UNIT)
    chosen = forest.chosen()
    return chosen[0] if chosen else None


def sample(batch: Batch, wanted: Ints, position: int) -> list[int]:
    """Blanks that may lie on one sheet of a format: of each kind what its area holds, urgent and large kinds first."""
    one = batch.formats[position]
    areas = kinds_of(batch).areas
    kinds = np.flatnonzero((wanted > 0) & batch.may_use[:, position]).tolist()
    kinds.sort(key=lambda k: (batch.items[k].rank, -areas[k], k))
    blanks: list[int] = []
    for kind in kinds:
        blanks += [kind] * min(int(wanted[kind]), one.x * one.y // areas[kind], SAMPLE - len(blanks))
        if len(blanks) >= SAMPLE:
            break
    return blanks


def served(batch: Batch, one: Chosen | None) -> int:
    """Area of the blanks of a pattern."""
    areas = kinds_of(batch).areas
    return sum(areas[spot.item] for spot in one.pattern.spots) if one else 0


def repeats(one: Chosen, wanted: Ints, left: Sequence[int]) -> int:
    """How often a pattern can be cut whole."""
    counts = one.pattern.counts(len(wanted))
    held = counts > 0
    times = int((wanted[held] // counts[held]).min())
    return times if left[one.format] < 0 else min(times, left[one.format])
