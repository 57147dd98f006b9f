"""A planner reads the plan, follows every chain, asks for a new one and sees what changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.demand.actions import set_quantity
from rantai.apps.planning import queries
from rantai.apps.planning.models import HourValue, PlanRun, Reason, WayOut
from tests.cast import SmallSentra
from tests.web.home.world import AT, line, plan, programme

MOST_QUERIES = 15
PAGES = ("", "terlambat/", "janji/", "sentra/", "bengkel/", "komponen/", "riwayat/")


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def page(cast: SmallSentra, address: str, person: str = "consortium_manager") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_before_there_is_a_plan_a_planner_is_told_what_it_is_and_can_ask_for_it(
    small_sentra: SmallSentra, address: str
) -> None:
    shown = page(small_sentra, f"/rencana/{address}")
    if address != "riwayat/":
        assert "Belum ada rencana" in shown
        assert "Hitung ulang rencana" in shown


@pytest.mark.parametrize("address", PAGES)
def test_each_page_takes_few_queries(small_sentra: SmallSentra, address: str) -> None:
    plan(small_sentra)
    client = small_sentra.client("consortium_manager")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/rencana/{address}").status_code == 200
    assert len(asked) <= MOST_QUERIES


def test_the_finding_counts_vehicles_and_the_price_against_buying_alone(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "/rencana/")
    assert "Semua 10 kendaraan siap tepat waktu." in shown
    assert "Hemat dibanding beli sendiri" in shown


def test_the_plan_says_what_minutes_for_money_and_one_more_hour_would_do(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    run = PlanRun.objects.latest("id")
    way = {"order_code": "O-1", "option_code": "SABTU", "first_week": 1, "last_week": 1, "minutes": 120}
    WayOut.objects.create(run=run, **way, cost_idr=90_000, pieces=7, piece_weeks=9)
    why = {"kind": "late", "reason_code": "capacity_full", "resource_code": "PRES", "week": 1, "unit": "minutes"}
    Reason.objects.create(run=run, subject_code="O-1", subject_kind="order", **why, amount=120)
    hour = {"resource_code": "PRES", "week": 1, "pieces": 3, "piece_weeks": 4, "saving_idr": 15_000}
    HourValue.objects.create(run=run, **hour)
    shown = page(small_sentra, "/rencana/")
    assert "SABTU: tambahan 2,0\u00a0jam membuat 7 buah datang lebih awal" in shown
    assert "Satu jam lagi di PRES" in shown
    assert "4 buah-minggu" in shown


def test_asking_for_a_plan_leads_to_its_progress(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    client = small_sentra.client("consortium_manager")
    answer = client.post("/rencana/hitung/", follow=True)
    assert "Menunggu giliran" in answer.content.decode()
    assert PlanRun.objects.get().state == "queued"


RESTARTING = "Mesin hitung sedang dimulai lagi. Permintaan Anda tetap tersimpan."


def asked(cast: SmallSentra, **fields: object) -> str:
    """A run that somebody asked for, in this state; returns the address of its progress."""
    run = PlanRun.objects.create(**{"programme_id": programme(cast), "requested_at": AT, **fields})
    return f"/rencana/hitung/{run.pk}/"


def computing(seconds: int) -> dict[str, object]:
    """A run whose worker was last heard of so many seconds ago."""
    return {"state": "running", "claim": "c", "heartbeat_at": AT - timedelta(seconds=seconds), "percent": 32}


@pytest.mark.parametrize(("seconds", "is_left_alone"), [(2, False), (19, False), (21, True), (3600, True)])
def test_a_run_whose_worker_fell_silent_says_so_instead_of_a_frozen_bar(
    small_sentra: SmallSentra, seconds: int, is_left_alone: bool
) -> None:
    shown = page(small_sentra, asked(small_sentra, **computing(seconds)))
    assert (RESTARTING in shown) is is_left_alone
    assert ("32%" in shown) is not is_left_alone
    assert ("perhitungan tetap berjalan" in shown) is not is_left_alone
    assert "Hentikan perhitungan" in shown
    assert "every 2s" in shown


@pytest.mark.parametrize(("seconds", "is_left_alone"), [(14, False), (16, True)])
def test_a_run_that_nobody_takes_says_that_no_worker_lives(
    small_sentra: SmallSentra, seconds: int, is_left_alone: bool
) -> None:
    address = asked(small_sentra, requested_at=AT - timedelta(seconds=seconds))
    assert (RESTARTING in page(small_sentra, address)) is is_left_alone


def test_a_run_behind_another_one_waits_for_its_turn_only(small_sentra: SmallSentra) -> None:
    asked(small_sentra, **computing(2))
    shown = page(small_sentra, asked(small_sentra, requested_at=AT - timedelta(minutes=5)))
    assert RESTARTING not in shown
    assert "Menunggu giliran" in shown


def test_the_part_that_is_asked_for_again_carries_the_notice_alone(small_sentra: SmallSentra) -> None:
    address = asked(small_sentra, **computing(60))
    client = small_sentra.client("consortium_manager")
    with CaptureQueriesContext(connection) as queries_asked:
        part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert RESTARTING in part
    assert "<html" not in part
    assert len(queries_asked) <= MOST_QUERIES


def test_a_waiting_plan_can_be_given_up_once(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    client = small_sentra.client("consortium_manager")
    client.post("/rencana/hitung/")
    run = PlanRun.objects.get()
    first = client.post(f"/rencana/hitung/{run.pk}/batal/", follow=True).content.decode()
    assert "Perhitungan dihentikan" in first
    run.refresh_from_db()
    assert run.state == "cancelled"
    again = client.post(f"/rencana/hitung/{run.pk}/batal/", follow=True).content.decode()
    assert "Perhitungan dihentikan" not in again


def test_a_changed_quantity_shows_in_what_changed(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    set_quantity(line_id=line("D-1").pk, quantity_pieces=20, by=SYSTEM, at=AT)
    run_id = plan(small_sentra)
    shown = page(small_sentra, f"/rencana/perubahan/{run_id}/")
    assert "Kabupaten Klaten" in shown
    assert "+" in shown


def test_the_chain_leads_from_the_village_to_the_steel_and_back(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    order = queries.material_orders(run_id)[0]
    assert f"/pesanan/{order.code}/" in page(small_sentra, "/rencana/rantai/demand/D-1/")
    assert "/rencana/rantai/demand/D-1/" in page(small_sentra, f"/pesanan/{order.code}/")


def test_a_code_that_no_plan_knows_is_missing(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client = small_sentra.client("consortium_manager")
    for kind, code in (("order", "O-TIDAK-ADA-001"), ("demand", "D-9"), ("makanan", "D-1")):
        assert client.get(f"/rencana/rantai/{kind}/{code}/").status_code == 404


def test_a_buyer_without_permission_stays_unnamed(small_sentra: SmallSentra) -> None:
    """The buyers of the cast let the centre see their wishes, not the consortium."""
    run_id = plan(small_sentra)
    secret = small_sentra.secret("buyer")
    order = queries.material_orders(run_id)[0]
    for address in ("/rencana/janji/", f"/pesanan/{order.code}/"):
        assert secret not in page(small_sentra, address)
        assert secret in page(small_sentra, address, "centre_staff")
    refused = small_sentra.client("consortium_manager").get(f"/rencana/rantai/demand/{secret}/")
    assert refused.status_code == 404


def test_the_summary_names_no_firm(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "/rencana/ringkas/", "ministry_officer")
    for firm in ("maker_a", "maker_b", "buyer", "mill"):
        assert small_sentra.name_token(firm) not in shown


def test_an_outsider_sees_no_figure_behind_which_few_workshops_stand(small_sentra: SmallSentra) -> None:
    """The small sentra has two workshops with work: the ministry reads that it exists, planners read its jobs."""
    run_id = plan(small_sentra)
    [row] = [one for one in queries.work_by_sentra(run_id) if one.jobs]
    cell = f'data-label="Pekerjaan">{row.jobs}<'
    assert cell in page(small_sentra, "/rencana/sentra/").replace("\n", "")
    assert cell not in page(small_sentra, "/rencana/sentra/", "ministry_officer").replace("\n", "")


def test_lists_go_to_excel(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    answer = small_sentra.client("consortium_manager").get("/rencana/bengkel/?format=xlsx")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_an_earlier_plan_stays_readable_with_its_lists_and_its_machines(small_sentra: SmallSentra) -> None:
    first = plan(small_sentra)
    plan(small_sentra)
    listed = page(small_sentra, "/rencana/riwayat/")
    assert f"/rencana/riwayat/{first}/" in listed
    assert "Kendaraan tepat waktu" in listed
    shown = page(small_sentra, f"/rencana/riwayat/{first}/")
    assert "Anda membaca rencana sebelumnya" in shown
    assert "Semua 10 kendaraan siap tepat waktu." in shown
    client = small_sentra.client("consortium_manager")
    for what in ("janji/", "bengkel/", "pesanan/", f"bengkel/{small_sentra.code('maker_a')}/"):
        with CaptureQueriesContext(connection) as asked_for:
            assert client.get(f"/rencana/riwayat/{first}/{what}").status_code == 200
        assert len(asked_for) <= MOST_QUERIES
    assert client.get(f"/rencana/riwayat/{first}/janji/?format=xlsx").content[:2] == b"PK"
    assert client.get(f"/rencana/riwayat/{first}/lain/").status_code == 404
