"""What to order at which mill; the mill reads its own orders, planners read all and follow each to the village."""

import pytest
from django.utils import timezone

from rantai.apps.planning import queries
from rantai.apps.planning.models import MaterialOrder
from rantai.web.layout import formats
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def text(cast: SmallSentra, address: str, person: str) -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_order_says_when_how_much_and_why(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    [order] = queries.material_orders(run_id)
    shown = text(small_sentra, f"/pesanan/{order.code}/", "consortium_manager")
    for words in ("Pesan paling lambat", "Pesanan minimum penjual", "18,9\u00a0kg", "beli sendiri", "Kabupaten Klaten"):
        assert words in shown


def test_the_mill_reads_its_order_without_anyone_behind_it(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    [order] = queries.material_orders(run_id)
    shown = text(small_sentra, f"/pesanan/{order.code}/", "mill_sales")
    assert "Pesan paling lambat" in shown
    for firm in ("maker_a", "maker_b", "buyer", "consortium"):
        assert small_sentra.name_token(firm) not in shown
    for address in ("/pesanan/", f"/pesanan/{order.code}/"):
        assert "eceran" not in text(small_sentra, address, "mill_sales")


def test_another_sellers_order_is_as_good_as_missing_for_the_mill(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    [order] = queries.material_orders(run_id)
    MaterialOrder.objects.filter(run=run_id).update(supplier_code="TOKO")
    client = small_sentra.client("mill_sales")
    assert order.code not in text(small_sentra, "/pesanan/", "mill_sales")
    for code in (order.code, "M-TIDAK-ADA-001"):
        assert client.get(f"/pesanan/{code}/").status_code == 404
        assert client.get(f"/pesanan/{code}/surat.pdf").status_code == 404


def test_the_letter_prints(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    [order] = queries.material_orders(run_id)
    answer = small_sentra.client("mill_sales").get(f"/pesanan/{order.code}/surat.pdf")
    assert answer.content[:5] == b"%PDF-"
    assert "Usulan pesanan baja" in text(small_sentra, f"/pesanan/{order.code}/surat/", "mill_sales")


def test_planners_read_who_pays_what_with_totals_and_what_holds_for_all(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    [order] = queries.material_orders(run_id)
    shares = queries.cost_shares_of_order(run_id, order.code)
    assert sum(row.share_idr for row in shares) == order.cost_idr
    assert {row.payer_code for row in shares} == {small_sentra.code("maker_a"), small_sentra.code("maker_b")}
    shown = text(small_sentra, f"/pesanan/{order.code}/", "consortium_manager")
    for words in ("Siapa membayar berapa", "menurut kebutuhan", "Tidak ada yang membayar lebih daripada sendiri."):
        assert words in shown
    assert formats.rupiah(order.cost_idr) in shown
    assert "Siapa membayar berapa" not in text(small_sentra, f"/pesanan/{order.code}/", "mill_sales")


def test_a_steel_order_says_what_a_tonne_more_is_worth_to_planners_alone(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    order = queries.material_orders(run_id)[0]
    page = small_sentra.client("consortium_manager").get(f"/pesanan/{order.code}/").content.decode()
    assert "bernilai Rp" in page.replace("\xa0", " ")
    seller = small_sentra.client("mill_sales").get(f"/pesanan/{order.code}/")
    assert seller.status_code == 200
    assert "bernilai" not in seller.content.decode()
