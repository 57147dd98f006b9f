"""Tables: frozen dataclasses of equally long numpy columns, each column with one note.

The notes are the single source for reading CSV, for checks, for `docs/tables.md` and for help texts. A table is
always sorted by its key, so the order of rows in a file means nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, dataclass_transform

import numpy as np
from numpy.typing import NDArray

from rantai.core.numbers import LARGEST

Codes = NDArray[np.str_]
Ints = NDArray[np.int64]
Days = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
Ratios = NDArray[np.float64]

DTYPES: Mapping[str, Any] = {
    "code": np.str_,
    "text": np.str_,
    "int": np.int64,
    "day": "datetime64[D]",
    "flag": np.bool_,
    "ratio": np.float64,
}


@dataclass(frozen=True)
class Column:
    """What a column holds: its kind, unit, range, choices, the table it refers to, and a sentence that explains it."""

    name: str
    kind: str
    note: str
    low: int = 0
    high: int = LARGEST
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    optional: bool = False

    @property
    def unit(self) -> str:
        """Unit in words, from the last part of the name."""
        return next((words for suffix, words in _UNITS.items() if self.name.endswith(suffix)), "")


_UNITS = {
    "_um": "µm",
    "_g": "g",
    "_g_each": "g",
    "_idr_t": "rupiah per tonne",
    "_idr_each": "rupiah per piece",
    "_idr": "rupiah",
    "_ms": "ms",
    "_minutes": "minutes",
    "minutes_week": "minutes per week",
    "_ppm": "parts per million",
    "_weeks": "weeks",
    "_week": "week position, 0 is the first",
    "_days": "days",
    "_pieces": "pieces",
    "_each": "per piece",
    "_udeg": "millionths of a degree",
    "_kg_m3": "kg/m³",
    "_um2": "µm²",
}


def code(
    note: str, *, refers_to: str | tuple[str, ...] = (), choices: Sequence[str] = (), optional: bool = False
) -> Any:
    """A code: text without spaces at its ends. `refers_to` names tables whose key must hold it; "" only if optional."""
    tables = (refers_to,) if isinstance(refers_to, str) else refers_to
    return _field("code", note, refers_to=tables, choices=tuple(choices), optional=optional)


def text(note: str, *, optional: bool = False) -> Any:
    """Free text for people."""
    return _field("text", note, optional=optional)


def whole(note: str, *, low: int = 0, high: int = LARGEST, optional: bool = False) -> Any:
    """A whole number in `low`..`high`. An optional one that is left empty reads as its `low`."""
    return _field("int", note, low=low, high=high, optional=optional)


def day(note: str, *, optional: bool = False) -> Any:
    """A date, YYYY-MM-DD. An optional one that is left empty reads as NaT (absent)."""
    return _field("day", note, optional=optional)


def flag(note: str) -> Any:
    """yes or no."""
    return _field("flag", note)


def ratio(note: str, *, low: int = 0, high: int = LARGEST, optional: bool = False) -> Any:
    """A share or score, a decimal with a dot."""
    return _field("ratio", note, low=low, high=high, optional=optional)


def _field(kind: str, note: str, **more: Any) -> Any:
    return dataclasses.field(metadata={"kind": kind, "note": note, **more})


class Table:
    """Base of every table: columns of one length, sorted by key. Declare with `@table(...)`."""

    table_name: ClassVar[str]
    table_note: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    may_be_absent: ClassVar[bool]
    columns: ClassVar[tuple[Column, ...]]

    def __len__(self) -> int:
        return len(getattr(self, self.columns[0].name))

    @classmethod
    def column(cls, name: str) -> Column:
        """The note of column `name`. Raises KeyError for an unknown column."""
        return {column.name: column for column in cls.columns}[name]

    @classmethod
    def empty(cls) -> Self:
        """The table without rows."""
        return cls.from_columns({column.name: [] for column in cls.columns})

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """A table from mappings that hold every column. Raises KeyError when one is missing."""
        listed = list(rows)
        return cls.from_columns({column.name: [row[column.name] for row in listed] for column in cls.columns})

    @classmethod
    def from_columns(cls, values: Mapping[str, Sequence[Any] | NDArray[Any]]) -> Self:
        """A table from columns of one length, sorted by its key. Raises ValueError for unequal lengths."""
        arrays = {c.name: np.asarray(values[c.name], dtype=DTYPES[c.kind]) for c in cls.columns}
        if len({len(array) for array in arrays.values()}) > 1:
            raise ValueError(f"{cls.table_name}: columns of unequal length")
        if cls.key:
            order = np.lexsort([arrays[name] for name in reversed(cls.key)])
            arrays = {name: array[order] for name, array in arrays.items()}
        for array in arrays.values():
            array.setflags(write=False)
        return cls(**arrays)

    def take(self, rows: NDArray[Any]) -> Self:
        """The rows at these positions, or where this mask is true."""
        return type(self).from_columns({c.name: getattr(self, c.name)[rows] for c in self.columns})

    def rows(self) -> list[dict[str, Any]]:
        """All rows as mappings of plain Python values, for tests, pages and JSON."""
        lists = [getattr(self, column.name).tolist() for column in self.columns]
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)]


@dataclass_transform(frozen_default=True, field_specifiers=(code, text, whole, day, flag, ratio))
def table(name: str, note: str, *, key: Sequence[str], may_be_absent: bool = False) -> Any:
    """Declare a table: its file name without ending, what a row is, and the columns that make a row unique."""

    def declare(cls: type) -> type:
        made: type[Any] = dataclass(frozen=True, eq=False, repr=False)(cls)
        columns = tuple(Column(name=f.name, **f.metadata) for f in dataclasses.fields(made))
        about = {"table_name": name, "table_note": note, "key": tuple(key), "may_be_absent": may_be_absent}
        for attribute, value in {**about, "columns": columns}.items():
            setattr(made, attribute, value)
        return made

    return declare
