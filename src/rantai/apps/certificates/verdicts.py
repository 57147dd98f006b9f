"""Each value of a heat beside the limits of its grade: passed, outside, or not assessed. Never passed without a limit.

Limits lie in data/limits.csv: whole base units of `properties`, thickness µm from and to (both inside), each with its
standard and its source. A grade, a property or a thickness that the table does not know has no limit.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from rantai.apps.certificates.properties import PROPERTIES, Property

TABLE = Path(__file__).resolve().parent / "data" / "limits.csv"
Verdict = Literal["passed", "outside", "not_assessed"]


@dataclass(frozen=True)
class Limit:
    """The limits of one property of a grade in a range of thickness. None: open on that side."""

    grade: str
    standard: str
    property_code: str
    from_um: int
    to_um: int | None
    low: int | None
    high: int | None
    source: str

    def covers(self, thickness_um: int) -> bool:
        """Whether the limit is for this thickness."""
        return self.from_um <= thickness_um and (self.to_um is None or thickness_um <= self.to_um)

    @property
    def is_for_all(self) -> bool:
        return self.from_um == 0 and self.to_um is None


@dataclass(frozen=True)
class Judged:
    """A value and what its grade says of it; `reason` is "" or why it is not assessed: "no_limit" or "thickness"."""

    property: Property
    value: int
    verdict: Verdict
    low: int | None = None
    high: int | None = None
    standard: str = ""
    source: str = ""
    reason: str = ""


@cache
def limits() -> tuple[Limit, ...]:
    """The table, read once."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Limit(
                row["grade"],
                row["standard"],
                row["property"],
                int(row["from_um"]),
                _whole(row["to_um"]),
                _whole(row["low"]),
                _whole(row["high"]),
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None


def judge(grade: str, thickness_um: int, values: Mapping[str, int]) -> list[Judged]:
    """Every value in the order of `PROPERTIES`. thickness_um 0: unknown, so only limits for all thicknesses count."""
    return [_judged(one, grade, thickness_um, values[code]) for code, one in PROPERTIES.items() if code in values]


def _judged(one: Property, grade: str, thickness_um: int, value: int) -> Judged:
    named = [limit for limit in limits() if limit.grade == grade.upper().strip() and limit.property_code == one.code]
    if not named:
        return Judged(one, value, "not_assessed", reason="no_limit")
    fitting = [limit for limit in named if limit.is_for_all or (thickness_um and limit.covers(thickness_um))]
    if not fitting:
        return Judged(one, value, "not_assessed", standard=named[0].standard, reason="thickness")
    limit = fitting[0]
    is_inside = (limit.low is None or value >= limit.low) and (limit.high is None or value <= limit.high)
    verdict: Verdict = "passed" if is_inside else "outside"
    return Judged(one, value, verdict, limit.low, limit.high, limit.standard, limit.source)
