"""The case that is solved by hand: it can be read, and the plan is the one on its page."""

from pathlib import Path

import pytest

from rantai.engine.plan.answer import ANSWER_TABLES
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given, write_plan
from rantai.engine.plan.run import run

CASE = Path(__file__).resolve().parents[2] / "cases" / "one-bar"


def test_one_vehicle_one_part_one_bar_one_maker():
    given = read_given(CASE / "given")
    assert given.items.kind.tolist() == ["vehicle", "part"]
    assert given.demand.quantity_pieces.tolist() == [10]
    assert given.formats.piece_mass_g.tolist() == [9470]
    assert given.parties.kind.tolist().count("maker") == 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("plan") / "out"
    write_plan(run(read_given(CASE / "given"), PlanParams()).output, out)
    return out


@pytest.mark.parametrize("name", sorted(ANSWER_TABLES))
def test_the_plan_is_the_one_that_was_worked_out_by_hand(folder, name):
    assert (folder / f"{name}.csv").read_text() == (CASE / "expect" / f"{name}.csv").read_text()
