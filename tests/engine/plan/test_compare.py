"""Two plans side by side, and a band of three, counted again by hand."""

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.change import Change
from rantai.engine.plan.changes import apply
from rantai.engine.plan.compare import UNITS, Side, compare_plans, jobs_hundredths, key_figures, span
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar


@pytest.fixture
def given(tmp_path):
    return one_bar.read(one_bar.copy(tmp_path))


def side(given, *changes):
    result = run(apply(given, changes), PlanParams())
    return Side(result.output, result.summary)


def figure(told, name):
    [row] = [row for row in told["figures"] if row["figure"] == name and "material_code" not in row]
    return row


def test_the_same_plan_differs_in_nothing(given):
    told = compare_plans(side(given), side(given))
    assert all(row["difference"] == 0 for row in told["figures"])
    assert not any(told[name] for name in ("steel", "promises", "orders", "makers", "components", "steel_orders"))


def test_twice_the_carts_twice_the_work(given):
    before, after = side(given), side(given, Change("demand_factor", value=2_000_000))
    told = compare_plans(before, after)
    assert figure(told, "vehicles") == {
        "figure": "vehicles",
        "unit": "pieces",
        "before": 10,
        "after": 20,
        "difference": 10,
    }
    work = {row["order_code"]: row["quantity_pieces"] for row in told["orders"]}
    assert {code.split("-")[1]: row["difference"] for code, row in work.items()} == {"GEROBAK": 10, "POROS": 10}
    [maker] = told["makers"]
    assert (maker["maker_code"], maker["quantity_pieces"]["difference"]) == ("BENGKEL", 20)
    minutes = after.output.loads.load_minutes.sum() - before.output.loads.load_minutes.sum()
    assert figure(told, "work")["difference"] == minutes
    steel = sum(row["mass_g"]["difference"] for row in told["steel"])
    assert steel == figure(told, "steel")["difference"]


def test_the_parts_of_the_price_add_up(given):
    found = key_figures(side(given).summary)
    assert found["cost"] == found["steel_cost"] + found["making_cost"] + found["component_cost"]
    assert set(found) == set(UNITS)


def test_a_job_is_forty_hours_a_week_over_the_weeks_of_the_plan():
    assert jobs_hundredths(40 * 60 * 52, 52, 40) == 100
    assert jobs_hundredths(20 * 60 * 52, 52, 40) == 50
    assert jobs_hundredths(0, 52, 40) == 0
    assert jobs_hundredths(40 * 60 * 8, 8, 20) == 200


def test_steel_from_an_importer_is_no_local_content(tmp_path):
    folder = one_bar.copy(tmp_path)
    one_bar.change(folder, "parties", "DISTRIBUTOR", kind="importer")
    result = side(one_bar.read(folder))
    value = result.summary["figures"]["value_idr"]
    assert value["steel"] == {"national": 0, "import": 383_535}
    whole = 383_535 + result.output.jobs.cost_idr.sum()
    assert result.summary["figures"]["domestic_ppm"] == (whole - 383_535) * 1_000_000 // whole
    assert result.summary["figures"]["near_ppm"] == 1_000_000


def test_a_band_spans_its_three_plans_and_says_where_it_is_not_in_order(given):
    low, base, high = (side(given, Change("demand_set", value=pieces)) for pieces in (8, 10, 40))
    told = span(low, base, high)
    assert [figure(told, "vehicles")[key] for key in ("low", "base", "high", "from", "to")] == [8, 10, 40, 8, 40]
    assert all(row["from"] == min(row["low"], row["base"], row["high"]) for row in told["figures"])
    turned = span(base, low, high)
    assert figure(turned, "vehicles")["in_order"] is False
    [steel] = [row for row in told["figures"] if row.get("material_code")]
    assert steel["high"] == high.output.material_orders.mass_g.sum()


def test_plans_of_other_weeks_and_old_summaries_are_refused(given, tmp_path):
    folder = one_bar.copy(tmp_path / "other")
    one_bar.change(folder, "horizon", "2027-01-04", weeks=10)
    with pytest.raises(InvalidInput) as caught:
        compare_plans(side(given), side(one_bar.read(folder)))
    assert [problem.code for problem in caught.value.problems] == ["P316"]
    old = side(given)
    with pytest.raises(InvalidInput) as caught:
        compare_plans(old, Side(old.output, {key: value for key, value in old.summary.items() if key != "figures"}))
    assert [problem.code for problem in caught.value.problems] == ["P317"]
