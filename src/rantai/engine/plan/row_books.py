"""Rows of a table by a code, made when somebody looks: the columns stay, the rows go again.

As mappings that stay, the rows of a national plan would take a kilobyte each, and it has millions.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from typing import Any, TypeVar

import numpy as np

from rantai.core.tables import AT_ONCE, Table

MANY = 16  # rows that are read quicker column by column than cell by cell
Row = dict[str, Any]
Found = TypeVar("Found")


class _Kept(Mapping[str, Found]):
    """A mapping whose pairs are made some at a time when all are asked for."""

    @abstractmethod
    def pairs(self) -> Iterator[tuple[str, Found]]:
        """Codes with what is found there."""

    def items(self) -> ItemsView[str, Found]:
        return _Items(self)

    def values(self) -> ValuesView[Found]:
        return _Values(self)


class _Items(ItemsView[str, Found]):
    _mapping: _Kept[Found]

    def __iter__(self) -> Iterator[tuple[str, Found]]:
        return self._mapping.pairs()


class _Values(ValuesView[Found]):
    _mapping: _Kept[Found]

    def __iter__(self) -> Iterator[Found]:
        return (found for _, found in self._mapping.pairs())


class Book(_Kept[Row]):
    """The row with each code of a table's first key column, which holds no code twice, in the order of the table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._at = {code: at for at, code in enumerate(each_code(table, table.key[0]))}
        self._columns = _items(table)

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __contains__(self, code: object) -> bool:
        return code in self._at

    def __getitem__(self, code: str) -> Row:
        at = self._at[code]
        return {name: item(at) for name, item in self._columns}

    def pairs(self) -> Iterator[tuple[str, Row]]:
        """Codes with their rows."""
        return zip(self._at, self._table.each_row(), strict=True)


class Groups(_Kept[list[Row]]):
    """The rows with each code of one column, in the order of the table; codes in the order in which they appear."""

    def __init__(self, table: Table, column: str) -> None:
        coded = table.coded(column)
        which, first, chosen = np.unique(coded.at, return_index=True, return_inverse=True)
        seen = np.argsort(first)  # codes in the order in which they appear
        place = np.empty(len(seen), dtype=np.int32)
        place[seen] = np.arange(len(seen))
        of_row = place[chosen]
        names: list[str] = coded.codes[which[seen]].astype(np.str_).tolist()
        self._numbers = {code: number for number, code in enumerate(names)}
        self._table, self._columns = table, _items(table)
        self._rows = np.argsort(of_row, kind="stable").astype(np.int32)
        self._starts = [0, *np.cumsum(np.bincount(of_row, minlength=len(names))).tolist()]

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __contains__(self, code: object) -> bool:
        return code in self._numbers

    def __getitem__(self, code: str) -> list[Row]:
        number = self._numbers[code]
        rows = self._rows[self._starts[number] : self._starts[number + 1]]
        if len(rows) > MANY:
            return self._table.rows(rows)
        return [{name: item(at) for name, item in self._columns} for at in rows.tolist()]

    def pairs(self) -> Iterator[tuple[str, list[Row]]]:
        """Codes with their rows."""
        codes = list(self._numbers)
        first = 0
        while first < len(codes):
            # as many codes as have AT_ONCE rows together, one at least
            end = max(first + 1, bisect_right(self._starts, self._starts[first] + AT_ONCE) - 1)
            rows = self._table.rows(self._rows[self._starts[first] : self._starts[end]])
            place = self._starts[first]
            for number in range(first, end):
                yield codes[number], rows[self._starts[number] - place : self._starts[number + 1] - place]
            first = end


def _items(table: Table) -> list[tuple[str, Callable[[int], Any]]]:
    """How to read one cell of each column."""
    return [(column.name, table.reader(column.name)) for column in table.columns]


def each_code(table: Table, column: str) -> Iterator[str]:
    """The cells of a column as plain text, some at a time."""
    for begin in range(0, len(table), AT_ONCE):
        yield from table.cells(column, slice(begin, begin + AT_ONCE))
