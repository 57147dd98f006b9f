"""The smallest case under every rule of lots: ten carts, one axle each, wanted in week 6; by hand beside the plan.

Every plan here has been recounted by the stranger before it is seen (`run` publishes nothing else).
"""

from pathlib import Path

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import PlanResult, run
from tests import one_bar

RULES = "item_code,lot_rule,lot_pieces,multiple_pieces,lot_weeks,safety_pieces,loss_ppm,frozen_weeks"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = one_bar.copy(tmp_path)
    one_bar.start(folder, "item_rules", RULES)
    one_bar.start(folder, "item_stock", "stock_code,item_code,holder_code,owner_code,quantity_pieces")
    return folder


def rule(given: Path, item: str, **cells: object) -> None:
    one_bar.add(given, "item_rules", **{"item_code": item, "lot_rule": "lot_for_lot", **cells})


def planned(given: Path) -> PlanResult:
    return run(one_bar.read(given), PlanParams())


def lots(given: Path, item: str) -> list[tuple[int, int]]:
    """(need week, pieces) of the item's lots."""
    return [
        (row["need_week"], row["quantity_pieces"])
        for row in planned(given).output.orders.rows()
        if row["item_code"] == item
    ]


def promise(result: PlanResult) -> tuple[int, int, int]:
    [row] = result.output.promises.rows()
    return row["on_time_pieces"], row["late_pieces"], row["short_pieces"]


def test_without_a_rule_ten_axles_are_made_in_the_week_before(given: Path) -> None:
    assert lots(given, "POROS") == [(5, 10)]


def test_fixed_lots_are_whole_multiples(given: Path) -> None:
    rule(given, "POROS", lot_rule="fixed", lot_pieces=8)
    assert lots(given, "POROS") == [(5, 16)]


def test_a_least_lot_and_its_multiple(given: Path) -> None:
    rule(given, "POROS", lot_rule="minimum", lot_pieces=12, multiple_pieces=5)
    assert lots(given, "POROS") == [(5, 15)]


def test_a_period_lot_covers_the_weeks_that_follow(given: Path) -> None:
    one_bar.add(given, "demand", **_more_carts("D-2", "2027-02-26", 3))
    assert lots(given, "POROS") == [(5, 10), (6, 3)]
    rule(given, "POROS", lot_rule="period", lot_weeks=2)
    assert lots(given, "POROS") == [(5, 13)]


def _more_carts(code: str, day: str, pieces: int, **more: object) -> dict[str, object]:
    who = {"demand_code": code, "kind": "programme", "item_code": "GEROBAK", "customer_code": "PEMESAN"}
    what = {"place_code": "33.10", "due_date": day, "quantity_pieces": pieces, "priority": 1, "firmness": "firm"}
    return {**who, **what, **more}


def test_what_is_lost_in_making_is_started_on_top(given: Path) -> None:
    rule(given, "POROS", loss_ppm=250_000)
    result = planned(given)
    axles = [row for row in result.output.orders.rows() if row["item_code"] == "POROS"]
    assert [row["quantity_pieces"] for row in axles] == [14]  # 13 would give 9 good ones
    assert sum(row["quantity_blanks"] for row in result.output.blank_uses.rows()) == 14
    assert promise(result) == (10, 0, 0)


def test_a_safety_stock_is_made_once_and_kept(given: Path) -> None:
    rule(given, "POROS", safety_pieces=4)
    assert sum(pieces for _week, pieces in lots(given, "POROS")) == 14
    one_bar.add(
        given, "item_stock", stock_code="L-1", item_code="POROS", holder_code="MC", owner_code="MC", quantity_pieces=6
    )
    assert sum(pieces for _week, pieces in lots(given, "POROS")) == 8
    assert promise(planned(given)) == (10, 0, 0)


def test_frozen_weeks_make_it_late_and_say_so(given: Path) -> None:
    rule(given, "POROS", frozen_weeks=6)
    result = planned(given)
    assert [row["need_week"] for row in result.output.orders.rows() if row["item_code"] == "POROS"] == [7]
    assert promise(result) == (0, 0, 10)
    assert {row["reason_code"] for row in result.output.reasons.rows() if row["kind"] in ("late", "short")} >= {
        "frozen_zone"
    }


def test_a_settled_lot_is_neither_moved_nor_resized(given: Path) -> None:
    one_bar.start(given, "firm_orders", "firm_code,item_code,due_date,quantity_pieces")
    one_bar.add(given, "firm_orders", firm_code="PASTI-1", item_code="POROS", due_date="2027-02-03", quantity_pieces=7)
    assert lots(given, "POROS") == [(4, 7), (5, 3)]
    codes = planned(given).output.orders.order_code.tolist()
    assert "O-POROS-004-PASTI-1" in codes


def test_firm_lines_use_up_forecasts_of_the_same_customer(given: Path) -> None:
    one_bar.add(given, "demand", **_more_carts("D-2", "2027-02-19", 12, firmness="forecast"))
    assert lots(given, "POROS") == [(5, 22)]
    horizon = "start_date,weeks,consume_back_weeks,consume_ahead_weeks"
    one_bar.start(given, "horizon", horizon + "\n2027-01-04,8,1,0")
    assert lots(given, "POROS") == [(5, 12)]
    promises = {row["demand_code"]: row["quantity_pieces"] for row in planned(given).output.promises.rows()}
    assert promises == {"D-1": 10, "D-2": 2}


