"""One cell of a list: its value as words, its class, and its place on a phone card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rantai.web.layout import formats
from rantai.web.layout.columns import Column
from rantai.web.layout.pieces import Status, Words
from rantai.web.layout.statuses import STATUSES

LONG_TEXT = 24  # letters; longer words in a narrow column would make every row many lines high

Formatter = Callable[[Column, object], str]

FORMATS: dict[str, Formatter] = {
    "number": lambda _column, value: formats.count(value),  # type: ignore[arg-type]
    "decimal": lambda column, value: formats.decimal(value, column.places),  # type: ignore[arg-type]
    "money": lambda _column, value: formats.rupiah(value),  # type: ignore[arg-type]
    "mass": lambda column, value: formats.mass(value, column.places),  # type: ignore[arg-type]
    "tonnes": lambda column, value: formats.tonnes(value, column.places),  # type: ignore[arg-type]
    "length": lambda _column, value: formats.length(value),  # type: ignore[arg-type]
    "hours": lambda column, value: formats.hours(value, column.places),  # type: ignore[arg-type]
    "percent": lambda column, value: formats.ppm(value, column.places),  # type: ignore[arg-type]
    "date": lambda _column, value: formats.moment(value) if isinstance(value, dt.datetime) else formats.day(value),  # type: ignore[arg-type]
    "week": lambda _column, value: formats.week(value),  # type: ignore[arg-type]
}


@dataclass(frozen=True)
class Head:
    """A column's heading: what a click sorts by, and how it is sorted now."""

    heading: Words
    css: str
    sort: str
    aria_sort: str


@dataclass(frozen=True)
class Cell:
    """A cell as drawn. `opens` marks the link that opens the row (j, k and Enter use it)."""

    text: Words
    css: str
    label: Words = ""
    unit: Words = ""
    url: str = ""
    status: Status | None = None
    opens: bool = False
    note: str = ""


def words(column: Column, value: object) -> Words:
    """A value of a column as people read it; a missing one is a dash."""
    if value is None or value == "":
        return formats.NOTHING
    write = FORMATS.get(column.kind)
    return write(column, value) if write else value if isinstance(value, Words) else str(value)


def head(column: Column, sort: str) -> Head:
    """The heading of a column under the present sort order."""
    up, down = sort == column.key, sort == f"-{column.key}"
    following = f"-{column.key}" if up else column.key
    state = "ascending" if up else "descending" if down else ""
    css = "num" if column.numeric else ""
    return Head(column.heading, css, following if column.sortable else "", state)


def row(columns: Sequence[Column], source: object) -> tuple[Cell, ...]:
    """All cells of one row; the first linked cell is the one that opens it."""
    opener = next((column.key for column in columns if column.url and getattr(source, column.url)), "")
    primes = any(column.prime for column in columns)
    return tuple(
        _cell(column, source, position, opens=column.key == opener, primes=primes)
        for position, column in enumerate(columns)
    )


def totals(columns: Sequence[Column], sums: Mapping[str, int]) -> tuple[Cell, ...]:
    """The foot of the table; columns without a total stay empty."""
    return tuple(
        Cell(words(column, sums[column.key]), "num prime", column.heading, column.unit)
        if column.key in sums
        else Cell("", "void")
        for column in columns
    )


def _cell(column: Column, source: object, position: int, *, opens: bool, primes: bool) -> Cell:
    value = getattr(source, column.key)
    place = column.phone or _place(column, position, primes=primes)
    css = f"num {place}" if column.numeric else place
    url = getattr(source, column.url) if column.url else ""
    note = getattr(source, column.note) if column.note else ""
    if column.kind == "status":
        return Cell("", css, column.heading, status=_status(value), url=url, opens=opens, note=note)
    if value is None or value == "":
        css += " bare"
    text = words(column, value)
    if column.kind == "text" and len(str(text)) > LONG_TEXT:
        css += " long"
    return Cell(text, css, column.heading, column.unit, url, opens=opens, note=note)


def _place(column: Column, position: int, *, primes: bool) -> str:
    if position == 0:
        return "lead"
    if column.kind == "status":
        return "state"
    return "prime" if column.prime or (column.numeric and not primes) else "line"


def _status(value: object) -> Status | None:
    if isinstance(value, str):
        return STATUSES[value] if value else None
    return value if isinstance(value, Status) else None
