"""The main job, as one person does it: from a village's need to the mill's order and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Login, Session, log_in

TWO_MINUTES_MS = 120_000


@pytest.mark.parametrize(
    ("width", "typed", "echo"),
    [
        ("desk", "1.200", "= 1.200 buah"),
        ("phone", "1.050", "= 1.050 buah"),
    ],
)
def test_a_manager_changes_klaten_plans_again_and_follows_an_order_to_the_village_and_back(
    session: Login, width: str, typed: str, echo: str
) -> None:
    here = session(None, width)
    log_in(here.page, here.site, "consortium_manager")
    change_klaten(here.page, width, typed, echo)
    plan_again(here.page)
    order = open_mill_order(here)
    follow_to_the_village(here.page, typed)
    follow_back(here, order)


def change_klaten(page: Page, width: str, typed: str, echo: str) -> None:
    """Programme → Klaten in May → its line → another quantity."""
    menu = page.locator(".rail" if width == "desk" else ".bar")
    menu.get_by_role("link", name="Program", exact=True).click()
    klaten = page.locator("tr", has=page.get_by_role("link", name="Kabupaten Klaten", exact=True)).first
    klaten.get_by_role("link").nth(2).click()  # the regency, April, May
    expect(page.get_by_text("2 baris", exact=True)).to_be_visible()
    page.locator("#list tr", has_text="Desa Klaten 01").get_by_role("link", name="Gerobak contoh").click()
    page.get_by_role("link", name="Ubah jumlah").click()
    page.get_by_label("Jumlah").fill(typed)
    expect(page.get_by_text(echo)).to_be_visible()
    page.get_by_role("button", name="Simpan jumlah").click()
    expect(page.get_by_role("status").first).to_contain_text(f"{typed} buah")
    expect(page.locator(".figure", has_text="Diminta").first).to_contain_text(typed)


def plan_again(page: Page) -> None:
    """The same page offers it; progress shows until what changed is shown."""
    page.get_by_role("button", name="Hitung ulang rencana").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.wait_for_url(re.compile(r"/rencana/perubahan/\d+/"), timeout=TWO_MINUTES_MS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Apa yang berubah")
    expect(page.locator(".card", has_text="Pesanan baja yang berubah")).to_contain_text("Pabrik Baja Contoh")


def open_mill_order(here: Session) -> str:
    """From what changed to the largest order at the mill; returns its address."""
    moved = here.page.locator("tr", has_text="Desa Klaten 01")
    expect(moved.first).to_be_visible()
    orders = here.page.locator("a[href^='/pesanan/M-KS-COIL-']")
    address = str(orders.last.get_attribute("href"))
    orders.last.click()
    here.page.wait_for_url(f"**{address}")
    expect(here.page.get_by_role("heading", level=1)).to_contain_text("SPHC 2,3 koil")
    return address


def follow_to_the_village(page: Page, wanted: str) -> None:
    """Every box of the chain opens: here pattern, workshop, and then the village itself."""
    chain = page.locator(".chain")
    chain.locator("a[href^='/rencana/rantai/pattern/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pola potong")
    chain.locator("a[href^='/rencana/rantai/job/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bak muatan")
    chain.get_by_role("link", name="Desa Klaten 01").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Desa Klaten 01")
    expect(chain).to_contain_text(f"{wanted} buah")


def follow_back(here: Session, order: str) -> None:
    """From the village back to the very order."""
    closed = here.page.locator("#semua details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    here.page.locator(f"main a[href='{order}']").first.click()
    here.page.wait_for_url(f"**{order}")
    expect(here.page.locator(".chain")).to_contain_text("Desa Klaten 01")
