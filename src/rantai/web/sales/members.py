"""Members from Excel: seen first, taken over whole, undone whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.cutting_jobs import rows_in
from rantai.apps.sales import actions, member_sheet
from rantai.apps.sales.member_sheet import HEADINGS, Read
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act
from rantai.web.cut_jobs.forms import ListForm
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb
from rantai.web.listing import preview, refused_list, rows_sent, rows_shown
from rantai.web.sales.customers import crumbs
from rantai.web.sales.doors import FORM, STAFF, get_member_upload_for
from rantai.web.saying import add_problems


@door(STAFF, methods=FORM)
def fill(request: Request) -> HttpResponse:
    """Paste or send a list. Nothing is saved before its rows have been seen."""
    sent = request.method == "POST"
    form = ListForm(request.POST if sent else None, request.FILES or None)
    if sent and form.is_valid():
        try:
            rows = rows_sent(form)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            return _preview(request, rows, _looked_at(request, member_sheet.read_rows(rows)))
    return _fill_page(request, form)


def _looked_at(request: Request, read: Read) -> Read:
    """Every problem at once: what cannot be read, and whom the house does not know."""
    found = actions.problems_of(organisation_id(request), read.rows) if read.rows else []
    return Read(read.rows, (*read.problems, *found))


def _fill_page(request: Request, form: ListForm) -> HttpResponse:
    title = _("Members from Excel")
    context = {
        "title": title,
        "form": form,
        "submit": _("See what was read"),
        "cancel_url": reverse("sales:customers"),
        "headings": [words[0] for words in HEADINGS.values()],
        "crumbs": crumbs(Crumb(title)),
    }
    return render(request, "sales/members_fill.html", context, status=422 if form.is_bound else 200)


@door(STAFF, methods=("POST",))
def take(request: Request) -> HttpResponse:
    """Take the list over, all of it or nothing."""
    try:
        rows = rows_shown(request)
    except InvalidInput as refused:
        return _fill_page(request, refused_list(refused))
    read = member_sheet.read_rows(rows)
    if read.problems or not read.rows:
        return _preview(request, rows, read)
    try:
        actions.take_members(seller_id=organisation_id(request), rows=read.rows, by=request.actor, at=request.now)
    except InvalidInput as refused:
        return _preview(request, rows, Read((), refused.problems))
    count = len(read.rows)
    words = ngettext("%(n)s member taken over.", "%(n)s members taken over.", count) % {"n": formats.count(count)}
    messages.success(request, words)
    return redirect("sales:customers")


def _preview(request: Request, rows: rows_in.Rows, read: Read) -> HttpResponse:
    return preview(
        request,
        "sales/members_preview.html",
        rows,
        title=_("Check the members"),
        count=len(read.rows),
        problems=read.problems,
        words=HEADINGS,
        crumbs=crumbs(),
    )


@door(STAFF, methods=("POST",))
def undo(request: Request, upload_id: int) -> HttpResponse:
    """Undo a list as a whole."""
    get_member_upload_for(request, upload_id)
    return act(
        request,
        lambda: actions.undo_members(upload_id=upload_id, by=request.actor, at=request.now),
        _("The list is undone as a whole."),
        reverse("sales:customers"),
    )
