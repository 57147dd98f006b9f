"""What goes wrong with runs, as their planners must hear it: nobody computes one, or the last one failed.

is_left_alone(run_id: int, *, at: datetime) -> bool
last_failure() -> Failure | None
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from rantai.apps.planning.actions import OPEN, STALE_SECONDS
from rantai.apps.planning.models import PlanRun

# An idle worker looks for work every second; with a run that waits so long, no worker is idle.
WAITING_SECONDS = 15


def is_left_alone(run_id: int, *, at: datetime) -> bool:
    """Whether an open run makes no progress because no worker lives. One query.

    A run that waits while another one is being computed only waits for its turn.
    """
    rows = PlanRun.objects.filter(state__in=OPEN).values_list("pk", "state", "heartbeat_at", "requested_at")
    stale_before = at - timedelta(seconds=STALE_SECONDS)
    running = [(pk, beat) for pk, state, beat, _asked in rows if state == PlanRun.State.RUNNING]
    alive = {pk for pk, beat in running if beat is not None and beat >= stale_before}
    for pk, state, _beat, asked in rows:
        if pk == run_id and pk not in alive:
            is_old = asked < at - timedelta(seconds=WAITING_SECONDS)
            return state == PlanRun.State.RUNNING or (is_old and not alive)
    return False


@dataclass(frozen=True)
class Failure:
    """A run that ended without a plan, and why (`Problem.as_dict()`)."""

    run_id: int
    problems: tuple[Mapping[str, Any], ...]


def last_failure() -> Failure | None:
    """The newest failed run of the current programme that no published one of its scenario followed. One query."""
    newer = (
        PlanRun.objects.published()
        .of_the_programme()
        .filter(programme=OuterRef("programme"), scenario_code=OuterRef("scenario_code"), pk__gt=OuterRef("pk"))
    )
    failed = PlanRun.objects.of_the_programme().filter(programme__is_current=True, state=PlanRun.State.FAILED)
    row = failed.filter(~Exists(newer)).order_by("-pk").values_list("pk", "problems").first()
    return None if row is None else Failure(row[0], tuple(row[1]))
