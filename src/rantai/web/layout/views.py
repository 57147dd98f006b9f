"""The living page: every piece once, and one page of each kind, with invented example data."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.web.access import PUBLIC, door
from rantai.web.layout import lists, papers, samples
from rantai.web.layout.pieces import Empty, Status, Who
from rantai.web.layout.statuses import STATUSES

PIECES = "layout/living/pieces.html"


@door(PUBLIC)
def living(request: HttpRequest) -> HttpResponse:
    """Every component once."""
    shown = {
        "statuses": list(STATUSES.values()),
        "tones": [Status(tone, tone) for tone in ("good", "wait", "stop", "info", "quiet")],
        "figures": samples.figures(),
        "needs": samples.needs(),
        "events": samples.events(),
        "heat": samples.heat(),
        "stages": samples.stages(),
        "reasons": samples.reasons(),
        "charts": samples.charts(),
        "map": samples.village_map(),
        "cut_plan": samples.CUT_PLAN,
        "form": samples.DemandForm({"place": "Ceper, Klaten", "quantity": "-3"}),
        "problems": samples.problems(),
        "empty": Empty(
            _("No mill orders yet"), _("Orders appear here as soon as a plan is published."), _("Make a plan"), "#"
        ),
    }
    return render(request, PIECES, _frame("living", _("All pieces")) | shown)


@door(PUBLIC)
def kind_home(request: HttpRequest) -> HttpResponse:
    """A home."""
    shown = {"needs": samples.needs(), "figures": samples.figures(), "heat": samples.heat()}
    return render(request, "layout/living/home.html", _frame("home", _("Home")) | shown)


@door(PUBLIC)
def kind_list(request: HttpRequest) -> HttpResponse:
    """A list."""
    frame = _frame("list", _("Mill orders"))
    template = "layout/living/list.html"
    return lists.respond(
        request, samples.ORDERS, samples.orders(), title=str(frame.pop("title")), template=template, context=frame
    )


@door(PUBLIC)
def kind_record(request: HttpRequest) -> HttpResponse:
    """A record."""
    shown = {
        "figures": samples.figures()[:3],
        "events": samples.events(),
        "stages": samples.stages(),
        "cut_plan": samples.CUT_PLAN,
    }
    return render(request, "layout/living/record.html", _frame("record", "MO-0014") | shown)


@door(PUBLIC, methods=("GET", "POST"))
def kind_form(request: HttpRequest) -> HttpResponse:
    """A form; a good one says so on the list, a faulty one is shown again."""
    form = samples.DemandForm(request.POST or None, initial={"quantity": 1_200})
    if form.is_valid():
        messages.success(request, _("Saved"))
        return redirect("layout:list")
    shown = {"form": form, "submit": _("Save the demand"), "cancel_url": reverse("layout:living")}
    return render(request, "layout/living/form.html", _frame("form", _("Demand of a village")) | shown)


@door(PUBLIC)
def kind_verdict(request: HttpRequest) -> HttpResponse:
    """A verdict."""
    shown = {
        "finding": _("2,914 of 3,000 vehicles are ready on time; 86 are late because one press brake is full."),
        "tone": "wait",
        "figures": samples.figures(),
        "why": samples.reasons(),
        "changes": samples.changes(),
        "chart": samples.charts()[0],
        "map": samples.village_map(),
    }
    return render(request, "layout/living/verdict.html", _frame("verdict", _("Plan 12 (example)")) | shown)


@door(PUBLIC)
def kind_paper(request: HttpRequest) -> HttpResponse:
    """A paper."""
    shown = {"paper": samples.paper(), "pdf_url": reverse("layout:paper-pdf")}
    return render(request, "layout/kinds/paper.html", _frame("paper", _("Mill order MO-0014")) | shown)


@door(PUBLIC)
def paper_pdf(_request: HttpRequest) -> HttpResponse:
    """The paper as PDF."""
    return papers.download(samples.paper(), "contoh-pesanan.pdf")


def _frame(current: str, title: str) -> dict[str, object]:
    return {
        "title": title,
        "nav": samples.nav(current),
        "crumbs": samples.crumbs(title),
        "who": Who("Petugas contoh", "Material Center Contoh", _("Centre staff")),
        "search_url": reverse("layout:list"),
    }
