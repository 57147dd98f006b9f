"""The one number parser of the human doors: forms, Excel cells, API, survey.

Indonesians write 1.500 for one thousand five hundred and 1,5 for one and a half; files from abroad do the opposite.
A whole-number field therefore reads "1.500" as 1500 and echoes it; a decimal field refuses it and shows both readings.
Machine files (CSV tables) use `core.table_files`, where the dot is the decimal point and nothing groups thousands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

LARGEST = 2**62  # totals and products beyond this are refused, so that sums still fit a 64-bit column

NUMBER_EMPTY = Refusal("N001", "Angka belum diisi.", "No number was given.", "Isi angkanya.", "Fill in the number.")
NUMBER_UNREADABLE = Refusal(
    "N002",
    "“{text}” bukan angka.",
    "“{text}” is not a number.",
    "Tulis dengan angka saja, misalnya 1.500 atau 12,5.",
    "Write digits only, for example 1.500 or 12,5.",
)
WHOLE_UNREADABLE = Refusal(  # the same refusal where a fraction would be refused next: it must not be suggested
    NUMBER_UNREADABLE.code,
    NUMBER_UNREADABLE.text_id,
    NUMBER_UNREADABLE.text_en,
    "Tulis dengan angka saja, misalnya 1.500.",
    "Write digits only, for example 1.500.",
)
NUMBER_NOT_WHOLE = Refusal(
    "N003",
    "“{text}” bukan bilangan bulat.",
    "“{text}” is not a whole number.",
    "Tulis tanpa pecahan, misalnya 1500 atau 1.500.",
    "Write it without a fraction, for example 1500 or 1.500.",
)
NUMBER_AMBIGUOUS = Refusal(
    "N004",
    "“{text}” bisa dibaca {low} atau {high}.",
    "“{text}” can be read as {low} or {high}.",
    "Tulis {low} atau {high} sesuai maksud Anda.",
    "Write {low} or {high}, whichever you mean.",
)
NUMBER_TOO_FINE = Refusal(
    "N005",
    "“{text}” lebih teliti daripada yang disimpan ({decimals} angka di belakang koma).",
    "“{text}” is finer than what is kept ({decimals} decimals).",
    "Bulatkan menjadi {decimals} angka di belakang koma.",
    "Round it to {decimals} decimals.",
)
NUMBER_OUT_OF_RANGE = Refusal(
    "N006",
    "{text} di luar batas {low} sampai {high}.",
    "{text} is outside {low:en} to {high:en}.",
    "Isi angka dari {low} sampai {high}.",
    "Give a number from {low:en} to {high:en}.",
)

NUMBER_TOO_LONG = Refusal(
    "N007",
    "“{text}…” terlalu panjang untuk sebuah angka ({signs} tanda).",
    "“{text}…” is too long for a number ({signs} signs).",
    "Tulis paling banyak {most} tanda.",
    "Write at most {most} signs.",
)

MOST_SIGNS = 60  # far more than any number that fits; longer ones cost time to read and are mistakes or attacks

_SPACES = re.compile(r"[\s\u00a0\u202f]")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"\d+")
_FRACTION = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+),(\d+)|(\d+|\d{1,3}(?:,\d{3})+)\.(\d+)")


class Written(str):
    """A number as Indonesians write it; `{number:en}` in a sentence writes it the English way."""

    def __format__(self, language: str) -> str:
        return self.translate(_SWAPPED) if language == "en" else str(self)


_SWAPPED = str.maketrans(".,", ",.")


def parse_whole(text: str, *, low: int = 0, high: int = LARGEST, where: Where | None = None) -> int:
    """Read a whole number as a person writes it; "1.500" and "1 500" are 1500.

    Raises `InvalidInput` (N001-N004, N006, N007) naming `where`.
    """
    where = where or Where()
    negative, digits = _strip(text, where)
    value = _whole(digits, text, where)
    return _in_range(-value if negative else value, text, (low, high), where, _grouped)


def parse_decimal(text: str, *, per_unit: int, low: int = 0, high: int = LARGEST, where: Where | None = None) -> int:
    """Read a decimal as a person writes it and return whole base units; `per_unit` base units make one written unit.

    `parse_decimal("2,3", per_unit=1000)` is 2300 (mm to µm). "1.500" is refused: it may be 1,5 or 1500.
    Raises `InvalidInput` (N001, N002, N004-N007) naming `where`.
    """
    where = where or Where()
    negative, digits = _strip(text, where)
    scaled = _decimal(digits, text, where) * per_unit
    if scaled.denominator != 1:
        raise InvalidInput([Problem(NUMBER_TOO_FINE, where, {"text": text.strip(), "decimals": _decimals(per_unit)})])
    value = int(scaled)
    return _in_range(-value if negative else value, text, (low, high), where, lambda limit: _written(limit, per_unit))


def _strip(text: str, where: Where) -> tuple[bool, str]:
    bare = _SPACES.sub("", text)
    if not bare:
        raise InvalidInput([Problem(NUMBER_EMPTY, where)])
    if len(bare) > MOST_SIGNS:
        values = {"text": bare[:12], "signs": len(bare), "most": MOST_SIGNS}
        raise InvalidInput([Problem(NUMBER_TOO_LONG, where, values)])
    negative = bare[0] in "-\u2212"
    return negative, bare.lstrip("-\u2212+") if bare[0] in "-\u2212+" else bare


def _whole(digits: str, text: str, where: Where) -> int:
    if _PLAIN.fullmatch(digits) and digits.isascii():
        return int(digits)
    grouped = _GROUPED.fullmatch(digits)
    if grouped and (grouped[1] == "." or digits.count(",") > 1):
        return int(digits.replace(".", "").replace(",", ""))
    if grouped:
        raise InvalidInput([_ambiguous(digits, text, where)])
    fraction = _FRACTION.fullmatch(digits)
    if fraction and not (fraction[2] or fraction[4]).strip("0"):
        return int((fraction[1] or fraction[3]).replace(".", "").replace(",", ""))
    raise InvalidInput([Problem(NUMBER_NOT_WHOLE if fraction else WHOLE_UNREADABLE, where, {"text": text.strip()})])


def _decimal(digits: str, text: str, where: Where) -> Fraction:
    if _PLAIN.fullmatch(digits) and digits.isascii():
        return Fraction(int(digits))
    grouped = _GROUPED.fullmatch(digits)
    if grouped and digits.count(grouped[1]) == 1 and not digits.startswith("0"):
        raise InvalidInput([_ambiguous(digits, text, where)])
    if grouped and digits.count(grouped[1]) > 1:
        return Fraction(int(digits.replace(grouped[1], "")))
    fraction = _FRACTION.fullmatch(digits)
    if not fraction:
        raise InvalidInput([Problem(NUMBER_UNREADABLE, where, {"text": text.strip()})])
    whole = (fraction[1] or fraction[3]).replace(".", "").replace(",", "")
    return Fraction(Decimal(f"{whole}.{fraction[2] or fraction[4]}"))


def _ambiguous(digits: str, text: str, where: Where) -> Problem:
    head, tail = re.split("[.,]", digits)
    low = f"{head},{tail.rstrip('0')}" if tail.strip("0") else head
    return Problem(NUMBER_AMBIGUOUS, where, {"text": text.strip(), "low": low, "high": head + tail})


def _decimals(per_unit: int) -> int:
    return len(str(per_unit)) - 1


def _in_range(value: int, text: str, limits: tuple[int, int], where: Where, write: Callable[[int], str]) -> int:
    low, high = limits
    if low <= value <= high:
        return value
    told = {"text": text.strip(), "low": Written(write(low)), "high": Written(write(high))}
    raise InvalidInput([Problem(NUMBER_OUT_OF_RANGE, where, told)])


def _grouped(value: int) -> str:
    """A whole number with dots between its thousands, as a whole-number field reads it again."""
    return f"{value:,}".replace(",", ".")


def _written(value: int, per_unit: int) -> str:
    """Base units as a person would write them, in a form that can be read again: 2300 µm is "2,3" mm."""
    whole, rest = divmod(abs(value), per_unit)
    digits = f"{rest:0{_decimals(per_unit)}d}".rstrip("0") if rest else ""
    if len(digits) == 3:
        digits += "0"  # three digits after a mark could be read as thousands
    return f"{'-' if value < 0 else ''}{whole}{',' if digits else ''}{digits}"
