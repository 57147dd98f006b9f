"""From a plan to drafts in the browser's words: tick, approve, find the drafts, send, answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.planning import queries
from rantai.apps.planning.models import Job
from rantai.apps.purchasing import queries as purchasing
from rantai.apps.sourcing import queries as sourcing
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan

ALL = {"weeks": "520"}


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def approved(cast: SmallSentra, run_id: int, **more: object) -> object:
    orders = [row.code for row in queries.material_orders(run_id)]
    makers = [cast.code("maker_a"), cast.code("maker_b")]
    body = {**ALL, "order": orders, "maker": makers, **more}
    return cast.client("consortium_manager").post(f"/persetujuan/{run_id}/", body)


def test_a_manager_approves_sends_and_the_workshop_answers(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    page = small_sentra.client("consortium_manager").get(f"/persetujuan/{run_id}/?weeks=520")
    assert page.status_code == 200
    assert "Setujui yang dicentang" in page.content.decode()
    answer = approved(small_sentra, run_id)
    assert (answer.status_code, answer["Location"]) == (302, "/putaran/")
    assert [row.state for row in purchasing.rounds(at=AT)] == ["draft"] * len(purchasing.rounds(at=AT))
    mine = next(row for row in sourcing.offers() if row.maker_code == small_sentra.code("maker_a"))
    owner = small_sentra.client("maker_owner")
    assert owner.get(f"/tawaran/{mine.offer_id}/").status_code == 404
    small_sentra.client("consortium_manager").post(f"/tawaran/{mine.offer_id}/kirim/")
    shown = owner.get(f"/tawaran/{mine.offer_id}/")
    assert "Sanggupkah Anda" in shown.content.decode()
    owner.post(f"/tawaran/{mine.offer_id}/jawab/", {"answer": "yes", "note": "Siap"})
    told = small_sentra.client("consortium_manager").get(f"/tawaran/{mine.offer_id}/").content.decode()
    assert "Siap" in told
    assert "Disanggupi" in told


def test_a_refused_approval_keeps_the_ticks_and_says_every_problem(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    approved(small_sentra, run_id)
    answer = approved(small_sentra, run_id)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert shown.count("sudah ada di") >= 2
    assert "Belum ada yang disetujui" in shown


def test_neither_yes_nor_no_is_no_answer(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    approved(small_sentra, run_id)
    small_sentra.client("consortium_manager").post("/tawaran/kirim/")
    mine = next(row for row in sourcing.offers() if row.maker_code == small_sentra.code("maker_a"))
    small_sentra.client("maker_owner").post(f"/tawaran/{mine.offer_id}/jawab/", {"answer": "mungkin"})
    left = sourcing.offer_of(mine.offer_id)
    assert left is not None
    assert left.state == "sent"


def test_lists_and_records_come_as_excel(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    approved(small_sentra, run_id)
    client = small_sentra.client("consortium_manager")
    one, other = purchasing.rounds(at=AT)[0].round_id, sourcing.offers()[0].offer_id
    for address in ("/putaran/", f"/putaran/{one}/", "/tawaran/", f"/tawaran/{other}/"):
        assert client.get(f"{address}?format=xlsx").content[:2] == b"PK"


def test_a_page_takes_as_many_queries_for_many_jobs_as_for_few(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    client = small_sentra.client("consortium_manager")
    address = f"/persetujuan/{run_id}/?weeks=520"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    [job, *_others] = Job.objects.filter(run=run_id)
    for number in range(200):
        job.pk, job.job_code = None, f"J-BANYAK-{number:03d}"
        job.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many) <= 15


def test_a_superseded_plan_says_so_and_leads_to_the_newest(small_sentra: SmallSentra) -> None:
    old, new = plan(small_sentra), plan(small_sentra)
    pages = {
        run_id: small_sentra.client("consortium_manager").get(f"/persetujuan/{run_id}/?weeks=520").content.decode()
        for run_id in (old, new)
    }
    assert "Ini bukan rencana terbaru" in pages[old] and "Setujui yang dicentang" not in pages[old]
    assert "Ini bukan rencana terbaru" not in pages[new] and "Setujui yang dicentang" in pages[new]
