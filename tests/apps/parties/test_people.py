"""People come by invitation, leave without a trace of access, and are helped without opening other firms."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.queries import history
from rantai.apps.parties import actions, queries
from rantai.apps.parties.models import Invitation, Membership, ResetLink, User
from rantai.core.problems import InvalidInput
from tests.cast import PASSWORD, START, SmallSentra

LATER = START + timedelta(hours=1)


def invite(
    cast: SmallSentra, organisation: str = "maker_a", login_name: str = "0812 3456 7890", **changed: object
) -> str:
    facts = {"display_name": "Tamu contoh", "roles": ["maker_owner"], "is_admin": False} | changed
    return actions.invite(
        organisation_id=cast.organisations[organisation], login_name=login_name, by=SYSTEM, at=START, **facts
    )


def refusal_of(caught: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("62 812 3456 7890", "+6281234567890"),
        (" Sari.Contoh ", "sari.contoh"),
        ("sari@contoh.id", "sari@contoh.id"),
    ],
)
def test_one_person_has_one_spelling(written: str, kept: str) -> None:
    assert actions.normal_login_name(written) == kept


@pytest.mark.parametrize("written", ["", "ab", "dua kata", "<script>", "a" * 81, "sari\n"[:-1] + "\x00"])
def test_what_is_no_login_name_is_refused_with_a_way_out(written: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        actions.normal_login_name(written)
    assert refusal_of(caught) == ["login-name-form"]
    assert caught.value.problems[0].way_out("id")


def test_an_invited_person_gets_in_with_the_roles_they_were_invited_to(small_sentra: SmallSentra) -> None:
    user_id = actions.accept_invitation(token=invite(small_sentra), password=PASSWORD, at=LATER)
    actor = queries.actor_of(User.objects.get(pk=user_id), organisation_id=None, request_id="")
    assert (actor.login_name, actor.roles, actor.is_admin) == ("+6281234567890", {"maker_owner"}, False)
    assert actor.organisation_id == small_sentra.organisations["maker_a"]


def test_a_link_works_once(small_sentra: SmallSentra) -> None:
    token = invite(small_sentra)
    actions.accept_invitation(token=token, password=PASSWORD, at=LATER)
    with pytest.raises(InvalidInput) as caught:
        actions.accept_invitation(token=token, password=PASSWORD, at=LATER)
    assert refusal_of(caught) == ["link-not-usable"]


def test_a_link_ends_after_a_week_and_when_it_is_taken_back(small_sentra: SmallSentra) -> None:
    token = invite(small_sentra)
    assert actions.usable_invitation(token, START + timedelta(days=7)) is None
    actions.revoke_invitation(invitation_id=Invitation.objects.get().pk, by=SYSTEM, at=START)
    assert actions.usable_invitation(token, LATER) is None


def test_the_database_does_not_know_the_token(small_sentra: SmallSentra) -> None:
    token = invite(small_sentra)
    assert token not in str(Invitation.objects.values().get())


def test_a_weak_password_uses_no_link_up(small_sentra: SmallSentra) -> None:
    token = invite(small_sentra)
    with pytest.raises(ValidationError):
        actions.accept_invitation(token=token, password="12345", at=LATER)
    assert actions.usable_invitation(token, LATER) is not None


def test_a_workshop_cannot_make_a_ministry_officer(small_sentra: SmallSentra) -> None:
    with pytest.raises(InvalidInput) as caught:
        invite(small_sentra, roles=["ministry_officer"])
    assert refusal_of(caught) == ["role-not-of-organisation"]


def test_nobody_is_invited_twice_at_a_time(small_sentra: SmallSentra) -> None:
    invite(small_sentra)
    with pytest.raises(InvalidInput) as caught:
        invite(small_sentra)
    assert refusal_of(caught) == ["already-invited"]
    with pytest.raises(InvalidInput) as caught:
        invite(small_sentra, login_name="maker.owner")
    assert refusal_of(caught) == ["already-member"]


def test_a_person_of_one_firm_can_join_another_but_only_as_themselves(small_sentra: SmallSentra) -> None:
    token = invite(small_sentra, organisation="maker_b", login_name="maker.owner")
    with pytest.raises(InvalidInput) as caught:
        actions.join_by_invitation(token=token, by=small_sentra.actor("buyer"), at=LATER)
    assert refusal_of(caught) == ["link-not-usable"]
    actions.join_by_invitation(token=token, by=small_sentra.actor("maker_owner"), at=LATER)
    others = small_sentra.actor("maker_owner").others
    assert others == ((small_sentra.organisations["maker_b"], small_sentra.name("maker_b")),)


def test_who_is_deactivated_acts_for_nobody_and_can_come_back(small_sentra: SmallSentra) -> None:
    membership = small_sentra.membership("maker_owner").pk
    actions.deactivate(membership_id=membership, by=SYSTEM, at=LATER)
    assert not small_sentra.actor("maker_owner").is_member
    actions.reactivate(membership_id=membership, by=SYSTEM, at=LATER)
    assert small_sentra.actor("maker_owner").roles == {"maker_owner"}
    assert [row.verb for row in history("membership", membership)] == ["reactivate", "deactivate", "join"]


def test_the_last_administrator_stays(small_sentra: SmallSentra) -> None:
    membership = small_sentra.membership("admin").pk
    with pytest.raises(InvalidInput) as caught:
        actions.deactivate(membership_id=membership, by=SYSTEM, at=LATER)
    assert refusal_of(caught) == ["last-admin"]
    with pytest.raises(InvalidInput) as caught:
        actions.change_roles(membership_id=membership, roles=[], is_admin=False, by=SYSTEM, at=LATER)
    assert refusal_of(caught) == ["last-admin"]
    other = small_sentra.membership("maker_owner").pk
    actions.change_roles(membership_id=other, roles=["maker_owner"], is_admin=True, by=SYSTEM, at=LATER)
    actions.deactivate(membership_id=membership, by=SYSTEM, at=LATER)
    assert not Membership.objects.get(pk=membership).active


def test_changed_roles_stand_in_the_trail_with_before_and_after(small_sentra: SmallSentra) -> None:
    membership = small_sentra.membership("maker_owner").pk
    actions.change_roles(membership_id=membership, roles=[], is_admin=True, by=small_sentra.actor("admin"), at=LATER)
    row = history("membership", membership)[0]
    assert row.user_id == small_sentra.users["admin"]
    assert row.before == {"roles": ["maker_owner"], "is_admin": False}
    assert row.after == {"roles": [], "is_admin": True}


def test_a_forgotten_password_is_set_by_a_link(small_sentra: SmallSentra) -> None:
    membership = small_sentra.membership("maker_owner").pk
    first = actions.reset_password_link(membership_id=membership, by=SYSTEM, at=START)
    second = actions.reset_password_link(membership_id=membership, by=SYSTEM, at=START)
    assert actions.usable_reset(first, LATER) is None  # the newer link ends the older
    actions.set_password_by_link(token=second, password="enam koil di gudang", at=LATER)
    assert small_sentra.user("maker_owner").check_password("enam koil di gudang")
    with pytest.raises(InvalidInput):
        actions.set_password_by_link(token=second, password="enam koil di gudang", at=LATER)


def test_no_firm_can_reset_its_way_into_another(small_sentra: SmallSentra) -> None:
    membership = small_sentra.membership("maker_owner").pk
    early = actions.reset_password_link(membership_id=membership, by=SYSTEM, at=START)
    token = invite(small_sentra, organisation="maker_b", login_name="maker.owner")
    actions.join_by_invitation(token=token, by=small_sentra.actor("maker_owner"), at=LATER)
    assert actions.usable_reset(early, LATER) is None  # made before the person joined the second firm
    with pytest.raises(InvalidInput) as caught:
        actions.reset_password_link(membership_id=membership, by=SYSTEM, at=LATER)
    assert refusal_of(caught) == ["person-of-several"]


def test_deactivating_ends_a_reset_link_on_its_way(small_sentra: SmallSentra) -> None:
    membership = small_sentra.membership("maker_owner").pk
    actions.reset_password_link(membership_id=membership, by=SYSTEM, at=START)
    actions.deactivate(membership_id=membership, by=SYSTEM, at=LATER)
    assert not ResetLink.objects.usable(LATER).exists()
