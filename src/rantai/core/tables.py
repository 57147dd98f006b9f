"""Tables: frozen dataclasses of equally long numpy columns, each column with one note.

The notes are the single source for reading CSV, for checks, for `docs/tables.md` and for help texts. A table is
always sorted by its key, so the order of rows in a file means nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

import numpy as np
from numpy.typing import NDArray

from rantai.core.coded import Coded
from rantai.core.numbers import LARGEST

Codes = NDArray[np.str_]
Ints = NDArray[np.int64]
Days = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
Ratios = NDArray[np.float64]

AT_ONCE = 50_000  # rows that are turned into Python values together; bounds the memory of a large table
EVERY = slice(None)

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
        return len(self._kept(self.columns[0].name))

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
        waiting = iter(rows)
        parts: list[dict[str, NDArray[Any]]] = []
        while (listed := list(islice(waiting, AT_ONCE))) or not parts:
            parts.append(
                {c.name: np.asarray([row[c.name] for row in listed], dtype=DTYPES[c.kind]) for c in cls.columns}
            )
        return cls.from_columns({c.name: np.concatenate([part[c.name] for part in parts]) for c in cls.columns})

    @classmethod
    def from_columns(cls, values: Mapping[str, Sequence[Any] | NDArray[Any] | Coded]) -> Self:
        """A table from columns of one length, sorted by its key. Raises ValueError for unequal lengths.

        A column that comes as `Coded` stays so; as an attribute it is plain text, made when somebody asks.
        """
        arrays = {c.name: _as_column(values[c.name], c.kind) for c in cls.columns}
        if len({len(array) for array in arrays.values()}) > 1:
            raise ValueError(f"{cls.table_name}: columns of unequal length")
        if cls.key:
            keys = [one.ranks() if isinstance(one := arrays[name], Coded) else one for name in cls.key]
            if not _is_sorted(keys):
                order = np.lexsort(keys[::-1])
                arrays = {name: array[order] for name, array in arrays.items()}
        made = object.__new__(cls)
        for name, array in arrays.items():
            made.__dict__[name if isinstance(array, np.ndarray) else f"_{name}"] = _sealed(array)
        return made

    def take(self, rows: NDArray[Any]) -> Self:
        """The rows at these positions, or where this mask is true."""
        return type(self).from_columns({c.name: self._kept(c.name)[rows] for c in self.columns})

    def coded(self, name: str) -> Coded:
        """A column of codes with every different code once."""
        kept = self._kept(name)
        return kept if isinstance(kept, Coded) else Coded.of(_each(kept))

    def cells(self, name: str, chosen: slice | NDArray[Any] = EVERY) -> list[Any]:
        """The cells of a column, or those at these positions, as plain Python values."""
        kept = self._kept(name)
        found: list[Any] = (kept.wide(chosen) if isinstance(kept, Coded) else kept[chosen]).tolist()
        return found

    def reader(self, name: str) -> Callable[[int], Any]:
        """How to read one cell of a column by its row."""
        kept = self._kept(name)
        return kept.cell if isinstance(kept, Coded) else kept.item

    def _kept(self, name: str) -> NDArray[Any] | Coded:
        """A column as it is in memory."""
        columns: dict[str, NDArray[Any] | Coded] = self.__dict__
        return columns[f"_{name}"] if f"_{name}" in columns else columns[name]

    def rows(self, chosen: slice | NDArray[Any] = EVERY) -> list[dict[str, Any]]:
        """All rows, or those at these positions, as mappings of plain Python values."""
        lists = [self.cells(column.name, chosen) for column in self.columns]
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)]

    def each_row(self) -> Iterator[dict[str, Any]]:
        """All rows, one after the other, of which only `AT_ONCE` are in memory together."""
        for begin in range(0, len(self), AT_ONCE):
            yield from self.rows(slice(begin, begin + AT_ONCE))


class _Unfolded:
    """A column of codes as an attribute: plain text, made when it is asked for the first time."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, owner: Table | None, _kind: type[Table]) -> Any:
        if owner is None or f"_{self.name}" not in owner.__dict__:
            raise AttributeError(self.name)
        wide = owner.__dict__[self.name] = _sealed(owner.coded(self.name).wide())
        return wide


def _as_column(values: Sequence[Any] | NDArray[Any] | Coded, kind: str) -> NDArray[Any] | Coded:
    return values if isinstance(values, Coded) else np.asarray(values, dtype=DTYPES[kind])


Sealed = TypeVar("Sealed", NDArray[Any], Coded, NDArray[Any] | Coded)


def _sealed(array: Sealed) -> Sealed:
    """A column that nobody can write into; the caller's own stays as it is."""
    if isinstance(array, Coded):
        return array
    view = array.view()
    view.setflags(write=False)
    return view


def _each(codes: Codes) -> Iterator[str]:
    """The cells of a column as plain text, some at a time."""
    for begin in range(0, len(codes), AT_ONCE):
        yield from codes[begin : begin + AT_ONCE].tolist()


def _is_sorted(keys: Sequence[NDArray[Any]]) -> bool:
    """Whether rows are in the order of their keys already; looking is much cheaper than sorting codes."""
    behind, same = np.zeros(max(0, len(keys[0]) - 1), dtype=np.bool_), True
    for key in keys:
        behind |= same & (key[1:] < key[:-1])
        same = same & (key[1:] == key[:-1])
    return not behind.any()


@dataclass_transform(frozen_default=True, field_specifiers=(code, text, whole, day, flag, ratio))
def table(name: str, note: str, *, key: Sequence[str], may_be_absent: bool = False) -> Any:
    """Declare a table: its file name without ending, what a row is, and the columns that make a row unique."""

    def declare(cls: type) -> type:
        made: type[Any] = dataclass(frozen=True, eq=False, repr=False)(cls)
        columns = tuple(Column(name=f.name, **f.metadata) for f in dataclasses.fields(made))
        about = {"table_name": name, "table_note": note, "key": tuple(key), "may_be_absent": may_be_absent}
        for attribute, value in {**about, "columns": columns}.items():
            setattr(made, attribute, value)
        for column in columns:
            if column.kind == "code":
                setattr(made, column.name, _Unfolded(column.name))
        return made

    return declare
