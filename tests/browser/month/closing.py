"""January: December is closed in books and store, and its figures are read by the centre and by everybody."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.month.buying import said
from tests.browser.month.cast import Month


def close_the_month(month: Month) -> None:
    """Debit and credit agree; after closing nothing can be dated into December any more."""
    month.it_is(4, month=1)
    page = month.window("centre_cashier")
    page.locator(".rail").get_by_role("link", name="Penjualan").click()
    page.get_by_role("link", name="Tagihan").first.click()
    page.get_by_role("link", name="Piutang").click()
    page.get_by_role("link", name="Pembukuan").click()
    page.get_by_role("link", name="Bulan sebelumnya").click()
    totals = page.locator("tfoot td, tfoot th").all_inner_texts()
    debit, credit = totals[3], totals[4]
    assert debit == credit, totals
    expect(page.locator("main")).to_contain_text("Rp 29.036.200")
    month.picture("month-books", page)
    page.get_by_role("button", name="Tutup bulan").click()
    page.get_by_role("button", name="Tutup sampai 31 Des 2026").click()
    said(page, "31 Des 2026")


def read_the_figures(month: Month) -> None:
    """The business page counts the month from its documents, and a half year is published for everybody."""
    page = month.window("centre_staff")
    page.locator(".rail").get_by_role("link", name="Penjualan").click()
    page.get_by_role("link", name="Bisnis").click()
    expect(page.locator("main")).to_contain_text("5,9 t terjual kepada 7 anggota")
    expect(page.locator("main")).to_contain_text("3,3 t")
    month.picture("month-business", page)
    page.get_by_role("link", name="Terbitkan setengah tahun").click()
    page.get_by_role("button", name="Terbitkan untuk umum").click()
    expect(page.locator("main")).to_contain_text("semester kedua 2026")
    expect(page.locator("main")).to_contain_text("Rp 10.500")
    month.picture("month-public", page)
