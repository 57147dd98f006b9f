"""Everybody lands on what needs them today, in the words of their work, and on nobody else's business."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.demand.actions import set_quantity
from rantai.apps.parties.models import MembershipRole
from rantai.apps.planning.models import PlanRun
from rantai.apps.planning.refusals import ENGINE_STOPPED
from rantai.core.problems import Problem
from tests.cast import PEOPLE, SmallSentra
from tests.web.home.world import AT, line, plan, programme
from tests.web.matrix.judge import may_see

ROLES = ("consortium_manager", "centre_staff", "maker_owner", "buyer", "ministry_officer", "mill_sales")
MOST_QUERIES = 15


def page(cast: SmallSentra, person: str) -> str:
    answer = cast.client(person).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_has_a_first_page_before_there_is_a_plan(small_sentra: SmallSentra, person: str) -> None:
    programme(small_sentra)
    assert "<h1>Beranda" in page(small_sentra, person)


def test_a_stranger_is_sent_to_the_login(small_sentra: SmallSentra) -> None:
    assert small_sentra.client(None).get("/")["Location"].startswith("/masuk/")


def test_a_planner_without_a_plan_is_led_to_the_programme(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    assert "Belum ada rencana" in page(small_sentra, "consortium_manager")
    assert 'href="/program/"' in page(small_sentra, "consortium_manager")


def test_a_consortium_manager_reads_vehicles_steel_and_saving(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "consortium_manager")
    assert "dari 10 kendaraan" in shown
    assert "Pesan" in shown
    assert "Hemat dibanding beli sendiri" in shown
    assert "berubah sejak rencana" not in shown


def test_late_vehicles_come_with_what_binds_and_without_a_workshops_name(small_sentra: SmallSentra) -> None:
    plan(small_sentra, carts=400)
    shown = page(small_sentra, "consortium_manager")
    assert "terlambat atau kurang" in shown
    assert "Lihat penyebabnya" in shown


def failed(cast: SmallSentra) -> int:
    """A run that failed, in the cast's programme; returns its id."""
    problem = Problem(ENGINE_STOPPED, values={"times": 1}).as_dict()
    run = PlanRun.objects.create(
        programme_id=programme(cast), requested_at=AT, state="failed", finished_at=AT, problems=[problem]
    )
    return run.pk


@pytest.mark.parametrize("person", ["consortium_manager", "centre_staff"])
@pytest.mark.parametrize("has_plan", [True, False])
def test_a_failed_calculation_is_told_until_a_newer_one_is_published(
    small_sentra: SmallSentra, person: str, has_plan: bool
) -> None:
    if has_plan:
        plan(small_sentra)
    run_id = failed(small_sentra)
    client = small_sentra.client(person)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get("/").content.decode()
    assert "Perhitungan terakhir gagal: Perhitungan berhenti mendadak (1 kali)." in shown
    assert f'href="/rencana/hitung/{run_id}/"' in shown
    assert "Lihat penyebabnya" in shown
    assert len(asked) <= MOST_QUERIES
    plan(small_sentra)
    assert "Perhitungan terakhir gagal" not in page(small_sentra, person)


@pytest.mark.parametrize("person", ["maker_owner", "buyer", "ministry_officer", "mill_sales"])
def test_a_failed_calculation_is_nobody_elses_business(small_sentra: SmallSentra, person: str) -> None:
    failed(small_sentra)
    assert "Perhitungan terakhir gagal" not in page(small_sentra, person)


def test_a_changed_line_asks_for_a_new_plan(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    set_quantity(line_id=line("D-1").pk, quantity_pieces=12, by=SYSTEM, at=AT)
    shown = page(small_sentra, "consortium_manager")
    assert "1 baris program berubah sejak rencana" in shown
    assert 'action="/rencana/hitung/"' in shown


def test_the_staff_of_a_centre_read_what_to_order_and_to_cut(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "centre_staff")
    assert "SS400 batang Ø16 6 m" in shown
    assert "Sisa potong" in shown


def test_a_workshop_reads_its_own_work_and_material_and_not_its_neighbours(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "maker_owner")
    assert "Poros roda" in shown
    assert small_sentra.secret("maker_a") in shown
    assert "MAKER-B" not in shown


def test_a_buyer_reads_its_own_promises_and_not_the_rivals(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "buyer")
    assert "dari 6 buah" in shown
    assert "BUYER-B" not in shown


def test_the_ministry_reads_totals_and_hides_what_few_firms_make(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "ministry_officer")
    assert "Kabupaten Klaten" in shown
    assert "kurang dari 5 perusahaan" in shown
    assert "RAHASIA" not in shown


def test_a_mill_reads_tonnes_by_month_and_grade(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "mill_sales")
    assert "Januari 2027" in shown
    assert "SS400" in shown


def test_an_administrator_reads_people_and_permissions(small_sentra: SmallSentra) -> None:
    shown = page(small_sentra, "admin")
    assert 'href="/organisasi/orang/"' in shown
    assert "Izin" in shown


def test_who_belongs_nowhere_is_told_whom_to_ask(small_sentra: SmallSentra) -> None:
    assert "Tidak ada organisasi" in page(small_sentra, "ex_member")


def test_several_roles_are_several_parts_of_one_page(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    MembershipRole.objects.create(membership=small_sentra.membership("consortium_manager"), role="mill_sales")
    shown = page(small_sentra, "consortium_manager")
    assert "<h2>Konsorsium</h2>" in shown
    assert "<h2>Pabrik</h2>" in shown


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_meets_a_firm_they_must_not_see(small_sentra: SmallSentra, person: str) -> None:
    plan(small_sentra, carts=400)
    shown = page(small_sentra, person)
    tokens = [
        mark(firm)
        for firm in ("maker_a", "maker_b", "buyer", "buyer_b")
        for mark in (small_sentra.name_token, small_sentra.secret)
    ]
    assert [token for token in tokens if token in shown and not may_see(person, token, small_sentra)] == []


@pytest.mark.parametrize("person", ROLES)
def test_the_page_asks_few_questions_however_much_there_is(small_sentra: SmallSentra, person: str) -> None:
    plan(small_sentra, carts=400)
    few = questions(small_sentra, person)
    first = line("D-1")
    for number in range(30):
        first.pk, first.code = None, f"D-{number + 2}"
        first.save()
    plan(small_sentra)
    assert few == questions(small_sentra, person) <= MOST_QUERIES


def questions(cast: SmallSentra, person: str) -> int:
    client = cast.client(person)
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    return len(asked)
