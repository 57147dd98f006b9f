"""Everybody sees their own few destinations, and never a dead one."""

from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import timezone

from rantai.web import access
from rantai.web.access import ROLES
from rantai.web.account.navigation import DESTINATIONS, MOST, navigation
from tests.cast import PEOPLE, SmallSentra


def test_every_role_has_few_destinations_and_home_is_first() -> None:
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


def test_today_is_the_day_on_the_clocks_of_jakarta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shortly after midnight in Jakarta it is still yesterday in Greenwich; permissions count Jakarta's days."""
    seen = []
    late_evening = datetime(2027, 1, 4, 18, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: late_evening)
    monkeypatch.setattr(access, "_actor", lambda request: seen.append(request.today))
    access.actor_middleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert seen == [date(2027, 1, 5)]
