"""The staff open an account, agree on terms, and see what the customer weighs."""

from rantai.apps.sales import queries
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
