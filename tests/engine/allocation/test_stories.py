"""Small sentras that anyone can plan by hand."""

import dataclasses

import numpy as np
import pytest

from rantai.engine.allocation import AllocationParams, check, expected_ms, solve, solve_group
from rantai.engine.allocation.groups import split
from rantai.engine.plan.answer import REASON_CODES
from rantai.engine.solvers import Status
from tests.engine.allocation.sentra import jobs, reasons, sentra, sound, values

ALL = 1_000_000
ROADS = pytest.mark.parametrize(
    "params", [AllocationParams(), AllocationParams(exact_columns=0)], ids=["exact", "fast"]
)


@ROADS
def test_the_nearest_maker_works_until_it_is_full_and_the_rest_goes_farther(params):
    given = sentra(
        lots=[(0, 0, 1, 100, 1)],
        makers=[(0, 0, 500, 1, ALL, 0), (0, 1, 400, 1, ALL, 1)],
        minutes=[[30] * 4, [1000] * 4],
    )
    answer = sound(given, params)
    assert jobs(answer) == [(0, 0, 0, 30), (0, 0, 1, 30), (0, 1, 0, 40)]
    assert values(answer) == {"on_time": 0, "local_first": 40, "spread_work": 60, "cost": 46_000}
    assert reasons(answer) == [("job", 2, "elsewhere", "capacity_full", "resource", 0, 1, 40, "minutes")]
    assert answer.status == Status.OPTIMAL


@ROADS
def test_late_work_names_the_full_resource_the_week_and_the_minutes(params):
    given = sentra(lots=[(0, 0, 0, 70, 9)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[40, 40, 40, 40]])
    answer = sound(given, params)
    assert jobs(answer) == [(0, 0, 0, 40), (0, 0, 1, 30)]
    assert values(answer)["on_time"] == 30
    assert reasons(answer) == [("lot", 0, "late", "capacity_full", "resource", 0, 0, 30, "minutes")]
    assert answer.status == Status.OPTIMAL


@ROADS
def test_the_first_priority_gets_the_minutes(params):
    lots = [(0, 0, 0, 40, 2), (1, 0, 0, 40, 1)]
    makers = [(0, 0, 1, 1, ALL, 0), (1, 0, 1, 1, ALL, 0)]
    answer = sound(sentra(lots=lots, makers=makers, minutes=[[40, 40]], weeks=2), params)
    assert jobs(answer) == [(0, 0, 1, 40), (1, 1, 0, 40)]
    assert values(answer)["on_time"] == 40 * 4**7


@ROADS
def test_what_does_not_fit_the_horizon_is_short(params):
    given = sentra(lots=[(0, 0, 1, 100, 9)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[30, 30]], weeks=2)
    answer = sound(given, params)
    assert answer.short_quantity.tolist() == [40]
    assert values(answer)["on_time"] == 40 * (1 + 2)
    assert reasons(answer) == [("lot", 0, "short", "capacity_full", "resource", 0, 1, 40, "minutes")]


@ROADS
def test_nobody_makes_it(params):
    answer = sound(sentra(lots=[(0, 0, 1, 5, 1)]), params)
    assert answer.short_quantity.tolist() == [5]
    assert reasons(answer) == [("lot", 0, "short", "no_maker", "item", 0, 3, 5, "pieces")]
    assert answer.status == Status.OPTIMAL


@ROADS
def test_ready_made_arrives_when_no_maker_has_time(params):
    given = sentra(
        lots=[(0, 1, 2, 50, 1)],
        makers=[(0, 0, 10, 1, ALL, 0)],
        offers=[(0, 3, 99, 2, 1)],
        minutes=[[10] * 4],
    )
    answer = sound(given, params)
    assert jobs(answer) == [(0, 0, 1, 10), (0, 0, 2, 10)]
    assert (answer.bought_week.tolist(), answer.bought_quantity.tolist()) == ([2], [30])
    assert values(answer) == {"on_time": 0, "local_first": 120, "spread_work": 30, "cost": 200 + 30 * 99}
    assert reasons(answer) == [("bought", 0, "elsewhere", "capacity_full", "resource", 0, 2, 30, "minutes")]


