"""A column of codes that keeps every different code once: a national plan names the same few million times over.

As plain text a code takes four bytes a sign in every row; here it takes four bytes a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Whole = slice(None)


@dataclass(frozen=True, eq=False)
class Coded:
    """`codes`: every code once, in any order, in one or four bytes a sign; `at`: the place of each row's among them."""

    codes: NDArray[Any]
    at: NDArray[np.int32]

    @classmethod
    def of(cls, values: Iterable[str]) -> Self:
        """Codes row by row, numbered as they appear."""
        numbers: dict[str, int] = {}
        at = np.fromiter((numbers.setdefault(code, len(numbers)) for code in values), np.int32)
        return cls(packed(list(numbers)), at)

    @classmethod
    def chosen(cls, codes: Sequence[str] | NDArray[Any], at: NDArray[Any]) -> Self:
        """Rows that take their codes out of a list without doubles, by place."""
        return cls(codes if isinstance(codes, np.ndarray) else packed(codes), at.astype(np.int32, copy=False))

    def __len__(self) -> int:
        return len(self.at)

    def __getitem__(self, rows: slice | NDArray[Any]) -> Self:
        return type(self)(self.codes, self.at[rows])

    def wide(self, rows: slice | NDArray[Any] = Whole) -> NDArray[np.str_]:
        """The codes as plain text."""
        return self.codes[self.at[rows]].astype(np.str_)

    def cell(self, row: int) -> str:
        """The code of one row."""
        code = self.codes.item(self.at.item(row))
        return code.decode("ascii") if isinstance(code, bytes) else code

    def ranks(self) -> NDArray[np.int64]:
        """Numbers that are in the order of the codes of the rows."""
        if (self.codes[1:] > self.codes[:-1]).all():
            return self.at.astype(np.int64)
        rank = np.empty(len(self.codes), dtype=np.int64)
        rank[np.argsort(self.codes, kind="stable")] = np.arange(len(self.codes))
        return rank[self.at]

    def names(self) -> list[str]:
        """Every code that may stand in a row, in the order of `codes`; some may stand in none."""
        found: list[str] = self.codes.astype(np.str_).tolist()
        return found


def packed(codes: Sequence[str]) -> NDArray[Any]:
    """Codes in one byte a sign where all signs allow it; the order of such bytes is the order of the signs."""
    try:
        return np.asarray(codes, dtype=np.bytes_)
    except UnicodeEncodeError:
        return np.asarray(codes, dtype=np.str_)
