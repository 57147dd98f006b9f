"""What the search for bars finds: known optima, limits, huge numbers, and the same answer every time."""

import numpy as np
import pytest

from rantai.engine.cutting.bars import search
from rantai.engine.cutting.bars.task import plan_of, task_of
from rantai.engine.solvers.effort import Meter
from tests.engine.cutting.bars.stock import batch_of, recount


def triplets(bars, seed):
    """Three blanks to a bar of 1000 without waste."""
    rng = np.random.default_rng(seed)
    first = rng.integers(380, 491, bars)
    second = rng.integers(250, (1000 - first) // 2 + 1)
    sizes, counts = np.unique(np.concatenate([first, second, 1000 - first - second]), return_counts=True)
    return batch_of(list(zip(sizes.tolist(), counts.tolist(), strict=True)), [(1000, 1, -1)])


@pytest.mark.parametrize("seed", range(3))
def test_triplets_are_found_without_waste(seed):
    batch = triplets(40, seed)
    found = search(batch, Meter(2_000_000), seed=1)
    assert recount(batch, found)[1] == 40
    assert found.bound == 40


def test_a_milliard_of_each_is_cut_at_once():
    batch = batch_of([(2_300_000, 10**9), (1_700_000, 10**9 - 7), (900_000, 3)], [(6_000_000, 1, -1)], kerf=3_000)
    meter = Meter(350_000)
    found = search(batch, meter, seed=1)
    assert recount(batch, found)[:2] == (0, found.bound)
    assert meter.left > 200_000


def test_a_bar_without_a_place_is_left_out():
    batch = batch_of([(7_000, 2), (3_000, 2)], [(6_000, 5, -1)])
    found = search(batch, Meter(100_000), seed=1)
    assert recount(batch, found) == (14_000, 5, 1, 1)


def test_nothing_to_cut_costs_nothing():
    found = search(batch_of([(7_000, 2)], [(6_000, 5, -1)]), Meter(1_000), seed=1)
    assert found.chosen == ()
    assert found.bound == 0


def random_list(seed, kinds, pieces, low, high, **facts):
    rng = np.random.default_rng(seed)
    sizes = rng.choice(np.arange(low, high), size=kinds, replace=False)
    counts = 1 + rng.multinomial(pieces - kinds, np.ones(kinds) / kinds)
    formats = facts.pop("formats", [(12_000_000, 1, -1)])
    return batch_of(list(zip(sizes.tolist(), counts.tolist(), strict=True)), formats, **facts)


def test_hundreds_of_micrometre_lengths_come_within_a_bar_of_the_bound():
    batch = random_list(3, 200, 200, 2_400_000, 6_000_000, kerf=3_000)
    found = search(batch, Meter(1_500_000), seed=1)
    assert recount(batch, found)[1] - found.bound <= 1


def test_a_thousand_lengths_are_cut_with_little_work_and_memory():
    batch = random_list(4, 1_000, 1_000, 1_200_000, 5_400_000)
    meter = Meter(350_000)
    found = search(batch, meter, seed=1)
    assert recount(batch, found)[1] <= found.bound + 2
    assert meter.left > -50_000


def test_six_prices_come_with_a_small_gap():
    formats = [(6_000_000, 74, -1), (7_000_000, 84, -1), (8_000_000, 97, -1), (12_000_000, 144, -1)]
    batch = random_list(5, 100, 3_000, 150_000, 5_800_000, formats=formats, kerf=3_000)
    found = search(batch, Meter(600_000), seed=1)
    cost = recount(batch, found)[1]
    assert found.bound <= cost <= found.bound * 1.002


def test_remnants_and_limits_are_respected_and_the_urgent_is_not_left_out():
    formats = [(6_000_000, 600, 6), (2_500_000, 100, 1), (3_100_000, 120, 1)]
    items = [(1_400_000, 9), (900_000, 20), (2_300_000, 30)]
    batch = batch_of(items, formats, kerf=3_000, ranks=[0, 1, 1], remnants=[1, 2])
    found = search(batch, Meter(300_000), seed=1)
    grade = recount(batch, found)
    assert grade[0] == 0
    assert grade[1] > 0
    assert found.bound <= grade[2]


def test_owners_stock_serves_only_whom_it_may():
    items, formats = [(400, 9), (300, 9)], [(1000, 10, -1), (1000, 1, 5)]
    batch = batch_of(items, formats, barred=[(1, 1)])
    found = search(batch, Meter(200_000), seed=1)
    recount(batch, found)
    assert any(one.format == 1 for one in found.chosen)


def test_no_bar_is_cut_more_often_than_allowed():
    batch = random_list(6, 20, 200, 200_000, 2_000_000, formats=[(6_000_000, 1, -1)], max_cuts=3)
    found = search(batch, Meter(300_000), seed=1)
    assert recount(batch, found)[0] == 0


@pytest.mark.parametrize("units", [0, 20_000, 300_000])
def test_the_same_work_and_seed_give_the_same_answer_and_little_is_overdrawn(units):
    batch = random_list(8, 300, 600, 900_000, 5_000_000, kerf=2_000)
    meters = [Meter(units), Meter(units)]
    first, second = (search(batch, meter, seed=5) for meter in meters)
    assert recount(batch, first)[0] == 0
    assert first == second
    assert meters[0].left == meters[1].left > -50_000


def test_a_stopped_clock_still_gives_a_whole_plan():
    batch = random_list(3, 200, 200, 2_400_000, 6_000_000)
    found = search(batch, Meter(1_000_000, lambda: True), seed=1)
    assert found.is_stopped
    assert recount(batch, found)[0] == 0


def long_list(kinds: int = 900):
    rng = np.random.default_rng(5)
    lengths = rng.permutation(np.arange(60_000, 480_000, 400))[:kinds].tolist()
    return batch_of([(length, int(rng.integers(1, 6))) for length in lengths], [(600_000, 6, -1), (1_170_000, 11, -1)])


def test_a_list_too_long_for_its_work_is_planned_whole_all_the_same():
    batch = long_list()
    meter = Meter(1_000)
    found = search(batch, meter, seed=1)
    out, cost = recount(batch, found)[:2]
    assert out == 0
    assert found.bound <= cost <= 1.02 * found.bound
    assert meter.left > -300_000


def test_a_plan_in_items_is_told_in_kinds_and_back():
    batch = batch_of([(300, 4), (300, 2), (200, 5)], [(1_000, 7, -1), (1_000, 7, 2)])
    found = search(batch, Meter(100_000), seed=1)
    task = task_of(batch)
    plan = plan_of(task, found.chosen)
    assert not task.left_out(plan).any()
    assert task.cost(plan) == batch.cost(found.chosen)
