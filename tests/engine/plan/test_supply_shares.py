"""Steel that is short is shared by firm need, never first come first served; a stranger finds what is planted."""

from dataclasses import replace
from pathlib import Path

import pytest

from rantai.engine.plan.answer import SupplyShares
from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar

STOCK = "stock_code,format_code,holder_code,owner_code,quantity_pieces,mass_g,length_um,width_um"


def two_workshops(folder: Path, *, bars: int, early: int = 10, late: int = 10, firmness: str = "firm"):
    """Two workshops, each the only maker of its axle; one bar size, sold by nobody; the first is needed a week earlier.

    An axle of 1,450 mm weighs 2,288 g net; a bar of 9,470 g counts as 85 %, 8,049 g.
    """
    given = one_bar.copy(folder)
    where = {"sentra_code": "TEGAL", "place_code": "33.28", "is_example": "yes"}
    one_bar.add(given, "parties", party_code="BENGKEL2", party_name="Bengkel Dua", kind="maker", **where)
    saw = {"maker_code": "BENGKEL2", "bed_length_um": 0, "minutes_week": 2400, "resource_name": "Alat"}
    for process in ("cut", "assemble"):
        one_bar.add(given, "resources", resource_code=f"BENGKEL2-{process}", process_code=process, **saw)
    names = {"item_name_id": "Lain", "item_name_en": "Other", "lead_weeks": 1, "home_place_code": "33.28"}
    one_bar.add(given, "items", item_code="GEROBAK2", kind="vehicle", bill_line=0, mass_g_each=25000, **names)
    one_bar.add(given, "items", item_code="POROS2", kind="part", bill_line=1, mass_g_each=2289, **names)
    one_bar.add(given, "bills", parent_code="GEROBAK2", child_code="POROS2", quantity_each=1)
    size = {"material_code": "SS400-BAR-16", "length_um": 1_450_000, "blanks_each": 1, "parts_per_blank": 1}
    one_bar.add(given, "blanks", item_code="POROS2", grain_locked="no", **size)
    for item, process in (("GEROBAK2", "assemble"), ("POROS2", "cut")):
        able = {"maker_code": "BENGKEL2", "item_code": item, "price_idr_each": 12_000}
        one_bar.add(given, "capabilities", **able, lead_weeks=1, max_share_ppm=10**6)
        one_bar.add(given, "operations", item_code=item, sequence=1, process_code=process, cycle_ms=60_000)
    one_bar.change(given, "demand", "D-1", quantity_pieces=early, due_date="2027-02-12")
    line = {"kind": "programme", "item_code": "GEROBAK2", "customer_code": "PEMESAN", "place_code": "33.10"}
    line |= {"due_date": "2027-02-19", "priority": 1, "firmness": firmness}
    one_bar.add(given, "demand", demand_code="D-2", quantity_pieces=late, **line)
    for offer in ("DISTRIBUTOR-16", "TOKO-16"):
        one_bar.change(given, "offers", offer, valid_from="2027-02-27")  # comes after the plan
    one_bar.start(given, "material_stock", STOCK)
    path = given / "material_stock.csv"
    path.write_text(f"{STOCK}\nS-1,SS400-BAR-16-6M,MC,MC,{bars},{bars * 9470},,\n", encoding="utf-8")
    return one_bar.read(given)


def planned(given):
    plan = run(given, PlanParams()).output
    assert check(given, plan) == []
    return plan


def made(plan) -> dict[str, int]:
    jobs = plan.jobs.rows()
    return {
        item: sum(row["quantity_pieces"] for row in jobs if row["item_code"] == item) for item in ("POROS", "POROS2")
    }


def shares(plan):
    return {
        row["party_code"]: (row["committed_g"], row["share_g"], row["unmet_g"]) for row in plan.supply_shares.rows()
    }


def test_who_needs_it_first_does_not_take_it_all(tmp_path: Path):
    plan = planned(two_workshops(tmp_path, bars=3))
    # 3 bars count as 24,148 g; 10 axles each are 22,885 g: half each, 12,074 g, 5 axles
    assert shares(plan) == {"BENGKEL": (22_885, 12_074, 10_811), "BENGKEL2": (22_885, 12_074, 10_811)}
    assert made(plan) == {"POROS": 5, "POROS2": 5}
    axles = [row for row in plan.reasons.rows() if "POROS" in row["subject_code"]]
    assert {(row["reason_code"], row["resource_code"]) for row in axles} == {("shared_short", "SS400-BAR-16")}


def test_everybody_gets_the_same_part_of_its_firm_need(tmp_path: Path):
    plan = planned(two_workshops(tmp_path, bars=3, late=2))
    # 24,148 g for 22,885 and 4,577 g: 87.9 % of each, in whole axles 8 of 10 and 1 of 2
    assert shares(plan) == {"BENGKEL": (22_885, 20_123, 2_762), "BENGKEL2": (4_577, 4_025, 552)}
    assert made(plan) == {"POROS": 8, "POROS2": 1}


