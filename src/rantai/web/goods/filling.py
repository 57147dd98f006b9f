"""The catalogue from Excel: seen first, taken over whole, undone whole."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.cutting_jobs.rows_in import Rows
from rantai.apps.goods import actions, sheet
from rantai.apps.goods.actions.catalogue import ListedGood
from rantai.core.lists import Read
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act
from rantai.web.goods.doors import FORM, STAFF, get_upload_for
from rantai.web.goods.trail import trail
from rantai.web.layout import formats
from rantai.web.listing import ListRoom


def _read(request: Request, rows: Rows) -> Read[ListedGood]:
    """What reads well beside what the catalogue says, so that the preview tells all of it."""
    read = sheet.read_rows(rows, request.today)
    if read.problems or not read.rows:
        return read
    return Read(read.rows, tuple(actions.problems_of(organisation_id(request), read.rows)))


def _save(request: Request, rows: Sequence[ListedGood]) -> str:
    actions.take_list(seller_id=organisation_id(request), rows=rows, by=request.actor, at=request.now)
    return ngettext("%(n)s row taken over.", "%(n)s rows taken over.", len(rows)) % {"n": formats.count(len(rows))}


GOODS = ListRoom(
    home="goods:list",
    title=gettext_lazy("Goods from Excel"),
    preview_title=gettext_lazy("Check the goods"),
    fill_template="goods/fill.html",
    preview_template="goods/preview.html",
    words=sheet.HEADINGS,
    crumbs=trail,
    read=_read,
    save=_save,
)


@door(STAFF, methods=FORM)
def fill(request: Request) -> HttpResponse:
    """Paste or send a list. Nothing is saved before its rows have been seen."""
    return GOODS.fill(request)


@door(STAFF, methods=("POST",))
def take(request: Request) -> HttpResponse:
    """Take the list over, all of it or nothing."""
    return GOODS.take(request)


@door(STAFF, methods=("POST",))
def undo(request: Request, upload_id: int) -> HttpResponse:
    """Undo a list as a whole."""
    get_upload_for(request, upload_id)
    return act(
        request,
        lambda: actions.undo_list(upload_id=upload_id, by=request.actor, at=request.now),
        _("The list is undone as a whole."),
        reverse("goods:list"),
    )
