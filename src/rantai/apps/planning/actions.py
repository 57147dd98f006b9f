"""Verbs of planning.

request_plan(*, programme_id, by, at, scenario_code="", seed=1, base_run_id=None) -> int
cancel_plan(*, run_id, by, at) -> None
claim_next(*, at, stale_seconds=STALE_SECONDS) -> Claimed | None          (workers)
freeze_input(*, run_id, claim) -> bytes | None                            (workers)
note_progress(*, run_id, claim, stage, percent, at) -> bool               (workers)
release(*, run_id, claim) -> None                                         (workers)
fail_plan(*, run_id, claim, problems, at) -> None                         (workers)
`publish` stands in publish.py; taking sheets over in sheets.py; loading a folder in load.py.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM, Author, record
from rantai.apps.demand.models import Scenario
from rantai.apps.planning.models import PlanRun, PlanRunInput
from rantai.apps.planning.refusals import ENGINE_STOPPED, RUN_NOT_OPEN, SCENARIO_UNKNOWN
from rantai.apps.planning.snapshot import content_hash, snapshot, zipped
from rantai.apps.planning.what_if_input import changed_input
from rantai.apps.pricing.actions import put_in_force
from rantai.core.problems import InvalidInput, Problem, Where

STALE_SECONDS = 20  # ten heartbeats missed
MOST_PROBLEMS = 500  # a run's row stays readable; the count of all is in the trail
MOST_CLAIMS = 4  # an input that kills the engine four times will do it a fifth time
OPEN = (PlanRun.State.QUEUED, PlanRun.State.RUNNING)


@dataclass(frozen=True)
class Claimed:
    """A run that this worker, and no other, may compute."""

    run_id: int
    claim: str
    scenario_code: str
    seed: int


@transaction.atomic
def request_plan(
    *,
    programme_id: int,
    by: Author,
    at: datetime,
    scenario_code: str = "",
    seed: int = 1,
    base_run_id: int | None = None,
) -> int:
    """Ask for a plan of the programme as it stands when the worker begins; returns the run's id.

    The same wish that still waits is the same run (a double click makes one plan). `base_run_id` is the plan to
    compare with; without it, the newest published one. Raises InvalidInput for an unknown scenario.
    """
    _check_scenario(programme_id, scenario_code)
    newest = PlanRun.objects.filter(programme=programme_id, scenario_code=scenario_code).published().of_the_programme()
    run, is_new = PlanRun.objects.get_or_create(
        programme_id=programme_id,
        scenario_code=scenario_code,
        seed=seed,
        state=PlanRun.State.QUEUED,
        what_if=None,
        defaults={
            "base_run_id": base_run_id or newest.order_by("-id").values_list("pk", flat=True).first(),
            "requested_by_id": by.user_id,
            "requested_for_id": by.organisation_id,
            "requested_at": at,
        },
    )
    if is_new:
        after = {"programme_id": programme_id, "scenario_code": scenario_code, "seed": seed}
        record(verb="request", noun="plan", object_id=run.pk, by=by, at=at, after=after)
    return run.pk


def _check_scenario(programme_id: int, code: str) -> None:
    known = list(Scenario.objects.filter(programme=programme_id).order_by("code").values_list("code", flat=True))
    if code and code not in known:
        values = {"code": code, "choices": ", ".join(known) or "–"}
        raise InvalidInput([Problem(SCENARIO_UNKNOWN, Where(column="scenario_code"), values)])


@transaction.atomic
def cancel_plan(*, run_id: int, by: Author, at: datetime) -> None:
    """Give up a waiting or running plan; its worker stops at the next heartbeat. Raises InvalidInput if it is over."""
    open_ones = PlanRun.objects.filter(pk=run_id, state__in=OPEN)
    if not open_ones.update(state=PlanRun.State.CANCELLED, finished_at=at, claim=""):
        raise InvalidInput([Problem(RUN_NOT_OPEN)])
    record(verb="cancel", noun="plan", object_id=run_id, by=by, at=at)


@transaction.atomic
def claim_next(*, at: datetime, stale_seconds: int = STALE_SECONDS) -> Claimed | None:
    """Take the oldest run that waits or was left alone by a dead worker. None when there is none.

    A conditional UPDATE decides between workers. A run that killed its worker MOST_CLAIMS times is given up.
    """
    stale_before = at - timedelta(seconds=stale_seconds)
    for run in PlanRun.objects.claimable(stale_before).order_by("pk"):
        mine = PlanRun.objects.claimable(stale_before).filter(pk=run.pk, claim=run.claim)
        if run.claims >= MOST_CLAIMS:
            _give_up(run, at)
            continue
        claim = uuid.uuid4().hex
        taken = mine.update(
            state=PlanRun.State.RUNNING,
            claim=claim,
            claims=F("claims") + 1,
            heartbeat_at=at,
            started_at=at,
            stage="snapshot",
            percent=0,
        )
        if taken:
            return Claimed(run.pk, claim, run.scenario_code, run.seed)
    return None


def _give_up(run: PlanRun, at: datetime) -> None:
    problem = Problem(ENGINE_STOPPED, values={"times": run.claims}).as_dict()
    fail_plan(run_id=run.pk, claim=run.claim, problems=[problem], at=at)


def freeze_input(*, run_id: int, claim: str) -> bytes | None:
    """The run's input as a zip of tables: read from the database at its first start, the same at every later one.

    None when the claim is lost.
    """
    frozen = PlanRunInput.objects.filter(run=run_id).values_list("tables_zip", flat=True).first()
    if frozen is not None:
        return bytes(frozen)
    run = PlanRun.objects.only("programme_id", "what_if_id", "base_run_id").get(pk=run_id)
    if not run.what_if_id:  # a what-if looks at the frozen tables of its base plan
        put_in_force(on=timezone.localdate(), by=SYSTEM, at=timezone.now())
    content = changed_input(run) if run.what_if_id else zipped(snapshot(run.programme_id, free_at=timezone.now()))
    with transaction.atomic():
        mine = PlanRun.objects.filter(pk=run_id, claim=claim, state=PlanRun.State.RUNNING)
        if not mine.update(input_hash=content_hash(content)):
            return None
        PlanRunInput.objects.create(run_id=run_id, tables_zip=content)
    return content


def note_progress(*, run_id: int, claim: str, stage: str, percent: int, at: datetime) -> bool:
    """Heartbeat with progress. Returns whether the claim still holds; if not, the worker must stop."""
    mine = PlanRun.objects.filter(pk=run_id, claim=claim, state=PlanRun.State.RUNNING)
    return mine.update(stage=stage[:40], percent=max(0, min(99, percent)), heartbeat_at=at) == 1


def release(*, run_id: int, claim: str) -> None:
    """Leave a run to the next worker at once; a worker that is asked to stop does not let people wait."""
    mine = PlanRun.objects.filter(pk=run_id, claim=claim, state=PlanRun.State.RUNNING)
    mine.update(heartbeat_at=F("requested_at") - timedelta(days=1))


@transaction.atomic
def fail_plan(*, run_id: int, claim: str, problems: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """End a run without a plan, with its problems (`Problem.as_dict()`). Nothing happens when the claim is lost."""
    mine = PlanRun.objects.filter(pk=run_id, claim=claim, state=PlanRun.State.RUNNING)
    if mine.update(state=PlanRun.State.FAILED, problems=list(problems[:MOST_PROBLEMS]), finished_at=at):
        after = {"codes": sorted({str(problem["code"]) for problem in problems}), "problems": len(problems)}
        record(verb="fail", noun="plan", object_id=run_id, by=SYSTEM, at=at, after=after)
