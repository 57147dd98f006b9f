"""A list as it was pasted or sent, as rows of text: from Excel, from CSV in any of its habits, from the clipboard."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO

from rantai.apps.cutting_jobs import refusals
from rantai.apps.cutting_jobs.sheet_child import MOST_COLUMNS, MOST_ROWS
from rantai.core.problems import InvalidInput, Problem, Where

CHILD = (sys.executable, "-m", "rantai.apps.cutting_jobs.sheet_child")
CHILD_SECONDS = 30
MOST_UNPACKED = 50 * 1024 * 1024
MARKS = ("\t", ";", "|", ",")
SAMPLE_LINES = 20
MOST_SIGNS = 1_000_000  # five thousand rows of two hundred signs

Rows = list[list[str]]


def rows_of_file(file_name: str, content: bytes) -> Rows:
    """Rows of an .xlsx or a text file. Raises InvalidInput when it can be neither."""
    return _excel(file_name, content) if content.startswith(b"PK") else rows_of_text(_decoded(file_name, content))


def rows_of_text(text: str) -> Rows:
    """Rows of a pasted list. Raises InvalidInput when nothing is in it, or far too much."""
    text = text.replace("\x00", "").strip("\ufeff\r\n")
    # A quote sign is an inch sign more often than a wrapping, except where a whole cell is wrapped.
    reader = csv.reader(StringIO(text), delimiter=_mark(text), quotechar='"', skipinitialspace=True)
    try:
        rows = [[cell.strip() for cell in row[:MOST_COLUMNS]] for row in reader]
    except csv.Error:
        rows = [[cell.strip() for cell in line.split(_mark(text))] for line in text.splitlines()]
    return _filled(rows)


def text_of(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text that reads back the same."""
    return "\n".join("\t".join(" ".join(cell.split()).replace('"', "″") for cell in row) for row in rows)


def _filled(rows: Rows) -> Rows:
    """Rows of one width down to the last that holds anything; empty ones between stay, so that numbers are Excel's."""
    found = [row for row in rows if any(cell.strip() for cell in row)]
    signs = sum(len(cell) + 1 for row in found for cell in row)
    if signs > MOST_SIGNS:
        raise refusals.refuse(refusals.LIST_LONG, "text", signs=signs, most=MOST_SIGNS)
    if not found:
        raise refusals.refuse(refusals.LIST_EMPTY, "text")
    last = max(at for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    if last > MOST_ROWS:
        raise refusals.refuse(refusals.TOO_MANY_ROWS, "text", rows=last, most=MOST_ROWS)
    wide = max(len(row) for row in found)
    return [row + [""] * (wide - len(row)) for row in rows[:last]]


def _mark(text: str) -> str:
    """The sign between cells: the one that parts most of the first lines, a comma only when it cannot be a decimal."""
    lines = [line for line in text.splitlines() if line.strip()][:SAMPLE_LINES]
    for mark in MARKS[:-1]:
        if sum(mark in line for line in lines) * 2 > len(lines):
            return mark
    return "," if lines and all(line.count(",") >= 2 for line in lines) else "\t"


def _decoded(file_name: str, content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text[:1000]:
            return text
    raise InvalidInput([_unreadable(file_name)])


def _excel(file_name: str, content: bytes) -> Rows:
    """Read in a process with limits, after a look at what the archive says of itself."""
    try:
        entries = zipfile.ZipFile(BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise InvalidInput([_unreadable(file_name)]) from None
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise InvalidInput([_unreadable(file_name)])
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        try:
            answer = subprocess.run(  # noqa: S603 — our own module
                [*CHILD, file.name], capture_output=True, text=True, check=False, timeout=CHILD_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise InvalidInput([_unreadable(file_name)]) from None
    if answer.returncode != 0:
        raise InvalidInput([_unreadable(file_name)])
    return _filled([json.loads(line) for line in answer.stdout.splitlines()])


def _unreadable(file_name: str) -> Problem:
    return Problem(refusals.FILE_UNREADABLE, Where(file_name[:80], column="file"), {"file": file_name[:80]})
