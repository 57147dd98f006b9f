"""Columns are known by any of their words, and what nobody reads is named."""

from __future__ import annotations

import pytest

from rantai.core.headings import columns_of, unread_of

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
