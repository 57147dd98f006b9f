"""A draft transfer of the cast's programme: planners only."""

from datetime import date

from rantai.apps.catalog.models import Format
from rantai.apps.parties.models import Organisation
from rantai.apps.planning import queries
from rantai.apps.purchasing.transfers import NewTransfer, draft_transfers, transfers
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan
from tests.web.matrix.examples import Example

PLANNERS = frozenset({"consortium_manager", "centre_staff"})


def transfer_id(cast: SmallSentra) -> int:
    """A draft; made once. The second centre is any other firm: the draft does not care."""
    known = transfers()
    if known:
        return known[0].transfer_id
    run_id = current.run_id if (current := queries.current_run()) else plan(cast)
    found = queries.run(run_id)
    assert found is not None
    start, end = Organisation.objects.order_by("pk").values_list("pk", flat=True)[:2]
    new = NewTransfer(
        transfer_code="T-S1-MC-004",
        source_code="S1",
        format_id=Format.objects.values_list("pk", flat=True)[0],
        from_centre_id=start,
        to_centre_id=end,
        send_date=date(2027, 2, 1),
        usable_date=date(2027, 2, 8),
        quantity_pieces=2,
        mass_g=18_940,
        cost_idr=3_788,
    )
    by = cast.actor("consortium_manager")
    return draft_transfers(programme_id=found.programme_id, plan_run=run_id, wanted=[new], by=by, at=AT)[0]


def examples(cast: SmallSentra) -> list[Example]:
    return [Example("transfers:withdraw", {"transfer_id": transfer_id(cast)}, seen_by=PLANNERS)]
