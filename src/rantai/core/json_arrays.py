"""Numbers of a JSON document as arrays: one list or a list of equally long lists, every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rantai.core.json_problems import Problems, shown
from rantai.core.json_refusals import (
    DOUBLED_KEY,
    EMPTY_LIST,
    MISSING,
    NOT_FINITE,
    NOT_WHOLE,
    OUT_OF_RANGE,
    RAGGED_LIST,
    TOO_MANY_ENTRIES,
    UNKNOWN_KEY,
    WRONG_TYPE,
)
from rantai.core.json_text import Doubled, Odd

MOST_ENTRIES = 4_000_000

_LIST = {"expected_id": "sebuah daftar […]", "expected_en": "a list […]"}
_NUMBER = {"expected_id": "sebuah angka", "expected_en": "a number"}
_OBJECT = {"expected_id": "sebuah objek {…}", "expected_en": "an object {…}"}


class Arrays:
    """Reads the keys of one object and adds what is wrong with them to `problems`.

    Each reader answers None after a refusal. `low` and `high` are both allowed. inside: the place of the object, for
    example `offers[0]`; empty for the document.
    """

    def __init__(
        self,
        value: Any,
        keys: tuple[str, ...],
        problems: Problems,
        optional: tuple[str, ...] = (),
        *,
        inside: str = "",
    ) -> None:
        self.problems, self.inside = problems, inside
        self.value: dict[str, Any] = {}
        if not isinstance(value, dict):
            problems.add(WRONG_TYPE, inside or "document", value=shown(value), **_OBJECT)
            return
        self.value = value
        if isinstance(value, Doubled):
            problems.add(DOUBLED_KEY, inside or "document", key=value.doubled)
        for key in value:
            if key not in keys + optional:
                problems.add(UNKNOWN_KEY, self._place(shown(key)), key=key[:40], nearest=", ".join(keys + optional))
        for key in keys:
            if key not in value:
                problems.add(MISSING, self._place(key), **_LIST)

    def _place(self, key: str) -> str:
        return f"{self.inside}.{key}" if self.inside else key

    def number(self, key: str, low: float, high: float, default: int) -> int | None:
        """One whole number; the default where the key is not given."""
        if key not in self.value:
            return default
        found = self._number(self.value[key], self._place(key), (low, high), whole=True)
        return None if found is None else int(found)

    def objects(self, key: str) -> list[tuple[Any, str]]:
        """The values of a list and their places; none where the key is not given or holds no list."""
        rows = self.value.get(key, [])
        if not isinstance(rows, list):
            self.problems.add(WRONG_TYPE, self._place(key), value=shown(rows), **_LIST)
            return []
        return [(row, f"{self._place(key)}[{at}]") for at, row in enumerate(rows)]

    def require(self, keys: Iterable[str]) -> None:
        """Refuse lists that are missing because of others that are there."""
        for key in keys:
            if key not in self.value:
                self.problems.add(MISSING, self._place(key), **_LIST)

    def vector(self, key: str, low: float, high: float, *, whole: bool) -> NDArray[Any] | None:
        """A list of numbers: int64 when `whole`, float64 otherwise."""
        if key not in self.value:
            return None
        return self._numbers(self.value[key], self._place(key), (low, high), whole=whole)

    def matrix(self, key: str, low: float, high: float, *, whole: bool) -> NDArray[Any] | None:
        """A list of equally long lists of numbers: shape [rows, columns]."""
        if key not in self.value:
            return None
        rows, place = self.value[key], self._place(key)
        if not self._is_filled(rows, place):
            return None
        read = [self._numbers(row, f"{place}[{at}]", (low, high), whole=whole) for at, row in enumerate(rows)]
        found = [row for row in read if row is not None]
        if len(found) < len(read):
            return None
        wide = len(found[0])
        for at, row in enumerate(found):
            if len(row) != wide:
                self.problems.add(RAGGED_LIST, f"{place}[{at}]", count=len(row), wanted=wide)
        return np.stack(found) if all(len(row) == wide for row in found) else None

    def same_length(self, **lengths: tuple[int, int]) -> None:
        """Refuse every key whose length differs from the wanted one: key=(length, wanted)."""
        for key, (count, wanted) in lengths.items():
            if count != wanted:
                self.problems.add(RAGGED_LIST, self._place(key), count=count, wanted=wanted)

    def _is_filled(self, rows: Any, place: str) -> bool:
        if not isinstance(rows, list):
            self.problems.add(WRONG_TYPE, place, value=shown(rows), **_LIST)
            return False
        if not rows:
            self.problems.add(EMPTY_LIST, place)
        if len(rows) > MOST_ENTRIES:
            self.problems.add(TOO_MANY_ENTRIES, place, found=len(rows), most=MOST_ENTRIES)
        return 0 < len(rows) <= MOST_ENTRIES

    def _numbers(self, row: Any, place: str, limits: tuple[float, float], *, whole: bool) -> NDArray[Any] | None:
        if not self._is_filled(row, place):
            return None
        quick = self._quick(row, limits) if whole else None
        if quick is not None:
            return quick
        made = [self._number(entry, f"{place}[{at}]", limits, whole=whole) for at, entry in enumerate(row)]
        if any(entry is None for entry in made):
            return None
        return np.array(made, dtype=np.int64 if whole else np.float64)

    @staticmethod
    def _quick(row: list[Any], limits: tuple[float, float]) -> NDArray[Any] | None:
        """Long lists of sound whole numbers in one step; None where a closer look is needed."""
        if not all(type(entry) is int for entry in row):
            return None
        low, high = limits
        return np.array(row, dtype=np.int64) if low <= min(row) and max(row) <= high else None

    def _number(self, entry: Any, place: str, limits: tuple[float, float], *, whole: bool) -> int | float | None:
        if isinstance(entry, Odd):
            self.problems.add(NOT_FINITE, place, value=shown(str(entry)))
            return None
        if isinstance(entry, bool) or not isinstance(entry, int | Decimal):
            self.problems.add(WRONG_TYPE, place, value=shown(entry), **_NUMBER)
            return None
        low, high = limits
        if not low <= entry <= high:
            self.problems.add(OUT_OF_RANGE, place, value=shown(entry), low=low, high=high)
            return None
        if whole and entry != int(entry):
            self.problems.add(NOT_WHOLE, place, value=shown(entry))
            return None
        return int(entry) if whole else float(entry)
