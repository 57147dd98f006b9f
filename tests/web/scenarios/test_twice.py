"""A second click makes nothing more, and of two managers the later one is told what the earlier one did."""

import re

import pytest
from django.http import HttpResponse
from django.utils import timezone

from rantai.apps.demand import queries as demand
from rantai.apps.planning.models import PlanRun, WhatIf, WhatIfChange
from rantai.apps.planning.what_ifs import Change
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan, programme
from tests.web.scenarios.world import MORE, scenario


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def key_on(cast: SmallSentra, address: str, *, near: str = "") -> str:
    """The key of the form on a page, or of the form behind the first mention of `near`."""
    shown = cast.client("consortium_manager").get(address).content.decode()
    found = re.search(r'name="key" value="([^"]+)"', shown[shown.index(near) :])
    assert found
    return found[1]


def post(cast: SmallSentra, address: str, **told: str) -> HttpResponse:
    answer = cast.client("consortium_manager").post(address, told)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def twice(cast: SmallSentra, address: str, **told: str) -> None:
    """The same form, sent by two clicks: both lead to the same page."""
    assert post(cast, address, **told)["Location"] == post(cast, address, **told)["Location"]


def test_a_disruption_asked_twice_is_one_scenario_and_one_plan(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    here = "/skenario/gangguan/harga-naik/"
    told = {"percent": "20", "key": key_on(small_sentra, here)}
    first = post(small_sentra, here, **told)["Location"]
    # the worker has taken the first plan before the second click arrives
    PlanRun.objects.filter(what_if__isnull=False).update(state="running", claim="c", heartbeat_at=AT)
    assert post(small_sentra, here, **told)["Location"] == first
    assert (WhatIf.objects.count(), PlanRun.objects.filter(what_if__isnull=False).count()) == (1, 1)


def test_copies_bands_and_questions_sent_twice_are_made_once(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    number = scenario(small_sentra)
    here = f"/skenario/{number}/"
    copy = f"{here}salin/"
    twice(small_sentra, copy, key=key_on(small_sentra, here, near=copy))
    assert WhatIf.objects.count() == 2
    twice(small_sentra, copy, newest="1", key=key_on(small_sentra, here, near=copy) + "-newest")
    assert WhatIf.objects.count() == 3
    band = "/skenario/rentang/baru/"
    twice(small_sentra, band, low="-10", high="10", key=key_on(small_sentra, band))
    assert WhatIf.objects.count() == 5 and PlanRun.objects.filter(what_if__isnull=False).count() == 2
    question = "/skenario/baru/permintaan/"
    twice(small_sentra, question, percent="10", key=key_on(small_sentra, question))
    goals = "/skenario/baru/tujuan/"
    order = "local_first,on_time,spread_work,cost"
    twice(small_sentra, goals, urutan=order, key=key_on(small_sentra, goals))
    assert WhatIf.objects.count() == 7


def test_a_change_is_removed_and_undone_once(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    number = scenario(small_sentra, MORE, Change("calendar", (), 0, from_date=AT.date(), to_date=AT.date()))
    here = f"/skenario/{number}/"
    twice(small_sentra, f"{here}hapus/0/", key=key_on(small_sentra, here, near="hapus/0/"))
    assert WhatIfChange.objects.filter(what_if=number).count() == 1
    post(small_sentra, f"{here}hapus/0/", key=key_on(small_sentra, here, near="hapus/0/"))
    twice(small_sentra, f"{here}urungkan/", key=key_on(small_sentra, here, near="urungkan/"))
    assert WhatIfChange.objects.filter(what_if=number).count() == 1
    twice(small_sentra, f"{here}arsip/")
    assert WhatIf.objects.get(pk=number).archived_at is not None


def test_of_two_managers_the_later_sees_the_order_of_the_earlier(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    number, use = programme(small_sentra), "/skenario/tujuan/pakai/"
    seen = ",".join(demand.goals(number))
    post(small_sentra, use, urutan="local_first,on_time,spread_work,cost", was=seen)
    mine = "on_time,cost,local_first,spread_work"
    client = small_sentra.client("consortium_manager")
    shown = client.post(use, {"urutan": mine, "was": seen}, follow=True).content.decode()
    assert "Orang lain mengubah urutan tujuan" in shown
    assert "Sekarang berlaku: terdekat dulu" in shown and f'value="{mine}"' in shown
    assert demand.goals(number)[0] == "local_first"
    # what the buttons lead to still knows which order was seen
    assert "dari=local_first" in shown
    post(small_sentra, use, urutan=mine, was="local_first,on_time,spread_work,cost")
    assert demand.goals(number) == mine.split(",")


def test_a_scenario_with_half_an_order_is_refused(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    answer = small_sentra.client("consortium_manager").post("/skenario/baru/tujuan/", {"urutan": "x,y"})
    assert answer.status_code == 200
    assert not WhatIf.objects.exists() and "Tulis keempatnya" in answer.content.decode()
