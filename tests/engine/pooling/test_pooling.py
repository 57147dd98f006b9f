"""Pooled orders on stories that can be solved by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rantai.engine.pooling import (
    CAUSE_LEAD,
    CAUSE_NO_OFFER,
    SOURCE_ORDER,
    SOURCE_STOCK,
    OrderTooLarge,
    PoolingAnswer,
    PoolingInput,
    PoolingParams,
    faults,
    solve,
)
from tests.engine.pooling.family import BIG, COIL, SAND, SMALL, T, family

IDLE = PoolingParams(holding_ppm_week=0)


def solved(given: PoolingInput, params: PoolingParams = IDLE) -> PoolingAnswer:
    answer = solve(given, params)
    assert faults(given, answer, params) == []
    return answer


def orders(answer: PoolingAnswer) -> list[tuple[int, ...]]:
    columns = (
        answer.order_offer,
        answer.order_week,
        answer.order_pieces,
        answer.order_mass_g,
        answer.order_price_idr_t,
    )
    return list(zip(*(column.tolist() for column in columns), strict=True))


def uses(answer: PoolingAnswer) -> list[tuple[int, ...]]:
    columns = (answer.use_need, answer.use_source_kind, answer.use_source, answer.use_pieces, answer.use_late_weeks)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_sheets_are_ordered_so_that_they_come_the_week_before() -> None:
    answer = solved(family(need=[(BIG, 9, 3)], offer=[(BIG, 0, 0, 0, 0, 4)], tier=[(0, 0, 9_000_000)]), PoolingParams())
    assert orders(answer) == [(0, 4, 3, 3 * T, 9_000_000)]
    assert answer.order_arrival_week.tolist() == [8]
    assert (answer.status, answer.objective, answer.holding_idr) == ("optimal", 27_000_000, 0)


def test_the_minimum_order_forces_months_of_cover() -> None:
    given = family(
        need=[(BIG, week, 1) for week in range(2, 26, 6)], offer=[(BIG, 20 * T, 0, 0, 0, 0)], tier=[(0, 0, 10_000)]
    )
    answer = solved(given)
    assert orders(answer) == [(0, 1, 20, 20 * T, 10_000)]
    assert answer.order_leftover_g.tolist() == [16 * T]
    assert answer.order_months_cover.tolist() == [pytest.approx(30)]
    assert answer.order_is_long_cover.tolist() == [True]


def test_a_minimum_order_too_large_for_the_need_loses_to_a_dear_small_one() -> None:
    given = family(
        need=[(BIG, 5, 2)], offer=[(BIG, 20 * T, 0, 0, 0, 0), (BIG, 0, 0, 0, 0, 0)], tier=[(0, 0, 10), (1, 0, 99)]
    )
    assert orders(solved(given)) == [(1, 4, 2, 2 * T, 99)]


def test_a_tier_makes_one_larger_order_cheaper() -> None:
    given = family(need=[(BIG, 5, 9)], offer=[(BIG, 0, 0, 0, 0, 0)], tier=[(0, 0, 10_000_000), (0, 10 * T, 8_000_000)])
    answer = solved(given)
    assert orders(answer) == [(0, 4, 10, 10 * T, 8_000_000)]  # 10 x 8 < 9 x 10
    assert (answer.objective, answer.status) == (80_000_000, "optimal")


def test_two_needs_are_ordered_together_only_while_holding_costs_less_than_the_tier_saves() -> None:
    need = [(BIG, 5, 5), (BIG, 15, 5)]
    given = family(need=need, offer=[(BIG, 0, 0, 0, 0, 0)], tier=[(0, 0, 100_000), (0, 10 * T, 98_000)])
    # together saves 20.000; five tonnes for ten weeks cost 5 x 98.000 x 10 x holding = 4.900.000 x holding
    assert len(orders(solved(given, PoolingParams(holding_ppm_week=4_000)))) == 1  # 19.600
    assert len(orders(solved(given, PoolingParams(holding_ppm_week=4_200)))) == 2  # 20.580


def test_orders_are_whole_bundles() -> None:
    given = family(need=[(SMALL, 5, 4)], offer=[(SMALL, 0, 1_200_000, 0, 0, 0)], tier=[(0, 0, 100)])
    assert orders(solved(given)) == [(0, 4, 6, 3 * T, 100)]  # a bundle of 1.2 t is 3 sheets of 0.5 t


def test_a_coil_is_bought_whole_and_cut_into_both_sheets() -> None:
    given = family(need=[(BIG, 5, 4), (SMALL, 6, 7)], offer=[(COIL, 0, 0, 10 * T, 12 * T, 0)], tier=[(0, 0, 100)])
    answer = solved(given)
    assert orders(answer) == [(0, 4, 1, 10 * T, 100)]
    assert answer.order_leftover_g.tolist() == [2_500_000]


def test_two_coils_weigh_between_twice_the_lightest_and_twice_the_heaviest() -> None:
    given = family(need=[(BIG, 5, 13)], offer=[(COIL, 0, 0, 10 * T, 12 * T, 0)], tier=[(0, 0, 100)])
    assert orders(solved(given)) == [(0, 4, 2, 20 * T, 100)]


def test_coil_or_sheet_whichever_is_cheaper_for_the_amount() -> None:
    offers = {"offer": [(COIL, 10 * T, 0, 10 * T, 12 * T, 0), (BIG, 0, 0, 0, 0, 0)], "tier": [(0, 0, 100), (1, 0, 130)]}
    assert [row[0] for row in orders(solved(family(need=[(BIG, 5, 7)], **offers)))] == [1]  # 910 < 1000
    assert [row[0] for row in orders(solved(family(need=[(BIG, 5, 8)], **offers)))] == [0]  # 1040 > 1000


def test_the_end_loss_of_a_coil_is_bought_too() -> None:
    given = family(loss_ppm=100_000, need=[(BIG, 5, 9)], offer=[(COIL, 0, 0, 0, 0, 0)], tier=[(0, 0, 100)])
    answer = solved(given)
    assert (answer.order_mass_g.tolist(), answer.order_needed_g.tolist()) == ([10 * T], [10 * T])


def test_the_service_centre_serves_until_the_mill_can() -> None:
    need = [(BIG, week, 10) for week in range(2, 26)]
    given = family(
        need=need, offer=[(COIL, 10 * T, 0, 10 * T, 10 * T, 13), (BIG, 0, 0, 0, 0, 1)], tier=[(0, 0, 80), (1, 0, 100)]
    )
    answer = solved(given, PoolingParams())
    by_offer = {offer: [row[1] for row in orders(answer) if row[0] == offer] for offer in (0, 1)}
    assert by_offer == {0: list(range(12)), 1: list(range(12))}  # weeks 2-13 from the centre, 14-25 from the mill
    assert not answer.use_late_weeks.any()


def test_what_cannot_come_in_time_comes_as_early_as_possible() -> None:
    given = family(need=[(BIG, 3, 2), (BIG, 20, 1)], offer=[(BIG, 0, 0, 0, 0, 13)], tier=[(0, 0, 9_000_000)])
    answer = solved(given, PoolingParams())
    assert uses(answer) == [(0, SOURCE_ORDER, 0, 2, 11), (1, SOURCE_ORDER, 1, 1, 0)]
    assert orders(answer)[0][1] == 0


def test_stock_goes_first_and_to_the_earliest_need() -> None:
    given = family(
        need=[(BIG, 4, 3), (BIG, 0, 2)], stock=[(BIG, 0, 4)], offer=[(BIG, 0, 0, 0, 0, 0)], tier=[(0, 0, 100)]
    )
    answer = solved(given)
    assert uses(answer) == [(0, SOURCE_STOCK, 0, 2, 0), (0, SOURCE_ORDER, 0, 1, 0), (1, SOURCE_STOCK, 0, 2, 0)]


def test_week_0_is_covered_by_stock_only_and_else_late() -> None:
    answer = solved(family(need=[(BIG, 0, 1)], offer=[(BIG, 0, 0, 0, 0, 0)], tier=[(0, 0, 100)]))
    assert uses(answer) == [(0, SOURCE_ORDER, 0, 1, 1)]


def test_a_coil_at_hand_is_cut_when_the_sheets_run_out() -> None:
    answer = solved(family(need=[(SMALL, 1, 5)], stock=[(SMALL, 0, 2), (COIL, 0, 0, 2 * T)]))
    assert uses(answer) == [(0, SOURCE_STOCK, 0, 2, 0), (0, SOURCE_STOCK, 1, 3, 0)]
    assert answer.use_mass_g.tolist() == [T, 1_500_000]


def test_a_late_receipt_serves_before_a_later_order_would() -> None:
    given = family(need=[(BIG, 3, 2)], stock=[(BIG, 6, 1)], offer=[(BIG, 0, 0, 0, 0, 9)], tier=[(0, 0, 100)])
    assert uses(solved(given)) == [(0, SOURCE_STOCK, 0, 1, 3), (0, SOURCE_ORDER, 0, 1, 7)]


def test_what_nobody_sells_is_short_and_says_so() -> None:
    answer = solved(family(need=[(BIG, 3, 2), (SAND, 4, 0, 700)], stock=[(BIG, 0, 1)]))
    assert answer.short_need.tolist() == [0, 1]
    assert answer.short_pieces.tolist() == [1, 0]
    assert answer.short_mass_g.tolist() == [T, 700]
    assert answer.short_cause.tolist() == [CAUSE_NO_OFFER] * 2
    assert answer.short_arrival_week.tolist() == [-1, -1]


def test_what_arrives_behind_the_horizon_is_short_with_its_week() -> None:
    answer = solved(family(need=[(BIG, 3, 2)], offer=[(BIG, 0, 0, 0, 0, 30)], tier=[(0, 0, 100)]))
    assert (answer.short_cause.tolist(), answer.short_arrival_week.tolist()) == ([CAUSE_LEAD], [30])
    assert orders(answer) == []


def test_loose_steel_is_bought_to_the_gram() -> None:
    given = family(need=[(SAND, 5, 0, 1_234_567)], offer=[(SAND, 0, 0, 0, 0, 1)], tier=[(0, 0, 1_000_000)])
    assert solved(given).order_mass_g.tolist() == [1_234_567]


def test_an_offer_is_ordered_within_its_weeks() -> None:
    given = family(need=[(BIG, 20, 1)], offer=[(BIG, 0, 0, 0, 0, 2, 3, 8)], tier=[(0, 0, 100)])
    assert orders(solved(given))[0][1] == 8


def test_without_needs_nothing_is_bought() -> None:
    answer = solved(family(offer=[(BIG, 0, 0, 0, 0, 2)], tier=[(0, 0, 100)]))
    assert (answer.status, answer.objective, orders(answer)) == ("optimal", 0, [])


def test_without_time_the_simple_rule_answers() -> None:
    given = family(need=[(BIG, 5, 9)], offer=[(BIG, 0, 0, 0, 0, 0)], tier=[(0, 0, 100), (0, 10 * T, 80)])
    answer = solve(given, IDLE, out_of_time=lambda: True)
    assert faults(given, answer, IDLE) == []
    assert answer.status in ("timeout", "optimal")
    assert answer.objective == 800


def test_orders_beyond_exact_counting_are_refused() -> None:
    given = family(need=[(BIG, 5, 2**41)], offer=[(BIG, 0, 0, 0, 0, 0)], tier=[(0, 0, 2**40)])
    with pytest.raises(OrderTooLarge):
        solve(given)


@pytest.mark.parametrize(
    "wrong",
    [{"need": [(9, 1, 1)]}, {"need": [(BIG, 26, 1)]}, {"stock": [(BIG, 0, -1)]}, {"cut": [(BIG, SMALL, T)]}],
)
def test_input_that_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must lie in|only coils"):
        family(**wrong)


@pytest.mark.parametrize("wrong", [{"holding_ppm_week": -1}, {"nodes": 0}, {"seconds": 0.0}])
def test_knobs_outside_their_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must be"):
        PoolingParams(**wrong)


FAULTS: list[tuple[str, int | None, int]] = [
    ("order_pieces", 0, 1),
    ("order_mass_g", 0, -T),
    ("order_week", 0, 1),
    ("order_arrival_week", 0, -1),
    ("order_tier", 1, 1),
    ("order_price_idr_t", 0, 1),
    ("order_cost_idr", 0, -1),
    ("order_leftover_g", 0, 1),
    ("use_pieces", 1, 1),
    ("use_mass_g", 1, T),
    ("use_week", 1, 1),
    ("use_late_weeks", 1, 1),
    ("use_source", 1, 1),
    ("short_mass_g", 0, 1),
    ("short_cause", 0, 1),
    ("short_arrival_week", 0, 2),
    ("objective", None, -1),
    ("bound", None, 10**9),
    ("purchase_idr", None, 1),
    ("holding_idr", None, 1),
]


@pytest.mark.parametrize(("name", "row", "change"), FAULTS)
def test_the_stranger_finds_a_planted_fault(name: str, row: int | None, change: int) -> None:
    offers = [(COIL, 0, 0, 10 * T, 12 * T, 3), (BIG, 0, 2 * T, 0, 0, 1)]
    tiers = [(0, 0, 80_000), (1, 0, 100_000), (1, 4 * T, 99_000)]
    need = [(BIG, 2, 3), (BIG, 3, 2), (BIG, 9, 8), (SAND, 1, 0, 5)]
    given = family(need=need, stock=[(BIG, 0, 1)], offer=offers, tier=tiers)
    answer = solved(given, PoolingParams())
    assert len(answer.order_offer) == 2
    value = getattr(answer, name)
    wrong = value + change if row is None else np.where(np.arange(len(value)) == row, value + change, value)
    assert faults(given, replace(answer, **{name: wrong}))
