"""Each role's whole job, on a phone and on a desk: in, everywhere, in both languages, and out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import world
from tests.browser.conftest import Login, Session, log_in
from tests.browser.people import FIRMS

# Role → the words of its menu, in both languages.
MENU = {
    "consortium_manager": (
        ["Beranda", "Program", "Rencana", "Pesanan", "Bagaimana jika …", "Putaran belanja", "Tawaran kerja", "Peta"],
        "Programme",
    ),
    "centre_staff": (
        ["Beranda", "Pesanan", "Potong", "Stok", "Kasir", "Penjualan", "Rencana", "Putaran belanja"],
        "Stock",
    ),
    "maker_owner": (
        ["Beranda", "Pekerjaan", "Bahan", "Potong", "Belanja bersama", "Beli baja", "Orang"],
        "Work",
    ),
    "buyer": (["Beranda", "Pesanan saya", "Beli baja", "Orang"], "My orders"),
    "ministry_officer": (["Beranda", "Peta", "Ringkasan", "Orang"], "Map"),
    "mill_sales": (["Beranda", "Pesanan masuk", "Rencana pesanan", "Dijualkan", "Orang"], "Planned orders"),
}


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("role", FIRMS)
def test_a_person_comes_in_goes_everywhere_reads_english_and_leaves(session: Login, role: str, width: str) -> None:
    here = session(None, width)
    page = here.page
    page.goto(here.site.address)
    expect(page).to_have_url(re.compile("/masuk/"))
    log_in(page, here.site, role)
    expect(page.get_by_role("heading", level=1)).to_have_text("Beranda")
    visit_every_destination(page, role, width)
    read_english(page, role, width)
    leave(here)


def menu(width: str) -> str:
    return ".rail" if width == "desk" else ".bar"


def visit_every_destination(page: Page, role: str, width: str) -> None:
    words, _english = MENU[role]
    assert page.locator(f"{menu(width)} a span").all_text_contents() == words
    for word in words:
        wanted = page.locator(menu(width)).get_by_role("link", name=word, exact=True)
        if not wanted.is_visible():
            page.locator(f"{menu(width)} details.more > summary").click()
        wanted.click()
        current = page.locator(f"{menu(width)} [aria-current=page]")
        expect(current).to_have_count(1)
        expect(current).to_have_text(word)
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def read_english(page: Page, role: str, width: str) -> None:
    """The switch is in the top bar of a desk and in the account menu of a phone."""
    _words, english = MENU[role]
    for language, word in (("en", english), ("id", "Beranda")):
        if width == "phone":
            page.locator("details.who > summary").click()
        place = ".top > .languages" if width == "desk" else "details.who"
        page.locator(f"{place} button[value={language}]").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(menu(width)).get_by_role("link", name=word, exact=True)).to_be_visible()


def leave(here: Session) -> None:
    here.page.locator("details.who > summary").click()
    here.page.get_by_role("button", name="Keluar").click()
    expect(here.page).to_have_url(re.compile("/masuk/"))
    here.page.goto(here.site.address)
    expect(here.page).to_have_url(re.compile("/masuk/"))


def text_of(here: Session, path: str) -> str:
    """Everything a page says, and everything it hides in its markup."""
    return here.open(path).content()


def is_closed(here: Session, path: str) -> bool:
    return here.page.request.get(here.site.address + path).status in (403, 404)


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_workshop_sees_its_own_work_and_nothing_of_its_neighbour(session: Login, width: str) -> None:
    here = session("maker_owner", width)
    for path in ("/", "/bengkel/pekerjaan/", "/bengkel/bahan/"):
        page = text_of(here, path)
        assert "Bengkel Contoh Dua" not in page
        assert world.OTHER_MACHINE not in page
        assert f"-{world.OTHER_WORKSHOP}-" not in page
    page = here.open("/bengkel/pekerjaan/")
    page.locator("#list tbody a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Material Center Contoh")  # where its steel is from
    assert world.OTHER_WORKSHOP not in page.content()
    foreign = page.url.replace(here.site.address, "").replace("-BENGKEL-", "-BENGKEL-2-")
    assert is_closed(here, foreign)
    assert is_closed(here, "/rencana/")


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_mill_sees_the_orders_at_itself_and_takes_the_letter(session: Login, width: str) -> None:
    here = session("mill_sales", width)
    page = here.open("/pesanan/")
    codes = page.locator("#list tbody a").evaluate_all("all => all.map(a => a.pathname)")
    assert codes
    assert [code for code in codes if "/M-KS-" not in code] == []
    assert "Distributor Batang" not in page.content()
    page.locator("#list tbody a").first.click()
    assert "Bengkel Contoh" not in page.content()  # whose steel it becomes is not the mill's business
    page.get_by_role("link", name="Surat pesanan").click()
    expect(page.locator(".leaf")).to_contain_text("Pabrik Baja Contoh")
    with page.expect_download() as letter:
        page.get_by_role("link", name="Unduh PDF").click()
    assert letter.value.path().read_bytes().startswith(b"%PDF-")
    manager = session("consortium_manager")
    foreign = manager.open("/pesanan/").locator("a[href^='/pesanan/M-DISTRIBUTOR']").first.get_attribute("href")
    assert is_closed(here, str(foreign))


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_buyer_sees_what_it_was_promised_and_not_its_rival(session: Login, width: str) -> None:
    here = session("buyer", width)
    page = here.open("/program/saya/")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    page.locator("#list tbody a").first.click()
    expect(page.locator("main")).to_contain_text("C-BUYER-1")
    expect(page.locator("main")).to_contain_text("Dijanjikan")
    assert "BUYER-2" not in page.content()
    own = int(page.url.rstrip("/").rsplit("/", 1)[1])
    assert [line for line in range(1, 9) if not is_closed(here, f"/program/baris/{line}/")] == [own]


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_ministry_sees_the_map_and_the_sum_and_no_single_firm(session: Login, width: str) -> None:
    here = session("ministry_officer", width)
    page = here.open("/peta/")
    expect(page.locator("figure.map svg:visible")).to_have_count(1)
    expect(page.locator("figure.map")).to_contain_text("Kabupaten Klaten")
    for path in ("/", "/peta/", "/peta/kerja/", "/rencana/ringkas/", "/rencana/sentra/"):
        shown = text_of(here, path)
        assert "Bengkel Contoh" not in shown
        assert "Pembeli Contoh" not in shown
    expect(here.open("/rencana/ringkas/").locator(".finding")).to_be_visible()
    assert is_closed(here, "/rencana/bengkel/")


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_centre_gets_a_cutting_plan_drawn_to_scale(session: Login, width: str) -> None:
    here = session("centre_staff", width)
    page = here.open("/potong/")
    page.locator("#list tbody a", has_text="SPHC").first.click()
    drawing = page.locator("main svg:has(.cut-piece)")
    expect(drawing).to_be_visible()
    blanks = drawing.locator(".cut-piece")
    expect(blanks.first).to_be_visible()
    sides = [blanks.first.evaluate("e => e.getBBox()." + side) for side in ("width", "height")]
    assert max(sides) / min(sides) == pytest.approx(1_200 / 1_000, rel=0.02)  # the blank is 1.2 m by 1 m
    page.get_by_role("link", name="Dari baja sampai ke desa").first.click()
    expect(page.locator(".chain")).to_contain_text("Klaten")
