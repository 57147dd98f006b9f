"""One measured line of docs/benchmarks.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What was asked, how large it was, CPU seconds of our answer, and what it is compared with.

    `gap`: share of the objective that is not proven to be necessary. `ratio`: our CPU over the peer's, in one run.
    """

    what: str
    size: str
    cpu_seconds: float
    gap: float | None = None
    ratio: float | None = None
    peer: str = ""
    faults: int = 0
