"""Knobs of a plan: default, range, reason. A bad value is refused at birth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rantai.core.problems import InvalidInput, Problem, Refusal, Where
from rantai.engine.sharing import PROPORTIONAL, RULES

PARAM_OUT_OF_RANGE = Refusal(
    "P101",
    "Setelan {name} = {value} di luar batas {low} sampai {high}.",
    "The setting {name} = {value} is outside {low} to {high}.",
    "Beri angka dari {low} sampai {high}.",
    "Give a number from {low} to {high}.",
)

UNKNOWN_RULE = Refusal(
    "P102",
    "Aturan pembagian {value} tidak dikenal.",
    "There is no rule of splitting called {value}.",
    "Pilih salah satu dari {words}.",
    "Choose one of {words}.",
)

_RANGES = {"seed": (0, 2**31 - 1), "seconds": (1, 86_400), "bucket_weeks": (1, 52)}
SETTABLE = {name: limits for name, limits in _RANGES.items() if name not in ("seed", "seconds")}


@dataclass(frozen=True)
class PlanParams:
    """How to plan.

    seed: any; the stages are deterministic for it. seconds: safety net on the wall clock, after which stages stop
    improving and the answer says `timeout`. bucket_weeks: weeks whose blanks are cut together; more weeks nest better,
    fewer tie up less steel; four is a month of work. scenario: code of a row of `scenarios`, empty for demand as given.
    cost_rule: by which rule those who use a pooled order share its price (docs/algorithms/sharing.md); empty: as
    `split_rules` says, else in proportion to need, because everybody can recount it.
    """

    seed: int = 1
    seconds: int = 300
    bucket_weeks: int = 4
    scenario: str = ""
    cost_rule: str = ""

    def __post_init__(self) -> None:
        problems = [
            Problem(PARAM_OUT_OF_RANGE, Where(column=name), {"name": name, "value": value, "low": low, "high": high})
            for name, (low, high) in _RANGES.items()
            if not low <= (value := getattr(self, name)) <= high
        ]
        if self.cost_rule and self.cost_rule not in RULES:
            values = {"value": self.cost_rule[:40], "words": ", ".join(RULES)}
            problems.append(Problem(UNKNOWN_RULE, Where(column="cost_rule"), values))
        if problems:
            raise InvalidInput(problems)

    def ruled_by(self, rules: Sequence[str]) -> PlanParams:
        """The same with the rule of the split that holds: what was asked for, else what the tables say."""
        return replace(self, cost_rule=self.cost_rule or next(iter(rules), PROPORTIONAL))
