"""Where vehicles are wanted and where they are made, without a network and without any firm's figures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import SmallSentra
from tests.web.home.world import line, plan

MOST_QUERIES = 15
READERS = ("consortium_manager", "centre_staff", "ministry_officer")
ADDRESSES = ("/peta/", "/peta/kerja/")


def page(cast: SmallSentra, address: str, person: str = "consortium_manager") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("person", READERS)
def test_before_there_is_a_plan_the_page_says_so(small_sentra: SmallSentra, person: str, address: str) -> None:
    assert "Peta digambar dari rencana" in page(small_sentra, address, person)


@pytest.mark.parametrize("person", READERS)
def test_a_regency_stands_on_the_map_and_in_the_list_with_its_promise(small_sentra: SmallSentra, person: str) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "/peta/", person)
    for words in ("<svg", "Kabupaten Klaten meminta 100% dari 10 kendaraan", "10 · 100%", "batas"):
        assert words in shown.replace("Batas", "batas")


def test_only_who_may_open_the_promises_is_led_there(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert "/peta/kabupaten/33.10/" in page(small_sentra, "/peta/", "ministry_officer")
    assert "/rencana/janji/?q=Kabupaten+Klaten" in page(small_sentra, "/peta/kabupaten/33.10/")
    assert "/rencana/janji/" not in page(small_sentra, "/peta/kabupaten/33.10/", "ministry_officer")
    assert "/rencana/bengkel/?sentra=" in page(small_sentra, "/peta/kerja/")
    assert "/rencana/bengkel/" not in page(small_sentra, "/peta/kerja/", "ministry_officer")


def test_villages_of_a_regency_add_up_to_it(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = page(small_sentra, "/peta/kabupaten/33.10/", "ministry_officer")
    assert "Desa atau kecamatan" in shown
    assert "100,0%" in shown
    assert small_sentra.client("ministry_officer").get("/peta/kabupaten/33.28/").status_code == 404


def test_figures_of_few_firms_are_for_planners_only(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    ministry = page(small_sentra, "/peta/kerja/", "ministry_officer")
    assert "angka tidak ditampilkan" in ministry
    assert "Rp " not in ministry  # with its space: a random token may hold the letters
    assert "Jumlah hanya menghitung sentra yang angkanya tampil." in ministry
    planner = page(small_sentra, "/peta/kerja/")
    assert "Jumlah hanya menghitung" not in planner
    assert "Rp " in planner.partition("<tfoot>")[2].partition("</tfoot>")[0]


def test_hidden_figures_are_not_in_the_excel_file_either(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    files = [small_sentra.client(person).get("/peta/kerja/?format=xlsx").content for person in READERS]
    assert all(file.startswith(b"PK") for file in files)
    assert files[2] != files[0]


def test_a_workshop_has_no_map(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert small_sentra.client("maker_owner").get("/peta/").status_code == 403


def test_pages_ask_few_questions_however_much_there_is(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    few = asked(small_sentra)
    more = line("D-1")
    for number in range(20):
        more.pk, more.code = None, f"D-{number + 2}"
        more.save()
    plan(small_sentra)
    assert few == asked(small_sentra)
    assert max(few) <= MOST_QUERIES


def asked(cast: SmallSentra) -> list[int]:
    client, counts = cast.client("consortium_manager"), []
    for address in (*ADDRESSES, "/peta/kabupaten/33.10/"):
        with CaptureQueriesContext(connection) as questions:
            assert client.get(address).status_code == 200
        counts.append(len(questions))
    return counts
