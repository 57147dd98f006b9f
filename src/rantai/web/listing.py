"""Lists from Excel, or pasted: read, shown before anything is saved, taken over whole from the text that was shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rantai.apps.cutting_jobs import rows_in
from rantai.core.lists import Read, Words, unread_of
from rantai.core.problems import InvalidInput, Problem
from rantai.web.access import Request
from rantai.web.cut_jobs.forms import ListForm
from rantai.web.layout.pieces import Crumb
from rantai.web.saying import add_problems

SHOWN = 30  # rows of a preview

Item = TypeVar("Item")


def _nothing(_request: Request) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class ListRoom(Generic[Item]):
    """How one room takes a list over: seen first (`fill`), then all of it or nothing (`take`).

    `read` says what rows hold and all that is wrong with it, `save` writes it and says what was done, or raises
    InvalidInput. `beside`: what its two templates show besides.
    """

    home: str  # the address that both lead back to
    title: Promise
    preview_title: Promise
    fill_template: str
    preview_template: str
    words: Words
    crumbs: Callable[[], Sequence[Crumb]]
    read: Callable[[Request, rows_in.Rows], Read[Item]]
    save: Callable[[Request, Sequence[Item]], str]
    beside: Callable[[Request], Mapping[str, object]] = _nothing

    def fill(self, request: Request) -> HttpResponse:
        """A list is pasted or sent. Nothing is saved before its rows have been seen."""
        sent = request.method == "POST"
        form = ListForm(request.POST if sent else None, request.FILES or None)
        if sent and form.is_valid():
            try:
                rows = rows_sent(form)
            except InvalidInput as refused:
                add_problems(form, refused)
            else:
                return self._preview(request, rows, self.read(request, rows))
        return self._page(request, form)

    def take(self, request: Request) -> HttpResponse:
        """Take the list that was shown over."""
        try:
            rows = rows_shown(request)
        except InvalidInput as refused:
            return self._page(request, refused_list(refused))
        read = self.read(request, rows)
        if read.rows and not read.problems:
            try:
                messages.success(request, self.save(request, read.rows))
            except InvalidInput as refused:
                read = Read((), refused.problems)
            else:
                return redirect(self.home)
        return self._preview(request, rows, read)

    def _page(self, request: Request, form: ListForm) -> HttpResponse:
        title = str(self.title)
        context = {
            **self.beside(request),
            "title": title,
            "form": form,
            "submit": _("See what was read"),
            "cancel_url": reverse(self.home),
            "headings": [words[0] for words in self.words.values()],
            "crumbs": [*self.crumbs(), Crumb(title)],
        }
        return render(request, self.fill_template, context, status=422 if form.is_bound else 200)

    def _preview(self, request: Request, rows: rows_in.Rows, read: Read[Item]) -> HttpResponse:
        title, crumbs = str(self.preview_title), self.crumbs()
        beside = self.beside(request)
        return preview(
            request, self.preview_template, rows, read, title=title, words=self.words, crumbs=crumbs, **beside
        )


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
    read: Read[Item],
    *,
    title: str,
    words: Words,
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
        "count": len(read.rows),
        "problems": [_called(problem, words) for problem in read.problems],
        "crumbs": [*crumbs, Crumb(title)],
    }
    return render(request, template, context, status=422 if read.problems else 200)


def _called(problem: Problem, words: Words) -> Problem:
    """The same problem with its column called as lists call it."""
    column = problem.where.column
    return replace(problem, where=replace(problem.where, column=words.get(column, (column,))[0]))