@ROADS
def test_ready_made_with_a_long_lead_is_late_and_says_so(params):
    answer = sound(sentra(lots=[(0, 0, 1, 5, 9)], offers=[(0, 0, 9, 3, 0)]), params)
    assert answer.bought_week.tolist() == [3]
    assert reasons(answer) == [
        ("bought", 0, "elsewhere", "no_local_maker", "item", 0, 3, 5, "pieces"),
        ("lot", 0, "late", "lead_time", "offer", 0, 1, 2, "weeks"),
    ]


@ROADS
def test_a_long_lead_cannot_finish_in_time(params):
    given = sentra(lots=[(0, 1, 1, 5, 9)], makers=[(0, 0, 1, 2, ALL, 0)], minutes=[[100] * 4])
    answer = sound(given, params)
    assert jobs(answer) == [(0, 0, 2, 5)]
    assert reasons(answer) == [("lot", 0, "late", "lead_time", "capability", 0, 1, 1, "weeks")]


@ROADS
def test_material_holds_work_back(params):
    makers = [(0, 0, 1, 1, ALL, 0)]
    given = sentra(lots=[(0, 0, 0, 10, 9)], makers=makers, minutes=[[100] * 4], limits={0: [4, 4, 10, 10]})
    answer = sound(given, params)
    assert jobs(answer) == [(0, 0, 0, 4), (0, 0, 2, 6)]
    assert reasons(answer) == [("lot", 0, "late", "material_late", "item", 0, 0, 6, "pieces")]
    assert answer.status == Status.OPTIMAL


@ROADS
def test_a_later_limit_binds_earlier_work(params):
    makers = [(0, 0, 1, 1, ALL, 0)]
    given = sentra(lots=[(0, 0, 0, 10, 9)], makers=makers, minutes=[[100] * 4], limits={0: [-1, -1, 3, -1]})
    assert jobs(sound(given, params)) == [(0, 0, 0, 3), (0, 0, 3, 7)]


@ROADS
def test_nobody_gets_more_than_its_largest_share(params):
    makers = [(0, 0, 1, 1, 300_000, 0), (0, 1, 1, 1, ALL, 2)]
    answer = sound(sentra(lots=[(0, 0, 1, 11, 1)], makers=makers, minutes=[[100] * 4] * 2), params)
    assert jobs(answer) == [(0, 0, 0, 3), (0, 1, 0, 8)]
    assert reasons(answer) == [("job", 1, "elsewhere", "share_full", "capability", 0, 1, 8, "pieces")]


@ROADS
def test_the_one_thing_that_helps_is_named_before_two_that_only_help_together(params):
    makers = [(0, 0, 1, 1, 500_000, 0), (0, 1, 1, 2, ALL, 2)]
    answer = sound(sentra(lots=[(0, 0, 0, 20, 9)], makers=makers, minutes=[[10, 100, 100, 100], [100] * 4]), params)
    assert jobs(answer) == [(0, 0, 0, 10), (0, 1, 1, 10)]
    assert reasons(answer) == [
        ("job", 1, "elsewhere", "share_full", "capability", 0, 1, 10, "pieces"),
        # Minutes of week 0 would not help: the share is used up too. A week less of lead would.
        ("lot", 0, "late", "lead_time", "capability", 1, 0, 1, "weeks"),
    ]


def test_no_bench_is_set_up_for_three_pieces():
    makers = [(0, 0, 1, 1, ALL, 0), (0, 1, 1, 1, ALL, 1)]
    given = sentra(lots=[(0, 0, 1, 100, 1)], makers=makers, minutes=[[3, 3, 100, 100], [100] * 4])
    assert sound(given, AllocationParams(exact_columns=0)).job_quantity.tolist() == [100]


def test_three_pieces_are_made_when_they_would_be_late_otherwise():
    makers = [(0, 0, 1, 1, ALL, 0), (0, 1, 1, 1, ALL, 1)]
    given = sentra(lots=[(0, 0, 1, 100, 1)], makers=makers, minutes=[[3, 0, 100, 100], [97, 0, 100, 100]])
    answer = sound(given, AllocationParams(exact_columns=0))
    assert (jobs(answer), values(answer)["on_time"]) == ([(0, 0, 0, 3), (0, 1, 0, 97)], 0)


