"""Disruptions as ready-made questions: one or two fields, planned at once, and answered by the cheapest cover."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.demand import queries as demand
from rantai.apps.demand.queries import ProgrammeRow
from rantai.apps.planning import disruptions, what_ifs
from rantai.apps.planning.what_ifs import Change
from rantai.core.problems import InvalidInput
from rantai.web import saying
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.fields import DayField, WholeNumberField
from rantai.web.layout.pieces import Crumb, Words
from rantai.web.sales.forms import OnceForm
from rantai.web.scenarios.doors import EDITORS
from rantai.web.scenarios.fields import PercentField, name_field
from rantai.web.scenarios.views import scenario_crumbs

Fields = dict[str, forms.Field]
Cleaned = Mapping[str, Any]


@dataclass(frozen=True)
class Disruption:
    """One ready-made question: what happens, its fields, and the changes and the name that an answer makes."""

    slug: str
    icon: str
    asks: Words
    example: Words
    fields: Callable[[ProgrammeRow], Fields]
    changes: Callable[[Cleaned], list[Change]]
    name: Callable[[Cleaned], str]


def _mill_fields(programme: ProgrammeRow) -> Fields:
    return {
        "supplier_code": name_field("supplier_code", gettext_lazy("Mill or seller"), required=True),
        "from_date": DayField(label=gettext_lazy("From"), initial=programme.start_date),
    }


def _price_fields(_programme: ProgrammeRow) -> Fields:
    return {
        "percent": PercentField(label=gettext_lazy("Change of price"), low=-90, initial=20),
        "supplier_code": name_field("supplier_code", gettext_lazy("Seller")),
    }


def _vessel_fields(_programme: ProgrammeRow) -> Fields:
    return {
        "weeks": WholeNumberField(
            label=gettext_lazy("Weeks later"), unit=gettext_lazy("weeks"), low=1, high=52, initial=3
        ),
        "holder_code": name_field("holder_code", gettext_lazy("Where it arrives")),
    }


_LISTED = (
    Disruption(
        "pabrik-berhenti",
        "building-factory-2",
        gettext_lazy("A mill stands still for a month"),
        gettext_lazy("what is bought elsewhere, what it costs more, what comes late"),
        _mill_fields,
        lambda told: disruptions.mill_down(told["supplier_code"], told["from_date"]),
        lambda told: _("Mill down for a month from %(day)s") % {"day": formats.day(told["from_date"])},
    ),
    Disruption(
        "harga-naik",
        "coin",
        gettext_lazy("Steel becomes 20 % dearer"),
        gettext_lazy("which orders move, and what all of it costs then"),
        _price_fields,
        lambda told: disruptions.dearer(told["percent"], told["supplier_code"]),
        lambda told: _("Price of steel %(percent)s %%") % {"percent": f"{told['percent']:+d}"},
    ),
    Disruption(
        "kapal-terlambat",
        "truck",
        gettext_lazy("The vessel comes three weeks late"),
        gettext_lazy("from which stock it is covered, and what waits"),
        _vessel_fields,
        lambda told: disruptions.vessel_late(told["weeks"], told["holder_code"]),
        lambda told: _("Vessel %(weeks)s weeks late") % {"weeks": told["weeks"]},
    ),
)
DISRUPTIONS: Mapping[str, Disruption] = {one.slug: one for one in _LISTED}


class Answer(OnceForm):
    """The fields of a ready-made question."""

    def __init__(self, asked: Disruption, programme: ProgrammeRow, *args: Any) -> None:  # noqa: ANN401
        super().__init__(*args)
        self.fields.update(asked.fields(programme))


@door(*EDITORS, methods=("GET", "POST"))
def answer(request: Request, what: str) -> HttpResponse:
    """Make the scenario of a disruption and have it planned at once."""
    if what not in DISRUPTIONS:
        raise Http404
    asked, programme = DISRUPTIONS[what], found(demand.programme())
    form = Answer(asked, programme, *([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        key = form.cleaned_data["key"]
        try:
            what_if_id = what_ifs.create_what_if(
                programme_id=programme.programme_id,
                name=asked.name(form.cleaned_data),
                changes=asked.changes(form.cleaned_data),
                by=request.actor,
                at=request.now,
                key=key,
            )
        except InvalidInput as refused:
            _blame(form, refused)
        else:
            return _computed(request, what_if_id, key)
    context = {
        "title": asked.asks,
        "lede": _("You learn %(example)s. The plan in force stays as it is.") % {"example": asked.example},
        "form": form,
        "submit": _("Compute the cheapest cover"),
        "cancel_url": reverse("scenarios:ask"),
        "crumbs": scenario_crumbs(Crumb(_("New scenario"), reverse("scenarios:ask")), Crumb(asked.asks)),
    }
    return render(request, "layout/kinds/form.html", context)


def _computed(request: Request, what_if_id: int, key: str) -> HttpResponse:
    """To the progress of its plan, or to the scenario with the reason why it cannot be planned now."""
    try:
        run_id = what_ifs.request_what_if(what_if_id=what_if_id, by=request.actor, at=request.now, key=key)
    except InvalidInput as refused:
        for text in saying.told(refused):
            messages.error(request, text)
        return redirect("scenarios:record", what_if_id)
    return redirect("plans:progress", run_id)


def _blame(form: Answer, refused: InvalidInput) -> None:
    """Put each refusal beside its field where there is one."""
    for problem, text in zip(refused.problems, saying.told(refused), strict=True):
        key = str(problem.where).rpartition(".")[2]
        form.add_error(key if key in form.fields else None, text)
