"""Getting in, getting out, and what guessing costs."""

import re
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.utils import timezone

from rantai.apps.parties import actions
from rantai.apps.parties.models import User
from rantai.config.hashers import Argon2id
from rantai.web.account.login import PER_ACCOUNT, PER_ADDRESS
from tests.cast import PASSWORD, SmallSentra

LOGIN = "/masuk/"


def log_in(client: Client, name: str = "maker.owner", password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login_name": name, "password": password, **more})


def test_a_person_gets_in_and_lands_on_the_page_they_wanted(small_sentra: SmallSentra) -> None:
    client = Client()
    assert client.get("/organisasi/orang/")["Location"] == "/masuk/?next=/organisasi/orang/"
    answer = log_in(client, name="ADMIN", next="/organisasi/orang/")
    assert answer["Location"] == "/organisasi/orang/"
    assert client.get("/organisasi/orang/").status_code == 200


@pytest.mark.parametrize(
    "following", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_login_never_leads_out_of_the_house(small_sentra: SmallSentra, following: str) -> None:
    assert log_in(Client(), next=following)["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_look_the_same(small_sentra: SmallSentra) -> None:
    wrong = log_in(Client(), password="bukan ini")
    unknown = log_in(Client(), name="never.there", password="bukan ini")
    plain = [re.sub(r'(value|content)="[^"]*"', "", answer.content.decode()) for answer in (wrong, unknown)]
    assert wrong.status_code == unknown.status_code == 200
    assert plain[0] == plain[1]


def test_logging_out_needs_a_post_and_ends_the_session(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("admin")
    assert client.get("/keluar/").status_code == 405
    client.post("/keluar/")
    assert client.get("/akun/").status_code == 302


def test_of_a_thousand_guesses_at_one_account_few_reach_the_hash(small_sentra: SmallSentra) -> None:
    client, now = Client(), timezone.now()
    with (
        patch.object(Argon2id, "verify", return_value=False) as hashed,
        patch("rantai.web.access.timezone.now", return_value=now),  # guesses are counted by the quarter of an hour
    ):
        answers = [
            client.post(
                LOGIN,
                {"login_name": "maker.owner", "password": str(i)},
                REMOTE_ADDR=f"10.0.{i // 250}.{i % 250}",
            )
            for i in range(1000)
        ]
    assert hashed.call_count == PER_ACCOUNT
    assert {answer.status_code for answer in answers[PER_ACCOUNT:]} == {429}


def test_of_many_guesses_from_one_address_few_reach_the_hash(small_sentra: SmallSentra) -> None:
    with patch.object(Argon2id, "encode", return_value="argon2$x") as hashed:
        for i in range(100):
            log_in(Client(REMOTE_ADDR="10.1.1.1"), name=f"guess{i}", password="x")
    assert hashed.call_count == PER_ADDRESS


def test_many_people_behind_one_address_do_not_lock_each_other(small_sentra: SmallSentra) -> None:
    for _ in range(PER_ADDRESS + 5):
        assert log_in(Client(REMOTE_ADDR="10.2.2.2")).status_code == 302


def test_an_open_session_goes_on_while_the_account_is_being_guessed(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("maker_owner")
    with patch.object(Argon2id, "verify", return_value=False):
        for i in range(PER_ACCOUNT + 5):
            log_in(Client(REMOTE_ADDR=f"10.3.0.{i}"), password="x")
    assert client.get("/akun/").status_code == 200


def test_passwords_are_argon2id_of_nineteen_mebibytes(small_sentra: SmallSentra) -> None:
    stored = small_sentra.user("buyer").password
    facts = identify_hasher(stored).decode(stored)
    assert (facts["variety"], facts["memory_cost"], facts["time_cost"], facts["parallelism"]) == (
        "argon2id",
        19456,
        2,
        1,
    )


def test_changing_the_password_asks_for_the_old_one_and_ends_other_sessions(small_sentra: SmallSentra) -> None:
    here, elsewhere = small_sentra.client("buyer"), small_sentra.client("buyer")
    new = {"password": "sepuluh batang siku", "repeated": "sepuluh batang siku"}
    assert here.post("/akun/", {"old_password": "salah", **new}).status_code == 200
    assert small_sentra.user("buyer").check_password(PASSWORD)
    assert here.post("/akun/", {"old_password": PASSWORD, **new}).status_code == 302
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302


def test_a_deactivated_person_is_out_at_the_next_click(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("rival_maker")
    assert client.get("/organisasi/orang/").status_code == 200
    extra = actions.add_person(
        organisation_id=small_sentra.organisations["maker_b"],
        login_name="second.admin",
        display_name="Pengurus kedua contoh",
        password=None,
        roles=[],
        is_admin=True,
        by=small_sentra.actor("rival_maker"),
        at=timezone.now(),
    )
    assert User.objects.filter(pk=extra).exists()
    membership = small_sentra.membership("rival_maker").pk
    actions.deactivate(membership_id=membership, by=small_sentra.actor("rival_maker"), at=timezone.now())
    assert client.get("/organisasi/orang/").status_code == 403
    assert client.get("/akun/").status_code == 200


def test_the_language_is_indonesian_until_somebody_switches(small_sentra: SmallSentra) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en-US,en")
    assert b'<html lang="id">' in client.get(LOGIN).content
    client.post("/bahasa/", {"language": "en", "next": LOGIN})
    assert b'<html lang="en">' in client.get(LOGIN).content
    client.post("/bahasa/", {"language": "xx"})
    assert b'<html lang="id">' in client.get(LOGIN).content


def test_the_chosen_language_comes_along_to_another_phone(small_sentra: SmallSentra) -> None:
    small_sentra.client("maker_owner").post("/bahasa/", {"language": "en"})
    phone = Client()
    log_in(phone)
    assert b'<html lang="en">' in phone.get("/akun/").content
