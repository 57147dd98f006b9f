"""How long after its paper money may fall due: a bill, a giro, an instalment. Money whose day nobody means is refused.

too_far(on, due_on, column) -> list[Problem]         refuse_far(on, due_on, column) -> None
"""

from __future__ import annotations

from datetime import date, timedelta

from rantai.apps.payables.refusals import DUE_FAR
from rantai.core.problems import InvalidInput, Problem, Where

LONGEST_DAYS = 366  # no seller here lends for more than a year, and a bank does not keep a giro that long


def too_far(on: date, due_on: date | None, column: str) -> list[Problem]:
    """What there is to say about a day on which money of a paper of `on` falls due; nothing up to a year later."""
    if due_on is None or (due_on - on).days <= LONGEST_DAYS:
        return []
    last = on + timedelta(days=LONGEST_DAYS)
    return [Problem(DUE_FAR, Where(column=column), {"day": due_on.isoformat(), "last": last.isoformat()})]


def refuse_far(on: date, due_on: date | None, column: str) -> None:
    """Raise InvalidInput for a day more than a year after the paper's."""
    problems = too_far(on, due_on, column)
    if problems:
        raise InvalidInput(problems)
