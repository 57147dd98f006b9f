"""The small sentra's plan and a scenario over it, computed as the worker would."""

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.planning import what_ifs
from rantai.apps.planning.actions import freeze_input
from rantai.apps.planning.models import PlanRun
from rantai.apps.planning.publish import publish
from rantai.apps.planning.snapshot import snapshot
from rantai.apps.planning.what_if_input import changes_of
from rantai.apps.planning.what_ifs import Change
from rantai.engine.plan.change_file import as_document
from rantai.engine.plan.changes import apply
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests.cast import SmallSentra
from tests.web.home.world import AT, programme

MORE = Change("demand_factor", (("demand_kind", "programme"),), 1_500_000)


def scenario(cast: SmallSentra, *changes: Change, name: str = "Lebih banyak gerobak") -> int:
    """A scenario of the consortium; returns its id."""
    return what_ifs.create_what_if(
        programme_id=programme(cast),
        name=name,
        changes=changes or (MORE,),
        by=cast.actor("consortium_manager"),
        at=AT,
    )


def computed(what_if_id: int) -> int:
    """The scenario's plan, published; returns the run's id. The database has not changed since the base was planned."""
    run_id = what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    # Taken by hand: another run of the same world may wait before it.
    PlanRun.objects.filter(pk=run_id).update(state="running", claim="c", heartbeat_at=AT)
    freeze_input(run_id=run_id, claim="c")
    changes = changes_of(what_if_id)
    result = run(apply(snapshot(PlanRun.objects.get(pk=run_id).programme_id), changes), PlanParams())
    assert publish(
        run_id=run_id,
        claim="c",
        output=result.output,
        summary={**result.summary, "what_if": as_document("", changes)},
        engine_version="test",
        at=AT,
    )
    return run_id
