"""One more order beside the plan of ten carts, by hand: what is free, what must be made, and when it can be there."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rantai.cli import main
from rantai.core.problems import InvalidInput
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.promising import Promised, promise
from rantai.engine.plan.run import run
from tests import one_bar

START = date(2027, 1, 4)


def promised(folder: Path, item: str, pieces: int, wanted: date = START) -> Promised:
    given = one_bar.read(folder)
    return promise(given, run(given, PlanParams()).output, item, pieces, wanted, "")


def test_a_cart_needs_steel_an_axle_and_a_bench_in_this_order(tmp_path: Path) -> None:
    """The shop delivers in one week: axle begun after week 1, there in week 2; cart there in week 3."""
    found = promised(one_bar.copy(tmp_path), "GEROBAK", 2)
    assert (found.week, found.monday) == (3, date(2027, 1, 25))
    assert found.lots == [("GEROBAK", 3, 2), ("POROS", 2, 2)]
    assert (found.blocked_item, found.reason_code) == ("POROS", "material_late")


def test_a_day_beyond_the_plan_says_so(tmp_path: Path) -> None:
    found = promised(one_bar.copy(tmp_path), "GEROBAK", 2, date(2030, 1, 1))
    assert (found.status, found.reason_code) == ("infeasible", "beyond_plan")
    assert "luar" in found.reason("id")


def test_free_axles_make_it_a_week_or_more_earlier(tmp_path: Path) -> None:
    folder = one_bar.copy(tmp_path)
    one_bar.start(folder, "item_stock", "stock_code,item_code,holder_code,owner_code,quantity_pieces")
    lot = {"stock_code": "L-1", "item_code": "POROS", "holder_code": "MC", "owner_code": "MC"}
    one_bar.add(folder, "item_stock", **lot, quantity_pieces=15)
    found = promised(folder, "GEROBAK", 2)
    assert found.week is not None
    assert found.week < 3
    assert [row[0] for row in found.from_free] == ["POROS"]


def test_hours_that_the_plan_uses_are_not_promised_twice(tmp_path: Path) -> None:
    """A bench of 2,400 minutes makes 13 carts of 180 minutes a week; ten are taken in week 6."""
    folder = one_bar.copy(tmp_path)
    assert promised(folder, "GEROBAK", 3, date(2027, 2, 15)).week == 6
    assert promised(folder, "GEROBAK", 4, date(2027, 2, 15)).week == 7


def test_what_no_week_can_hold_is_told_with_what_binds(tmp_path: Path) -> None:
    found = promised(one_bar.copy(tmp_path), "GEROBAK", 500)
    assert (found.week, found.monday, found.lots) == (None, None, [])
    assert (found.blocked_item, found.reason_code) == ("GEROBAK", "capacity_full")


@pytest.mark.parametrize(("item", "pieces", "codes"), [("X", 0, ["P251", "P252"]), ("POROS", 10**13, ["P252"])])
def test_nonsense_is_refused_all_at_once(tmp_path: Path, item: str, pieces: int, codes: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        promised(one_bar.copy(tmp_path), item, pieces)
    assert sorted(problem.code for problem in refused.value.problems) == codes


def test_the_command_prints_the_date(tmp_path: Path) -> None:
    folder, plan = one_bar.copy(tmp_path), tmp_path / "plan"
    runner = CliRunner()
    assert runner.invoke(main, ["plan", "run", "--given", str(folder), "--out", str(plan)]).exit_code == 0
    words = ["plan", "promise", "--given", str(folder), "--plan", str(plan), "--item", "GEROBAK", "--pieces", "2"]
    answer = runner.invoke(main, words)
    assert json.loads(answer.stdout)["monday"] == "2027-01-25"
    assert runner.invoke(main, [*words[:-1], "0"]).exit_code == 2
