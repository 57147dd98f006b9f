"""How work is shared out over the parts of a list."""

import time

import numpy as np
import pytest

from rantai.engine.cutting.batch import batches
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.spread import found_for
from rantai.engine.cutting.tables import UNLIMITED, CuttingInput, columns
from rantai.engine.solvers.effort import never


def listed(kind: str, kinds: int) -> CuttingInput:
    draw, flat = np.random.default_rng(1), int(kind != "bar")
    sides = draw.integers(60_000, [[900_000, 300_000]] * kinds)
    rows = [(int(x), flat * int(y), 3, 0) for x, y in sides]
    formats = [(6_000_000, flat * 1_500_000, 70, UNLIMITED), (2_400_000, flat * 1_200_000, 29, UNLIMITED)]
    return CuttingInput(
        kind=kind,
        kerf_um=3_000,
        min_remnant_length_um=0,
        min_remnant_width_um=0,
        **columns("format", "length_um width_um cost available", formats),
        **columns("piece", "length_um width_um quantity grain_locked", rows),
    )


@pytest.mark.parametrize("kind", ["bar", "sheet"])
def test_without_work_many_kinds_are_planned_at_once(kind):
    parts = batches(listed(kind, 300))
    began = time.process_time()
    (found,), left = found_for(parts, CuttingParams(work=0), never)
    assert time.process_time() - began < 5
    assert left == 0
    assert not parts[0].left_out(found.chosen).any()


def test_work_is_set_aside_for_the_cuts_of_a_long_list():
    parts = batches(listed("sheet", 300))
    _, left = found_for(parts, CuttingParams(work=400_000), never)
    assert left < 100_000  # what is set aside is not handed on as left
    short = batches(listed("bar", 3))
    (found,), left = found_for(short, CuttingParams(work=400_000), never)
    assert found.bound == short[0].cost(found.chosen)
    assert left > 100_000