def _second_axle(given: Path) -> None:
    """An axle of another kind, made by the same workshop of the same bar."""
    item = {"item_name_id": "Poros lain contoh", "item_name_en": "Other example axle", "kind": "part"}
    one_bar.add(given, "items", item_code="POROS-2", **item, mass_g_each=2289, lead_weeks=1, home_place_code="33.28")
    one_bar.add(
        given,
        "blanks",
        item_code="POROS-2",
        material_code="SS400-BAR-16",
        length_um=1_450_000,
        blanks_each=1,
        parts_per_blank=1,
        grain_locked="no",
    )
    one_bar.add(given, "operations", item_code="POROS-2", sequence=1, process_code="cut", cycle_ms=180_000)
    about = {"price_idr_each": 12_000, "lead_weeks": 1, "max_share_ppm": 1_000_000}
    one_bar.add(given, "capabilities", maker_code="BENGKEL", item_code="POROS-2", **about)


STAND_INS = "item_code,kind,other_code,rank,ratio_ppm"


def test_stock_of_a_substitute_is_used_before_anything_is_made(given: Path) -> None:
    _second_axle(given)
    one_bar.start(given, "stand_ins", STAND_INS)
    one_bar.add(
        given, "stand_ins", item_code="POROS", kind="substitute", other_code="POROS-2", rank=1, ratio_ppm=2_000_000
    )
    one_bar.add(
        given, "item_stock", stock_code="L-2", item_code="POROS-2", holder_code="MC", owner_code="MC", quantity_pieces=9
    )
    result = planned(given)
    assert [row["quantity_pieces"] for row in result.output.orders.rows() if row["item_code"] == "POROS"] == [6]
    into = [row for row in result.output.pegs.rows() if row["consumer_kind"] == "stand_in"]
    out = [row for row in result.output.pegs.rows() if row["supply_kind"] == "stand_in"]
    assert [row["quantity_pieces"] for row in into] == [8]
    assert [row["quantity_pieces"] for row in out] == [4]
    assert promise(result) == (10, 0, 0)


def test_an_alternate_is_made_where_nobody_makes_the_first(given: Path) -> None:
    _second_axle(given)
    capabilities = given / "capabilities.csv"
    lines = [line for line in capabilities.read_text().splitlines() if ",POROS," not in line]
    capabilities.write_text("\n".join(lines) + "\n")
    one_bar.start(given, "stand_ins", STAND_INS)
    one_bar.add(given, "stand_ins", item_code="POROS", kind="alternate", other_code="POROS-2", rank=1)
    result = planned(given)
    assert {row["item_code"] for row in result.output.orders.rows()} == {"GEROBAK", "POROS-2"}
    assert promise(result) == (10, 0, 0)


def test_alternates_in_a_circle_end_as_a_reason_not_as_a_loop(given: Path) -> None:
    _second_axle(given)
    capabilities = given / "capabilities.csv"
    capabilities.write_text(
        "\n".join(line for line in capabilities.read_text().splitlines() if "POROS" not in line) + "\n"
    )
    one_bar.start(given, "stand_ins", STAND_INS)
    for item, other in (("POROS", "POROS-2"), ("POROS-2", "POROS")):
        one_bar.add(given, "stand_ins", item_code=item, kind="alternate", other_code=other, rank=1)
    result = planned(given)
    assert promise(result) == (0, 0, 10)
    assert "no_maker" in {row["reason_code"] for row in result.output.reasons.rows()}


def test_a_by_product_serves_what_it_can(given: Path) -> None:
    _second_axle(given)
    one_bar.start(given, "by_products", "parent_code,child_code,quantity_each")
    one_bar.add(given, "by_products", parent_code="POROS", child_code="POROS-2", quantity_each=1)
    line = _more_carts("D-2", "2027-02-26", 12, item_code="POROS-2", kind="aftermarket")
    one_bar.add(given, "demand", **line)
    result = planned(given)
    assert [row["quantity_pieces"] for row in result.output.orders.rows() if row["item_code"] == "POROS-2"] == [2]
    rows = {row["demand_code"]: row["on_time_pieces"] for row in result.output.promises.rows()}
    assert rows == {"D-1": 10, "D-2": 12}


def test_a_week_without_work_pushes_needs_earlier(given: Path) -> None:
    one_bar.start(given, "calendar", "week_date,working_ppm")
    one_bar.add(given, "calendar", week_date="2027-02-08", working_ppm=0)  # week 5
    assert lots(given, "POROS") == [(4, 10)]
    assert promise(planned(given)) == (10, 0, 0)


@pytest.mark.parametrize(
    ("table", "heading", "cells", "code"),
    [
        ("item_rules", RULES, {"item_code": "POROS", "lot_rule": "fixed"}, "P230"),
        (
            "stand_ins",
            STAND_INS,
            {"item_code": "POROS", "kind": "alternate", "other_code": "POROS", "rank": 1},
            "P231",
        ),
        (
            "firm_orders",
            "firm_code,item_code,due_date,quantity_pieces",
            {"firm_code": "X", "item_code": "POROS", "due_date": "2029-01-01", "quantity_pieces": 1},
            "P232",
        ),
    ],
)
def test_rules_that_make_no_sense_are_refused(
    given: Path, table: str, heading: str, cells: dict[str, object], code: str
) -> None:
    one_bar.start(given, table, heading)
    one_bar.add(given, table, **cells)
    with pytest.raises(InvalidInput) as refused:
        one_bar.read(given)
    assert code in {problem.code for problem in refused.value.problems}
