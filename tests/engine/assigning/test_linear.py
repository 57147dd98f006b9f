"""Large questions are priced by the linear relaxation: near its value, never above a plan, alike for equal work."""

import numpy as np
import pytest

from rantai.engine.assigning import AssigningParams, Assignment, bounds, linear, solve
from rantai.engine.assigning.bounds import capacity_prices, priced_bound
from rantai.engine.assigning.check import faults
from rantai.engine.assigning.generate import drawn
from rantai.engine.assigning.linear import linear_prices
from rantai.engine.assigning.proofs import reasons
from rantai.engine.assigning.tables import LARGEST
from rantai.engine.assigning.view import View
from rantai.engine.solvers import LinearModel
from rantai.engine.solvers import solve as ask
from rantai.engine.solvers.effort import Meter
from tests.engine.assigning.tiny import draw, least

WORK = 2_000_000


def relaxed(given):
    """The value of the linear relaxation with every pair in it, written down a second time."""
    makers, jobs = given.cost.shape
    column = np.arange(makers * jobs)
    report = ask(
        LinearModel.of(
            col_cost=given.cost.ravel(),
            col_lower=np.zeros(len(column)),
            col_upper=np.where(given.use > given.capacity[:, None], 0.0, 1.0).ravel(),
            row_lower=[1] * jobs + [-np.inf] * makers,
            row_upper=[1] * jobs + given.capacity.tolist(),
            entry_row=np.concatenate([column % jobs, jobs + column // jobs]),
            entry_col=np.tile(column, 2),
            entry_value=np.concatenate([np.ones(len(column)), given.use.ravel()]),
        )
    )
    assert report.status == "optimal"
    return report.objective


@pytest.fixture(scope="module")
def large():
    return Assignment(*drawn("E:40x400", 1))


@pytest.fixture(scope="module")
def answer(large):
    return solve(large, AssigningParams(WORK))


def test_the_bound_of_a_large_question_is_near_the_linear_one_and_below_the_plan(large, answer):
    assert not faults(large, answer)
    assert 0.999 * relaxed(large) <= answer.bound <= answer.objective
    assert answer.objective <= 1.005 * answer.bound


def test_equal_work_gives_an_equal_answer(large, answer):
    again = solve(large, AssigningParams(WORK))
    assert (again.objective, again.bound, again.maker.tolist()) == (
        answer.objective, answer.bound, answer.maker.tolist(),
    )  # fmt: skip


def test_prices_reach_the_linear_value_with_few_makers_of_a_job_in_the_model_at_first(large, monkeypatch):
    monkeypatch.setattr(linear, "WIDE", 1)
    view = View.of(large)
    found = linear_prices(view, np.zeros(view.makers), Meter(10**8))
    value = view.base + priced_bound(view, found.price)
    assert relaxed(large) - 1 <= value <= relaxed(large) + 1


def test_small_questions_and_little_work_are_left_to_the_walk_over_prices(large):
    small = View.of(Assignment(*drawn("E:20x200", 1)))
    assert linear_prices(small, np.zeros(20), Meter(10**8)) is None
    assert linear_prices(View.of(large), np.zeros(40), Meter(10_000)) is None


@pytest.mark.parametrize("times", [1, 12_345, 10**9 + 7, LARGEST // 12])
def test_no_plan_costs_less_than_capacity_priced_either_way(times, monkeypatch):
    for module in (bounds, linear):
        monkeypatch.setattr(module, "LARGE", 1)
    for seed in range(120):
        small = draw(seed)
        given = Assignment(small.cost * times, small.use * times, np.minimum(small.capacity * times, LARGEST))
        best = least(given)
        if best is None or reasons(given):
            continue
        view = View.of(given)
        found = linear_prices(view, capacity_prices(view, Meter(3_000)), Meter(10**6))
        worths = bounds.Worths(view, found.price, 3_000, found.worth)
        worths.better(view.largest * view.jobs + 1, Meter(3_000))
        assert view.base + worths.bound <= best, seed
        assert view.base + priced_bound(view, found.price) <= best, seed
