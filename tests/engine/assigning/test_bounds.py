"""Bounds never pass what trying everything finds."""

import numpy as np
import pytest

from rantai.engine.assigning.bounds import Worths, capacity_prices
from rantai.engine.assigning.proofs import reasons
from rantai.engine.assigning.tables import LARGEST, Assignment
from rantai.engine.assigning.view import View
from rantai.engine.solvers.effort import Meter
from tests.engine.assigning.tiny import draw, least


def bound(given, work=3_000):
    view = View.of(given)
    worths = Worths(view, capacity_prices(view, Meter(work)), work)
    worths.better(view.largest * view.jobs + 1, Meter(work))
    return view.base + worths.bound


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_no_plan_costs_less_than_the_bound(first):
    for seed in range(first, first + 100):
        given = draw(seed, largest=9)
        best = least(given)
        if best is None or reasons(given):
            continue
        assert bound(given) <= best, seed


@pytest.mark.parametrize("times", [LARGEST // 12, 10**9 + 7, 12_345])
def test_nor_with_numbers_that_are_as_large_as_they_may_be(times):
    for seed in range(60):
        small = draw(seed, tight=0.9)
        given = Assignment(small.cost * times, small.use * times, np.minimum(small.capacity * times, LARGEST))
        best = least(given)
        if best is not None and not reasons(given):
            assert bound(given, 600) <= best, seed


def test_the_bound_meets_the_best_plan_where_knapsacks_alone_decide():
    """One maker is cheap and holds one job; the other has plenty of room: worth 4 for the job that saves least."""
    given = Assignment(np.array([[1, 1], [5, 9]]), np.array([[3, 3], [1, 1]]), np.array([3, 9]))
    assert bound(given) == least(given) == 6
