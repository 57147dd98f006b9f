"""The number parser: one written rule for every human door."""

import pytest

from rantai.core.numbers import LARGEST, parse_decimal, parse_whole
from rantai.core.problems import InvalidInput


def codes(call, *args, **more):
    with pytest.raises(InvalidInput) as refused:
        call(*args, **more)
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1500", 1500),
        ("1.500", 1500),
        ("1 500", 1500),
        ("1.234.567", 1234567),
        ("1.500,00", 1500),
        ("12,0", 12),
        ("0", 0),
    ],
)
def test_whole_field_reads_what_people_write(text, value):
    assert parse_whole(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "N001"),
        ("dua", "N002"),
        ("1,5", "N003"),
        ("1.5", "N003"),
        ("1,500", "N004"),
        ("-3", "N006"),
        ("1.50.0", "N002"),
    ],
)
def test_whole_field_refuses_with_a_code(text, code):
    assert codes(parse_whole, text) == [code]


@pytest.mark.parametrize(
    ("text", "value"),
    [("2,3", 2300), ("2.3", 2300), ("1219", 1219000), ("1.219,5", 1219500), ("0,500", 500), ("1.234.567", 1234567000)],
)
def test_decimal_field_reads_mm_to_um(text, value):
    assert parse_decimal(text, per_unit=1000) == value


@pytest.mark.parametrize(
    ("text", "code"), [("1.500", "N004"), ("1,500", "N004"), ("2,3456", "N005"), ("nan", "N002"), ("1e3", "N002")]
)
def test_decimal_field_refuses_with_a_code(text, code):
    assert codes(parse_decimal, text, per_unit=1000) == [code]


def test_ambiguous_number_shows_both_readings():
    with pytest.raises(InvalidInput) as refused:
        parse_decimal("1.500", per_unit=1000)
    assert refused.value.problems[0].values == {"text": "1.500", "low": "1,5", "high": "1500"}


def test_huge_number_is_refused():
    assert codes(parse_whole, "9" * 30) == ["N006"]
    assert codes(parse_whole, "9" * 5_000) == ["N007"]
    assert codes(parse_decimal, "1," + "0" * 5_000, per_unit=1000) == ["N007"]


def test_limits_are_told_in_the_unit_people_write_and_not_in_base_units():
    with pytest.raises(InvalidInput) as refused:
        parse_decimal("99", per_unit=1000, low=2_300, high=12_000)
    assert refused.value.problems[0].values == {"text": "99", "low": "2,3", "high": "12"}


@pytest.mark.parametrize("limit", [0, 5, 1_125, 2_300, 12_000, 1_500_000, -4_250])
def test_a_limit_can_be_typed_as_it_is_told(limit):
    with pytest.raises(InvalidInput) as refused:
        parse_decimal("9999999", per_unit=1000, low=-LARGEST, high=limit)
    told = refused.value.problems[0].values["high"]
    assert parse_decimal(told, per_unit=1000, low=-LARGEST) == limit


def test_limits_are_told_as_people_write_them():
    with pytest.raises(InvalidInput) as refused:
        parse_whole("1000000000000", low=1, high=10_000_000)
    problem = refused.value.problems[0]
    assert "1 sampai 10.000.000" in problem.text("id")
    assert "1 to 10,000,000" in problem.way_out("en")


def test_a_whole_number_is_never_answered_with_a_fraction():
    with pytest.raises(InvalidInput) as refused:
        parse_whole("dua")
    assert "12,5" not in refused.value.problems[0].way_out("id")
    with pytest.raises(InvalidInput) as refused:
        parse_decimal("dua", per_unit=1000)
    assert "12,5" in refused.value.problems[0].way_out("id")
