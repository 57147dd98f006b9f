"""December, first half: members' needs become one order at the mill, and its steel lies weighed in the store."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.month.cast import STEEL_NAME, Month

ROUND = "Pelat tipis Desember (contoh)"
HEAT, CERTIFICATE, WEIGHED = "KS-261218", "MTC-0412", "5362"
DEPOSIT = "Rp 5.473.116"  # a fifth of 27.365.580, for 60 of 100 sheets
OWN_SHEETS, CENTRE_SHEETS = 60, 40
A_MINUTE_MS = 60_000


def open_round(month: Month) -> None:
    """The centre asks its members; it takes part for its own store by the same rule."""
    month.it_is(1)
    page = month.window("centre_staff")
    page.get_by_role("link", name="Putaran belanja").first.click()
    page.get_by_role("link", name="Buka putaran").click()
    page.get_by_label("Nama putaran").fill(ROUND)
    page.get_by_label(STEEL_NAME).check()
    page.get_by_label("Uang muka").fill("20")
    page.get_by_role("button", name="Buka putaran ini").click()
    said(page, "Putaran dibuka")
    page.get_by_role("link", name="Untuk gudang sendiri").click()
    page.get_by_label("Pasti").fill(str(CENTRE_SHEETS))
    page.get_by_role("button", name="Ikut putaran").click()
    said(page, "Dicatat")
    month.picture("month-round-open", page)


def state_on_the_phone(month: Month) -> None:
    """Home → the round → a number."""
    month.it_is(2)
    page = month.window("maker_owner", "phone")
    page.locator(".needs li", has_text=ROUND).get_by_role("link").first.click()
    page.get_by_label("Pasti").fill(str(OWN_SHEETS))
    expect(page.get_by_text(f"= {OWN_SHEETS} buah")).to_be_visible()
    month.picture("month-joining", page)
    page.get_by_role("button", name="Nyatakan jumlah saya").click()
    said(page, "Dicatat")
    expect(page.get_by_text("mulai 5 bengkel")).to_be_visible()  # with fewer a total would give one away


def propose(month: Month) -> None:
    """After the deadline the centre computes who gets and pays what; who opened the round cannot approve it."""
    month.it_is(9)
    page = month.window("centre_staff")
    month.picture("month-home-propose", page)
    page.locator(".needs li", has_text=ROUND).get_by_role("link").first.click()
    page.get_by_role("button", name="Hitung usulan").click()
    expect(page.locator(".finding")).to_contain_text("pesanan", timeout=A_MINUTE_MS)
    month.picture("month-proposal", page)
    page.get_by_role("button", name="Setujui usulan").click()
    expect(page.get_by_role("alert").first).to_contain_text("harus oleh orang lain")


def take_the_deposit(month: Month) -> None:
    """A fifth of what the workshop will pay is in the cash book before anything is ordered."""
    page = month.window("centre_staff")
    page.locator(".needs li", has_text=ROUND).get_by_role("link").first.click()
    page.locator("tr", has_text="Bengkel Contoh Satu").get_by_role("link", name=DEPOSIT).click()
    expect(page.get_by_text(f"= {DEPOSIT}")).to_be_visible()
    page.get_by_label("Jenis").select_option(label="Transfer bank")
    page.get_by_role("button", name="Simpan").click()
    said(page, "melunasi tagihan anggota")


def approve_and_order(month: Month) -> None:
    """Another person than who opened the round."""
    page = month.window("centre_buyer")
    page.locator(".needs li", has_text=ROUND).get_by_role("link").first.click()
    page.get_by_role("link", name="Buka usulan").click()
    page.get_by_role("button", name="Setujui usulan").click()
    said(page, "Disetujui")
    page.get_by_role("button", name="Pesan kepada penjual").click()
    said(page, "dikirim")
    page.get_by_role("link", name="PO/").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("PO/")
    month.picture("month-order", page)


def see_the_share(month: Month) -> None:
    """The workshop reads what it gets and pays, and what it would have paid alone."""
    page = month.window("maker_owner", "phone")
    page.locator(".bar details.more > summary").click()
    page.locator(".bar").get_by_role("link", name="Belanja bersama").click()
    page.get_by_role("link", name=ROUND).click()
    expect(page.get_by_text("Anda membayar").first).to_be_visible()
    expect(page.get_by_text("Yang Anda dapat")).to_be_visible()


def confirm_at_the_mill(month: Month) -> None:
    """The mill reads the order, says on which day it comes, and announces the heat before the lorry leaves."""
    month.it_is(10)
    page = month.window("mill_sales")
    month.picture("month-mill-home", page)
    page.locator(".needs li", has_text="PO/").get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("Rp 45.609.300")
    page.locator("main").get_by_role("link", name="Konfirmasi").first.click()
    page.get_by_label("Tiba pada").fill("2026-12-18")
    page.get_by_label("Nomor Anda sendiri").fill("SO-7781 (contoh)")
    page.get_by_role("button", name="Konfirmasi").click()
    said(page, "Dikonfirmasi")
    month.it_is(17)
    page.get_by_role("link", name="Kabarkan kiriman").first.click()
    page.get_by_label("Heat").fill(HEAT)
    page.get_by_label("Buah").fill("100")
    page.get_by_label("Berat menurut surat jalan").fill("5.365,8")
    page.get_by_label("Nomor sertifikat").fill(CERTIFICATE)
    month.picture("month-mill-notice", page)
    page.get_by_role("button", name="Kabarkan").click()
    said(page, "dikabarkan")
    month.picture("month-mill-order", page)


def receive_by_weight(month: Month) -> None:
    """At the gate, on the phone: heat, pieces and certificate are announced; the scale has the last word."""
    month.it_is(18)
    page = month.window("centre_yard", "phone")
    page.locator(".bar").get_by_role("link", name="Pesanan", exact=True).click()
    page.get_by_role("link", name="Pesanan pembelian").click()
    page.get_by_role("link", name="PO/").first.click()
    page.get_by_role("link", name="Terima dengan timbang").first.click()
    expect(page.get_by_label("Heat")).to_have_value(HEAT)
    expect(page.get_by_label("Nomor sertifikat")).to_have_value(CERTIFICATE)
    page.get_by_label("Berat timbang").fill(WEIGHED)
    month.picture("month-receive", page)
    page.get_by_role("button", name="Bukukan kiriman").click()
    said(page, "Dibukukan")
    expect(page.locator("main")).to_contain_text("5.362,0 kg")
    expect(page.locator("main")).to_contain_text("60 buah · 3.217,2 kg")


def keep_the_certificate(month: Month) -> None:
    """The mill's certificate stands behind every lot of the heat."""
    page = month.window("centre_yard")
    page.locator(".rail").get_by_role("link", name="Pesanan", exact=True).click()
    page.get_by_role("link", name="Pesanan pembelian").click()
    page.get_by_role("link", name="PO/").first.click()
    page.get_by_role("link", name=CERTIFICATE).click()
    expect(page.get_by_label("Nomor heat")).to_have_value(HEAT)
    page.locator("[name=chem_c]").fill("0,09")
    page.get_by_role("button", name="Catat heat").click()
    said(page, "Tercatat")


def agree_to_the_bill(month: Month) -> None:
    """The mill's bill matches what was weighed; who neither ordered, received nor noted it agrees to it."""
    month.it_is(19)
    page = the_order(month.window("centre_yard"))
    page.get_by_role("link", name="Catat tagihan").first.click()
    page.get_by_label("Nomor tagihan").fill("INV-KS-553 (contoh)")
    page.get_by_label("Pajaknya").fill("5.013.470")
    page.get_by_role("button", name="Catat tagihan ini").click()
    said(page, "Dicatat")
    page = the_order(month.window("centre_cashier"))
    page.get_by_role("button", name="Setuju").click()
    said(page, "Disetujui")
    expect(page.locator("main")).to_contain_text("Rp 45.577.000")
    month.picture("month-bill", page, to="Untuk siapa")


def the_order(page: Page) -> Page:
    """The one purchase order, by its list."""
    page.locator(".rail").get_by_role("link", name="Pesanan", exact=True).click()
    page.get_by_role("link", name="Pesanan pembelian").click()
    page.get_by_role("link", name="PO/").first.click()
    return page


def said(page: Page, words: str | re.Pattern[str]) -> None:
    """What the page answers to an act."""
    expect(page.get_by_role("status").first).to_contain_text(words)
