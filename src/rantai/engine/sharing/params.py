"""Knobs of the split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rantai.engine.sharing.tables import LISTED, PROPORTIONAL, RULES
from rantai.engine.solvers.effort import never, units_for

SECONDS = 10.0


@dataclass(frozen=True)
class SharingParams:
    """By which rule, and how much a split may search.

    rule: one of `tables.RULES`; proportional, because everybody can recount it. work (0 or more): units of
    `solvers.effort`; the default ends within ten seconds. seed (0..2^31 - 1): of the sampled orders of arrival of a
    Shapley split above `listed` firms. listed (1..`tables.LISTED`): up to so many firms every group is looked at, and
    every rule is exact; time doubles with each. out_of_time: the caller's clock, a safety net.
    """

    rule: str = PROPORTIONAL
    work: int = field(default_factory=lambda: units_for(SECONDS))
    seed: int = 1
    listed: int = LISTED
    out_of_time: Callable[[], bool] = never

    def __post_init__(self) -> None:
        """Refuse knobs outside their range. Raises ValueError."""
        if self.rule not in RULES:
            raise ValueError(f"the rule is one of {', '.join(RULES)}")
        if self.work < 0 or not 0 <= self.seed < 2**31 or not 1 <= self.listed <= LISTED:
            raise ValueError(f"work must be 0 or more, seed 0..2^31 - 1, listed 1..{LISTED}")
