"""A first plan sheet by sheet: the pattern that serves most for its cost, as often as it can be cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen
from rantai.engine.cutting.sheets.forest import Forest
from rantai.engine.cutting.sheets.kinds import kinds_of
from rantai.engine.cutting.sheets.staged import Staged
from rantai.engine.solvers.effort import Meter

Ints = NDArray[np.int64]

WORK_A_UNIT = 80  # of the loops' work, about a microsecond
SPOT_UNITS = 4  # to place a blank of a table's pattern
SAMPLE = 400  # blanks offered to one sheet
USUAL = 2  # formats tried, the cheapest for their area
NEAR = 4.0  # sheets before the end, from where all formats are tried


def sequence(
    batch: Batch,
    wanted: Ints,
    left: Sequence[int],
    meter: Meter,
    seed: int,
    staged: Staged | None = None,
    favour: float = 1.0,
) -> list[Chosen]:
    """Patterns for `wanted` from `left` of each format (-1: no limit), until nothing more can be cut or the work ends.

    With tables a pattern may also come from them: they know how many equal blanks fill a sheet. favour: large blanks
    count more than their area when it is above 1, so that small ones are left to fill gaps.
    """
    wanted, left = wanted.copy(), list(left)
    areas = np.array(kinds_of(batch).areas, dtype=np.float64)
    worth = (areas / areas.max()) ** favour
    chosen: list[Chosen] = []
    while (wanted > 0).any() and (not chosen or not meter.is_over):
        formats = _tried(batch, left, float(areas @ wanted))
        tried = [fill(batch, wanted, format_, meter, seed + len(chosen)) for format_ in formats]
        if staged:
            values = staged.whole(np.where(wanted > 0, worth * staged.highest, 0.0))
            for format_ in formats:
                made = staged.sketch(format_, values, wanted)
                tried += [Chosen(format_, one, 1) for one in made]
                meter.spend(staged.sketch_units + sum(len(one.spots) for one in made) * SPOT_UNITS)
        found = [one for one in tried if one]
        if not found:
            return chosen
        best = max(found, key=lambda one: one.pattern.counts(len(worth)) @ worth / (batch.formats[one.format].cost + 1))
        times = repeats(best, wanted, left)
        wanted -= times * best.pattern.counts(len(wanted))
        left[best.format] -= times if left[best.format] >= 0 else 0
        chosen.append(best._replace(times=times))
    return chosen


def _tried(batch: Batch, left: Sequence[int], area: float) -> list[int]:
    """Formats worth a try: the cheapest for their area, and all when the end is near."""
    formats = batch.formats
    at_hand = [f for f in range(len(formats)) if left[f]]
    at_hand.sort(key=lambda f: (formats[f].cost / (formats[f].x * formats[f].y), f))
    largest = max((formats[f].x * formats[f].y for f in at_hand), default=0)
    return at_hand if area < NEAR * largest or len(at_hand) <= USUAL else at_hand[:USUAL]


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


def served(batch: Batch, one: Chosen) -> int:
    """Area of the blanks of a pattern."""
    areas = kinds_of(batch).areas
    return sum(areas[spot.item] for spot in one.pattern.spots)


def repeats(one: Chosen, wanted: Ints, left: Sequence[int]) -> int:
    """How often a pattern can be cut whole."""
    counts = one.pattern.counts(len(wanted))
    held = counts > 0
    times = int((wanted[held] // counts[held]).min())
    return times if left[one.format] < 0 else min(times, left[one.format])
