"""A linear model goes in as arrays; the report says what was found and what is proven."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from rantai.engine.solvers import LinearModel, Status, WorkBudget, solve, solver


def two_products(**changes):
    """Two products share 8 hours; profit 3 and 2; x needs 2 hours, y 1; at most 6 of y."""
    parts = {
        "col_cost": [-3.0, -2.0],
        "col_lower": [0, 0],
        "col_upper": [10, 6],
        "row_lower": [-np.inf],
        "row_upper": [8.0],
        "entry_row": [0, 0],
        "entry_col": [0, 1],
        "entry_value": [2.0, 1.0],
    }
    return LinearModel.of(**{**parts, **changes})


def test_a_fractional_model_is_solved_and_its_bound_meets_the_objective():
    report = solve(two_products())
    assert report.status == Status.OPTIMAL
    assert report.values.tolist() == [1.0, 6.0]
    assert report.objective == -15
    assert report.bound <= -15
    assert report.bound == pytest.approx(-15)
    assert report.gap < 1e-9


def test_duals_price_the_row():
    assert solve(two_products()).row_duals.tolist() == [-1.5]


def test_whole_numbers_are_whole():
    report = solve(two_products(row_upper=[7.0], col_integer=[True, True]))
    assert report.objective == -13
    assert report.values.tolist() == [1.0, 5.0]
    assert -13.001 < report.bound <= -13


def test_infeasible_is_an_answer():
    report = solve(two_products(row_lower=[100.0], row_upper=[200.0]))
    assert report.status == Status.INFEASIBLE
    assert not report.has_values


def test_unbounded_is_a_fault_of_the_model():
    report = solve(two_products(col_upper=[np.inf, np.inf], row_upper=[np.inf]))
    assert report.status == Status.INVALID
    assert report.faults


@pytest.mark.parametrize(
    "changes",
    [
        {"col_cost": [np.nan, 1]},
        {"col_cost": [2.0**62, 1]},
        {"entry_value": [np.inf, 1]},
        {"entry_value": [1e16, 1]},
        {"col_lower": [5, 0], "col_upper": [4, 0]},
        {"row_lower": [9.0], "row_upper": [8.0]},
        {"row_upper": [-(2.0**62)], "row_lower": [-np.inf]},
        {"entry_row": [0, 0], "entry_col": [1, 1]},
        {"entry_row": [0, 1]},
        {"col_upper": [1.0]},
    ],
)
def test_a_bad_model_is_invalid_and_says_why(changes):
    report = solve(two_products(**changes))
    assert report.status == Status.INVALID
    assert report.faults
    with pytest.raises(ValueError, match=r"not|above|two|outside"):
        solver().session(two_products(**changes))


def test_columns_come_later_and_the_session_goes_on_from_there():
    session = solver().session(two_products())
    first = session.solve(WorkBudget())
    session.add_columns(
        LinearModel.of(
            col_cost=[-10],
            col_lower=[0],
            col_upper=[1],
            row_lower=[0],
            row_upper=[0],
            entry_row=[0],
            entry_col=[0],
            entry_value=[1],
        )
    )
    second = session.solve(WorkBudget())
    assert (first.objective, second.objective) == (-15, -23.5)
    assert second.values.tolist() == [0.5, 6.0, 1.0]


def test_a_whole_column_that_comes_later_stays_whole():
    session = solver().session(two_products(col_cost=[0.0, 0.0]))
    more = two_products(col_cost=[-1.0, 0.0], col_upper=[3, 3], entry_value=[3.0, 1.0], col_integer=[True, False])
    session.add_columns(more)
    assert session.solve(WorkBudget()).values[2] == 2


def test_goals_in_order():
    session = solver().session(two_products(col_cost=[-1.0, -1.0]))
    pieces = session.solve(WorkBudget())
    session.fix_goal(session.model.col_cost, pieces.objective)
    session.set_cost(np.array([1.0, 0.0]))
    assert pieces.objective == -7
    assert session.solve(WorkBudget()).objective == pytest.approx(1)


def test_bounds_of_columns_can_change():
    session = solver().session(two_products())
    session.set_col_bounds(np.array([1]), np.array([0.0]), np.array([0.0]))
    assert session.solve(WorkBudget()).objective == -12
    with pytest.raises(ValueError, match="lower bound"):
        session.set_col_bounds(np.array([1]), np.array([2.0]), np.array([1.0]))


def test_the_safety_net_ends_as_timeout_and_claims_nothing_false():
    report = solve(hard_knapsack(), WorkBudget(seconds=1e-6))
    assert report.status == Status.TIMEOUT
    assert report.bound <= solve(hard_knapsack()).objective


def test_a_node_budget_ends_the_search_with_what_it_has():
    budget = WorkBudget(nodes=1)
    first, again = solve(hard_knapsack(), budget), solve(hard_knapsack(), budget)
    assert first.status in (Status.FEASIBLE, Status.OPTIMAL)
    assert first.bound <= solve(hard_knapsack()).objective + 1e-6
    assert first.values.tolist() == again.values.tolist()


def hard_knapsack():
    """Weights that no greedy rule packs well: several rows, whole numbers."""
    generator = np.random.default_rng(7)
    weights = generator.integers(50, 150, (5, 30)).astype(float)
    rows, cols = np.indices(weights.shape)
    return LinearModel.of(
        col_cost=-(weights.sum(axis=0) + generator.integers(0, 20, 30)),
        col_lower=np.zeros(30),
        col_upper=np.ones(30),
        row_lower=np.full(5, -np.inf),
        row_upper=weights.sum(axis=1) // 2,
        entry_row=rows.ravel(),
        entry_col=cols.ravel(),
        entry_value=weights.ravel(),
        col_integer=np.ones(30, dtype=bool),
    )


def test_nothing_to_decide():
    empty = {name: [] for name in ("col_cost", "col_lower", "col_upper", "entry_row", "entry_col", "entry_value")}
    assert solve(LinearModel.of(**empty, row_lower=[0], row_upper=[1])).status == Status.OPTIMAL
    assert solve(LinearModel.of(**empty, row_lower=[1], row_upper=[1])).status == Status.INFEASIBLE


def test_a_covering_model_without_upper_bounds_has_a_proven_bound():
    report = solve(
        LinearModel.of(
            col_cost=[1, 1, 1],
            col_lower=[0, 0, 0],
            col_upper=[np.inf] * 3,
            row_lower=[7, 5],
            row_upper=[np.inf, np.inf],
            entry_row=[0, 1, 0, 1],
            entry_col=[0, 1, 2, 2],
            entry_value=[3, 2, 1, 1],
        )
    )
    assert report.objective - 1e-6 < report.bound <= report.objective


def test_a_budget_without_work_is_refused():
    for bad in ({"nodes": 0}, {"simplex_iterations": 0}, {"gap_ppm": -1}, {"seconds": 0.0}):
        with pytest.raises(ValueError, match=r"budget|safety"):
            WorkBudget(**bad)


small = st.integers(-9, 9)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 4), st.integers(1, 3), st.booleans())
def test_bound_and_objective_agree_with_another_program(data, n_cols, n_rows, whole):
    cost = data.draw(st.lists(small, min_size=n_cols, max_size=n_cols))
    matrix = np.array(
        data.draw(st.lists(st.lists(small, min_size=n_cols, max_size=n_cols), min_size=n_rows, max_size=n_rows))
    )
    upper = np.array(data.draw(st.lists(st.integers(-5, 20), min_size=n_rows, max_size=n_rows)))
    rows, cols = np.indices(matrix.shape)
    model = LinearModel.of(
        col_cost=cost,
        col_lower=np.zeros(n_cols),
        col_upper=np.full(n_cols, 7.0),
        row_lower=np.full(n_rows, -np.inf),
        row_upper=upper,
        entry_row=rows.ravel(),
        entry_col=cols.ravel(),
        entry_value=matrix.ravel(),
        col_integer=np.full(n_cols, whole),
    )
    report = solve(model)
    other = milp(
        cost, constraints=LinearConstraint(matrix, -np.inf, upper), bounds=Bounds(0, 7), integrality=int(whole)
    )
    if other.status == 2:
        assert report.status == Status.INFEASIBLE
    else:
        assert report.status == Status.OPTIMAL
        assert report.objective == pytest.approx(other.fun, abs=1e-6)
        assert report.bound <= other.fun + 1e-9
        assert report.bound == pytest.approx(other.fun, abs=1e-4)


def knapsack(count: int = 40) -> LinearModel:
    """Whole columns that are hard to choose: sizes and worths nearly alike."""
    draw = np.random.default_rng(7)
    sizes = draw.integers(1_000, 1_100, (3, count)).astype(float)
    return LinearModel.of(
        col_cost=-(sizes.sum(axis=0) + draw.integers(0, 5, count)),
        col_lower=np.zeros(count),
        col_upper=np.ones(count),
        row_lower=np.full(3, -np.inf),
        row_upper=np.full(3, 0.49 * sizes[0].sum()),
        entry_row=np.repeat(np.arange(3), count),
        entry_col=np.tile(np.arange(count), 3),
        entry_value=sizes.ravel(),
        col_integer=np.ones(count, dtype=bool),
    )


def test_a_search_that_begins_with_a_solution_ends_with_none_worse():
    model = knapsack()
    first = np.zeros(model.n_cols)
    first[:19] = 1.0
    session = solver().session(model)
    session.start_from(first)
    report = session.solve(WorkBudget(nodes=1, looks=1))
    assert report.has_values and report.objective <= float(model.col_cost @ first) + 1e-6


def test_a_start_must_have_a_value_for_every_column():
    with pytest.raises(ValueError, match="every column"):
        solver().session(knapsack()).start_from(np.zeros(3))


def test_looks_end_a_search_at_the_same_place_every_time():
    reports = [solver().solve(knapsack(), WorkBudget(looks=30)) for _ in range(2)]
    assert reports[0].status != Status.OPTIMAL
    assert reports[0].iterations == reports[1].iterations and reports[0].objective == reports[1].objective
    assert reports[0].bound <= reports[0].objective
