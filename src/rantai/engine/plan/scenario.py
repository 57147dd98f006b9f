"""Scenarios: the programme at another volume, every other line as it is."""

from __future__ import annotations

import numpy as np

from rantai.core.problems import InvalidInput, Problem, Where
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.refusals import SCENARIO_UNKNOWN
from rantai.engine.sharing import share_out


def quantities(given: PlanInput, scenario: str) -> list[int]:
    """Pieces of each line of demand; programme lines scaled to the scenario's total by largest remainder.

    Raises InvalidInput (P224) for an unknown scenario.
    """
    wanted: list[int] = given.demand.quantity_pieces.tolist()
    if not scenario:
        return wanted
    known = given.scenarios.scenario_code.tolist()
    if scenario not in known:
        values = {"scenario": scenario, "known": ", ".join(known) or "-"}
        raise InvalidInput([Problem(SCENARIO_UNKNOWN, Where("scenarios.csv"), values)])
    target = int(given.scenarios.vehicles_pieces[known.index(scenario)])
    rows = np.flatnonzero(given.demand.kind == "programme").tolist()
    for row, quantity in zip(rows, share_out(target, [wanted[row] for row in rows]), strict=True):
        wanted[row] = quantity
    return wanted
