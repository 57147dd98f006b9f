"""Excel in: choose a table, see everything that is wrong or would change, then take it over. Nothing before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rantai.apps.audit.queries import history
from rantai.apps.demand import queries
from rantai.apps.demand.queries import ProgrammeRow
from rantai.apps.planning.sheets import SheetPreview, commit_sheet, preview_sheet, sheet_template
from rantai.apps.planning.titles import readable, table_title, title
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.demand.doors import EDITORS
from rantai.web.demand.fence import Choices, choice_words, foreign_problems, line_template, tables_for
from rantai.web.demand.forms import SheetForm
from rantai.web.demand.record import crumbs
from rantai.web.layout import excel, formats
from rantai.web.layout.pieces import Event, Figure
from rantai.web.saying import in_words

SHOWN = 50  # rows of each kind on the preview; the counts tell all
FORM = ("GET", "POST")


@dataclass(frozen=True)
class Change:
    """One cell that would change, as people read it."""

    row: str
    column: str
    before: str
    after: str


@door(*EDITORS, methods=FORM)
def upload(request: Request) -> HttpResponse:
    """Send a sheet and see what it would change."""
    programme = found(queries.programme())
    tables = tables_for(request)
    chosen = {"table": request.GET.get("table", "demand")}
    form = SheetForm(
        request.POST if request.method == "POST" else None, request.FILES or None, tables=tables, initial=chosen
    )
    if form.is_valid():
        seen = _preview(request, programme, form)
        return _show(request, seen, form, tables)
    return _show(request, None, form, tables)


def _preview(request: Request, programme: ProgrammeRow, form: SheetForm) -> SheetPreview:
    file = form.cleaned_data["file"]
    return preview_sheet(
        table_name=form.cleaned_data["table"],
        file_name=file.name,
        content=file.read(),
        programme_id=programme.programme_id,
        by=request.actor,
        at=request.now,
    )


def _show(request: Request, seen: SheetPreview | None, form: SheetForm, tables: Mapping[str, str]) -> HttpResponse:
    problems = [*seen.problems, *foreign_problems(request, seen)] if seen else []
    programme = found(queries.programme())
    context = {
        "title": _("Fill in from Excel"),
        "form": form,
        "submit": _("Show what would change"),
        "cancel_url": reverse("demand:programme"),
        "templates": list(tables.items()),
        "crumbs": crumbs(_("Fill in from Excel")),
        "preview": seen if seen and not problems else None,
        "refused": seen if problems else None,
        "problems": problems,
        "events": _imports(programme),
    }
    if seen and not problems:
        context |= _changes(seen)
    return render(request, "demand/upload.html", context, status=422 if problems else 200)


def _changes(seen: SheetPreview) -> dict[str, object]:
    counts, choices = seen.counts, choice_words(seen.table_name)
    return {
        "table_title": table_title(seen.table_name),
        "figures": [
            Figure(_("New rows"), formats.count(counts["added"]), tone="good" if counts["added"] else "quiet"),
            Figure(_("Changed rows"), formats.count(counts["changed"]), tone="wait" if counts["changed"] else "quiet"),
            Figure(_("Rows that go"), formats.count(counts["removed"]), tone="stop" if counts["removed"] else "quiet"),
            Figure(_("Unchanged"), formats.count(counts["same"])),
        ],
        "changes": list(islice(_cells(seen, choices), 2 * SHOWN)),
        "headings": [title(column) for column in seen.columns],
        "added": [_row_words(seen, row, choices) for row in seen.added[:SHOWN]],
        "removed": [_row_words(seen, row, choices) for row in seen.removed[:SHOWN]],
        "is_empty": not (seen.added or seen.changed or seen.removed),
    }


def _row_words(seen: SheetPreview, row: Mapping[str, object], choices: Choices) -> list[str]:
    return [_words(row[column], choices.get(column, {})) for column in seen.columns]


def _cells(seen: SheetPreview, choices: Choices) -> Iterator[Change]:
    for before, after in seen.changed:
        for column in seen.columns:
            if before[column] != after[column]:
                labels = choices.get(column, {})
                row = str(after[seen.columns[0]])
                yield Change(row, title(column), _words(before[column], labels), _words(after[column], labels))


def _words(value: object, labels: Mapping[str, str]) -> str:
    """A cell as people read it; a choice by its word on the screen."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return formats.count(value)
    if isinstance(value, date):
        return formats.day(value)
    return labels.get(str(value), str(value)) if value not in (None, "") else "–"


def _imports(programme: ProgrammeRow) -> list[Event]:
    """The sheets taken over into the demand so far."""
    rows = [row for row in history("demand", programme.programme_id, limit=5) if row.verb == "import"]
    return [Event(timezone.localtime(row.at), str((row.after or {}).get("file", ""))) for row in rows]


@door(*EDITORS, methods=("POST",))
def commit(request: Request, draft_id: UUID) -> HttpResponse:
    """Take a previewed sheet over, exactly as it was shown."""
    try:
        counts = commit_sheet(draft_id=draft_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        for problem in map(readable, refused.problems):
            messages.error(request, in_words(problem))
        return redirect("demand:upload")
    text = _(
        "Taken over: %(added)s new, %(changed)s changed, %(removed)s gone. The plan has not been computed again yet."
    )
    messages.success(request, text % {key: formats.count(value) for key, value in counts.items()})
    return redirect("demand:programme")


@door(*EDITORS)
def template(request: Request, table_name: str) -> HttpResponse:
    """An .xlsx with the headings and the rows that are there, to be changed and sent back."""
    programme = found(queries.programme())
    tables = tables_for(request)
    found(tables.get(table_name))
    if table_name == "demand":
        content = line_template(request, programme)
    else:
        content = sheet_template(table_name, programme_id=programme.programme_id)
    return excel.download(content, f"{slugify(tables[table_name])}.xlsx")
