"""What if, from a question in plain words to the answer beside the plan, as the manager of the consortium asks it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Login

TWO_MINUTES_MS = 120_000


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_manager_asks_what_if_and_reads_the_answer_beside_the_plan(session: Login, width: str) -> None:
    here = session("consortium_manager", width)
    name = f"Permintaan naik, {width}"
    ask(here.open("/rencana/"), name)
    add_dearer_steel(here.page)
    compute(here.page)
    read_the_answer(here.page, name)
    open_a_difference(here.page)
    approve(here.page)


def ask(page: Page, name: str) -> None:
    """Plan → what if → a question → an answer with a name from the list, never a code."""
    page.get_by_role("navigation", name="Bagian rencana").get_by_role("link", name="Bagaimana jika …").click()
    page.get_by_role("link", name="Tanya bagaimana jika …").click()
    page.get_by_role("link", name="… permintaan naik atau turun?").click()
    page.get_by_label("Perubahan").fill("20")
    page.get_by_label("Kabupaten atau provinsi").fill("Kabupaten Klaten")
    page.get_by_label("Nama skenario").fill(name)
    page.get_by_role("button", name="Buat skenario").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(changes(page, "Permintaan +20%, kendaraan program, Kabupaten Klaten")).to_have_count(1)


def changes(page: Page, text: str) -> Locator:
    """Changes of the scenario that say this."""
    return page.locator("li.row-with-action", has_text=text)


def add_dearer_steel(page: Page) -> None:
    """A second change; one more is added by mistake and undone."""
    for percent in ("20", "5"):
        page.get_by_role("link", name="Tambah perubahan").click()
        page.get_by_role("link", name="… harga baja berubah?").click()
        page.get_by_label("Perubahan").fill(percent)
        page.get_by_role("button", name="Tambahkan perubahan").click()
        expect(changes(page, f"Harga baja +{percent}%")).to_have_count(1)
    page.get_by_role("button", name="Urungkan").click()
    expect(changes(page, "Harga baja +5%")).to_have_count(0)


def compute(page: Page) -> None:
    """Progress, then the scenario with its answer."""
    page.get_by_role("button", name="Hitung skenario ini").click()
    expect(page.get_by_role("button", name="Hentikan perhitungan")).to_be_visible()
    page.wait_for_url(re.compile(r"/skenario/\d+/$"), timeout=TWO_MINUTES_MS)


def read_the_answer(page: Page, name: str) -> None:
    """The finding in a sentence, then every figure beside the plan in force."""
    expect(page.locator(".finding")).to_contain_text("Dibanding rencana:")
    page.get_by_role("link", name="Berdampingan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skenario berdampingan")
    table = page.locator("table", has_text="Kendaraan diminta")
    expect(table).to_contain_text(name)  # above the columns on a desk, beside each figure on a phone
    wanted = table.locator("tr", has_text="Kendaraan diminta")
    expect(wanted).to_contain_text("+")


def open_a_difference(page: Page) -> None:
    """Back at the scenario: the lots that differ, which also come as Excel."""
    page.go_back()
    page.get_by_role("link", name="Lot", exact=True).click()
    expect(page.locator("#list tbody tr").first).to_be_visible()
    with page.expect_download() as sheet:
        page.get_by_role("link", name="Excel").first.click()
    assert sheet.value.suggested_filename == "skenario-lot.xlsx"


def approve(page: Page) -> None:
    """From the scenario's plan to drafts that bind nobody, and back again."""
    page.go_back()
    page.get_by_role("link", name="Setujui dari skenario ini").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Setujui rencana")
    page.get_by_label("Lihat ke depan").select_option("520")
    page.get_by_role("button", name="Tampilkan").click()
    page.get_by_role("button", name="Setujui yang dicentang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Putaran belanja")
    expect(page.get_by_role("status").first).to_contain_text("Belum mengikat siapa pun")
    page.get_by_role("link", name="Rancangan", exact=True).click()
    page.locator("#list tbody a[href^='/putaran/']").first.click()
    page.get_by_role("button", name="Cabut putaran").click()
    page.get_by_role("button", name="Cabut", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("dicabut")
