"""The centre keeps its book; workshops see the centre's list and nothing of its suppliers."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rantai.apps.pricing.models import Price, PriceLine
from tests.apps.pricing.test_pricing import BAR, JAN, MAR, price, record, sellers
from tests.cast import SmallSentra

LIST = "Penjual\tUkuran\tDasar\tHarga per kg\tBerlaku mulai\n{mill}\t{bar}\tpabrik\t8.400\t2027-01-01\n"


@pytest.fixture
def cast(small_sentra: SmallSentra) -> SmallSentra:
    sellers(small_sentra)
    return small_sentra


def test_a_price_is_entered_and_found_by_day(cast: SmallSentra) -> None:
    client = cast.client("centre_staff")
    given = price(cast, 9_000, JAN)
    sent = {"supplier": given.supplier_id, "format": given.format_id, "basis": "ex_mill", "price": "9.000"}
    assert client.post("/harga/baru/", {**sent, "valid_from": "2027-01-01"}).status_code == 302
    again = client.post("/harga/baru/", {**sent, "valid_from": "2026-12-01"})
    assert again.status_code == 422 and "bertabrakan" in again.content.decode()
    assert "9.000" in client.get("/harga/?on=2027-02-01").content.decode()
    line = PriceLine.objects.get().pk
    assert client.get(f"/harga/{line}/").status_code == 200


def test_a_list_is_seen_before_it_is_taken(cast: SmallSentra) -> None:
    client = cast.client("centre_staff")
    text = LIST.format(mill=cast.code("mill"), bar=BAR)
    assert "8.400" in client.post("/harga/excel/", {"text": text}).content.decode()
    assert not Price.objects.exists()
    assert client.post("/harga/excel/ambil/", {"text": text}).status_code == 302
    assert Price.objects.get().price_cent_t == 840_000_000
    assert client.get("/harga/?format=xlsx").content.startswith(b"PK")


def test_a_workshop_sees_the_list_of_the_centre_and_no_price_of_a_supplier(cast: SmallSentra) -> None:
    own = {"supplier_id": cast.organisations["centre"], "basis": "counter"}
    record(cast, price(cast, 8_765, JAN), price(cast, 9_876, JAN, **own))
    staff, owner = cast.client("centre_staff"), cast.client("maker_owner")
    asked = {"cut_fee_idr_each": "1.500", "delivery_idr_kg": "200", "scrap_credit_idr_kg": "4.000"}
    assert staff.post("/harga/biaya/", {"valid_from": "2027-01-01", **asked}).status_code == 302
    page = owner.get("/harga/daftar/?on=2027-02-01").content.decode()
    assert "9.876" in page and "1.500" in page and "8.765" not in page
    assert owner.get("/harga/").status_code == 403


def test_the_gap_is_drawn(cast: SmallSentra) -> None:
    own = {"supplier_id": cast.organisations["centre"], "basis": "counter"}
    record(cast, price(cast, 8_600, JAN), price(cast, 9_300, JAN, **own), price(cast, 8_400, MAR))
    page = cast.client("centre_staff").get("/harga/selisih/").content.decode()
    assert "<svg" in page and "8.600" in page and "9.300" in page


def test_pages_ask_few_questions_however_many_prices(cast: SmallSentra) -> None:
    client = cast.client("centre_staff")
    record(cast, price(cast, 9_000, JAN))
    few = asked(client)
    record(cast, *(price(cast, 9_000, JAN, from_g=one * 1_000_000) for one in range(1, 30)))
    assert asked(client) == few
    assert max(few) <= 15


def asked(client: Client) -> list[int]:
    counts = []
    for address in ("/harga/", "/harga/daftar/", "/harga/selisih/"):
        with CaptureQueriesContext(connection) as questions:
            assert client.get(address).status_code == 200
        counts.append(len(questions))
    return counts
