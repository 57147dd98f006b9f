"""First plans of long lists, strip by strip."""

import numpy as np
import pytest

from rantai.engine.cutting.batch import Found
from rantai.engine.cutting.sheets import search
from rantai.engine.cutting.sheets.shelves import shelves, suits
from rantai.engine.solvers.effort import Meter
from tests.engine.cutting.sheets.shop import BUY, batch, drawn, is_sound

ROOMS = [(100, 80, 10, BUY), (120, 90, 13, BUY)]


def test_equal_strips_fill_a_sheet():
    asked = batch([(100, 60, 7, BUY)], [(50, 30, 80, 1)])
    assert asked.cost(shelves(asked, asked.demand, Meter(100_000))) == 140


def test_low_blanks_are_stacked_in_a_strip_where_three_stages_are_cut():
    costs = []
    for stages in (2, 3):  # beside the high blank two low ones lie on each other
        asked = batch([(100, 60, 1, BUY)], [(60, 60, 10, 1), (40, 30, 20, 1)], stages=stages, first_cut="length")
        made = shelves(asked, asked.demand, Meter(100_000))
        assert is_sound(asked, Found(tuple(made), 0))
        costs.append(asked.cost(made))
    assert costs == [13, 10]


@pytest.mark.parametrize("stages", [0, 2, 3])
@pytest.mark.parametrize("first_cut", ["any", "length", "width"])
def test_plans_keep_stages_first_cut_and_stock(stages, first_cut):
    short = [(100, 80, 10, 3), (120, 90, 13, 400)]
    for seed in range(4):
        asked = batch(short, drawn(seed, 30, 40), stages=stages, first_cut=first_cut, kerf_um=2)
        made = shelves(asked, asked.demand, Meter(100_000))
        assert is_sound(asked, Found(tuple(made), 0))
        assert not asked.left_out(made).any()


def test_they_are_left_alone_where_strips_may_break_a_rule():
    asked = [batch(ROOMS, drawn(1, 5, 9), **rule) for rule in ({}, {"bed_um": 90}, {"max_cuts": 9})]
    assert [suits(one, one.demand) for one in asked] == [True, False, False]
    assert not suits(asked[0], np.array([10**9]))


@pytest.mark.parametrize("rule", [{}, {"bed_um": 110}])
def test_a_long_list_is_planned_whole_with_hardly_any_work(rule):
    asked = batch(ROOMS, drawn(3, 200, 20), kerf_um=2, **rule)
    found = search(asked, Meter(1), 1)
    assert is_sound(asked, found)
    assert not asked.left_out(found.chosen).any()


def test_more_work_makes_a_long_plan_cheaper():
    asked = batch(ROOMS, drawn(3, 200, 20), kerf_um=2)
    costs = [asked.cost(search(asked, Meter(units), 1).chosen) for units in (1, 600_000)]
    assert costs[1] < costs[0]
