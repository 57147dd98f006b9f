"""The programme is read, searched, changed line by line, and every change can be undone."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Item
from rantai.apps.demand.actions import set_quantity
from rantai.apps.demand.models import DemandLine
from rantai.apps.parties.models import Grant, Place
from tests.cast import SmallSentra
from tests.web.home.world import AT, line, plan, programme

MOST_QUERIES = 15


def shown(cast: SmallSentra, address: str, person: str = "consortium_manager") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def change(cast: SmallSentra, quantity: str, was: str = "10") -> str:
    """What the manager reads after sending a quantity for Klaten's line."""
    address = f"/program/baris/{line('D-1').pk}/ubah/"
    sent = {"quantity_pieces": quantity, "was": was}
    return cast.client("consortium_manager").post(address, sent, follow=True).content.decode()


def test_the_list_tells_what_is_wanted_and_promised(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    page = shown(small_sentra, "/program/")
    assert "Kabupaten Klaten" in page
    assert "Tepat waktu" in page
    assert "19\u00a0Feb\u00a02027" in page


def test_regency_and_month_lead_to_their_lines(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    page = shown(small_sentra, "/program/")
    assert "kind=programme&amp;regency=Kabupaten+Klaten&amp;month=2027-02" in page
    assert "D-1" in shown(small_sentra, "/program/?kind=programme&regency=Kabupaten+Klaten&month=2027-02")
    assert "D-1" not in shown(small_sentra, "/program/?kind=programme&month=2027-03")


def test_chosen_lines_come_before_the_sums(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    whole = shown(small_sentra, "/program/")
    assert whole.index('class="why" open') < whole.index('id="list"')
    chosen = shown(small_sentra, "/program/?kind=programme&month=2027-02")
    assert 'class="why" open' not in chosen
    assert chosen.index('id="list"') < chosen.index('class="why"')


def test_a_buyers_line_is_shown_to_whom_the_buyer_lets_see_it(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    mine, rival = small_sentra.secret("buyer"), small_sentra.secret("buyer_b")
    assert mine in shown(small_sentra, "/program/", "centre_staff")
    manager = shown(small_sentra, "/program/")
    assert mine not in manager
    assert "2 baris pembeli ikut direncanakan" in manager
    Grant.objects.filter(giver=small_sentra.organisations["buyer"]).update(revoked_at=AT)
    centre = shown(small_sentra, "/program/", "centre_staff")
    assert mine not in centre
    assert rival in centre


@pytest.mark.parametrize("person", ["maker_owner", "buyer", "mill_sales", "ministry_officer"])
def test_the_programme_is_the_planners_page(small_sentra: SmallSentra, person: str) -> None:
    plan(small_sentra)
    assert small_sentra.client(person).get("/program/").status_code == 403
    assert small_sentra.client(person).post(f"/program/baris/{line('D-1').pk}/ubah/").status_code == 403


def test_excel_holds_the_lines_that_the_filter_finds(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    answer = small_sentra.client("consortium_manager").get("/program/?format=xlsx&q=klaten")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert any("D-1" in row for row in rows)


def test_a_quantity_is_read_as_people_write_it_and_told_in_words(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    page = change(small_sentra, "1.500")
    assert line("D-1").quantity_pieces == 1500
    assert "1.500 buah (seribu lima ratus)" in page
    assert "Rencana belum dihitung ulang" in page
    assert "10 → 1.500" in page


@pytest.mark.parametrize("text", ["-3", "0", "x", str(10**30), "", "1,5", "9" * 400])
def test_a_bad_quantity_is_refused_and_kept_on_the_form(small_sentra: SmallSentra, text: str) -> None:
    programme(small_sentra)
    page = change(small_sentra, text)
    assert 'role="alert"' in page
    assert f'value="{text}"' in page or not text
    assert line("D-1").quantity_pieces == 10


def test_somebody_elses_change_is_not_overwritten_unseen(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    set_quantity(line_id=line("D-1").pk, quantity_pieces=70, by=SYSTEM, at=AT)
    assert "sudah diubah orang lain menjadi 70" in change(small_sentra, "40")
    assert line("D-1").quantity_pieces == 70


def test_a_refusal_speaks_the_readers_language(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    client = small_sentra.client("consortium_manager")
    client.post("/i18n/setlang/", {"language": "en"})
    client.cookies["django_language"] = "en"
    page = client.post(f"/program/baris/{line('D-1').pk}/ubah/", {"quantity_pieces": "x"}).content.decode()
    assert "is not a number" in page or "bukan angka" in page


def test_a_line_is_withdrawn_and_wanted_again(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client, own = small_sentra.client("consortium_manager"), line("D-1").pk
    page = client.post(f"/program/baris/{own}/cabut/", follow=True).content.decode()
    assert line("D-1").withdrawn_at is not None
    assert "Pulihkan baris ini" in page
    assert "D-1" not in shown(small_sentra, "/program/?state=on_time")
    assert "D-1" in shown(small_sentra, "/program/?state=withdrawn")
    page = client.post(f"/program/baris/{own}/pulihkan/", follow=True).content.decode()
    assert line("D-1").withdrawn_at is None
    assert "Baris dicabut" in page


def new_line(cast: SmallSentra, **other: str) -> dict[str, str]:
    return {
        "place": str(Place.objects.get(code="33.10").pk),
        "item": str(Item.objects.get(code="GEROBAK").pk),
        "customer": str(cast.organisations["consortium"]),
        "quantity_pieces": "12",
        "due_date": "2027-02-15",
        "priority": "5",
        **other,
    }


def test_a_line_is_added_and_waits_for_a_plan(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client = small_sentra.client("consortium_manager")
    page = client.post("/program/baris/baru/", new_line(small_sentra), follow=True).content.decode()
    assert DemandLine.objects.filter(quantity_pieces=12).exists()
    assert "Belum direncanakan" in page
    assert "Hitung ulang rencana" in page


def test_everything_wrong_with_a_new_line_is_said_at_once_and_nothing_is_lost(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    wrong = new_line(small_sentra, due_date="2030-01-01", quantity_pieces="12")
    page = small_sentra.client("consortium_manager").post("/program/baris/baru/", wrong).content.decode()
    assert "di luar program" in page
    assert 'value="12"' in page
    wrong = new_line(small_sentra, due_date="kapan", quantity_pieces="banyak", place="", priority="0")
    page = small_sentra.client("consortium_manager").post("/program/baris/baru/", wrong).content.decode()
    assert page.count('class="error"') == 4
    assert 'value="banyak"' in page


def test_a_line_cannot_be_added_in_a_buyers_name(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    foreign = new_line(small_sentra, customer=str(small_sentra.organisations["buyer"]))
    small_sentra.client("consortium_manager").post("/program/baris/baru/", foreign)
    assert not DemandLine.objects.filter(quantity_pieces=12).exists()


def test_a_line_leads_to_its_chain(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert "/rencana/rantai/demand/D-1/" in shown(small_sentra, f"/program/baris/{line('D-1').pk}/")


def test_a_late_line_says_why(small_sentra: SmallSentra) -> None:
    plan(small_sentra, carts=400)
    page = shown(small_sentra, f"/program/baris/{line('D-1').pk}/")
    assert "Mengapa terlambat" in page
    assert "Mesin penuh" in page


@pytest.mark.parametrize("address", ["/program/", "/program/baris/baru/", "/program/saya/"])
def test_pages_stand_before_there_is_a_programme(small_sentra: SmallSentra, address: str) -> None:
    person = "buyer" if "saya" in address else "consortium_manager"
    assert small_sentra.client(person).get(address).status_code in (200, 404)


@pytest.mark.parametrize("address", ["/program/", "/program/baris/{line}/", "/program/saya/", "/program/unggah/"])
def test_pages_ask_few_questions_however_many_lines_there_are(small_sentra: SmallSentra, address: str) -> None:
    plan(small_sentra, carts=400)
    person = "buyer" if "saya" in address else "consortium_manager"
    page = address.format(line=line("D-1").pk)
    few = questions(small_sentra, person, page)
    first, own = line("D-1"), line(small_sentra.secret("buyer"))
    for row in (first, own):
        code = row.code
        for number in range(30):
            row.pk, row.code = None, f"{code}-{number}"
            row.save()
    plan(small_sentra)
    assert few == questions(small_sentra, person, page) <= MOST_QUERIES


def questions(cast: SmallSentra, person: str, address: str) -> int:
    client = cast.client(person)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
