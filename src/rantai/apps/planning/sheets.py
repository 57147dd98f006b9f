"""Excel in and out for demand and master data: a template with what is there, a preview, and the word to take it over.

sheet_tables() -> dict[str, str]                                        table name → title
sheet_template(table_name, *, programme_id) -> bytes                    .xlsx with headings and today's rows
preview_sheet(*, table_name, file_name, content, programme_id, by, at) -> SheetPreview
commit_sheet(*, draft_id, by, at) -> dict[str, int]                     added, changed, removed, same
"""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import xlsxwriter
from django.db import transaction
from django.utils.translation import gettext

from rantai.apps.audit.actions import Author, record
from rantai.apps.demand.models import Programme
from rantai.apps.planning import refusals
from rantai.apps.planning.limits import length_problems
from rantai.apps.planning.load import Merge, Row, difference, merge_table
from rantai.apps.planning.mirror import MIRRORS, Mirror
from rantai.apps.planning.models import SheetDraft
from rantai.apps.planning.sheet_reading import Reading, read_sheet
from rantai.apps.planning.snapshot import snapshot, stored_rows
from rantai.apps.planning.titles import readable, table_title, title
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.table_files import CODE_UNKNOWN, ReadTable
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.magnitudes import MAGNITUDES
from rantai.engine.plan.sense import SENSE, problems_of

DRAFT_HOURS = 24
WIDTH = 18


@dataclass(frozen=True)
class SheetPreview:
    """What a sheet would change. With problems there is no draft: nothing can be taken over."""

    table_name: str
    file_name: str
    columns: tuple[str, ...]
    draft_id: UUID | None = None
    problems: tuple[Problem, ...] = ()
    added: tuple[Row, ...] = ()
    changed: tuple[tuple[Row, Row], ...] = ()
    removed: tuple[Row, ...] = ()
    same: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def sheet_tables() -> dict[str, str]:
    """Tables that can be filled from Excel, with their titles in the reader's language."""
    return {name: table_title(name) for name in MIRRORS if name not in ("goals", "split_rules")}


def sheet_template(table_name: str, *, programme_id: int) -> bytes:
    """An .xlsx with one heading per column and the rows that are there, ready to be changed and sent back."""
    mirror = _mirror(table_name)
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        page = book.add_worksheet(table_title(table_name)[:31])
        looks = {"day": book.add_format({"num_format": "d mmm yyyy"}), "code": book.add_format({"num_format": "@"})}
        bold = book.add_format({"bold": True, "bottom": 1})
        for place, column in enumerate(mirror.table.columns):
            page.set_column(place, place, WIDTH, looks.get(column.kind))
            page.write_string(0, place, title(column.name), bold)
        rows = sorted(_ordered(mirror, row) for _pk, row in stored_rows(mirror, programme_id))
        for line, (_key, row) in enumerate(rows, start=1):
            for place, column in enumerate(mirror.table.columns):
                _write(page, (line, place), row[column.name], looks)
        page.freeze_panes(1, 1)
    return memory.getvalue()


def _ordered(mirror: Mirror, row: Row) -> tuple[tuple[str, ...], Row]:
    return tuple(str(row[name]) for name in mirror.table.key), row


def _write(page: Any, place: tuple[int, int], value: object, looks: dict[str, Any]) -> None:  # noqa: ANN401 — xlsxwriter
    if isinstance(value, bool):
        page.write_string(*place, gettext("yes") if value else gettext("no"))
    elif isinstance(value, int):
        page.write_number(*place, value)
    elif isinstance(value, date):
        page.write_datetime(*place, datetime(value.year, value.month, value.day), looks["day"])
    elif value:
        page.write_string(*place, str(value), looks["code"])


def preview_sheet(
    *, table_name: str, file_name: str, content: bytes, programme_id: int, by: Author, at: datetime
) -> SheetPreview:
    """Read a sheet and say what it would change, or everything that is wrong with it. Keeps a draft for a day.

    Raises InvalidInput only for a table that cannot be filled from Excel.
    """
    mirror = _mirror(table_name)
    columns = tuple(column.name for column in mirror.table.columns)
    try:
        reading = read_sheet(mirror, file_name, content)
        _check(mirror, reading, programme_id, file_name)
    except InvalidInput as refused:
        return SheetPreview(table_name, file_name, columns, problems=tuple(map(readable, refused.problems)))
    rows = reading.rows
    merge = difference(mirror, rows, programme_id)
    with transaction.atomic():
        SheetDraft.objects.filter(made_at__lt=at - timedelta(hours=DRAFT_HOURS)).delete()
        draft = SheetDraft.objects.create(
            table_name=table_name,
            programme_id=programme_id,
            organisation_id=by.organisation_id,
            made_at=at,
            file_name=file_name[:200],
            rows=[_plain(row) for row in rows],
            before_hash=_merge_hash(merge),
        )
    return SheetPreview(
        table_name,
        file_name,
        columns,
        draft_id=draft.pk,
        added=tuple(merge.added),
        changed=tuple(merge.changed),
        removed=tuple(merge.removed),
        same=merge.same,
        counts=merge.counts,
    )


