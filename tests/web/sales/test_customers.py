"""The staff open an account, agree on terms, and see what the customer weighs."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from rantai.apps.parties.queries import organisations
from rantai.apps.sales import queries
from rantai.apps.sales.models import MemberUpload
from tests.apps.sales.counter import account, confirm, quote
from tests.cast import SmallSentra


def test_an_account_is_opened_changed_and_stopped(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    centre, maker = small_sentra.organisations["centre"], small_sentra.organisations["maker_a"]
    terms = {"customer": maker, "credit_limit_idr": "25.000.000", "terms_days": "14", "npwp": "01.234.567.8-901.2345"}
    answer = client.post("/penjualan/pelanggan/baru/", terms)
    (row,) = queries.accounts(seller_id=centre)
    assert answer["Location"] == f"/penjualan/pelanggan/{row.account_id}/"
    assert (row.credit_limit_idr, row.terms_days, row.npwp) == (25_000_000, 14, "0123456789012345")
    page = client.get(answer["Location"]).content.decode()
    assert "Rp\u00a025.000.000" in page
    client.post(f"/penjualan/pelanggan/{row.account_id}/henti/")
    assert queries.accounts(seller_id=centre)[0].is_stopped
    answer = client.post(f"/penjualan/pelanggan/{row.account_id}/ubah/", {**terms, "npwp": "12"})
    assert "tidak terdiri dari 16 angka" in answer.content.decode()


def test_the_customer_page_says_how_much_of_the_limit_is_used(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra, limit_idr=1_395_108)
    confirm(quote(small_sentra, account_id))
    page = small_sentra.client("centre_staff").get(f"/penjualan/pelanggan/{account_id}/").content.decode()
    assert "50% batas kredit terpakai" in page


def test_lists_come_as_excel(small_sentra: SmallSentra) -> None:
    confirm(quote(small_sentra, account(small_sentra)))
    client = small_sentra.client("centre_staff")
    for path in ("/penjualan/", "/penjualan/pelanggan/"):
        assert client.get(path, {"format": "xlsx"}).content.startswith(b"PK")


def test_members_are_seen_taken_over_and_undone(small_sentra: SmallSentra) -> None:
    client, centre = small_sentra.client("centre_staff"), small_sentra.organisations["centre"]
    (maker,) = organisations(ids=[small_sentra.organisations["maker_a"]])
    text = f"Kode\tBatas kredit\tTempo\n{maker.code}\t25.000.000\t14"
    page = client.post("/penjualan/pelanggan/excel/", {"text": text}).content.decode()
    assert "1 anggota" in page and not queries.accounts(seller_id=centre)
    client.post("/penjualan/pelanggan/excel/ambil/", {"text": text})
    (row,) = queries.accounts(seller_id=centre)
    assert (row.credit_limit_idr, row.terms_days) == (25_000_000, 14)
    assert "Batalkan daftar ini" in client.get("/penjualan/pelanggan/").content.decode()
    client.post(f"/penjualan/pelanggan/excel/{MemberUpload.objects.get().pk}/batal/")
    assert not queries.accounts(seller_id=centre)


def test_what_cannot_be_read_and_who_is_unknown_are_told_at_once(small_sentra: SmallSentra) -> None:
    text = "Kode\tTempo\nTIDAK-ADA\t14\nLAIN\tbesok"
    answer = small_sentra.client("centre_staff").post("/penjualan/pelanggan/excel/", {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 422 and "tidak dikenal sebagai bengkel" in page and "bukan angka" in page


def test_a_column_that_nobody_reads_is_named(small_sentra: SmallSentra) -> None:
    (maker,) = organisations(ids=[small_sentra.organisations["maker_a"]])
    client = small_sentra.client("centre_staff")
    text = f"Kode\tBatas kredit (Rp)\tTanggal lahir\n{maker.code}\t25.000.000\t14"
    page = client.post("/penjualan/pelanggan/excel/", {"text": text}).content.decode()
    assert "1 anggota" in page
    assert re.search(r"Kolom yang tidak dibaca.*?<p>Tanggal lahir</p>", page, re.DOTALL)
    read = text.replace("Tanggal lahir", "Hari bayar")
    assert "tidak dibaca" not in client.post("/penjualan/pelanggan/excel/", {"text": read}).content.decode()


def test_the_excel_of_the_customers_can_be_taken_over_again(small_sentra: SmallSentra) -> None:
    account(small_sentra)
    account(small_sentra, None, limit_idr=0, days=0)
    client, centre = small_sentra.client("centre_staff"), small_sentra.organisations["centre"]
    before = queries.accounts(seller_id=centre)
    file = SimpleUploadedFile("pelanggan.xlsx", client.get("/penjualan/pelanggan/?format=xlsx").content)
    page = client.post("/penjualan/pelanggan/excel/", {"text": "", "file": file})
    assert page.status_code == 200, page.content.decode()
    text = page.context["text"]
    client.post("/penjualan/pelanggan/excel/ambil/", {"text": text})
    assert queries.accounts(seller_id=centre) == before and MemberUpload.objects.exists()
