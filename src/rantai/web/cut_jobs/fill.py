"""Filling a job with pieces: paste or send a list, say what its columns are, see every row, then take it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.cutting_jobs import actions, columns_in, queries, rows_in
from rantai.apps.cutting_jobs.actions import NewPiece
from rantai.apps.cutting_jobs.columns_in import ALLOWED, Guess, Read
from rantai.apps.cutting_jobs.queries import JobRow
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.web.access import Request, door, organisation_id
from rantai.web.cut_jobs.doors import FORM, USERS, back_when_closed, firms_by_word, get_own_job_for
from rantai.web.cut_jobs.forms import ListForm, PieceForm
from rantai.web.cut_jobs.views import job_crumbs
from rantai.web.cut_jobs.words import FIELDS, size_words
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb
from rantai.web.listing import refused_list, rows_sent, rows_shown
from rantai.web.saying import add_problems

SHOWN = 30  # rows of the list on the preview
UNITS = ("mm", "cm", "m")


@dataclass(frozen=True)
class ColumnChoice:
    """One column of the list: its heading, what it is taken for, and what else it may be."""

    position: int
    heading: str
    word: str
    options: tuple[tuple[str, str, bool], ...]


@door(*USERS, methods=FORM)
def fill(request: Request, job_id: int) -> HttpResponse:
    """Paste or send a list, or type one size. Nothing is saved before its rows have been seen."""
    job = get_own_job_for(request, job_id)
    closed = back_when_closed(request, job)
    if closed is not None:
        return closed
    sent = request.method == "POST"
    form = ListForm(request.POST if sent else None, request.FILES or None)
    if sent and form.is_valid():
        try:
            known = queries.remembered(organisation_id(request))
            rows = columns_in.without_title(rows_sent(form), job.kind, known)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            return _preview(request, job, rows, columns_in.guess(rows, job.kind, known))
    return _page(request, job, form, PieceForm(kind=job.kind))


def _page(request: Request, job: JobRow, form: ListForm, typed: PieceForm) -> HttpResponse:
    context = {
        "title": _("Pieces to cut"),
        "form": form,
        "typed": typed,
        "job": job,
        "pieces": [
            (piece, size_words(piece.length_um, piece.width_um)) for piece in queries.pieces(job.job_id)[:SHOWN]
        ],
        "submit": _("Show what was read"),
        "cancel_url": reverse("cut_jobs:record", args=[job.job_id]),
        "crumbs": job_crumbs(Crumb(job.name, reverse("cut_jobs:record", args=[job.job_id])), Crumb(_("Pieces to cut"))),
        "words": [FIELDS[name] for name in ALLOWED[job.kind]],
    }
    return render(request, "cut_jobs/fill.html", context)


@door(*USERS, methods=("POST",))
def add_piece(request: Request, job_id: int) -> HttpResponse:
    """Add one size that was typed."""
    job = get_own_job_for(request, job_id)
    form = PieceForm(request.POST, kind=job.kind)
    if form.is_valid():
        given = form.cleaned_data
        owner = given.get("owner", "")
        firm = firms_by_word(request).get(owner.casefold())
        piece = NewPiece(
            given["quantity"],
            given.get("length_um") or 0,
            given.get("width_um") or 0,
            code=given["code"],
            is_rotatable=given.get("is_rotatable", True),
            owner_id=firm,
            owner_name="" if firm else owner,
        )
        try:
            actions.put_pieces(job_id=job_id, pieces=[piece], replace=False, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            size = size_words(piece.length_um, piece.width_um)
            messages.success(
                request, _("Added: %(n)s × %(size)s.") % {"n": formats.count(piece.quantity), "size": size}
            )
            return redirect("cut_jobs:fill", job_id)
    return _page(request, job, ListForm(), form)


@door(*USERS, methods=("POST",))
def remove_piece(request: Request, job_id: int, piece_id: int) -> HttpResponse:
    """Take one size out."""
    get_own_job_for(request, job_id)
    try:
        actions.remove_piece(job_id=job_id, piece_id=piece_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        messages.error(request, " ".join(f"{one.text(formats.language())}" for one in refused.problems))
    return redirect("cut_jobs:fill", job_id)


@door(*USERS, methods=("POST",))
def take(request: Request, job_id: int) -> HttpResponse:
    """The columns as the reader marked them: show the rows again, or take them over."""
    job = get_own_job_for(request, job_id)
    try:
        rows = rows_shown(request)
    except InvalidInput as refused:
        return _page(request, job, refused_list(refused), PieceForm(kind=job.kind))
    guess = _marked(request, job, len(rows[0]))
    read = _read(request, job, rows, guess)
    if read.problems or not read.pieces or request.POST.get("act") != "take":
        return _preview(request, job, rows, guess, read)
    try:
        _take_over(request, job, rows, guess, read)
    except InvalidInput as refused:
        return _preview(request, job, rows, guess, Read([], list(refused.problems)))
    text = _("%(rows)s sizes taken over, %(pieces)s pieces.")
    total = sum(piece.quantity for piece in read.pieces)
    messages.success(request, text % {"rows": formats.count(len(read.pieces)), "pieces": formats.count(total)})
    return redirect("cut_jobs:record", job_id)


def _take_over(request: Request, job: JobRow, rows: rows_in.Rows, guess: Guess, read: Read) -> None:
    is_first = not queries.stock(job.job_id)
    replace = request.POST.get("replace", "yes") == "yes"
    actions.put_pieces(job_id=job.job_id, pieces=read.pieces, replace=replace, by=request.actor, at=request.now)
    if guess.has_heading:
        first = rows[columns_in.first_filled(rows)]
        headings = {" ".join(cell.split()): field for cell, field in zip(first, guess.fields, strict=False) if cell}
        actions.remember(organisation_id=job.owner_id, columns=headings, by=request.actor, at=request.now)
    if is_first:
        actions.offer_all(job_id=job.job_id, by=request.actor, at=request.now)


def _marked(request: Request, job: JobRow, wide: int) -> Guess:
    """What the reader said: only words we know count."""
    allowed = {"", *ALLOWED[job.kind]}
    fields = [request.POST.get(f"column-{at}", "") for at in range(wide)]
    unit = request.POST.get("unit", "mm")
    is_heading = request.POST.get("heading") == "yes"
    return Guess(
        tuple(field if field in allowed else "" for field in fields), is_heading, unit if unit in UNITS else "mm"
    )


def _read(request: Request, job: JobRow, rows: rows_in.Rows, guess: Guess) -> Read:
    return columns_in.read_rows(
        rows,
        kind=job.kind,
        fields=guess.fields,
        has_heading=guess.has_heading,
        unit=guess.unit,
        owners=firms_by_word(request),
    )


def _preview(request: Request, job: JobRow, rows: rows_in.Rows, guess: Guess, read: Read | None = None) -> HttpResponse:
    read = read or _read(request, job, rows, guess)
    start = columns_in.first_filled(rows) + (1 if guess.has_heading else 0)
    body = [(number, row) for number, row in enumerate(rows[start:], start + 1) if any(row)]
    total = sum(piece.quantity for piece in read.pieces)
    context = {
        "title": _("Check the list"),
        "job": job,
        "text": rows_in.text_of(rows),
        "columns": [_choice(job, at, field, rows, guess) for at, field in enumerate(guess.fields)],
        "rows": body[:SHOWN],
        "more": max(0, len(body) - SHOWN),
        "guess": guess,
        "units": UNITS,
        "problems": [readable(problem) for problem in read.problems],
        "first": [(piece, size_words(piece.length_um, piece.width_um)) for piece in read.pieces[:3]],
        "count": len(read.pieces),
        "total": total,
        "is_added": request.POST.get("replace") == "no",
        "has_pieces": bool(queries.pieces(job.job_id)),
        "crumbs": job_crumbs(
            Crumb(job.name, reverse("cut_jobs:record", args=[job.job_id])), Crumb(_("Check the list"))
        ),
    }
    return render(request, "cut_jobs/preview.html", context, status=422 if read.problems else 200)


def readable(problem: Problem) -> Problem:
    """The same problem with columns called as the screen calls them."""
    column = str(FIELDS.get(problem.where.column, problem.where.column))
    values = dict(problem.values)
    if "column" in values:
        values["column"] = str(FIELDS.get(str(values["column"]), values["column"]))
    return Problem(problem.refusal, Where(problem.where.file, problem.where.row, column), values)


def _choice(job: JobRow, at: int, field: str, rows: Sequence[Sequence[str]], guess: Guess) -> ColumnChoice:
    first = rows[columns_in.first_filled(rows)]
    heading = first[at] if guess.has_heading and first[at] else _("Column %(n)s") % {"n": at + 1}
    options = [("", _("leave out"), not field)]
    options += [(name, str(FIELDS[name]), name == field) for name in ALLOWED[job.kind]]
    return ColumnChoice(at, heading, str(FIELDS[field]) if field else "", tuple(options))