@ROADS
def test_work_is_spread_evenly_over_equals(params):
    makers = [(0, maker, 10 + maker, 1, ALL, 0) for maker in range(3)]
    lots = [(0, 0, 1, 5, 1), (0, 1, 2, 5, 1), (0, 2, 3, 2, 1)]
    answer = sound(sentra(lots=lots, makers=makers, minutes=[[100] * 4] * 3), params)
    assert values(answer)["spread_work"] == 4
    assert answer.status == Status.OPTIMAL if params.exact_columns else answer.goals[2].status == Status.OPTIMAL


@ROADS
def test_cost_first_passes_a_near_maker_over_and_says_dearer(params):
    makers = [(0, 0, 500, 1, ALL, 0), (0, 1, 400, 1, ALL, 2)]
    given = sentra(lots=[(0, 0, 1, 5, 1)], makers=makers, minutes=[[100] * 4] * 2, goals=("cost", "on_time"))
    answer = sound(given, params)
    assert jobs(answer)[0][1] == 1
    assert [report.goal for report in answer.goals] == ["cost", "on_time", "local_first", "spread_work"]
    assert reasons(answer)[0] == ("job", 0, "elsewhere", "dearer", "capability", 0, 0, 100, "idr")


@ROADS
def test_a_shared_resource_is_shared_to_the_millisecond(params):
    lots = [(0, 0, 0, 9, 1), (1, 0, 0, 9, 2)]
    makers = [(0, 0, 1, 1, ALL, 0), (1, 0, 1, 1, ALL, 0)]
    work = [(0, 0, 7_001), (1, 0, 6_999)]
    given = sentra(lots=lots, makers=makers, work=work, minutes=[[2, 2]], weeks=2)
    answer = sound(given, params)
    assert int(answer.job_quantity[answer.job_week == 0].sum()) == 17
    assert jobs(answer)[0] == (0, 0, 0, 9)


def test_an_exchange_frees_the_only_maker_of_another_lot():
    lots = [(0, 0, 0, 10, 1), (1, 0, 0, 10, 2)]
    makers = [(0, 0, 1, 1, ALL, 0), (0, 1, 9, 1, ALL, 0), (1, 0, 1, 1, ALL, 0)]
    given = sentra(lots=lots, makers=makers, minutes=[[10, 10], [10, 10]], weeks=2)
    answer = sound(given, AllocationParams(exact_columns=0))
    assert jobs(answer) == [(0, 1, 0, 10), (1, 2, 0, 10)]
    assert values(answer)["on_time"] == 0


@ROADS
def test_no_minutes_at_all(params):
    answer = sound(sentra(lots=[(0, 0, 1, 5, 1)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[0] * 4]), params)
    assert answer.short_quantity.tolist() == [5]
    assert reasons(answer)[0][3:] == ("capacity_full", "resource", 0, 3, 5, "minutes")


@ROADS
def test_a_thousand_million_pieces(params):
    makers = [(0, 0, 1, 1, ALL, 0), (0, 1, 1, 1, ALL, 1)]
    lots = [(0, 0, 3, 10**9, 1)]
    answer = sound(sentra(lots=lots, makers=makers, minutes=[[10_000] * 4] * 2), params)
    assert answer.short_quantity.tolist() == [10**9 - 80_000]
    assert answer.goals[0].bound > 0


@ROADS
def test_nothing_to_do(params):
    answer = sound(sentra(lots=[], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[5] * 4]), params)
    assert jobs(answer) == []
    assert answer.status == Status.OPTIMAL


@ROADS
def test_a_sentra_without_anything(params):
    answer = sound(sentra(lots=[]), params)
    assert answer.status == Status.OPTIMAL
    assert [report.objective for report in answer.goals] == [0, 0, 0, 0]


