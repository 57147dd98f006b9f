"""Quantities of goods in words and money."""

from __future__ import annotations

from fractions import Fraction

from rantai.core.numbers import Written
from rantai.core.units import NBSP, format_number

MILLI = 1_000
MOST_MILLI = 10**12  # a thousand million units
MOST_IDR = 10**12


def amount_idr(quantity_milli: int, price_idr: int) -> int:
    """What a quantity comes to at a price a unit, whole rupiah, rounded half up."""
    return (2 * quantity_milli * price_idr + MILLI) // (2 * MILLI)


def quantity_words(quantity_milli: int, unit: str, language: str = "id") -> str:
    """A quantity without needless zeros, with its unit: 2,5 jam."""
    decimals = next(n for n in range(4) if quantity_milli * 10**n % MILLI == 0)
    text = format_number(Fraction(quantity_milli, MILLI), decimals=decimals, language=language)
    text = text.replace("-", "−")  # as figures on pages are written
    return f"{text}{NBSP}{unit}" if unit else text


def written(quantity_milli: int, unit: str) -> Written:
    """A quantity for a refusal's sentence, in either language."""
    return Written(quantity_words(quantity_milli, unit))
