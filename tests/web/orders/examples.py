"""A steel order at the cast's mill: planners and that mill read it."""

from rantai.apps.planning import queries
from tests.cast import SmallSentra
from tests.web.home.world import plan
from tests.web.matrix.examples import Example

READERS = frozenset({"consortium_manager", "centre_staff", "mill_sales"})


def examples(cast: SmallSentra) -> list[Example]:
    run = queries.current_run()
    code = queries.material_orders(run.run_id if run else plan(cast))[0].code
    return [Example(f"orders:{page}", {"code": code}, seen_by=READERS) for page in ("record", "paper", "paper_pdf")]
