"""Set-ups, tools, trials, customers, roads, and minutes for money: small sentras that anyone can plan by hand."""

import dataclasses

import numpy as np
import pytest

from rantai.engine.allocation import AllocationParams, check, solve
from rantai.engine.solvers import Status
from tests.engine.allocation.sentra import jobs, reasons, sentra, sound, values

ALL = 1_000_000
ROADS = pytest.mark.parametrize(
    "params", [AllocationParams(), AllocationParams(exact_columns=0)], ids=["exact", "fast"]
)
NEAR_AND_FAR = [(0, 0, 500, 1, ALL, 0), (0, 1, 400, 1, ALL, 1)]


def with_rules(given, **rules):
    columns = {name: np.array(value, dtype=np.int64) for name, value in rules.items()}
    return dataclasses.replace(given, **columns)


@ROADS
def test_setting_up_takes_minutes_once_a_week(params):
    given = sentra(lots=[(0, 0, 1, 60, 1)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[40, 40, 40, 40]])
    answer = sound(with_rules(given, work_setup_ms=[10 * 60_000]), params)
    assert jobs(answer) == [(0, 0, 0, 30), (0, 0, 1, 30)]
    assert any("ms of work" in fault for fault in check(with_rules(given, work_setup_ms=[11 * 60_000]), answer))


@ROADS
def test_two_lots_of_one_week_are_set_up_for_once(params):
    lots = [(0, 0, 0, 15, 1), (0, 0, 0, 15, 1)]
    given = sentra(lots=lots, makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[40, 0, 0, 0]])
    assert sound(with_rules(given, work_setup_ms=[10 * 60_000]), params).short_quantity.tolist() == [0, 0]


@ROADS
def test_a_maker_without_the_tool_makes_nothing_and_the_reason_says_so(params):
    given = sentra(lots=[(0, 0, 1, 10, 1)], makers=NEAR_AND_FAR, minutes=[[100] * 4] * 2)
    ruled = with_rules(given, cap_has_tool=[0, 1])
    answer = sound(ruled, params)
    assert jobs(answer) == [(0, 1, 0, 10)]
    assert reasons(answer) == [("job", 0, "elsewhere", "tool_elsewhere", "capability", 0, 1, 10, "pieces")]
    assert any("tool" in fault for fault in check(with_rules(given, cap_has_tool=[1, 0]), answer))


@ROADS
def test_a_maker_on_trial_makes_no_more_than_its_trial(params):
    given = sentra(lots=[(0, 0, 1, 10, 1)], makers=NEAR_AND_FAR, minutes=[[100] * 4] * 2)
    answer = sound(with_rules(given, cap_most_pieces=[4, -1]), params)
    assert jobs(answer) == [(0, 0, 0, 4), (0, 1, 0, 6)]
    assert reasons(answer) == [("job", 1, "elsewhere", "trial_full", "capability", 0, 1, 6, "pieces")]
    assert any("trial" in fault for fault in check(with_rules(given, cap_most_pieces=[3, -1]), answer))


@ROADS
def test_nobody_gives_more_of_an_item_than_one_source_may(params):
    given = sentra(lots=[(0, 0, 1, 10, 1)], makers=NEAR_AND_FAR, minutes=[[100] * 4] * 2)
    answer = sound(with_rules(given, item_source_ppm=[500_000]), params)
    assert jobs(answer) == [(0, 0, 0, 5), (0, 1, 0, 5)]
    assert reasons(answer)[0][3] == "source_full"
    assert any("one source" in fault for fault in check(with_rules(given, item_source_ppm=[400_000]), answer))


@ROADS
def test_a_seller_too_gives_no_more_than_one_source_may(params):
    given = sentra(lots=[(0, 0, 1, 10, 1)], offers=[(0, 0, 9, 1, 0), (0, 1, 9, 1, 1)], minutes=[])
    answer = sound(with_rules(given, item_source_ppm=[700_000]), params)
    assert answer.bought_quantity.tolist() == [7, 3]


@ROADS
def test_a_maker_works_no_more_for_one_customer_than_it_may(params):
    lots = [(0, 0, 1, 10, 1), (0, 0, 1, 10, 1)]
    given = sentra(lots=lots, makers=NEAR_AND_FAR, minutes=[[100] * 4] * 2)
    ruled = with_rules(given, lot_customer=[0, 1], maker_customer_minutes=[6, -1])
    answer = sound(ruled, params)
    assert values(answer)["local_first"] == 8
    assert {reason[3] for reason in reasons(answer)} == {"customer_full"}
    tighter = with_rules(given, lot_customer=[0, 1], maker_customer_minutes=[5, -1])
    assert any("for customer" in fault for fault in check(tighter, answer))


