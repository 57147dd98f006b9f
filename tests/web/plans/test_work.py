"""Who makes what: only workshops that show their work, and the way out where they do not."""

import pytest
from django.utils import timezone

from rantai.apps.parties.models import Grant
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan

WAY_OUT = "Minta mereka memberi izin di Organisasi → Izin."


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def workshops(cast: SmallSentra) -> str:
    answer = cast.client("consortium_manager").get("/rencana/bengkel/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_planner_without_permission_reads_why_and_the_way_out(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert WAY_OUT not in workshops(small_sentra)
    Grant.objects.all().delete()
    shown = workshops(small_sentra)
    assert "Belum ada bengkel yang memperlihatkan pekerjaannya" in shown
    assert WAY_OUT in shown
