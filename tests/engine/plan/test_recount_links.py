"""What sums over whole columns clear needs no second look, and what needs one is not cleared by them."""

from dataclasses import replace

import numpy as np
import pytest

from rantai.core.coded import Coded
from rantai.engine.plan.answer import Jobs
from rantai.engine.plan.check import check
from rantai.engine.plan.ledger import Ledger
from rantai.engine.plan.read import read_given, read_plan
from rantai.engine.plan.recount_links import Links
from tests.engine.plan import test_check as planted

NAMES = ("uncovered", "overdrawn", "unfinished", "unsummed")


@pytest.fixture(scope="module")
def case():
    return read_given(planted.CASE / "given"), read_plan(planted.CASE / "expect")


def test_codes_that_stand_in_no_row_do_no_harm(case):
    """Such as the lots that are bought, which are no orders of the plan."""
    given, plan = case
    columns = {column.name: getattr(plan.jobs, column.name) for column in plan.jobs.columns}
    orders = ["O-BOUGHT-001", *plan.orders.order_code.tolist()]
    at = np.array([orders.index(code) for code in plan.jobs.order_code.tolist()])
    jobs = Jobs.from_columns(columns | {"order_code": Coded.chosen(orders, at)})
    assert check(given, replace(plan, jobs=jobs)) == []


class Doubting(Links):
    """Clears nothing."""

    uncovered = property(lambda self: (set(self.ledger.orders), set(self.ledger.demand)))
    overdrawn = property(lambda self: set(self.ledger.pegs_from))
    unfinished = property(lambda self: set(self.ledger.orders))
    unsummed = property(lambda self: set(self.ledger.orders))


def found(case):
    return {(one.code, one.table, one.place) for one in check(*case)}


def test_a_plain_plan_needs_no_second_look(case):
    links = Links(Ledger(*case))
    assert [getattr(links, name) for name in NAMES] == [(set(), set()), set(), set(), set()]


@pytest.mark.parametrize(("code", "table", "where", "changes"), planted.IN_PLAN)
def test_the_sums_hide_no_fault_of_a_plan(case, monkeypatch, code, table, where, changes):
    given, plan = case
    broken = given, planted.edited(plan, table, where, **changes)
    by_sums = found(broken)
    monkeypatch.setattr("rantai.engine.plan.recount_making.Links", Doubting)
    assert by_sums == found(broken)
    assert code in {one for one, _, _ in by_sums}


@pytest.mark.parametrize(("code", "table", "where", "changes"), planted.IN_GIVEN)
def test_the_sums_hide_no_fault_against_the_input(case, monkeypatch, code, table, where, changes):
    given, plan = case
    broken = planted.edited(given, table, where, **changes), plan
    by_sums = found(broken)
    monkeypatch.setattr("rantai.engine.plan.recount_making.Links", Doubting)
    assert by_sums == found(broken)
