"""December, second half: the member's part and pieces cut to size are sold, delivered by heat, billed and paid."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.month.buying import DEPOSIT, HEAT, ROUND, said
from tests.browser.month.cast import STEEL, Month

WORKSHOP = "Bengkel Contoh Satu"
SHARE_TOTAL = "Rp 30.354.282"  # 3.217,2 kg at the round's 8.500 a kilogram, with PPN
PIECES = 10
GIRO = "4.881.166"  # what the deposit and a transfer of 20.000.000 leave
A_MINUTE_MS = 60_000


def sell_the_share(month: Month) -> None:
    """The member's sheets, kept for it since the scale, go on a sale at the price of the round."""
    month.it_is(19)
    page = month.window("centre_staff")
    page.locator(".rail").get_by_role("link", name="Pesanan", exact=True).click()
    page.get_by_role("link", name="Pesanan pembelian").click()
    page.get_by_role("link", name="PO/").first.click()
    page.get_by_role("button", name="Jual kepada anggota").click()
    said(page, "harga putaran")
    expect(page.locator("main")).to_contain_text(SHARE_TOTAL)
    page.get_by_role("button", name="Konfirmasi pesanan").click()
    expect(page.locator("main")).to_contain_text(DEPOSIT)
    month.picture("month-share-sale", page)


def deliver_the_share(month: Month) -> None:
    """Out of the gate with its heat on the delivery note, and with its invoice."""
    page = month.windows["centre_staff", "desk"]
    page.get_by_role("link", name="Kirim").first.click()
    expect(page.locator("main")).to_contain_text(HEAT)
    page.get_by_label("Kendaraan").fill("H 1234 AB")
    page.get_by_label("Sopir").fill("Sopir contoh")
    page.get_by_role("button", name="Keluarkan barang").click()
    said(page, "surat jalan")
    month.picture("month-delivery", page)


def ask_for_cut_pieces(month: Month) -> None:
    """The workshop orders pieces cut to size on its phone, and says that the sheets have arrived."""
    month.it_is(20)
    page = month.window("maker_owner", "phone")
    page.locator(".bar details.more > summary").click()
    page.locator(".bar").get_by_role("link", name="Beli baja").click()
    month.picture("month-shop", page)
    page.get_by_role("link", name="Pesan baja").click()
    page.get_by_label("Baja").first.fill(STEEL)
    page.get_by_label("Jumlah").first.fill(str(PIECES))
    page.get_by_label("Dipotong panjang").first.fill("1200")
    page.get_by_label("Dipotong lebar").first.fill("600")
    month.picture("month-ask", page)
    page.get_by_role("button", name="Kirim pesanan").click()
    said(page, "Terkirim")


def make_the_cutting_list(month: Month) -> None:
    """The centre confirms under the limit and makes the list of what is cut."""
    page = month.window("centre_staff")
    page.locator(".rail").get_by_role("link", name="Penjualan").click()
    page.get_by_role("link", name="Penjualan 8").first.click()
    page.get_by_role("button", name="Konfirmasi pesanan").click()
    page.get_by_role("button", name="Buat daftar potong").click()
    page.get_by_role("link", name="Daftar potong").first.click()
    expect(page.locator("main")).to_contain_text(HEAT)


def deliver_the_pieces(month: Month) -> None:
    """What was cut leaves with the heat of its sheet; the workshop says on its phone that it has come."""
    month.it_is(22)
    page = month.window("centre_staff")
    page.locator(".rail").get_by_role("link", name="Penjualan").click()
    page.get_by_role("link", name="Penjualan 8").first.click()
    page.get_by_role("link", name="Kirim").first.click()
    expect(page.locator("main")).to_contain_text(HEAT)
    page.get_by_role("button", name="Keluarkan barang").click()
    said(page, "surat jalan")
    page.get_by_role("link", name="INV/").click()
    expect(page.locator("main")).to_contain_text("PPN")
    month.picture("month-invoice", page)
    phone = month.window("maker_owner", "phone")
    phone.locator(".bar details.more > summary").click()
    phone.locator(".bar").get_by_role("link", name="Beli baja").click()
    phone.get_by_role("link", name="Pesanan 8").click()
    phone.locator(".head .actions").get_by_role("link", name="Sudah sampai").click()
    phone.get_by_label("Penerima").fill("Pak contoh")
    sign(phone)
    month.picture("month-arrived", phone)
    phone.get_by_role("button", name="Sudah sampai").click()
    expect(phone.locator("main")).to_contain_text("Pak contoh")
    signed = phone.get_by_alt_text("Tanda tangan Pak contoh")
    assert signed.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    month.picture("month-signed", phone)


