"""Bad input is refused with every problem at once, each with its place; a plan is written as a whole or not at all."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from rantai.core.numbers import LARGEST
from rantai.core.problems import InvalidInput
from rantai.engine.plan.answer import ANSWER_TABLES
from rantai.engine.plan.given import GIVEN_TABLES
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import SUMMARY_FILE, read_given, read_plan, write_given, write_plan
from rantai.engine.plan.run import run

CASE = Path(__file__).resolve().parents[3] / "cases" / "one-bar"


@pytest.fixture
def folder(tmp_path):
    """A copy of the small case to spoil."""
    return Path(shutil.copytree(CASE / "given", tmp_path / "given"))


def replace_in(folder, name, old, new):
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems(folder, scenario=""):
    with pytest.raises(InvalidInput) as refused:
        read_given(folder, scenario)
    return [(one.code, one.where.file, one.where.row, one.where.column) for one in refused.value.problems]


SPOILED = [
    ("horizon", "2027-01-04,8\n", "2027-01-04,8\n2027-01-11,8\n", ("P201", "horizon.csv", None, "")),
    ("horizon", "2027-01-04,8", "2027-01-05,8", ("P202", "horizon.csv", 2, "start_date")),
    ("demand", "2027-02-19", "2027-01-03", ("P203", "demand.csv", 2, "due_date")),
    ("bills", "POROS,1,,,", "POROS,1,,2027-03-01,2027-02-01", ("P204", "bills.csv", 2, "to_date")),
    ("bills", "GEROBAK,POROS,1,,,\n", "GEROBAK,POROS,1,,,\nPOROS,POROS,1,,,\n", ("P205", "bills.csv", 3, "child_code")),
    ("resources", ",cut,Gergaji", ",assemble,Gergaji", ("P207", "capabilities.csv", 3, "maker_code")),
    ("resources", "dan bor,0,2400", "dan bor,1449999,2400", ("P209", "capabilities.csv", 3, "maker_code")),
    ("materials", "plain,,16000", "plain,,0", ("P211", "materials.csv", 2, "outside_diameter_um")),
    ("formats", ",bar,6000000,,9470", ",bar,6000000,,0", ("P211", "formats.csv", 2, "piece_mass_g")),
    ("formats", ",bar,", ",sheet,", ("P212", "formats.csv", 2, "kind")),
    ("blanks", "1450000,,1,1,no,", "1450000,,1,1,no,9", ("P214", "blanks.csv", 2, "length_um")),
    ("blanks", "1450000,,1,1,no,", ",,1,1,no,", ("P214", "blanks.csv", 2, "length_um")),
    ("blanks", "1450000,,1,1,no,", "1450000,5,1,1,no,", ("P215", "blanks.csv", 2, "length_um")),
    ("cutting_rules", "bar,", "sheet,", ("P216", "cutting_rules.csv", None, "kind")),
    ("offer_tiers", "TOKO-16,0,16500000\n", "", ("P217", "offers.csv", 3, "offer_code")),
    ("offer_tiers", "TOKO-16,0,", "TOKO-16,5,", ("P218", "offers.csv", 3, "min_order_g")),
    ("demand", ",10,1,firm", f",{2**61},1,firm", ("P223", "demand.csv", 2, "quantity_pieces")),
    ("bills", "POROS,1,", f"POROS,{2**58},", ("P223", "bills.csv", 2, "quantity_each")),
    ("offer_tiers", "0,16500000", f"{2**40},{2**40}", ("P223", "offer_tiers.csv", 4, "price_idr_t")),
    ("offers", "DISTRIBUTOR,SS400-BAR-16-6M", "NOBODY,SS400-BAR-16-6M", ("T121", "offers.csv", 2, "supplier_code")),
    ("demand", ",10,1,firm", ",-1,1,firm", ("T112", "demand.csv", 2, "quantity_pieces")),
    ("demand", ",10,1,firm", ",NaN,1,firm", ("T111", "demand.csv", 2, "quantity_pieces")),
    ("places", "33,Jawa Tengah,province,,", "33,Jawa Tengah,province,33.10,", ("P227", "places.csv", 4, "parent_code")),
]


@pytest.mark.parametrize(("table", "old", "new", "expected"), SPOILED)
def test_what_makes_no_sense_is_refused_at_its_place(folder, table, old, new, expected):
    replace_in(folder, table, old, new)
    assert expected in problems(folder)


def test_a_figure_too_large_is_named_by_its_line_and_village(folder):
    replace_in(folder, "demand", ",10,1,firm", f",{2**61},1,firm")
    with pytest.raises(InvalidInput) as refused:
        read_given(folder)
    told = next(one.text("id") for one in refused.value.problems if one.code == "P223")
    assert f"{2**61} (demand.csv, D-1, Kabupaten Klaten)" in told


def test_steel_whose_mass_times_price_passes_a_column_is_counted_all_the_same(folder):
    """A billion carts need 2.3 million tonnes: × Rp 16.5 million a tonne that is above 2^62, in rupiah far below."""
    replace_in(folder, "demand", ",10,1,firm", f",{10**9},1,firm")
    replace_in(folder, "resources", ",2400", f",{10**12}")
    result = run(read_given(folder), PlanParams())
    (order,) = result.output.material_orders.rows()
    assert order["mass_g"] * order["price_idr_t"] > LARGEST
    assert order["cost_idr"] == -(-order["mass_g"] * order["price_idr_t"] // 10**6)
    assert result.output.promises.on_time_pieces.tolist() == [10**9]


def test_a_part_without_a_route_is_refused(folder):
    replace_in(folder, "operations", "POROS,1,cut,180000\n", "")
    assert problems(folder) == [
        ("P210", "capabilities.csv", 3, "maker_code"),
        ("P206", "items.csv", 3, "item_code"),
    ]


def test_a_part_that_nobody_here_can_make_is_planned_all_the_same(folder):
    replace_in(folder, "capabilities", "BENGKEL,POROS,12000,1,1000000\n", "")
    assert len(read_given(folder).capabilities) == 1


def test_a_material_without_a_format_is_refused(folder):
    replace_in(folder, "materials", "SS400-BAR-16,", "SS400-BAR-20,SS400,bar,plain,,20000,,7850\nSS400-BAR-16,")
    replace_in(folder, "blanks", "SS400-BAR-16", "SS400-BAR-20")
    assert problems(folder) == [("P213", "blanks.csv", 2, "material_code")]


def test_a_loop_is_named_as_a_path(folder):
    replace_in(folder, "bills", "GEROBAK,POROS,1,,,\n", "GEROBAK,POROS,1,,,\nPOROS,GEROBAK,1,,,\n")
    with pytest.raises(InvalidInput) as refused:
        read_given(folder)
    loops = [one for one in refused.value.problems if one.code == "P205"]
    assert [one.values["path"] for one in loops] == ["GEROBAK → POROS → GEROBAK"]
    assert "GEROBAK → POROS → GEROBAK" in loops[0].text("id")


def test_a_coil_offer_says_what_a_coil_weighs(folder):
    replace_in(folder, "materials", ",bar,plain,,16000", ",sheet,plain,2000,")
    replace_in(folder, "formats", ",bar,6000000,,9470", ",coil,,1219000,")
    replace_in(folder, "blanks", "1450000,,1,1", "1450000,200000,1,1")
    replace_in(folder, "cutting_rules", "bar,", "coil,")
    assert ("P219", "offers.csv", 2, "coil_min_g") in problems(folder)


def test_stock_is_counted_and_no_remnant_is_larger_than_its_format(folder):
    head = "stock_code,format_code,holder_code,owner_code,quantity_pieces,length_um,width_um,mass_g,heat\n"
    rows = "R-1,SS400-BAR-16-6M,MC,MC,,,,9470,\nR-2,SS400-BAR-16-6M,MC,MC,1,6000001,,9470,\n"
    (folder / "material_stock.csv").write_text(head + rows, encoding="utf-8")
    assert problems(folder) == [
        ("P221", "material_stock.csv", 2, "quantity_pieces"),
        ("P222", "material_stock.csv", 3, "length_um"),
    ]


def test_a_goal_stands_once_and_weeks_begin_on_mondays(folder):
    (folder / "goals.csv").write_text("rank,goal\n1,cost\n2,cost\n", encoding="utf-8")
    (folder / "calendar.csv").write_text("week_date,working_ppm\n2027-01-12,500000\n", encoding="utf-8")
    assert problems(folder) == [("P202", "calendar.csv", 2, "week_date"), ("P220", "goals.csv", 3, "goal")]


def test_every_problem_of_every_file_comes_at_once(folder):
    replace_in(folder, "horizon", "2027-01-04", "2027-01-05")
    replace_in(folder, "demand", ",10,1,firm", ",ten,1,firm")
    replace_in(folder, "offers", "TOKO,", "NOBODY,")
    (folder / "blanks.csv").write_bytes("item_code,l\xe9ngth\n".encode("cp1252"))
    (folder / "bills.csv").write_text("parent_code;child_code\n", encoding="utf-8")
    (folder / "items.csv").write_text("", encoding="utf-8")
    (folder / "formats.csv").unlink()
    found = problems(folder)
    assert {code for code, *_ in found} == {"P202", "T101", "T102", "T103", "T104", "T111", "T121"}
    assert [file for code, file, *_ in found if code == "T121"] == ["offers.csv"], "no blame for what cannot be read"


def test_a_row_that_cannot_be_read_is_blamed_alone(folder):
    replace_in(folder, "items", "2289,1,33.28", "heavy,1,33.28")
    assert problems(folder) == [("T111", "items.csv", 3, "mass_g_each")]


def test_every_refusal_has_a_way_out_in_both_languages(folder):
    replace_in(folder, "resources", "dan bor,0,2400", "dan bor,1449999,2400")
    with pytest.raises(InvalidInput) as refused:
        read_given(folder)
    said = refused.value.problems[0].as_dict()
    assert "BENGKEL" in said["text"]["id"]
    assert "resources.csv" in said["way_out"]["id"]
    assert "resources.csv" in said["way_out"]["en"]


def test_an_unknown_scenario_and_an_unknown_folder_are_refused(folder):
    assert problems(folder, "V9") == [("P224", "scenarios.csv", None, "scenario_code")]
    assert [code for code, *_ in problems(folder / "nowhere")] == ["P225"]


def test_the_order_of_rows_and_columns_means_nothing(folder, tmp_path):
    path = folder / "offer_tiers.csv"
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([heading, *reversed(rows)]) + "\n", encoding="utf-8")
    write_given(read_given(folder), tmp_path / "a")
    write_given(read_given(CASE / "given"), tmp_path / "b")
    for name in GIVEN_TABLES:
        assert (tmp_path / "a" / f"{name}.csv").read_bytes() == (tmp_path / "b" / f"{name}.csv").read_bytes()


def test_a_plan_comes_back_as_it_was_written(tmp_path):
    plan = read_plan(CASE / "expect")
    write_plan(plan, tmp_path / "out", {"b": 1, "a": "é"})
    again = read_plan(tmp_path / "out")
    for name in ANSWER_TABLES:
        for column in getattr(plan, name).columns:
            assert np.array_equal(
                getattr(getattr(plan, name), column.name), getattr(getattr(again, name), column.name)
            ), column
    assert json.loads((tmp_path / "out" / SUMMARY_FILE).read_text(encoding="utf-8")) == {"a": "é", "b": 1}


def test_a_new_plan_takes_the_place_of_the_old_one_as_a_whole(tmp_path):
    out = tmp_path / "out"
    write_plan(read_plan(CASE / "expect"), out, {"seed": 1})
    write_plan(read_plan(CASE / "expect"), out)
    assert not (out / SUMMARY_FILE).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nobodys_files_are_overwritten(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(InvalidInput) as refused:
        write_plan(read_plan(CASE / "expect"), tmp_path)
    assert [one.code for one in refused.value.problems] == ["P226"]
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(InvalidInput):
        write_plan(read_plan(CASE / "expect"), tmp_path / "letter.txt")


def test_a_plan_that_is_not_all_there_is_refused(tmp_path):
    folder = Path(shutil.copytree(CASE / "expect", tmp_path / "plan"))
    (folder / "jobs.csv").unlink()
    replace_in(folder, "orders", ",10,", ",ten,")
    with pytest.raises(InvalidInput) as refused:
        read_plan(folder)
    assert sorted({one.code for one in refused.value.problems}) == ["T101", "T111"]
