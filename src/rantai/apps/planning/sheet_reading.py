"""From an uploaded Excel file to rows of a table, with every problem at once."""

import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils import translation

from rantai.apps.planning import refusals
from rantai.apps.planning.mirror import Mirror
from rantai.apps.planning.sheet_child import MOST_COLUMNS, MOST_ROWS, REFUSED
from rantai.apps.planning.titles import title
from rantai.core.numbers import parse_whole
from rantai.core.problems import InvalidInput, Problem, Refusal, Where
from rantai.core.table_files import (
    CELL_EMPTY,
    CELL_NOT_CHOICE,
    CELL_NOT_DATE,
    CELL_NOT_FLAG,
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
YES, NO = {"yes", "ya", "y", "true", "1"}, {"no", "tidak", "n", "false", "0"}
REASONS: Mapping[str, Refusal] = {"formula": refusals.SHEET_FORMULA, "too-large": refusals.SHEET_TOO_LARGE}

Cell = tuple[str, Any]  # kind (text, number, day, flag, empty) and value
Row = dict[str, Any]


def read_sheet(mirror: Mirror, file_name: str, content: bytes) -> tuple[list[Row], list[int]]:
    """Rows of the first sheet for one table, and the sheet's line of each.

    Raises InvalidInput with every problem: file, headings, cells, doubled keys.
    """
    lines = [(number, cells) for number, cells in enumerate(_cells(file_name, content), start=1) if _is_filled(cells)]
    if not lines:
        raise InvalidInput([_of_file(FILE_EMPTY, file_name, columns=_names(mirror))])
    places = _places(mirror, file_name, lines[0][1])
    problems: list[Problem] = []
    rows, numbers = [], []
    for number, cells in lines[1:]:
        row = _row(mirror, places, Where(file_name, number), cells, problems)
        if row is not None:
            rows.append(row)
            numbers.append(number)
    problems += _doubled(mirror, file_name, rows, numbers)
    if problems:
        raise InvalidInput(problems)
    return rows, numbers


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
    return swollen or ".." in name or name.endswith((".zip", ".xlsx", ".bin"))


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
        Problem(COLUMN_MISSING, where, {"column": title(column.name), "note": column.note})
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
) -> Row | None:
    row: Row = {}
    for column in mirror.table.columns:
        place = places.get(column.name, len(cells))
        cell = cells[place] if place < len(cells) else ("empty", "")
        spot = Where(where.file, where.row, title(column.name))
        try:
            row[column.name] = _value(mirror, column, cell, spot)
        except InvalidInput as refused:
            problems += refused.problems
    return row if len(row) == len(mirror.table.columns) else None


def _value(mirror: Mirror, column: Column, cell: Cell, where: Where) -> object:
    kind, value = cell
    if kind == "empty" or not str(value).strip():
        if not column.optional:
            raise InvalidInput([Problem(CELL_EMPTY, where, {"note": column.note})])
        return {"int": column.low, "day": None, "flag": False}.get(column.kind, "")
    if column.kind == "int":
        return parse_whole(str(value), low=column.low, high=column.high, where=where)
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
    raise InvalidInput([Problem(CELL_NOT_DATE, where, {"text": text})])


def _flag(value: object, where: Where) -> bool:
    text = str(value).strip().casefold()
    if text in YES | NO:
        return text in YES
    raise InvalidInput([Problem(CELL_NOT_FLAG, where, {"text": value})])


def _choice(mirror: Mirror, column: Column, text: str, where: Where) -> str:
    """A choice by its own word or by the word on the screen, in either language."""
    labels = dict(_labels(mirror, column))
    chosen = text if text in column.choices else labels.get(text.casefold())
    if chosen is None:
        raise InvalidInput([Problem(CELL_NOT_CHOICE, where, {"text": text, "choices": ", ".join(column.choices)})])
    return chosen


def _labels(mirror: Mirror, column: Column) -> Iterator[tuple[str, str]]:
    field = mirror.model._meta.get_field(mirror.paths[column.name])
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            for value, label in getattr(field, "choices", None) or ():
                yield str(label).casefold(), str(value)


def _doubled(mirror: Mirror, file_name: str, rows: Sequence[Row], numbers: Sequence[int]) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], int] = {}
    for row, number in zip(rows, numbers, strict=True):
        key = tuple(row[name] for name in mirror.table.key)
        if key in first:
            shown = " + ".join(str(part) for part in key if part)
            where = Where(file_name, number, title(mirror.table.key[0]))
            yield Problem(KEY_DOUBLED, where, {"key": shown, "first": first[key]})
        first.setdefault(key, number)
