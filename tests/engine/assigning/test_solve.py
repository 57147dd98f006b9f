"""Plans for jobs that go whole to one maker, against trying everything."""

import numpy as np
import pytest

from rantai.engine.assigning import AssigningParams, faults, solve
from rantai.engine.assigning.generate import drawn
from rantai.engine.assigning.tables import LARGEST, Assignment
from tests.engine.assigning.tiny import asked, draw, least

LITTLE = AssigningParams(work_units=20_000)


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_tiny_questions_are_answered_as_by_trying_everything(first):
    for seed in range(first, first + 50):
        given = draw(seed)
        answer, best = solve(given, LITTLE), least(given)
        assert faults(given, answer) == []
        assert answer.objective == best, seed
        assert answer.status != "infeasible" or best is None, seed
        assert answer.bound is None or best is None or answer.bound <= best, seed


def test_a_job_that_fits_nowhere_is_named():
    answer = solve(asked([[1, 1], [1, 1]], [[2, 9], [2, 8]], [5, 5]))
    assert (answer.status, answer.objective, answer.bound) == ("infeasible", None, None)
    assert [(one.code, one.values["job"], one.values["least_use"]) for one in answer.reasons] == [
        ("job_fits_nowhere", 1, 8)
    ]


def test_more_work_than_all_capacity_is_told_with_both_sums():
    answer = solve(asked([[1, 1, 1]] * 2, [[4, 4, 4]] * 2, [5, 6]))
    assert answer.status == "infeasible"
    assert answer.reasons[-1].values == {"least_use": 12, "capacity": 11}


def test_a_cost_may_be_negative_a_gain():
    answer = solve(asked([[-5, 3], [2, -7]], [[1, 1], [1, 1]], [1, 1]), LITTLE)
    assert (answer.status, answer.objective, answer.maker.tolist()) == ("optimal", -12, [0, 1])


def test_the_largest_numbers_are_kept_exactly():
    cost = [[LARGEST, LARGEST - 1, LARGEST], [LARGEST - 3, LARGEST, LARGEST]]
    answer = solve(asked(cost, [[LARGEST // 2] * 3] * 2, [LARGEST, LARGEST]), LITTLE)
    assert answer.objective == 3 * LARGEST - 4
    assert answer.bound <= answer.objective


def test_equal_work_gives_equal_plans():
    made = drawn("D:5x40", 3)
    given = Assignment(made.cost, made.use, made.capacity)
    one, two = (solve(given, AssigningParams(60_000)) for _ in range(2))
    assert one.maker.tolist() == two.maker.tolist()
    assert one.bound == two.bound


def test_a_clock_that_is_over_leaves_a_marked_answer():
    made = drawn("E:10x60", 1)
    answer = solve(Assignment(made.cost, made.use, made.capacity), out_of_time=lambda: True)
    assert answer.status in {"timeout", "optimal"}


def test_every_better_plan_is_handed_over_and_sound():
    made = drawn("C:5x50", 2)
    given, heard = Assignment(made.cost, made.use, made.capacity), []
    answer = solve(given, AssigningParams(200_000), keep=heard.append)
    costs = [one.objective for one in heard]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == answer.objective
    assert all(faults(given, one) == [] for one in heard)


@pytest.mark.parametrize("kind", "ABCDE")
def test_every_published_class_gets_a_plan_near_its_bound(kind):
    made = drawn(f"{kind}:5x60", 1)
    given = Assignment(made.cost, made.use, made.capacity)
    answer = solve(given, AssigningParams(400_000))
    assert faults(given, answer) == []
    assert answer.objective <= answer.bound * 1.02


def test_params_are_refused_at_birth():
    for wrong in ({"work_units": 0}, {"seed": -1}):
        with pytest.raises(ValueError, match="must be"):
            AssigningParams(**wrong)


def test_a_question_of_the_wrong_shape_is_refused_at_birth():
    with pytest.raises(ValueError, match="tables"):
        asked([[1, 2]], [[1]], [1])
    with pytest.raises(ValueError, match="use holds"):
        asked([[1]], [[-1]], [1])
    with pytest.raises(ValueError, match="pairs"):
        Assignment(np.zeros((1, 0), np.int64), np.zeros((1, 0), np.int64), np.zeros(1, np.int64))
