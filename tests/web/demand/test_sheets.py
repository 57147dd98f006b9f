"""Excel in: everything wrong at once, the change shown before it is made, another firm's line left alone."""

import io
import re
import zipfile
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from python_calamine import CalamineWorkbook

from rantai.apps.demand.models import DemandLine
from rantai.apps.parties.models import Grant
from tests.apps.planning.test_sheets import repacked, xlsx
from tests.cast import SmallSentra
from tests.web.home.world import AT, line, programme

HEADING = (
    *("demand_code", "kind", "item_code", "customer_code", "place_code", "due_date", "quantity_pieces"),
    *("priority", "firmness"),
)


def row(
    code: str = "D-1", quantity: object = "1.500", kind: str = "programme", firm: str = "CONSORTIUM"
) -> Sequence[object]:
    return (code, kind, "GEROBAK", firm, "33.10", "2027-02-19", quantity, 1, "firm")


def send(cast: SmallSentra, content: bytes, table: str = "demand", name: str = "isi.xlsx") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return cast.client("consortium_manager").post("/program/unggah/", {"table": table, "file": file})  # type: ignore[return-value]


def sheet(*rows: Sequence[object]) -> bytes:
    return xlsx(*rows, heading=HEADING)


def test_a_sheet_is_shown_first_and_taken_over_on_the_word(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    page = send(small_sentra, sheet(row(), row("D-9", 3))).content.decode()
    assert "Belum ada yang disimpan" in page
    assert "1.500" in page
    assert "<td>programme</td>" not in page
    assert line("D-1").quantity_pieces == 10
    draft = re.search(r'action="(/program/unggah/[0-9a-f-]{36}/)"', page)
    assert draft is not None
    done = small_sentra.client("consortium_manager").post(draft[1], follow=True).content.decode()
    assert "Tersimpan: 1 baru, 1 berubah, 0 hilang" in done
    assert {line("D-1").quantity_pieces, line("D-9").quantity_pieces} == {1500, 3}
    again = small_sentra.client("consortium_manager").post(draft[1], follow=True).content.decode()
    assert "Pratinjau ini sudah tidak ada" in again


def test_everything_wrong_is_told_with_row_column_and_way_out(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    wrong = sheet(*(row(f"D-{n}", bad) for n, bad in enumerate(["-3", "0", "x", str(10**30), ""], start=20)))
    answer = send(small_sentra, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tidak ada yang disimpan" in page
    for number in range(2, 7):
        assert f"baris {number}" in page
    assert "Jumlah" in page
    assert "Isi angka dari" in page
    assert DemandLine.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "bukan Excel"),
        ("kode;jumlah\nD-1;1.500 unit für Çelik\n".encode("cp1252"), "bukan Excel"),
        (b"PK\x03\x04 cut off", "bukan Excel"),
        (repacked(xlsx(row(), heading=HEADING), {"xl/worksheets/sheet1.xml": b" " * 60_000_000}), "tidak wajar"),
        (xlsx(heading=("Warna",)), "Warna"),
    ],
    ids=["empty", "cp1252", "cut", "bomb", "columns"],
)
def test_a_file_that_is_not_what_it_seems_is_refused(small_sentra: SmallSentra, content: bytes, words: str) -> None:
    programme(small_sentra)
    answer = send(small_sentra, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_without_a_file_the_form_says_so(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    answer = small_sentra.client("consortium_manager").post("/program/unggah/", {"table": "demand"})
    assert 'role="alert"' in answer.content.decode()


def test_a_buyers_line_can_be_neither_seen_nor_changed_through_a_sheet(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    code = small_sentra.secret("buyer")
    taken = sheet(row(code, 1))
    answer = send(small_sentra, taken)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "milik perusahaan lain" in page
    assert "Simpan perubahan ini" not in page
    assert "Poros roda" not in page
    assert DemandLine.objects.get(code=code).quantity_pieces == 6


def test_the_template_holds_the_lines_that_may_be_changed_and_comes_back_unchanged(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    answer = small_sentra.client("consortium_manager").get("/program/unggah/contoh/demand/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert 'filename="permintaan.xlsx"' in answer["Content-Disposition"]
    assert [cells[0] for cells in rows[1:]] == ["D-1"]
    assert not {"programme", "firm"} & {str(cell) for cells in rows for cell in cells}
    assert "sama persis" in send(small_sentra, answer.content).content.decode()


def test_master_data_comes_in_the_same_way(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    answer = small_sentra.client("consortium_manager").get("/program/unggah/contoh/formats/")
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert "sama persis" in send(small_sentra, answer.content, "formats").content.decode()


def test_makers_tables_need_every_makers_permission(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    client = small_sentra.client("consortium_manager")
    assert client.get("/program/unggah/contoh/resources/").status_code == 200
    Grant.objects.filter(giver=small_sentra.organisations["maker_b"], scope="capacity").update(revoked_at=AT)
    assert client.get("/program/unggah/contoh/resources/").status_code == 404
    assert client.get("/program/unggah/contoh/material_receipts/").status_code == 404
    assert client.get("/program/unggah/contoh/tidak_ada/").status_code == 404
