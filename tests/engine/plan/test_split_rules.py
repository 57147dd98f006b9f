"""The rule of the split: stored beside the tables, asked for in a what-if, or named on the command line."""

from pathlib import Path

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.change import Change
from rantai.engine.plan.changes import apply, check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar


def rule_of(given, **params) -> str:
    [split] = run(given, PlanParams(**params)).output.cost_splits.rows()
    return split["rule"]


def stored(folder: Path, rule: str):
    given = one_bar.copy(folder)
    one_bar.start(given, "split_rules", f"what,rule\nsteel_orders,{rule}")
    return one_bar.read(given)


def test_the_stored_rule_holds_unless_another_is_asked_for(tmp_path: Path):
    given = stored(tmp_path, "shapley")
    assert rule_of(given) == "shapley"
    assert rule_of(given, cost_rule="leastcore") == "leastcore"
    assert rule_of(one_bar.read(one_bar.CASE)) == "proportional"


def test_a_what_if_asks_for_another_rule(tmp_path: Path):
    given = stored(tmp_path, "shapley")
    change = Change("split_rule", (("rule", "nucleolus"),))
    assert rule_of(apply(given, [change])) == "nucleolus"
    with pytest.raises(InvalidInput) as refused:
        check(given, [change, Change("split_rule", (("rule", "leastcore"),))])
    assert [problem.code for problem in refused.value.problems] == ["P306"]


@pytest.mark.parametrize(("scope", "code"), [((), "P312"), ((("rule", "by age"),), "P302")])
def test_a_rule_that_nobody_knows_is_refused(scope, code):
    with pytest.raises(InvalidInput) as refused:
        check(one_bar.read(one_bar.CASE), [Change("split_rule", scope)])
    assert [problem.code for problem in refused.value.problems] == [code]


def test_the_same_rule_stored_or_asked_for_is_another_question_only_by_its_table(tmp_path: Path):
    given = one_bar.read(one_bar.CASE)
    as_ever, named = (run(given, PlanParams(cost_rule=rule)).summary["input_hash"] for rule in ("", "proportional"))
    assert as_ever == named
