"""The stranger finds each kind of fault that is planted in a sound plan, and nothing in the sound one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rantai.engine.plan.check import check
from rantai.engine.plan.faults import SENTENCES
from rantai.engine.plan.read import read_given, read_plan
from rantai.engine.plan.recount_cutting import is_cuttable

CASE = Path(__file__).resolve().parents[3] / "cases" / "one-bar"
AXLES, CARTS = "O-POROS-005", "O-GEROBAK-006"
SAWING, ASSEMBLING = "J-POROS-005-BENGKEL-005", "J-GEROBAK-006-BENGKEL-006"
FOUR, TWO = "C-MC-005-SS400-BAR-16-6M-01", "C-MC-005-SS400-BAR-16-6M-02"
STEEL = "M-DISTRIBUTOR-16-002"


@pytest.fixture(scope="module")
def given():
    return read_given(CASE / "given")


@pytest.fixture(scope="module")
def plan():
    return read_plan(CASE / "expect")


def edited(tables, name, where, **changes):
    """The tables with the rows of one that match `where` changed."""
    table = getattr(tables, name)
    rows = table.rows()
    hit = [row for row in rows if all(row[column] == value for column, value in where.items())]
    assert hit, "the planted fault has a place"
    for row in hit:
        row.update(changes)
    return replace(tables, **{name: type(table).from_rows(rows)})


def added(tables, name, **row):
    """The tables with one more row; columns not given are empty or zero."""
    table = getattr(tables, name)
    empty = {"code": "", "text": "", "int": 0, "flag": False, "day": None, "ratio": 0.0}
    full = {column.name: row.get(column.name, empty[column.kind]) for column in table.columns}
    return replace(tables, **{name: type(table).from_rows([*table.rows(), full])})


def codes(given, plan):
    return {fault.code for fault in check(given, plan)}


def test_the_plan_made_by_hand_is_sound(given, plan):
    assert check(given, plan) == []
    order = plan.material_orders.rows()[0]
    assert (order["order_week"], order["quantity_pieces"], order["mass_g"]) == (2, 3, 28_410)
    assert (order["cost_idr"], order["alone_idr"]) == (383_535, 468_765)
    assert dict(zip(plan.patterns.pattern_code, plan.patterns.count_pieces, strict=True)) == {FOUR: 2, TWO: 1}


IN_PLAN = [
    ("not_split", "cost_shares", {}, {"payer_code": "MC"}),
    ("shares_differ", "cost_shares", {}, {"share_idr": 383_534}),
    ("above_alone", "cost_shares", {}, {"share_idr": 383_536}),
    ("unknown_code", "jobs", {"job_code": SAWING}, {"maker_code": "NOBODY"}),
    ("out_of_horizon", "loads", {"week": 6}, {"week": 8}),
    ("out_of_horizon", "material_orders", {}, {"order_week": 8}),
    ("not_covered", "pegs", {"supply_code": AXLES}, {"quantity_pieces": 9}),
    ("gives_too_much", "pegs", {"supply_code": AXLES}, {"quantity_pieces": 11}),
    ("gives_too_much", "material_uses", {"consumer_code": FOUR}, {"quantity_pieces": 3}),
    ("wrong_item", "pegs", {"supply_code": AXLES}, {"supply_code": CARTS}),
    ("order_sum", "jobs", {"job_code": SAWING}, {"quantity_pieces": 9}),
    ("order_sum", "orders", {"order_code": AXLES}, {"short_pieces": 1}),
    ("order_weeks", "orders", {"order_code": AXLES}, {"ready_week": 4}),
    ("no_capability", "jobs", {"job_code": SAWING}, {"maker_code": "TOKO"}),
    ("wrong_figure", "jobs", {"job_code": SAWING}, {"cost_idr": 1}),
    ("wrong_figure", "jobs", {"job_code": SAWING}, {"locality": "province"}),
    ("wrong_figure", "jobs", {"job_code": SAWING}, {"material_week": 4}),
    ("wrong_figure", "patterns", {"pattern_code": FOUR}, {"length_um": 6_100_000}),
    ("wrong_figure", "patterns", {"pattern_code": FOUR}, {"used_um2": 1}),
    ("wrong_figure", "patterns", {"pattern_code": FOUR}, {"mass_g": 18_939}),
    ("wrong_figure", "blank_uses", {"pattern_code": FOUR}, {"mass_g": 18_939}),
    ("wrong_figure", "material_orders", {}, {"price_idr_t": 13_000_000}),
    ("wrong_figure", "material_orders", {}, {"cost_idr": 383_534}),
    ("wrong_figure", "material_orders", {}, {"tier_from_g": 100_000}),
    ("wrong_figure", "material_orders", {}, {"arrival_week": 3}),
    ("wrong_figure", "material_orders", {}, {"leftover_g": 1}),
    ("wrong_figure", "material_orders", {}, {"alone_idr": 1}),
    ("wrong_figure", "loads", {"week": 6}, {"capacity_minutes": 2_401}),
    ("load_differs", "loads", {"week": 5}, {"load_minutes": 31}),
    ("part_not_ready", "jobs", {"job_code": ASSEMBLING}, {"made_week": 5, "material_week": 5}),
    ("blanks_differ", "blank_uses", {"pattern_code": FOUR}, {"quantity_blanks": 7}),
    ("blanks_differ", "patterns", {"pattern_code": FOUR}, {"count_pieces": 3}),
    ("blank_of_others", "pattern_pieces", {"pattern_code": TWO}, {"item_code": "GEROBAK"}),
    ("wrong_material", "pattern_pieces", {"pattern_code": TWO, "piece": 1}, {"item_code": "GEROBAK"}),
    ("cut_too_late", "patterns", {"pattern_code": FOUR}, {"week": 6}),
    ("blank_size", "pattern_pieces", {"pattern_code": FOUR, "piece": 1}, {"length_um": 1_449_999}),
    ("against_grain", "pattern_pieces", {"pattern_code": FOUR, "piece": 1}, {"is_turned": True}),
    ("outside_stock", "pattern_pieces", {"pattern_code": FOUR, "piece": 1}, {"x_um": 4_999}),
    ("outside_stock", "pattern_pieces", {"pattern_code": FOUR, "piece": 4}, {"x_um": 4_545_001}),
    ("too_close", "pattern_pieces", {"pattern_code": FOUR, "piece": 2}, {"x_um": 1_457_999}),
    ("steel_differs", "material_uses", {"consumer_code": FOUR}, {"quantity_pieces": 1}),
    ("steel_late", "material_orders", {}, {"order_week": 3, "arrival_week": 5}),
    ("least_order", "material_orders", {}, {"quantity_pieces": 1, "mass_g": 9_470}),
    ("promise_differs", "promises", {}, {"on_time_pieces": 9, "late_pieces": 1, "promise_week": 7}),
    ("promise_differs", "promises", {}, {"on_time_pieces": 9}),
    ("promise_differs", "promises", {}, {"quantity_pieces": 9, "on_time_pieces": 9}),
    ("promise_differs", "promises", {}, {"due_week": 5}),
    ("no_reason", "orders", {"order_code": AXLES}, {"late_weeks": 1}),
    ("bound_above", "bounds", {"stage": "cutting"}, {"bound": 383_536}),
    ("lot_of_others", "patterns", {"pattern_code": FOUR}, {"owner_code": "PEMESAN"}),
    ("peg_differs", "pegs", {"supply_code": FOUR}, {"mass_g": 18_947}),
    ("peg_differs", "pegs", {"supply_code": SAWING}, {"quantity_pieces": 9}),
    ("not_proven", "bounds", {"stage": "cutting"}, {"bound": 300_000}),
]


@pytest.mark.parametrize(("code", "table", "where", "changes"), IN_PLAN)
def test_a_fault_in_the_plan_is_found(given, plan, code, table, where, changes):
    assert code in codes(given, edited(plan, table, where, **changes))


IN_GIVEN = [
    ("capacity_exceeded", "resources", {"process_code": "assemble"}, {"minutes_week": 1_799}),
    ("share_exceeded", "capabilities", {"item_code": "POROS"}, {"max_share_ppm": 900_000}),
    ("starts_too_early", "capabilities", {"item_code": "POROS"}, {"lead_weeks": 7}),
    ("not_a_multiple", "offers", {"offer_code": "DISTRIBUTOR-16"}, {"multiple_g": 18_940}),
    ("not_valid_then", "offers", {"offer_code": "DISTRIBUTOR-16"}, {"valid_to": "2027-01-10"}),
    ("wrong_figure", "offers", {"offer_code": "DISTRIBUTOR-16"}, {"lead_days": 22}),
    ("not_covered", "bills", {}, {"quantity_each": 2}),
    ("not_covered", "bills", {}, {"scrap_ppm": 50_000}),
    ("against_grain", "blanks", {}, {"grain_locked": True}),
    ("no_reason", "items", {"item_code": "POROS"}, {"home_place_code": "33.10"}),
]


@pytest.mark.parametrize(("code", "table", "where", "changes"), IN_GIVEN)
def test_a_plan_that_no_longer_fits_its_input_is_found(given, plan, code, table, where, changes):
    if code == "against_grain":
        plan = edited(plan, "pattern_pieces", {"pattern_code": FOUR, "piece": 1}, is_turned=True)
    if code == "no_reason":
        given = added(given, "parties", party_code="NEAR", kind="maker", place_code="33.10")
        given = added(given, "capabilities", maker_code="NEAR", item_code="POROS", lead_weeks=1)
    assert code in codes(edited(given, table, where, **changes), plan)


def test_a_coil_order_is_whole_coils(given, plan):
    coil = edited(given, "formats", {}, kind="coil")
    coil = edited(coil, "offers", {"offer_code": "DISTRIBUTOR-16"}, coil_min_g=10_000, coil_max_g=25_000)
    coil = added(coil, "cutting_rules", kind="coil", trim_um=5_000, kerf_um=3_000)
    assert "coil_masses" in codes(coil, plan)


def test_a_customers_parts_serve_that_customer_only(given, plan):
    stock = {"item_code": "POROS", "holder_code": "MC", "owner_code": "PEMESAN", "quantity_pieces": 5}
    lot = added(given, "item_stock", stock_code="F-1", **stock)
    peg = {"supply_code": "F-1", "supply_kind": "item_stock", "consumer_code": CARTS, "consumer_kind": "order"}
    assert "lot_of_others" in codes(lot, added(plan, "pegs", **peg, quantity_pieces=5))


def test_a_centre_cuts_its_own_remnants(given, plan):
    remnant = {"format_code": "SS400-BAR-16-6M", "holder_code": "TOKO", "owner_code": "MC", "quantity_pieces": 1}
    lot = added(given, "material_stock", stock_code="R-1", **remnant, length_um=4_000_000, mass_g=6_000)
    use = {"source_code": "R-1", "source_kind": "material_stock", "consumer_code": TWO, "quantity_pieces": 1}
    assert "steel_elsewhere" in codes(lot, added(plan, "material_uses", **use, mass_g=6_000))


def test_a_component_is_bought_from_who_sells_it(given, plan):
    bought = {"item_code": "POROS", "supplier_code": "TOKO", "quantity_pieces": 1, "origin": "national"}
    assert "no_item_offer" in codes(given, added(plan, "component_orders", component_order_code="B-1", **bought))


def test_the_same_axles_do_not_go_into_two_orders(given, plan):
    plan = edited(plan, "jobs", {"job_code": SAWING}, quantity_pieces=5)
    plan = added(plan, "jobs", job_code="J-2", order_code=AXLES, item_code="POROS", maker_code="BENGKEL", made_week=6)
    plan = edited(plan, "jobs", {"job_code": "J-2"}, quantity_pieces=5, material_week=6, locality="sentra")
    plan = edited(plan, "orders", {"order_code": CARTS}, quantity_pieces=5)
    plan = edited(plan, "jobs", {"job_code": ASSEMBLING}, quantity_pieces=5)
    plan = added(plan, "orders", order_code="O-2", item_code="GEROBAK", need_week=6, quantity_pieces=5)
    cart = {"order_code": "O-2", "item_code": "GEROBAK", "maker_code": "BENGKEL", "quantity_pieces": 5}
    plan = added(plan, "jobs", job_code="J-3", **cart, made_week=6, material_week=6, locality="sentra")
    plan = edited(plan, "pegs", {"supply_code": AXLES}, quantity_pieces=5)
    peg = {"supply_code": AXLES, "supply_kind": "order", "consumer_code": "O-2", "consumer_kind": "order"}
    found = check(given, added(plan, "pegs", **peg, quantity_pieces=5))
    assert [(one.table, one.place) for one in found if one.code == "part_not_ready"] == [("pegs", AXLES)]


def boxes(*rows):
    return np.asarray([[x, y, x + length, y + width] for x, y, length, width in rows], dtype=np.int64)


def test_straight_cuts_part_what_a_shear_can_part():
    assert is_cuttable(boxes((0, 0, 10, 10), (10, 0, 10, 4), (10, 4, 10, 6)), kerf=0, stages=3)
    assert not is_cuttable(boxes((0, 0, 10, 10), (10, 0, 10, 4), (10, 4, 10, 6)), kerf=1, stages=3)


def test_a_pinwheel_cannot_be_sheared():
    pinwheel = boxes((0, 0, 6, 4), (6, 0, 4, 6), (4, 6, 6, 4), (0, 4, 4, 6))
    assert not is_cuttable(pinwheel, kerf=0, stages=9)


def test_a_fourth_stage_is_one_too_many():
    nested = boxes((0, 0, 10, 10), (10, 0, 10, 5), (10, 5, 5, 5), (15, 5, 5, 2), (15, 7, 5, 3))
    assert is_cuttable(nested, kerf=0, stages=4)
    assert not is_cuttable(nested, kerf=0, stages=3)


@pytest.fixture
def sheet(given, plan):
    """The same plan with the bar turned into a sheet: four blanks of 1,000 × 500 mm on 2,438 × 1,219 mm."""
    given = edited(given, "formats", {}, kind="sheet", length_um=2_438_000, width_um=1_219_000)
    given = edited(given, "cutting_rules", {}, kind="sheet", kerf_um=0)
    given = edited(given, "blanks", {}, length_um=1_000_000, width_um=500_000)
    plan = edited(plan, "patterns", {}, length_um=2_438_000, width_um=1_219_000)
    plan = edited(plan, "pattern_pieces", {}, length_um=1_000_000, width_um=500_000, y_um=5_000)
    for pattern, count in ((FOUR, 4), (TWO, 2)):
        for piece in range(1, count + 1):
            place = {"x_um": 5_000 + (piece - 1) % 2 * 1_000_000, "y_um": 5_000 + (piece - 1) // 2 * 500_000}
            plan = edited(plan, "pattern_pieces", {"pattern_code": pattern, "piece": piece}, **place)
        plan = edited(plan, "patterns", {"pattern_code": pattern}, used_um2=count * 500_000_000_000)
    return given, plan


def test_a_sheet_is_judged_in_two_directions(sheet):
    given, plan = sheet
    assert check(given, plan) == []
    close = edited(plan, "pattern_pieces", {"pattern_code": FOUR, "piece": 4}, y_um=504_999)
    assert codes(given, close) == {"too_close"}
    outside = edited(plan, "pattern_pieces", {"pattern_code": FOUR, "piece": 4}, y_um=714_001)
    assert codes(given, outside) == {"outside_stock"}


def test_a_sheet_that_no_shear_can_part_is_found(sheet):
    given, plan = sheet
    whirl = [(5, 5, False), (1005, 5, True), (505, 1005, False), (5, 505, True)]
    given = edited(given, "formats", {}, length_um=3_000_000, width_um=3_000_000)
    plan = edited(plan, "patterns", {}, length_um=3_000_000, width_um=3_000_000)
    for piece, (x, y, turned) in enumerate(whirl, start=1):
        sizes = {"length_um": 500_000, "width_um": 1_000_000} if turned else {}
        place = {"x_um": x * 1_000, "y_um": y * 1_000, "is_turned": turned, **sizes}
        plan = edited(plan, "pattern_pieces", {"pattern_code": FOUR, "piece": piece}, **place)
    assert codes(given, plan) == {"not_guillotine"}


def test_no_kind_of_fault_is_without_a_planted_one():
    planted = {case[0] for case in IN_PLAN + IN_GIVEN}
    apart = {"coil_masses", "steel_elsewhere", "no_item_offer", "not_guillotine", "overtime_not_allowed"}
    apart.add("group_above")  # test_shares.py
    apart |= {
        "trial_exceeded",
        "without_tool",
        "without_score",
        "score_too_low",
        "source_exceeded",
        "journey_differs",
        "customer_exceeded",
    }  # planted in test_money.py and test_terms.py
    apart |= {"transfer_differs", "no_road", "sent_too_early", "order_untold", "trucks_differ"}
    apart |= {"over_credit", "over_budget"}  # planted in test_terms_of_buying.py
    apart |= {"not_shared", "unfair_share", "share_passed"}  # planted in test_supply_shares.py
    assert planted | apart == set(SENTENCES)


def test_every_fault_speaks_both_languages(given, plan):
    for code, table, where, changes in IN_PLAN:
        found = [one for one in check(given, edited(plan, table, where, **changes)) if one.code == code]
        said = found[0].as_dict()["text"]
        assert said["id"] != said["en"]
        assert "{" not in said["id"] + said["en"]
