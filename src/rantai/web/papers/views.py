"""The register of paper numbers, the tax standing of the own firm, and samples of every paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.papers import actions, queries
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.layout import formats, papers
from rantai.web.layout.fields import DayField
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Status
from rantai.web.papers import layouts, samples
from rantai.web.papers.kinds import layout_of
from rantai.web.saying import in_words

STAFF = "centre_staff"
SERIES_WORDS = {
    "PH": gettext_lazy("Price quote"),
    "SO": gettext_lazy("Sales order"),
    "PO": gettext_lazy("Purchase order"),
    "BPB": gettext_lazy("Goods receipt"),
    "SJ": gettext_lazy("Delivery note"),
    "INV": gettext_lazy("Invoice"),
    "NK": gettext_lazy("Credit note"),
    "KW": gettext_lazy("Receipt"),
    "BB": gettext_lazy("Payment receipt"),
    "TB": gettext_lazy("Weighing slip"),
    "KLM": gettext_lazy("Claim"),
    "BKK": gettext_lazy("Payment made"),
    "TRK": gettext_lazy("Trip of a truck"),
}
SAMPLED = ("PO", "SJ", "INV", "KW", "BB", "TB")
SAMPLED_WORDS = (*(SERIES_WORDS[one] for one in SAMPLED), gettext_lazy("Settlement note"))
SAMPLE_WORDS = dict(zip(samples.KINDS, SAMPLED_WORDS, strict=True))
SIZE_WORDS = {
    "a4": gettext_lazy("A4"),
    "continuous": gettext_lazy("Three-ply, 9.5 × 11 in"),
    "half": gettext_lazy("Three-ply, half"),
}


@dataclass(frozen=True)
class NumberLine:
    """One number as the register shows it."""

    text: str
    kind: str
    series: str
    dated_on: date


NUMBERS = ListSpec(
    name="nomor-dokumen",
    columns=(
        Column("text", gettext_lazy("Number"), phone="lead"),
        Column("kind", gettext_lazy("Paper")),
        Column("dated_on", gettext_lazy("Date"), "date"),
    ),
    search=("text",),
    filters=(Filter("series", gettext_lazy("Paper"), tuple(SERIES_WORDS.items())),),
    empty=Empty(
        gettext_lazy("No number given yet"),
        gettext_lazy("Numbers appear as soon as the first paper is posted. None can be skipped."),
        icon="receipt",
    ),
)


@dataclass(frozen=True)
class Book:
    """One series of one year, and whether every number of it is there."""

    kind: str
    year: int
    last: str
    status: Status


@door(STAFF)
def register(request: Request) -> HttpResponse:
    """Numbers given by the own firm, and the proof that none is missing."""
    own = organisation_id(request)
    rows = [
        NumberLine(row.text, str(SERIES_WORDS[row.series]), row.series, row.dated_on) for row in queries.numbers(own)
    ]
    whole, broken = Status(_("Without a gap"), "good"), Status(_("A number is missing"), "stop")
    books = [
        Book(str(SERIES_WORDS[row.series]), row.year, formats.count(row.last), whole if row.is_whole else broken)
        for row in queries.books(own)
    ]
    title = _("Paper numbers")
    context = {
        "crumbs": [Crumb(title)],
        "books": books,
        "standing": queries.standing(own, request.today),
        "kinds": [(kind, word) for kind, word in SAMPLE_WORDS.items()],
    }
    return respond(request, NUMBERS, rows, title=title, context=context, template="papers/register.html")


@door(STAFF)
def sample(request: Request, kind: str) -> HttpResponse:
    """An invented paper of one kind on the screen; `?size=` a PDF of that size, `?format=xlsx` the Excel file."""
    found(kind if kind in samples.KINDS else None)
    standing = queries.standing(organisation_id(request), request.today)
    layout = layout_of(samples.sample(kind, is_taxable=standing.is_taxable))
    if request.GET.get("format") == "xlsx":
        return layouts.spreadsheet(layout)
    size = next((one for one in papers.SIZES if one == request.GET.get("size")), None)
    if size:
        return layouts.pdf(layout, size, sample=True)
    context = {
        "title": str(layout.title),
        "crumbs": [Crumb(_("Paper numbers"), reverse("papers:register")), Crumb(layout.title)],
        "paper": layouts.as_paper(layout, sample=True),
        "sizes": list(SIZE_WORDS.items()),
        "excel_url": "?format=xlsx",
    }
    return render(request, "papers/sample.html", context)


class StandingForm(forms.Form):
    """What the firm is to the tax office from a day on."""

    valid_from = DayField(label=gettext_lazy("From"))
    is_taxable = forms.BooleanField(label=gettext_lazy("Taxable firm (PKP)"), required=False)
    npwp = forms.CharField(label=gettext_lazy("NPWP"), required=False, max_length=40)
    collects_pph22 = forms.BooleanField(
        label=gettext_lazy("Collects PPh 22 (steel makers, state companies)"), required=False
    )


@door(STAFF, methods=("GET", "POST"))
def tax_standing(request: Request) -> HttpResponse:
    """Record a tax standing of the own firm."""
    sent = request.method == "POST"
    form = StandingForm(request.POST if sent else None, initial={"valid_from": request.today})
    if sent and form.is_valid():
        try:
            actions.set_tax_standing(
                entity_id=organisation_id(request), by=request.actor, at=request.now, **form.cleaned_data
            )
        except InvalidInput as refused:
            for problem in refused.problems:
                words = in_words(problem)
                form.add_error(problem.where.column, words)
        else:
            messages.success(request, _("Recorded. Papers of that day and later follow it."))
            return redirect("papers:register")
    context = {
        "title": _("Tax standing"),
        "crumbs": [Crumb(_("Paper numbers"), reverse("papers:register")), Crumb(_("Tax standing"))],
        "form": form,
        "submit": _("Record"),
        "cancel_url": reverse("papers:register"),
        "standings": queries.standings(organisation_id(request)),
    }
    return render(request, "papers/standing.html", context, status=422 if sent else 200)
