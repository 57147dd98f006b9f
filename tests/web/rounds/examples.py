"""A draft round of the cast's plan: planners only."""

from rantai.apps.planning import queries
from rantai.apps.planning.approval import approve
from rantai.apps.purchasing import queries as purchasing
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan
from tests.web.matrix.examples import Example

PLANNERS = frozenset({"consortium_manager", "centre_staff"})


def round_id(cast: SmallSentra) -> int:
    """A draft round; made once."""
    known = purchasing.rounds()
    if known:
        return known[0].round_id
    run = queries.current_run()
    run_id = run.run_id if run else plan(cast)
    orders = [row.code for row in queries.material_orders(run_id)]
    by = cast.actor("consortium_manager")
    return approve(run_id=run_id, order_codes=orders, job_codes=[], by=by, at=AT).rounds[0]


def examples(cast: SmallSentra) -> list[Example]:
    number = {"round_id": round_id(cast)}
    return [Example(f"rounds:{page}", number, seen_by=PLANNERS) for page in ("record", "withdraw")]
