"""A list as workshops write it: pasted or sent, in mm or cm, with headings in any words, with slips in it."""

import io
from datetime import date

import pytest
import xlsxwriter

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.cutting_jobs import actions, columns_in, queries, rows_in
from rantai.core.problems import InvalidInput
from tests.apps.cutting_jobs import lists
from tests.cast import SmallSentra

PASTED = """No\tNama bagian\tP (mm)\tL (mm)\tQty\tBengkel
1\tDinding\t1.200\t600\t24 pcs\tMaju
2\tLantai\t1500,5\t900\t12\t
"""


def read(text: str, kind: str = "sheet", **more: object) -> columns_in.Read:
    rows = rows_in.rows_of_text(text)
    seen = columns_in.guess(rows, kind, {})
    facts = {"fields": seen.fields, "has_heading": seen.has_heading, "unit": seen.unit, "owners": {}} | more
    return columns_in.read_rows(rows, kind=kind, **facts)  # type: ignore[arg-type]


def codes(found: columns_in.Read) -> list[tuple[str, int | None, str]]:
    return [(problem.code, problem.where.row, problem.where.column) for problem in found.problems]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Panjang\tLebar\tJumlah", ("length", "width", "quantity")),
        ("PART NAME\tLENGTH (mm)\tWIDTH (mm)\tQTY\tOwner", ("code", "length", "width", "quantity", "owner")),
        ("Kode\tPjg\tLbr\tJml\tCatatan", ("code", "length", "width", "quantity", "")),
        ("Jumlah\tP\tL", ("quantity", "length", "width")),
        ("No\tNama Komponen\tPjg\tLbr\tJml", ("", "code", "length", "width", "quantity")),
        ("No\tPjg\tLbr\tJml", ("code", "length", "width", "quantity")),
    ],
)
def test_headings_are_understood_in_either_language(headings: str, fields: tuple[str, ...]) -> None:
    assert columns_in.guess(rows_in.rows_of_text(f"{headings}\n"), "sheet", {}).fields == fields


def test_what_a_firm_called_its_columns_last_time_goes_before_any_guess() -> None:
    rows = rows_in.rows_of_text("Dim A\tDim B\tBanyaknya\n700\t300\t4")
    known = {"dim a": "length", "dim b": "width", "banyaknya": "quantity"}
    assert columns_in.guess(rows, "sheet", known).fields == ("length", "width", "quantity")


def test_titles_above_empty_rows_and_a_total_below_are_passed_over_and_rows_keep_their_numbers() -> None:
    text = (
        "DAFTAR POTONG\t\t\t\n\t\t\t\nUraian\tP\tL\tQty\nDinding\t1.200\t600\t4\n\t\t\t\nSiku\tx\t120\t2\nTOTAL\t\t\t6"
    )
    rows = columns_in.without_title(rows_in.rows_of_text(text), "sheet", {})
    assert rows_in.rows_of_text(rows_in.text_of(rows)) == rows
    seen = columns_in.guess(rows, "sheet", {})
    assert (seen.fields, seen.has_heading) == (("code", "length", "width", "quantity"), True)
    found = columns_in.read_rows(rows, kind="sheet", fields=seen.fields, has_heading=True, unit="mm", owners={})
    assert [piece.code for piece in found.pieces] == ["Dinding"]
    assert codes(found) == [("N002", 6, "length")]


def test_a_list_without_headings_is_sizes_and_then_the_count() -> None:
    found = columns_in.guess(rows_in.rows_of_text("Siku\t700\t300\t4\nPelat\t350\t120\t6"), "sheet", {})
    assert (found.fields, found.has_heading) == (("code", "length", "width", "quantity"), False)


def test_a_pasted_list_becomes_pieces() -> None:
    rows = rows_in.rows_of_text(PASTED)
    fields = ("", "code", "length", "width", "quantity", "owner")
    found = columns_in.read_rows(rows, kind="sheet", fields=fields, has_heading=True, unit="mm", owners={"maju": 7})
    assert not found.problems
    first, second = found.pieces
    assert (first.code, first.length_um, first.width_um, first.quantity, first.owner_id) == (
        *("Dinding", 1_200_000, 600_000, 24, 7),
    )
    assert (second.length_um, second.owner_id, second.owner_name) == (1_500_500, None, "")


@pytest.mark.parametrize(
    ("text", "unit", "um"),
    [
        *[("1.500", "mm", 1_500_000), ("1,5", "mm", 1_500), ("1500", "mm", 1_500_000), ("1 500", "mm", 1_500_000)],
        *[("150", "cm", 1_500_000), ("1,5", "cm", 15_000), ("1,5 m", "mm", 1_500_000), ("62.5 cm", "mm", 625_000)],
    ],
)
def test_sizes_are_read_as_people_write_them(text: str, unit: str, um: int) -> None:
    assert columns_in.length_um(text, columns_in.UNITS[unit], lists_where()) == um