def sign(phone: Page) -> None:
    """A signature in the box, which stays inside the page at the width of a phone."""
    box = phone.locator(".signing canvas").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= WIDTHS["phone"]["width"]
    phone.locator(".signing canvas").scroll_into_view_if_needed()
    box = phone.locator(".signing canvas").bounding_box()
    assert box is not None
    phone.mouse.move(box["x"] + 30, box["y"] + 120)
    phone.mouse.down()
    for step in range(1, 9):
        phone.mouse.move(box["x"] + 30 + 25 * step, box["y"] + (50 if step % 2 else 130))
    phone.mouse.up()


def pay(month: Month) -> None:
    """A transfer and a giro for the share, cash for the pieces."""
    month.it_is(28)
    page = month.window("centre_cashier")
    received(month, page, "INV/2026/00007", "Transfer bank", "20.000.000")
    received(month, page, "INV/2026/00007", "Giro", GIRO)
    month.picture("month-giro", page)
    received(month, page, "INV/2026/00008", "Tunai", "")
    page.locator(".rail").get_by_role("link", name="Penjualan").click()


def received(month: Month, page: Page, invoice: str, kind: str, amount: str) -> None:
    """Money for one invoice; without an amount all that is open."""
    page.locator(".rail").get_by_role("link", name="Penjualan").click()
    page.get_by_role("link", name="Tagihan").first.click()
    page.get_by_role("link", name=invoice).click()
    page.get_by_role("link", name="Terima pembayaran").first.click()
    page.get_by_label("Jenis").select_option(label=kind)
    if amount:
        page.get_by_label("Jumlah").fill(amount)
    if kind == "Giro":
        page.get_by_label("Nomor giro").fill("GB 123456")
        page.get_by_label("Giro cair tanggal").fill("2026-12-30")
    page.get_by_role("button", name="Simpan pembayaran").click()
    said(page, "Pembayaran")


def honour_the_giro(month: Month) -> None:
    """The bank pays the giro; it settles what is left of the invoice, and the statement says so."""
    month.it_is(30)
    page = month.window("centre_cashier")
    page.locator(".rail").get_by_role("link", name="Penjualan").click()
    page.get_by_role("link", name="Tagihan").first.click()
    page.get_by_role("link", name="Pembayaran").click()
    page.get_by_role("row", name="Giro").get_by_role("link").first.click()
    page.get_by_role("button", name="Bank mencairkannya").click()
    page.get_by_role("link", name="INV/2026/00007").click()
    expect(page.locator("main")).to_contain_text("Lunas")
    page.get_by_role("link", name="Rekening pelanggan").click()
    month.picture("month-statement", page)
    expect(page.locator("tbody tr").last).to_contain_text(f"Rp {GIRO}")
    expect(page.locator("tbody tr").last.locator("td").last).to_have_text("Rp 0")
    expect(page.locator("tfoot")).to_contain_text("Rp 32.230.182")


def see_the_share_paid(month: Month) -> None:
    """Nobody marks it: the deposit, the transfer and the giro paid the invoice, so the share of the round is paid."""
    page = month.window("centre_staff")
    page.get_by_role("link", name="Putaran belanja").first.click()
    page.get_by_role("link", name="Semua").first.click()
    page.locator("tr", has_text=ROUND).get_by_role("link").first.click()
    row = page.locator("tr", has_text=WORKSHOP).filter(has_text=DEPOSIT)
    expect(row).to_contain_text("lunas")
    expect(row.get_by_role("button")).to_have_count(0)
    month.picture("month-share-paid", page)
