"""Offers to both workshops: one sent to workshop A, one that workshop B does not see yet."""

from rantai.apps.planning import queries
from rantai.apps.planning.approval import approve
from rantai.apps.sourcing import actions
from rantai.apps.sourcing import queries as sourcing
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan
from tests.web.matrix.examples import Example

PLANNERS = frozenset({"consortium_manager", "centre_staff"})


def offers(cast: SmallSentra) -> dict[str, int]:
    """Draft offers by workshop; made once."""
    known = {row.maker_code: row.offer_id for row in sourcing.offers()}
    if known:
        return known
    run = queries.current_run()
    run_id = run.run_id if run else plan(cast)
    jobs = [row.code for row in queries.jobs(run_id)]
    approve(run_id=run_id, order_codes=[], job_codes=jobs, by=cast.actor("consortium_manager"), at=AT)
    return {row.maker_code: row.offer_id for row in sourcing.offers()}


def examples(cast: SmallSentra) -> list[Example]:
    known = offers(cast)
    mine, rival = known[cast.code("maker_a")], known[cast.code("maker_b")]
    actions.send_offers(offer_ids=[mine], by=cast.actor("consortium_manager"), at=AT)
    seen = {"record": PLANNERS | {"maker_owner"}, "send": PLANNERS, "withdraw": PLANNERS, "answer": {"maker_owner"}}
    post = {"answer": {"answer": "yes", "note": "siap"}}
    rows = [
        Example(f"offers:{page}", {"offer_id": mine}, seen_by=people, post=post.get(page, {}))
        for page, people in seen.items()
    ]
    return [*rows, Example("offers:record", {"offer_id": rival}, seen_by=PLANNERS)]
