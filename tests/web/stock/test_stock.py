"""A centre sees what it holds, what it owns and what workshops show it: by heat, with the owner's mark."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format
from rantai.apps.parties.models import Grant
from rantai.apps.stock.actions import CountedLot, count_lots
from tests.cast import SmallSentra
from tests.web.stock.world import AT, stores

MOST_QUERIES = 15


def page(cast: SmallSentra, address: str, person: str = "centre_staff") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_an_empty_store_says_how_stock_comes_into_the_books(small_sentra: SmallSentra) -> None:
    assert "hitungan pertama menjadi stok awal" in page(small_sentra, "/stok/")


def test_steel_stands_by_heat_with_its_owner_and_remnants_with_their_size(small_sentra: SmallSentra) -> None:
    stores(small_sentra)
    shown = page(small_sentra, "/stok/")
    for words in (
        "B-PUSAT",
        f"H-{small_sentra.secret('centre')}",
        "1.200 mm",
        small_sentra.name("buyer"),
        "P-POROS",
        "T-1",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("kind=remnant", "B-SISA", "B-PUSAT"),
        ("state=ordered", "T-1", "B-PUSAT"),
        ("whose=other", "B-TITIPAN", "B-PUSAT"),
        ("kind=parts", "P-POROS", "B-SISA"),
    ],
)
def test_saved_views_find_their_rows(small_sentra: SmallSentra, query: str, there: str, gone: str) -> None:
    stores(small_sentra)
    shown = page(small_sentra, f"/stok/?{query}")
    assert there in shown
    assert gone not in shown


def test_a_workshops_stock_is_shown_while_it_permits(small_sentra: SmallSentra) -> None:
    stores(small_sentra)
    assert "B-BENGKEL-A" in page(small_sentra, "/stok/")
    Grant.objects.filter(giver=small_sentra.organisations["maker_a"], scope="stock").delete()
    assert "B-BENGKEL-A" not in page(small_sentra, "/stok/")
    assert small_sentra.client("centre_staff").get("/stok/baja/B-BENGKEL-A/").status_code == 404


def test_a_workshops_customer_stays_unnamed(small_sentra: SmallSentra) -> None:
    stores(small_sentra)
    shown = page(small_sentra, "/stok/baja/B-PESANAN/")
    assert "pemesan bengkel itu" in shown
    assert small_sentra.name_token("buyer_b") not in shown


def test_the_consortium_has_no_look_into_stores_that_nobody_showed_it(small_sentra: SmallSentra) -> None:
    stores(small_sentra)
    assert "B-PUSAT" not in page(small_sentra, "/stok/", "consortium_manager")


def test_a_lot_tells_its_life(small_sentra: SmallSentra) -> None:
    stores(small_sentra)
    bar = Format.objects.get(code="SS400-BAR-16-6M").pk
    centre = small_sentra.organisations["centre"]
    heat = f"H-{small_sentra.secret('centre')}"
    counted = CountedLot("B-PUSAT", centre, centre, 4, 37_880, format_id=bar, heat=heat)
    count_lots(lots=[counted], effective_on=date(2027, 1, 11), by=SYSTEM, at=AT)
    shown = page(small_sentra, "/stok/baja/B-PUSAT/")
    for words in ("dihitung sebagai stok awal", "keluar menurut hitungan", "11 Jan 2027", "37,9 kg"):
        assert words in shown


def test_steel_of_others_is_to_be_kept_apart(small_sentra: SmallSentra) -> None:
    stores(small_sentra)
    assert "Simpan terpisah" in page(small_sentra, "/stok/baja/B-TITIPAN/")
    assert "Simpan terpisah" not in page(small_sentra, "/stok/baja/B-PUSAT/")


def test_stock_can_be_taken_home_as_excel(small_sentra: SmallSentra) -> None:
    stores(small_sentra)
    assert small_sentra.client("centre_staff").get("/stok/?format=xlsx").content.startswith(b"PK")


def test_pages_ask_few_questions_however_much_there_is(small_sentra: SmallSentra) -> None:
    stores(small_sentra)
    few = asked(small_sentra)
    bar, centre = Format.objects.get(code="SS400-BAR-16-6M").pk, small_sentra.organisations["centre"]
    lots = [CountedLot(f"B-{number}", centre, centre, 1, 9_470, format_id=bar) for number in range(60)]
    count_lots(lots=lots, effective_on=date(2027, 1, 5), by=SYSTEM, at=AT)
    assert few == asked(small_sentra)
    assert max(few) <= MOST_QUERIES


def asked(cast: SmallSentra) -> list[int]:
    client, counts = cast.client("centre_staff"), []
    for address in ("/stok/", "/stok/baja/B-PUSAT/"):
        with CaptureQueriesContext(connection) as questions:
            assert client.get(address).status_code == 200
        counts.append(len(questions))
    return counts
