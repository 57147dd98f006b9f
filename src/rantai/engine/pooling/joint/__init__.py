"""Joint pooling: several materials whose orders share sellers' terms, trucks and money.

Question: as of the family room, for several materials at once, with least orders and rebates on a seller's whole order,
whole trucks both ways, rolling weeks, credit and budgets, firm and forecast needs, and steel at every centre
(`JointInput`). Answer: orders, loads, transfers, what covers which need, what is late or never comes and why, and what
one tonne more is worth (`JointAnswer`), with a proven bound. Page: docs/algorithms/pooling.md.
"""

from rantai.engine.pooling.joint.check import faults
from rantai.engine.pooling.joint.params import JointParams
from rantai.engine.pooling.joint.solve import solve
from rantai.engine.pooling.joint.tables import (
    CAUSE_BUDGET,
    CAUSE_BUDGET_AND_CREDIT,
    CAUSE_CREDIT,
    CAUSE_NOT_WORTH,
    CAUSE_TIME,
    NO_LIMIT,
    JointAnswer,
    JointInput,
)

__all__ = [
    "CAUSE_BUDGET",
    "CAUSE_BUDGET_AND_CREDIT",
    "CAUSE_CREDIT",
    "CAUSE_NOT_WORTH",
    "CAUSE_TIME",
    "NO_LIMIT",
    "JointAnswer",
    "JointInput",
    "JointParams",
    "faults",
    "solve",
]