def test_a_forecast_gets_what_firm_need_leaves(tmp_path: Path):
    plan = planned(two_workshops(tmp_path, bars=3, firmness="forecast"))
    # the firm 10 axles are met, 22,885 g; 1,263 g are left, less than an axle
    assert shares(plan) == {"BENGKEL": (22_885, 22_885, 0), "BENGKEL2": (0, 1_263, 21_622)}
    assert made(plan) == {"POROS": 10, "POROS2": 0}


def test_nothing_is_shared_where_there_is_enough(tmp_path: Path):
    assert not len(planned(two_workshops(tmp_path, bars=6)).supply_shares)


def two_customers(folder: Path, **line: str):
    """One axle that two workshops could make, wanted by two customers in different weeks; three bars for 20 axles."""
    two_workshops(folder, bars=3, late=10)
    given = folder / "given"
    able = {"maker_code": "BENGKEL2", "item_code": "POROS", "price_idr_each": 12_000}
    one_bar.add(given, "capabilities", **able, lead_weeks=1, max_share_ppm=10**6)
    where = {"place_code": "33.28", "is_example": "yes"}
    one_bar.add(given, "parties", party_code="PEMESAN2", party_name="Koperasi Dua", kind="buyer", **where)
    one_bar.change(given, "demand", "D-2", item_code="GEROBAK", customer_code="PEMESAN2", kind="call_off", **line)
    return one_bar.read(given)


def test_where_no_workshop_is_known_customers_share(tmp_path: Path):
    plan = planned(two_customers(tmp_path))
    assert shares(plan) == {"PEMESAN": (22_885, 12_074, 10_811), "PEMESAN2": (22_885, 12_074, 10_811)}
    assert {row["basis"] for row in plan.supply_shares.rows()} == {"customer"}
    # each has a lot of its own week, and 5 of its 10 axles
    assert [row["quantity_pieces"] - row["short_pieces"] for row in plan.promises.rows()] == [5, 5]


def test_customers_of_one_lot_share_it(tmp_path: Path):
    plan = planned(two_customers(tmp_path, due_date="2027-02-12"))
    # one lot of 20 axles and one of 20 carts for both: the first link does not take its 10 before the second gets any
    assert [row["quantity_pieces"] - row["short_pieces"] for row in plan.promises.rows()] == [5, 5]


def short_of_money(folder: Path, bars: int):
    """The same two workshops; the distributor sells, and there is money for so many bars of Rp 127,845."""
    two_workshops(folder, bars=1)
    given = folder / "given"
    (given / "material_stock.csv").unlink()
    for offer in ("DISTRIBUTOR-16", "TOKO-16"):
        one_bar.change(given, "offers", offer, valid_from="")
    one_bar.start(given, "steel_budgets", f"week_date,budget_idr\n2027-01-04,{bars * 127_845}")
    return one_bar.read(given)


def test_money_that_is_short_is_shared_too(tmp_path: Path):
    given = short_of_money(tmp_path, bars=3)
    plan = planned(given)
    # five bars would be needed; three of five of 45,770 g are 27,462 g, half of it each, 6 axles: exactly three bars
    assert shares(plan) == {"BENGKEL": (22_885, 13_731, 9_154), "BENGKEL2": (22_885, 13_731, 9_154)}
    assert {row["cause"] for row in plan.supply_shares.rows()} == {"money"}
    assert made(plan) == {"POROS": 6, "POROS2": 6}
    assert sum(row["cost_idr"] for row in plan.material_orders.rows()) == 383_535
    rich = replace(given, steel_budgets=type(given.steel_budgets).from_rows([]))
    assert "not_shared" in {one.code for one in check(rich, plan)}


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("unfair_share", {"share_g": 22_885, "unmet_g": 0}),
        ("shares_differ", {"share_g": 12_075, "unmet_g": 10_810}),
        ("wrong_figure", {"committed_g": 1}),
        ("wrong_figure", {"unmet_g": 0}),
        ("share_passed", {"share_g": 9_000, "unmet_g": 13_885}),
        ("unknown_code", {"party_code": "NOBODY"}),
        ("not_shared", {"party_code": "MC"}),
    ],
)
def test_the_stranger_finds_what_is_planted(tmp_path: Path, fault: str, change: dict):
    given = two_workshops(tmp_path, bars=3)
    plan = planned(given)
    first, *rest = plan.supply_shares.rows()
    wrong = replace(plan, supply_shares=SupplyShares.from_rows([{**first, **change}, *rest]))
    assert fault in {one.code for one in check(given, wrong)}


def test_a_plan_that_tells_nothing_of_short_steel_is_found(tmp_path: Path):
    given = two_workshops(tmp_path, bars=3)
    silent = replace(planned(given), supply_shares=SupplyShares.from_rows([]))
    assert "not_shared" in {one.code for one in check(given, silent)}
