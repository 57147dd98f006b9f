"""One list: what it shows, finds, sums, sorts and downloads."""

import datetime as dt
import io
import time
from dataclasses import dataclass, replace

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation
from python_calamine import CalamineWorkbook

from rantai.web.layout.lists import Column, Filter, Found, ListPage, ListSpec, build, respond, workbook
from rantai.web.layout.pieces import Empty


@dataclass(frozen=True)
class Row:
    name: str
    sentra: str
    mass_g: int | None
    cost_idr: int
    due: dt.date
    status: str = "late"
    url: str = "/x/"


SPEC = ListSpec(
    name="contoh",
    columns=(
        Column("name", "Nama", "link", url="url"),
        Column("sentra", "Sentra"),
        Column("status", "Status", "status"),
        Column("mass_g", "Berat", "mass", total=True, prime=True),
        Column("cost_idr", "Harga", "money", total=True, prime=True),
        Column("due", "Perlu", "date"),
    ),
    filters=(Filter("sentra", "Sentra"),),
    empty=Empty("Belum ada"),
    page_size=50,
)
ROWS = [
    Row("Bengkel Contoh 2", "Tegal", 643_900, 8_660_455, dt.date(2026, 3, 16)),
    Row("Bengkel Contoh 1", "Klaten", 1_500, 20_000, dt.date(2026, 3, 9)),
    Row("=SUM(A1)", "Tegal", None, 0, dt.date(2026, 4, 1), "on_time"),
]


def page(query: str = "", rows: object = ROWS) -> ListPage:
    return build(SPEC, rows, QueryDict(query))  # type: ignore[arg-type]


def names(shown: ListPage) -> list[str]:
    return [str(row[0].text) for row in shown.rows]


def test_rows_come_as_given_with_totals_over_all_found() -> None:
    shown = page()
    assert names(shown) == ["Bengkel Contoh 2", "Bengkel Contoh 1", "=SUM(A1)"]
    assert [cell.text for cell in shown.totals] == ["", "", "", "645,4\u00a0kg", "Rp\u00a08.680.455", ""]


def test_sorting_puts_missing_values_last_both_ways() -> None:
    assert names(page("sort=mass_g"))[-1] == "=SUM(A1)"
    assert names(page("sort=-mass_g")) == ["Bengkel Contoh 2", "Bengkel Contoh 1", "=SUM(A1)"]


def test_searching_wants_every_word_somewhere() -> None:
    assert names(page("q=contoh+klaten")) == ["Bengkel Contoh 1"]
    assert page("q=contoh+surabaya").count == 0


def test_a_filter_offers_what_the_rows_hold_and_keeps_the_totals_right() -> None:
    shown = page("sentra=Klaten")
    assert [value for value, _word, _now in shown.choices[0].options] == ["", "Klaten", "Tegal"]
    assert shown.totals[3].text == "1,5\u00a0kg"


def test_a_status_filter_offers_words_and_no_codes() -> None:
    shown = build(replace(SPEC, filters=(Filter("status", "Status"),)), ROWS, QueryDict())
    with translation.override("id"):
        assert [str(word) for _value, word, _now in shown.choices[0].options][1:] == ["Terlambat", "Tepat waktu"]


def test_what_the_address_invents_is_ignored() -> None:
    shown = page("sort=password&page=banana&nothing=1&sentra=")
    assert (shown.ask.sort, shown.page, shown.count) == ("", 1, 3)


def test_a_page_past_the_end_is_the_last_one() -> None:
    assert page("page=99").page == 1
    many = [Row(str(number), "Tegal", 1, 1, dt.date(2026, 1, 1)) for number in range(120)]
    shown = page("page=99999999", many)
    assert (shown.page, shown.pages, shown.first_row, shown.last_row) == (3, 3, 101, 120)


def test_an_empty_list_teaches_but_an_empty_search_says_so() -> None:
    assert page(rows=[]).empty.title == "Belum ada"
    assert page("q=surabaya").empty.icon == "search"


def test_ten_thousand_rows_are_one_page_in_half_a_second() -> None:
    many = [Row(f"Bengkel {n}", "Tegal", n, n, dt.date(2026, 1, 1)) for n in range(10_000)]
    start = time.process_time()
    shown = page("sort=-cost_idr&q=bengkel", many)
    assert time.process_time() - start < 0.5
    assert (len(shown.rows), shown.count, names(shown)[0]) == (50, 10_000, "Bengkel 9999")


def test_a_source_is_asked_for_one_page_only() -> None:
    asked = []

    class Shelf:
        def find(self, spec: ListSpec, ask: object, *, offset: int, limit: int | None) -> Found:
            asked.append((offset, limit))
            return Found(ROWS[:1], 60, {"mass_g": 7_000})

    assert page("page=2", Shelf()).count == 60
    assert asked == [(50, 50)]


def test_an_unknown_status_code_is_refused() -> None:
    with pytest.raises(KeyError):
        page(rows=[Row("x", "y", 1, 1, dt.date(2026, 1, 1), status="odd")])


def test_excel_holds_the_same_rows_as_numbers_in_human_units() -> None:
    content = workbook(SPEC, ROWS, QueryDict("sort=name"), "Bengkel: semua/sentra")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Bengkel  semua sentra"]
    table = book.get_sheet_by_index(0).to_python()
    assert table[0] == ["Nama", "Sentra", "Status", "Berat (kg)", "Harga (Rp)", "Perlu"]
    assert table[2] == ["Bengkel Contoh 1", "Klaten", "Terlambat", 1.5, 20_000, dt.date(2026, 3, 9)]
    assert table[4][:1] + table[4][3:5] == ["Jumlah", 645.4, 8_680_455]


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    content = workbook(SPEC, ROWS, QueryDict(), "x")
    cells = [row[0] for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()]
    assert "=SUM(A1)" in cells


def test_excel_is_offered_under_the_lists_name(rf: RequestFactory) -> None:
    answer = respond(rf.get("/", {"format": "xlsx", "sentra": "Klaten"}), SPEC, ROWS, title="Bengkel")
    assert answer["Content-Disposition"] == 'attachment; filename="contoh.xlsx"'
    assert CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).height == 3


def test_htmx_gets_only_the_list_and_no_cache_mixes_the_two(rf: RequestFactory) -> None:
    part = respond(rf.get("/", headers={"HX-Target": "list"}), SPEC, ROWS, title="Bengkel")
    assert part.content.lstrip().startswith(b'<div class="list" id="list">')
    assert "HX-Target" in part["Vary"]


def test_long_words_keep_their_column_wide_and_short_ones_do_not() -> None:
    long, short = page(rows=[replace(ROWS[0], sentra="Kawasan industri kecil Takaru"), ROWS[1]]).rows
    assert "long" in long[1].css
    assert "long" not in short[1].css
