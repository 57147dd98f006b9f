"""Jobs of maker_a: its owner reads them, its rival stands before a 404."""

from rantai.apps.planning import queries
from tests.cast import SmallSentra
from tests.web.home.world import plan
from tests.web.matrix.examples import Example


def examples(cast: SmallSentra) -> list[Example]:
    run = queries.current_run()
    run_id = run.run_id if run else plan(cast)
    jobs = {
        person: queries.jobs(run_id, maker_code=cast.code(firm))[0].code
        for person, firm in (("maker_owner", "maker_a"), ("rival_maker", "maker_b"))
        if queries.jobs(run_id, maker_code=cast.code(firm))
    }
    # A workshop reads for which customer its parts are; only the name, nothing of the customer's business.
    shows = frozenset({"buyer", "buyer_b"})
    return [Example("makers:job", {"code": code}, seen_by={person}, shows=shows) for person, code in jobs.items()]
