"""Whole plans as short stories about one bar, one maker and ten carts."""

from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar


def plan(given, **params):
    tables = one_bar.read(given)
    result = run(tables, PlanParams(**params))
    assert check(tables, result.output) == []
    return result


def reasons(result):
    return {(row["kind"], row["reason_code"], row["resource_code"]) for row in result.output.reasons.rows()}


def test_ten_carts_need_three_bars_on_time(tmp_path):
    result = plan(one_bar.copy(tmp_path))
    [order] = result.output.material_orders.rows()
    assert (order["quantity_pieces"], order["cost_idr"], order["order_week"]) == (3, 383_535, 2)
    assert order["alone_idr"] == 468_765
    assert result.output.patterns.count_pieces.sum() == 3
    assert result.output.promises.on_time_pieces.tolist() == [10]
    assert len(result.output.reasons) == 0
    assert result.summary["status"] == "optimal"


def test_a_full_bench_makes_carts_late_and_says_how_many_minutes_are_missing(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "resources", "BENGKEL-assemble", minutes_week=900)  # five carts a week
    result = plan(given)
    assert result.output.promises.late_pieces.tolist() == [5]
    [late] = [row for row in result.output.reasons.rows() if row["kind"] == "late"]
    assert (late["reason_code"], late["resource_code"], late["unit"]) == (
        "capacity_full",
        "BENGKEL-assemble",
        "minutes",
    )
    assert late["week"] == 6
    assert late["amount"] == 900


def test_carts_wanted_before_steel_can_come_are_late_because_of_the_steel(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "demand", "D-1", due_date="2027-01-06")
    result = plan(given)
    assert result.output.promises.on_time_pieces.tolist() == [0]
    assert {("late", "part_late", "POROS"), ("late", "material_late", "SS400-BAR-16")} <= reasons(result)


def test_steel_at_the_centre_goes_first(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.start(
        given,
        "material_stock",
        "stock_code,format_code,holder_code,owner_code,quantity_pieces,length_um,width_um,mass_g,heat",
    )
    stock = {"format_code": "SS400-BAR-16-6M", "holder_code": "MC", "owner_code": "MC", "mass_g": 9470}
    one_bar.add(given, "material_stock", stock_code="LOT-1", quantity_pieces=1, heat="H1", **stock)
    result = plan(given)
    uses = {row["source_code"]: row["quantity_pieces"] for row in result.output.material_uses.rows()}
    assert uses["LOT-1"] == 1
    assert result.output.material_orders.quantity_pieces.tolist() == [2]


def test_a_customers_steel_serves_that_customer_only(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.start(
        given,
        "material_stock",
        "stock_code,format_code,holder_code,owner_code,quantity_pieces,length_um,width_um,mass_g,heat",
    )
    stock = {"format_code": "SS400-BAR-16-6M", "holder_code": "BENGKEL", "owner_code": "PEMESAN", "mass_g": 28410}
    one_bar.add(given, "material_stock", stock_code="LOT-1", quantity_pieces=3, heat="H1", **stock)
    result = plan(given)
    assert "LOT-1" not in result.output.material_uses.source_code.tolist()
    one_bar.change(given, "demand", "D-1", material_owner_code="PEMESAN")
    result = plan(given)
    assert set(result.output.material_uses.source_code.tolist()) == {"LOT-1"}
    assert len(result.output.material_orders) == 0


def test_a_blank_longer_than_every_bar_is_an_answer(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "blanks", "POROS", length_um=6_500_000)
    result = plan(given)
    assert result.summary["status"] == "infeasible"
    assert ("short", "fits_no_format", "SS400-BAR-16") in reasons(result)
    assert result.output.promises.short_pieces.tolist() == [10]


def test_a_part_that_nobody_can_make_is_short_with_its_reason(tmp_path):
    given = one_bar.copy(tmp_path)
    rows = (given / "capabilities.csv").read_text().splitlines()
    (given / "capabilities.csv").write_text("\n".join(row for row in rows if "POROS" not in row) + "\n")
    result = plan(given)
    assert ("short", "no_maker", "POROS") in reasons(result)
    assert result.output.promises.short_pieces.tolist() == [10]


def test_a_scenario_scales_the_programme(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.start(given, "scenarios", "scenario_code,scenario_name,vehicles_pieces")
    one_bar.add(given, "scenarios", scenario_code="S4", scenario_name="empat", vehicles_pieces=4)
    result = run(one_bar.read(given), PlanParams(scenario="S4"))
    assert result.output.promises.quantity_pieces.tolist() == [4]


def test_finished_axles_at_hand_save_steel(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.start(given, "item_stock", "stock_code,item_code,holder_code,owner_code,quantity_pieces")
    one_bar.add(
        given, "item_stock", stock_code="A", item_code="POROS", holder_code="MC", owner_code="MC", quantity_pieces=6
    )
    result = plan(given)
    assert result.output.patterns.count_pieces.sum() == 1
    assert result.output.promises.on_time_pieces.tolist() == [10]


def test_a_workshop_without_hours_is_answered_with_a_reason(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "resources", "BENGKEL-cut", minutes_week=0)
    result = run(one_bar.read(given), PlanParams())
    assert result.summary["status"] == "infeasible"
    assert "capacity_full" in result.output.reasons.reason_code.tolist()
