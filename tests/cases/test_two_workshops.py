"""The terms of makers, solved by hand: the plan is the one on its page."""

from pathlib import Path

import pytest

from rantai.engine.plan.answer import ANSWER_TABLES
from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given, write_plan
from rantai.engine.plan.run import run

CASE = Path(__file__).resolve().parents[2] / "cases" / "two-workshops"


@pytest.fixture(scope="module")
def given():
    return read_given(CASE / "given")


@pytest.fixture(scope="module")
def output(given):
    return run(given, PlanParams()).output


def test_who_makes_what_when_is_as_worked_out_by_hand(output):
    jobs = {(job["maker_code"], job["made_week"]): job["quantity_pieces"] for job in output.jobs.rows()}
    assert jobs == {("BENGKEL", 3): 10, ("BENGKEL", 4): 3, ("BENGKEL", 5): 3, ("BENGKEL-2", 4): 4}
    loads = {(load["resource_code"], load["week"]): load["load_minutes"] for load in output.loads.rows()}
    assert loads["BENGKEL-assemble", 4] == loads["BENGKEL-assemble", 5] == 240 + 3 * 180
    [journey] = output.journeys.rows()
    assert (journey["arrival_week"], journey["cost_idr"]) == (5, 20_000)
    assert output.reasons.reason_code.tolist() == ["source_full"]
    assert output.promises.on_time_pieces.tolist() == [10]


def test_a_stranger_finds_nothing_wrong(given, output):
    assert check(given, output) == []


@pytest.mark.parametrize("name", sorted(ANSWER_TABLES))
def test_every_table_is_the_one_that_is_kept(output, tmp_path, name):
    write_plan(output, tmp_path / "out")
    assert (tmp_path / "out" / f"{name}.csv").read_text() == (CASE / "expect" / f"{name}.csv").read_text()
