"""Whole numbers in words, so that a person sees a zero too many before it costs steel."""

from __future__ import annotations

ID_SMALL = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
EN_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
ID_GROUPS = (
    (10**18, "kuintiliun"),
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (1_000, "ribu"),
)
EN_GROUPS = (
    (10**18, "quintillion"),
    (10**15, "quadrillion"),
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (1_000, "thousand"),
)
LARGEST_SPOKEN = 10**21


def in_words(value: int, language: str) -> str:
    """`1500` → "seribu lima ratus" or "one thousand five hundred". Raises ValueError from 10^21 on."""
    if abs(value) >= LARGEST_SPOKEN:
        raise ValueError(f"{value} is too large to be spoken")
    if value < 0:
        return f"minus {in_words(-value, language)}"
    return _indonesian(value) if language == "id" else _english(value)


def _indonesian(value: int) -> str:
    for size, name in ID_GROUPS:
        if value >= size:
            many, rest = divmod(value, size)
            head = "seribu" if (size, many) == (1_000, 1) else f"{_indonesian(many)} {name}"
            return head + _tail(rest, _indonesian(rest))
    if value >= 100:
        many, rest = divmod(value, 100)
        return ("seratus" if many == 1 else f"{ID_SMALL[many]} ratus") + _tail(rest, _indonesian(rest))
    if value >= 20:
        many, rest = divmod(value, 10)
        return f"{ID_SMALL[many]} puluh" + _tail(rest, ID_SMALL[rest])
    return ID_SMALL[value] if value < 12 else f"{ID_SMALL[value - 10]} belas"


def _english(value: int) -> str:
    for size, name in EN_GROUPS:
        if value >= size:
            many, rest = divmod(value, size)
            return f"{_english(many)} {name}" + _tail(rest, _english(rest))
    if value >= 100:
        many, rest = divmod(value, 100)
        return f"{EN_SMALL[many]} hundred" + _tail(rest, _english(rest))
    if value >= 20:
        many, rest = divmod(value, 10)
        return EN_TENS[many] + (f"-{EN_SMALL[rest]}" if rest else "")
    return EN_SMALL[value]


def _tail(rest: int, words: str) -> str:
    return f" {words}" if rest else ""
