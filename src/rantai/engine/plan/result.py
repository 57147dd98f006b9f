"""A finished plan, as it leaves the engine: judged by a stranger, summed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rantai.core.problems import InvalidInput, Problem, Where
from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.check import check
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.refusals import PLAN_UNSOUND


@dataclass(frozen=True)
class PlanResult:
    """A plan and what it comes to."""

    output: PlanOutput
    summary: dict[str, Any]


def judged(given: PlanInput, output: PlanOutput, summary: Callable[[], dict[str, Any]]) -> PlanResult:
    """Let the stranger recount the plan before anybody sees it. Raises InvalidInput (P228) with every fault."""
    faults = check(given, output)
    if faults:
        raise InvalidInput(
            Problem(
                PLAN_UNSOUND,
                Where(f"{fault.table}.csv", None, f"{fault.code}: {fault.place}"),
                {"fault_id": fault.text("id"), "fault_en": fault.text("en")},
            )
            for fault in faults
        )
    return PlanResult(output, summary())
