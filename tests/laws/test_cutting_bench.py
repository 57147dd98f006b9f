"""The cutting benchmark can be believed: its judge sees every fault, and a short run of it ends well."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.cutting_judge import judge

BENCH = Path(__file__).resolve().parents[2] / "benchmarks" / "cutting_bench.py"
SHEETS = {
    "stock": [{"id": "s", "length_mm": 100, "width_mm": 60, "quantity": 2, "owner": "contoh"}],
    "pieces": [{"id": "p", "length_mm": 30, "width_mm": 20, "quantity": 4, "rotatable": False, "owner": "contoh"}],
    "kerf_mm": 2,
    "trim_mm": 1,
    "stages": 2,
}


def lying(x, y, *, length=30, width=20, rotated=False):
    return {"piece": "p", "x_mm": x, "y_mm": y, "length_mm": length, "width_mm": width, "rotated": rotated}


GOOD = [lying(1, 1), lying(33, 1), lying(65, 1), lying("1.0", 23)]


def faults(placed, document=SHEETS, **more):
    plan = {"patterns": [{"stock": "s", "count": 1, "placed": placed}], "unplaced": [], **more}
    return judge("sheets", document, plan).faults


def test_the_judge_finds_nothing_wrong_with_a_good_plan():
    assert faults(GOOD, objective=1, stock_used=[{"id": "s", "count": 1}]) == ()


@pytest.mark.parametrize(
    ("placed", "text"),
    [
        (GOOD[:3], "p: 3 instead of 4"),
        ([*GOOD[:3], lying(0.5, 23)], "is outside"),
        ([*GOOD[:3], lying(70, 39)], "is outside"),
        ([*GOOD[:2], lying(64.999, 1), GOOD[3]], "cannot be cut in 2 stages"),
        ([lying(1, 1), lying(33, 3), lying(65, 1), lying(17, 24)], "cannot be cut in 2 stages"),
        ([*GOOD[:3], lying(1, 23, length=20, width=30, rotated=True)], "must not be turned"),
        ([*GOOD[:3], lying(1, 23, length=29)], "has the size"),
    ],
)
def test_the_judge_names_what_is_wrong(placed, text):
    assert any(text in fault for fault in faults(placed))


def test_the_judge_recounts_cost_and_stock():
    assert faults(GOOD, objective=2) == ("says it costs 2, but it costs 1",)
    assert "stock_used says" in faults(GOOD, stock_used=[{"id": "s", "count": 2}])[0]
    scarce = SHEETS | {"stock": [SHEETS["stock"][0] | {"quantity": 0}]}
    assert faults(GOOD, scarce) == ("s: 1 used, 0 there",)
    strange = SHEETS | {"stock": [SHEETS["stock"][0] | {"owner": "lain"}]}
    assert any("stranger" in fault for fault in faults(GOOD, strange))


def test_a_bar_needs_its_kerfs():
    document = {
        "stock": [{"id": "s", "length_mm": 10, "quantity": None}],
        "pieces": [{"id": "p", "length_mm": 3, "quantity": 3}],
        "kerf_mm": "0.5",
    }
    for places, sound in (((0, 3.5, 7), True), ((0, 3.4, 7), False), ((0, 3.5, 7.001), False)):
        placed = [{"piece": "p", "x_mm": x, "length_mm": 3} for x in places]
        plan = {"patterns": [{"stock": "s", "count": 1, "placed": placed}]}
        assert (judge("bars", document, plan).faults == ()) is sound


def test_a_short_run_answers_every_list_soundly():
    command = [sys.executable, str(BENCH), "--quick"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert ended.returncode == 0, ended.stderr
    tables = [line.split("|") for line in ended.stdout.splitlines() if "**all**" in line]
    assert [row[2].strip()[-2:] for row in tables] == ["/3", "/2"], ended.stdout


def test_what_is_stored_contradicts_nothing():
    stored = json.loads((BENCH.parent / "instances" / "reference.json").read_text())
    assert stored
    assert [name for name, known in stored.items() if not 0 < known["bound"] <= known["cost"]] == []
