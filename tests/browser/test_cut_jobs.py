"""A list from Excel to the shear: pasted, computed, changed by hand, approved at a desk, ticked off on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import judge
from tests.browser.conftest import Login

PASTED = (
    "Nama\tPanjang (mm)\tLebar (mm)\tJumlah\tBengkel\n"
    "Dinding\t1.200\t600\t8\tBENGKEL\nSiku\t350\t120\t24\t\nTutup\t620\t410\t10\t\n"
)
SOLVED_SECONDS = 60


@pytest.fixture(scope="module")
def done() -> dict[str, str]:
    """The addresses of what the first story made, for the judges of its pages."""
    return {}


def _list(page: Page, home: str, name: str) -> str:
    """A new list of sheets with pasted rows; returns its address."""
    page.goto(f"{home}/daftar-potong/baru/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=kind]").select_option("sheet")
    page.locator("[name=material]").select_option("SPHC-2.3")
    page.locator("form.form button.main").click()
    page.wait_for_url("**/isi/")
    page.locator("[name=text]").fill(PASTED)
    page.locator("form.form").first.locator("button.main").click()
    expect(page.get_by_text("3 ukuran, 42 potongan.")).to_be_visible()
    page.get_by_role("button", name="Ambil daftar ini").click()
    page.wait_for_url("**/daftar-potong/*/")
    return page.url


def _compute(page: Page) -> None:
    """Press the button and wait for the plan, which comes by itself."""
    page.get_by_role("button", name="Hitung").first.click()
    page.wait_for_selector(".finding, .notice.stop", timeout=SOLVED_SECONDS * 1000)
    expect(page.locator(".notice.stop")).to_have_count(0)


def test_a_list_goes_from_excel_to_the_shear(session: Login, done: dict[str, str]) -> None:
    here = session("centre_staff")
    page, home = here.page, here.site.address
    done["job"] = _list(page, home, "Bak muatan contoh")
    _compute(page)
    done["plan"] = page.url
    expect(page.locator(".finding")).to_contain_text("cukup untuk semua 42 potongan")
    assert page.locator("svg.cut-drawing").count() >= 1

    page.locator("[name=pin]").first.check()
    page.get_by_role("button", name="Hitung ulang").click()
    page.wait_for_url("**/banding/**", timeout=SOLVED_SECONDS * 1000)
    done["compare"] = page.url
    expect(page.locator("h1")).to_have_text("Sebelum dan sesudah")

    page.goto(done["plan"])
    page.get_by_role("button", name="Setujui dan sisihkan bahan").click()
    expect(page.locator("h1")).to_contain_text("Disetujui")

    phone = session("centre_staff", "phone").page
    phone.goto(f"{done['plan']}kerja/")
    phone.get_by_role("button", name="Satu lagi sudah dipotong").first.click()
    expect(phone.get_by_text("Sudah 1 dari").or_(phone.get_by_text("Selesai dipotong")).first).to_be_visible()
    assert phone.locator("progress").get_attribute("value") != "0"


@pytest.mark.parametrize("name", ["", "baru/", "dari-rencana/"])
def test_pages_without_a_list_keep_what_all_pages_promise(
    browser: Browser, session: Login, keys: Callable[[str], Any], done: dict[str, str], name: str
) -> None:
    here = session("centre_staff")
    assert judge.faults(browser, keys("centre_staff"), here.site.address, f"/daftar-potong/{name}") == []


@pytest.mark.parametrize("name", ["job", "plan", "compare", "work", "pattern"])
def test_pages_of_a_list_keep_what_all_pages_promise(
    browser: Browser, session: Login, keys: Callable[[str], Any], done: dict[str, str], name: str
) -> None:
    here = session("centre_staff")
    addresses = done | {"work": f"{done['plan']}kerja/", "pattern": f"{done['plan']}pola/1/"}
    path = addresses[name].removeprefix(here.site.address)
    assert judge.faults(browser, keys("centre_staff"), here.site.address, path) == []


def test_pages_where_a_list_is_changed_keep_what_all_pages_promise(
    browser: Browser, session: Login, keys: Callable[[str], Any]
) -> None:
    here = session("centre_staff")
    job = _list(here.page, here.site.address, "Daftar kedua contoh").removeprefix(here.site.address)
    for name in ("", "isi/", "bahan/", "aturan/"):
        assert judge.faults(browser, keys("centre_staff"), here.site.address, f"{job}{name}") == []


def test_a_workshop_sees_its_pieces_on_the_shared_sheet(
    browser: Browser, session: Login, keys: Callable[[str], Any], done: dict[str, str]
) -> None:
    here = session("maker_owner", "phone")
    here.open("/daftar-potong/")
    here.page.get_by_role("link", name="Potongan kami di").first.click()
    expect(here.page.get_by_role("heading", name="Potongan kami", exact=True)).to_be_visible()
    assert "Siku" not in here.page.content()
    path = here.page.url.removeprefix(here.site.address)
    assert judge.faults(browser, keys("maker_owner"), here.site.address, path) == []


def test_without_scripts_a_plan_is_computed_by_a_button(session: Login) -> None:
    here = session("centre_staff", java_script_enabled=False)
    page = here.page
    _list(page, here.site.address, "Tanpa skrip contoh")
    page.get_by_role("button", name="Hitung rencana potong").click()
    page.set_default_timeout(SOLVED_SECONDS * 1000)
    page.get_by_role("button", name="Hitung sekarang").click()
    expect(page.locator(".finding")).to_contain_text("potongan")
