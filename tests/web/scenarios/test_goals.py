"""An order of goals says what it means before it is used, and an earlier one is put back in one click."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.demand import queries as demand
from rantai.apps.planning.what_ifs import Change
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan, programme
from tests.web.scenarios.world import computed, scenario

COST_FIRST = ("cost", "on_time", "local_first", "spread_work")
ADDRESS = "/skenario/tujuan/?urutan=" + ",".join(COST_FIRST)
USE = "/skenario/tujuan/pakai/"
WARNING = "berada di belakang tujuan lain"


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def page(cast: SmallSentra, address: str, person: str = "consortium_manager") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_order_with_time_behind_warns_and_shows_what_a_plan_with_it_promises(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert WARNING not in page(small_sentra, "/skenario/tujuan/")
    shown = page(small_sentra, ADDRESS)
    assert WARNING in shown and "bengkel yang paling murah" in shown
    assert "Belum ada rencana yang mencoba urutan ini" in shown
    tried = scenario(small_sentra, Change("goals", goals=COST_FIRST), name="Harga dahulu")
    assert "Belum ada rencana" in page(small_sentra, ADDRESS)  # made, not planned yet
    computed(tried)
    client = small_sentra.client("consortium_manager")
    with CaptureQueriesContext(connection) as questions:
        shown = client.get(ADDRESS).content.decode()
    assert len(questions) <= 15
    assert "Janji rencana dengan urutan ini" in shown and "Kendaraan tepat waktu" in shown
    assert f'href="/skenario/{tried}/"' in shown and "Belum ada rencana" not in shown
    assert WARNING in page(small_sentra, "/skenario/baru/tujuan/?urutan=" + ",".join(COST_FIRST))


def test_an_earlier_order_is_put_back_in_one_click(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    number = programme(small_sentra)
    first = demand.goals(number) or ["on_time", "local_first", "spread_work", "cost"]
    client = small_sentra.client("consortium_manager")
    assert "Urutan yang berlaku sebelumnya" not in page(small_sentra, "/skenario/tujuan/")
    client.post(USE, {"urutan": ",".join(COST_FIRST)})
    shown = page(small_sentra, "/skenario/tujuan/")
    assert "Urutan yang berlaku sebelumnya" in shown and f'value="{",".join(first)}"' in shown
    assert "Pakai kembali" not in page(small_sentra, "/skenario/tujuan/", "centre_staff")
    client.post(USE, {"urutan": ",".join(first), "was": ",".join(COST_FIRST)})
    assert demand.goals(number) == first
    assert f'value="{",".join(COST_FIRST)}"' in page(small_sentra, "/skenario/tujuan/")
