"""Planners look up what an item is made of, where it can be made, and what its steel costs at whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.catalog.models import Item
from rantai.apps.parties.models import OrganisationRole
from tests.cast import SmallSentra
from tests.web.home.world import programme

MOST_QUERIES = 15
LISTS = ("/katalog/", "/katalog/bahan/", "/katalog/harga/")


def page(cast: SmallSentra, address: str, person: str = "centre_staff") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_catalogue_says_how_it_is_filled(small_sentra: SmallSentra, address: str) -> None:
    assert "Katalog masih kosong" in page(small_sentra, address)


def test_items_are_found_by_kind(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    shown = page(small_sentra, "/katalog/?kind=vehicle")
    assert "Gerobak contoh" in shown
    assert "Poros roda" not in shown


def test_an_item_shows_its_bill_both_ways_its_blank_and_its_steps(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    cart, axle = page(small_sentra, "/katalog/barang/GEROBAK/"), page(small_sentra, "/katalog/barang/POROS/")
    assert "Terdiri dari" in cart
    assert "/katalog/barang/POROS/" in cart
    for words in ("Dipakai pada", "1.450 mm", "Gergaji dan bor", "3,0"):
        assert words in axle


def test_able_workshops_are_counted_and_never_named(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    shown = page(small_sentra, "/katalog/barang/POROS/", "consortium_manager")
    assert '<td>Sentra Contoh Tegal</td><td class="num">2</td>' in shown
    assert "KNR-MAKER" not in shown


def test_a_material_names_its_sizes_and_opens_its_prices(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    shown = page(small_sentra, "/katalog/bahan/")
    assert "/katalog/harga/?material=SS400-BAR-16" in shown
    assert "SS400 batang Ø16 6 m" in shown


def test_prices_of_mill_and_retail_stand_side_by_side(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    OrganisationRole.objects.filter(organisation=small_sentra.organisations["mill"]).update(kind="mill")
    shown = page(small_sentra, "/katalog/harga/")
    for words in ("Rp 13.000.000", "Rp 16.500.000", "mulai 100 kg, 14 hari", "26,9%"):
        assert words in shown


@pytest.mark.parametrize("address", LISTS)
def test_every_list_can_be_taken_home_as_excel(small_sentra: SmallSentra, address: str) -> None:
    programme(small_sentra)
    assert small_sentra.client("centre_staff").get(f"{address}?format=xlsx").content.startswith(b"PK")


def test_a_workshop_has_no_price_book(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    assert {small_sentra.client("maker_owner").get(address).status_code for address in LISTS} == {403}


def test_pages_ask_few_questions_however_much_there_is(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    few = asked(small_sentra)
    part = Item.objects.get(code="POROS")
    for number in range(40):
        part.pk, part.code = None, f"P-{number}"
        part.save()
    assert few == asked(small_sentra)
    assert max(few) <= MOST_QUERIES


def asked(cast: SmallSentra) -> list[int]:
    client, counts = cast.client("centre_staff"), []
    for address in (*LISTS, "/katalog/barang/POROS/"):
        with CaptureQueriesContext(connection) as questions:
            assert client.get(address).status_code == 200
        counts.append(len(questions))
    return counts
