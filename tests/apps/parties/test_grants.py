"""A grant opens data for a purpose and a time; revoking it ends what is new and keeps what was."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.queries import history
from rantai.apps.parties import actions, queries
from rantai.apps.parties.models import Grant
from rantai.core.problems import InvalidInput
from tests.cast import START, TODAY, SmallSentra


def give(cast: SmallSentra, **changed: object) -> int:
    facts: dict[str, object] = {
        "giver_id": cast.organisations["maker_a"],
        "receiver_id": cast.organisations["ministry"],
        "scope": "quality",
        "purpose": "penilaian contoh",
        "valid_from": date(2026, 2, 1),
        "valid_to": date(2026, 2, 28),
    } | changed
    return actions.give_grant(**facts, by=SYSTEM, at=START)


def test_a_grant_opens_on_its_first_day_and_closes_after_its_last(small_sentra: SmallSentra) -> None:
    give(small_sentra)
    ministry, maker = small_sentra.organisations["ministry"], small_sentra.organisations["maker_a"]
    seen = {
        day: queries.givers_to(ministry, "quality", day)
        for day in map(date.fromisoformat, ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"))
    }
    assert [maker in givers for givers in seen.values()] == [False, True, True, False]
    assert queries.givers_to(ministry, "stock", date(2026, 2, 1)) == frozenset()


def test_revoking_ends_what_is_new_and_stays_in_the_history(small_sentra: SmallSentra) -> None:
    grant = give(small_sentra, valid_from=TODAY, valid_to=None)
    at = START + timedelta(days=1)
    actions.revoke_grant(grant_id=grant, by=SYSTEM, at=at)
    actions.revoke_grant(grant_id=grant, by=SYSTEM, at=at + timedelta(days=1))
    assert queries.givers_to(small_sentra.organisations["ministry"], "quality", TODAY) == frozenset()
    row = queries.grants_received(small_sentra.organisations["ministry"])[0]
    assert (row.grant_id, row.revoked_at, row.in_force(TODAY)) == (grant, at, False)
    assert [one.verb for one in history("grant", grant)] == ["revoke", "give"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"valid_to": date(2026, 1, 31)}, "grant-dates"),
        ({"scope": "everything"}, "kind-unknown"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused(small_sentra: SmallSentra, changed: dict, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        give(small_sentra, **changed)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_grant_to_oneself_and_a_second_open_one_are_refused(small_sentra: SmallSentra) -> None:
    with pytest.raises(InvalidInput, match="grant-to-self"):
        give(small_sentra, receiver_id=small_sentra.organisations["maker_a"])
    give(small_sentra)
    with pytest.raises(InvalidInput, match="grant-exists"):
        give(small_sentra)


def test_the_database_holds_the_rules_too(small_sentra: SmallSentra) -> None:
    facts = {"giver_id": small_sentra.organisations["maker_a"], "scope": "quality", "given_at": START}
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(receiver_id=facts["giver_id"], purpose="x", valid_from=TODAY, **facts)
    other = small_sentra.organisations["ministry"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(receiver_id=other, purpose="", valid_from=TODAY, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            receiver_id=other, purpose="x", valid_from=TODAY, valid_to=TODAY - timedelta(days=1), **facts
        )


def test_who_may_receive_is_an_institution_never_a_competitor(small_sentra: SmallSentra) -> None:
    offered = {one.name for one in queries.receivers_of_grants(small_sentra.organisations["maker_a"])}
    assert offered == {small_sentra.name(key) for key in ("centre", "consortium", "ministry")}
