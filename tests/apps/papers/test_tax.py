"""PPN by dated rule, with the worked examples of the tax office's change of 2025."""

from datetime import date
from fractions import Fraction

import pytest

from rantai.apps.papers.tax import Tax, faktur_number, rounded, stamp_duty_idr, tax
from rantai.core.problems import InvalidInput

IN_2024, IN_2025 = date(2024, 12, 31), date(2025, 1, 1)


@pytest.mark.parametrize(
    ("price_idr", "on", "base_idr", "ppn_idr"),
    [
        (10_000_000, IN_2025, 9_166_667, 1_100_000),  # the published example: base 9,166,667, tax 1,100,000
        (10_000_000, IN_2024, 10_000_000, 1_100_000),
        (12, IN_2025, 11, 1),  # 11 × 12 % = 1.32
        (1_000_001, IN_2025, 916_668, 110_000),  # exact 110,000.11
        (50, IN_2025, 46, 6),  # exact 5.50: halves go away from zero, once
        (-50, IN_2025, -46, -6),  # the credit note takes back what was asked
        (0, IN_2025, 0, 0),
        (10**15, IN_2025, 916_666_666_666_667, 110 * 10**12),
    ],
)
def test_ppn_of_a_taxable_seller(price_idr: int, on: date, base_idr: int, ppn_idr: int) -> None:
    asked = tax(price_idr, on=on, is_taxable=True)
    assert (asked.base_idr, asked.ppn_idr, asked.total_idr) == (base_idr, ppn_idr, price_idr + ppn_idr)


def test_the_rate_changes_on_the_first_of_2025_and_the_base_with_it() -> None:
    before, after = tax(1_200, on=IN_2024, is_taxable=True), tax(1_200, on=IN_2025, is_taxable=True)
    assert (before.rate_ppm, before.has_other_base, before.faktur_code) == (110_000, False, "01")
    assert (after.rate_ppm, after.has_other_base, after.faktur_code) == (120_000, True, "04")
    assert before.ppn_idr == after.ppn_idr == 132


def test_tax_is_rounded_once_for_the_whole_document() -> None:
    lines = [50, 50, 50]
    assert tax(sum(lines), on=IN_2025, is_taxable=True).ppn_idr == 17  # 16.5, not three times 6
    assert sum(tax(line, on=IN_2025, is_taxable=True).ppn_idr for line in lines) == 18


def test_a_seller_who_is_not_taxable_asks_none() -> None:
    assert tax(10_000_000, on=IN_2025, is_taxable=False) == Tax(10_000_000, 0, 0, 0, 0, "")


def test_a_steel_maker_collects_pph22_from_a_distributor_on_the_price_without_ppn() -> None:
    asked = tax(10_000_000, on=IN_2025, is_taxable=True, asks_pph22=True)
    assert (asked.pph22_idr, asked.total_idr) == (30_000, 11_130_000)


def test_a_day_before_the_first_known_rule_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        tax(1, on=date(2022, 3, 31), is_taxable=True)
    assert [one.code for one in refused.value.problems] == ["tax-no-rule"]


def test_the_faktur_number_is_kept_as_it_was_entered() -> None:
    for text in ("", "01.00.24.000-12345678", " 04002500012345678 "):
        assert faktur_number(text, seller="", on=IN_2025, is_taxable=True) == text.strip()


@pytest.mark.parametrize(
    ("text", "is_taxable", "code"),
    [
        ("01.00.24", False, "faktur-of-non-taxable"),
        ("nomor", True, "faktur-unreadable"),
        ("1" * 41, True, "faktur-unreadable"),
    ],
)
def test_a_wrong_faktur_number_is_refused(text: str, is_taxable: bool, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        faktur_number(text, seller="Bengkel contoh", on=IN_2025, is_taxable=is_taxable)
    assert [one.code for one in refused.value.problems] == [code]


def test_a_duty_stamp_is_due_above_five_million() -> None:
    assert [stamp_duty_idr(amount) for amount in (5_000_000, 5_000_001)] == [0, 10_000]


def test_rounding_is_half_away_from_zero() -> None:
    assert [rounded(Fraction(halves, 2)) for halves in (-3, -1, 1, 3)] == [-2, -1, 1, 2]
