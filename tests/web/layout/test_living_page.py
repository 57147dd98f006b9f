"""What every page promises its reader, measured on the living page in a real browser."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

TRANSACTION_PAGES = ("daftar/", "catatan/", "isian/", "beranda/", "kertas/")
DASHBOARD_PAGES = ("", "putusan/")
ALL_PAGES = TRANSACTION_PAGES + DASHBOARD_PAGES
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@dataclass
class Traffic:
    """What one visit costs."""

    bytes: int = 0
    addresses: list[str] = field(default_factory=list)


def measured(context: BrowserContext, page: Page) -> Traffic:
    traffic = Traffic()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")

    def ask(event: dict[str, Any]) -> None:
        # Chromium draws its own date button from a data: address; that is no request.
        if not event["request"]["url"].startswith("data:"):
            traffic.addresses.append(event["request"]["url"])

    def count(event: dict[str, Any]) -> None:
        traffic.bytes += event["encodedDataLength"]

    wire.on("Network.requestWillBeSent", ask)
    wire.on("Network.loadingFinished", count)
    return traffic


def visit(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")


def visit_until_quiet(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")


def first_and_warm(browser: Browser, address: str) -> tuple[Traffic, Traffic]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    first = measured(context, page)
    visit_until_quiet(page, address)
    other = context.new_page()
    warm = measured(context, other)
    visit_until_quiet(other, address)
    context.close()
    return first, warm


@pytest.mark.parametrize("path", TRANSACTION_PAGES)
def test_a_transaction_page_fits_a_village_connection(browser: Browser, site: str, path: str) -> None:
    first, warm = first_and_warm(browser, site + path)
    assert 5_000 < first.bytes <= 60_000
    assert len(first.addresses) <= 10
    assert warm.bytes <= 15_000


@pytest.mark.parametrize("path", DASHBOARD_PAGES)
def test_a_dashboard_page_fits_a_village_connection(browser: Browser, site: str, path: str) -> None:
    first, _warm = first_and_warm(browser, site + path)
    assert 5_000 < first.bytes <= 110_000
    assert len(first.addresses) <= 10


@pytest.mark.parametrize("path", ALL_PAGES)
def test_a_page_asks_nobody_else_and_the_console_stays_empty(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    traffic = measured(context, page)
    visit_until_quiet(page, site + path)
    home = site.removesuffix("tampilan/")
    assert [address for address in traffic.addresses if not address.startswith(home)] == []
    assert said == []
    context.close()


@pytest.mark.parametrize("path", ALL_PAGES)
def test_nothing_scrolls_sideways_on_the_narrowest_phone(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    visit(page, site + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


@pytest.mark.parametrize(("size", "look"), [(PHONE, "light"), (DESK, "dark")], ids=["phone-light", "desk-dark"])
@pytest.mark.parametrize("path", ALL_PAGES)
def test_everybody_can_use_the_page(browser: Browser, site: str, path: str, size: Any, look: Any) -> None:
    page = browser.new_page(viewport=size, color_scheme=look)
    visit(page, site + path)
    found = Axe().run(page).response["violations"]
    faults = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
    assert faults == []
    page.close()


@pytest.mark.parametrize("path", ALL_PAGES)
def test_every_target_can_be_hit_with_a_thumb(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page(viewport=PHONE)
    visit(page, site + path)
    small = "[type=hidden], [type=checkbox], [type=radio]"
    targets = page.locator(f".button, .bar > a, summary, .row-link, select, .views a, input:not({small})")
    boxes = [
        (one.evaluate("e => e.outerHTML.slice(0, 90)"), one.bounding_box()) for one in targets.all() if one.is_visible()
    ]
    assert boxes
    assert [html for html, box in boxes if box and box["height"] < 44] == []
    page.close()


def test_an_indonesian_page_switches_to_english_and_back(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESK)
    visit(page, site + "daftar/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pesanan pabrik")
    page.locator(".top > .languages").get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mill orders")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".top > .languages").get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pesanan pabrik")
    page.close()


def test_the_keyboard_searches_walks_rows_and_opens_one(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESK)
    visit(page, site + "daftar/")
    page.keyboard.press("/")
    expect(page.locator("#list-q")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.locator("#list-q").blur()
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="MO-0001")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/catatan/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.close()


def test_n_opens_the_form_for_a_new_row(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESK)
    visit(page, site + "daftar/")
    page.keyboard.press("n")
    page.wait_for_url("**/isian/")
    page.close()


def test_a_filter_changes_only_the_list_and_the_address(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESK)
    visit(page, site + "daftar/")
    page.locator("h1").evaluate("e => { e.dataset.kept = 'yes' }")
    page.get_by_label("Pabrik", exact=True).select_option("Toko baja contoh")
    expect(page.get_by_text("40 baris")).to_be_visible()
    assert "mill=Toko%20baja%20contoh" in page.url
    expect(page.locator("h1")).to_have_attribute("data-kept", "yes")
    page.close()


def test_what_was_typed_is_still_there_after_a_reload(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE)
    visit(page, site + "isian/")
    page.get_by_label("Desa atau kabupaten").fill("Ceper")
    page.reload()
    expect(page.get_by_label("Desa atau kabupaten")).to_have_value("Ceper")
    page.close()


def send(page: Page, site: str) -> None:
    visit(page, site + "isian/")
    page.get_by_label("Desa atau kabupaten").fill("Ceper")
    page.get_by_label("Mulai").fill("2026-03-16")
    page.get_by_text("Menggiling padi").click()
    page.get_by_role("button", name="Simpan kebutuhan").click()


def test_a_form_that_ended_at_the_login_is_not_lost(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE)
    login = site.replace("tampilan", "masuk")

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(response=page.request.get(login))
        else:
            route.fallback()

    page.route("**/isian/", answer)
    send(page, site)
    expect(page.locator("input[type=password]")).to_be_visible()
    page.wait_for_load_state()  # nobody types a password before the page is there; its script keeps the draft
    visit(page, site + "isian/")
    expect(page.get_by_label("Desa atau kabupaten")).to_have_value("Ceper")
    expect(page.get_by_label("Menggiling padi")).to_be_checked()
    page.close()


def test_a_form_that_was_saved_starts_empty_the_next_time(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE)
    send(page, site)
    page.wait_for_url("**/daftar/")
    expect(page.get_by_role("status")).to_contain_text("Tersimpan")
    visit(page, site + "isian/")
    expect(page.get_by_label("Desa atau kabupaten")).to_have_value("")
    page.close()


def test_a_number_is_echoed_while_it_is_typed(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE)
    visit(page, site + "isian/")
    field = page.get_by_label("Kendaraan diminta")
    expect(page.get_by_text("= 1.200 kendaraan (seribu dua ratus)")).to_be_visible()
    field.fill("2.500")
    expect(page.get_by_text("= 2.500 kendaraan")).to_be_visible()
    field.fill("banyak")
    expect(page.locator(".read-back").first).to_be_hidden()
    page.close()


def test_reading_searching_and_sending_work_without_scripts(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(site + "daftar/")
    page.locator("#list-q").fill("MO-0007")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 baris")).to_be_visible()
    page.goto(site + "isian/")
    page.get_by_role("button", name="Simpan kebutuhan").click()
    expect(page.get_by_role("alert")).to_contain_text("Perbaiki dahulu yang ini")
    page.goto(site + "putusan/")
    page.get_by_text("Lihat angka").click()
    expect(page.get_by_role("cell", name="118")).to_be_visible()
    page.context.close()


def test_a_card_on_a_phone_shows_the_name_the_state_and_the_two_figures_first(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE)
    visit(page, site + "daftar/")
    row = page.locator("tbody tr").first
    tops = [row.locator(place).first.bounding_box()["y"] for place in (".lead", ".prime", ".line")]  # type: ignore[index]
    assert tops == sorted(tops)
    expect(page.locator("thead")).to_be_hidden()
    page.close()


def test_the_page_prints_without_its_frame(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESK)
    visit(page, site + "kertas/")
    page.emulate_media(media="print")
    for frame in (".top", ".rail", ".head .actions"):
        expect(page.locator(frame)).to_be_hidden()
    expect(page.locator(".leaf")).to_be_visible()
    page.close()
