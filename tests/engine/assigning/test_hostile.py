"""Questions that nobody asks kindly."""

import os
import subprocess
import sys

import numpy as np
import pytest

from rantai.engine.assigning import AssigningParams, Assignment, faults, plain, solve
from rantai.engine.assigning.generate import drawn
from rantai.engine.assigning.tables import LARGEST
from tests.engine.assigning.tiny import asked, draw, least

LITTLE = AssigningParams(work_units=20_000)


def test_no_plan_is_proven_by_trying_everything_where_sums_do_not_tell():
    answer = solve(asked([[1, 1, 1]] * 2, [[3, 3, 3]] * 2, [5, 5]), LITTLE)
    assert (answer.status, answer.objective, answer.bound) == ("infeasible", None, None)
    assert [one.code for one in answer.reasons] == ["no_way_to_give_out"]


def test_zero_capacity_holds_jobs_that_use_nothing():
    answer = solve(asked([[4, 2], [3, 9]], [[0, 0], [0, 1]], [0, 0]), LITTLE)
    assert (answer.status, answer.objective, answer.maker.tolist()) == ("optimal", 5, [1, 0])


def test_zero_capacity_for_real_work_is_told():
    assert solve(asked([[1]], [[1]], [0])).reasons[0].values == {"job": 0, "least_use": 1, "most_capacity": 0}


def test_one_job_and_one_maker():
    answer = solve(asked([[7]], [[5]], [5]), LITTLE)
    assert (answer.status, answer.objective, answer.bound) == ("optimal", 7, 7)


def test_many_jobs_of_one_maker():
    answer = solve(asked([list(range(200))], [[1] * 200], [200]), LITTLE)
    assert (answer.status, answer.objective) == ("optimal", 199 * 100)


def test_all_costs_the_same():
    answer = solve(asked([[LARGEST] * 30] * 4, [[2] * 30] * 4, [16] * 4), LITTLE)
    assert (answer.status, answer.objective) == ("optimal", 30 * LARGEST)


@pytest.mark.parametrize("times", [1, 10**9])
def test_numbers_of_any_size_end_with_a_sound_answer(times):
    made = drawn("D:5x30", 1)
    given = Assignment(made.cost * times, made.use * times, made.capacity * times)
    answer = solve(given, AssigningParams(100_000))
    assert faults(given, answer) == []
    assert answer.objective is not None


def test_plain_plans_are_sound_wherever_one_is_easily_found():
    found = 0
    for seed in range(200):
        given = draw(seed)
        answer = plain(given)
        assert faults(given, answer) == []
        assert (answer.status != "infeasible") or least(given) is None
        found += answer.objective is not None
    assert found > 100


def test_equal_bytes_for_any_hash_seed():
    start = "from rantai.cli import main; main()"
    words = [sys.executable, "-c", start, "bench", "assign", "--generate", "E:5x25", "--work", "60000"]
    said = []
    for seed in ("0", "1", "77"):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [*words, "--seconds", "300"], env=surroundings, capture_output=True, check=True, text=True
        )
        said.append([line for line in done.stdout.splitlines() if not line.startswith('"seconds"')])
    assert said[0] == said[1] == said[2]


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1_000, 6_000, 250))
def test_thousands_of_tiny_questions_are_answered_as_by_trying_everything(first):
    for seed in range(first, first + 250):
        given = draw(seed)
        answer, best = solve(given, LITTLE), least(given)
        assert faults(given, answer) == []
        assert answer.objective == best, seed
        assert (answer.status == "infeasible") == (best is None), seed


def test_a_large_question_gets_a_plan_within_little_work():
    made = drawn("D:80x1000", 1)
    given = Assignment(made.cost, made.use, made.capacity)
    answer = solve(given, AssigningParams(300_000))
    assert faults(given, answer) == []
    assert answer.objective is not None
    assert np.isfinite(answer.bound)
