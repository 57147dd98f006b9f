"""What if: every kind of change over one bar, one maker and ten carts, and what the plan makes of it."""

import random
from datetime import date

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.change import Change
from rantai.engine.plan.changes import apply, settings
from rantai.engine.plan.check import check
from rantai.engine.plan.given import GIVEN_TABLES
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar


@pytest.fixture
def given(tmp_path):
    return one_bar.read(one_bar.copy(tmp_path))


def scope(**codes):
    return tuple(codes.items())


def plan(given, *changes):
    """The plan of the changed tables, recounted by the stranger."""
    changed = apply(given, changes)
    result = run(changed, settings(PlanParams(), changes))
    assert check(changed, result.output) == []
    return result


def refused(given, *changes):
    with pytest.raises(InvalidInput) as caught:
        apply(given, changes)
    return [(problem.code, str(problem.where)) for problem in caught.value.problems]


def same(left, right):
    return all(
        [str(value) for value in getattr(getattr(left, name), column.name)]
        == [str(value) for value in getattr(getattr(right, name), column.name)]
        for name, kind in GIVEN_TABLES.items()
        for column in kind.columns
    )


def test_no_change_is_the_base_itself(given):
    assert same(apply(given, ()), given)


def test_the_base_stays_as_it_is(given):
    apply(given, [Change("demand_factor", value=3_000_000), Change("supplier_off", scope(supplier_code="TOKO"))])
    assert given.demand.quantity_pieces.tolist() == [10]
    assert len(given.offers) == 2


def test_a_fifth_more_demand_is_twelve_carts(given):
    result = plan(given, Change("demand_factor", scope(demand_kind="programme"), 1_200_000))
    assert result.summary["figures"]["demand"]["programme"]["quantity_pieces"] == 12


def test_shares_of_lines_add_up_to_the_factor_of_their_sum(tmp_path):
    folder = one_bar.copy(tmp_path)
    for number in range(2, 8):
        one_bar.add(
            folder,
            "demand",
            demand_code=f"D-{number}",
            kind="programme",
            item_code="GEROBAK",
            customer_code="PEMESAN",
            place_code="33.10",
            due_date="2027-02-19",
            quantity_pieces=1,
            priority=1,
            firmness="firm",
        )
    changed = apply(one_bar.read(folder), [Change("demand_factor", value=1_250_000)])
    assert changed.demand.quantity_pieces.sum() == 20  # 16 × 1.25
    halved = apply(one_bar.read(folder), [Change("demand_factor", value=500_000)])
    assert halved.demand.quantity_pieces.sum() == 8


def test_demand_can_be_set_for_a_place_and_everything_in_it(given):
    changed = apply(given, [Change("demand_set", scope(place_code="33"), 25)])
    assert changed.demand.quantity_pieces.tolist() == [25]


def test_nothing_wanted_is_an_empty_plan_not_an_error(given):
    result = plan(given, Change("demand_set", value=0))
    assert result.summary["demand"]["lines"] == 0
    assert result.summary["figures"]["domestic_ppm"] == 0


def test_only_lines_due_inside_the_dates_change(given):
    outside = Change("demand_factor", value=2_000_000, from_date=date(2027, 2, 20))
    assert refused(given, outside) == [("P303", "changes[0]")]
    inside = Change("demand_factor", value=2_000_000, from_date=date(2027, 2, 19), to_date=date(2027, 2, 19))
    assert apply(given, [inside]).demand.quantity_pieces.tolist() == [20]


def test_a_scenario_sets_the_volume_of_the_programme(tmp_path):
    folder = one_bar.copy(tmp_path)
    (folder / "scenarios.csv").write_text("scenario_code,scenario_name,vehicles_pieces\nV40,Empat puluh,40\n")
    volume = Change("demand_volume", scope(scenario_code="V40"))
    assert apply(one_bar.read(folder), [volume]).demand.quantity_pieces.tolist() == [40]
    with pytest.raises(InvalidInput) as caught:
        settings(PlanParams(scenario="V40"), [volume])
    assert [problem.code for problem in caught.value.problems] == ["P315"]


