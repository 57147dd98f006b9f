"""A round from its opening to its approval, and everything that is refused on the way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.catalog.models import OfferTier
from rantai.apps.credit.actions import set_limit
from rantai.apps.parties.actions import add_person
from rantai.apps.parties.models import User
from rantai.apps.parties.queries import Actor, actor_of
from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.actions import Amount
from rantai.apps.purchasing.models import Allocation, PurchaseRound, RoundStatement
from rantai.core.problems import InvalidInput
from tests.apps.payments.money import pay_ahead
from tests.apps.purchasing.rounds import T, ended, now, opened, proposed, stated, steel
from tests.cast import START, SmallSentra


def refused(act: Callable[[], object]) -> set[str]:
    """The codes an action is refused with."""
    with pytest.raises(InvalidInput) as caught:
        act()
    return {problem.code for problem in caught.value.problems}


def colleague(cast: SmallSentra) -> Actor:
    """A second person of the centre."""
    user = add_person(
        organisation_id=cast.organisations["centre"], login_name="rekan", display_name="Rekan contoh", password=None,
        roles=["centre_staff"], is_admin=False, by=SYSTEM, at=START,
    )  # fmt: skip
    return actor_of(User.objects.get(pk=user), organisation_id=None, request_id="test")


def test_a_round_is_opened_stated_proposed_and_approved(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    stated(small_sentra, round_id, "maker_a", 60)
    stated(small_sentra, round_id, "maker_b", 140)
    ended(round_id)
    number = proposed(small_sentra, round_id)
    actions.approve_proposal(round_id=round_id, number=number, by=colleague(small_sentra), at=now())
    row = queries.round_of(round_id, now())
    assert row is not None
    assert (row.state, row.approved_number, row.mass_g, row.cost_idr) == ("approved", number, 10 * T, 80_000_000)
    shares = {one.member_name: (one.amount, one.share_idr) for one in queries.allocations(round_id)}
    assert shares == {
        small_sentra.name("maker_a"): (60, 24_000_000),
        small_sentra.name("maker_b"): (140, 56_000_000),
    }


def test_the_rest_of_an_order_is_the_centres_and_nothing_is_lost(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    stated(small_sentra, round_id, "maker_a", 80)
    ended(round_id)
    number = proposed(small_sentra, round_id)
    actions.approve_proposal(round_id=round_id, number=number, by=colleague(small_sentra), at=now())
    rows = queries.allocations(round_id)
    assert {(one.account, one.mass_g, one.share_idr) for one in rows} == {
        ("member", 4 * T, 36_000_000),
        ("rest", T, 9_000_000),
    }
    proposal = queries.proposal(round_id, number)
    assert proposal is not None
    assert sum(one.mass_g for one in rows) == proposal.mass_g
    assert sum(one.share_idr for one in rows) == proposal.cost_idr


def test_a_second_after_the_deadline_nothing_is_taken(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    stated(small_sentra, round_id, "maker_a", 60)
    ended(round_id)
    assert refused(lambda: stated(small_sentra, round_id, "maker_a", 61)) == {"round-deadline-passed"}
    withdraw = {"round_id": round_id, "member_id": small_sentra.organisations["maker_a"], "by": SYSTEM, "at": now()}
    assert refused(lambda: actions.withdraw_amounts(**withdraw)) == {"round-deadline-passed"}
    assert [one.firm for one in queries.statements(round_id)] == [60]


def test_nobody_states_before_the_round_opens(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra, opens_at=now() + timedelta(hours=1))
    assert refused(lambda: stated(small_sentra, round_id, "maker_a", 1)) == {"round-not-open-yet"}


def test_an_amount_is_changed_and_taken_back_and_the_old_one_stays_readable(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    maker = small_sentra.organisations["maker_a"]
    stated(small_sentra, round_id, "maker_a", 60, more=5, less=10)
    stated(small_sentra, round_id, "maker_a", 70)
    stated(small_sentra, round_id, "maker_a", 70)
    assert [(one.firm, one.more, one.less) for one in queries.statements(round_id)] == [(70, 0, 0)]
    actions.withdraw_amounts(round_id=round_id, member_id=maker, by=SYSTEM, at=now())
    assert queries.statements(round_id) == []
    assert list(RoundStatement.objects.order_by("pk").values_list("firm", "is_live")) == [
        (60, False),
        (70, False),
        (0, True),
    ]
    assert AuditEntry.objects.filter(noun="round_statement").count() == 3


def test_bad_amounts_are_refused_all_at_once(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    bad = {steel(small_sentra): Amount(0, 3, 5), 0: Amount(1)}
    act = {"round_id": round_id, "member_id": small_sentra.organisations["maker_a"], "by": SYSTEM, "at": now()}
    codes = refused(lambda: actions.state_amounts(amounts=bad, **act))
    assert codes == {"round-less-than-nothing", "round-more-without-firm", "round-steel-not-offered"}
    assert not RoundStatement.objects.exists()


def test_who_is_no_member_states_nothing(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    assert refused(lambda: stated(small_sentra, round_id, "buyer", 5)) == {"round-not-a-member"}


def test_ten_times_the_usual_is_asked_about_and_taken_when_it_is_sure(small_sentra: SmallSentra) -> None:
    first = opened(small_sentra)
    maker = small_sentra.organisations["maker_a"]
    Allocation.objects.create(
        round_id=first, terms_code="X", account="member", member_id=maker, format_id=steel(small_sentra), amount=20,
        mass_g=T, share_idr=1,
    )  # fmt: skip
    round_id = opened(small_sentra)
    assert refused(lambda: stated(small_sentra, round_id, "maker_a", 200)) == {"round-far-from-usual"}
    assert refused(lambda: stated(small_sentra, round_id, "maker_a", 2)) == {"round-far-from-usual"}
    stated(small_sentra, round_id, "maker_a", 199)
    act = {"round_id": round_id, "member_id": maker, "by": SYSTEM, "at": now()}
    actions.state_amounts(amounts={steel(small_sentra): Amount(200)}, is_sure=True, **act)
    assert [one.firm for one in queries.statements(round_id)] == [200]


def test_a_round_that_cannot_work_is_not_opened(small_sentra: SmallSentra) -> None:
    at = now()
    bad = {"deadline_at": at - timedelta(seconds=1), "order_date": localdate(at) - timedelta(days=9)}
    assert refused(lambda: opened(small_sentra, **bad)) == {"round-window", "round-order-date"}
    assert refused(lambda: opened(small_sentra, format_ids=[])) == {"round-no-steel"}
    OfferTier.objects.all().delete()
    assert refused(lambda: opened(small_sentra)) == {"round-no-seller"}
    assert not PurchaseRound.objects.exists()


def test_approval_waits_for_the_deadline_and_for_a_fresh_proposal(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    by = colleague(small_sentra)
    stated(small_sentra, round_id, "maker_a", 100)
    number = proposed(small_sentra, round_id)

    def approve() -> None:
        actions.approve_proposal(round_id=round_id, number=number, by=by, at=now())

    assert refused(approve) == {"round-still-open"}
    stated(small_sentra, round_id, "maker_b", 100)
    ended(round_id)
    assert refused(approve) == {"round-proposal-old"}
    again = proposed(small_sentra, round_id)
    actions.approve_proposal(round_id=round_id, number=again, by=by, at=now())
    assert refused(approve) == {"round-moved-on"}


def test_who_opened_a_round_does_not_approve_it_unless_nobody_else_is_there(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    stated(small_sentra, round_id, "maker_a", 100)
    ended(round_id)
    number = proposed(small_sentra, round_id)
    same = {"round_id": round_id, "number": number, "by": small_sentra.actor("centre_staff"), "at": now()}
    other = colleague(small_sentra)
    assert refused(lambda: actions.approve_proposal(**same)) == {"duties-apart"}
    User.objects.filter(pk=other.user_id).update(is_active=False)
    actions.approve_proposal(**same)
    entry = AuditEntry.objects.get(verb="approve", noun="purchase_round")
    assert entry.after is not None
    assert entry.after["alone"] is True


def test_deposits_and_credit_are_asked_of_everybody_at_once(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra, deposit_ppm=300_000)
    other = small_sentra.organisations["maker_b"]
    stated(small_sentra, round_id, "maker_a", 60)
    stated(small_sentra, round_id, "maker_b", 140)
    ended(round_id)
    number, by = proposed(small_sentra, round_id), colleague(small_sentra)
    act = {"round_id": round_id, "by": by, "at": now()}
    centre = small_sentra.organisations["centre"]
    set_limit(seller_id=centre, customer_id=other, limit_idr=39_199_999, by=by, at=now())
    codes = refused(lambda: actions.approve_proposal(number=number, **act))
    assert codes == {"round-deposit-missing", "round-credit-exceeded"}
    pay_ahead(small_sentra, round_id, "maker_a", 7_200_000)
    pay_ahead(small_sentra, round_id, "maker_b", 16_800_000)
    assert refused(lambda: actions.approve_proposal(number=number, **act)) == {"round-credit-exceeded"}
    pay_ahead(small_sentra, round_id, "maker_b", 1)
    actions.approve_proposal(number=number, **act)


def test_a_paid_share_no_longer_counts_against_the_credit(small_sentra: SmallSentra) -> None:
    other, maker = colleague(small_sentra), small_sentra.organisations["maker_b"]
    centre = small_sentra.organisations["centre"]
    set_limit(seller_id=centre, customer_id=maker, limit_idr=60_000_000, by=other, at=now())

    def closed_round() -> tuple[int, int]:
        round_id = opened(small_sentra)
        stated(small_sentra, round_id, "maker_a", 60)
        stated(small_sentra, round_id, "maker_b", 140)
        ended(round_id)
        return round_id, proposed(small_sentra, round_id)

    def approve(round_id: int, number: int) -> None:
        actions.approve_proposal(round_id=round_id, number=number, by=other, at=now())

    first, second = closed_round(), closed_round()
    approve(*first)
    assert refused(lambda: approve(*second)) == {"round-credit-exceeded"}
    pay = {"round_id": first[0], "member_id": maker, "at": now()}
    assert refused(lambda: actions.settle_shares(by=other, **pay)) == {"duties-apart"}
    actions.settle_shares(by=small_sentra.actor("centre_staff"), **pay)
    assert refused(lambda: actions.settle_shares(by=SYSTEM, **pay)) == {"round-share-not-open"}
    approve(*second)


def test_prices_change_after_opening_only_through_the_round(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra)
    stated(small_sentra, round_id, "maker_a", 100)
    OfferTier.objects.update(price_idr_t=20_000_000)
    assert queries.terms(round_id)[0].tiers == ((5 * T, 9_000_000), (10 * T, 8_000_000))
    seller = {"round_id": round_id, "supplier_id": small_sentra.organisations["mill"], "by": SYSTEM, "at": now()}
    trucks = {"min_order_g": 0, "truck_g": 10 * T, "truck_idr": 3_000_000}
    actions.set_seller(tiers={"PABRIK-K": [(5 * T, 7_000_000)]}, **trucks, **seller)
    number = proposed(small_sentra, round_id)
    proposal = queries.proposal(round_id, number)
    assert proposal is not None
    assert proposal.cost_idr == 35_000_000 + 3_000_000
    bad = {"PABRIK-K": [(5 * T, 7_000_000), (5 * T, 6_000_000)]}
    assert refused(lambda: actions.set_seller(tiers=bad, **trucks, **seller)) == {"round-tiers-unsorted"}
