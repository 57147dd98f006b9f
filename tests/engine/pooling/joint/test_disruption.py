"""A mill stands still, gets dearer, is late: what the cheapest cover costs and says."""

from dataclasses import replace

import pytest

from rantai.engine.pooling.joint import JointParams, faults
from rantai.engine.pooling.joint.disruption import cheapest_cover, dearer, later, mill_down
from tests.engine.pooling.joint.market import MILL, T, asked

FREE = JointParams(holding_ppm_week=0, ageing_ppm_week=0)
MILLION = 1_000_000


def test_a_mill_that_stands_still_is_bought_from_before_when_stock_costs_nothing() -> None:
    given = asked()
    changed = mill_down(given, MILL, 3, 6)
    cover = cheapest_cover(given, changed, FREE)
    assert faults(changed, cover.after, FREE) == []
    assert abs(cover.cost_idr) <= 200
    assert max(cover.after.item_week.tolist()) <= 2


def test_with_dear_stock_another_seller_covers() -> None:
    given = asked()
    dear = replace(FREE, holding_ppm_week=100_000)
    cover = cheapest_cover(given, mill_down(given, MILL, 2, 7), dear)
    assert cover.other_g == 10 * T
    assert cover.cost_idr == pytest.approx(20 * MILLION, abs=200)
    assert "10.0 t from other sellers" in cover.text_en
    assert "10,0 t dari pemasok lain" in cover.text_id


def test_a_fifth_dearer_is_paid_where_nobody_is_cheaper() -> None:
    given = asked()
    assert cheapest_cover(given, dearer(given, MILL, 100_000), FREE).cost_idr == pytest.approx(10 * MILLION, abs=200)
    assert cheapest_cover(given, dearer(given, MILL, 500_000), FREE).cost_idr == pytest.approx(20 * MILLION, abs=200)


def test_a_late_vessel_is_ordered_for_earlier() -> None:
    given = asked()
    cover = cheapest_cover(given, later(given, MILL, 2), FREE)
    assert cover.after.item_arrival_week.max() <= 4
    assert abs(cover.cost_idr) <= 200


def test_without_another_way_the_cover_says_what_stays_missing() -> None:
    offers = {"offer_supplier": [MILL, MILL], "offer_format": [0, 1], "offer_lead_weeks": [0, 0]}
    given = asked(**offers, tier_offer=[0, 1], tier_from_g=[0, 0], tier_price_idr_t=[MILLION, MILLION])
    cover = cheapest_cover(given, mill_down(given, MILL, 0, 99), FREE)
    assert cover.missing_g == 10 * T
    assert "10.0 t stay missing" in cover.text_en