def lists_where() -> columns_in.Where:
    return columns_in.Where(row=2, column="length")


def test_a_doubtful_size_is_refused_with_both_readings() -> None:
    with pytest.raises(InvalidInput) as refused:
        columns_in.length_um("1,500", 1_000, lists_where())
    assert (refused.value.problems[0].values["low"], refused.value.problems[0].values["high"]) == ("1,5", "1500")


def test_every_wrong_row_is_named_at_once() -> None:
    found = read("panjang\tlebar\tjumlah\tperlu\n700\tx\t4\t\n0\t300\t0\t\n600\t300\t2\t31/31/2027\n")
    assert codes(found) == [
        ("N002", 2, "width"),
        ("N006", 3, "length"),
        ("N006", 3, "quantity"),
        ("cut-day-unreadable", 4, "due"),
    ]
    assert found.pieces == []


def test_columns_that_are_missing_or_marked_twice_are_named() -> None:
    found = read("700\t300\t4", fields=("length", "length", ""), has_heading=False)
    assert [problem.code for problem in found.problems] == [
        "cut-column-missing",
        "cut-column-missing",
        "cut-column-twice",
    ]


def test_equal_marks_are_named_with_the_first_row() -> None:
    found = read("nama\tpanjang\tlebar\tjumlah\nA\t7\t3\t1\nA\t8\t3\t1")
    assert codes(found) == [("cut-mark-twice", 3, "code")]


def test_days_and_turning_are_read() -> None:
    found = read("panjang\tlebar\tjumlah\tperlu\tputar\n700\t300\t4\t21/11/2026\ttidak")
    assert (found.pieces[0].due, found.pieces[0].is_rotatable) == (date(2026, 11, 21), False)


def test_bars_need_no_width_and_coils_no_length() -> None:
    assert read("panjang\tjumlah\n1450\t8", "bar").pieces[0].length_um == 1_450_000
    assert read("lebar\tjumlah\n180\t6", "coil").pieces[0].width_um == 180_000


@pytest.mark.parametrize("text", ["a;b;c\n1;2;3", "a,b,c\n1,2,3", "a|b|c\n1|2|3", "a\tb\tc\n1\t2\t3"])
def test_cells_are_parted_by_whatever_the_file_uses(text: str) -> None:
    assert rows_in.rows_of_text(text) == [["a", "b", "c"], ["1", "2", "3"]]


def test_a_decimal_comma_parts_no_cells() -> None:
    assert rows_in.rows_of_text("700,5;300;4") == [["700,5", "300", "4"]]


def test_rows_survive_the_way_through_the_page() -> None:
    rows = [["Siku, kecil", "1.500", ""], ["Pelat", "700", "300"]]
    assert rows_in.rows_of_text(rows_in.text_of(rows)) == rows


def test_an_excel_file_is_read_in_a_process_of_its_own() -> None:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        page = book.add_worksheet()
        for line, row in enumerate(
            [["Panjang", "Lebar", "Jumlah"], [1219.525, 300, 4], [None, None, None], [700, 62.5, 2]]
        ):
            page.write_row(line, 0, row)
    rows = rows_in.rows_of_file("daftar.xlsx", memory.getvalue())
    assert rows == [["Panjang", "Lebar", "Jumlah"], ["1219,5250", "300", "4"], ["", "", ""], ["700", "62,5", "2"]]


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"\x00\x01\x02" * 50, b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_a_file_that_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        rows_in.rows_of_file("foto.xlsx", content)
    assert refused.value.problems[0].code == "cut-file-unreadable"


def test_an_empty_list_and_an_endless_one_are_refused() -> None:
    for text, code in (
        ("  \n ", "cut-list-empty"),
        ("1\t2\n" * 7_000, "cut-too-many-rows"),
        ("x" * 1_000_001, "cut-list-long"),
    ):
        with pytest.raises(InvalidInput) as refused:
            rows_in.rows_of_text(text)
        assert refused.value.problems[0].code == code


def test_columns_are_remembered_per_firm(small_sentra: SmallSentra) -> None:
    own, other = small_sentra.organisations["centre"], small_sentra.organisations["maker_a"]
    columns = {"Dim A": "length", "Dim B": "width", "Aneh": "nonsense"}
    actions.remember(organisation_id=own, columns=columns, by=SYSTEM, at=lists.AT)
    actions.remember(organisation_id=own, columns={"dim b": ""}, by=SYSTEM, at=lists.AT)
    assert queries.remembered(own) == {"dim a": "length", "dim b": ""}
    assert queries.remembered(other) == {}
