"""One field for everything: by heat, size, member and number, and only what is the reader's."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from rantai.apps.deliveries import queries as deliveries
from rantai.apps.logistics.models import Trip
from rantai.apps.payables.models import Outgoing
from rantai.apps.purchasing.models import PurchaseOrder
from rantai.apps.sales import queries as sales
from rantai.apps.sales.models import Invoice, SalesOrder
from rantai.apps.stock.models import MaterialLot
from tests.apps.deliveries.yard import deliver, lots, order
from tests.apps.sales.counter import account, quote, sheets
from tests.cast import ORGANISATIONS, PEOPLE, SmallSentra
from tests.web.matrix.judge import may_see

MOST_QUERIES = 15
SECONDS = 10  # what one question may take on PostgreSQL; four searches stay below it together
SEARCHERS = [person for person in PEOPLE if PEOPLE[person][1] and person not in ("ministry_officer", "ex_member")]
_RESULT = re.compile(r'<a href="([^"]+)" data-row>([^<]*)</a>(?:.*?<span class="soft">([^<]*))?')


def results(cast: SmallSentra, person: str, text: str) -> dict[str, str]:
    """Address → what stands on the line."""
    answer = cast.client(person).get("/cari/", {"q": text})
    assert answer.status_code == 200
    return {url: f"{title} {note}" for url, title, note in _RESULT.findall(answer.content.decode())}


def sold(cast: SmallSentra, heat: str = "H-2027-7") -> tuple[int, int, str]:
    """The centre delivered two sheets of a heat to the first workshop: lot, order, number of the note."""
    lot = lots(cast, heat=heat, certificate="MTC-77")
    order_id = order(cast, sheets(2))
    note = deliveries.delivery(deliver(order_id))
    assert note is not None
    return lot, order_id, note.number


def test_staff_find_a_heat_wherever_it_went(small_sentra: SmallSentra) -> None:
    _lot, _order, number = sold(small_sentra)
    for text in ("H-2027-7", "h-2027", "  H-2027-7 "):
        found = results(small_sentra, "centre_staff", text)
        assert any(url.startswith("/gudang/lot/") for url in found), text
        assert any(url.startswith("/surat-jalan/") and number in words for url, words in found.items()), text
        assert any(url.startswith("/tagihan/") for url in found), text
    assert any(url.startswith("/gudang/lot/") for url in results(small_sentra, "centre_staff", "MTC-77"))


def test_staff_find_a_size_in_any_notation_and_no_other_size(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    right = ("2,3 x 1219 x 2438", "2.3x1219x2438", "2,3 × 1.219 × 2.438 mm", "2438", "2,30x2438", "SPHC 2,3")
    wrong = ("2,3 x 1219 x 2439", "9,9", "2,3x1219x2438x7", "SPHC 2,4")
    for texts, is_there in ((right, True), (wrong, False)):
        for text in texts:
            found = results(small_sentra, "centre_staff", text)
            assert any(url.startswith("/gudang/?q=") for url in found) is is_there, text


def test_staff_find_a_customer_and_every_document_by_its_number(small_sentra: SmallSentra) -> None:
    _lot, order_id, number = sold(small_sentra)
    (invoice,) = sales.invoices(order_id=order_id)
    found = results(small_sentra, "centre_staff", small_sentra.name_token("maker_a"))
    starts = ("/penjualan/pelanggan/", "/penjualan/", "/tagihan/", "/surat-jalan/", "/rencana/bengkel/")
    assert all(any(url.startswith(start) for url in found) for start in starts), found
    assert f"/penjualan/{order_id}/" in results(small_sentra, "centre_staff", f"#{order_id}")
    assert list(results(small_sentra, "centre_staff", invoice.number)) == [f"/tagihan/{invoice.invoice_id}/"]
    assert len(results(small_sentra, "centre_staff", number)) == 1
    only = results(small_sentra, "centre_staff", f"tagihan {small_sentra.name_token('maker_a')}")
    assert list(only) == [f"/tagihan/{invoice.invoice_id}/"]


def test_staff_find_trucks_and_what_was_paid_out(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    moment = "2026-01-05T03:00:00Z"
    truck = Trip.objects.create(
        owner_id=centre,
        number="TRK/2026/00007",
        driven_on="2026-01-05",
        truck="H 1234 AB",
        carrier="Angkutan contoh",
        capacity_g=8_000_000,
        cost_idr=900_000,
        key="truk",
        made_at=moment,
    )
    gone = Outgoing.objects.create(
        debtor_id=centre,
        party="Angkutan contoh",
        number="BKK/2026/00003",
        way="cash",
        state="good",
        amount_idr=900_000,
        paid_on="2026-01-06",
        good_on="2026-01-06",
        key="keluar",
        made_at=moment,
    )
    for text in ("TRK/2026/00007", "angkutan contoh"):
        assert f"/angkutan/{truck.pk}/" in results(small_sentra, "centre_staff", text), text
    for text in ("BKK/2026/00003", "Angkutan contoh"):
        assert f"/utang/bayar/{gone.pk}/" in results(small_sentra, "centre_staff", text), text
    assert results(small_sentra, "maker_owner", "BKK/2026/00003") == {}


def test_a_mill_finds_the_orders_placed_with_it_and_no_draft(small_sentra: SmallSentra) -> None:
    facts = {
        "centre_id": small_sentra.organisations["centre"],
        "supplier_id": small_sentra.organisations["mill"],
        "kind": "spot",
        "due_on": "2026-02-01",
        "made_at": "2026-01-05T03:00:00Z",
    }
    placed = PurchaseOrder.objects.create(**facts, number="PO/2026/00031", state="ordered")
    PurchaseOrder.objects.create(**facts, number="", state="draft")
    for text in ("PO/2026/00031", small_sentra.name_token("centre")):
        assert list(results(small_sentra, "mill_sales", text)) == [f"/pesanan-masuk/{placed.pk}/"], text


def test_a_workshop_finds_its_own_papers_and_what_its_centre_has(small_sentra: SmallSentra) -> None:
    _lot, order_id, number = sold(small_sentra)
    assert f"/belanja/{order_id}/" in results(small_sentra, "maker_owner", str(order_id))
    assert len(results(small_sentra, "maker_owner", number)) == 1
    assert any(url.startswith("/surat-jalan/") for url in results(small_sentra, "maker_owner", "H-2027"))
    found = results(small_sentra, "maker_owner", "2,3x1219x2438")
    assert any(url.startswith("/belanja/stok/?q=") for url in found)
    assert results(small_sentra, "rival_maker", "2,3x1219x2438") == {}  # no account, no centre's steel


def page(cast: SmallSentra, person: str, text: str) -> str:
    """The whole page without the words that were typed and without guard values."""
    shown = cast.client(person).get("/cari/", {"q": text}).content.decode()
    return re.sub(r"[A-Za-z0-9]{64}", "", shown).replace(text, "…")


@pytest.mark.parametrize("person", SEARCHERS)
def test_what_is_not_ours_looks_like_what_does_not_exist(small_sentra: SmallSentra, person: str) -> None:
    sold(small_sentra)
    _plant(small_sentra)
    for key in ORGANISATIONS:
        for token in (small_sentra.name_token(key), small_sentra.secret(key)):
            if may_see(person, token, small_sentra):
                continue
            assert page(small_sentra, person, token) == page(small_sentra, person, "TIDAK-ADA-DI-MANA-PUN"), token


def _plant(cast: SmallSentra) -> None:
    """Papers of both workshops and both buyers that carry their secrets in what can be searched."""
    for firm in ("maker_a", "maker_b", "buyer", "buyer_b"):
        order_id = quote(cast, account(cast, firm, limit_idr=10**9))
        Invoice.objects.create(
            account_id=account(cast, firm),
            order_id=order_id,
            number=cast.secret(firm),
            invoiced_on="2026-01-05",
            due_on="2026-01-19",
            net_idr=1_000,
            total_idr=1_000,
            key=f"rahasia-{firm}",
            made_at="2026-01-05T03:00:00Z",
        )
    PurchaseOrder.objects.create(
        centre_id=cast.organisations["centre"],
        supplier_id=cast.organisations["buyer_b"],  # no mill has a part in it
        kind="spot",
        number=cast.secret("centre"),
        state="ordered",
        due_on="2026-02-01",
        made_at="2026-01-05T03:00:00Z",
    )


def test_a_search_asks_little_however_much_there_is(small_sentra: SmallSentra) -> None:
    sold(small_sentra)
    texts = ("1", "KNR", "2,3x1219x2438", "SPHC 2,3", "")
    few = {(person, text): asked(small_sentra, person, text) for person in SEARCHERS for text in texts}
    first = SalesOrder.objects.filter(account=account(small_sentra)).values().first()
    assert first is not None
    rows = [SalesOrder(**{**first, "id": None, "key": f"banyak-{number}"}) for number in range(10_000)]
    SalesOrder.objects.bulk_create(rows, batch_size=500)
    many = {(person, text): asked(small_sentra, person, text) for person, text in few}
    assert many == few
    assert max(many.values()) <= MOST_QUERIES


def test_a_search_is_quick_with_statistics_from_when_there_was_nothing(small_sentra: SmallSentra) -> None:
    """What was never kept leaves an empty table of many pages; a database that believes it is empty asks row by row."""
    point = transaction.savepoint()
    much(small_sentra)
    transaction.savepoint_rollback(point)
    with connection.cursor() as cursor:
        for model in (SalesOrder, MaterialLot):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
    much(small_sentra)
    begun = perf_counter()
    for text in ("1", "KNR", "SPHC 2,3", "BANYAK"):
        assert results(small_sentra, "centre_staff", text) is not None
    assert perf_counter() - begun < SECONDS


def much(cast: SmallSentra) -> None:
    sold(cast)
    first = SalesOrder.objects.filter(account=account(cast)).values().first()
    assert first is not None
    rows = [SalesOrder(**{**first, "id": None, "key": f"banyak-{number}"}) for number in range(10_000)]
    SalesOrder.objects.bulk_create(rows, batch_size=500)
    lot = MaterialLot.objects.filter(holder=cast.organisations["centre"]).values().first()
    assert lot is not None
    found = [MaterialLot(**{**lot, "id": None, "code": f"BANYAK-{number}"}) for number in range(10_000)]
    MaterialLot.objects.bulk_create(found, batch_size=500)


def asked(cast: SmallSentra, person: str, text: str) -> int:
    client = cast.client(person)
    with CaptureQueriesContext(connection) as questions:
        assert client.get("/cari/", {"q": text}).status_code == 200
    return len(questions)


def test_nothing_typed_and_nothing_found_teach_how_to_look(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    assert "Yang bisa dicari" in client.get("/cari/").content.decode()
    shown = client.get("/cari/", {"q": "TIDAK-ADA"}).content.decode()
    assert "Tidak ditemukan" in shown
    assert "Yang bisa dicari" in shown


def test_no_sign_breaks_the_search(small_sentra: SmallSentra) -> None:
    sold(small_sentra)
    hostile = ("%", "_", "'", '"', "x" * 5_000, "9" * 30, "2,3x", "x", "1.2.3", "\N{SOFT HYPHEN}")
    for person in ("centre_staff", "maker_owner"):
        client = small_sentra.client(person)
        assert {client.get("/cari/", {"q": text}).status_code for text in hostile} == {200}


def test_the_field_is_on_every_page_of_who_may_search(small_sentra: SmallSentra) -> None:
    assert 'action="/cari/"' in small_sentra.client("centre_staff").get("/").content.decode()
    assert 'action="/cari/"' not in small_sentra.client("ministry_officer").get("/").content.decode()
