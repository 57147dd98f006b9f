"""Reading and the quantity form without scripts, and lists by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Login
from tests.browser.people import FIRMS

LINE, WANTED = "S-2", "45"


@pytest.mark.parametrize("role", FIRMS)
def test_a_role_reads_its_pages_without_scripts(session: Login, role: str) -> None:
    here = session(role, "phone", java_script_enabled=False)
    home = here.open("/")
    for path in home.locator(".bar a").evaluate_all("all => all.map(a => a.getAttribute('href'))"):
        page = here.open(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("main")).not_to_have_text("")


def test_a_line_is_found_and_its_quantity_changed_without_scripts(session: Login) -> None:
    here = session("consortium_manager", "phone", java_script_enabled=False)
    page = here.open("/program/")
    page.locator("#list-q").fill(LINE)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 baris", exact=True)).to_be_visible()
    for quantity in ("1.046", WANTED):
        page.goto(f"{here.site.address}/program/?q={LINE}")
        page.locator("#list tbody a").first.click()
        page.locator("a[href$='/ubah/']").click()
        page.locator("[name=quantity_pieces]").fill("-1")
        page.get_by_role("button", name="Simpan jumlah").click()
        expect(page.locator(".field .error")).to_contain_text("Isi angka dari 1")
        page.locator("[name=quantity_pieces]").fill(quantity)
        page.get_by_role("button", name="Simpan jumlah").click()
        expect(page.get_by_role("status").first).to_contain_text(f"{quantity} buah")


def test_a_list_is_searched_walked_and_opened_by_the_keyboard(session: Login) -> None:
    page = session("consortium_manager").open("/program/")
    page.keyboard.press("/")
    expect(page.locator("#list-q")).to_be_focused()
    page.keyboard.type("Klaten")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 baris", exact=True)).to_be_visible()
    page.locator("#list-q").blur()
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    first = page.locator("#list tbody [data-row]").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/program/baris/*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gerobak contoh")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
