"""The terms of makers: tools, trials, set-ups, sources, scores."""

from dataclasses import replace

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar

SECOND = {
    "party_code": "BENGKEL-2",
    "party_name": "Dua (contoh)",
    "kind": "maker",
    "place_code": "33.28",
    "is_example": "yes",
}
TOOLS, TRIALS = "tool_code,item_code,holder_code", "maker_code,item_code,most_pieces"
SET_UPS, SOURCES = "maker_code,process_code,setup_minutes", "item_code,max_source_ppm"
SCORES = "maker_code,quality_points,cost_points,delivery_points,basis"
GATES = "item_code,least_quality_points,least_cost_points,least_delivery_points"


def second_maker(tmp_path):
    """Another workshop that can do all that the first one does."""
    given = one_bar.copy(tmp_path)
    one_bar.add(given, "parties", **SECOND)
    for process in ("assemble", "cut"):
        row = {"resource_code": f"B2-{process}", "maker_code": "BENGKEL-2", "process_code": process}
        one_bar.add(given, "resources", **row, resource_name="Dua", bed_length_um=0, minutes_week=2400)
    for item in ("GEROBAK", "POROS"):
        terms = {"price_idr_each": 999_000, "lead_weeks": 1, "max_share_ppm": 1_000_000}
        one_bar.add(given, "capabilities", maker_code="BENGKEL-2", item_code=item, **terms)
    return given


def carts(given):
    tables = one_bar.read(given)
    output = run(tables, PlanParams()).output
    assert check(tables, output) == []
    made = {}
    for job in output.jobs.rows():
        if job["item_code"] == "GEROBAK":
            made[job["maker_code"]] = made.get(job["maker_code"], 0) + job["quantity_pieces"]
    return made, output


def test_carts_are_made_where_their_jig_lies(tmp_path):
    given = second_maker(tmp_path)
    one_bar.start(given, "tools", f"{TOOLS}\nJIG,GEROBAK,BENGKEL-2")
    made, output = carts(given)
    assert made == {"BENGKEL-2": 10}
    one_bar.start(given, "tools", f"{TOOLS}\nJIG,GEROBAK,BENGKEL")
    assert "without_tool" in {fault.code for fault in check(one_bar.read(given), output)}


def test_a_maker_on_trial_makes_no_more_than_it_may(tmp_path):
    given = second_maker(tmp_path)
    one_bar.start(given, "trials", f"{TRIALS}\nBENGKEL,GEROBAK,3")
    made, output = carts(given)
    assert made == {"BENGKEL": 3, "BENGKEL-2": 7}
    one_bar.start(given, "trials", f"{TRIALS}\nBENGKEL,GEROBAK,2")
    assert "trial_exceeded" in {fault.code for fault in check(one_bar.read(given), output)}


def test_a_tool_at_somebody_who_cannot_use_it_is_refused(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.start(given, "tools", f"{TOOLS}\nJIG,GEROBAK,MC")
    one_bar.start(given, "trials", f"{TRIALS}\nMC,POROS,5")
    with pytest.raises(InvalidInput) as refused:
        one_bar.read(given)
    assert {problem.code for problem in refused.value.problems} == {"P240", "P241"}


SHARES = "maker_code,item_code,min_share_ppm,batch_pieces"
ROADS = "from_place_code,to_place_code,road_days,price_idr_kg"


def away(tmp_path):
    """The workshop stands in Klaten, a way from the home of what it makes."""
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "parties", "BENGKEL", place_code="33.10")
    one_bar.change(given, "items", "POROS", home_place_code="33.10")
    return given


def assembly(output):
    return [load["load_minutes"] for load in output.loads.rows() if load["resource_code"] == "BENGKEL-assemble"]


def reasons(output, kind):
    """Reason code and what binds, of everything of one kind."""
    return {(row["reason_code"], row["resource_code"]) for row in output.reasons.rows() if row["kind"] == kind}


def test_setting_up_takes_hours_once_for_each_item_and_week(tmp_path):
    """Ten minutes a cart, 120 minutes a week: twelve carts; with half an hour of setting up nine, so ten take two."""
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "operations", "GEROBAK", cycle_ms=600_000)
    one_bar.change(given, "resources", "BENGKEL-assemble", minutes_week=120)
    _, free = carts(given)
    assert assembly(free) == [100]
    one_bar.start(given, "set_ups", f"{SET_UPS}\nBENGKEL,assemble,30")
    made, output = carts(given)
    assert made == {"BENGKEL": 10}
    assert sum(assembly(output)) == 100 + 2 * 30
    assert max(assembly(output)) <= 120
    assert "capacity_exceeded" in {fault.code for fault in check(one_bar.read(given), free)}


