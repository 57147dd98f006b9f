"""The smallest case on its seller's terms: ways between centres, whole orders, rebates, trucks, credit, money."""

from dataclasses import replace
from pathlib import Path

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.check import check
from rantai.engine.plan.explain import Chain
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.result import PlanResult
from rantai.engine.plan.run import run
from tests import one_bar

BAR = "SS400-BAR-16-6M"
HEADINGS = {
    "material_stock": "stock_code,format_code,holder_code,owner_code,quantity_pieces,length_um,width_um,mass_g,heat",
    "centre_roads": "from_code,to_code,distance_m,days,price_idr_t",
    "supplier_terms": "supplier_code,min_order_g,truck_g,truck_idr",
    "supplier_rebates": "supplier_code,from_g,rebate_ppm",
    "supplier_credits": "supplier_code,credit_idr,credit_weeks",
    "return_trucks": "supplier_code,week_date,trucks,truck_idr",
    "steel_budgets": "week_date,budget_idr",
}


def table(folder: Path, name: str, *rows: dict[str, object]) -> None:
    one_bar.start(folder, name, HEADINGS[name])
    for row in rows:
        one_bar.add(folder, name, **row)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The case with a second centre, at which two of the three bars lie."""
    given = one_bar.copy(tmp_path)
    centre = {"party_code": "MC2", "party_name": "Pusat kedua", "kind": "centre", "place_code": "33.28"}
    one_bar.add(given, "parties", **centre, is_example="yes")
    lot = {"stock_code": "S1", "format_code": BAR, "holder_code": "MC2", "owner_code": "MC2"}
    table(given, "material_stock", {**lot, "quantity_pieces": 2, "mass_g": 18_940})
    return given


def without_stock(folder: Path) -> Path:
    one_bar.start(folder, "material_stock", HEADINGS["material_stock"])
    return folder


def planned(folder: Path) -> tuple[PlanInput, PlanResult]:
    given = one_bar.read(folder)
    return given, run(given, PlanParams())


def bought(result: PlanResult) -> list[tuple[str, int, int]]:
    """(seller, pieces, rupiah) of every steel order."""
    rows = result.output.material_orders.rows()
    return [(row["supplier_code"], row["quantity_pieces"], row["cost_idr"]) for row in rows]


def faults(given: PlanInput, result: PlanResult, **tables: object) -> set[str]:
    return {fault.code for fault in check(given, replace(result.output, **tables))}


def test_without_ways_steel_moves_freely_and_nothing_is_said_of_it(folder: Path) -> None:
    _, result = planned(folder)
    assert bought(result) == [("TOKO", 1, 156_255)]
    assert len(result.output.transfers) == 0


def test_over_a_way_steel_is_sent_before_any_is_bought(folder: Path) -> None:
    way = {"from_code": "MC2", "to_code": "MC", "days": 2, "price_idr_t": 200_000}
    table(folder, "centre_roads", way)
    given, result = planned(folder)
    [sent] = result.output.transfers.rows()
    assert sent["transfer_code"] == "T-S1-MC-004"
    assert (sent["send_week"], sent["usable_week"], sent["quantity_pieces"], sent["mass_g"]) == (4, 5, 2, 18_940)
    assert sent["cost_idr"] == 3_788  # 18.94 kg at Rp 200/kg
    assert bought(result) == [("TOKO", 1, 156_255)]
    transfers = type(result.output.transfers)
    assert faults(given, result, transfers=transfers.empty()) == {"transfer_differs"}
    early = transfers.from_rows([{**sent, "send_week": -1, "usable_week": 0}])
    assert faults(given, result, transfers=early) == {"sent_too_early"}
    other = replace(
        given,
        centre_roads=type(given.centre_roads).from_rows(
            [{**row, "from_code": "MC", "to_code": "MC2"} for row in given.centre_roads.rows()]
        ),
    )
    assert {fault.code for fault in check(other, result.output)} == {"no_road"}


def test_where_no_way_leads_steel_is_bought(folder: Path) -> None:
    table(folder, "centre_roads", {"from_code": "MC", "to_code": "MC2", "days": 2, "price_idr_t": 200_000})
    given, result = planned(folder)
    assert len(result.output.transfers) == 0
    assert bought(result) == [("DISTRIBUTOR", 3, 383_535)]
    free = planned(without_ways(folder))[1]
    assert {fault.code for fault in check(given, free.output)} >= {"transfer_differs"}


def without_ways(folder: Path) -> Path:
    one_bar.start(folder, "centre_roads", HEADINGS["centre_roads"])
    return folder


def test_a_way_too_long_is_not_taken(folder: Path) -> None:
    table(folder, "centre_roads", {"from_code": "MC2", "to_code": "MC", "days": 42, "price_idr_t": 200_000})
    _, result = planned(folder)
    assert len(result.output.transfers) == 0
    assert sum(row["quantity_pieces"] for row in result.output.material_orders.rows()) == 3


def test_a_least_order_above_all_demand_sends_to_another_seller(folder: Path) -> None:
    table(without_stock(folder), "supplier_terms", {"supplier_code": "DISTRIBUTOR", "min_order_g": 1_000_000})
    _, result = planned(folder)
    assert bought(result) == [("TOKO", 3, 468_765)]


def test_a_rebate_is_on_the_whole_order_and_recounted(folder: Path) -> None:
    table(
        without_stock(folder),
        "supplier_rebates",
        {"supplier_code": "DISTRIBUTOR", "from_g": 20_000, "rebate_ppm": 50_000},
    )
    given, result = planned(folder)
    assert bought(result) == [("DISTRIBUTOR", 3, 364_359)]  # 383,535 less 5 %
    [order] = result.output.supplier_orders.rows()
    assert (order["value_idr"], order["rebate_ppm"], order["cost_idr"]) == (383_535, 50_000, 364_359)
    assert sum(row["share_idr"] for row in result.output.cost_shares.rows()) == 364_359
    assert faults(given, result, supplier_orders=type(result.output.supplier_orders).empty()) == {"order_untold"}
    rows = [{**order, "cost_idr": 364_358}]
    assert faults(given, result, supplier_orders=type(result.output.supplier_orders).from_rows(rows)) >= {
        "wrong_figure"
    }


def test_whole_trucks_and_those_that_come_back(folder: Path) -> None:
    truck = {"supplier_code": "DISTRIBUTOR", "truck_g": 20_000, "truck_idr": 10_000}
    table(without_stock(folder), "supplier_terms", truck)
    given, result = planned(folder)
    [load] = result.output.steel_loads.rows()
    assert (load["trucks"], load["back_trucks"], load["cost_idr"]) == (2, 0, 20_000)
    back = {"supplier_code": "DISTRIBUTOR", "week_date": "2027-02-01", "trucks": 1, "truck_idr": 4_000}
    table(folder, "return_trucks", back)
    _, cheaper = planned(folder)
    [load] = cheaper.output.steel_loads.rows()
    assert (load["trucks"], load["back_trucks"], load["cost_idr"]) == (1, 1, 14_000)
    assert {fault.code for fault in check(given, cheaper.output)} >= {"trucks_differ"}


def test_a_budget_of_nothing_is_answered_with_the_reason(folder: Path) -> None:
    table(without_stock(folder), "steel_budgets", {"week_date": "2027-01-04", "budget_idr": 0})
    _, result = planned(folder)
    assert bought(result) == []
    reasons = {(row["subject_code"], row["kind"], row["reason_code"]) for row in result.output.reasons.rows()}
    assert ("O-POROS-005", "short", "over_budget") in reasons


def test_money_that_comes_later_makes_steel_late_and_no_dearer(folder: Path) -> None:
    table(without_stock(folder), "steel_budgets", {"week_date": "2027-01-25", "budget_idr": 500_000})
    given, result = planned(folder)
    assert all(row["order_week"] >= 3 for row in result.output.material_orders.rows())
    assert sum(row["cost_idr"] for row in result.output.material_orders.rows()) <= 500_000
    poor = replace(
        given,
        steel_budgets=type(given.steel_budgets).from_rows(
            [{"week_date": given.horizon.start_date[0].item(), "budget_idr": 1}]
        ),
    )
    assert "over_budget" in {fault.code for fault in check(poor, result.output)}


def test_no_credit_at_one_seller_leaves_the_order_to_another(folder: Path) -> None:
    table(
        without_stock(folder), "supplier_credits", {"supplier_code": "DISTRIBUTOR", "credit_idr": 0, "credit_weeks": 4}
    )
    given, result = planned(folder)
    assert bought(result) == [("TOKO", 3, 468_765)]
    table(
        folder,
        "supplier_credits",
        *({"supplier_code": one, "credit_idr": 0, "credit_weeks": 1} for one in ("DISTRIBUTOR", "TOKO")),
    )
    poor, none = planned(folder)
    assert bought(none) == []
    assert "over_credit" in none.output.reasons.reason_code.tolist()
    assert "over_credit" in {fault.code for fault in check(poor, result.output)}
    assert not check(given, result.output)


@pytest.mark.parametrize(
    ("name", "row", "code"),
    [
        ("centre_roads", {"from_code": "MC", "to_code": "TOKO", "days": 1, "price_idr_t": 1}, "P260"),
        ("centre_roads", {"from_code": "MC", "to_code": "MC", "days": 1, "price_idr_t": 1}, "P261"),
        ("supplier_terms", {"supplier_code": "TOKO", "truck_idr": 10_000}, "P262"),
        ("return_trucks", {"supplier_code": "TOKO", "week_date": "2027-01-04", "trucks": 1, "truck_idr": 1}, "P263"),
        ("steel_budgets", {"week_date": "2027-01-05", "budget_idr": 1}, "P202"),
    ],
)
def test_terms_that_contradict_themselves_are_refused(
    folder: Path, name: str, row: dict[str, object], code: str
) -> None:
    table(folder, name, row)
    with pytest.raises(InvalidInput) as caught:
        one_bar.read(folder)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_larger_order_never_gets_a_smaller_rebate(folder: Path) -> None:
    seller = {"supplier_code": "DISTRIBUTOR"}
    rebates = ({**seller, "from_g": 0, "rebate_ppm": 100_000}, {**seller, "from_g": 20_000, "rebate_ppm": 10_000})
    table(without_stock(folder), "supplier_rebates", *rebates)
    _, result = planned(folder)
    assert result.output.supplier_orders.rebate_ppm.tolist() == [100_000]


def alone(folder: Path) -> Path:
    """The distributor is the only seller."""
    one_bar.change(without_stock(folder), "offers", "TOKO-16", valid_to="2026-01-04")
    return folder


def test_a_format_sold_by_the_tonne_alone_is_bought_with_the_surplus_told(folder: Path) -> None:
    one_bar.change(alone(folder), "offers", "DISTRIBUTOR-16", min_order_g=1_000_000)
    _, result = planned(folder)
    take, wait = result.output.surplus_ways.rows()
    assert (take["way"], take["is_taken"], take["subject_code"]) == ("take_surplus", True, "M-DISTRIBUTOR-16-002")
    assert (take["mass_g"], take["surplus_g"]) == (1_003_820, 975_410)  # 106 bars, three of them needed
    assert take["tied_idr"] == 13_049_660 * 103 // 106
    assert take["months_cover"] == pytest.approx(106 / 3 * 8 / (52 / 12), abs=0.001)
    assert (wait["way"], wait["is_taken"], wait["tied_idr"]) == ("wait_and_pool", False, 0)


def test_a_whole_order_above_all_demand_is_not_placed_and_says_what_could_be_done(folder: Path) -> None:
    table(alone(folder), "supplier_terms", {"supplier_code": "DISTRIBUTOR", "min_order_g": 1_000_000})
    _, result = planned(folder)
    assert bought(result) == []
    assert "least_order" in result.output.reasons.reason_code.tolist()
    assert [(row["subject_code"], row["way"], row["is_taken"]) for row in result.output.surplus_ways.rows()] == [
        (BAR, "take_surplus", False),
        (BAR, "wait_and_pool", False),
    ]


def test_another_seller_is_told_with_its_price(folder: Path) -> None:
    one_bar.change(without_stock(folder), "offers", "DISTRIBUTOR-16", min_order_g=30_000)
    one_bar.change(folder, "offer_tiers", "TOKO-16", price_idr_t=40_000_000)
    _, result = planned(folder)
    assert bought(result) == [("DISTRIBUTOR", 4, 511_380)]
    ways = {row["way"]: row for row in result.output.surplus_ways.rows()}
    assert (ways["other_seller"]["offer_code"], ways["other_seller"]["cost_idr"]) == ("TOKO-16", 1_136_400)
    assert ways["take_surplus"]["surplus_g"] == 9_470


def test_a_tonne_more_is_worth_what_the_plan_saves_with_it(folder: Path) -> None:
    """The sum is held against a plan made anew, with the tonne among its receipts."""
    _, before = planned(without_stock(folder))
    [worth] = before.output.steel_worths.rows()
    assert (worth["format_code"], worth["week"], worth["mass_g"]) == (BAR, 5, 1_003_820)
    one_bar.start(
        folder, "material_receipts", "receipt_code,format_code,holder_code,owner_code,due_date,quantity_pieces,mass_g"
    )
    lot = {"receipt_code": "R1", "format_code": BAR, "holder_code": "MC", "owner_code": "MC"}
    one_bar.add(folder, "material_receipts", **lot, due_date="2027-02-05", quantity_pieces=106, mass_g=1_003_820)
    _, after = planned(folder)
    costs = [sum(row["cost_idr"] for row in one.output.material_orders.rows()) for one in (before, after)]
    assert abs(worth["saving_idr"] - (costs[0] - costs[1])) <= worth["doubt_idr"] + 1
    assert costs == [383_535, 0]


def test_a_tonne_more_frees_a_whole_order_that_would_be_mostly_surplus(folder: Path) -> None:
    """With a least order of a tonne the three bars cost thirteen million, and that is what a tonne more is worth."""
    one_bar.change(alone(folder), "offers", "DISTRIBUTOR-16", min_order_g=1_000_000)
    _, result = planned(folder)
    [worth] = result.output.steel_worths.rows()
    assert worth["saving_idr"] >= 13_049_660


def test_explain_says_worth_and_ways_in_words_and_rupiah(folder: Path) -> None:
    one_bar.change(alone(folder), "offers", "DISTRIBUTOR-16", min_order_g=1_000_000)
    _, result = planned(folder)
    chain = Chain(result.output)
    english, indonesian = (
        [line.replace("\xa0", " ") for line in chain.of_steel("M-DISTRIBUTOR-16-002", language)]
        for language in ("en", "id")
    )
    assert english[0].startswith("1,003.8 kg more of SS400 batang Ø16 6 m from week 5 on is worth Rp ")
    assert "12,680,330 tied up" in english[1]
    assert indonesian[1].startswith("Sisa 975,4 kg disimpan sebagai stok: cukup untuk 65,2 bulan")
    assert chain.of_steel("O-POROS-005", "en") == []
