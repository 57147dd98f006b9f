"""The reference case holds what it promises: counts, skew, scenarios, and the same bytes from the same seed."""

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from rantai.engine.plan.given import GIVEN_TABLES, PlanInput
from rantai.engine.plan.read import read_given

CASE = Path(__file__).resolve().parents[2] / "cases" / "rural-vehicle"


@pytest.fixture(scope="module")
def given() -> PlanInput:
    return read_given(CASE / "given")


def source(name):
    with (CASE / "source" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_bill_has_eighty_lines_of_one_vehicle(given):
    assert given.items.item_code[given.items.kind == "vehicle"].tolist() == ["VEHICLE"]
    assert len(given.bills) == 80 == len(source("rural_vehicle_bom"))
    assert set(given.bills.parent_code.tolist()) == {"VEHICLE"}
    assert sorted(given.items.bill_line[given.items.bill_line > 0].tolist()) == list(range(1, 81))


def test_what_is_cut_is_cut_as_the_bill_says(given):
    blanks = {row["item_code"]: row for row in given.blanks.rows() if row["length_um"]}
    for line in source("rural_vehicle_bom"):
        code = f"RV-{int(line['line']):02d}"
        assert (code in blanks) == (line["cuttable"] == "yes"), code
        if code in blanks:
            length, width = line["blank_length_mm"] or line["cut_length_mm"], line["blank_width_mm"] or 0
            assert blanks[code]["length_um"] == float(length) * 1000
            assert blanks[code]["width_um"] == float(width) * 1000
            assert blanks[code]["blanks_each"] == int(line["pieces_per_part"])


def test_the_makers_are_those_announced_in_2017(given):
    makers = given.parties.kind == "maker"
    counted = Counter(given.parties.sentra_code[makers].tolist())
    assert counted == dict(zip(given.sentra.sentra_code.tolist(), given.sentra.announced_makers.tolist(), strict=True))
    assert sum(counted.values()) == 569 == sum(int(row["component_makers"]) for row in source("sentra_2017"))
    assert given.parties.is_example[makers].all()
    assert all("Contoh" in name for name in given.parties.party_name[makers])


def test_three_thousand_vehicles_in_a_year_klaten_first(given):
    programme = given.demand.take(given.demand.kind == "programme")
    by_regency = Counter()
    first = {}
    for row in programme.rows():
        regency = row["place_code"][:5]
        by_regency[regency] += row["quantity_pieces"]
        first[regency] = min(row["due_date"], first.get(regency, row["due_date"]))
    assert given.horizon.weeks.tolist() == [52]
    assert sum(by_regency.values()) == 3000
    assert by_regency.most_common(1)[0][0] == "33.10" == min(first, key=first.__getitem__)
    assert {"village", "regency"} == set(kinds_of(given, programme.place_code))


def kinds_of(given, codes):
    kind = dict(zip(given.places.place_code.tolist(), given.places.kind.tolist(), strict=True))
    return [kind[code] for code in codes.tolist()]


def test_invented_villages_say_so(given):
    invented = np.isin(given.places.kind, ["district", "village"])
    assert invented.sum() > 70
    assert all("contoh" in name for name in given.places.place_name[invented])


def test_the_chain_has_all_its_links(given):
    kinds = Counter(given.parties.kind.tolist())
    assert (kinds["centre"], kinds["buyer"], kinds["assembler"], kinds["mill"]) == (2, 2, 1, 1)
    assert kinds["service_centre"] == kinds["retail"] == kinds["consortium"] == 1
    coils = set(given.formats.format_code[given.formats.kind == "coil"].tolist())
    sold = {row["format_code"] for row in given.offers.rows() if row["supplier_code"] == "KS"}
    assert sold == coils
    assert len(coils) == 13


def test_every_steel_of_the_vehicle_is_sold(given):
    sold = set(given.offers.format_code.tolist())
    material = dict(zip(given.formats.format_code.tolist(), given.formats.material_code.tolist(), strict=True))
    assert set(given.blanks.material_code.tolist()) <= {material[code] for code in sold}


def test_customers_own_steel_and_finished_parts(given):
    buyers = set(given.parties.party_code[given.parties.kind == "buyer"].tolist())
    owned = [row for row in given.material_stock.rows() if row["owner_code"] in buyers]
    assert owned
    assert all(row["heat"] for row in owned)
    assert set(given.demand.material_owner_code.tolist()) == buyers | {""}
    assert buyers & set(given.item_stock.owner_code.tolist())
    assert (given.material_stock.length_um > 0).sum() >= 10, "remnants"


def test_everyday_work_fills_the_workshops(given):
    working = np.ones(52)
    weeks = (given.calendar.week_date - given.horizon.start_date[0]).astype(int) // 7
    working[weeks] = given.calendar.working_ppm / 1e6
    hours = defaultdict(float)
    for row in given.resources.rows():
        hours[row["maker_code"]] += row["minutes_week"] * working.sum() / 60
    hours.pop("PERAKIT")
    each = defaultdict(float)
    for row in given.operations.rows():
        each[row["item_code"]] += row["cycle_ms"] / 3_600_000
    everyday = [row for row in given.demand.rows() if row["kind"] != "programme"]
    load = sum(row["quantity_pieces"] * each[row["item_code"]] for row in everyday) / sum(hours.values())
    assert 0.5 < load < 0.7
    sizes = sorted(hours.values(), reverse=True)
    assert sum(sizes[: len(sizes) // 20]) > 0.3 * sum(sizes), "the largest 5 % have more than 30 % of the hours"
    assert 90 <= len({row["item_code"] for row in everyday}) <= 115


def test_parts_have_several_makers_and_the_rail_few(given):
    able = Counter(given.capabilities.item_code.tolist())
    parts = given.items.item_code[(given.items.kind == "part") & (given.items.bill_line > 0)].tolist()
    assert min(able[code] for code in parts) >= 3
    assert np.median([able[code] for code in parts]) >= 10
    assert able["RV-01"] == 5
    share = defaultdict(int)
    for row in given.capabilities.rows():
        share[row["item_code"]] += row["max_share_ppm"]
    assert min(share.values()) >= 1_000_000


def test_scenarios_are_those_of_the_ministry(given):
    assert sorted(given.scenarios.vehicles_pieces.tolist()) == [300, 3_000, 10_000, 70_000]


def test_the_script_writes_the_same_bytes_again(tmp_path):
    subprocess.run([sys.executable, str(CASE / "make.py"), "--out", str(tmp_path)], check=True)
    files = sorted(path.name for path in (CASE / "given").iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == files
    left_out = [kind for name, kind in GIVEN_TABLES.items() if f"{name}.csv" not in files]
    assert all(kind.may_be_absent for kind in left_out)
    for file in files:
        assert (tmp_path / file).read_bytes() == (CASE / "given" / file).read_bytes(), file
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 6_000_000


def test_another_seed_draws_other_workshops(tmp_path):
    subprocess.run([sys.executable, str(CASE / "make.py"), "--out", str(tmp_path), "--seed", "1"], check=True)
    assert (tmp_path / "resources.csv").read_bytes() != (CASE / "given" / "resources.csv").read_bytes()
    assert len(read_given(tmp_path).parties) == 569 + 15
