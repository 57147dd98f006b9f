"""Which tables a planner may fill from Excel, and which rows: a firm's own figures only with that firm's permission."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import xlsxwriter

from rantai.apps.capacity import queries as capacity
from rantai.apps.demand import queries as demand
from rantai.apps.demand.queries import LineRow, ProgrammeRow
from rantai.apps.parties import queries as parties
from rantai.apps.planning.mirror import MIRRORS
from rantai.apps.planning.sheets import SheetPreview, sheet_tables
from rantai.apps.planning.titles import table_title, title
from rantai.core.problems import Problem, Refusal, Where
from rantai.web.access import Request, organisation_id
from rantai.web.demand.doors import sight_of

OF_MAKERS = (  # makers' own business
    *("resources", "capabilities", "capacity_options", "tools", "trials"),
    *("set_ups", "scores", "shares", "customer_limits"),
)
OF_HOLDERS = ("item_receipts", "material_receipts")  # what is on its way to a firm is that firm's business
Choices = dict[str, dict[str, str]]
NOT_YOURS = Refusal(
    "sheet-line-not-yours",
    "Baris {code} adalah milik perusahaan lain.",
    "Line {code} is another firm's.",
    "Hapus baris itu dari berkas; hanya pemiliknya yang dapat mengubahnya.",
    "Take the line out of the file; only its owner can change it.",
)


def tables_for(request: Request) -> dict[str, str]:
    """Table → title: the demand first; makers' tables only when every maker in them gave its permission."""
    tables = {name: words for name, words in sheet_tables().items() if name not in OF_HOLDERS}
    makers = {row.maker_code for row in capacity.resources()}
    if not makers <= _makers_shown(request):
        tables = {name: words for name, words in tables.items() if name not in OF_MAKERS}
    return {"demand": tables.pop("demand"), **tables}


def _makers_shown(request: Request) -> frozenset[str]:
    ids = parties.givers_to(organisation_id(request), "capacity", request.today)
    return frozenset(one.code for one in parties.organisations(ids=sorted(ids)))


def choice_words(table_name: str) -> Choices:
    """Column → word on the screen of each of its choices, in the reader's language."""
    mirror = MIRRORS[table_name]
    named = {column.name: mirror.paths[column.name] for column in mirror.table.columns if column.choices}
    fields = {column: mirror.model._meta.get_field(path) for column, path in named.items() if "__" not in path}
    return {
        column: {str(value): str(words) for value, words in getattr(field, "choices", None) or ()}
        for column, field in fields.items()
    }


def foreign_problems(request: Request, seen: SheetPreview) -> list[Problem]:
    """Rows of a sheet that are another firm's: they are neither shown nor taken over."""
    if seen.table_name == "demand":
        codes = _foreign_lines(request, seen)
    elif seen.table_name in OF_MAKERS:
        shown = _makers_shown(request)
        rows = [*seen.added, *(after for _before, after in seen.changed), *seen.removed]
        codes = (str(row["maker_code"]) for row in rows if "maker_code" in row and row["maker_code"] not in shown)
    else:
        return []
    return [Problem(NOT_YOURS, Where(seen.file_name, column=code), {"code": code}) for code in dict.fromkeys(codes)]


def _foreign_lines(request: Request, seen: SheetPreview) -> Iterator[str]:
    """Codes of lines that the sheet would change, before or after, in another customer's name."""
    own = request.actor.organisation_code
    for row in (*seen.added, *(one for pair in seen.changed for one in pair), *seen.removed):
        if row["kind"] != "programme" and row["customer_code"] != own:
            yield str(row["demand_code"])


COLUMNS = (
    *("demand_code", "kind", "item_code", "customer_code", "place_code", "due_date", "quantity_pieces"),
    *("priority", "firmness", "material_owner_code"),
)


def line_template(request: Request, programme: ProgrammeRow) -> bytes:
    """The demand as .xlsx with the lines that the reader may change, codes as text so that no zero is lost."""
    sight = sight_of(request)
    lines = [line for line in demand.lines(programme.programme_id) if sight.may_change(line)]
    memory, choices = io.BytesIO(), choice_words("demand")
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        page = book.add_worksheet(table_title("demand")[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        looks = {date: book.add_format({"num_format": "d mmm yyyy"}), str: book.add_format({"num_format": "@"})}
        for place, column in enumerate(COLUMNS):
            page.set_column(place, place, 18, looks[date if column == "due_date" else str])
            page.write_string(0, place, title(column), bold)
        for number, line in enumerate(lines, start=1):
            for place, (column, value) in enumerate(zip(COLUMNS, _cells(line), strict=True)):
                page.write(number, place, choices.get(column, {}).get(str(value), value), looks.get(type(value)))
        page.freeze_panes(1, 1)
    return memory.getvalue()


def _cells(line: LineRow) -> tuple[str | int | date, ...]:
    """A line in the order of the columns."""
    what = (line.code, line.kind, line.item_code, line.customer_code, line.place_code)
    return (*what, line.due_date, line.quantity_pieces, line.priority, line.firmness, line.material_owner_code)
