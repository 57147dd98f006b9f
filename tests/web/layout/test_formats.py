"""Figures as Indonesians and English readers write them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import translation

from rantai.web.layout import formats

WRITTEN = [
    (formats.count, 1_234_567, "1.234.567", "1,234,567"),
    (formats.rupiah, 1_234_567, "Rp_1.234.567", "Rp_1,234,567"),
    (formats.rupiah, -500, "−Rp_500", "−Rp_500"),
    (formats.rupiah_short, 1_184_000_000, "Rp_1,2 miliar", "Rp_1.2 billion"),
    (formats.rupiah_short, 6_801_600, "Rp_6,8 juta", "Rp_6.8 million"),
    (formats.rupiah_short, 999_999, "Rp_999.999", "Rp_999,999"),
    (formats.mass, 1_234_500, "1.234,5_kg", "1,234.5_kg"),
    (formats.tonnes, 12_345_678, "12,3_t", "12.3_t"),
    (formats.length, 2_300, "2,3_mm", "2.3_mm"),
    (formats.length, 1_219_000, "1.219_mm", "1,219_mm"),
    (formats.length, 1_025, "1,025_mm", "1.025_mm"),
    (formats.hours, 750, "12,5_jam", "12.5_h"),
    (formats.ppm, 876_000, "87,6%", "87.6%"),
    (formats.percent, 0.876, "87,6%", "87.6%"),
    (formats.day, dt.date(2026, 8, 21), "21_Agu_2026", "21_Aug_2026"),
    (formats.week, dt.date(2026, 3, 18), "minggu 12, 16_Mar_2026", "week 12, 16_Mar_2026"),
    (formats.moment, dt.datetime(2026, 11, 21, 14, 5), "21_Nov_2026_14.05", "21_Nov_2026_14:05"),
    # What the database gives is in UTC; people read the clocks of Jakarta, where the next day has begun.
    (formats.moment, dt.datetime(2026, 11, 21, 18, 5, tzinfo=dt.UTC), "22_Nov_2026_01.05", "22_Nov_2026_01:05"),
]


@pytest.mark.parametrize(("write", "value", "indonesian", "english"), WRITTEN)
def test_a_figure_is_written_in_the_readers_way(
    write: Callable[..., str], value: object, indonesian: str, english: str
) -> None:
    for language, expected in (("id", indonesian), ("en", english)):
        with translation.override(language):
            assert write(value) == expected.replace("_", "\u00a0")


@pytest.mark.parametrize("write", [row[0] for row in WRITTEN])
def test_a_missing_figure_is_a_dash_and_not_a_zero(write: Callable[..., str]) -> None:
    assert write(None) == "–"


def test_an_interval_keeps_its_unit() -> None:
    with translation.override("id"):
        assert formats.interval(2_100, 4_300, "unit") == "2.100–4.300\u00a0unit"


def test_the_largest_total_is_exact() -> None:
    with translation.override("id"):
        assert formats.rupiah(9_223_372_036_854_775_807) == "Rp\u00a09.223.372.036.854.775.807"
