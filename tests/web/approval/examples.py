"""Approving the cast's plan: planners only."""

from rantai.apps.planning import queries
from tests.cast import SmallSentra
from tests.web.home.world import plan
from tests.web.matrix.examples import Example

PLANNERS = frozenset({"consortium_manager", "centre_staff"})


def examples(cast: SmallSentra) -> list[Example]:
    run = queries.current_run()
    run_id = run.run_id if run else plan(cast)
    order = queries.material_orders(run_id)[0].code
    post = {"order": order, "maker": cast.code("maker_a"), "weeks": "520"}
    return [Example("approval:choose", {"run_id": run_id}, seen_by=PLANNERS, post=post)]
