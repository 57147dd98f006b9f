"""Plan runs, what they said, and tables waiting to be taken over from a sheet."""

from rantai.apps.planning.models.answers import (
    BlankUse,
    Bound,
    ComponentOrder,
    Job,
    Load,
    MaterialOrder,
    MaterialUse,
    Name,
    Pattern,
    PatternPiece,
    Peg,
    PlanOrder,
    PlanRow,
    Promise,
    Reason,
)
from rantai.apps.planning.models.runs import PlanRun, PlanRunInput, PlanRunQuerySet, SheetDraft
from rantai.apps.planning.models.what_ifs import WhatIf, WhatIfChange

__all__ = [
    "BlankUse",
    "Bound",
    "ComponentOrder",
    "Job",
    "Load",
    "MaterialOrder",
    "MaterialUse",
    "Name",
    "Pattern",
    "PatternPiece",
    "Peg",
    "PlanOrder",
    "PlanRow",
    "PlanRun",
    "PlanRunInput",
    "PlanRunQuerySet",
    "Promise",
    "Reason",
    "SheetDraft",
    "WhatIf",
    "WhatIfChange",
]