@ROADS
def test_a_week_on_the_road_is_a_week_later_and_its_cost_counts(params):
    given = sentra(lots=[(0, 0, 2, 10, 1)], makers=[(0, 0, 100, 1, ALL, 1)], minutes=[[0, 4, 4, 4]])
    answer = sound(with_rules(given, cap_transport_weeks=[1], cap_transport_idr_each=[7]), params)
    assert jobs(answer) == [(0, 0, 1, 4), (0, 0, 2, 4)]
    assert answer.short_quantity.tolist() == [2]  # made in week 3 they would arrive behind the end
    assert values(answer)["cost"] == 8 * 107
    assert values(answer)["on_time"] == (4 * 1 + 2 * (4 + 2)) * 4**8


def test_a_smallest_share_is_given_first_where_nothing_suffers():
    makers = [(0, 0, 5, 1, ALL, 0), (0, 1, 5, 1, ALL, 0)]
    given = sentra(lots=[(0, 0, 1, 10, 1)], makers=makers, minutes=[[100] * 4] * 2)
    answer = sound(with_rules(given, cap_min_share_ppm=[0, ALL]), AllocationParams(exact_columns=0))
    assert jobs(answer) == [(0, 1, 0, 10)]


def test_a_makers_smallest_job_is_not_split_further():
    makers = [(0, 0, 5, 1, ALL, 0), (0, 1, 5, 1, ALL, 0)]
    given = sentra(lots=[(0, 0, 1, 40, 1)], makers=makers, minutes=[[100] * 4] * 2)
    assert sorted(job[3] for job in jobs(sound(given, AllocationParams(exact_columns=0)))) == [20, 20]
    for least, pieces in ((20, [20, 20]), (21, [40]), (100, [40])):
        ruled = with_rules(given, cap_batch_pieces=[least, least])
        assert sorted(job[3] for job in jobs(sound(ruled, AllocationParams()))) == pieces


def test_a_smallest_job_makes_nothing_late():
    makers = [(0, 0, 5, 1, ALL, 0), (0, 1, 5, 1, ALL, 0)]
    given = sentra(lots=[(0, 0, 0, 40, 1)], makers=makers, minutes=[[20] * 4] * 2)
    answer = sound(with_rules(given, cap_batch_pieces=[30, 30]), AllocationParams())
    assert sorted(job[3] for job in jobs(answer)) == [20, 20]
    assert values(answer)["on_time"] == 0


MONEY = {"opt_price_idr_minute": [100], "opt_fixed_idr_week": [1_000], "optres_option": [0], "optres_resource": [0]}


@ROADS
def test_approved_overtime_is_used_where_it_ends_a_delay_and_costs(params):
    given = sentra(lots=[(0, 0, 0, 50, 9)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[40, 40, 40, 40]])
    ruled = with_rules(given, **MONEY, opt_is_approved=[1], opt_minutes=[[20] * 4])
    answer = sound(ruled, params)
    assert jobs(answer) == [(0, 0, 0, 50)]
    assert (answer.used_week.tolist(), answer.used_minutes.tolist()) == ([0], [10])
    assert values(answer)["cost"] == 50 + 10 * 100 + 1_000
    assert answer.status == Status.OPTIMAL if params.exact_columns else answer.goals[0].status == Status.OPTIMAL
    without = with_rules(given, **MONEY, opt_is_approved=[0], opt_minutes=[[20] * 4])
    assert any("may be" in fault for fault in check(without, answer))


@ROADS
def test_overtime_is_not_used_where_nothing_before_cost_needs_it(params):
    given = sentra(lots=[(0, 0, 2, 50, 9)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[40, 40, 40, 40]])
    answer = sound(with_rules(given, **MONEY, opt_is_approved=[1], opt_minutes=[[20] * 4]), params)
    assert answer.used_minutes.tolist() == []


@ROADS
def test_a_way_out_that_is_not_approved_is_told_with_its_price(params):
    given = sentra(lots=[(0, 0, 0, 50, 9)], makers=[(0, 0, 1, 1, ALL, 0)], minutes=[[40, 40, 40, 40]])
    answer = sound(with_rules(given, **MONEY, opt_is_approved=[0], opt_minutes=[[20] * 4]), params)
    told = [column.tolist() for column in vars(answer.ways).values()]
    assert told == [[0], [0], [0], [0], [10], [2_000], [10], [10]]


@ROADS
def test_an_hour_more_is_worth_the_pieces_that_come_earlier(params):
    given = sentra(
        lots=[(0, 0, 0, 50, 9)], makers=[(0, 0, 1, 1, ALL, 0)], offers=[(0, 0, 9, 2, 0)], minutes=[[40, 0, 0, 0]]
    )
    answer = sound(given, params)
    assert answer.bought_quantity.tolist() == [10]
    worth = answer.worth
    assert (worth.resource.tolist(), worth.week.tolist()) == ([0], [0])
    assert (worth.pieces.tolist(), worth.piece_weeks.tolist(), worth.idr.tolist()) == ([10], [20], [80])
    more = dataclasses.replace(given, capacity_minutes=given.capacity_minutes + np.array([[60, 0, 0, 0]]))
    after = solve(more, params)
    assert values(answer)["on_time"] - values(after)["on_time"] == 20
    assert values(answer)["cost"] - values(after)["cost"] == 80
