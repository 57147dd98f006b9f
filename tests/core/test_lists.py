"""Columns are known by any of their words, and what nobody reads is named."""

from __future__ import annotations

import pytest

from rantai.core.lists import Read, columns_of, missing_of, read_each, unread_of, yes_or_no
from rantai.core.numbers import parse_whole
from rantai.core.problems import Refusal, Where

KNOWN = {"code": ("kode", "code"), "limit": ("batas kredit",), "mass": ("berat", "berat (kg)"), "no": ("no heat",)}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kode", "code"),
        ("  CODE ", "code"),
        ("Batas  kredit (Rp)", "limit"),
        ("Berat (kg)", "mass"),
        ("berat(KG)", "mass"),
        ("No. heat", "no"),
    ],
)
def test_a_heading_is_known_whatever_case_dots_or_unit_it_carries(heading: str, field: str) -> None:
    assert columns_of(["lain", heading], KNOWN) == {field: 1}


def test_of_two_columns_of_one_meaning_the_first_is_read_and_the_other_named() -> None:
    headings = ["Kode", "Batas kredit", "", "code", "Hari"]
    assert columns_of(headings, KNOWN) == {"code": 0, "limit": 1}
    assert unread_of(headings, KNOWN) == ["code", "Hari"]


def test_a_heading_as_it_is_written_comes_before_the_same_without_its_unit() -> None:
    known = {"day": ("mulai",), "from_g": ("mulai (kg)",)}
    assert columns_of(["Mulai (kg)", "Mulai"], known) == {"from_g": 0, "day": 1}


def test_every_row_is_read_by_its_own_number_and_every_problem_is_kept() -> None:
    rows = [["No", "Berat"], ["a", "5"], ["", ""], ["b", "-1"], ["c", "x"], ["d", " 1.500 "]]
    read = read_each(rows, {"mass": 1}, lambda number, cells: parse_whole(cells["mass"], where=Where(row=number)))
    assert read.rows == (5, 1_500)
    assert [(one.code, one.where.row) for one in read.problems] == [("N006", 4), ("N002", 5)]
    assert read_each([["No"]], {"no": 0}, lambda number, _cells: number) == Read((), ())


def test_every_needed_column_that_is_missing_is_named() -> None:
    refusal = Refusal("x", "Kolom {column}", "Column {column}", "", "")
    problems = missing_of({"code": 0}, ("code", "limit", "mass"), KNOWN, refusal)
    assert [(one.where.row, one.where.column, one.values["column"]) for one in problems] == [
        (1, "limit", "batas kredit"),
        (1, "mass", "berat"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("Ya", True), (" yes ", True), ("1", True), ("TIDAK", False), ("0", False), ("?", None)],
)
def test_yes_and_no_are_known_in_both_languages(text: str, said: bool | None) -> None:
    assert yes_or_no(text) is said
