"""Files of a plan to take along: the cut list for Excel, the drawings as PDF and DXF, labels for the pieces."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.cutting_jobs import queries, reading
from rantai.apps.cutting_jobs.documents import Document
from rantai.apps.cutting_jobs.pictures import drawing_file, labels, marks_of, paper, without_source
from rantai.apps.cutting_jobs.queries import PlanDetail
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.cut_jobs.doors import USERS, get_done_plan_for, get_plan_for, owner_words
from rantai.web.cut_jobs.plan import stock_name
from rantai.web.layout import excel, formats
from rantai.web.layout.columns import Column
from rantai.web.saying import told


@dataclass(frozen=True)
class CutRow:
    """One piece on one pattern, as a row of the cut list."""

    pattern: int
    stock: str
    times: int
    mark: str
    piece: str
    length_um: int
    width_um: int
    each: int
    total: int
    owner: str
    done: int


COLUMNS = (
    Column("pattern", gettext_lazy("Pattern"), "number"),
    Column("stock", gettext_lazy("Stock")),
    Column("times", gettext_lazy("Times"), "number"),
    Column("mark", gettext_lazy("Mark on the drawing")),
    Column("piece", gettext_lazy("Piece")),
    Column("length_um", gettext_lazy("Length"), "length"),
    Column("width_um", gettext_lazy("Width"), "length"),
    Column("each", gettext_lazy("On each"), "number"),
    Column("total", gettext_lazy("In all"), "number"),
    Column("owner", gettext_lazy("Whose it is")),
    Column("done", gettext_lazy("Already cut"), "number"),
)


@door(*USERS)
def cut_list(request: Request, job_id: int, number: int) -> HttpResponse:
    """Every piece of every pattern as an Excel file."""
    sight, row = get_done_plan_for(request, job_id, number)
    assert row.answer is not None
    pieces = queries.pieces(job_id)
    owners = owner_words(request, sight, pieces)
    by_code = {piece.code: piece for piece in pieces}
    stock = {one.code: one for one in queries.stock(job_id)}
    done = queries.done_rows(row.plan_id)
    rows = []
    for one in reading.patterns(row.given, row.answer):
        marks = marks_of(row.given, row.answer, one.position)
        for code, each in reading.pieces_on(one).items():
            piece = by_code.get(code)
            rows.append(
                CutRow(
                    one.position,
                    stock_name(stock.get(one.stock), one.stock),
                    one.count,
                    marks.get(code, ""),
                    code,
                    piece.length_um if piece else 0,
                    piece.width_um if piece else 0,
                    each,
                    each * one.count,
                    owners.get(piece.owner_key, "") if piece else "",
                    done[one.position].done if one.position in done else 0,
                )
            )
    content = excel.sheet(_("Cut list"), COLUMNS, rows, {"total": sum(row.total for row in rows)})
    return excel.download(content, f"{_name(sight.job.name)}-{number}.xlsx")


@door(*USERS)
def drawing_pdf(request: Request, job_id: int, number: int) -> HttpResponse:
    """The plan on A4, a leaf a pattern, with a QR code that leads to the list of cuts."""
    sight, row = get_done_plan_for(request, job_id, number)
    link = request.build_absolute_uri(reverse("cut_jobs:work", args=[job_id, number]))
    owners = owner_words(request, sight, queries.pieces(job_id))
    given, answer = _named(row.given, owners), _costs_named(_answer(row), owners)
    content = paper(given, answer, formats.language(), name=sight.job.name, link=link)
    return _download(content, "application/pdf", f"{_name(sight.job.name)}-{number}.pdf")


@door(*USERS)
def sheet_pdf(request: Request, job_id: int, number: int, position: int) -> HttpResponse:
    """One pattern on A4 for the machine, with a QR code that leads to its page."""
    sight, row = get_done_plan_for(request, job_id, number)
    answer = _answer(row)
    found(position if 1 <= position <= len(answer["patterns"]) else None)
    link = request.build_absolute_uri(reverse("cut_jobs:pattern", args=[job_id, number, position]))
    given = _named(row.given, owner_words(request, sight, queries.pieces(job_id)))
    content = paper(given, answer, formats.language(), name=sight.job.name, link=link, position=position)
    return _download(content, "application/pdf", f"{_name(sight.job.name)}-{number}-{position}.pdf")


@door(*USERS)
def drawing_dxf(request: Request, job_id: int, number: int) -> HttpResponse:
    """The plan at full size for other programs."""
    sight, row = get_done_plan_for(request, job_id, number)
    content = drawing_file(row.given, _answer(row), formats.language())
    return _download(content, "image/vnd.dxf", f"{_name(sight.job.name)}-{number}.dxf")


@door(*USERS)
def piece_labels(request: Request, job_id: int, number: int, position: int | None = None) -> HttpResponse:
    """A label for every piece, of the plan or of one pattern; also for a workshop: for its own pieces only."""
    sight, row = get_plan_for(request, job_id, number)
    answer = _answer(row)
    pieces = queries.pieces(job_id)
    mine = {piece.code: piece.owner_key for piece in pieces if piece.owner_id == sight.reader_id}
    asked = [one for one in reading.patterns(row.given, answer) if position in (None, one.position)]
    found((asked if sight.is_whole else reading.concerns(asked, frozenset(mine))) or None)
    only = None if sight.is_whole else next(iter(mine.values()))
    owners = owner_words(request, sight, pieces)
    given = _named(row.given if sight.is_whole else without_source(row.given), owners)
    name = sight.job.name if sight.is_whole else sight.job.owner_name
    owner = None if only is None else owners[only]
    try:
        content = labels(given, answer, formats.language(), name=name, position=position, only_owner=owner)
    except InvalidInput as refused:
        for text in told(refused):
            messages.error(request, text)
        return redirect("cut_jobs:plan", job_id, number)
    of_pattern = "" if position is None else f"-{position}"
    return _download(content, "application/pdf", f"label-{_name(name)}-{number}{of_pattern}.pdf")


def _answer(row: PlanDetail) -> Document:
    return found(row.answer)


def _named(given: Document, owners: dict[str, str]) -> Document:
    """The list with its owners called as this reader may know them."""
    pieces = [row | ({"owner": owners.get(row["owner"], "")} if row.get("owner") else {}) for row in given["pieces"]]
    stock = [{key: value for key, value in row.items() if key != "owner"} for row in given["stock"]]
    return given | {"pieces": pieces, "stock": stock}


def _costs_named(answer: Document, owners: dict[str, str]) -> Document:
    """The plan with what each owner pays under the owner's name; those without a name to this reader are one sum."""
    made = dict(answer)
    for key in ("cost_by_owner", "alone_by_owner"):
        sums: dict[str, float | None] = {}
        for owner, cost in (answer.get(key) or {}).items():
            name = owners.get(owner, "")
            before = sums.get(name, 0)
            sums[name] = None if cost is None or before is None else before + cost
        made[key] = sums or answer.get(key)
    return made


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return HttpResponse(content, content_type=kind, headers=headers)


def _name(text: str) -> str:
    return slugify(text)[:60] or "daftar-potong"
