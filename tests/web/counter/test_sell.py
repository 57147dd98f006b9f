"""A sale is typed on one page; what is refused stands beside its line, and nothing is half done."""

from rantai.apps.sales import queries
from rantai.apps.sales.models import SalesOrder
from tests.apps.cutting_jobs.lists import PLATE, steel
from tests.apps.sales.counter import SHEET_IDR, account
from tests.cast import SmallSentra


def typed(account_id: int, **said: str) -> dict[str, str]:
    line = {"line0-format": PLATE.lower(), "line0-quantity": "2", "line0-price_idr_kg": "13.000"}
    return {"account": str(account_id), "way": "terms", "key": "k1", "rows": "2", **line, **said}


def test_a_sale_is_one_form(small_sentra: SmallSentra) -> None:
    steel(small_sentra)
    account_id = account(small_sentra)
    client = small_sentra.client("centre_staff")
    cut = {"line1-format": PLATE, "line1-quantity": "10", "line1-length_um": "700", "line1-width_um": "300"}
    form = typed(account_id, sell="1", **cut, **{"line1-price_idr_kg": "13.000", "line1-cutting_idr": "20.000"})
    answer = client.post("/kasir/", form)
    (order,) = queries.orders(account_id=account_id)
    assert answer["Location"] == f"/penjualan/{order.order_id}/"
    assert (order.state, order.total_idr) == ("confirmed", 2 * SHEET_IDR + 492_960 + 20_000)
    again = client.post("/kasir/", form)
    assert again["Location"] == answer["Location"]
    assert SalesOrder.objects.count() == 1


def test_a_refused_credit_leaves_a_quote(small_sentra: SmallSentra) -> None:
    steel(small_sentra)
    account_id = account(small_sentra, limit_idr=SHEET_IDR)
    client = small_sentra.client("centre_staff")
    page = client.post("/kasir/", typed(account_id, sell="1"), follow=True).content.decode()
    assert "sisa batas kredit tinggal" in page
    assert queries.orders(account_id=account_id)[0].state == "quote"


def test_every_wrong_line_says_why_beside_itself(small_sentra: SmallSentra) -> None:
    steel(small_sentra)
    account_id = account(small_sentra)
    client = small_sentra.client("centre_staff")
    slip = {"line1-format": PLATE, "line1-quantity": "1", "line1-price_idr_kg": "13000", "line1-mass_g": "536,58"}
    page = client.post("/kasir/", typed(account_id, **slip, **{"line0-format": "X-1"})).content.decode()
    assert "tidak ada di katalog" in page
    assert "jauh dari berat menurut ukuran" in page
    assert not SalesOrder.objects.exists()


def test_more_lines_keep_what_was_typed(small_sentra: SmallSentra) -> None:
    steel(small_sentra)
    account_id = account(small_sentra)
    page = small_sentra.client("centre_staff").post("/kasir/", typed(account_id, more="1")).content.decode()
    assert 'name="rows" value="5"' in page
    assert f'value="{PLATE.lower()}"' in page
    assert not SalesOrder.objects.exists()


def test_the_counter_of_another_centre_is_not_mine(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra)
    assert small_sentra.client("rival_maker").get(f"/penjualan/pelanggan/{account_id}/").status_code == 403
