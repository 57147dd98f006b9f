"""The reference case planned as a person would from the command line, and recounted by a stranger."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from rantai.engine.plan.check import check
from rantai.engine.plan.explain import Chain
from rantai.engine.plan.read import read_given, read_plan

GIVEN = Path(__file__).resolve().parents[2] / "cases" / "rural-vehicle" / "given"
MOST_BYTES = 10**9
MOST_CPU_SECONDS = 120  # one slow core; the aim on an idle machine is 60 s for the whole plan


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """The plan's folder and its summary, made within the limits of memory and work."""
    out = tmp_path_factory.mktemp("reference") / "plan"
    program = "from rantai.cli import main; main()"
    words = ["plan", "run", "--given", str(GIVEN), "--out", str(out), "--seconds", "1500", "--workers", "1"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", program, *words], check=False, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr[-2000:]
    assert after.ru_maxrss * 1024 < MOST_BYTES
    assert after.ru_utime - before.ru_utime < MOST_CPU_SECONDS
    return out, json.loads(done.stdout)


def test_a_stranger_finds_the_reference_plan_sound(planned):
    out, _ = planned
    assert [fault.as_dict() for fault in check(read_given(GIVEN), read_plan(out))] == []


def test_every_vehicle_is_promised_and_every_late_lot_says_why(planned):
    out, summary = planned
    plan = read_plan(out)
    assert summary["status"] in ("optimal", "feasible", "infeasible")
    unready = plan.orders.order_code[(plan.orders.late_weeks > 0) | (plan.orders.short_pieces > 0)]
    explained = set(plan.reasons.subject_code[plan.reasons.kind != "elsewhere"].tolist())
    assert set(unready.tolist()) <= explained
    vehicles = plan.orders.item_code == "VEHICLE"
    assert plan.orders.quantity_pieces[vehicles].sum() == 3_000
    assert plan.orders.short_pieces[vehicles].sum() == 0


def test_a_mill_order_leads_to_klaten_and_klaten_back_to_the_mill(planned):
    out, _ = planned
    chain = Chain(read_plan(out))
    mill = [code for code in chain.plan.material_orders.material_order_code.tolist() if code.startswith("M-KS-")]
    assert mill
    served = {step.code for code in mill for step in chain.serves(code) if step.kind == "demand"}
    klaten = sorted(code for code in served if "33.10" in code)
    assert klaten
    sources = {step.code for step in chain.comes_from(klaten[0]) if step.kind == "material_order"}
    assert sources & set(mill)


def test_the_three_metre_rail_is_cut_from_the_one_format_that_takes_it(planned):
    out, _ = planned
    plan = read_plan(out)
    rails = set(plan.pattern_pieces.pattern_code[plan.pattern_pieces.item_code == "RV-01"].tolist())
    lengths = {row["length_um"] for row in plan.patterns.rows() if row["pattern_code"] in rails}
    assert rails
    assert min(lengths) >= 3_000_000


def test_pooling_beats_buying_alone_where_a_retailer_sells_the_steel(planned):
    out, _ = planned
    orders = read_plan(out).material_orders.rows()
    priced = [row for row in orders if row["has_alone_price"]]
    together = sum(row["needed_g"] * row["price_idr_t"] // 10**6 for row in priced)
    assert 0 < together < sum(row["alone_idr"] for row in priced)
