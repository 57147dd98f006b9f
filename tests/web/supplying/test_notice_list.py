"""A mill announces many heats with one file; every wrong row says why, and nothing is noted before it was seen."""

from rantai.apps.purchasing import notice_sheet, queries
from rantai.apps.purchasing.models import NoticeLine
from rantai.apps.purchasing.queries import OrderLineRow
from tests.cast import SmallSentra
from tests.web.purchases.examples import order_id

LIST = "Heat\tLembar\tBerat kg\tSertifikat\nH-7\t20\t1.073,2\tMTC-7\nH-8\t10\t536,6\t"
SHEET = OrderLineRow(1, 1, "SPHC 2,3 lembar 4x8", "sheet", "SPHC", 10, 1, 1, 1, 0, 0)
COIL = OrderLineRow(2, 2, "SPHC 2,3 koil", "coil", "SPHC", 0, 1, 1, 1, 0, 0)


def test_a_list_is_seen_first_and_noted_once(small_sentra: SmallSentra) -> None:
    order = order_id(small_sentra)
    mill, address = small_sentra.client("mill_sales"), f"/pesanan-masuk/{order}/kabar/excel/"
    form = {"day": "2026-12-20", "key": "k1", "text": LIST}
    page = mill.post(address, form).content.decode()
    assert "2 heat, seluruhnya 1.609,8" in page
    assert not NoticeLine.objects.exists()
    for _twice in range(2):
        assert mill.post(address, {**form, "take": "1"})["Location"] == f"/pesanan-masuk/{order}/"
    rows = [(one.heat, one.pieces, one.mass_g, one.certificate_code) for one in queries.notices(order)]
    assert sorted(rows) == [("H-7", 20, 1_073_200, "MTC-7"), ("H-8", 10, 536_600, "")]


def test_the_centre_notes_the_list_it_was_sent(small_sentra: SmallSentra) -> None:
    order = order_id(small_sentra)
    form = {"day": "2026-12-20", "key": "k2", "text": LIST, "take": "1"}
    small_sentra.client("centre_staff").post(f"/pembelian/{order}/kabar/excel/", form)
    assert NoticeLine.objects.count() == 2


def test_a_list_with_one_wrong_row_is_not_noted(small_sentra: SmallSentra) -> None:
    order = order_id(small_sentra)
    form = {"day": "2026-12-20", "key": "k3", "text": f"{LIST}\nH-7\t1\t50\t", "take": "1"}
    answer = small_sentra.client("mill_sales").post(f"/pesanan-masuk/{order}/kabar/excel/", form)
    assert answer.status_code == 422
    assert "sudah ada di baris 2" in answer.content.decode()
    assert not NoticeLine.objects.exists()


def test_every_row_says_what_is_wrong_with_it() -> None:
    head = ["Ukuran", "Heat", "Lembar", "Berat kg"]
    rows = [head, ["Lain", "", "x", "1.500"], [SHEET.format_name.upper(), "H-1", "", "12,5"], ["", "H-2", "1", "5"]]
    read = notice_sheet.read_rows(rows, [SHEET, COIL])
    assert sorted((one.where.row, one.code) for one in read.problems) == [
        (2, "N004"),
        (2, "purchase-notice-heat"),
        (2, "purchase-notice-size"),
        (3, "N001"),
        (4, "purchase-notice-size"),
    ]
    fine = notice_sheet.read_rows([head, [COIL.format_name, "H-9", "", "8000"]], [SHEET, COIL])
    assert [(one.line_id, one.heat, one.pieces, one.mass_g) for one in fine.rows] == [(2, "H-9", 0, 8_000_000)]
    assert [one.code for one in notice_sheet.read_rows([["Heat"]], [SHEET]).problems] == ["purchase-notice-column"] * 2
