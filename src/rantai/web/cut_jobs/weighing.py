"""What was cut, as the scale and the eye say it, and what became of the steel in all."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.cutting_jobs import actions, queries
from rantai.apps.cutting_jobs.actions import Weighed
from rantai.apps.cutting_jobs.queries import CutRecordRow, DoneRow, PlanRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.cut_jobs.doors import FORM, USERS, get_own_job_for
from rantai.web.cut_jobs.views import job_crumbs
from rantai.web.layout import formats
from rantai.web.layout.fields import MassField, WholeNumberField
from rantai.web.layout.pieces import Crumb, Figure
from rantai.web.saying import add_problems

SHOWN = 30  # entries below the list of cuts


class CutForm(forms.Form):
    """How many were cut now, and what the scale says of them together."""

    pieces = WholeNumberField(label=gettext_lazy("Cut now"), low=1)
    blanks_g = MassField(
        label=gettext_lazy("Blanks on the scale"),
        required=False,
        help_text=gettext_lazy("All good pieces of this entry together. Empty: as heavy as their size says."),
    )
    scrap_g = MassField(
        label=gettext_lazy("Scrap on the scale"),
        required=False,
        help_text=gettext_lazy("Empty: whatever is left. What does not add up is booked as a weighing difference."),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("This weight has been checked"), required=False)


@door(*USERS, methods=FORM)
def weigh(request: Request, job_id: int, number: int, position: int) -> HttpResponse:
    """Book what was cut by one pattern, weighed or not."""
    job = get_own_job_for(request, job_id)
    row = found(queries.plan(job_id, number))
    state = found(queries.done_rows(row.plan_id).get(position))
    sent = request.method == "POST"
    form = CutForm(request.POST if sent else None, initial={"pieces": state.left or None})
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            actions.mark_cut(
                job_id=job_id,
                number=number,
                position=position,
                done=state.done + given["pieces"],
                weighed=Weighed(given["blanks_g"], given["scrap_g"]),
                confirmed=given["confirmed"],
                by=request.actor,
                at=request.now,
            )
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("Booked: %(n)s cut.") % {"n": formats.count(given["pieces"])})
            return redirect("cut_jobs:work", job_id, number)
    back = reverse("cut_jobs:work", args=[job_id, number])
    context = {
        "title": _("Weigh what was cut"),
        "lede": job.name,
        "form": form,
        "figures": _left(state),
        "submit": _("Book what was cut"),
        "cancel_url": back,
        "crumbs": job_crumbs(
            Crumb(job.name, reverse("cut_jobs:record", args=[job_id])),
            Crumb(_("List of cuts"), back),
            Crumb(_("Pattern %(number)s") % {"number": position}),
        ),
    }
    return render(request, "cut_jobs/weigh.html", context, status=422 if form.errors else 200)


def _left(state: DoneRow) -> list[Figure]:
    return [
        Figure(_("Already cut"), formats.count(state.done)),
        Figure(_("Still to cut"), formats.count(state.left)),
    ]


@dataclass(frozen=True)
class Outcome:
    """What became of the steel of a plan so far, planned beside real."""

    figures: list[Figure]
    records: list[CutRecordRow]
    more: int


def outcome(plan: PlanRow) -> Outcome | None:
    """The yield and the entries; None while nothing from the store has been cut. One query."""
    records = queries.cut_records(plan.plan_id)
    if not records:
        return None
    total = queries.yield_of(records)
    figures = [
        Figure(
            _("Became blanks"),
            formats.ppm(total.yield_ppm),
            note=_("planned %(share)s") % {"share": formats.ppm(plan.used_ppm)},
        ),
        Figure(_("Taken from the store"), formats.mass(total.taken_g)),
        Figure(_("Remnants kept"), formats.mass(total.remnants_g)),
        Figure(_("Scrap"), formats.mass(total.scrap_g)),
        Figure(
            _("Weighing difference"), formats.mass(total.difference_g), tone="wait" if total.difference_g else "quiet"
        ),
    ]
    return Outcome(figures, records[:SHOWN], max(0, len(records) - SHOWN))
