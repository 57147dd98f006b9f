"""The smallest case with a mill that rolls in some weeks only: three bars, ordered in week 2 when any week will do."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.change import Change
from rantai.engine.plan.changes import apply
from rantai.engine.plan.check import check
from rantai.engine.plan.given import RollingWeeks
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given, read_plan
from rantai.engine.plan.run import run
from tests import one_bar

CASE = Path(__file__).resolve().parents[3] / "cases" / "one-bar"


def orders(tmp_path: Path, *weeks: str, offer: str = "DISTRIBUTOR-16") -> list[tuple[str, int]]:
    """(offer, week) of every steel order of the plan."""
    folder = one_bar.copy(tmp_path)
    one_bar.start(folder, "rolling_weeks", "offer_code,week_date")
    for week in weeks:
        one_bar.add(folder, "rolling_weeks", offer_code=offer, week_date=week)
    result = run(one_bar.read(folder), PlanParams())
    return [(row["offer_code"], row["order_week"]) for row in result.output.material_orders.rows()]


def test_the_last_rolling_week_before_the_need_is_taken(tmp_path: Path) -> None:
    assert orders(tmp_path) == [("DISTRIBUTOR-16", 2)]


def test_an_earlier_rolling_week_is_taken_when_the_mill_rests_later(tmp_path: Path) -> None:
    assert orders(tmp_path, "2027-01-04", "2027-01-11", "2027-02-08") == [("DISTRIBUTOR-16", 1)]


def test_a_mill_that_rolls_too_late_leaves_the_order_to_the_shop(tmp_path: Path) -> None:
    assert {offer for offer, _ in orders(tmp_path, "2027-02-08")} == {"TOKO-16"}


def test_rolling_weeks_behind_the_horizon_are_none(tmp_path: Path) -> None:
    assert {offer for offer, _ in orders(tmp_path, "2030-01-07")} == {"TOKO-16"}


def test_a_week_begins_on_monday_and_its_offer_is_known(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        orders(tmp_path, "2027-01-05")
    assert [problem.where.file for problem in caught.value.problems] == ["rolling_weeks.csv"]


def test_the_stranger_finds_an_order_in_a_week_in_which_nothing_is_rolled() -> None:
    given, plan = read_given(CASE / "given"), read_plan(CASE / "expect")
    for week, found in ((date(2027, 1, 18), set()), (date(2027, 1, 11), {"not_valid_then"})):
        weeks = RollingWeeks.from_rows([{"offer_code": "DISTRIBUTOR-16", "week_date": week}])
        assert {fault.code for fault in check(replace(given, rolling_weeks=weeks), plan)} == found


def test_an_offer_that_is_parted_or_ends_takes_its_weeks_along() -> None:
    weeks = RollingWeeks.from_rows([{"offer_code": "DISTRIBUTOR-16", "week_date": date(2027, 1, 11)}])
    given = replace(read_given(CASE / "given"), rolling_weeks=weeks)
    scope = (("supplier_code", "DISTRIBUTOR"),)
    dearer = Change("steel_price_factor", scope, 2_000_000, (), date(2027, 1, 18), date(2027, 1, 24))
    parted = apply(given, [dearer])
    assert sorted(parted.rolling_weeks.offer_code.tolist()) == [
        "DISTRIBUTOR-16",
        "DISTRIBUTOR-16.2027-01-18",
        "DISTRIBUTOR-16.2027-01-25",
    ]
    assert len(apply(given, [Change("supplier_off", scope)]).rolling_weeks) == 0