@transaction.atomic
def commit_sheet(*, draft_id: UUID, by: Author, at: datetime) -> dict[str, int]:
    """Take a previewed sheet over, exactly as it was shown; returns what changed. One audit row.

    Raises InvalidInput when the draft is gone or another organisation's, or when the data changed meanwhile.
    """
    draft = (
        SheetDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id, organisation=by.organisation_id).first()
    )
    if draft is None:
        raise InvalidInput([Problem(refusals.SHEET_GONE)])
    mirror = MIRRORS[draft.table_name]
    if draft.programme_id is not None:  # whoever changes the programme's tables takes turns here
        Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=draft.programme_id)
    rows = [_typed(mirror, row) for row in draft.rows]
    if _merge_hash(difference(mirror, rows, draft.programme_id)) != draft.before_hash:
        raise InvalidInput([Problem(refusals.SHEET_OVERTAKEN)])
    counts = merge_table(mirror, rows, draft.programme_id).counts
    after = {"file": draft.file_name, "counts": counts}
    record(verb="import", noun=draft.table_name, object_id=draft.programme_id or 0, by=by, at=at, after=after)
    draft.delete()
    return counts


def _mirror(table_name: str) -> Mirror:
    if table_name not in sheet_tables():
        values = {"table": table_name, "choices": ", ".join(sheet_tables().values())}
        raise InvalidInput([Problem(refusals.TABLE_UNKNOWN, values=values)])
    return MIRRORS[table_name]


# --- what a row may hold --------------------------------------------------------------------------------------------


def check_rows(mirror: Mirror, rows: Sequence[Row], lines: Sequence[int], programme_id: int) -> None:
    """The same checks for rows of a form; only rows with a line above 0 are to blame. Raises InvalidInput."""
    reading = Reading(rows=list(rows), lines=list(lines), parts=list(zip(lines, rows, strict=True)), problems=[])
    _check(mirror, reading, programme_id, "")


def _check(mirror: Mirror, reading: Reading, programme_id: int, file_name: str) -> None:
    """Unreadable cells, codes that nobody knows, texts too long, and what makes no sense beside the other tables."""
    given, rows = snapshot(programme_id), reading.rows
    problems = [*reading.problems, *_unknown(mirror, reading.parts, given, file_name)]
    table = mirror.table.from_rows(rows)
    problems += [
        Problem(one.refusal, Where(file_name, one.where.row, _titled(one.where.column)), one.values)
        for one in length_problems(table)
    ]
    if not problems:
        merge = difference(mirror, rows, programme_id)
        problems = _nonsense(mirror, merge, dict(_numbered(mirror, rows, reading.lines)), given, file_name)
    if problems:
        raise InvalidInput(problems)


def _titled(column: str) -> str:
    """`item_code (POROS)` with the column's title."""
    name, space, key = column.partition(" ")
    return f"{title(name)}{space}{key}"


def _unknown(mirror: Mirror, parts: Sequence[tuple[int, Row]], given: PlanInput, file_name: str) -> list[Problem]:
    """Codes that no table holds, also in rows of which another cell cannot be read."""
    tables = given.tables()
    problems = []
    for column in mirror.table.columns:
        if not column.refers_to:
            continue
        known = {str(code) for name in column.refers_to for code in getattr(tables[name], tables[name].key[0])}
        if mirror.table.table_name in column.refers_to:
            known |= {str(row[mirror.table.key[0]]) for _line, row in parts if mirror.table.key[0] in row}
        shown = " / ".join(table_title(name) for name in column.refers_to)
        problems += [
            Problem(
                CODE_UNKNOWN, Where(file_name, line, title(column.name)), {"text": row[column.name], "tables": shown}
            )
            for line, row in parts
            if column.name in row and row[column.name] not in known and (row[column.name] or not column.optional)
        ]
    return problems


def _numbered(mirror: Mirror, rows: Sequence[Row], lines: Sequence[int]) -> Iterator[tuple[tuple[str, ...], int]]:
    for row, line in zip(rows, lines, strict=True):
        yield _key(mirror.table.key, row), line


def _nonsense(
    mirror: Mirror, merge: Merge, line_of: Mapping[tuple[str, ...], int], given: PlanInput, file_name: str
) -> list[Problem]:
    """The plan's own rules on the tables as they would be; only what the sheet itself is to blame for."""
    name, key = mirror.table.table_name, mirror.table.key
    gone = {_key(key, row) for row in [*merge.removed, *(before for before, _after in merge.changed)]}
    kept = [row for row in given.tables()[name].rows() if _key(key, row) not in gone]
    after = mirror.table.from_rows([*kept, *merge.added, *(new for _before, new in merge.changed)])
    numbers = np.asarray([line_of.get(_key(key, row), 0) for row in after.rows()], dtype=np.int64)
    read = {
        other: ReadTable(table, np.zeros(len(table), dtype=np.int64), []) for other, table in given.tables().items()
    }
    problems = problems_of({**read, name: ReadTable(after, numbers, [])}, (*SENSE, *MAGNITUDES))
    return [
        Problem(one.refusal, Where(file_name, one.where.row, title(one.where.column)), one.values)
        for one in problems
        if one.where.file == f"{name}.csv" and one.where.row
    ]


def _key(key: Sequence[str], row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in key)


# --- keeping a draft ------------------------------------------------------------------------------------------------


def _plain(row: Row) -> Row:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _typed(mirror: Mirror, row: Row) -> Row:
    days = {column.name for column in mirror.table.columns if column.kind == "day"}
    return {name: date.fromisoformat(value) if name in days and value else value for name, value in row.items()}


def _merge_hash(merge: Merge) -> str:
    content = [merge.added, merge.changed, merge.removed, merge.same]
    return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()
