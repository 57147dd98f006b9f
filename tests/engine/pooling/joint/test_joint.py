"""Orders of several materials: what a seller asks of the whole order, trucks, money, weeks, and who waits."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rantai.engine.pooling import CAUSE_LEAD, CAUSE_NO_OFFER
from rantai.engine.pooling.joint import (
    CAUSE_BUDGET,
    CAUSE_CREDIT,
    CAUSE_NOT_WORTH,
    JointAnswer,
    JointInput,
    JointParams,
    faults,
    solve,
)
from tests.engine.pooling.joint.market import GRAVEL, MILL, SAND, SHOP, T, asked

IDLE = JointParams(holding_ppm_week=0, ageing_ppm_week=0)
MILLION = 1_000_000


def solved(given: JointInput, params: JointParams = IDLE) -> JointAnswer:
    answer = solve(given, params)
    assert faults(given, answer, params) == []
    return answer


def items(given: JointInput, answer: JointAnswer) -> list[tuple[int, int, int, float]]:
    """Seller, format, week and tonnes of every item."""
    return [
        (int(given.offer_supplier[offer]), int(given.steel.offer_format[offer]), week, mass / T)
        for offer, week, mass in zip(
            answer.item_offer.tolist(), answer.item_week.tolist(), answer.item_mass_g.tolist(), strict=True
        )
    ]


def test_two_small_items_reach_the_least_order_together() -> None:
    given = asked(supplier_min_order_g=[10 * T, 0])
    answer = solved(given)
    assert answer.status == "optimal"
    assert [item[0] for item in items(given, answer)] == [MILL, MILL]
    assert answer.purchase_idr == 100 * MILLION


def test_a_least_order_above_all_need_is_left_when_the_shop_is_cheaper() -> None:
    given = asked(supplier_min_order_g=[13 * T, 0])
    answer = solved(given)
    assert {item[0] for item in items(given, answer)} == {SHOP}
    assert (answer.status, answer.objective) == ("optimal", 120 * MILLION)


def test_the_rebate_counts_the_whole_order() -> None:
    given = asked(rebate_supplier=[SHOP], rebate_from_g=[10 * T], rebate_ppm=[200_000])
    answer = solved(given)
    assert answer.order_rebate_ppm.tolist() == [200_000]
    assert (answer.status, answer.purchase_idr) == ("optimal", 96 * MILLION)


def test_trucks_are_whole_and_those_that_come_back_go_first() -> None:
    terms: dict[str, Any] = {"supplier_truck_g": [4 * T, 0], "supplier_truck_idr": [3 * MILLION, 0]}
    back = {"back_supplier": [MILL], "back_week": [4], "back_trucks": [2], "back_truck_idr": [MILLION]}
    given = asked(**terms, **back)
    answer = solved(given)
    assert (answer.load_trucks.tolist(), answer.load_back_trucks.tolist()) == ([1], [2])
    assert (answer.truck_idr, answer.load_week.tolist()) == (5 * MILLION, [4])


def test_a_mill_rolls_in_its_weeks_only() -> None:
    given = asked(rolling_offer=[0, 0, 1, 1], rolling_week=[2, 7, 2, 7])
    assert [item[2] for item in items(given, solved(given))] == [2, 2]


def test_money_that_comes_later_makes_steel_late_and_never_less_than_it_must() -> None:
    given = asked(budget_week=[0, 6], budget_idr=[50 * MILLION, 50 * MILLION])
    answer = solved(given)
    assert (answer.use_late_weeks * answer.use_mass_g).sum() == pytest.approx(2 * 5 * T, abs=20)
    assert answer.purchase_idr == pytest.approx(100 * MILLION, abs=200)
    assert answer.short_mass_g.sum() < 20


def test_without_money_nothing_is_bought_and_the_reason_is_the_budget() -> None:
    given = asked(budget_week=[0], budget_idr=[0])
    answer = solved(given)
    assert (answer.order_week.tolist(), answer.short_cause.tolist()) == ([], [CAUSE_BUDGET, CAUSE_BUDGET])
    assert answer.bound <= answer.objective == answer.open_idr


def test_credit_is_named_where_credit_is_missing() -> None:
    given = asked(supplier_credit_idr=[20 * MILLION, 0], supplier_credit_weeks=[20, 20])
    answer = solved(given)
    assert answer.purchase_idr <= 20 * MILLION
    assert set(answer.short_cause.tolist()) == {CAUSE_CREDIT}
    assert answer.short_mass_g.sum() == pytest.approx(8 * T, abs=10)


def test_firm_needs_go_before_forecasts() -> None:
    given = asked(need_is_forecast=[1, 0], budget_week=[0], budget_idr=[50 * MILLION])
    answer = solved(given)
    assert answer.short_need.tolist() == [SAND]
    assert [item[1] for item in items(given, answer)] == [GRAVEL]


def test_an_item_far_above_every_need_is_not_worth_it() -> None:
    given = asked(offer_min_order_g=[10**12] * 4)
    answer = solved(given)
    assert set(answer.short_cause.tolist()) == {CAUSE_NOT_WORTH}
    assert answer.purchase_idr == 0


def test_what_nobody_sells_or_nobody_can_bring_is_short() -> None:
    offers = {"offer_supplier": [MILL], "offer_format": [SAND], "offer_lead_weeks": [9]}
    given = asked(**offers, tier_offer=[0], tier_from_g=[0], tier_price_idr_t=[MILLION])
    answer = solved(given)
    assert answer.short_cause.tolist() == [CAUSE_LEAD, CAUSE_NO_OFFER]
    assert answer.short_arrival_week.tolist() == [9, -1]


def test_stock_at_the_own_centre_goes_first_then_over_the_cheapest_way() -> None:
    stock = {"stock_format": [SAND, SAND], "stock_amount": [2 * T, 9 * T], "stock_centre": [0, 1]}
    ways = {
        "transfer_from": [1, 1],
        "transfer_to": [0, 0],
        "transfer_weeks": [1, 3],
        "transfer_price_idr_t": [400, 300],
    }
    answer = solved(asked(**stock, **ways))
    assert (answer.move_stock.tolist(), answer.move_mass_g.tolist()) == ([1], [3 * T])
    assert answer.transfer_idr == 900


def test_steel_that_would_come_too_late_over_the_way_stays_where_it_is() -> None:
    stock = {"stock_format": [SAND], "stock_amount": [9 * T], "stock_centre": [1]}
    ways = {"transfer_from": [1], "transfer_to": [0], "transfer_weeks": [6], "transfer_price_idr_t": [1]}
    assert solved(asked(**stock, **ways)).move_mass_g.tolist() == []


def test_an_item_holds_no_more_than_it_may_cover() -> None:
    cheap_once = asked(weeks=30, need_format=[SAND, SAND], need_week=[2, 25], offer_last_week=[1, 1, 99, 99])
    assert items(cheap_once, solved(cheap_once, replace(IDLE, most_cover_weeks=10)))[0][3] == 5.0


def test_the_same_question_has_the_same_answer_in_any_order_of_its_needs() -> None:
    one = solved(asked(need_format=[SAND, GRAVEL, SAND], need_week=[5, 5, 3], need_amount=[5 * T, 4 * T, T]))
    other = solved(asked(need_format=[SAND, SAND, GRAVEL], need_week=[3, 5, 5], need_amount=[T, 5 * T, 4 * T]))
    assert one.item_mass_g.tolist() == other.item_mass_g.tolist()
    assert (one.objective, one.bound) == (other.objective, other.bound)


def test_without_time_the_simple_plan_answers() -> None:
    given = asked(supplier_min_order_g=[10 * T, 0])
    answer = solve(given, IDLE, out_of_time=lambda: True)
    assert faults(given, answer, IDLE) == []
    assert answer.status == "timeout"


WORTHS: list[tuple[dict[str, Any], int]] = [
    ({}, 10),
    ({"budget_week": [0, 6], "budget_idr": [50 * MILLION, 50 * MILLION]}, 30),  # its price, and two weeks' waiting
    ({"budget_week": [0], "budget_idr": [70 * MILLION]}, 130),  # ten times its value and three weeks' waiting
    ({"supplier_truck_g": [5 * T, 0], "supplier_truck_idr": [5 * MILLION, 0]}, 11),  # and its part of a truck
]


@pytest.mark.parametrize(("changes", "millions"), WORTHS)
def test_a_tonne_more_saves_what_it_is_said_to_be_worth(changes: dict[str, Any], millions: int) -> None:
    before = solved(asked(**changes))
    worth = dict(zip(before.worth_format.tolist(), before.worth_idr_t.tolist(), strict=True))
    assert worth[SAND] == pytest.approx(millions * MILLION, rel=1e-6)
    # five tonnes more, so that a whole truck is saved
    after = solved(asked(**changes, stock_format=[SAND], stock_amount=[5 * T]))
    if not changes.get("budget_week"):
        assert before.objective - after.objective == pytest.approx(5 * worth[SAND], rel=1e-4)
    one_more = solved(asked(**changes, stock_format=[SAND], stock_amount=[T]))
    if "supplier_truck_g" not in changes:
        assert before.objective - one_more.objective == pytest.approx(worth[SAND], rel=1e-4)


FAULTS: list[tuple[str, int | None, int]] = [
    ("item_mass_g", 0, -1),
    ("item_week", 0, 1),
    ("item_arrival_week", 0, 1),
    ("item_price_idr_t", 0, 1),
    ("item_cost_idr", 0, -1),
    ("order_mass_g", 0, 1),
    ("order_value_idr", 0, 1),
    ("order_rebate_ppm", 0, 1),
    ("order_cost_idr", 0, -1),
    ("load_trucks", 0, -1),
    ("load_back_trucks", 0, 9),
    ("load_cost_idr", 0, 1),
    ("move_mass_g", 0, 1),
    ("move_cost_idr", 0, -1),
    ("use_mass_g", 0, 1),
    ("use_week", 0, 1),
    ("use_late_weeks", 0, 1),
    ("use_need", 0, 1),
    ("short_mass_g", 0, 1),
    ("short_cause", 0, 1),
    ("short_arrival_week", 0, 1),
    ("purchase_idr", None, 1),
    ("truck_idr", None, 1),
    ("holding_idr", None, 1),
    ("transfer_idr", None, 1),
    ("open_idr", None, 1),
    ("objective", None, -1),
    ("bound", None, 10**12),
]


@pytest.mark.parametrize(("name", "row", "change"), FAULTS)
def test_the_stranger_finds_a_planted_fault(name: str, row: int | None, change: int) -> None:
    given = asked(
        format_kind=[3, 3, 3],
        format_material=[0, 1, 2],
        need_format=[SAND, GRAVEL, 2],
        need_week=[5, 5, 5],
        need_amount=[5 * T, 5 * T, T],
        supplier_min_order_g=[8 * T, 0],
        rebate_supplier=[MILL],
        rebate_from_g=[8 * T],
        rebate_ppm=[10_000],
        supplier_truck_g=[4 * T, 0],
        supplier_truck_idr=[MILLION, 0],
        stock_format=[SAND],
        stock_amount=[T],
        stock_centre=[1],
        transfer_from=[1],
        transfer_to=[0],
        transfer_weeks=[1],
        transfer_price_idr_t=[1_000_000],
        budget_week=[0],
        budget_idr=[90 * MILLION],
    )
    answer = solved(given, JointParams())
    value = getattr(answer, name)
    wrong = value + change if row is None else np.where(np.arange(len(value)) == row, value + change, value)
    assert faults(given, replace(answer, **{name: wrong}))
