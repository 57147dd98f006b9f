"""The crew of a centre finds what to cut, drawn to scale, with every blank, every cut, and whose it becomes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.parties.models import Grant, MembershipRole
from rantai.apps.planning import queries
from rantai.apps.planning.models import Pattern, Reason
from tests.cast import SmallSentra
from tests.web.home.world import line, plan

MOST_QUERIES = 15


def page(cast: SmallSentra, address: str, person: str = "centre_staff") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def first(run_id: int) -> queries.PatternRow:
    return queries.patterns(run_id)[0]


def test_before_there_is_a_plan_the_list_says_what_will_stand_there(small_sentra: SmallSentra) -> None:
    assert "Setelah rencana terbit" in page(small_sentra, "/potong/")


def test_the_list_shows_steel_week_yield_and_mass(small_sentra: SmallSentra) -> None:
    pattern = first(plan(small_sentra))
    shown = page(small_sentra, "/potong/")
    for words in ("SS400 batang Ø16 6 m", f"/potong/{pattern.code}/", "96,7%", "Semua bakalan dalam rencana ini muat"):
        assert words in shown


def test_a_week_is_chosen_in_words(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra)
    shown = page(small_sentra, "/potong/")
    week = queries.run(run).monday(first(run).week)
    assert re.search(rf'<option value="{week}">minggu ', shown)
    assert first(run).code in page(small_sentra, f"/potong/?week={week}")


def test_a_pattern_is_drawn_with_its_cuts_and_its_blanks(small_sentra: SmallSentra) -> None:
    pattern = first(plan(small_sentra))
    shown = page(small_sentra, f"/potong/{pattern.code}/")
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="cut-drawing"' in shown
    assert shown.count('class="cut-piece"') == 4
    for words in (
        "6.000 mm",
        "1.450 mm",
        "Urutan memotong",
        "Bakalan untuk siapa",
        "Asal baja",
        "/rencana/rantai/pattern/",
    ):
        assert words in shown


def test_the_list_of_cuts_says_what_to_set_and_what_comes_off(small_sentra: SmallSentra) -> None:
    pattern = first(plan(small_sentra))
    shown = page(small_sentra, f"/potong/{pattern.code}/")
    for words in ("Ratakan dulu setiap tepi 5 mm", "1–4", "1.455 – 5.814", "4 × A Poros roda + buang 178"):
        assert words in shown


def test_the_leaf_and_the_drawing_can_be_taken_to_the_saw(small_sentra: SmallSentra) -> None:
    pattern = first(plan(small_sentra))
    client, shown = small_sentra.client("centre_staff"), page(small_sentra, f"/potong/{pattern.code}/")
    for name, start in (("gambar.pdf", b"%PDF-"), ("gambar.dxf", b"  0\nSECTION")):
        address = f"/potong/{pattern.code}/{name}"
        assert address in shown
        answer = client.get(address)
        assert answer.content.startswith(start)
        assert f"{pattern.code}.{name[-3:]}" in answer["Content-Disposition"]
    Pattern.objects.update(centre_code="MILL")
    assert client.get(f"/potong/{pattern.code}/gambar.pdf").status_code == 404


def test_who_gets_the_blanks_is_named_by_permission_only(small_sentra: SmallSentra) -> None:
    pattern = first(plan(small_sentra))
    address = f"/potong/{pattern.code}/"
    assert small_sentra.name_token("maker_a") in page(small_sentra, address)
    Grant.objects.filter(giver=small_sentra.organisations["maker_a"], scope="work").delete()
    shown = page(small_sentra, address)
    assert small_sentra.name_token("maker_a") not in shown
    assert "bengkel yang tidak membuka pekerjaannya" in shown


def test_another_centres_pattern_is_a_missing_page_but_not_for_the_consortium(small_sentra: SmallSentra) -> None:
    pattern = first(plan(small_sentra))
    Pattern.objects.update(centre_code="MILL")
    address = f"/potong/{pattern.code}/"
    assert small_sentra.client("centre_staff").get(address).status_code == 404
    assert small_sentra.client("consortium_manager").get(address).status_code == 200


def test_a_customers_steel_is_marked(small_sentra: SmallSentra) -> None:
    pattern = first(plan(small_sentra))
    Pattern.objects.update(owner_code=small_sentra.code("buyer"))
    shown = page(small_sentra, f"/potong/{pattern.code}/")
    assert f"Milik {small_sentra.name('buyer')}" in shown
    assert "milik pemesan" in page(small_sentra, "/potong/")


def test_what_fits_no_format_stands_below_the_list_with_its_reason(small_sentra: SmallSentra) -> None:
    run = plan(small_sentra)
    job = queries.jobs(run, item_code="POROS")[0]
    Reason.objects.create(
        run_id=run,
        subject_code=job.code,
        subject_kind="job",
        kind="unplaced",
        reason_code="fits_no_format",
        resource_code="SS400-BAR-16",
        week=2,
        amount=250_000,
        unit="um",
    )
    shown = page(small_sentra, "/potong/")
    assert "masih kurang 250 mm" in shown
    assert f"/rencana/rantai/job/{job.code}/" in shown


def test_a_workshop_finds_no_cutting_plans(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert small_sentra.client("maker_owner").get("/potong/").status_code == 403


def test_patterns_can_be_taken_home_as_excel(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert small_sentra.client("centre_staff").get("/potong/?format=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("role", ["", "consortium_manager"])
def test_pages_ask_few_questions_however_much_there_is(small_sentra: SmallSentra, role: str) -> None:
    if role:
        MembershipRole.objects.create(membership=small_sentra.membership("centre_staff"), role=role)
    few = asked(small_sentra, plan(small_sentra))
    more = line("D-1")
    for number in range(20):
        more.pk, more.code, more.quantity_pieces = None, f"D-{number + 2}", 3
        more.save()
    assert few == asked(small_sentra, plan(small_sentra))
    assert max(few) <= MOST_QUERIES


def asked(cast: SmallSentra, run_id: int) -> list[int]:
    client, counts = cast.client("centre_staff"), []
    for address in ("/potong/", f"/potong/{first(run_id).code}/"):
        with CaptureQueriesContext(connection) as questions:
            assert client.get(address).status_code == 200
        counts.append(len(questions))
    return counts
