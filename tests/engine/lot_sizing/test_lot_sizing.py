"""Lots under capacities: sound, bounded, equal for equal work, and as good as every pattern of tiny questions says."""

from __future__ import annotations

import numpy as np
import pytest

from rantai.engine.lot_sizing import LotQuestion, cost, faults, solve
from rantai.engine.lot_sizing.classes import drawn
from rantai.engine.solvers.effort import Meter
from tests.engine.lot_sizing.family import optimum, question

WORK = 60_000
NEAR = 1e-6


def generated(spec: str, seed: int = 1) -> LotQuestion:
    document = drawn(spec, seed)
    assert document is not None
    return LotQuestion(*(np.array(document[key], dtype=float) for key in document))


@pytest.mark.parametrize("seed", range(60))
def test_tiny_questions_are_answered_as_all_patterns_say(seed: int) -> None:
    asked = question(seed)
    best, found = optimum(asked), solve(asked, Meter(WORK))
    if best is None:
        assert found.quantity is None
        return
    assert found.quantity is not None and found.objective is not None and found.bound is not None
    assert faults(asked, found.quantity) == []
    assert found.bound <= best * (1 + NEAR) + NEAR
    assert found.objective == pytest.approx(best, rel=NEAR, abs=NEAR)


def test_what_is_called_infeasible_has_no_plan() -> None:
    said = [seed for seed in range(200, 320) if solve(question(seed, 2, 2), Meter(1_000)).status == "infeasible"]
    assert said
    assert [seed for seed in said if optimum(question(seed, 2, 2)) is not None] == []


@pytest.mark.parametrize("spec", ["trigeiro-F", "trigeiro-F-u85", "trigeiro-N12-T15-u95-b2-s11-v35"])
def test_a_generated_instance_is_answered_with_a_close_bound(spec: str) -> None:
    asked = generated(spec)
    found = solve(asked, Meter(600_000))
    assert found.quantity is not None and found.objective is not None and found.bound is not None
    assert faults(asked, found.quantity) == []
    assert found.objective == pytest.approx(cost(asked, found.quantity), rel=1e-12)
    assert found.bound <= found.objective <= 1.06 * found.bound


def test_equal_work_gives_an_equal_answer() -> None:
    asked = generated("trigeiro-F", 4)
    one, other = (solve(asked, Meter(300_000)) for _ in range(2))
    assert one.objective == other.objective and one.bound == other.bound
    assert one.quantity is not None and other.quantity is not None
    assert one.quantity.tobytes() == other.quantity.tobytes()


def test_the_clock_ends_a_search_with_the_best_so_far() -> None:
    calls = iter(range(10**9))
    found = solve(generated("trigeiro-G"), Meter(10**9, lambda: next(calls) > 40))
    assert found.status == "timeout" and found.quantity is not None
    assert faults(generated("trigeiro-G"), found.quantity) == []


def test_the_stranger_sees_every_kind_of_fault() -> None:
    asked = LotQuestion(*(np.array(row, dtype=float) for row in ([[5], [5]], [8, 8], [1], [1], [10], [1])))
    assert faults(asked, np.array([[5.0], [5.0]])) == []
    assert cost(asked, np.array([[5.0], [5.0]])) == 20
    assert cost(asked, np.array([[6.0], [4.0]])) == 21
    assert [one.kind for one in faults(asked, np.array([[10.0], [0.0]]))] == ["overload"]
    assert [one.kind for one in faults(asked, np.array([[4.0], [6.0]]))] == ["late"]
    assert {one.kind for one in faults(asked, np.array([[-1.0], [11.0]]))} == {"negative", "late", "overload"}


def test_nothing_wanted_costs_nothing() -> None:
    asked = LotQuestion(*(np.array(row, dtype=float) for row in ([[0], [0]], [0, 0], [1], [1], [10], [1])))
    found = solve(asked, Meter(1_000))
    assert (found.status, found.objective, found.bound) == ("optimal", 0.0, 0.0)


def test_a_period_without_hours_is_named() -> None:
    asked = LotQuestion(*(np.array(row, dtype=float) for row in ([[5], [5]], [0, 20], [1], [1], [10], [1])))
    found = solve(asked, Meter(1_000))
    assert (found.status, found.first_short_period, found.short_hours) == ("infeasible", 0, 6.0)
