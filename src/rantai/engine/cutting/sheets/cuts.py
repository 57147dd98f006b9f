"""A limit on the cuts of a sheet, as the judge counts them: it parts a sheet by every line that runs through, which
can take more cuts than the tree that the search had in mind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen, Pattern
from rantai.engine.cutting.guillotine import fewest_cuts
from rantai.engine.cutting.sheets.staged import boxes_of
from rantai.engine.cutting.sheets.whole import cut, merged, rest_of
from rantai.engine.solvers.effort import Meter

Ints = NDArray[np.int64]

ROUNDS = 4
UNITS = 50_000  # for blanks that had to go to other sheets
LEAST_UNITS = 5_000


def obey(batch: Batch, plan: Sequence[Chosen], wanted: Ints, meter: Meter, seed: int) -> list[Chosen]:
    """The plan with few enough cuts on every sheet: blanks that take too many go to other sheets."""
    made, rest, left = cut(batch, [_fewer(batch, one) for one in plan], wanted)
    for turn in range(ROUNDS):
        if not rest.any():
            break
        part = Meter(max(LEAST_UNITS, min(UNITS, meter.left)))
        more = rest_of(batch, rest, left, part, seed + turn)
        made, rest, left = cut(batch, [*made, *(_fewer(batch, one) for one in more)], wanted)
    return merged(made)


def _fewer(batch: Batch, one: Chosen) -> Chosen:
    """The pattern without its last blanks, until the cuts suffice."""
    room, spots = batch.formats[one.format], list(one.pattern.spots)
    region = (0, 0, room.x - batch.kerf, room.y - batch.kerf)
    while spots:
        boxes = boxes_of(batch, Pattern(tuple(spots)))
        cuts = fewest_cuts(boxes, region, batch.kerf, batch.stages, batch.first_cut, batch.bed)
        if cuts is not None and cuts <= batch.max_cuts:
            break
        spots.pop()
    return one._replace(pattern=Pattern(tuple(spots)))
