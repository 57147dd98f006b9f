"""A programme of one cart and one axle, and its plan, as every test here needs them."""

from datetime import UTC, datetime
from pathlib import Path

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.demand.models import Programme
from rantai.apps.planning.actions import claim_next, freeze_input, request_plan
from rantai.apps.planning.load import load_case
from rantai.apps.planning.publish import publish
from rantai.apps.planning.snapshot import snapshot
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given
from rantai.engine.plan.run import PlanResult, run

CASES = Path(__file__).resolve().parents[3] / "cases"
AT = datetime(2027, 1, 4, 8, tzinfo=UTC)


def one_bar() -> int:
    """The hand-solved case in the database; returns the programme's id."""
    given = read_given(CASES / "one-bar" / "given")
    load_case(given=given, code="one-bar", name="Satu batang", is_example=True, by=SYSTEM, at=AT)
    return Programme.objects.get(code="one-bar").pk


def answer(programme_id: int) -> PlanResult:
    """The engine's plan of what the database holds now."""
    return run(snapshot(programme_id), PlanParams())


def published(programme_id: int) -> int:
    """A plan of the programme, asked for, computed and published; returns the run's id."""
    run_id = request_plan(programme_id=programme_id, by=SYSTEM, at=AT)
    claimed = claim_next(at=AT)
    assert claimed is not None
    freeze_input(run_id=run_id, claim=claimed.claim)
    result = answer(programme_id)
    assert publish(
        run_id=run_id,
        claim=claimed.claim,
        output=result.output,
        summary=result.summary,
        engine_version="test",
        at=AT,
    )
    return run_id
