"""Lots of customers that show a planner nothing stay out of every page; the page says how many it leaves out."""

import pytest
from django.utils import timezone

from rantai.apps.planning import queries
from rantai.apps.planning.models import Reason, WayOut
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan
from tests.web.plans.own_steel import job_code, lot_code, pattern_code, plant

LEFT_OUT = "yang belum memberi Anda izin tidak ditampilkan"


@pytest.fixture
def cast(small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch) -> SmallSentra:
    """The buyers of the cast let the centre see their wishes, not the consortium; one of them brings its own steel."""
    monkeypatch.setattr(timezone, "now", lambda: AT)
    run_id = plan(small_sentra)
    plant(small_sentra)
    way = {"option_code": "SABTU", "first_week": 1, "last_week": 1, "minutes": 120, "piece_weeks": 9}
    WayOut.objects.create(run_id=run_id, order_code=lot_code(small_sentra, "buyer_b"), cost_idr=1, pieces=7, **way)
    return small_sentra


def answer(cast: SmallSentra, address: str, person: str = "consortium_manager") -> tuple[int, str]:
    found = cast.client(person).get(address)
    return found.status_code, found.content.decode(errors="replace").replace(address, "")


def test_lists_leave_a_foreign_lot_out_and_say_so(cast: SmallSentra) -> None:
    for address in ("/rencana/terlambat/", f"/rencana/bengkel/{cast.code('maker_a')}/"):
        status, foreign = answer(cast, address)
        assert status == 200
        assert "-BUYER-B" not in foreign and "4.711" not in foreign
        assert f"1 baris pelanggan {LEFT_OUT}" in foreign
        _status, own = answer(cast, address, "centre_staff")
        assert "-BUYER-B" in own and "4.711" in own and LEFT_OUT not in own


def test_every_page_of_a_foreign_lot_is_missing(cast: SmallSentra) -> None:
    addresses = (
        f"/rencana/rantai/order/{lot_code(cast, 'buyer_b')}/",
        f"/rencana/rantai/job/{job_code(cast, 'buyer_b')}/",
        f"/rencana/rantai/pattern/{pattern_code(cast, 'buyer_b')}/",
    )
    for address in addresses:
        assert answer(cast, address)[0] == 404
        assert answer(cast, address, "centre_staff")[0] == 200


def test_searching_for_a_customer_finds_nothing_and_the_plan_names_none(cast: SmallSentra) -> None:
    assert "BUYER-B" not in answer(cast, "/rencana/terlambat/?q=BUYER-B")[1].replace('value="BUYER-B"', "")
    why = {"kind": "late", "reason_code": "customer_material_missing", "resource_code": "BUYER-B", "week": 4}
    lot = {"subject_code": lot_code(cast, "buyer_b"), "subject_kind": "order", "amount": 9_000, "unit": "g"}
    Reason.objects.create(run_id=queries.runs()[0].run_id, **lot, **why)
    for address in ("/rencana/", "/"):
        assert "BUYER-B" not in answer(cast, address)[1]
    assert "SABTU" not in answer(cast, "/rencana/")[1]
    assert "SABTU" in answer(cast, "/rencana/", "centre_staff")[1]


def test_what_serves_a_seen_customer_too_stays(cast: SmallSentra) -> None:
    run_id = queries.runs()[0].run_id
    nobody = queries.unseen_nodes(run_id, {"CONSORTIUM"})
    assert ("order", lot_code(cast, "buyer_b")) in nobody
    served = {(row.subject_code) for row in queries.reasons(run_id)} & {code for _kind, code in nobody}
    assert served == {lot_code(cast, "buyer_b")}
    carts = {("order", node.code) for node in queries.chain_up(run_id, "demand", "D-1").of_kind("order")}
    assert carts and not carts & nobody
    assert not queries.unseen_nodes(run_id, {"CONSORTIUM", "BUYER", "BUYER-B"})


def test_a_lots_page_names_the_workshop_whose_machine_binds(cast: SmallSentra) -> None:
    shown = answer(cast, f"/rencana/rantai/order/{lot_code(cast, 'buyer_b')}/", "centre_staff")[1]
    assert cast.name("maker_b") in shown.partition("penuh di minggu")[0].rpartition("Terlambat")[2]
