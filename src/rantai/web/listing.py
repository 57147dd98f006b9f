"""Lists from Excel, or pasted: read, shown before anything is saved, taken over whole from the text that was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from rantai.apps.cutting_jobs import rows_in
from rantai.core.headings import unread_of
from rantai.core.problems import InvalidInput, Problem
from rantai.web.access import Request
from rantai.web.cut_jobs.forms import ListForm
from rantai.web.layout.pieces import Crumb
from rantai.web.saying import add_problems

SHOWN = 30  # rows of a preview


def rows_sent(form: forms.Form) -> rows_in.Rows:
    """The rows of the file that a valid form holds, or of the text pasted into it. Raises InvalidInput."""
    file = form.cleaned_data["file"]
    return rows_in.rows_of_file(file.name, file.read()) if file else rows_in.rows_of_text(form.cleaned_data["text"])


def rows_shown(request: Request) -> rows_in.Rows:
    """The rows of a preview that is sent to be taken over. Raises InvalidInput."""
    return rows_in.rows_of_text(request.POST.get("text", ""))


def refused_list(refused: InvalidInput) -> ListForm:
    """The form to begin again with, for a preview that cannot be read any more."""
    form = ListForm({})
    form.is_valid()
    add_problems(form, refused)
    return form


def preview(
    request: Request,
    template: str,
    rows: rows_in.Rows,
    *,
    title: str,
    count: int,
    problems: Sequence[Problem],
    words: Mapping[str, Sequence[str]],
    crumbs: Sequence[Crumb],
    **more: object,
) -> HttpResponse:
    """The first rows as they were read, how many there are, and every problem at its row. 422 with problems. Columns
    that nobody reads are named, so that nobody believes they were taken.

    `words`: by column, how lists call it; the first is how a problem does.
    """
    context = {
        **more,
        "title": title,
        "text": rows_in.text_of(rows),
        "headings": rows[0],
        "unread": unread_of(rows[0], words),
        "rows": list(enumerate(rows[1 : SHOWN + 1], start=2)),
        "more": max(0, len(rows) - 1 - SHOWN),
        "count": count,
        "problems": [_called(problem, words) for problem in problems],
        "crumbs": [*crumbs, Crumb(title)],
    }
    return render(request, template, context, status=422 if problems else 200)


def _called(problem: Problem, words: Mapping[str, Sequence[str]]) -> Problem:
    """The same problem with its column called as lists call it."""
    column = problem.where.column
    return replace(problem, where=replace(problem.where, column=words.get(column, (column,))[0]))
