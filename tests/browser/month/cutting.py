"""December, in between: the received heat is cut to the workshop's sizes, weighed on the phone at the shear."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.month.buying import HEAT
from tests.browser.month.cast import Month

A_MINUTE_MS = 60_000


def plan_the_cuts(month: Month) -> None:
    """From the sheets of the heat that came, with what is left named; approving keeps them."""
    page = month.windows["centre_staff", "desk"]
    page.get_by_role("button", name="Hitung rencana potong").click()
    page.wait_for_selector(".finding", timeout=A_MINUTE_MS)
    expect(page.locator(".finding")).to_contain_text("10 potongan")
    expect(page.locator("main")).to_contain_text(HEAT)
    page.get_by_role("button", name="Setujui dan sisihkan bahan").click()
    expect(page.locator("h1")).to_contain_text("Disetujui")
    month.picture("month-cut-plan", page)


def cut_on_the_phone(month: Month) -> None:
    """Sheet by sheet, each entry with what the scale says of blanks and scrap."""
    month.it_is(21)
    page = month.window("centre_yard", "phone")
    page.locator(".bar").get_by_role("link", name="Potong").click()
    page.get_by_role("link", name="Daftar potong").first.click()
    page.get_by_role("link", name="Penjualan 8").first.click()
    page.get_by_role("link", name="Lihat rencana").click()
    page.get_by_role("link", name="Daftar kerja potong").click()
    for blanks, scrap in (("103,9", "3,3"), ("25,9", "0,8")):
        page.locator(".needs li.info").first.get_by_role("link", name="Timbang").click()
        page.get_by_label("Potongan di timbangan").fill(blanks)
        page.get_by_label("Skrap di timbangan").fill(scrap)
        month.picture("month-cut-weigh", page)
        page.get_by_role("button", name="Bukukan yang dipotong").click()
        expect(page.get_by_role("status").first).to_contain_text("Dibukukan")
    month.picture("month-cut-done", page, to="Menjadi apa bajanya")
