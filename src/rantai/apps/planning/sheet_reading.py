"""From an uploaded Excel file to rows of a table, with every problem at once."""

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from babel.dates import get_month_names
from django.conf import settings
from django.utils import translation

from rantai.apps.planning import refusals
from rantai.apps.planning.limits import highest
from rantai.apps.planning.mirror import Mirror
from rantai.apps.planning.sheet_child import MOST_COLUMNS, MOST_ROWS, REFUSED
from rantai.apps.planning.titles import hint, title
from rantai.core.lists import yes_or_no
from rantai.core.numbers import parse_whole
from rantai.core.problems import InvalidInput, Problem, Refusal, Where
from rantai.core.table_files import (
    CELL_EMPTY,
    CELL_NOT_CHOICE,
    COLUMN_MISSING,
    COLUMN_UNKNOWN,
    FILE_EMPTY,
    KEY_DOUBLED,
)
from rantai.core.tables import Column

CHILD = (sys.executable, "-m", "rantai.apps.planning.sheet_child")
CHILD_SECONDS = 30
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 200
REASONS: Mapping[str, Refusal] = {"formula": refusals.SHEET_FORMULA, "too-large": refusals.SHEET_TOO_LARGE}

Cell = tuple[str, Any]  # kind (text, number, day, flag, empty) and value
Row = dict[str, Any]
# Excel's own memory of a printer; every other binary part is a macro, an embedded file or an older format.
PRINTER = re.compile(r"xl/printersettings/printersettings\d*\.bin")
ODD_FOLDERS = ("xl/macrosheets/", "xl/dialogsheets/", "xl/externallinks/", "xl/embeddings/", "xl/activex/")
ODD_ENDINGS = (".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".jar", ".7z", ".rar", ".gz", ".exe", ".dll")
SPOKEN_DAY = re.compile(r"(\d{1,2})\s+([^\W\d]+)\.?\s+(\d{4})")


@dataclass(frozen=True)
class Reading:
    """What a sheet holds: rows read in full with their lines, the readable cells of every row, every problem so far."""

    rows: list[Row]
    lines: list[int]
    parts: list[tuple[int, Row]]
    problems: list[Problem]


def read_sheet(mirror: Mirror, file_name: str, content: bytes) -> Reading:
    """Rows of the first sheet for one table, and every problem of its cells and doubled keys.

    Raises InvalidInput with every problem of the file or its headings: then no cell has a meaning.
    """
    lines = [(number, cells) for number, cells in enumerate(_cells(file_name, content), start=1) if _is_filled(cells)]
    if not lines:
        raise InvalidInput([_of_file(FILE_EMPTY, file_name, columns=_names(mirror))])
    places = _places(mirror, file_name, lines[0][1])
    problems: list[Problem] = []
    parts = [(number, _row(mirror, places, Where(file_name, number), cells, problems)) for number, cells in lines[1:]]
    problems += _doubled(mirror, file_name, parts)
    whole = [(number, row) for number, row in parts if len(row) == len(mirror.table.columns)]
    return Reading([row for _, row in whole], [number for number, _ in whole], parts, problems)


# --- the file -------------------------------------------------------------------------------------------------------


def _cells(file_name: str, content: bytes) -> list[list[Cell]]:
    """Every row of the first sheet, read in a process with limits."""
    _check_zip(file_name, content)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        try:
            answer = subprocess.run(  # noqa: S603 — our own module
                [*CHILD, file.name], capture_output=True, text=True, check=False, timeout=CHILD_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise InvalidInput([_of_file(refusals.SHEET_UNREADABLE, file_name)]) from None
    if answer.returncode == REFUSED:
        raise InvalidInput([_of_file(REASONS[answer.stdout], file_name, rows=MOST_ROWS, columns=MOST_COLUMNS)])
    if answer.returncode != 0:
        raise InvalidInput([_of_file(refusals.SHEET_UNREADABLE, file_name)])
    return [[(kind, value) for kind, value in json.loads(line)] for line in answer.stdout.splitlines()]


def _check_zip(file_name: str, content: bytes) -> None:
    """Look at the archive's list before anything is unpacked."""
    try:
        entries = zipfile.ZipFile(BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise InvalidInput([_of_file(refusals.SHEET_NOT_EXCEL, file_name)]) from None
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise InvalidInput([_of_file(refusals.SHEET_NOT_EXCEL, file_name)])
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNPACKED or any(map(_is_odd, entries)):
        raise InvalidInput([_of_file(refusals.SHEET_UNSAFE, file_name)])


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.lower()
    swollen = entry.file_size > MOST_RATIO * max(1, entry.compress_size) and entry.file_size > 1_000_000
    binary = name.endswith(".bin") and not PRINTER.fullmatch(name)
    return swollen or binary or ".." in name or name.startswith(ODD_FOLDERS) or name.endswith(ODD_ENDINGS)


def _of_file(refusal: Refusal, file_name: str, **values: object) -> Problem:
    return Problem(refusal, Where(file_name), {"file": file_name, **values})


# --- headings -------------------------------------------------------------------------------------------------------


def _is_filled(cells: Sequence[Cell]) -> bool:
    return any(kind != "empty" and str(value).strip() for kind, value in cells)


def _names(mirror: Mirror) -> str:
    return ", ".join(title(column.name) for column in mirror.table.columns)


def _places(mirror: Mirror, file_name: str, cells: Sequence[Cell]) -> dict[str, int]:
    """Column → place in the row; headings may be the table's own names or the titles in either language."""
    known = {spelling: column.name for column in mirror.table.columns for spelling in _spellings(column.name)}
    headings = [str(value).strip().casefold() if kind != "empty" else "" for kind, value in cells]
    found = {known[heading]: place for place, heading in enumerate(headings) if heading in known}
    counts = Counter(known[heading] for heading in headings if heading in known)
    where = Where(file_name, 1)
    problems = [
        Problem(COLUMN_UNKNOWN, where, {"column": str(cells[place][1]), "columns": _names(mirror)})
        for place, heading in enumerate(headings)
        if heading and (heading not in known or counts[known[heading]] > 1)
    ]
    problems += [
        Problem(COLUMN_MISSING, where, {"column": title(column.name), "note": _hint(mirror, column)})
        for column in mirror.table.columns
        if column.name not in found and not column.optional
    ]
    if problems:
        raise InvalidInput(problems)
    return found


def _spellings(name: str) -> set[str]:
    spellings = {name}
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            spellings.add(title(name).casefold())
    return spellings


# --- rows -----------------------------------------------------------------------------------------------------------


def _row(
    mirror: Mirror, places: Mapping[str, int], where: Where, cells: Sequence[Cell], problems: list[Problem]
) -> Row:
    """The readable cells of a row; what cannot be read is added to `problems`."""
    row: Row = {}
    for column in mirror.table.columns:
        place = places.get(column.name, len(cells))
        cell = cells[place] if place < len(cells) else ("empty", "")
        spot = Where(where.file, where.row, title(column.name))
        try:
            row[column.name] = _value(mirror, column, cell, spot)
        except InvalidInput as refused:
            problems += refused.problems
    return row


def _value(mirror: Mirror, column: Column, cell: Cell, where: Where) -> object:
    kind, value = cell
    if kind == "empty" or not str(value).strip():
        if not column.optional:
            raise InvalidInput([Problem(CELL_EMPTY, where, {"note": _hint(mirror, column)})])
        return {"int": column.low, "day": None, "flag": False}.get(column.kind, "")
    if column.kind == "int":
        return parse_whole(str(value), low=column.low, high=highest(column), where=where)
    if column.kind == "day":
        return _day(str(value).strip(), where)
    if column.kind == "flag":
        return _flag(value, where)
    if kind == "number" and column.kind == "code" and "." in str(value):
        raise InvalidInput([Problem(refusals.CODE_AS_NUMBER, where, {"text": value})])
    text = str(value).strip()
    return _choice(mirror, column, text, where) if column.choices else text


def _day(text: str, where: Where) -> date:
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    try:
        return _spoken_day(text)
    except (KeyError, ValueError):
        raise InvalidInput([Problem(refusals.DAY_UNREADABLE, where, {"text": text})]) from None


def _spoken_day(text: str) -> date:
    """A day as people write it, in either language: 4 Jan 2027. Raises KeyError or ValueError for anything else."""
    found = SPOKEN_DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    months = {
        name.casefold().rstrip("."): number
        for code, _language in settings.LANGUAGES
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=code).items()
    }
    return date(int(found[3]), months[found[2].casefold()], int(found[1]))


def _flag(value: object, where: Where) -> bool:
    said = yes_or_no(str(value))
    if said is None:
        raise InvalidInput([Problem(refusals.FLAG_UNREADABLE, where, {"text": value})])
    return said


def _choice(mirror: Mirror, column: Column, text: str, where: Where) -> str:
    """A choice by its own word or by the word on the screen, in either language."""
    labels = dict(_labels(mirror, column))
    chosen = text if text in column.choices else labels.get(text.casefold())
    if chosen is None:
        raise InvalidInput(
            [Problem(CELL_NOT_CHOICE, where, {"text": text, "choices": ", ".join(_choices(mirror, column))})]
        )
    return chosen


def _hint(mirror: Mirror, column: Column) -> str:
    return hint(column, high=highest(column), choices=_choices(mirror, column) if column.choices else ())


def _choices(mirror: Mirror, column: Column) -> list[str]:
    """The choices of a column as screens call them, in the reader's language."""
    field = mirror.model._meta.get_field(mirror.paths[column.name])
    labels = {str(value): str(label) for value, label in getattr(field, "choices", None) or ()}
    return [labels.get(choice, choice) for choice in column.choices]


def _labels(mirror: Mirror, column: Column) -> Iterator[tuple[str, str]]:
    field = mirror.model._meta.get_field(mirror.paths[column.name])
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            for value, label in getattr(field, "choices", None) or ():
                yield str(label).casefold(), str(value)


def _doubled(mirror: Mirror, file_name: str, parts: Sequence[tuple[int, Row]]) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], int] = {}
    for number, row in parts:
        if not row.keys() >= set(mirror.table.key):
            continue
        key = tuple(row[name] for name in mirror.table.key)
        if key in first:
            shown = " + ".join(str(part) for part in key if part)
            where = Where(file_name, number, title(mirror.table.key[0]))
            yield Problem(KEY_DOUBLED, where, {"key": shown, "first": first[key]})
        first.setdefault(key, number)
