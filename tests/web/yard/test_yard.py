"""The store by place: find, follow a piece's life, carry, count, take back, close; and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.accounts.models import Journal
from rantai.apps.stock import ledger, queries
from rantai.apps.stock.models import Account, Booking, ClosedPeriod, MaterialLot
from tests.apps.payments.money import pay
from tests.apps.sales.counter import TODAY
from tests.apps.stock.yard import Yard, held
from tests.cast import SmallSentra
from tests.web.yard.world import lived_in

MOST_QUERIES = 15


@pytest.fixture
def store(small_sentra: SmallSentra) -> Yard:
    return lived_in(small_sentra)


def page(cast: SmallSentra, address: str) -> str:
    answer = cast.client("centre_staff").get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def sheets() -> MaterialLot:
    return MaterialLot.objects.filter(form="sheet", parent__isnull=True).order_by("pk")[0]


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("place=RAK-1", "RAK-1", "C1"),
        ("form=coil", "C1", "1.600 mm"),
        ("form=remnant", "1.600 mm", "800 mm"),
        ("q=c1", "C1", "1.600 mm"),
        ("q=4×8", "1.600 mm", "C1"),
    ],
)
def test_the_store_is_searched_and_filtered_by_the_database(
    small_sentra: SmallSentra, store: Yard, query: str, there: str, gone: str
) -> None:
    shown = page(small_sentra, f"/gudang/?{query}").partition("<tbody")[2]
    assert there in shown
    assert gone not in shown


def test_the_list_takes_as_many_questions_for_one_row_as_for_many(small_sentra: SmallSentra, store: Yard) -> None:
    client, counts = small_sentra.client("centre_staff"), []
    for more in (0, 30):
        for number in range(more):
            store.sheets(1, heat=f"M{number}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/gudang/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST_QUERIES


@pytest.mark.parametrize("sort", ["code", "-heat", "place", "owner", "pieces", "-mass_g", "value_idr"])
def test_every_sort_is_answered(small_sentra: SmallSentra, store: Yard, sort: str) -> None:
    assert "RAK-1" in page(small_sentra, f"/gudang/?sort={sort}")


def test_a_piece_tells_its_life_and_its_family(small_sentra: SmallSentra, store: Yard) -> None:
    parent = sheets()
    shown = page(small_sentra, f"/gudang/lot/{parent.code}/")
    for words in (f"{parent.code}-1", f"{parent.code}-2", "Dipotong menjadi", "RAK-1", "skrap"):
        assert words in shown
    child = page(small_sentra, f"/gudang/lot/{parent.code}-1/")
    assert "Dipotong dari" in child
    assert "pembeli" in child


def test_sheets_are_carried_to_a_rack(small_sentra: SmallSentra, store: Yard) -> None:
    lot, places = sheets(), {row.code: row.place_id for row in queries.places(store.centre)}
    data = {"from_place": places["GUDANG"], "to_place": places["RAK-1"], "pieces": "2", "key": "K"}
    answer = small_sentra.client("centre_staff").post(f"/gudang/lot/{lot.code}/pindah/", data)
    assert answer.status_code == 302
    rows = {row.place_code: row.pieces for row in queries.pieces(store.centre, at=timezone.now(), lot_code=lot.code)}
    assert rows == {"GUDANG": 3, "RAK-1": 5}
    too_many = small_sentra.client("centre_staff").post(
        f"/gudang/lot/{lot.code}/pindah/", {**data, "pieces": "9", "key": "L"}
    )
    assert "tinggal 3 buah" in too_many.content.decode()


def test_a_count_shows_differences_before_it_books_them(small_sentra: SmallSentra, store: Yard) -> None:
    lot, place = sheets(), Account.objects.get(code="RAK-1").pk
    client, address = small_sentra.client("centre_staff"), f"/gudang/hitung/{place}/"
    typed = {f"lot_{lot.pk}": "2", "key": "HITUNG"}
    shown = client.post(address, {**typed, "check": "1"}).content.decode()
    assert "3 buah" in shown.replace("\u00a0", " ")
    assert held(lot.pk)[0] == 8
    without_reason = client.post(address, {**typed, "book": "1"}).content.decode()
    assert "Alasan belum diisi" in without_reason
    for _again in range(2):
        assert client.post(address, {**typed, "book": "1", "reason": "opname"}).status_code == 302
    assert held(lot.pk)[0] == 7
    assert ledger.faults() == []


def test_a_booking_is_taken_back_with_a_reason(small_sentra: SmallSentra, store: Yard) -> None:
    sold = Booking.objects.get(document="SJ-1")
    client, address = small_sentra.client("centre_staff"), f"/gudang/pembukuan/{sold.pk}/"
    assert "SJ-1" in page(small_sentra, "/gudang/pembukuan/")
    refused = client.post(f"{address}batal/", {"reason": " "}, follow=True)
    assert "Alasan belum diisi" in refused.content.decode()
    assert client.post(f"{address}batal/", {"reason": "salah pembeli"}).status_code == 302
    mirror = Booking.objects.get(reverses=sold)
    assert "salah pembeli" in page(small_sentra, f"/gudang/pembukuan/{mirror.pk}/")
    assert ledger.faults() == []


def test_a_month_is_closed_on_its_page(small_sentra: SmallSentra, store: Yard) -> None:
    end = timezone.localdate().replace(day=1) - timedelta(days=1)
    paid = pay(small_sentra, 100, wanted={})
    answer = small_sentra.client("centre_staff").post("/gudang/tutup-buku/", {"through": end.isoformat()})
    assert answer.status_code == 302
    assert ClosedPeriod.objects.get().through_on == end
    written = Journal.objects.get(kind="payment", document_id=paid)
    assert written.on == TODAY, "its journal stands in its own month, as when the books are closed"
    assert "Semua bulan" in page(small_sentra, "/gudang/tutup-buku/")


def test_a_place_is_opened_and_closed(small_sentra: SmallSentra, store: Yard) -> None:
    client = small_sentra.client("centre_staff")
    new = {"code": "rak-2", "name": "Rak 2", "kind": "rack"}
    assert client.post("/gudang/tempat/", new).status_code == 302
    assert "Sudah ada tempat" in client.post("/gudang/tempat/", new).content.decode()
    made = Account.objects.get(code="RAK-2")
    assert client.post(f"/gudang/tempat/{made.pk}/tutup/").status_code == 302
    made.refresh_from_db()
    assert made.closed_at is not None


def test_a_workshops_lot_is_not_there(small_sentra: SmallSentra, store: Yard) -> None:
    client = small_sentra.client("centre_staff")
    assert client.get("/gudang/lot/LOT-BENGKEL/").status_code == 404
    assert "LOT-BENGKEL" not in page(small_sentra, "/gudang/")


# --- Excel in ---------------------------------------------------------------------------------------------------------


def sheet(*rows: str) -> SimpleUploadedFile:
    heading = "Format;Heat;Buah;Berat kg;Tempat;Nilai Rp"
    return SimpleUploadedFile("stok.csv", "\n".join((heading, *rows)).encode())


def test_a_sheet_is_looked_at_taken_over_and_undone_as_a_whole(small_sentra: SmallSentra, store: Yard) -> None:
    client, before = small_sentra.client("centre_staff"), MaterialLot.objects.count()
    sent = sheet("HRC-2.3-4x8;X1;5;268,29;RAK-1;3500000", "HRC-2.3-C;X2;;4980;;")
    seen = client.post("/gudang/saldo-awal/", {"file": sent})
    assert (seen.status_code, MaterialLot.objects.count()) == (200, before)
    text, key = seen.context["text"], seen.context["key"]
    for _again in range(2):
        done = client.post("/gudang/saldo-awal/catat/", {"text": text, "key": key})
        assert done.status_code == 302
    assert MaterialLot.objects.count() == before + 2
    rows = {
        row.heat: (row.place_code, row.pieces, row.grams) for row in queries.pieces(store.centre, at=timezone.now())
    }
    assert (rows["X1"], rows["X2"]) == (("RAK-1", 5, 268_290), ("GUDANG", 0, 4_980_000))
    client.post(f"{done.headers['Location']}batal/", {"reason": "lembar salah"})
    assert {"X1", "X2"} & {row.heat for row in queries.pieces(store.centre, at=timezone.now())} == set()
    assert ledger.faults() == []


def test_every_problem_of_a_sheet_is_told_with_its_row(small_sentra: SmallSentra, store: Yard) -> None:
    client = small_sentra.client("centre_staff")
    sent = sheet("TIDAK-ADA;X1;5;268,29;;", "HRC-2.3-4x8;X1;5;1.500;RAK-9;", ";;;;;", "HRC-2.3-4x8;X3;5;;;")
    answer = client.post("/gudang/saldo-awal/", {"file": sent})
    assert answer.status_code == 422
    assert sorted({problem.where.row for problem in answer.context["problems"]}) == [2, 3, 5]
    odd = client.post("/gudang/saldo-awal/", {"file": sheet("HRC-2.3-4x8;X1;5;2682,9;;")})
    assert [problem.code for problem in odd.context["problems"]] == ["stock-weight-odd"]
    sure = client.post("/gudang/saldo-awal/", {"file": sheet("HRC-2.3-4x8;X1;5;2682,9;;"), "confirmed": "on"})
    assert sure.status_code == 200