@ROADS
def test_a_lead_beyond_the_horizon_leaves_the_lot_short(params):
    makers, offers = [(0, 0, 1, 2**31, ALL, 0)], [(0, 0, 1, 2**31, 0)]
    answer = sound(sentra(lots=[(0, 2**31, 1, 5, 1)], makers=makers, offers=offers, minutes=[[5] * 4]), params)
    assert answer.short_quantity.tolist() == [5]
    assert reasons(answer)[0][3] == "lead_time"
    assert answer.status == Status.OPTIMAL


def test_totals_that_would_not_fit_are_refused():
    given = sentra(lots=[(0, 0, 1, 2**45, 1)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[5] * 4])
    answer = solve(given, AllocationParams())
    assert answer.status == Status.INVALID
    assert any("2^62" in fault for fault in answer.faults)
    assert check(given, answer) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"lot_quantity": np.array([0])}, "lot_quantity"),
        ({"lot_item": np.array([7])}, "lot_item"),
        ({"lot_need_week": np.array([4])}, "lot_need_week"),
        ({"lot_priority": np.array([1, 2])}, "lot_"),
        ({"lot_quantity": np.array([1.5])}, "whole"),
        ({"cap_lead_weeks": np.array([0])}, "cap_lead_weeks"),
        ({"work_ms": np.array([0])}, "work_ms"),
        (
            {
                "work_capability": np.zeros(0, np.int64),
                "work_resource": np.zeros(0, np.int64),
                "work_ms": np.zeros(0, np.int64),
                "work_setup_ms": np.zeros(0, np.int64),
            },
            "no work",
        ),
        ({"capacity_minutes": np.array([[-1, 0, 0, 0]])}, "capacity_minutes"),
        ({"capacity_minutes": np.array([[1, 0]])}, "shape"),
        ({"goals": ("on_time", "on_time")}, "goals"),
        ({"goals": ("beauty",)}, "goals"),
        ({"weeks": 0}, "weeks"),
        ({"cap_price_idr_each": np.array([2**61])}, "2^62"),
    ],
)
def test_unusable_input_is_invalid_and_says_where(changes, word):
    fine = sentra(lots=[(0, 0, 1, 5, 1)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[5] * 4])
    answer = solve(dataclasses.replace(fine, **changes), AllocationParams())
    assert answer.status == Status.INVALID
    assert any(word in fault for fault in answer.faults)


def test_the_safety_net_leaves_a_sound_plan():
    given = sentra(lots=[(0, 0, 0, 70, 1)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[40] * 4])
    answer = solve(given, AllocationParams(), out_of_time=lambda: True)
    assert check(given, answer) == []
    assert answer.status == Status.TIMEOUT
    assert values(answer)["on_time"] == 30 * 4**8


def test_progress_counts_lots_group_by_group():
    seen = []
    given = sentra(lots=[(0, 0, 1, 5, 1), (1, 0, 2, 5, 1)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[40] * 4])
    solve(given, AllocationParams(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_groups_answered_by_somebody_else_make_the_same_answer():
    lots = [(item, 0, 1 + item % 3, 5 + item, 1) for item in range(5)]
    makers = [(item, item // 2, 1 + item, 1, ALL, 0) for item in range(5)]
    given, sizes = sentra(lots=lots, makers=makers, minutes=[[12] * 4] * 3), []

    def answered(groups):
        sizes.extend(group.n_lots for group in groups)
        return [solve_group(group, AllocationParams()) for group in groups]

    there, here = solve(given, AllocationParams(), answered=answered), solve(given, AllocationParams())
    assert sizes == [2, 2, 1]
    assert there.goals == here.goals
    assert jobs(there) == jobs(here) != []
    assert reasons(there) == reasons(here)
    assert all(expected_ms(group.given) > 0 for group in split(given))


def test_reasons_speak_the_plan_s_words():
    text = [code for code in ("capacity_full", "share_full", "no_local_maker", "no_maker", "material_late")]
    assert {*text, "lead_time", "dearer"} <= set(REASON_CODES)


def test_knobs_out_of_range_are_refused():
    for bad in (
        {"exact_nodes": 0},
        {"swaps": -1},
        {"safety_seconds": 0.0},
        {"bound_columns": 10**7},
        {"batch_lot_ppm": -1},
    ):
        with pytest.raises(ValueError, match="must lie between"):
            AllocationParams(**bad)
