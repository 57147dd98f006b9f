"""The sheet search on lists whose best plan is known, and the laws that every plan obeys."""

import numpy as np
import pytest

from rantai.engine.cutting.batch import Batch, Found, batches
from rantai.engine.cutting.effort import Meter
from rantai.engine.cutting.guillotine import is_cuttable
from rantai.engine.cutting.sheets import search
from rantai.engine.cutting.tables import UNLIMITED, CuttingInput, columns

BUY = UNLIMITED


def batch(formats, pieces, **limits) -> Batch:
    """formats: (length, width, cost, available); pieces: (length, width, quantity, grain locked)."""
    given = CuttingInput(
        kind="sheet",
        kerf_um=limits.pop("kerf_um", 0),
        min_remnant_length_um=0,
        min_remnant_width_um=0,
        **columns("format", "length_um width_um cost available", formats),
        **columns("piece", "length_um width_um quantity grain_locked", pieces),
        **limits,
    )
    return batches(given)[0]


def is_sound(asked: Batch, found: Found) -> bool:
    """No blank outside, none overlapping, all cuttable in the stages, nothing cut twice, no stock used twice."""
    assert (asked.left_out(found.chosen) >= 0).all()
    used = np.zeros(len(asked.formats), dtype=np.int64)
    for one in found.chosen:
        used[one.format] += one.times
        room = asked.formats[one.format]
        boxes = []
        for spot in one.pattern.spots:
            item = asked.items[spot.item]
            assert asked.may_use[spot.item, one.format]
            assert item.may_turn or not spot.turned
            x, y = (item.y, item.x) if spot.turned else (item.x, item.y)
            boxes.append((spot.x, spot.y, spot.x + x - asked.kerf, spot.y + y - asked.kerf))
        rows = np.array(boxes)
        assert rows[:, 2].max() <= room.x - asked.kerf
        assert rows[:, 3].max() <= room.y - asked.kerf
        region = (0, 0, room.x - asked.kerf, room.y - asked.kerf)
        assert is_cuttable(rows, region, asked.kerf, asked.stages or 40)
    assert found.bound is None or found.bound <= asked.cost(found.chosen)
    return all(f.available == BUY or n <= f.available for f, n in zip(asked.formats, used, strict=True))


@pytest.mark.parametrize("stages", [0, 2, 3])
def test_four_quarters_fill_a_sheet(stages):
    asked = batch([(100, 60, 7, BUY)], [(50, 30, 8, 1)], stages=stages)
    found = search(asked, Meter(100_000), 1)
    assert is_sound(asked, found)
    assert (asked.cost(found.chosen), found.bound) == (14, 14)


def test_the_kerf_of_the_last_cut_may_run_off_the_edge():
    exact = batch([(103, 60, 1, BUY)], [(50, 60, 2, 1)], kerf_um=3)
    short = batch([(102, 60, 1, BUY)], [(50, 60, 2, 1)], kerf_um=3)
    costs = [asked.cost(search(asked, Meter(100_000), 1).chosen) for asked in (exact, short)]
    assert costs == [1, 2]


def test_stock_at_hand_is_never_cut_twice_and_the_rest_is_left_out():
    asked = batch([(100, 100, 1, 2)], [(100, 60, 3, 1)])
    found = search(asked, Meter(100_000), 1)
    assert is_sound(asked, found)
    assert asked.left_out(found.chosen).tolist() == [1]


def test_equal_seeds_give_equal_plans():
    draw = np.random.default_rng(5)
    pieces = [(int(a), int(b), 1, 1) for a, b in draw.integers(10, 90, size=(40, 2))]
    asked = batch([(100, 100, 1, BUY)], pieces)
    first, second = (search(asked, Meter(60_000), 3) for _ in range(2))
    assert is_sound(asked, first)
    assert first == second
