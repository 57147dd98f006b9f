"""Opening stock from Excel: every row looked at first, taken over as one booking, taken back as one."""

from __future__ import annotations

import io

import xlsxwriter
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.cutting_jobs.rows_in import Rows, rows_of_file, rows_of_text, text_of
from rantai.apps.stock import actions
from rantai.apps.stock.sheets import HEADINGS, SheetReading, read_lots
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import excel, formats
from rantai.web.layout.pieces import Figure
from rantai.web.sales.forms import new_key
from rantai.web.saying import say
from rantai.web.yard.doors import FORM, STAFF
from rantai.web.yard.piece import crumbs

MOST_BYTES = 5_000_000
SHOWN = 100


class OpeningForm(forms.Form):
    """The sheet."""

    file = forms.FileField(
        label=gettext_lazy("Excel file"),
        help_text=gettext_lazy("Nothing is booked before you have seen every row."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("Odd weights are right, I looked at them"), required=False)


@door(STAFF, methods=FORM)
def opening(request: Request) -> HttpResponse:
    """Send a sheet, see what it says."""
    form = OpeningForm(request.POST or None, request.FILES or None)
    reading, text = None, ""
    if form.is_valid():
        file = form.cleaned_data["file"]
        name = file.name[:80]
        try:
            rows = rows_of_file(name, file.read(MOST_BYTES))
            reading, text = _read(request, name, rows), text_of(rows)
        except InvalidInput as refused:
            reading = SheetReading(problems=list(refused.problems))
    problems = reading.problems if reading else []
    context = {
        "title": _("Take stock over from Excel"),
        "crumbs": crumbs(_("Take stock over from Excel")),
        "form": form,
        "submit": _("Look at the sheet"),
        "cancel_url": reverse("yard:list"),
        "problems": problems[:SHOWN],
        "is_good": bool(reading and reading.lots and not problems),
        "figures": _figures(reading) if reading and not problems else [],
        "text": text,
        "confirmed": form.is_bound and bool(form.data.get("confirmed")),
        "key": new_key(),
    }
    return render(request, "yard/opening.html", context, status=422 if problems else 200)


@door(STAFF, methods=("POST",))
def take_over(request: Request) -> HttpResponse:
    """Book a sheet that was looked at; it is read once more."""
    try:
        reading = _read(request, "Excel", rows_of_text(request.POST.get("text", "")))
        if reading.problems:
            raise InvalidInput(reading.problems)
        done = actions.take_over(
            holder_id=organisation_id(request),
            lots=reading.lots,
            effective_on=request.today,
            by=request.actor,
            at=request.now,
            document="Excel",
            key=request.POST.get("key", "")[:80],
            confirmed=bool(request.POST.get("confirmed")),
        )
    except InvalidInput as refused:
        say(request, refused)
        return redirect("yard:opening")
    messages.success(request, _("Taken over as one booking. Taking it back undoes the whole sheet."))
    return redirect("yard:booking", done.booking_id)


@door(STAFF)
def sheet(_request: Request) -> HttpResponse:
    """The empty sheet, with the columns that are understood."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        page = book.add_worksheet(str(_("Stock")))
        bold = book.add_format({"bold": True})
        for at, words in enumerate(HEADINGS.values()):
            page.write_string(0, at, words[0], bold)
        page.set_column(0, len(HEADINGS) - 1, 16)
        page.freeze_panes(1, 0)
    return excel.download(memory.getvalue(), "saldo-awal.xlsx")


def _read(request: Request, file_name: str, rows: Rows) -> SheetReading:
    confirmed = bool(request.POST.get("confirmed"))
    return read_lots(holder_id=organisation_id(request), file_name=file_name, rows=rows, confirmed=confirmed)


def _figures(reading: SheetReading) -> list[Figure]:
    return [
        Figure(_("Lots"), formats.count(len(reading.lots))),
        Figure(_("Pieces"), formats.count(sum(lot.pieces for lot in reading.lots))),
        Figure(_("Mass"), formats.tonnes(sum(lot.grams for lot in reading.lots))),
        Figure(_("Cost"), formats.rupiah(sum(lot.value_idr for lot in reading.lots))),
    ]
