"""A regency of the plan: its readers see the same page, nobody else has a map."""

from rantai.apps.planning import queries
from tests.cast import SmallSentra
from tests.web.home.world import plan
from tests.web.matrix.examples import Example

SEEN_BY = frozenset({"consortium_manager", "centre_staff", "ministry_officer"})


def examples(cast: SmallSentra) -> list[Example]:
    run = queries.current_run()
    run_id = run.run_id if run else plan(cast)
    code = queries.regencies(run_id)[0].place_code
    return [Example("map:regency", {"code": code}, seen_by=SEEN_BY)]
