"""Everybody sees their own few destinations, and never a dead one."""

import pytest
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from rantai.web.access import ROLES
from rantai.web.account.navigation import DESTINATIONS, MOST, navigation
from tests.cast import PEOPLE, SmallSentra


def test_every_role_has_at_most_five_destinations_and_home_is_first() -> None:
    assert set(DESTINATIONS) == set(ROLES)
    for rows in DESTINATIONS.values():
        assert len(rows) <= MOST
        assert rows[0][1] == "home:index"


@pytest.mark.parametrize("person", PEOPLE)
def test_no_destination_is_dead(small_sentra: SmallSentra, person: str) -> None:
    request = RequestFactory().get("/akun/")
    request.actor = small_sentra.actor(person)  # type: ignore[attr-defined]
    for row in navigation(request)["nav"]:  # type: ignore[attr-defined]
        try:
            resolve(row.url)
        except Resolver404:
            pytest.fail(f"{person}: {row.url} leads nowhere")


def test_the_frame_says_who_acts_for_whom(small_sentra: SmallSentra) -> None:
    page = small_sentra.client("admin").get("/organisasi/orang/").content.decode()
    assert "Admin contoh" in page
    assert small_sentra.name("maker_a") in page
    assert 'aria-current="page"' in page


def test_who_has_left_is_offered_nothing(small_sentra: SmallSentra) -> None:
    request = RequestFactory().get("/akun/")
    request.actor = small_sentra.actor("ex_member")  # type: ignore[attr-defined]
    assert navigation(request)["nav"] == []
