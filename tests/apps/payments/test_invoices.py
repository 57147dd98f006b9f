"""An invoice has its number, its tax once, and takes the order's place under the limit."""

from datetime import date

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.papers.actions import set_tax_standing
from rantai.apps.papers.queries import books
from rantai.apps.sales import actions, queries
from rantai.apps.sales.actions import Gone
from rantai.core.problems import InvalidInput
from tests.apps.payments.money import invoice
from tests.apps.sales.counter import AT, PRICE_IDR_T, SHEET_IDR, TODAY, account, confirm, quote, sheets
from tests.cast import SmallSentra


def taxable(cast: SmallSentra) -> None:
    centre = cast.organisations["centre"]
    set_tax_standing(entity_id=centre, valid_from=date(2025, 1, 1), is_taxable=True, npwp="1" * 16, by=SYSTEM, at=AT)


def bill(order_id: int, key: str, **pieces: int) -> int:
    lines = {row.position: row.line_id for row in queries.order_lines(order_id)}
    gone = {lines[int(name[1:])]: Gone(count, 1_000 * count) for name, count in pieces.items()}
    return actions.bill_order(order_id=order_id, gone=gone, invoiced_on=TODAY, key=key, by=SYSTEM, at=AT)


def test_the_worked_example_of_the_tax_office(small_sentra: SmallSentra) -> None:
    """Price Rp 10,000,000 → DPP nilai lain 9,166,667 → PPN 1,100,000."""
    taxable(small_sentra)
    account_id = account(small_sentra, limit_idr=10**9)
    order_id = quote(small_sentra, account_id, sheets(1, price_idr_t=0), delivery_idr=10_000_000)
    confirm(order_id)
    row = queries.invoice(bill(order_id, "a", b1=1))
    assert row is not None
    assert (row.net_idr, row.tax_base_idr, row.tax_idr, row.total_idr) == (10_000_000, 9_166_667, 1_100_000, 11_100_000)
    assert (row.number, row.faktur_code, row.due_on) == ("INV/2026/00001", "04", date(2026, 1, 19))


def test_who_is_not_taxable_asks_no_tax(small_sentra: SmallSentra) -> None:
    row = queries.invoice(invoice(small_sentra))
    assert row is not None
    assert (row.tax_idr, row.tax_base_idr, row.total_idr) == (0, 0, 2 * SHEET_IDR)


def test_parts_of_a_line_are_together_exactly_the_line(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra, limit_idr=10**9)
    order_id = quote(small_sentra, account_id, sheets(7, price_idr_t=PRICE_IDR_T + 1_000, mass_g=375_607))
    confirm(order_id)
    net = queries.order_lines(order_id)[0].net_idr
    parts = [queries.invoice(bill(order_id, f"part{at}", b1=pieces)) for at, pieces in enumerate((3, 1, 3))]
    assert sum(row.net_idr for row in parts if row) == net
    with pytest.raises(InvalidInput) as refused:
        bill(order_id, "more", b1=1)
    assert [problem.code for problem in refused.value.problems] == ["sales-invoiced-too-much"]


def test_exposure_moves_from_the_order_to_the_invoice(small_sentra: SmallSentra) -> None:
    taxable(small_sentra)
    account_id = account(small_sentra, limit_idr=10**9)
    order_id = quote(small_sentra, account_id, sheets(3))
    confirm(order_id)
    before = queries.accounts(seller_id=small_sentra.organisations["centre"])[0]
    assert (before.orders_idr, before.invoices_idr) == ((3 * SHEET_IDR * 111 + 50) // 100, 0)
    bill(order_id, "one", b1=1)
    between = queries.accounts(seller_id=small_sentra.organisations["centre"])[0]
    assert between.exposure_idr == before.exposure_idr
    bill(order_id, "two", b1=2)
    after = queries.accounts(seller_id=small_sentra.organisations["centre"])[0]
    assert after.orders_idr == 0
    assert abs(after.invoices_idr - before.exposure_idr) <= 1  # tax is rounded once on each paper


def test_the_same_key_invoices_once_and_a_refused_invoice_gives_its_number_back(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra, limit_idr=10**9)
    order_id = quote(small_sentra, account_id, sheets(3))
    confirm(order_id)
    assert bill(order_id, "same", b1=1) == bill(order_id, "same", b1=1)
    for _again in range(2):
        with pytest.raises(InvalidInput):
            bill(order_id, "too much", b1=9)
    row = queries.invoice(bill(order_id, "next", b1=1))
    assert row is not None
    assert row.number == "INV/2026/00002"
    assert all(book.is_whole for book in books(small_sentra.organisations["centre"]))
