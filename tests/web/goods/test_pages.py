"""Goods and services by clicking: catalogue, Excel, receipt, bill, count, sale at the counter, order from the phone."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from rantai.apps.deliveries import queries as notes
from rantai.apps.goods import queries
from rantai.apps.goods.models import Good, GoodMovement, GoodUpload
from rantai.apps.payables.models import Payable
from rantai.apps.sales import queries as sales
from tests.apps.goods.store import BEND, KG, WIRE, good, held, place, receive
from tests.apps.sales.counter import account
from tests.cast import SmallSentra

LIST = "Kode\tNama\tLini usaha\tSatuan\tDisimpan\tHarga\nGERINDA\tBatu potong\tbahan habis pakai\tbuah\tya\t12.500"


def table(content: bytes) -> list[list[object]]:
    """The rows of the first sheet of an Excel file."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()  # type: ignore[return-value]


def typed(account_id: int, **said: str) -> dict[str, str]:
    return {"account": str(account_id), "way": "terms", "key": "k1", "rows": "2", "goodrows": "2", **said}


def test_a_good_is_added_priced_received_billed_and_counted(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    form = {"code": "GAS", "name": "Gas argon", "line": "consumables", "unit": "tabung", "is_stocked": "on"}
    answer = client.post("/harga/barang/baru/", {**form, "price_idr": "350.000"})
    made = Good.objects.get()
    assert answer["Location"] == f"/harga/barang/{made.pk}/"
    came = {"party": "Toko contoh", "received_on": "2026-01-05", "key": "m1", "document": "SJ-9"}
    came |= {"good_0": str(made.pk), "quantity_0": "4", "cost_0": "1.200.000"}
    page = client.post("/harga/barang/masuk/baru/", came, follow=True).content.decode()
    assert "Toko contoh" in page
    assert held(made.pk) == (4 * KG, 1_200_000)
    (receipt,) = queries.receipts(small_sentra.organisations["centre"])
    bill = {"number": "F-7", "dated_on": "2026-01-05", "due_on": "2026-02-05", "net_idr": "1.200.000", "key": "b1"}
    client.post(f"/harga/barang/masuk/{receipt.receipt_id}/tagihan/", {**bill, "tax_idr": "132.000"})
    assert Payable.objects.get().total_idr == 1_332_000
    counted = {"place": str(place(small_sentra)), "quantity": "3", "reason": "satu bocor", "key": "c1"}
    client.post(f"/harga/barang/{made.pk}/hitung/", counted)
    assert held(made.pk) == (3 * KG, 900_000)
    page = client.get(f"/harga/barang/{made.pk}/").content.decode()
    assert "3\u00a0tabung" in page
    wrong = GoodMovement.objects.get(kind="count")
    client.post(f"/harga/barang/bukuan/{wrong.pk}/batal/", {"reason": "salah hitung"})
    assert held(made.pk) == (4 * KG, 1_200_000)


def test_a_receipt_says_beside_its_rows_what_is_missing(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    came = {"received_on": "2026-01-05", "key": "m1", "good_0": str(wire), "quantity_0": "", "cost_0": "x"}
    page = small_sentra.client("centre_staff").post("/harga/barang/masuk/baru/", came).content.decode()
    for said in ("Isi jumlahnya", "Sebutkan penjualnya", "bukan angka"):
        assert said in page
    assert not GoodMovement.objects.exists()


def test_a_list_is_seen_taken_over_and_undone(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    page = client.post("/harga/barang/excel/", {"text": LIST}).content.decode()
    assert "1 barang atau jasa" in page
    assert not Good.objects.exists()
    client.post("/harga/barang/excel/ambil/", {"text": LIST})
    upload = GoodUpload.objects.get()
    assert "Batalkan daftar ini" in client.get("/harga/barang/").content.decode()
    again = LIST.replace("Batu potong", "Batu lain")
    page = client.post("/harga/barang/excel/", {"text": again}).content.decode()
    assert "di katalog tertulis" in page
    client.post(f"/harga/barang/excel/{upload.pk}/batal/")
    assert not Good.objects.exists()


def test_a_problem_calls_its_column_as_lists_do(small_sentra: SmallSentra) -> None:
    answer = small_sentra.client("centre_staff").post("/harga/barang/excel/", {"text": "Kode\tNama\nX\tY"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "baris 1 lini usaha" in page and "baris 1 line" not in page


def test_the_excel_of_the_catalogue_can_be_taken_over_again(small_sentra: SmallSentra) -> None:
    good(small_sentra)
    good(small_sentra, BEND, price_idr=0)
    client = small_sentra.client("centre_staff")
    content = client.get("/harga/barang/?format=xlsx").content
    file = SimpleUploadedFile("barang.xlsx", content)
    page = client.post("/harga/barang/excel/", {"text": "", "file": file})
    assert page.status_code == 200, page.content.decode()
    assert "2 barang atau jasa" in page.content.decode()


def test_the_counter_sells_goods_and_services_with_or_without_steel(small_sentra: SmallSentra) -> None:
    wire, _bend = good(small_sentra), good(small_sentra, BEND)
    receive(small_sentra, wire, 5 * KG, 100_000)
    account_id = account(small_sentra)
    client = small_sentra.client("centre_staff")
    assert "Kawat las" in client.get("/kasir/").content.decode()
    rows = {"good0-good": "kawat las 1,2 mm", "good0-quantity": "2,5", "good1-good": BEND.code, "good1-quantity": "1"}
    form = typed(account_id, sell="1", **rows, **{"good1-price_idr": "140.000"})
    answer = client.post("/kasir/", form)
    (order,) = sales.orders(account_id=account_id)
    assert answer["Location"] == f"/penjualan/{order.order_id}/"
    assert (order.state, order.net_idr) == ("confirmed", 75_000 + 140_000)
    page = client.get(answer["Location"]).content.decode()
    assert "Serahkan atau tandai selesai" in page
    lines = sales.order_goods(order.order_id)
    sent = {f"good{lines[0].line_id}": "2,5", f"good{lines[1].line_id}": "1", "key": "s1"}
    answer = client.post(f"/surat-jalan/kirim/{order.order_id}/", sent)
    (note,) = notes.deliveries(order_id=order.order_id)
    assert answer["Location"] == f"/surat-jalan/{note.delivery_id}/"
    page = client.get(answer["Location"]).content.decode()
    assert "2,5\u00a0kg" in page
    for address in (f"/surat-jalan/{note.delivery_id}/kertas/", f"/tagihan/{note.invoice_id}/kertas/"):
        cells = {str(cell) for row in table(client.get(f"{address}?sebagai=xlsx").content) for cell in row}
        assert {WIRE.name, "2,5 kg", BEND.name} <= cells
        assert client.get(address).content.startswith(b"%PDF")
    wired = notes.delivery_goods(note.delivery_id)[0]
    back = {"quantity_milli": "0,5", "reason": "rusak", "key": "r1"}
    client.post(f"/surat-jalan/retur-barang/{wired.line_id}/", back)
    assert held(wire) == (3 * KG, 60_000)
    assert client.get(f"/penjualan/{order.order_id}/?format=xlsx").status_code == 200


def test_every_wrong_row_says_why_beside_itself(small_sentra: SmallSentra) -> None:
    good(small_sentra)
    account_id = account(small_sentra)
    rows = {"good0-good": "tidak ada", "good0-quantity": "1", "good1-good": WIRE.code, "good1-quantity": "nol"}
    client = small_sentra.client("centre_staff")
    assert "bukan angka" in client.post("/kasir/", typed(account_id, quote="1", **rows)).content.decode()
    page = client.post("/kasir/", typed(account_id, quote="1", **{**rows, "good1-quantity": "1"})).content.decode()
    assert "tidak ada di katalog" in page
    assert not sales.orders(account_id=account_id)


def test_a_workshop_sees_and_orders_goods_on_its_phone(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    good(small_sentra, BEND, price_idr=0)
    receive(small_sentra, wire, 5 * KG, 123_000)
    account_id = account(small_sentra)
    phone = small_sentra.client("maker_owner")
    page = phone.get("/belanja/barang/").content.decode()
    assert "Kawat las 1,2 mm" in page
    assert "30.000" in page
    assert "123.000" not in page, "what it cost the centre is nobody else's business"
    asked = phone.get(f"/belanja/pesan/?akun={account_id}&barang=TEKUK").content.decode()
    assert 'value="TEKUK"' in asked
    rows = {"good0-good": "TEKUK", "good0-quantity": "2", "good1-good": WIRE.code, "good1-quantity": "1"}
    answer = phone.post("/belanja/pesan/", typed(account_id, **rows), follow=True)
    assert "Tekuk" in answer.content.decode()
    (order,) = sales.orders(account_id=account_id)
    assert (order.state, order.goods) == ("requested", 2)
    staff = small_sentra.client("centre_staff")
    bent = sales.order_goods(order.order_id)[0]
    wired = sales.order_goods(order.order_id)[1]
    prices = {f"good{bent.line_id}": "160.000", f"good{wired.line_id}": "30.000"}
    staff.post(f"/penjualan/{order.order_id}/harga/", prices)
    staff.post(f"/penjualan/{order.order_id}/konfirmasi/")
    assert sales.order(order.order_id).net_idr == 350_000  # type: ignore[union-attr]
    assert f"/penjualan/{order.order_id}/" in staff.get("/").content.decode(), "it waits on the day of the centre"


def test_search_finds_goods_for_staff_and_customers_and_nobody_else(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    account(small_sentra)
    staff = small_sentra.client("centre_staff").get("/cari/?q=kawat").content.decode()
    assert f"/harga/barang/{wire}/" in staff
    assert "/belanja/barang/?q=" in small_sentra.client("maker_owner").get("/cari/?q=kawat").content.decode()
    assert "Kawat las" not in small_sentra.client("rival_maker").get("/cari/?q=kawat").content.decode()


@pytest.mark.parametrize("page", ["baru/", "excel/", "masuk/", "masuk/baru/"])
def test_every_page_opens(small_sentra: SmallSentra, page: str) -> None:
    good(small_sentra)
    assert small_sentra.client("centre_staff").get(f"/harga/barang/{page}").status_code == 200