def test_a_week_too_short_to_set_up_is_told_and_a_longer_one_mends_it(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "operations", "GEROBAK", cycle_ms=60_000)
    one_bar.change(given, "resources", "BENGKEL-assemble", minutes_week=40)
    one_bar.start(given, "set_ups", f"{SET_UPS}\nBENGKEL,assemble,40")
    made, output = carts(given)
    assert made == {}
    assert ("capacity_full", "BENGKEL-assemble") in reasons(output, "short")
    one_bar.change(given, "resources", "BENGKEL-assemble", minutes_week=50)
    assert carts(given)[0] == {"BENGKEL": 10}


def test_no_source_gives_more_than_its_part(tmp_path):
    given = second_maker(tmp_path)
    one_bar.start(given, "source_limits", f"{SOURCES}\nGEROBAK,600000")
    made, output = carts(given)
    assert sorted(made.values()) in ([4, 6], [5, 5])
    one_bar.start(given, "source_limits", f"{SOURCES}\nGEROBAK,400000")
    made, short = carts(given)
    assert made == {"BENGKEL": 4, "BENGKEL-2": 4}
    assert {code for code, _ in reasons(short, "short")} >= {"source_full"}
    assert "source_exceeded" in {fault.code for fault in check(one_bar.read(given), output)}


def test_an_item_with_a_gate_is_made_by_those_who_pass_it(tmp_path):
    given = second_maker(tmp_path)
    _, free = carts(given)
    one_bar.start(given, "score_gates", f"{GATES}\nGEROBAK,70,,")
    one_bar.start(given, "scores", f"{SCORES}\nBENGKEL,69,100,100,Contoh\nBENGKEL-2,70,0,0,Contoh")
    made, _ = carts(given)
    assert made == {"BENGKEL-2": 10}
    tables = one_bar.read(given)
    assert "score_too_low" in {fault.code for fault in check(tables, free)}
    one_bar.start(given, "scores", f"{SCORES}\nBENGKEL,69,100,100,Contoh")
    made, output = carts(given)
    assert made == {}
    assert {code for code, _ in reasons(output, "short")} == {"score_low"}
    assert "without_score" in {fault.code for fault in check(one_bar.read(given), free)}
    one_bar.start(given, "scores", f"{SCORES}\nBENGKEL,70,100,100,Contoh")  # what the reason asks for mends it
    assert carts(given)[0] == {"BENGKEL": 10}


def test_among_equals_more_points_go_first(tmp_path):
    given = second_maker(tmp_path)
    for item in ("GEROBAK", "POROS"):
        path = given / "capabilities.csv"
        path.write_text(path.read_text().replace("999000", {"GEROBAK": "250000", "POROS": "12000"}[item], 1))
    one_bar.change(given, "demand", "D-1", quantity_pieces=1)
    for first, second, best in ((50, 80, "BENGKEL-2"), (80, 50, "BENGKEL")):
        scores = f"BENGKEL,{first},50,50,Contoh\nBENGKEL-2,{second},50,50,Contoh"
        one_bar.start(given, "scores", f"{SCORES}\n{scores}")
        assert carts(given)[0] == {best: 1}


@pytest.mark.parametrize(("days", "week"), [(2, 6), (3, 7), (9, 7)])
def test_a_road_puts_pieces_off_by_the_weeks_it_takes(tmp_path, days, week):
    """Carts are made in Klaten in week 6; each weighs 25 kg, freight to Tegal is Rp 200 a kg."""
    given = away(tmp_path)
    one_bar.start(given, "roads", f"{ROADS}\n33.10,33.28,{days},200")
    _, output = carts(given)
    [job] = [job for job in output.jobs.rows() if job["item_code"] == "GEROBAK"]
    assert (job["made_week"], job["late_weeks"]) == (6, week - 6)
    [journey] = output.journeys.rows()
    assert journey == {
        "job_code": job["job_code"],
        "from_place_code": "33.10",
        "to_place_code": "33.28",
        "arrival_week": week,
        "mass_g": 250_000,
        "cost_idr": 10 * 5_000,
    }
    assert output.promises.promise_week.tolist() == [week]


def test_a_road_of_a_province_is_for_its_places_and_none_leads_within_one(tmp_path):
    given = away(tmp_path)
    for road in ("33.10,33,1,1000", "33,33,1,1000", "33,33,1,7\n33.10,33,1,1000"):
        one_bar.start(given, "roads", f"{ROADS}\n{road}")
        assert carts(given)[1].journeys.cost_idr.tolist() == [10 * 25_000]
    home = one_bar.copy(tmp_path / "home")
    one_bar.start(home, "roads", f"{ROADS}\n33,33,1,1000")
    assert len(carts(home)[1].journeys) == 0


