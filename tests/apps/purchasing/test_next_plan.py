"""What is ordered and what is accepted comes back into the next plan; drafts do not."""

from datetime import date

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format
from rantai.apps.planning import queries
from rantai.apps.planning.approval import approve
from rantai.apps.planning.snapshot import snapshot
from rantai.apps.purchasing import actions
from rantai.apps.purchasing.actions import LineFacts, OrderFacts
from rantai.apps.purchasing.models import PurchaseOrder
from rantai.apps.sourcing.actions import answer_offer, send_offers
from tests.apps.planning.worlds import published
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan, programme

DUE = date(2027, 1, 15)


def test_an_order_counts_with_its_day_and_a_draft_does_not(small_sentra: SmallSentra) -> None:
    number = programme(small_sentra)
    bar = Format.objects.get(code="SS400-BAR-16-6M").pk
    facts = OrderFacts(small_sentra.organisations["mill"], DUE, [LineFacts(bar, 40, 13_000_000)])
    centre = small_sentra.organisations["centre"]
    order = actions.draft_order(centre_id=centre, facts=facts, by=SYSTEM, at=AT)
    assert len(snapshot(number, free_at=AT).material_receipts) == 0
    before = queries.material_orders(published(number))
    actions.place_order(order_id=order, by=SYSTEM, at=AT)
    (row,) = snapshot(number, free_at=AT).material_receipts.rows()
    assert (row["due_date"], row["quantity_pieces"], row["holder_code"]) == (DUE, 40, small_sentra.code("centre"))
    after = queries.material_orders(published(number))
    assert sum(one.mass_g for one in after) < sum(one.mass_g for one in before)
    PurchaseOrder.objects.get(pk=order)
    actions.cancel_order(order_id=order, by=SYSTEM, at=AT)
    assert len(snapshot(number, free_at=AT).material_receipts) == 0


def test_accepted_work_is_a_settled_lot_of_the_next_plan(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    number = programme(small_sentra)
    jobs = [row.code for row in queries.jobs(run_id)]
    by = small_sentra.actor("consortium_manager")
    made = approve(run_id=run_id, order_codes=[], job_codes=jobs, by=by, at=AT)
    send_offers(offer_ids=made.offers, by=by, at=AT)
    assert len(snapshot(number, free_at=AT).firm_orders) == 0
    answer_offer(offer_id=made.offers[0], is_accepted=True, note="", by=SYSTEM, at=AT)
    settled = list(snapshot(number, free_at=AT).firm_orders.rows())
    assert settled
    assert len(snapshot(number).firm_orders) == 0
    assert queries.run(published(number)) is not None
