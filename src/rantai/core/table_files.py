"""CSV in and out for tables. The dot is the decimal point, nothing groups thousands, the order of rows means nothing.

Reading finds every problem of every file before it gives up; writing is atomic per file and byte for byte repeatable.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np

from rantai.core.problems import Problem, Refusal, Where
from rantai.core.tables import AT_ONCE, DTYPES, Column, Table

T = TypeVar("T", bound=Table)
Lines = np.ndarray[Any, np.dtype[np.int64]]  # line of the file that each row of a sorted table came from

FILE_MISSING = Refusal(
    "T101",
    "Berkas {file} tidak ada.",
    "The file {file} is missing.",
    "Tambahkan berkas itu dengan kolom {columns}.",
    "Add the file with the columns {columns}.",
)
FILE_EMPTY = Refusal(
    "T102",
    "Berkas {file} kosong.",
    "The file {file} is empty.",
    "Isi sedikitnya satu baris judul kolom: {columns}.",
    "Write at least the heading row: {columns}.",
)
FILE_NOT_UTF8 = Refusal(
    "T103",
    "Berkas {file} bukan teks UTF-8 (bita ke-{byte}).",
    "The file {file} is not UTF-8 text (byte {byte}).",
    "Simpan ulang sebagai “CSV UTF-8”.",
    "Save it again as “CSV UTF-8”.",
)
WRONG_SEPARATOR = Refusal(
    "T104",
    "Kolom di {file} dipisah “{separator}”, bukan koma.",
    "The columns of {file} are separated by “{separator}”, not by a comma.",
    "Simpan ulang dengan pemisah koma.",
    "Save it again with commas.",
)
COLUMN_MISSING = Refusal(
    "T105",
    "Kolom {column} tidak ada.",
    "The column {column} is missing.",
    "Tambahkan kolom itu. Artinya (dalam bahasa Inggris): {note}",
    "Add the column; it holds: {note}",
)
COLUMN_UNKNOWN = Refusal(
    "T106",
    "Kolom {column} tidak dikenal.",
    "The column {column} is unknown.",
    "Hapus atau perbaiki namanya; yang dikenal: {columns}.",
    "Remove it or mend its name; known are: {columns}.",
)
ROW_LENGTH = Refusal(
    "T107",
    "Baris ini berisi {found} sel, judulnya {expected}.",
    "This row has {found} cells, the heading has {expected}.",
    "Samakan jumlah selnya; beri tanda kutip pada teks yang memuat koma.",
    "Give it as many cells; quote text that holds a comma.",
)
CELL_EMPTY = Refusal(
    "T110",
    "Sel kosong.",
    "The cell is empty.",
    "Isi sel ini. Arti kolomnya (dalam bahasa Inggris): {note}",
    "Fill in: {note}",
)
CELL_NOT_WHOLE = Refusal(
    "T111",
    "“{text}” bukan bilangan bulat.",
    "“{text}” is not a whole number.",
    "Tulis angka tanpa titik, koma, atau spasi, misalnya 1500.",
    "Write digits without dots, commas or spaces, for example 1500.",
)
CELL_OUT_OF_RANGE = Refusal(
    "T112",
    "{text} di luar batas {low} sampai {high}.",
    "{text} is outside {low} to {high}.",
    "Beri angka dari {low} sampai {high}.",
    "Give a number from {low} to {high}.",
)
CELL_NOT_DATE = Refusal(
    "T113",
    "“{text}” bukan tanggal.",
    "“{text}” is not a date.",
    "Tulis sebagai TTTT-BB-HH, misalnya 2027-01-04.",
    "Write YYYY-MM-DD, for example 2027-01-04.",
)
CELL_NOT_FLAG = Refusal(
    "T114", "“{text}” bukan yes atau no.", "“{text}” is neither yes nor no.", "Tulis yes atau no.", "Write yes or no."
)
CELL_NOT_CHOICE = Refusal(
    "T115",
    "“{text}” tidak termasuk pilihan.",
    "“{text}” is not one of the choices.",
    "Pilih salah satu: {choices}.",
    "Choose one of: {choices}.",
)
CELL_NOT_RATIO = Refusal(
    "T116",
    "“{text}” bukan angka desimal.",
    "“{text}” is not a decimal number.",
    "Tulis dengan titik desimal, misalnya 0.85.",
    "Write it with a decimal point, for example 0.85.",
)
CELL_BAD_CODE = Refusal(
    "T117",
    "Kode “{text}” memuat spasi di tepi atau tanda yang tidak terbaca.",
    "The code “{text}” has spaces at its ends or unreadable signs.",
    "Hapus spasi atau tanda itu.",
    "Remove the spaces or signs.",
)
KEY_DOUBLED = Refusal(
    "T120",
    "{key} sudah ada di baris {first}.",
    "{key} is already in row {first}.",
    "Hapus salah satu atau beri kode lain.",
    "Remove one of them or give it another code.",
)
CODE_UNKNOWN = Refusal(
    "T121",
    "Kode {text} tidak ada di {tables}.",
    "The code {text} is not in {tables}.",
    "Perbaiki kodenya atau tambahkan ke {tables}.",
    "Mend the code or add it to {tables}.",
)


_DIGITS, _SAFE_DIGITS = set("0123456789"), 18  # what reads as an int64 without a closer look


class _Unreadable(Exception):
    """A cell that its column cannot read."""

    def __init__(self, refusal: Refusal, **values: Any) -> None:
        super().__init__(refusal.code)
        self.refusal, self.values = refusal, values


def file_name(kind: type[Table]) -> str:
    """Name of the CSV file of a table."""
    return f"{kind.table_name}.csv"


@dataclass(frozen=True)
class ReadTable(Generic[T]):
    """A table as read: its rows, the line of the file each came from, and every problem found.

    `stray` holds (line, column, code) of rows that could not be read whole: their codes are still looked up, so that a
    row with a bad number and an unknown code is blamed for both.
    """

    table: T
    lines: Lines
    problems: list[Problem]
    stray: tuple[tuple[int, str, str], ...] = ()

    def where(self, row: int, column: str) -> Where:
        """The place in the file of a row of the sorted table."""
        return Where(file_name(type(self.table)), int(self.lines[row]), column)


def read_table(kind: type[T], folder: Path) -> ReadTable[T]:
    """Read `folder`/<table>.csv: the rows that could be read and every problem found."""
    file = file_name(kind)
    path = folder / file
    columns = ", ".join(column.name for column in kind.columns)
    if not path.is_file():
        if kind.may_be_absent:
            return _nothing(kind, [])
        return _nothing(kind, [Problem(FILE_MISSING, Where(file), {"file": file, "columns": columns})])
    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return _nothing(kind, [Problem(FILE_NOT_UTF8, Where(file), {"file": file, "byte": error.start + 1})])
    content = content.lstrip("\ufeff")  # Excel writes one mark; careless scripts add one at every save
    if not content.strip():
        return _nothing(kind, [Problem(FILE_EMPTY, Where(file), {"file": file, "columns": columns})])
    return _read_lines(kind, file, content)


def _nothing(kind: type[T], problems: list[Problem]) -> ReadTable[T]:
    return ReadTable(kind.empty(), np.zeros(0, dtype=np.int64), problems)


def _read_lines(kind: type[T], file: str, content: str) -> ReadTable[T]:
    lines = list(csv.reader(io.StringIO(content, newline="")))
    heading = [cell.strip() for cell in lines[0]]
    problems = _heading_problems(kind, file, heading)
    if problems:
        return _nothing(kind, problems)
    places = {column.name: heading.index(column.name) for column in kind.columns if column.name in heading}
    if (quick := _read_columns(kind, lines, places)) is not None:
        return quick
    numbered = [
        (number, cells) for number, cells in enumerate(lines[1:], start=2) if any(cell.strip() for cell in cells)
    ]
    rows: list[tuple[int, dict[str, Any]]] = []
    stray: list[tuple[int, str, str]] = []
    for number, cells in numbered:
        if len(cells) != len(heading):
            problems.append(Problem(ROW_LENGTH, Where(file, number), {"found": len(cells), "expected": len(heading)}))
            continue
        row = _read_row(kind, file, number, {name: cells[place] for name, place in places.items()}, problems)
        if len(row) == len(kind.columns):
            rows.append((number, row))
        else:
            stray += [(number, c.name, row[c.name]) for c in kind.columns if c.refers_to and row.get(c.name)]
    problems += _doubled_keys(kind, file, rows)
    table = kind.from_rows(row for _, row in rows)
    numbers = np.fromiter((number for number, _ in rows), dtype=np.int64, count=len(rows))
    unsorted = [np.asarray([row[name] for _, row in rows], dtype=DTYPES[kind.column(name).kind]) for name in kind.key]
    order = np.lexsort(unsorted[::-1]) if unsorted else np.arange(len(rows))
    return ReadTable(table, numbers[order], problems, tuple(stray))


def _read_columns(kind: type[T], lines: list[list[str]], places: Mapping[str, int]) -> ReadTable[T] | None:
    """A file without any problem, column by column; None when there may be one, which reading by rows then places."""
    rows = lines[1:]
    if (
        not rows
        or {len(cells) for cells in rows} != {len(lines[0])}
        or not all(any(map(str.strip, row)) for row in rows)
    ):
        return None
    raw = list(zip(*rows, strict=True))
    columns: dict[str, Sequence[Any] | np.ndarray[Any, Any]] = {}
    for column in kind.columns:
        cells = raw[places[column.name]] if column.name in places else ("",) * len(rows)
        values = _read_column(column, cells)
        if values is None:
            return None
        columns[column.name] = values
    parts = [value.tolist() if isinstance(value := columns[name], np.ndarray) else value for name in kind.key]
    if parts and len(set(zip(*parts, strict=True))) < len(rows):
        return None
    keys = [np.asarray(columns[name], dtype=DTYPES[kind.column(name).kind]) for name in kind.key]
    order = np.lexsort(keys[::-1]) if keys else np.arange(len(rows))
    return ReadTable(kind.from_columns(columns), order.astype(np.int64) + 2, [])


def _read_column(column: Column, cells: Sequence[str]) -> Sequence[Any] | np.ndarray[Any, Any] | None:
    """Values of a column whose cells can all be read; each different cell is looked at once."""
    if column.kind == "int" and all(cells) and set("".join(cells)) <= _DIGITS and max(map(len, cells)) <= _SAFE_DIGITS:
        numbers = np.fromiter(map(int, cells), dtype=np.int64, count=len(cells))
        return numbers if column.low <= numbers.min() and numbers.max() <= column.high else None
    try:
        read = {raw: parse_cell(column, raw) for raw in set(cells)}
    except _Unreadable:
        return None
    return [read[raw] for raw in cells]


def _heading_problems(kind: type[Table], file: str, heading: list[str]) -> list[Problem]:
    known = {column.name for column in kind.columns}
    if len(heading) == 1 and heading[0] not in known:
        for separator in (";", "\t", "|"):
            if separator in heading[0]:
                return [Problem(WRONG_SEPARATOR, Where(file, 1), {"file": file, "separator": separator})]
    columns = ", ".join(column.name for column in kind.columns)
    missing = [
        Problem(COLUMN_MISSING, Where(file, 1, c.name), {"column": c.name, "note": c.note})
        for c in kind.columns
        if c.name not in heading and not c.optional
    ]
    unknown = [
        Problem(COLUMN_UNKNOWN, Where(file, 1, name), {"column": name, "columns": columns})
        for name in heading
        if name not in known or heading.count(name) > 1
    ]
    return missing + unknown


def _read_row(
    kind: type[Table], file: str, number: int, cells: Mapping[str, str], problems: list[Problem]
) -> dict[str, Any]:
    """The cells of a row that could be read, by column; the others are added to `problems`."""
    row: dict[str, Any] = {}
    for column in kind.columns:
        try:
            row[column.name] = parse_cell(column, cells.get(column.name, ""))
        except _Unreadable as error:
            problems.append(Problem(error.refusal, Where(file, number, column.name), error.values))
    return row


def parse_cell(column: Column, raw: str) -> Any:
    """Value of one machine cell for `column`."""
    text = raw.strip()
    if not text:
        if column.optional:
            return _ABSENT[column.kind](column)
        raise _Unreadable(CELL_EMPTY, note=column.note)
    return _READERS[column.kind](column, text, raw)


def _read_code(column: Column, text: str, raw: str) -> str:
    if text != raw or not text.isprintable():
        raise _Unreadable(CELL_BAD_CODE, text=raw)
    if column.choices and text not in column.choices:
        raise _Unreadable(CELL_NOT_CHOICE, text=text, choices=", ".join(column.choices))
    return text


def _read_text(_column: Column, text: str, _raw: str) -> str:
    return text


def _read_int(column: Column, text: str, _raw: str) -> int:
    if not (text.isascii() and text.lstrip("-").isdigit() and text.count("-") <= 1):
        raise _Unreadable(CELL_NOT_WHOLE, text=text)
    if len(text) > 20 or not column.low <= int(text) <= column.high:
        raise _Unreadable(CELL_OUT_OF_RANGE, text=text, low=column.low, high=column.high)
    return int(text)


def _read_ratio(column: Column, text: str, _raw: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _Unreadable(CELL_NOT_RATIO, text=text) from None
    if not np.isfinite(value) or not column.low <= value <= column.high:
        raise _Unreadable(CELL_OUT_OF_RANGE, text=text, low=column.low, high=column.high)
    return value


def _read_day(_column: Column, text: str, _raw: str) -> np.datetime64:
    try:
        return np.datetime64(date.fromisoformat(text), "D") if len(text) == 10 else _not_a_date(text)
    except ValueError:
        return _not_a_date(text)


def _not_a_date(text: str) -> np.datetime64:
    raise _Unreadable(CELL_NOT_DATE, text=text)


def _read_flag(_column: Column, text: str, _raw: str) -> bool:
    if text not in ("yes", "no"):
        raise _Unreadable(CELL_NOT_FLAG, text=text)
    return text == "yes"


_READERS: Mapping[str, Callable[[Column, str, str], Any]] = {
    "code": _read_code,
    "text": _read_text,
    "int": _read_int,
    "ratio": _read_ratio,
    "day": _read_day,
    "flag": _read_flag,
}
_ABSENT: Mapping[str, Callable[[Column], Any]] = {
    "code": lambda _column: "",
    "text": lambda _column: "",
    "int": lambda column: column.low,
    "ratio": lambda column: float(column.low),
    "day": lambda _column: np.datetime64("NaT", "D"),
    "flag": lambda _column: False,
}


def _doubled_keys(kind: type[Table], file: str, rows: Iterable[tuple[int, dict[str, Any]]]) -> list[Problem]:
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for number, row in rows:
        key = tuple(str(row[name]) for name in kind.key)
        if key in first:
            values = {"key": " + ".join(key), "first": first[key]}
            problems.append(Problem(KEY_DOUBLED, Where(file, number, kind.key[0]), values))
        first.setdefault(key, number)
    return problems


def unknown_codes(read: Mapping[str, ReadTable[Any]]) -> list[Problem]:
    """Every code that refers to a row that no table holds. `read` is named by `table_name`."""
    known = {name: set(getattr(r.table, r.table.key[0]).tolist()) for name, r in read.items() if r.table.key}
    problems = []
    for one in read.values():
        for column in one.table.columns:
            if column.refers_to:
                problems += _unknown_in(one, column, set().union(*(known[name] for name in column.refers_to)))
    return problems


def _unknown_in(read: ReadTable[Any], column: Column, allowed: set[str]) -> list[Problem]:
    tables = " / ".join(f"{name}.csv" for name in column.refers_to)
    if not read.stray and set(getattr(read.table, column.name).tolist()) <= (
        allowed | {""} if column.optional else allowed
    ):
        return []
    return [
        Problem(CODE_UNKNOWN, read.where(row, column.name), {"text": value, "tables": tables})
        for row, value in enumerate(getattr(read.table, column.name).tolist())
        if value not in allowed and (value or not column.optional)
    ] + [
        Problem(CODE_UNKNOWN, Where(file_name(type(read.table)), line, name), {"text": value, "tables": tables})
        for line, name, value in read.stray
        if name == column.name and value not in allowed
    ]


def write_table(table: Table, folder: Path) -> Path:
    """Write <table>.csv into `folder`, replacing it in one step. Returns the path."""
    path = folder / file_name(type(table))
    waiting = path.with_suffix(".csv.part")
    with waiting.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        for begin in range(0, len(table), AT_ONCE):
            some = slice(begin, begin + AT_ONCE)
            writer.writerows(zip(*(_written(table, column, some) for column in table.columns), strict=True))
    waiting.replace(path)
    return path


def _written(table: Table, column: Column, some: slice) -> Sequence[Any]:
    if column.kind == "day":
        return ["" if np.isnat(value) else str(value) for value in getattr(table, column.name)[some]]
    values = table.cells(column.name, some)
    if column.kind == "flag":
        return ["yes" if value else "no" for value in values]
    return list(map(repr, values)) if column.kind == "ratio" else values
