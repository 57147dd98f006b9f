"""Numbers as people type them, and what they are told was understood."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rantai.web.layout.fields import DayField, LengthField, MassField, RupiahField, WholeNumberField, read_back
from rantai.web.layout.number_words import in_words


class Form(forms.Form):
    vehicles = WholeNumberField(unit="kendaraan", low=1)
    width_um = LengthField()
    mass_g = MassField(required=False)
    price_idr = RupiahField()


def cleaned(field: WholeNumberField, text: str) -> int | None:
    with translation.override("id"):
        return field.clean(text)


@pytest.mark.parametrize("text", ["1500", "1.500", "1 500"])
def test_a_whole_number_may_be_grouped(text: str) -> None:
    assert cleaned(WholeNumberField(), text) == 1_500


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (LengthField(), "2,3", 2_300),
        (LengthField(), "1219", 1_219_000),
        (MassField(), "643,9", 643_900),
        (RupiahField(), "Rp 1.500", 1_500),
        (RupiahField(), "Rp. 1.500.000", 1_500_000),
    ],
)
def test_human_units_become_base_units(field: WholeNumberField, text: str, value: int) -> None:
    assert cleaned(field, text) == value


def test_a_doubtful_decimal_is_refused_with_both_readings() -> None:
    with pytest.raises(ValidationError) as refusal:
        cleaned(LengthField(), "1.500")
    assert "1,5" in refusal.value.messages[0]
    assert "1500" in refusal.value.messages[0]


@pytest.mark.parametrize("text", ["-3", "0", "banyak", "1.5.0", "NaN", "1e9", str(2**63)])
def test_what_is_no_such_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        cleaned(WholeNumberField(low=1), text)


def test_limits_are_told_in_the_unit_a_person_writes() -> None:
    with pytest.raises(ValidationError) as refusal:
        cleaned(LengthField(low=500, high=6_000_000), "7000")
    assert refusal.value.messages == ["7000 terlalu kecil atau terlalu besar. Isi angka dari 0,5 mm sampai 6.000 mm."]


def test_an_empty_field_is_missing_and_not_zero() -> None:
    assert cleaned(MassField(required=False), " ") is None
    with pytest.raises(ValidationError):
        cleaned(MassField(), "")


def test_the_reader_sees_what_was_understood() -> None:
    form = Form({"vehicles": "1.500", "width_um": "2,3", "mass_g": "x", "price_idr": "2000"})
    with translation.override("id"):
        assert read_back(form["vehicles"]).replace("\u00a0", " ") == "1.500 kendaraan (seribu lima ratus)"
        assert read_back(form["width_um"]) == "2,3 mm"
        assert read_back(form["mass_g"]) == ""
        assert read_back(form["price_idr"]).replace("\u00a0", " ") == "Rp 2.000 (dua ribu rupiah)"


@pytest.mark.parametrize("language", ["id", "en"])
@given(value=st.integers(0, 2**62))
def test_what_a_form_shows_it_also_reads(language: str, value: int) -> None:
    with translation.override(language):
        for field in (WholeNumberField(high=2**62), LengthField(high=2**62), RupiahField(high=2**62)):
            assert field.clean(field.write(value)) == value


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "nol", "zero"),
        (11, "sebelas", "eleven"),
        (15, "lima belas", "fifteen"),
        (21, "dua puluh satu", "twenty-one"),
        (100, "seratus", "one hundred"),
        (1_000, "seribu", "one thousand"),
        (1_120, "seribu seratus dua puluh", "one thousand one hundred twenty"),
        (2_000_000, "dua juta", "two million"),
        (1_001_000, "satu juta seribu", "one million one thousand"),
        (-5, "minus lima", "minus five"),
        (2**62, "empat kuintiliun enam ratus sebelas", "four quintillion six hundred eleven"),
    ],
)
def test_numbers_are_spoken(value: int, indonesian: str, english: str) -> None:
    assert in_words(value, "id").startswith(indonesian)
    assert in_words(value, "en").startswith(english)


@given(st.integers(0, 10**15))
def test_no_two_numbers_sound_alike(value: int) -> None:
    for language in ("id", "en"):
        assert in_words(value, language) != in_words(value + 1, language)


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "9999-12-31"])
def test_a_year_that_nobody_means_is_refused_with_the_years_that_may_be(day: str) -> None:
    with translation.override("id"), pytest.raises(ValidationError, match="dari 2000 sampai 2099"):
        DayField().clean(day)
    assert DayField().clean("05/03/2026") == date(2026, 3, 5)
