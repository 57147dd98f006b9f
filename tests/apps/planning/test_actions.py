"""Asking for plans, and the worker's side: one claim at a time, none lost, none doubled."""

from datetime import timedelta

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.demand.models import DemandLine
from rantai.apps.planning.actions import (
    MOST_CLAIMS,
    cancel_plan,
    claim_next,
    fail_plan,
    freeze_input,
    note_progress,
    release,
    request_plan,
)
from rantai.apps.planning.models import PlanRun
from rantai.apps.planning.refusals import RUN_NOT_OPEN
from rantai.core.problems import InvalidInput, Problem
from tests.apps.planning.worlds import AT, one_bar

pytestmark = pytest.mark.django_db
MUCH_LATER = AT + timedelta(hours=1)


def ask(programme: int) -> int:
    return request_plan(programme_id=programme, by=SYSTEM, at=AT)


def test_a_double_click_asks_for_one_plan() -> None:
    programme = one_bar()
    assert ask(programme) == ask(programme)
    assert AuditEntry.objects.filter(verb="request", noun="plan").count() == 1


def test_a_wish_during_a_computation_is_a_second_plan() -> None:
    programme = one_bar()
    first = ask(programme)
    assert claim_next(at=AT) is not None
    assert ask(programme) != first


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        request_plan(programme_id=one_bar(), scenario_code="MARS", by=SYSTEM, at=AT)
    assert [problem.code for problem in refused.value.problems] == ["scenario-unknown"]


def test_a_run_is_claimed_once() -> None:
    ask(one_bar())
    assert claim_next(at=AT) is not None
    assert claim_next(at=AT) is None


def test_a_run_whose_worker_fell_silent_is_taken_again_and_the_old_claim_is_worth_nothing() -> None:
    run_id = ask(one_bar())
    old = claim_next(at=AT)
    new = claim_next(at=MUCH_LATER)
    assert old is not None
    assert new is not None
    assert (new.run_id, new.claim != old.claim) == (run_id, True)
    assert not note_progress(run_id=run_id, claim=old.claim, stage="cutting", percent=50, at=MUCH_LATER)
    assert note_progress(run_id=run_id, claim=new.claim, stage="cutting", percent=50, at=MUCH_LATER)
    fail_plan(run_id=run_id, claim=old.claim, problems=[Problem(RUN_NOT_OPEN).as_dict()], at=MUCH_LATER)
    assert PlanRun.objects.get(pk=run_id).state == "running"


def test_a_heartbeat_keeps_the_claim() -> None:
    run_id = ask(one_bar())
    claimed = claim_next(at=AT)
    assert claimed is not None
    later = AT + timedelta(seconds=15)
    assert note_progress(run_id=run_id, claim=claimed.claim, stage="cutting", percent=1, at=later)
    assert claim_next(at=AT + timedelta(seconds=30)) is None


def test_a_released_run_is_taken_at_once() -> None:
    run_id = ask(one_bar())
    claimed = claim_next(at=AT)
    assert claimed is not None
    release(run_id=run_id, claim=claimed.claim)
    again = claim_next(at=AT)
    assert again is not None
    assert again.run_id == run_id


def test_an_input_that_kills_every_worker_is_given_up() -> None:
    run_id = ask(one_bar())
    for hour in range(MOST_CLAIMS):
        assert claim_next(at=AT + timedelta(hours=hour)) is not None
    assert claim_next(at=AT + timedelta(hours=MOST_CLAIMS)) is None
    run = PlanRun.objects.get(pk=run_id)
    assert (run.state, run.problems[0]["code"]) == ("failed", "plan-engine-stopped")


def test_the_input_is_frozen_at_the_first_start() -> None:
    programme = one_bar()
    run_id = ask(programme)
    first = claim_next(at=AT)
    assert first is not None
    content = freeze_input(run_id=run_id, claim=first.claim)
    DemandLine.objects.update(quantity_pieces=99)
    second = claim_next(at=MUCH_LATER)
    assert second is not None
    assert freeze_input(run_id=run_id, claim=second.claim) == content
    assert freeze_input(run_id=run_id, claim=first.claim) == content  # the old worker may still read, not publish


def test_a_cancelled_plan_stops_its_worker_and_is_cancelled_once() -> None:
    run_id = ask(one_bar())
    claimed = claim_next(at=AT)
    assert claimed is not None
    cancel_plan(run_id=run_id, by=SYSTEM, at=AT)
    assert not note_progress(run_id=run_id, claim=claimed.claim, stage="cutting", percent=50, at=AT)
    assert claim_next(at=MUCH_LATER) is None
    with pytest.raises(InvalidInput):
        cancel_plan(run_id=run_id, by=SYSTEM, at=AT)
