"""A workshop owner reads own work, own steel and own dates on a phone, and nothing of any neighbour."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.planning import queries
from rantai.apps.planning.models import Job, PlanOrder
from rantai.web.layout import formats
from tests.cast import SmallSentra
from tests.web.home.world import line, plan

MOST_QUERIES = 15
ADDRESSES = ("/bengkel/pekerjaan/", "/bengkel/bahan/", "/bengkel/bagian-baja/")


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 4, 8, tzinfo=UTC))


def page(cast: SmallSentra, address: str, person: str = "maker_owner") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def own_job(cast: SmallSentra, run_id: int, firm: str = "maker_a") -> queries.JobRow:
    return queries.jobs(run_id, maker_code=cast.code(firm))[0]


@pytest.mark.parametrize("address", ADDRESSES)
def test_before_there_is_a_plan_the_page_says_what_will_stand_there(small_sentra: SmallSentra, address: str) -> None:
    assert "muncul di sini" in page(small_sentra, address)


def test_work_shows_what_how_many_by_when_at_what_wage_and_steel_from_where(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "/bengkel/pekerjaan/")
    for words in ("Gerobak contoh", "Rp", "Tepat waktu", small_sentra.name_token("centre"), "minggu "):
        assert words in shown


def test_late_work_says_how_late_in_words(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra)
    Job.objects.filter(run=run, pk=Job.objects.filter(run=run, maker_code="MAKER-A")[0].pk).update(late_weeks=3)
    assert "selesai 3 minggu terlalu lambat" in page(small_sentra, "/bengkel/pekerjaan/?state=late")


def test_a_job_names_steel_centre_dates_and_use(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra)
    job = queries.jobs(run, maker_code="MAKER-A", item_code="POROS")[0]
    shown = page(small_sentra, f"/bengkel/pekerjaan/{job.code}/")
    for words in ("SS400 batang Ø16 6 m", small_sentra.name_token("centre"), "Masuk ke mana", "Baja harus sudah ada"):
        assert words in shown


def test_a_customers_own_steel_is_marked(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra)
    PlanOrder.objects.filter(run=run).update(material_owner_code="BUYER")
    assert "milik pemesan" in page(small_sentra, "/bengkel/bahan/")
    job = queries.jobs(run, maker_code="MAKER-A", item_code="POROS")[0]
    assert "Baja ini milik pemesan" in page(small_sentra, f"/bengkel/pekerjaan/{job.code}/")


def test_nothing_of_the_neighbour_is_on_any_page(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra)
    pages = [*ADDRESSES, f"/bengkel/pekerjaan/{own_job(small_sentra, run).code}/"]
    for address in pages:
        shown = page(small_sentra, address)
        assert "MAKER-B" not in shown
        assert "RAHASIA" not in shown.replace(small_sentra.secret("maker_a"), "")


def test_a_neighbours_job_is_a_missing_page(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra, carts=60)
    theirs = own_job(small_sentra, run, "maker_a").code
    answer = small_sentra.client("rival_maker").get(f"/bengkel/pekerjaan/{theirs}/")
    assert answer.status_code == 404


def test_work_can_be_taken_home_as_excel(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    answer = small_sentra.client("maker_owner").get("/bengkel/pekerjaan/?format=xlsx")
    assert answer.content.startswith(b"PK")


def test_the_place_line_leads_back(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra)
    shown = page(small_sentra, f"/bengkel/pekerjaan/{own_job(small_sentra, run).code}/")
    assert re.search(r'href="/bengkel/pekerjaan/"', shown)


def test_pages_ask_few_questions_however_much_there_is(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra)
    few = asked(small_sentra, run)
    first = line("D-1")
    for number in range(20):
        first.pk, first.code, first.quantity_pieces = None, f"D-{number + 2}", 3
        first.save()
    assert few == asked(small_sentra, plan(small_sentra))
    assert max(few) <= MOST_QUERIES


def asked(cast: SmallSentra, run_id: int) -> list[int]:
    client, counts = cast.client("maker_owner"), []
    for address in (*ADDRESSES, f"/bengkel/pekerjaan/{own_job(cast, run_id).code}/"):
        with CaptureQueriesContext(connection) as questions:
            assert client.get(address).status_code == 200
        counts.append(len(questions))
    return counts


def test_a_workshop_reads_what_it_pays_of_the_steel_and_nothing_of_its_neighbour(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    own, other = (queries.cost_shares_of_firm(run_id, small_sentra.code(firm)) for firm in ("maker_a", "maker_b"))
    mine, theirs = sum(row.share_idr for row in own), sum(row.share_idr for row in other)
    assert own and other and mine != theirs
    shown = page(small_sentra, "/bengkel/bagian-baja/")
    assert formats.rupiah(mine) in shown
    assert formats.rupiah(sum(row.alone_idr for row in own)) in shown
    assert formats.rupiah(theirs) not in shown
    assert small_sentra.name_token("maker_b") not in shown
    assert "bagian-baja" in page(small_sentra, "/bengkel/bahan/")
