"""What of the demand the published plan does not know yet."""

from __future__ import annotations

from collections.abc import Iterable

from rantai.apps.demand.queries import LineRow
from rantai.apps.planning.queries import PromiseRow, RunRow


def changed_codes(run: RunRow, lines: Iterable[LineRow], promises: Iterable[PromiseRow]) -> frozenset[str]:
    """Codes of lines that the plan has not, has with another quantity or week, or that were withdrawn since."""
    wanted = {line.code: (line.quantity_pieces, run.week_of(line.due_date)) for line in lines}
    planned = {row.demand_code: (row.quantity_pieces, row.due_week) for row in promises}
    return frozenset(code for code in wanted.keys() | planned.keys() if wanted.get(code) != planned.get(code))
