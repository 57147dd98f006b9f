"""Tiny lists: all plans are looked at, so no other search and no bound may say otherwise."""

import numpy as np
import pytest

from rantai.engine.cutting.sheets import search
from rantai.engine.cutting.sheets.run import Search
from rantai.engine.cutting.sheets.scales import Scales
from rantai.engine.solvers.effort import Meter
from tests.engine.cutting.sheets.shop import BUY, batch, drawn, is_sound


@pytest.mark.parametrize("seed", range(30))
def test_nothing_beats_all_plans_and_no_bound_is_above_them(seed):
    draw = np.random.default_rng(seed)
    formats = [(100, 80, 10, int(draw.choice([BUY, 1, 2]))), (70, 60, 5, BUY), (40, 90, 4, 1)]
    rules = {"stages": int(draw.choice([0, 2, 3])), "first_cut": str(draw.choice(["any", "length", "width"]))}
    asked = batch(formats, drawn(seed, 6, 1), kerf_um=int(draw.integers(0, 4)), **rules)
    best = search(asked, Meter(200_000), 1)
    assert is_sound(asked, best)
    assert best.bound == asked.cost(best.chosen)
    other = Search(asked, np.where(asked.placeable, asked.demand, 0), Meter(40_000), 1).run()
    assert is_sound(asked, other)
    assert asked.grade_of(best.chosen) <= asked.grade_of(other.chosen)
    served = asked.demand - asked.left_out(best.chosen)
    assert Scales(asked).bound(served, 10**9) <= best.bound


def test_the_third_stage_saves_a_sheet():
    pieces = [(60, 100, 1, 1), (40, 60, 1, 1), (20, 40, 2, 1)]
    costs = [
        asked.cost(search(asked, Meter(50_000), 1).chosen)
        for asked in (batch([(100, 100, 1, BUY)], pieces, stages=stages, first_cut="width") for stages in (2, 3))
    ]
    assert costs == [2, 1]


def test_a_remnant_goes_before_a_sheet_that_costs_as_much():
    asked = batch([(100, 80, 3, BUY), (100, 80, 3, 1)], [(90, 70, 1, 0)], format_is_remnant=np.array([0, 1]))
    assert [one.format for one in search(asked, Meter(50_000), 1).chosen] == [1]
