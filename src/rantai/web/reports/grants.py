"""Grants, entered by hand with who gave them and where that is written."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.reports import actions, queries
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.layout.fields import DayField, RupiahField
from rantai.web.layout.pieces import Crumb
from rantai.web.reports.span import FORM, STAFF, year_until
from rantai.web.saying import add_problems

MOST_IDR = 10**13


class GrantForm(forms.Form):
    """Money that was got without selling anything."""

    received_on = DayField(label=gettext_lazy("Received on"))
    amount_idr = RupiahField(label=gettext_lazy("Amount"), high=MOST_IDR)
    giver = forms.CharField(label=gettext_lazy("Given by"), max_length=120)
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=400, help_text=gettext_lazy("number of the letter or agreement")
    )


def get_grant_for(request: Request, grant_id: int) -> queries.GrantRow:
    """A grant of the reader's own centre."""
    return found(queries.grant(grant_id, organisation_id=organisation_id(request)))


def _crumbs(*last: Crumb) -> list[Crumb]:
    return [Crumb(_("The business"), reverse("reports:business")), *last]


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Every grant that was not withdrawn, old ones too: an error of three years ago can be taken back."""
    since, until = year_until(request.today)
    title = _("Grants")
    rows = queries.grants(organisation_id(request), date.min, date.max)
    context = {"title": title, "crumbs": _crumbs(Crumb(title)), "rows": rows, "since": since, "until": until}
    return render(request, "reports/grants.html", context)


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """Enter a grant."""
    form = GrantForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.enter_grant(
                organisation_id=organisation_id(request),
                **form.cleaned_data,
                today=request.today,
                by=request.actor,
                at=request.now,
            )
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The grant is kept."))
            return redirect("reports:grants")
    title = _("Enter a grant")
    context = {
        "title": title,
        "form": form,
        "submit": _("Keep the grant"),
        "cancel_url": reverse("reports:grants"),
        "crumbs": _crumbs(Crumb(_("Grants"), reverse("reports:grants")), Crumb(title)),
    }
    return render(request, "layout/kinds/form.html", context)


@door(STAFF, methods=("POST",))
def withdraw(request: Request, grant_id: int) -> HttpResponse:
    """A grant that was entered by mistake counts no longer."""
    actions.withdraw_grant(grant_id=get_grant_for(request, grant_id).grant_id, by=request.actor, at=request.now)
    messages.success(request, _("The grant counts no longer."))
    return redirect("reports:grants")
