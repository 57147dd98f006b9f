"""The sheet search on lists whose best plan is known, and the laws that every plan obeys."""

import numpy as np
import pytest

from rantai.engine.cutting.sheets import search
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.solvers.effort import Meter
from tests.engine.cutting.sheets.shop import BUY, batch, drawn, is_sound

ROOM = [(100, 80, 10, BUY), (120, 90, 13, BUY)]


@pytest.mark.parametrize("stages", [0, 2, 3])
def test_four_quarters_fill_a_sheet(stages):
    asked = batch([(100, 60, 7, BUY)], [(50, 30, 80, 1)], stages=stages)
    found = search(asked, Meter(100_000), 1)
    assert is_sound(asked, found)
    assert (asked.cost(found.chosen), found.bound) == (140, 140)


def test_the_kerf_of_the_last_cut_may_run_off_the_edge():
    exact = batch([(103, 60, 1, BUY)], [(50, 60, 20, 1)], kerf_um=3)
    short = batch([(102, 60, 1, BUY)], [(50, 60, 20, 1)], kerf_um=3)
    costs = [asked.cost(search(asked, Meter(100_000), 1).chosen) for asked in (exact, short)]
    assert costs == [10, 20]


def test_a_piece_is_turned_when_its_grain_allows_it():
    costs = [
        asked.cost(search(asked, Meter(50_000), 1).chosen)
        for asked in (batch([(100, 60, 1, BUY)], [(60, 50, 20, locked)]) for locked in (0, 1))
    ]
    assert costs == [10, 20]


def test_a_hundred_and_twenty_cab_floors_take_as_many_sheets():
    asked = batch([(2_438_000, 1_219_000, 1, BUY)], [(1_300_000, 900_000, 120, 0)], kerf_um=3_000)
    found = search(asked, Meter(100_000), 1)
    assert is_sound(asked, found)
    assert (asked.cost(found.chosen), found.bound) == (120, 120)


@pytest.mark.parametrize("stages", [0, 2, 3])
@pytest.mark.parametrize("first_cut", ["any", "length", "width"])
@pytest.mark.parametrize(("kinds", "most"), [(20, 1), (12, 20), (5, 400)])
def test_plans_keep_the_stages_and_the_first_cut(stages, first_cut, kinds, most):
    asked = batch(ROOM, drawn(stages + kinds, kinds, most), stages=stages, first_cut=first_cut, kerf_um=2)
    found = search(asked, Meter(60_000), 1)
    assert is_sound(asked, found)
    assert not asked.left_out(found.chosen).any()


@pytest.mark.parametrize("limit", [{"bed_um": 85}, {"max_cuts": 5}, {"max_patterns": 3}, {"bed_um": 95, "max_cuts": 7}])
@pytest.mark.parametrize("stages", [0, 3])
def test_plans_keep_the_limits_of_shear_and_shop(limit, stages):
    for most in (1, 30):
        asked = batch(ROOM, drawn(7, 12, most), stages=stages, **limit)
        found = search(asked, Meter(60_000), 1)
        assert is_sound(asked, found)
        assert asked.max_patterns != UNLIMITED or not asked.left_out(found.chosen).any()


def test_stock_at_hand_is_never_cut_twice_and_the_rest_is_left_out():
    asked = batch([(100, 100, 1, 9)], [(100, 60, 20, 1)])
    found = search(asked, Meter(100_000), 1)
    assert is_sound(asked, found)
    assert asked.left_out(found.chosen).tolist() == [11]


def test_the_urgent_go_first_when_stock_is_short():
    urgent = np.array([0, 1, 0])
    pieces = [(100, 60, 8, 1), (60, 55, 8, 1), (100, 45, 8, 1)]
    asked = batch([(100, 100, 1, 8)], pieces, piece_priority=urgent)
    found = search(asked, Meter(200_000), 1)
    assert is_sound(asked, found)
    assert asked.left_out(found.chosen)[1] == 0


def test_owned_stock_serves_its_owner_only():
    owned = {"format_owner": np.array([0, -1]), "piece_owner": np.array([0, 1])}
    asked = batch([(100, 80, 1, 4), (100, 80, 5, BUY)], [(50, 40, 24, 1), (50, 40, 24, 1)], **owned)
    found = search(asked, Meter(100_000), 1)
    assert is_sound(asked, found)
    assert asked.cost(found.chosen) == 4 * 1 + 8 * 5


@pytest.mark.parametrize(("kinds", "most"), [(40, 1), (10, 60)])
def test_equal_seeds_give_equal_plans(kinds, most):
    asked = batch(ROOM, drawn(5, kinds, most))
    first, second = (search(asked, Meter(60_000), 3) for _ in range(2))
    assert is_sound(asked, first)
    assert first == second


@pytest.mark.parametrize(("kinds", "most"), [(60, 1), (10, 60), (30, 10**9)])
def test_the_work_is_kept_to(kinds, most):
    asked = batch(ROOM, drawn(6, kinds, most))
    meter = Meter(150_000)
    assert is_sound(asked, search(asked, meter, 1))
    assert meter.left > -150_000


def test_nothing_that_can_be_placed_costs_nothing():
    asked = batch([(100, 80, 3, 0)], [(50, 40, 2, 0)])
    assert search(asked, Meter(1_000), 1).chosen == ()
