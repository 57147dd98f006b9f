"""The engine's answers to tiny lists, held against the best of all plans."""

import json
from typing import Any

from benchmarks.cutting_judge import judge

from rantai.engine.cutting.contract import answer
from tests.engine.cutting.exhaustive import Optimum, best, read
from tests.engine.cutting.exhaustive_lists import draw_list

WORK = 3_000_000  # some seconds; a list of seven pieces needs a thousandth of it


def complaints(kind: str, document: dict[str, Any]) -> list[str]:
    """What is wrong with the engine's answer; nothing when it is the best plan and says so."""
    case, plan = read(kind, document), answer(kind, document, work=WORK)
    found = Optimum(case.unplaced({row["piece"]: row["quantity"] for row in plan["unplaced"]}), plan["objective"])
    optimum = best(case)
    if found != optimum and document.get("first_cut", "any") != "any":
        optimum = best(case, may_skip_first=False)
    wrong = list(judge(kind, document, plan).faults)
    if found != optimum:
        wrong.append(f"{found} instead of {optimum}")
    wanted = {"status": "infeasible" if any(optimum.unplaced) else "optimal", "bound": optimum.cost}
    wrong += [f"{name} is {plan[name]}, not {value}" for name, value in wanted.items() if plan[name] != value]
    return wrong


def compare(kind: str, numbers: range) -> None:
    """Every list of these numbers; the story of a failure is the list itself."""
    wrong = {}
    for number in numbers:
        document = draw_list(kind, number)
        if found := complaints(kind, document):
            wrong[number] = (found, json.dumps(document))
    assert not wrong, wrong


def hold_bounds(kind: str, numbers: range) -> int:
    """Lists just beyond what can be proven by trying all: sound, no bound above the best plan. How many were best."""
    equal = 0
    for number in numbers:
        document = draw_list(kind, number, 8, 9) | {"first_cut": "any"}
        case, plan, optimum = read(kind, document), answer(kind, document, work=WORK // 10), best(read(kind, document))
        found = Optimum(case.unplaced({row["piece"]: row["quantity"] for row in plan["unplaced"]}), plan["objective"])
        assert judge(kind, document, plan).faults == (), document
        assert found >= optimum, (found, optimum, document)
        assert found.unplaced != optimum.unplaced or plan["bound"] <= optimum.cost, (plan["bound"], optimum, document)
        equal += found == optimum
    return equal
