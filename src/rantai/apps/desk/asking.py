"""What somebody typed into the one search field: words, sizes in any notation, and the kind of thing that is meant.

"2,3 x 1219 x 2438" is one word with three sizes; "1.2" may be a size or a part of a number; "tagihan tegal" looks for
"tegal" among invoices only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST_WORDS, MOST_SIGNS, MOST_SIDES, LONGEST_KEY = 6, 80, 5, 18
UNITS = ("mm", "m", "kg")  # after a number they say what everybody knows

# What people call a kind of thing, in either language, by one word.
NOUNS: Mapping[str, tuple[str, ...]] = {
    "sale": ("penjualan", "sale", "sales"),
    "purchase": ("pembelian", "purchase"),
    "own_order": ("belanja",),
    "invoice": ("tagihan", "invoice", "invoices", "bill"),
    "delivery": ("kiriman", "surat-jalan", "delivery"),
    "payment": ("pembayaran", "kuitansi", "giro", "payment"),
    "outgoing": ("kas-keluar", "paid"),
    "trip": ("perjalanan", "trip"),
    "receipt": ("penerimaan", "receipt"),
    "round": ("putaran", "round"),
    "cut_job": ("potong", "cutting"),
    "lot": ("lot",),
    "certificate": ("sertifikat", "certificate"),
    "customer": ("pelanggan", "customer"),
    "maker": ("anggota", "member"),
    "size": ("ukuran", "size"),
    "good": ("barang", "jasa", "goods", "service"),
}
_KIND_OF = {word: kind for kind, words in NOUNS.items() for word in words}
_TIMES = re.compile(r"(?<=[0-9\"])\s*[x×*]\s*(?=[0-9Øø])", re.IGNORECASE)
_NUMBER = re.compile(r"[Øø]?([0-9]{1,7})(?:([.,])([0-9]{1,3}))?(mm|m)?", re.IGNORECASE)
_UNIT_UM = {"": 1_000, "mm": 1_000, "m": 1_000_000}


@dataclass(frozen=True)
class Word:
    """One word. `sides`: for each number in it what it may mean in µm; empty when it is no size."""

    text: str
    sides: tuple[frozenset[int], ...] = ()

    @property
    def is_size_alone(self) -> bool:
        """Whether it can be nothing but a size, like 2,3x1219."""
        return len(self.sides) > 1

    @property
    def key(self) -> int | None:
        """The word as the running number of a document."""
        bare = self.text.lstrip("#")
        return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= LONGEST_KEY else None


@dataclass(frozen=True)
class Sought:
    """What is looked for: every word must fit; `kinds` empty means any kind of thing."""

    words: tuple[Word, ...]
    kinds: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.kinds)

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


def understood(text: str) -> Sought:
    """Read what was typed. Signs that no name or number has (a line end, a null) are blanks."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text[:MOST_SIGNS])
    words: list[Word] = []
    kinds: set[str] = set()
    parts = [part for part in _TIMES.sub("x", plain).split() if part.casefold() not in UNITS]
    for part in parts[:MOST_WORDS]:
        kind = _KIND_OF.get(part.casefold())
        if kind:
            kinds.add(kind)
        else:
            words.append(Word(part, sides_of(part)))
    return Sought(tuple(words), frozenset(kinds))


def sides_of(word: str) -> tuple[frozenset[int], ...]:
    """What each number of a word may mean in µm; empty when one of its parts is no size."""
    sides = [_readings(part) for part in re.split("[xX]", word)]
    return tuple(sides) if 0 < len(sides) <= MOST_SIDES and all(sides) else ()


def _readings(part: str) -> frozenset[int]:
    """2,3 is 2.300 µm. 1.219 may be a decimal or a thousand and more: both are tried."""
    known = _NUMBER.fullmatch(part)
    if known is None:
        return frozenset()
    whole, sign, rest, unit = known.groups()
    scale = _UNIT_UM[(unit or "").lower()]
    if not sign:
        return frozenset({int(whole) * scale})
    decimal = int(whole) * scale + int(rest.ljust(3, "0")) * scale // 1_000
    return frozenset({decimal, int(whole + rest) * scale}) if len(rest) == 3 else frozenset({decimal})
