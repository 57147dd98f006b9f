"""A delivery announced with a list of heats, by its seller or by the centre that got the list; seen before noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.cutting_jobs import rows_in
from rantai.apps.purchasing import actions, notice_sheet, queries
from rantai.apps.purchasing.actions.receiving import Announced
from rantai.apps.purchasing.notice_sheet import HEADINGS
from rantai.core.lists import Read
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door
from rantai.web.cut_jobs.forms import ListForm
from rantai.web.layout.fields import DayField
from rantai.web.layout.pieces import Crumb
from rantai.web.listing import preview, rows_sent
from rantai.web.purchases.doors import FORM, STAFF, get_order_for
from rantai.web.purchases.trail import trail
from rantai.web.purchases.words import title_of
from rantai.web.sales.forms import KEY_LENGTH, new_key
from rantai.web.saying import add_problems


class NoticeListForm(ListForm):
    """The day of the delivery and its heats, pasted or as a file."""

    day = DayField(label=gettext_lazy("Arrives on"))
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH, required=False, initial=new_key)
    field_order = ("day",)


@door(STAFF, methods=FORM)
def fill(request: Request, order_id: int) -> HttpResponse:
    """A seller's list that reached the centre by other ways."""
    row = get_order_for(request, order_id)
    back = reverse("purchases:record", args=[order_id])
    return announce_list(request, order_id, row.due_on, back, trail(Crumb(title_of(row), back)))


def announce_list(
    request: Request, order_id: int, due_on: date | None, back: str, crumbs: Sequence[Crumb]
) -> HttpResponse:
    """The form, the preview of what was read, and the notice itself. The order's door has been passed."""
    sent = request.method == "POST"
    form = NoticeListForm(request.POST if sent else None, request.FILES or None, initial={"day": due_on})
    if not sent or not form.is_valid():
        return _page(request, form, back, crumbs)
    given = form.cleaned_data
    try:
        rows = rows_sent(form)
    except InvalidInput as refused:
        add_problems(form, refused)
        return _page(request, form, back, crumbs)
    read = notice_sheet.read_rows(rows, queries.order_lines(order_id))
    if read.problems or not read.rows or "take" not in request.POST:
        return _preview(request, form, rows, read, crumbs)
    about = {"order_id": order_id, "arrives_on": given["day"], "lines": read.rows, "key": given["key"]}
    try:
        actions.note_notice(**about, by=request.actor, at=request.now)
    except InvalidInput as refused:
        return _preview(request, form, rows, Read((), refused.problems), crumbs)
    messages.success(request, _("Announced. The centre's gate knows what comes."))
    return redirect(back)


def _page(request: Request, form: NoticeListForm, back: str, crumbs: Sequence[Crumb]) -> HttpResponse:
    title = _("Announce from Excel")
    context = {
        "title": title,
        "form": form,
        "submit": _("See what was read"),
        "cancel_url": back,
        "headings": [words[0] for words in HEADINGS.values()],
        "crumbs": [*crumbs, Crumb(title)],
    }
    return render(request, "purchases/notice_list.html", context, status=422 if form.is_bound else 200)


def _preview(
    request: Request, form: NoticeListForm, rows: rows_in.Rows, read: Read[Announced], crumbs: Sequence[Crumb]
) -> HttpResponse:
    return preview(
        request,
        "purchases/notice_preview.html",
        rows,
        read,
        title=_("Check the heats"),
        words=HEADINGS,
        crumbs=crumbs,
        day=form.cleaned_data["day"],
        key=form.cleaned_data["key"],
        mass_g=sum(one.mass_g for one in read.rows),
    )
