"""Transfers of a plan as lines to tick."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from rantai.apps.planning import queries
from rantai.apps.planning.queries import RunRow
from rantai.apps.purchasing.transfers import drafted_transfers


@dataclass(frozen=True)
class MoveChoice:
    """Steel that may be sent from one centre to another, or is a draft of this plan already."""

    code: str
    steel: str
    start: str
    end: str
    send: date
    mass_g: int
    cost_idr: int
    is_done: bool
    is_ticked: bool = False

    def ticked(self, codes: Collection[str] | None) -> MoveChoice:
        """The same, ticked when its code is among `codes` or nobody has chosen yet (None)."""
        return replace(self, is_ticked=not self.is_done and (codes is None or self.code in codes))


def move_choices(run: RunRow, before_week: int) -> list[MoveChoice]:
    """Transfers to send before a week, the soonest first. Two queries, none more where the plan moves nothing."""
    rows = [row for row in queries.transfers(run.run_id) if row.send_week < before_week]
    drafted = drafted_transfers(run.programme_id) if rows else {}
    made = []
    for row in rows:
        monday = run.monday(row.send_week)
        _pk, plan = drafted.get((row.source_code, row.to_code, monday), (0, 0))
        names = (row.code, row.format_name, row.from_name, row.to_name)
        made.append(MoveChoice(*names, monday, row.mass_g, row.cost_idr, plan == run.run_id))
    return made
