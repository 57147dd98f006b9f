"""Whose rows a workshop's pages read: its own and no other's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from rantai.apps.planning import queries
from rantai.apps.planning.queries import JobRow, RunRow
from rantai.web.access import Request, found
from rantai.web.plans.doors import get_run_for

OWNER = "maker_owner"


@dataclass(frozen=True)
class Own:
    """The plan in force, the reader's own workshop, and which week of the plan it is (0 before the plan begins)."""

    run: RunRow
    maker_code: str
    this_week: int

    def when(self, week: int) -> str:
        """past, this, next or later."""
        ahead = week - self.this_week
        return "past" if ahead < 0 else ("this", "next")[ahead] if ahead < 2 else "later"

    def monday(self, week: int) -> date:
        """First day of a week of the plan."""
        return self.run.monday(week)


def get_own_for(request: Request) -> Own | None:
    """The reader's workshop in the plan in force; None while there is no plan. An empty code would mean everybody."""
    code = found(request.actor.organisation_code or None)
    run = get_run_for(request)
    if run is None:
        return None
    return Own(run, code, max(0, run.week_of(timezone.localdate(request.now))))


def get_job_for(request: Request, code: str) -> tuple[Own, JobRow]:
    """A job of the reader's own workshop; a neighbour's job and a missing one are the same 404."""
    own = found(get_own_for(request))
    return own, found(queries.job(own.run.run_id, code, maker_code=own.maker_code))
