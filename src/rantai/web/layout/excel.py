"""Excel files of list rows. Text stays text, so a name that begins with `=` can never become a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rantai.web.layout.columns import Column
from rantai.web.layout.statuses import STATUSES

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SCALES = {"mass": 1_000, "tonnes": 1_000_000, "length": 1_000, "hours": 60, "percent": 1_000_000}
UNITS = {"money": "Rp", "mass": "kg", "tonnes": "t", "length": "mm"}
NUMBER_FORMATS = {
    "number": "#,##0",
    "decimal": "#,##0.0##",
    "money": "#,##0",
    "mass": "#,##0.0##",
    "tonnes": "#,##0.0##",
    "length": "#,##0.###",
    "hours": "#,##0.0#",
    "percent": "0.0%",
    "date": "d mmm yyyy",
    "week": "d mmm yyyy",
    "moment": "d mmm yyyy hh:mm",
}
PLAIN_SPACES = {0x00A0: " ", 0x202F: " "}  # pages keep a figure and its unit together; a search in Excel would miss
WIDTHS = {"text": 28, "link": 28, "status": 18, "date": 18, "week": 14}


Pairs = Sequence[tuple[object, object]]  # what it is, and its value: text, whole number or day


def sheet(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[object],
    totals: Mapping[str, int],
    *,
    head: Pairs = (),
    foot: Pairs = (),
) -> bytes:
    """One worksheet: bold frozen headings with units, rows as numbers and dates, totals in the last line.

    head, foot: pairs above and below the table, for papers.
    """
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        page = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        top = len(head) + 1 if head else 0
        _write_pairs(book, page, 0, head)
        for place, column in enumerate(columns):
            page.write_string(top, place, heading(column), bold)
            page.set_column(place, place, WIDTHS.get(column.kind, 16))
        looks = {kind: book.add_format({"num_format": shape}) for kind, shape in NUMBER_FORMATS.items()}
        for line, row in enumerate(rows, start=top + 1):
            for place, column in enumerate(columns):
                value = getattr(row, column.key)
                kind = "moment" if isinstance(value, dt.datetime) else column.kind
                _write(page, (line, place), column, value, looks.get(kind))
        if totals:
            _write_totals(book, page, top + len(rows) + 1, columns, totals)
        _write_pairs(book, page, top + len(rows) + 3, foot)
        page.freeze_panes(top + 1, 1)
        if rows:
            page.autofilter(top, 0, top + len(rows), len(columns) - 1)
    return memory.getvalue()


def heading(column: Column) -> str:
    """A column's heading with the unit its numbers are written in."""
    unit = str(column.unit or (gettext("h") if column.kind == "hours" else UNITS.get(column.kind, "")))
    return f"{column.heading} ({unit})" if unit else str(column.heading)


def download(content: bytes, filename: str) -> HttpResponse:
    """The file as an answer that a browser saves under `filename`."""
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=filename) or ""}
    return HttpResponse(content, content_type=MIME, headers=headers)


def _write(page: Worksheet, where: tuple[int, int], column: Column, value: object, look: Format | None) -> None:
    line, place = where
    if value is None or value == "":
        return
    if column.kind == "status" and isinstance(value, str):
        page.write_string(line, place, str(STATUSES[value]))
    elif isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        page.write_datetime(line, place, local.replace(tzinfo=None), look)
    elif isinstance(value, dt.date):
        page.write_datetime(line, place, dt.datetime.combine(value, dt.time()), look)
    elif column.numeric:
        page.write_number(line, place, value / SCALES[column.kind] if column.kind in SCALES else value, look)  # type: ignore[operator]
    else:
        page.write_string(line, place, str(value).translate(PLAIN_SPACES)[:32_767])


def _write_pairs(book: xlsxwriter.Workbook, page: Worksheet, line: int, pairs: Pairs) -> None:
    if not pairs:
        return
    day, whole = book.add_format({"num_format": NUMBER_FORMATS["date"]}), book.add_format({"num_format": "#,##0"})
    for at, (label, value) in enumerate(pairs, start=line):
        page.write_string(at, 0, str(label))
        if isinstance(value, dt.date):
            page.write_datetime(at, 1, dt.datetime.combine(value, dt.time()), day)
        elif isinstance(value, int):
            page.write_number(at, 1, value, whole)
        else:
            page.write_string(at, 1, str(value).translate(PLAIN_SPACES)[:32_767])


def _write_totals(
    book: xlsxwriter.Workbook,
    page: Worksheet,
    line: int,
    columns: Sequence[Column],
    totals: Mapping[str, int],
) -> None:
    for place, column in enumerate(columns):
        if column.key in totals:
            look = book.add_format({"num_format": NUMBER_FORMATS[column.kind], "bold": True, "top": 1})
            _write(page, (line, place), column, totals[column.key], look)
    if columns[0].key not in totals:
        page.write_string(line, 0, gettext("Total"), book.add_format({"bold": True, "top": 1}))


def _sheet_name(title: str) -> str:
    clean = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip(" '")
    return clean[:31] or "Rantai"
