"""Lines of a plan become drafts: together or not at all, once, and only from the newest plan."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.audit.queries import history
from rantai.apps.planning import queries
from rantai.apps.planning.approval import Approved, approve
from rantai.apps.planning.models import MaterialOrder
from rantai.apps.purchasing import actions as buying
from rantai.apps.purchasing import queries as purchasing
from rantai.apps.sourcing import actions as asking
from rantai.apps.sourcing import queries as sourcing
from rantai.core.problems import InvalidInput
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan


def everything(cast: SmallSentra, run_id: int) -> Approved:
    orders = [row.code for row in queries.material_orders(run_id)]
    jobs = [row.code for row in queries.jobs(run_id)]
    return approve(run_id=run_id, order_codes=orders, job_codes=jobs, by=cast.actor("consortium_manager"), at=AT)


def codes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        call()
    return sorted({problem.code for problem in refused.value.problems})


def test_orders_become_a_round_a_seller_and_week_and_work_an_offer_a_workshop(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    made = everything(small_sentra, run_id)
    orders, jobs = queries.material_orders(run_id), queries.jobs(run_id)
    assert len(made.rounds) == len({(row.supplier_code, row.order_week) for row in orders})
    assert len(made.offers) == len({row.maker_code for row in jobs})
    rounds, offers = purchasing.rounds(at=AT), sourcing.offers()
    assert sum(row.mass_g for row in rounds) == sum(row.mass_g for row in orders)
    assert sum(row.cost_idr for row in rounds) == sum(row.cost_idr for row in orders)
    assert sum(row.pieces for row in offers) == sum(row.quantity_pieces for row in jobs)
    assert sum(row.cost_idr for row in offers) == sum(row.cost_idr for row in jobs)
    assert {row.state for row in offers} == {"draft"}
    assert next(event.verb for event in history("plan", run_id)) == "approve"


def test_nothing_ticked_unknown_lines_and_old_plans_are_refused_together(small_sentra: SmallSentra) -> None:
    old = plan(small_sentra)
    new = plan(small_sentra)
    by = small_sentra.actor("consortium_manager")
    assert codes(lambda: approve(run_id=new, order_codes=[], job_codes=[], by=by, at=AT)) == ["approval-nothing-chosen"]
    wrong = codes(lambda: approve(run_id=old, order_codes=["M-X"], job_codes=["J-X"], by=by, at=AT))
    assert wrong == ["approval-line-unknown", "approval-plan-not-newest"]
    assert purchasing.rounds(at=AT) == []


def test_the_same_line_is_approved_once_and_a_refusal_leaves_nothing_behind(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    by = small_sentra.actor("consortium_manager")
    orders = [row.code for row in queries.material_orders(run_id)]
    approve(run_id=run_id, order_codes=orders, job_codes=[], by=by, at=AT)
    assert codes(lambda: everything(small_sentra, run_id)) == ["round-already-drafted"]
    assert sourcing.offers() == []


def test_both_kinds_of_clash_are_told_at_once(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    everything(small_sentra, run_id)
    assert codes(lambda: everything(small_sentra, run_id)) == ["round-already-drafted", "work-already-offered"]


def test_a_newer_plan_replaces_drafts_but_never_what_a_workshop_has_accepted(small_sentra: SmallSentra) -> None:
    by = small_sentra.actor("consortium_manager")
    first = everything(small_sentra, plan(small_sentra))
    asking.send_offer(offer_id=first.offers[0], by=by, at=AT)
    asking.answer_offer(offer_id=first.offers[0], is_accepted=True, note="", by=by, at=AT)
    run_id = plan(small_sentra)
    assert codes(lambda: everything(small_sentra, run_id)) == ["work-already-accepted"]
    orders = [row.code for row in queries.material_orders(run_id)]
    approve(run_id=run_id, order_codes=orders, job_codes=[], by=by, at=AT)
    states = {row.round_id: row.state for row in purchasing.rounds(at=AT)}
    assert [states[number] for number in first.rounds] == ["withdrawn"] * len(first.rounds)
    assert sorted(states.values()).count("draft") == len(first.rounds)


def test_a_withdrawn_draft_can_be_approved_again_and_is_withdrawn_once(small_sentra: SmallSentra) -> None:
    by = small_sentra.actor("consortium_manager")
    run_id = plan(small_sentra)
    made = everything(small_sentra, run_id)
    for number in made.rounds:
        buying.withdraw_round(round_id=number, by=by, at=AT)
    for number in made.offers:
        asking.withdraw_offer(offer_id=number, by=by, at=AT)
    assert codes(lambda: buying.withdraw_round(round_id=made.rounds[0], by=by, at=AT)) == ["round-withdrawn"]
    assert codes(lambda: asking.send_offer(offer_id=made.offers[0], by=by, at=AT)) == ["work-offer-moved-on"]
    again = everything(small_sentra, run_id)
    assert len(again.rounds) == len(made.rounds)


def test_a_declined_offer_can_be_made_again_and_an_answer_is_given_once(small_sentra: SmallSentra) -> None:
    by = small_sentra.actor("consortium_manager")
    run_id = plan(small_sentra)
    made = everything(small_sentra, run_id)
    assert asking.send_offers(offer_ids=made.offers, by=by, at=AT) == len(made.offers)
    assert asking.send_offers(offer_ids=made.offers, by=by, at=AT) == 0
    first = made.offers[0]
    asking.answer_offer(offer_id=first, is_accepted=False, note="Mesin rusak", by=by, at=AT)
    late = codes(lambda: asking.answer_offer(offer_id=first, is_accepted=True, note="", by=by, at=AT))
    assert late == ["work-offer-moved-on"]
    offer = sourcing.offer_of(first)
    assert offer is not None
    assert (offer.state, offer.note) == ("declined", "Mesin rusak")
    jobs = [row.job_code for row in sourcing.lines(first)]
    again = approve(run_id=run_id, order_codes=[], job_codes=jobs, by=by, at=AT)
    assert len(again.offers) == 1


def test_a_part_of_an_offer_that_a_scenario_made_is_the_sellers_offer(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    order = queries.material_orders(run_id)[0]
    MaterialOrder.objects.filter(run=run_id).update(offer_code=f"{order.offer_code}.2027-03-01")
    by = small_sentra.actor("consortium_manager")
    made = approve(run_id=run_id, order_codes=[order.code], job_codes=[], by=by, at=AT)
    assert [line.offer_code for line in purchasing.lines(made.rounds[0])] == [order.offer_code]


def test_approving_more_lines_takes_no_more_queries(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    by = small_sentra.actor("consortium_manager")
    jobs = [row.code for row in queries.jobs(run_id)]
    assert len({code.split("-")[-2] for code in jobs}) > 0
    counts = []
    for chosen in (jobs[:1], jobs):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            made = approve(run_id=run_id, order_codes=[], job_codes=chosen, by=by, at=AT)
        counts.append(len(asked))
        for number in made.offers:
            asking.withdraw_offer(offer_id=number, by=by, at=AT)
    assert counts[0] == counts[1] <= 25