def test_dearer_steel_costs_more_for_the_same_bars(given):
    [before], [after] = (
        result.output.material_orders.rows()
        for result in (plan(given), plan(given, Change("steel_price_factor", value=1_200_000)))
    )
    assert (after["mass_g"], after["price_idr_t"]) == (before["mass_g"], before["price_idr_t"] * 12 // 10)


def test_a_price_of_some_weeks_holds_in_those_weeks_only(given):
    change = Change(
        "steel_price_factor", scope(supplier_code="DISTRIBUTOR"), 2_000_000, (), date(2027, 1, 18), date(2027, 1, 24)
    )
    changed = apply(given, [change])
    rows = {row["offer_code"]: row for row in changed.offers.rows() if row["supplier_code"] == "DISTRIBUTOR"}
    assert list(rows) == ["DISTRIBUTOR-16", "DISTRIBUTOR-16.2027-01-18", "DISTRIBUTOR-16.2027-01-25"]
    prices = {row["offer_code"]: row["price_idr_t"] for row in changed.offer_tiers.rows() if row["from_g"] == 18_940}
    assert [prices[code] for code in rows] == [13_500_000, 27_000_000, 13_500_000]
    [order] = plan(given, change).output.material_orders.rows()
    assert order["cost_idr"] <= 468_765  # it is bought a week earlier, or at the shop, never at the double price


def test_a_mill_down_in_the_weeks_it_is_needed_sends_the_plan_to_the_shop(given):
    change = Change("supplier_off", scope(supplier_code="DISTRIBUTOR"), 0, (), date(2027, 1, 4), date(2027, 2, 28))
    result = plan(given, change)
    assert {row["supplier_code"] for row in result.output.material_orders.rows()} == {"TOKO"}
    assert result.summary["figures"]["steel"][0]["supplier_kind"] == "retail"


def test_no_seller_at_all_is_short_with_its_reason(given):
    result = plan(
        given,
        Change("supplier_off", scope(supplier_code="DISTRIBUTOR")),
        Change("supplier_off", scope(supplier_code="TOKO")),
    )
    assert result.summary["status"] == "infeasible"
    assert "no_offer" in result.summary["reasons"]


def test_a_late_vessel_makes_the_steel_arrive_later(given):
    late = plan(
        given,
        Change("supplier_off", scope(supplier_code="TOKO")),
        Change("lead_days", scope(supplier_code="DISTRIBUTOR"), 14),
    )
    [order] = late.output.material_orders.rows()
    assert order["arrival_week"] - order["order_week"] == 4
    early = apply(given, [Change("lead_days", value=-400)])
    assert early.offers.lead_days.tolist() == [0, 0]


def test_receipts_come_later(tmp_path):
    folder = one_bar.copy(tmp_path)
    one_bar.start(
        folder, "material_receipts", "receipt_code,format_code,holder_code,owner_code,due_date,quantity_pieces,mass_g"
    )
    one_bar.add(
        folder,
        "material_receipts",
        receipt_code="R-1",
        format_code="SS400-BAR-16-6M",
        holder_code="MC",
        owner_code="MC",
        due_date="2027-01-11",
        quantity_pieces=3,
        mass_g=28_410,
    )
    given = one_bar.read(folder)
    changed = apply(given, [Change("receipts_late", scope(material_code="SS400-BAR-16"), 10)])
    assert changed.material_receipts.due_date.tolist() == [date(2027, 1, 21)]
    assert len(plan(given).output.material_orders) == 0
    gone = Change("receipts_late", scope(receipt_code="R-1"), 300)
    assert len(plan(given, gone).output.material_orders) == 1


def test_fewer_hours_make_carts_late_and_overtime_takes_it_back(given):
    half = Change("capacity_factor", scope(resource_code="BENGKEL-assemble"), 375_000)  # five carts a week
    result = plan(given, half)
    assert result.output.promises.late_pieces.tolist() == [5]
    assert result.summary["figures"]["missing_minutes"] == 900
    more = Change(
        "capacity_add",
        scope(maker_code="BENGKEL", process_code="assemble"),
        900,
        (),
        date(2027, 2, 15),
        date(2027, 2, 19),
    )
    assert plan(given, half, more).output.promises.late_pieces.tolist() == [0]
    elsewhere = Change(
        "capacity_add",
        scope(maker_code="BENGKEL", process_code="assemble"),
        900,
        (),
        date(2027, 1, 4),
        date(2027, 1, 10),
    )
    assert plan(given, half, elsewhere).output.promises.late_pieces.tolist() == [5]


def test_hours_of_some_weeks_still_obey_the_calendar(given):
    more = Change(
        "capacity_add", scope(resource_code="BENGKEL-assemble"), 600, (), date(2027, 2, 15), date(2027, 2, 15)
    )
    rest = Change("calendar", value=500_000, from_date=date(2027, 2, 15), to_date=date(2027, 2, 15))
    loads = {row["resource_code"]: row for row in plan(given, more, rest).output.loads.rows() if row["week"] == 6}
    assert loads["BENGKEL-assemble"]["capacity_minutes"] == 1_500


def test_no_hours_at_all_is_an_answer(given):
    result = plan(given, Change("capacity_factor", value=0))
    assert result.output.promises.short_pieces.tolist() == [10]
    assert result.summary["status"] == "infeasible"


def test_two_weeks_of_rest_make_it_late(given):
    rest = Change("calendar", value=0, from_date=date(2027, 2, 10), to_date=date(2027, 2, 20))
    result = plan(given, rest)
    assert result.output.promises.on_time_pieces.tolist() == [0]


def test_stock_of_steel_is_set_made_and_removed(given):
    new = Change("steel_stock_set", scope(format_code="SS400-BAR-16-6M", holder_code="MC"), 30_000)
    changed = apply(given, [new])
    [lot] = changed.material_stock.rows()
    assert (lot["quantity_pieces"], lot["mass_g"], lot["owner_code"]) == (3, 28_410, "MC")
    assert len(plan(given, new).output.material_orders) == 0
    fewer = apply(changed, [Change("steel_stock_set", scope(holder_code="MC"), 20_000)])
    assert fewer.material_stock.quantity_pieces.tolist() == [2]
    gone = apply(changed, [Change("steel_stock_set", scope(holder_code="MC"), 0)])
    assert len(gone.material_stock) == 0
    less = Change("steel_stock_set", scope(format_code="SS400-BAR-16-6M", holder_code="MC"), 9_469)
    assert refused(given, less) == [("P314", "changes[0].mass_g")]


def test_finished_parts_at_hand_are_not_made_again(given):
    stock = Change("item_stock_set", scope(item_code="POROS", holder_code="MC"), 4)
    result = plan(given, stock)
    [axles] = [row for row in result.output.orders.rows() if row["item_code"] == "POROS"]
    assert axles["quantity_pieces"] == 6


def test_two_axles_a_cart_double_the_axles(given):
    result = plan(given, Change("bill_quantity", scope(parent_code="GEROBAK", child_code="POROS"), 2))
    assert {row["item_code"]: row["quantity_pieces"] for row in result.output.orders.rows()} == {
        "GEROBAK": 10,
        "POROS": 20,
    }
    without = plan(given, Change("bill_quantity", scope(parent_code="GEROBAK", child_code="POROS"), 0))
    assert {row["item_code"] for row in without.output.orders.rows()} == {"GEROBAK"}


def test_goals_prices_shares_and_settings_are_rules(given):
    goals = Change("goals", goals=("local_first", "on_time", "cost", "spread_work"))
    assert apply(given, [goals]).goals.goal.tolist() == list(goals.goals)
    assert apply(given, [Change("work_price_factor", value=500_000)]).capabilities.price_idr_each.tolist() == [
        (price + 1) // 2 for price in given.capabilities.price_idr_each.tolist()
    ]
    assert set(apply(given, [Change("max_share", value=300_000)]).capabilities.max_share_ppm.tolist()) == {300_000}
    month = Change("setting", scope(setting="bucket_weeks"), 8)
    assert settings(PlanParams(), [month]) == PlanParams(bucket_weeks=8)
    assert plan(given, goals, month).summary["status"] == "optimal"


def test_the_order_in_which_changes_are_listed_means_nothing(given):
    changes = [
        Change("demand_factor", value=1_700_000),
        Change("demand_set", value=11),
        Change("capacity_add", scope(process_code="assemble"), 333),
        Change("capacity_factor", value=777_000, from_date=date(2027, 1, 20), to_date=date(2027, 2, 3)),
        Change("steel_price_factor", value=1_111_111, from_date=date(2027, 1, 11), to_date=date(2027, 1, 30)),
        Change("supplier_off", scope(supplier_code="TOKO"), 0, (), date(2027, 1, 18), date(2027, 1, 24)),
        Change("lead_days", value=3),
        Change("calendar", value=250_000, from_date=date(2027, 2, 1), to_date=date(2027, 2, 7)),
    ]
    first = apply(given, changes)
    for seed in range(5):
        random.Random(seed).shuffle(changes)
        assert same(apply(given, changes), first)


def test_every_problem_is_named_at_once_with_its_place_and_way_out(given):
    changes = [
        Change("wish"),
        Change("demand_factor", scope(item_code="GEROBOK"), 1_000_000),
        Change("demand_factor", scope(demand_kind="call_off"), 1_000_000),
        Change("demand_factor", scope(supplier_code="TOKO"), 1_000_000),
        Change("goals", goals=("cost", "cost")),
        Change("calendar", value=0),
        Change("lead_days", value=3, from_date=date(2027, 1, 4)),
        Change("demand_factor", value=1, from_date=date(2027, 2, 1), to_date=date(2027, 1, 1)),
        Change("capacity_add", value=1, from_date=date(2029, 1, 1)),
        Change("steel_price_factor", value=0),
        Change("bill_quantity", scope(parent_code="GEROBAK"), 1),
        Change("setting", scope(setting="bucket_weeks"), 53),
    ]
    found = refused(given, *changes)
    assert [code for code, _ in found] == [
        "P301",
        "P302",
        "P303",
        "P304",
        "P305",
        "P307",
        "P308",
        "P309",
        "P310",
        "P311",
        "P312",
        "P311",
    ]
    assert [place.split(".")[0] for _, place in found] == [f"changes[{at}]" for at in range(12)]
    with pytest.raises(InvalidInput) as caught:
        apply(given, changes)
    for problem in caught.value.problems:
        assert all(problem.text(lang) and problem.way_out(lang) for lang in ("id", "en"))
    assert "GEROBAK" in caught.value.problems[1].way_out("en")


def test_two_changes_that_set_the_same_thing_contradict_each_other(given):
    axles = scope(parent_code="GEROBAK", child_code="POROS")
    pairs = [
        (Change("demand_set", value=5), Change("demand_set", scope(place_code="33.10"), 6)),
        (Change("bill_quantity", axles, 2), Change("bill_quantity", axles, 2)),
        (Change("goals", goals=("on_time", "local_first", "spread_work", "cost")),) * 2,
        (Change("setting", scope(setting="bucket_weeks"), 2), Change("setting", scope(setting="bucket_weeks"), 3)),
        (
            Change("calendar", value=0, from_date=date(2027, 1, 4), to_date=date(2027, 1, 17)),
            Change("calendar", value=1, from_date=date(2027, 1, 17), to_date=date(2027, 1, 24)),
        ),
        (
            Change("steel_stock_set", scope(format_code="SS400-BAR-16-6M", holder_code="MC"), 10_000),
            Change("steel_stock_set", scope(format_code="SS400-BAR-16-6M", holder_code="MC"), 20_000),
        ),
    ]
    for pair in pairs:
        assert refused(given, *pair) == [("P306", "changes[1]")]
    apart = [
        Change("calendar", value=0, from_date=date(2027, 1, 4), to_date=date(2027, 1, 10)),
        Change("calendar", value=1, from_date=date(2027, 1, 11), to_date=date(2027, 1, 24)),
    ]
    assert len(apply(given, apart).calendar) == 3


def test_a_seller_of_components_cannot_be_off_for_some_weeks_only(tmp_path):
    folder = one_bar.copy(tmp_path)
    one_bar.start(folder, "item_offers", "item_code,supplier_code,price_idr_each,lead_days,origin")
    (folder / "item_offers.csv").write_text(
        "item_code,supplier_code,price_idr_each,lead_days,origin\nPOROS,TOKO,99000,7,national\n"
    )
    given = one_bar.read(folder)
    dated = Change("supplier_off", scope(supplier_code="TOKO"), 0, (), date(2027, 1, 4), date(2027, 1, 31))
    assert refused(given, dated) == [("P313", "changes[0]")]
    steel = Change("supplier_off", scope(supplier_code="TOKO", form="bar"), 0, (), date(2027, 1, 4), date(2027, 1, 31))
    assert len(apply(given, [steel]).item_offers) == 1
    always = Change("supplier_off", scope(supplier_code="TOKO"))
    assert len(apply(given, [always]).item_offers) == 0
    dearer = Change("component_price_factor", scope(item_code="POROS"), 1_500_000)
    assert apply(given, [dearer]).item_offers.price_idr_each.tolist() == [148_500]


def test_figures_beyond_any_column_are_refused_not_wrapped(given):
    huge = Change("demand_set", value=2**61)
    assert {code for code, _ in refused(given, huge)} == {"P223"}
    dear = [Change("steel_price_factor", value=100_000_000)] * 9
    assert {code for code, _ in refused(given, *dear)} == {"P223"}
