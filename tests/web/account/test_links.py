"""Invitations and reset links, opened by the people they are for."""

import pytest
from django.test import Client
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.parties import actions
from tests.cast import SmallSentra

NEW = {"password": "tujuh lembar bordes", "repeated": "tujuh lembar bordes"}


@pytest.fixture
def token(small_sentra: SmallSentra) -> str:
    return make_invitation(small_sentra, "0812 3456 7890")


def make_invitation(cast: SmallSentra, login_name: str) -> str:
    return actions.invite(
        organisation_id=cast.organisations["maker_b"],
        login_name=login_name,
        display_name="Tamu contoh",
        roles=["maker_owner"],
        is_admin=False,
        by=SYSTEM,
        at=timezone.now(),
    )


def test_an_invited_person_chooses_a_password_and_is_inside(small_sentra: SmallSentra, token: str) -> None:
    phone = Client()
    page = phone.get(f"/undangan/{token}/").content.decode()
    assert small_sentra.name("maker_b") in page
    assert "+6281234567890" in page
    assert phone.post(f"/undangan/{token}/", NEW)["Location"] == "/"
    assert small_sentra.name("maker_b") in phone.get("/akun/").content.decode()
    assert phone.get(f"/undangan/{token}/").status_code == 404


@pytest.mark.parametrize(
    "bad", [{"password": "12345678901", "repeated": "12345678901"}, {**NEW, "repeated": "lain"}, {}]
)
def test_a_bad_password_is_refused_and_the_link_still_works(small_sentra: SmallSentra, token: str, bad: dict) -> None:
    assert Client().post(f"/undangan/{token}/", bad).status_code == 200
    assert Client().post(f"/undangan/{token}/", NEW).status_code == 302


def test_a_known_person_joins_only_when_logged_in_as_themselves(small_sentra: SmallSentra) -> None:
    address = f"/undangan/{make_invitation(small_sentra, 'maker.owner')}/"
    assert b"?next=/undangan/" in Client().get(address).content
    Client().post(address, NEW)
    small_sentra.client("buyer").post(address)
    assert not small_sentra.actor("maker_owner").others
    client = small_sentra.client("maker_owner")
    assert client.post(address)["Location"] == "/akun/"
    client.post("/akun/organisasi/", {"organisation": str(small_sentra.organisations["maker_b"])})
    assert small_sentra.name("maker_b") in client.get("/akun/").content.decode()


def test_a_reset_link_sets_the_password_once(small_sentra: SmallSentra) -> None:
    membership = small_sentra.membership("buyer").pk
    token = actions.reset_password_link(membership_id=membership, by=SYSTEM, at=timezone.now())
    old_session = small_sentra.client("buyer")
    assert Client().post(f"/kata-sandi/{token}/", NEW).status_code == 302
    assert small_sentra.user("buyer").check_password(NEW["password"])
    assert old_session.get("/akun/").status_code == 302
    assert Client().get(f"/kata-sandi/{token}/").status_code == 404
