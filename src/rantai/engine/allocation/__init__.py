"""Question: which maker makes how many of each lot, and when? Answer: jobs, purchases, shortages, bounds, reasons.

Goals in order (on time, local first, spread of work, cost), within capability, minutes by week, lead, largest share,
and what material and parts allow. `solve` answers; `check` recounts an answer as a stranger.
"""

from rantai.engine.allocation.check import check
from rantai.engine.allocation.params import AllocationParams
from rantai.engine.allocation.solve import expected_ms, ignore, never, solve, solve_group
from rantai.engine.allocation.tables import (
    GOALS,
    AllocationAnswer,
    AllocationInput,
    AllocationReasons,
    GoalReport,
)

__all__ = [
    "GOALS",
    "AllocationAnswer",
    "AllocationInput",
    "AllocationParams",
    "AllocationReasons",
    "GoalReport",
    "check",
    "expected_ms",
    "ignore",
    "never",
    "solve",
    "solve_group",
]
