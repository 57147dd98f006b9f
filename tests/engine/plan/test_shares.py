"""Who pays what of the plan's steel orders: sums to the rupiah, nobody above alone, planted faults are found."""

from dataclasses import replace
from pathlib import Path

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.answer import CostShares, CostSplits
from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from rantai.engine.sharing import RULES
from tests import one_bar


def two_workshops(folder: Path):
    """The smallest case with twelve carts and a second workshop in the same sentra that takes half of the axles."""
    given, maker = one_bar.copy(folder), "BENGKEL2"
    where = {"sentra_code": "TEGAL", "place_code": "33.28", "is_example": "yes"}
    one_bar.add(given, "parties", party_code=maker, party_name="Bengkel Contoh Dua", kind="maker", **where)
    saw = {"maker_code": maker, "process_code": "cut", "bed_length_um": 0, "minutes_week": 2400}
    one_bar.add(given, "resources", resource_code="BENGKEL2-cut", resource_name="Gergaji", **saw)
    able = {"maker_code": maker, "item_code": "POROS", "price_idr_each": 12_000}
    one_bar.add(given, "capabilities", **able, lead_weeks=1, max_share_ppm=10**6)
    one_bar.change(given, "demand", "D-1", quantity_pieces=12)
    return one_bar.read(given)


@pytest.fixture
def planned(tmp_path: Path):
    given = one_bar.read(one_bar.copy(tmp_path))
    return given, run(given, PlanParams()).output


def test_the_only_workshop_pays_all_and_what_it_would_pay_alone(planned):
    _given, plan = planned
    [share], [split] = plan.cost_shares.rows(), plan.cost_splits.rows()
    assert share["share_idr"] == split["cost_idr"] == plan.material_orders.rows()[0]["cost_idr"]
    assert share["alone_idr"] == share["share_idr"]
    assert split["caps_kept"]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_gives_a_plan_that_the_stranger_accepts(tmp_path: Path, rule: str):
    given = one_bar.read(one_bar.copy(tmp_path))
    plan = run(given, PlanParams(cost_rule=rule)).output
    assert check(given, plan) == []


def test_an_unknown_rule_is_refused_with_a_way_out():
    with pytest.raises(InvalidInput) as refused:
        PlanParams(cost_rule="by seniority")
    assert [problem.code for problem in refused.value.problems] == ["P102"]


def codes(given, plan):
    return {fault.code for fault in check(given, plan)}


def changed(table, kind, **columns):
    rows = [{**row, **columns} for row in table.rows()]
    return kind.from_rows(rows)


def test_the_stranger_finds_what_is_planted(planned):
    given, plan = planned
    share, split = plan.cost_shares.rows()[0], plan.cost_splits.rows()[0]
    shares = {
        "shares_differ": {"share_idr": share["share_idr"] - 1},
        "above_alone": {"share_idr": share["share_idr"] + 1},
        "wrong_figure": {"alone_idr": share["alone_idr"] + 1},
        "not_split": {"payer_code": "MC"},
        "unknown_code": {"payer_code": "NOBODY"},
    }
    for code, columns in shares.items():
        assert code in codes(given, replace(plan, cost_shares=changed(plan.cost_shares, CostShares, **columns))), code
    splits = {
        "wrong_figure": {"cost_idr": split["cost_idr"] + 1},
        "no_reason": {"reason_code": "dearer"},
        "bound_above": {"bound_idr": split["excess_idr"] + 1},
    }
    for code, columns in splits.items():
        assert code in codes(given, replace(plan, cost_splits=changed(plan.cost_splits, CostSplits, **columns))), code
    nobody = replace(plan, cost_shares=CostShares.from_rows([]), cost_splits=CostSplits.from_rows([]))
    assert "not_split" in codes(given, nobody)


def test_two_workshops_share_three_bars_for_which_each_alone_would_buy_two(tmp_path: Path):
    given = two_workshops(tmp_path)
    for rule in RULES:
        plan = run(given, PlanParams(cost_rule=rule)).output
        # 6 axles each, a bar and a half: alone 2 bars of 9,470 g at Rp 13,500 a kilogram; together 3
        assert [row["alone_idr"] for row in plan.cost_shares.rows()] == [255_690, 255_690]
        assert sorted(plan.cost_shares.share_idr.tolist()) == [191_767, 191_768]
        [split] = plan.cost_splits.rows()
        assert (split["cost_idr"], split["alone_idr"], split["core"]) == (383_535, 511_380, "not_empty")
        assert check(given, plan) == []


def test_an_order_larger_than_its_need_says_so(tmp_path: Path):
    folder = one_bar.copy(tmp_path)
    one_bar.change(folder, "offers", "DISTRIBUTOR-16", min_order_g=94_700)
    one_bar.change(folder, "offers", "TOKO-16", min_order_g=37_880)
    given = one_bar.read(folder)
    plan = run(given, PlanParams()).output
    [split], [share] = plan.cost_splits.rows(), plan.cost_shares.rows()
    assert share["share_idr"] == split["cost_idr"]
    assert check(given, plan) == []


def test_a_group_that_pays_more_than_the_plan_admits_is_found(tmp_path: Path):
    given = two_workshops(tmp_path)
    plan = run(given, PlanParams()).output
    shifted = [
        {**row, "share_idr": row["share_idr"] + (40_000, -40_000)[at]} for at, row in enumerate(plan.cost_shares.rows())
    ]
    assert codes(given, replace(plan, cost_shares=CostShares.from_rows(shifted))) == {"group_above"}
