"""A manager asks a ready-made question in one step and reads what covers it, at what price, and what comes late."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.planning import queries
from rantai.apps.planning.models import WhatIf
from rantai.web.layout import formats
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan
from tests.web.scenarios.world import computed

READY = "/skenario/gangguan/"


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def answered(cast: SmallSentra, slug: str, **told: str) -> queries.WhatIfRow:
    """The scenario of a ready-made question: asked on the page, planned as the worker would."""
    answer = cast.client("consortium_manager").post(f"{READY}{slug}/", told)
    assert answer.status_code == 302
    what_if_id = WhatIf.objects.get().pk
    waiting = queries.what_if(what_if_id)
    assert waiting is not None and waiting.newest is not None and waiting.newest.is_open
    computed(what_if_id)
    row = queries.what_if(what_if_id)
    assert row is not None
    return row


def page(cast: SmallSentra, address: str, person: str = "consortium_manager") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_mill_that_stands_still_is_covered_elsewhere(small_sentra: SmallSentra) -> None:
    base_id = plan(small_sentra)
    assert "gangguan/pabrik-berhenti" in page(small_sentra, "/skenario/baru/")
    mill = small_sentra.name("mill")
    row = answered(small_sentra, "pabrik-berhenti", supplier_code=mill, from_date="2027-01-04")
    base = queries.run(base_id)
    assert base is not None and row.plan is not None
    told = queries.cover(base, row.plan)
    moved = {change.supplier_code: change.mass_after_g - change.mass_before_g for change in told.steel}
    assert moved[small_sentra.code("mill")] < 0 < moved["TOKO"]
    assert told.steel_cost_idr > 0
    assert told.shifts == ()  # all of the mill's steel goes elsewhere: nothing of it moves in time
    shown = page(small_sentra, f"/skenario/{row.what_if_id}/", "centre_staff")
    assert "Seluruhnya di tempat yang dipesan lebih sedikit" in shown
    assert "Cara menutupnya dengan biaya terkecil" in shown
    assert formats.rupiah(told.steel_cost_idr) in shown


def test_the_answer_has_totals_over_all_and_says_how_many_more_there_are(
    small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(small_sentra)
    row = answered(small_sentra, "harga-naik", percent="20")
    steel = [queries.SteelChange(f"SPHC-{n}", "KS", 2_000_000, 1_000_000 - n, 0, 0) for n in range(6)]
    steel += [queries.SteelChange("SPHC-0", "TOKO", 0, 500_000, 0, 9_000)]
    shifts = [queries.SteelShift("KS", 2, 6, 529_000_000 - n, 1_000) for n in range(5)]
    shifts += [queries.SteelShift("KS", 7, 5, 4_000_000, -70)]
    stock = [queries.StockChange(f"LOT-{n}", False, 0, 1_000) for n in range(5)]
    told = queries.Cover(tuple(steel), {"KS": "Krakatau", "TOKO": "Toko"}, tuple(shifts), tuple(stock), ())
    monkeypatch.setattr(queries, "cover", lambda _before, _after: told)
    shown = page(small_sentra, f"/skenario/{row.what_if_id}/")
    assert "\u22126,0\xa0t" in shown and "+0,5\xa0t" in shown  # six grades less, one more
    assert shown.count("dan 3 lagi") == 1 and shown.count("dan 2 lagi") == 1 and shown.count("dan 1 lagi") == 1
    for what in ("baja", "pesanan", "stok"):
        assert shown.count(f"/beda/{what}/") == 2  # behind the few, and among all lists
    assert "2.645,0\xa0t, +Rp\xa05.000" in shown  # put off
    assert "4,0\xa0t, \u2212Rp\xa070" in shown  # brought forward
    assert "Krakatau, dari minggu" in shown


def test_two_bars_of_one_length_are_told_apart_in_numbers(small_sentra: SmallSentra) -> None:
    base_id = plan(small_sentra)
    row = answered(small_sentra, "harga-naik", percent="1")
    base = queries.run(base_id)
    assert base is not None and row.plan is not None
    before, after = (queries.key_figures(run)["cost"] for run in (base, row.plan))
    shown = page(small_sentra, f"/skenario/{row.what_if_id}/")
    assert f"+{formats.rupiah(after - before)} (+{formats.percent((after - before) / before, 2)})" in shown
    assert f"±{formats.rupiah(0)} (±{formats.percent(0, 2)})" in shown  # the work costs the same


def test_dearer_steel_says_what_it_costs_more(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    row = answered(small_sentra, "harga-naik", percent="20")
    assert [(change.kind, change.value) for change in row.changes] == [("steel_price_factor", 1_200_000)]
    client = small_sentra.client("consortium_manager")
    with CaptureQueriesContext(connection) as questions:
        shown = client.get(f"/skenario/{row.what_if_id}/").content.decode()
    assert len(questions) <= 15
    assert "Biaya tambahannya" in shown and "Tidak ada yang lebih lambat" in shown


def test_a_vessel_that_is_not_there_is_refused_beside_the_form(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    answer = small_sentra.client("consortium_manager").post(f"{READY}kapal-terlambat/", {"weeks": "3"})
    assert answer.status_code == 200
    assert "tidak mengenai apa pun" in answer.content.decode()
    assert not WhatIf.objects.exists()


def test_staff_of_the_centre_read_and_do_not_ask(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert small_sentra.client("centre_staff").get(f"{READY}harga-naik/").status_code == 403
    assert small_sentra.client("consortium_manager").get(f"{READY}lain/").status_code == 404
