"""The places of the store, and the months that are closed."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.accounts.actions import close_month
from rantai.apps.stock import actions, queries
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import formats
from rantai.web.saying import say, told
from rantai.web.yard.doors import FORM, STAFF, get_place_for
from rantai.web.yard.piece import crumbs
from rantai.web.yard.words import PLACE_KINDS

MONTHS_BACK = 12


class PlaceForm(forms.Form):
    """A new place."""

    code = forms.SlugField(
        label=gettext_lazy("Short code"), max_length=30, help_text=gettext_lazy("As painted on it: RAK-1")
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(PLACE_KINDS.items()))


@door(STAFF, methods=FORM)
def places(request: Request) -> HttpResponse:
    """Every place of the own store; a new one."""
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.open_place(
                holder_id=organisation_id(request),
                code=given["code"].upper(),
                name=given["name"],
                kind=given["kind"],
                by=request.actor,
                at=request.now,
            )
        except InvalidInput as refused:
            for text in told(refused):
                form.add_error("code", text)
        else:
            messages.success(request, _("The place is ready."))
            return redirect("yard:places")
    rows = queries.places(organisation_id(request))
    context = {
        "title": _("Places of the store"),
        "crumbs": crumbs(_("Places of the store")),
        "places": [(row, PLACE_KINDS[row.kind]) for row in rows],
        "form": form,
        "submit": _("Add the place"),
    }
    return render(request, "yard/places.html", context)


@door(STAFF, methods=("POST",))
def close(request: Request, place_id: int) -> HttpResponse:
    """Close an empty place."""
    place = get_place_for(request, place_id)
    try:
        actions.close_place(holder_id=organisation_id(request), place_id=place_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("%(place)s is closed.") % {"place": place.name})
    return redirect("yard:places")


class PeriodForm(forms.Form):
    """The month that is closed."""

    through = forms.TypedChoiceField(
        label=gettext_lazy("Close through"), coerce=date.fromisoformat, error_messages={"invalid_choice": "?"}
    )


@door(STAFF, methods=FORM)
def periods(request: Request) -> HttpResponse:
    """Closed months, and closing the next one."""
    own = organisation_id(request)
    ends = _month_ends(request.today, queries.closed_through(own))
    form = PeriodForm(request.POST if request.method == "POST" else None)
    form.fields["through"].choices = [(day.isoformat(), formats.day(day)) for day in ends]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        through = form.cleaned_data["through"]
        try:
            close_month(seller_id=own, through_on=through, by=request.actor, at=request.now, today=request.today)
        except InvalidInput as refused:
            for text in told(refused):
                form.add_error(None, text)
        else:
            messages.success(request, _("Closed through %(day)s.") % {"day": formats.day(through)})
            return redirect("yard:periods")
    context = {
        "title": _("Closing the books"),
        "crumbs": crumbs(_("Closing the books")),
        "rows": queries.periods(own),
        "form": form,
        "may_close": bool(ends),
        "submit": _("Close"),
    }
    return render(request, "yard/periods.html", context)


def _month_ends(today: date, closed: date | None) -> list[date]:
    """Ends of months that are over and not closed yet, the oldest first."""
    ends, first = [], today.replace(day=1)
    for _month in range(MONTHS_BACK):
        end = first - timedelta(days=1)
        if closed is not None and end <= closed:
            break
        ends.append(end)
        first = end.replace(day=1)
    return ends[::-1]
