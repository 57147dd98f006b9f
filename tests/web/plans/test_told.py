"""What is left of a total is never the figure of fewer than five workshops, whatever is taken from whatever."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

import pytest
from django.utils import timezone

from rantai.apps.parties.models import Grant
from rantai.apps.planning import queries
from rantai.apps.planning.models import Job
from rantai.web.plans.told import OF_WORK, told_runs, told_together
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan

PAGES = ("", "ringkas/", "sentra/", "bengkel/", "komponen/", "riwayat/", "baja-kurang/")
OTHER_PAGES = ("/peta/kerja/", "/pesanan/", "/skenario/")
PRICE = 7_654_321  # of the hidden workshop's work; nothing else in the plan costs this


@pytest.fixture
def run_id(small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch) -> int:
    """A plan in which one workshop has work, a price of its own for it, and gave the consortium no permission."""
    monkeypatch.setattr(timezone, "now", lambda: AT)
    first, second = plan(small_sentra), plan(small_sentra)
    for number in (first, second):
        job = Job.objects.filter(run=number).order_by("job_code").first()
        assert job is not None
        Job.objects.filter(run=number, maker_code="MAKER-B").update(maker_code="MAKER-A")
        Job.objects.create(**{**_fields(job), "job_code": "J-X", "maker_code": "MAKER-B", "cost_idr": PRICE})
    Grant.objects.filter(giver__code="MAKER-B", receiver__code="CONSORTIUM").update(revoked_at=AT - timedelta(days=1))
    return second


def _fields(job: Job) -> dict[str, object]:
    return {field.attname: getattr(job, field.attname) for field in Job._meta.fields if field.attname != "id"}


def _sums(text: str) -> set[int]:
    """Every whole number of four digits and more on a page."""
    return {int(found.replace(".", "")) for found in re.findall(r"\b\d{1,3}(?:\.\d{3})+\b", text)}


def _pages(cast: SmallSentra, run_id: int) -> Iterator[str]:
    client = cast.client("consortium_manager")
    inside = (*PAGES, f"riwayat/{run_id}/", f"riwayat/{run_id}/bengkel/", f"riwayat/{run_id}/pesanan/")
    changes = f"/rencana/perubahan/{run_id}/"
    for address in (*(f"/rencana/{page}" for page in inside), changes, *OTHER_PAGES):
        answer = client.get(address)
        assert answer.status_code in (200, 403), address
        yield answer.content.decode() if answer.status_code == 200 else ""


def test_no_difference_of_totals_is_the_price_of_the_one_hidden_workshop(
    small_sentra: SmallSentra, run_id: int
) -> None:
    totals = queries.totals(run_id)
    shown = set().union(*(_sums(page) for page in _pages(small_sentra, run_id)))
    assert totals.material_cost_idr in shown  # the pages are read, and the steel is told
    assert PRICE not in shown
    assert not {totals.cost_idr, totals.work_cost_idr} & shown
    for most in (1, 2, 3):
        for taken in combinations(sorted(shown), most):
            assert not {one - sum(taken) for one in shown} & {PRICE}


def test_a_sentra_with_a_hidden_workshop_tells_a_planner_no_figure(small_sentra: SmallSentra, run_id: int) -> None:
    [row] = [one for one in queries.work_by_sentra(run_id) if one.jobs]
    cell = f'data-label="Pekerjaan">{row.jobs}<'
    shown = {
        person: small_sentra.client(person).get("/rencana/sentra/").content.decode().replace("\n", "")
        for person in ("consortium_manager", "centre_staff")
    }
    assert cell not in shown["consortium_manager"]
    assert cell in shown["centre_staff"]


def test_five_hidden_workshops_of_like_size_may_stand_in_a_total_fewer_or_a_giant_not(run_id: int) -> None:
    job = Job.objects.get(run=run_id, job_code="J-X")
    for number in range(4):
        other = {"job_code": f"J-X{number}", "maker_code": f"X-{number}", "cost_idr": PRICE + number}
        assert not told_runs({run_id}, {"MAKER-A"})
        Job.objects.create(**{**_fields(job), **other})
    assert told_runs({run_id}, {"MAKER-A"}) == {run_id}
    Job.objects.filter(run=run_id, job_code="J-X").update(cost_idr=100 * PRICE)
    assert not told_runs({run_id}, {"MAKER-A"})


def test_plans_beside_each_other_tell_their_work_only_when_all_may(run_id: int) -> None:
    runs = [queries.run(run_id - 1), queries.run(run_id)]
    hidden, open_ = told_together(runs, {"MAKER-A"}), told_together(runs, {"MAKER-A", "MAKER-B"})
    assert all(set(figures) >= OF_WORK for figures in open_)
    assert not any(OF_WORK & set(figures) for figures in hidden)
    Job.objects.filter(run=run_id, maker_code="MAKER-B").delete()
    assert not any(OF_WORK & set(figures) for figures in told_together(runs, {"MAKER-A"}))
