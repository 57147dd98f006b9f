"""What the search for bars finds: known optima, limits, huge numbers, and the same answer every time."""

import numpy as np
import pytest

from rantai.engine.cutting.bars import search
from rantai.engine.cutting.effort import Meter
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
