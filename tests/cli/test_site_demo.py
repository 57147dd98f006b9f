"""The demonstration is made once and kept; where real data lies, it keeps its hands off."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth import authenticate

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.parties.models import Grant, User
from rantai.apps.planning import queries
from rantai.apps.planning.load import load_case
from rantai.apps.planning.models import PlanRun
from rantai.cli import site_demo
from rantai.engine.plan.read import read_given

pytestmark = pytest.mark.django_db
CASE = Path(__file__).resolve().parents[2] / "cases" / "one-bar" / "given"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The small case in the place of the large one, in a data folder of its own."""
    monkeypatch.setattr(site_demo, "CASE", "one-bar")
    monkeypatch.setattr(site_demo.settings, "DATA_DIR", tmp_path)


def test_the_first_start_makes_people_and_a_plan_and_the_second_changes_nothing() -> None:
    logins = site_demo.demo()
    assert {login.role for login in logins} == set(site_demo.PEOPLE) - {"buyer"}  # the small case has no buyer
    assert queries.current_run() is not None
    before = (PlanRun.objects.count(), User.objects.count(), Grant.objects.count(), AuditEntry.objects.count())
    assert site_demo.demo() == logins
    assert (PlanRun.objects.count(), User.objects.count(), Grant.objects.count(), AuditEntry.objects.count()) == before


def test_every_printed_login_opens_the_door() -> None:
    for login in site_demo.demo():
        assert authenticate(login_name=login.login_name, username=login.login_name, password=login.password), login
        assert login.password in login.line


def test_passwords_are_made_for_this_installation_and_kept_private(tmp_path: Path) -> None:
    site_demo.demo()
    kept = tmp_path / "demo_logins.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert len(set(json.loads(kept.read_text()).values())) == len(site_demo.PEOPLE)


def test_where_real_data_lies_no_demonstration_is_made() -> None:
    at = datetime(2027, 1, 4, tzinfo=UTC)
    load_case(given=read_given(CASE), code="sungguhan", name="Sungguhan", is_example=False, by=SYSTEM, at=at)
    assert site_demo.demo() == ()
    assert not User.objects.exists()


def test_an_interrupted_demonstration_is_finished_by_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as interrupted:
        interrupted.setattr(site_demo, "work_once", lambda **_facts: False)
        site_demo.demo()
    assert queries.current_run() is None
    site_demo.demo()
    assert queries.current_run() is not None
