"""Members from Excel: seen first, taken over whole, undone whole."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.cutting_jobs.rows_in import Rows
from rantai.apps.sales import actions, member_sheet
from rantai.apps.sales.member_sheet import ListedMember
from rantai.core.lists import Read
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act
from rantai.web.layout import formats
from rantai.web.listing import ListRoom
from rantai.web.sales.customers import crumbs
from rantai.web.sales.doors import FORM, STAFF, get_member_upload_for


def _read(request: Request, rows: Rows) -> Read[ListedMember]:
    """Every problem at once: what cannot be read, and whom the house does not know."""
    read = member_sheet.read_rows(rows)
    found = actions.problems_of(organisation_id(request), read.rows) if read.rows else []
    return Read(read.rows, (*read.problems, *found))


def _save(request: Request, rows: Sequence[ListedMember]) -> str:
    actions.take_members(seller_id=organisation_id(request), rows=rows, by=request.actor, at=request.now)
    count = len(rows)
    return ngettext("%(n)s member taken over.", "%(n)s members taken over.", count) % {"n": formats.count(count)}


MEMBERS = ListRoom(
    home="sales:customers",
    title=gettext_lazy("Members from Excel"),
    preview_title=gettext_lazy("Check the members"),
    fill_template="sales/members_fill.html",
    preview_template="sales/members_preview.html",
    words=member_sheet.HEADINGS,
    crumbs=crumbs,
    read=_read,
    save=_save,
)


@door(STAFF, methods=FORM)
def fill(request: Request) -> HttpResponse:
    """Paste or send a list. Nothing is saved before its rows have been seen."""
    return MEMBERS.fill(request)


@door(STAFF, methods=("POST",))
def take(request: Request) -> HttpResponse:
    """Take the list over, all of it or nothing."""
    return MEMBERS.take(request)


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
