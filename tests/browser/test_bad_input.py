"""What is typed or sent wrongly is refused beside its field, with a way out, and nothing is lost or half-written."""

import io
import sqlite3
import zipfile
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Login, Session, Site

LINE = "K-2"
WANTED = "90"
BETWEEN = {"id": "Isi angka dari 1", "en": "Give a number from 1"}
DIGITS = {"id": "Tulis dengan angka saja", "en": "Write digits only"}
NONSENSE = {  # what is typed → the way out that is offered
    "-3": BETWEEN,
    "0": BETWEEN,
    "x": DIGITS,
    "": {"id": "Isi angkanya.", "en": "Fill in the number."},
    "1" + "0" * 30: BETWEEN,
}
MB = 1_000_000


def open_quantity(here: Session, line: str = LINE) -> Page:
    """The form in which the line's quantity is changed."""
    page = here.open(f"/program/?q={line}")
    page.locator("#list tbody a").first.click()
    page.locator("a[href$='/ubah/']").click()
    return page


def demand(site: Site) -> list[tuple[object, ...]]:
    """Every line of demand as the database holds it."""
    with closing(sqlite3.connect(site.database)) as database:
        return database.execute("SELECT * FROM demand_demandline ORDER BY id").fetchall()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_quantity_that_is_none_is_refused_beside_the_field_with_a_way_out(session: Login, language: str) -> None:
    here = session("consortium_manager", "phone")
    before = demand(here.site)
    page = open_quantity(here)
    in_language(page, language)
    for text, way_out in NONSENSE.items():
        page.locator("[name=quantity_pieces]").fill(text)
        page.locator("form.form button.main").click()
        field = page.locator("[name=quantity_pieces]")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value(text)  # what was typed is still there
        expect(page.locator(".field .error")).to_contain_text(way_out[language])
        expect(page.get_by_role("alert")).to_be_visible()
    in_language(page, "id")
    assert demand(here.site) == before


def in_language(page: Page, language: str) -> None:
    """Switch by the button of the account menu, as on a phone."""
    page.locator("details.who > summary").click()
    page.locator("details.who button[value=" + language + "]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_a_grouped_number_is_read_echoed_and_saved(session: Login) -> None:
    here = session("consortium_manager")
    page = open_quantity(here)
    page.locator("[name=quantity_pieces]").fill("1.500")
    expect(page.get_by_text("= 1.500 buah")).to_be_visible()
    page.get_by_role("button", name="Simpan jumlah").click()
    expect(page.get_by_role("status").first).to_contain_text("1.500 buah (seribu lima ratus)")
    expect(page.locator(".figure").first).to_contain_text("1.500")
    page.get_by_role("link", name="Ubah jumlah").click()
    page.locator("[name=quantity_pieces]").fill(WANTED)
    page.get_by_role("button", name="Simpan jumlah").click()
    expect(page.locator(".figure").first).to_contain_text(WANTED)


def bomb() -> bytes:
    """A small .xlsx whose sheet unpacks to 400 MB."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _part in range(400):
                sheet.write(b"0" * MB)
    return memory.getvalue()


BAD_FILES = {
    "a letter": lambda: b"%PDF-1.7\n1 0 obj\n",
    "an empty file": lambda: b"",
    "a list of a Windows office": lambda: "kode;jumlah;catatan\nK-1;12;Rp 1.000 \u2013 s\xfcdah\n".encode("cp1252"),
    "a zip bomb": bomb,
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_sheet_is_refused_in_words_and_nothing_is_written(session: Login, kind: str) -> None:
    here = session("consortium_manager")
    before = demand(here.site)
    page = here.open("/program/unggah/")
    page.locator("[name=file]").set_input_files(
        {"name": "permintaan.xlsx", "mimeType": "application/octet-stream", "buffer": BAD_FILES[kind]()}
    )
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.locator("form.form button.main").click()
    assert sent.value.status == 422
    expect(page.get_by_role("alert")).to_contain_text("Tidak ada yang disimpan")
    assert page.locator("main").inner_text().count("permintaan.xlsx") >= 1
    expect(page.locator("main td.whole").last).not_to_be_empty()  # the way out
    assert demand(here.site) == before