def test_work_that_a_long_road_makes_late_says_so_and_a_shorter_road_mends_it(tmp_path):
    given = away(tmp_path)
    for days, kind, code in ((10, "short", "road_time"), (9, "late", "road_time"), (2, "late", "")):
        one_bar.start(given, "roads", f"{ROADS}\n33.10,33.28,{days},")
        _, output = carts(given)
        assert reasons(output, kind) == ({(code, "BENGKEL")} if code else set())


def test_a_journey_that_is_told_wrongly_is_found(tmp_path):
    given = away(tmp_path)
    one_bar.start(given, "roads", f"{ROADS}\n33.10,33.28,2,200")
    _, output = carts(given)
    tables = one_bar.read(given)
    none = replace(output, journeys=type(output.journeys).empty())
    assert "journey_differs" in {fault.code for fault in check(tables, none)}
    free = replace(tables, roads=type(tables.roads).empty())
    assert "journey_differs" in {fault.code for fault in check(free, output)}
    rows = [{**row, "cost_idr": 1} for row in output.journeys.rows()]
    cheap = replace(output, journeys=type(output.journeys).from_rows(rows))
    assert {fault.code for fault in check(tables, cheap)} == {"wrong_figure"}


def test_a_maker_gets_its_smallest_share_and_no_job_below_its_smallest(tmp_path):
    given = second_maker(tmp_path)
    assert sorted(carts(given)[0].values()) == [5, 5]
    one_bar.start(given, "shares", f"{SHARES}\nBENGKEL-2,GEROBAK,700000,")
    assert carts(given)[0]["BENGKEL-2"] >= 7
    one_bar.start(given, "shares", f"{SHARES}\nBENGKEL-2,GEROBAK,,6\nBENGKEL,GEROBAK,,6")
    assert list(carts(given)[0].values()) == [10]
    (given / "shares.csv").unlink()
    one_bar.start(given, "least_jobs", "process_code,least_minutes\nassemble,901")  # a cart takes 180 minutes
    assert list(carts(given)[0].values()) == [10]
    one_bar.start(given, "least_jobs", "process_code,least_minutes\nassemble,900")
    assert sorted(carts(given)[0].values()) == [5, 5]


def test_smallest_shares_that_cannot_hold_are_refused(tmp_path):
    given = second_maker(tmp_path)
    one_bar.change(given, "capabilities", "BENGKEL-2", max_share_ppm=500_000)
    rows = ("BENGKEL,GEROBAK,600000,", "BENGKEL-2,GEROBAK,500001,", "MC,GEROBAK,1,")
    one_bar.start(given, "shares", "\n".join([SHARES, *rows]))
    with pytest.raises(InvalidInput) as refused:
        one_bar.read(given)
    assert {problem.code for problem in refused.value.problems} == {"P245", "P246", "P247"}


def test_a_maker_works_no_more_for_one_customer_than_it_may(tmp_path):
    """BENGKEL has 8 × 4,800 minutes; ten axles take 30 of them, ten carts 1,800: 4 % are 1,536, so 8 carts."""
    given = one_bar.copy(tmp_path)
    _, free = carts(given)
    one_bar.start(given, "customer_limits", "maker_code,max_customer_ppm\nBENGKEL,40000")
    made, output = carts(given)
    assert made == {"BENGKEL": 8}
    assert ("customer_full", "BENGKEL") in reasons(output, "short")
    assert "customer_exceeded" in {fault.code for fault in check(one_bar.read(given), free)}
    one_bar.start(given, "customer_limits", "maker_code,max_customer_ppm\nBENGKEL,50000")
    assert carts(given)[0] == {"BENGKEL": 10}


def test_a_lot_that_serves_several_customers_is_nobodys(tmp_path):
    given = one_bar.copy(tmp_path)
    line = next(iter(one_bar.read(given).demand.rows()))
    one_bar.add(given, "demand", **{**line, "demand_code": "D-2", "customer_code": "TOKO", "quantity_pieces": 1})
    one_bar.start(given, "customer_limits", "maker_code,max_customer_ppm\nBENGKEL,1")
    assert carts(given)[0] == {"BENGKEL": 11}


def test_rules_that_rule_nothing_are_refused(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.start(given, "set_ups", f"{SET_UPS}\nMC,cut,5")
    able = given / "capabilities.csv"
    able.write_text("".join(line for line in able.open() if "POROS" not in line))
    one_bar.start(given, "source_limits", f"{SOURCES}\nPOROS,500000")
    one_bar.start(given, "score_gates", f"{GATES}\nGEROBAK,,,")
    with pytest.raises(InvalidInput) as refused:
        one_bar.read(given)
    assert {problem.code for problem in refused.value.problems} == {"P242", "P243", "P244"}
