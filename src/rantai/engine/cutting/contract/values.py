"""Single values of the contract: lengths, counts, names, days, choices. Each reader answers None after a refusal."""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal
from typing import Any

from rantai.core.json_problems import Problems, shown
from rantai.core.json_refusals import NOT_FINITE, NOT_WHOLE, OUT_OF_RANGE, WRONG_TYPE, WRONG_WORD
from rantai.core.json_text import Odd
from rantai.core.problems import Refusal
from rantai.engine.cutting.contract.refusals import NOT_A_DAY, NOT_A_LABEL, NOT_DECIMAL, TOO_FINE
from rantai.engine.cutting.contract.words import Label

MOST_MM = 100_000_000  # 100 km; beyond it a size is a slip of the unit
MOST_KG = 1_000_000
MOST_COUNT = 10**9
MOST_IDR = 10**15
MOST_SIGNS = 120  # of a name
_EXACT = Context(prec=200)
_DECIMAL = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LARGEST_POWER = 18  # numbers of more digits before the point are out of every range

_SIDES = '{"left", "right", "bottom", "top"}'
EXPECTED = {
    "object": ("sebuah objek {…}", "an object {…}"),
    "list": ("sebuah daftar […]", "a list […]"),
    "length": ('ukuran dalam mm, misalnya 1200.5 atau "1200.5"', 'a size in mm, for example 1200.5 or "1200.5"'),
    "mass": ("massa dalam kg, misalnya 4500", "a mass in kg, for example 4500"),
    "number": ("sebuah angka", "a number"),
    "whole": ("bilangan bulat", "a whole number"),
    "name": ("nama dalam tanda kutip", "a name in quotes"),
    "flag": ("true atau false", "true or false"),
    "day": ('tanggal, misalnya "2027-03-31"', 'a date, for example "2027-03-31"'),
    "keep": ("ukuran dalam mm, atau [panjang, lebar]", "a size in mm, or [length, width]"),
    "trim": (f"ukuran dalam mm, atau {_SIDES}", f"a size in mm, or {_SIDES}"),
}


def expected(word: str) -> dict[str, str]:
    """What a place should hold, in both languages, as the refusals name it."""
    return dict(zip(("expected_id", "expected_en"), EXPECTED[word], strict=True))


class Values:
    """Reads single values and adds what is wrong with them to `problems`."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def wrong_type(self, value: Any, place: str, word: str) -> Any:
        if isinstance(value, Odd):
            self.problems.add(NOT_FINITE, place, value=shown(str(value)))
        else:
            self.problems.add(WRONG_TYPE, place, value=shown(value), **expected(word))

    def length_um(self, value: Any, place: str, *, low: int = 1) -> int | None:
        """mm as a number or decimal string, exact to 0.001, in µm."""
        return self._scaled(value, place, "length", (low, MOST_MM * 1000), "0.001 mm")

    def mass_g(self, value: Any, place: str) -> int | None:
        """kg as a number or decimal string, exact to 0.001, in g."""
        return self._scaled(value, place, "mass", (1, MOST_KG * 1000), "0.001 kg")

    def _scaled(self, value: Any, place: str, word: str, limits: tuple[int, int], step: str) -> int | None:
        if type(value) is int and limits[0] <= value * 1000 <= limits[1]:
            return value * 1000  # nearly all sizes are whole: long lists are read in half the time
        exact = self._number(value, place, word)
        if exact is None:
            return None
        low, high = limits
        if not exact.is_zero() and exact.adjusted() > _LARGEST_POWER:
            return self._out_of_range(value, place, limits)
        scaled = _EXACT.multiply(exact, Decimal(1000))
        whole = scaled.to_integral_value()
        if not low <= whole <= high and (scaled < low or scaled > high) and abs(scaled) >= 1:
            return self._out_of_range(value, place, limits)
        if whole != scaled:
            self.problems.add(TOO_FINE, place, value=shown(value), step=step)
            return None
        return int(whole) if low <= whole <= high else self._out_of_range(value, place, limits)

    def _out_of_range(self, value: Any, place: str, limits: tuple[int, int]) -> Any:
        low, high = (Decimal(limit) / 1000 for limit in limits)
        self.problems.add(OUT_OF_RANGE, place, value=shown(value), low=f"{low:f}", high=f"{high:f}")

    def _number(self, value: Any, place: str, word: str) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        if isinstance(value, str) and not isinstance(value, Odd):
            if _DECIMAL.fullmatch(value):
                return Decimal(value)
            self.problems.add(NOT_DECIMAL, place, value=shown(value))
            return None
        return self.wrong_type(value, place, word)

    def whole(self, value: Any, place: str, *, low: int, high: int) -> int | None:
        if isinstance(value, Decimal) and value.is_zero():
            value = 0
        if isinstance(value, Decimal):
            fits = value.adjusted() <= _LARGEST_POWER
            if fits and value != value.to_integral_value():
                return self._refused(NOT_WHOLE, value, place)
            if not fits:
                return self._refused(OUT_OF_RANGE, value, place, low=low, high=high)
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            return self.wrong_type(value, place, "whole")
        return value if low <= value <= high else self._refused(OUT_OF_RANGE, value, place, low=low, high=high)

    def _refused(self, refusal: Refusal, value: Any, place: str, **more: Any) -> Any:
        self.problems.add(refusal, place, value=shown(value), **more)

    def flag(self, value: Any, place: str) -> bool | None:
        return value if isinstance(value, bool) else self.wrong_type(value, place, "flag")

    def label(self, value: Any, place: str) -> Label | None:
        """A name: printable text, or a whole number, which stays one."""
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if not isinstance(value, str) or isinstance(value, Odd):
            return self.wrong_type(value, place, "name")
        if 1 <= len(value) <= MOST_SIGNS and value.isprintable() and value == value.strip():
            return value
        return self._refused(NOT_A_LABEL, value, place, most=MOST_SIGNS)

    def name(self, value: Any, place: str) -> str | None:
        """A label by which entries are matched: 12 and "12" are the same grade."""
        label = self.label(value, place)
        return None if label is None else str(label)

    def word(self, value: Any, place: str, words: tuple[Any, ...]) -> Any:
        """One of `words`; a number may be written 2 or 2.0."""
        plain = int(value) if isinstance(value, Decimal) and value in words else value
        if plain in words and not isinstance(plain, bool | Odd):
            return plain
        listed = ", ".join("null" if word is None else str(word) for word in words)
        return self._refused(WRONG_WORD, value, place, words=listed)

    def day(self, value: Any, place: str) -> int | None:
        """A date, or the number of a day."""
        if isinstance(value, str) and not isinstance(value, Odd):
            try:
                return date.fromisoformat(value).toordinal() if _DAY.fullmatch(value) else self._no_day(value, place)
            except ValueError:
                return self._no_day(value, place)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return self.whole(value, place, low=0, high=MOST_COUNT)
        return self.wrong_type(value, place, "day")

    def _no_day(self, value: str, place: str) -> Any:
        self.problems.add(NOT_A_DAY, place, value=shown(value))
