"""Entering certificates: one heat by form, or many from Excel with a preview before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.certificates import actions, sheet
from rantai.apps.certificates.actions import GivenHeat
from rantai.apps.certificates.models import HEAT_LENGTH, KINDS, NUMBER_LENGTH
from rantai.apps.certificates.properties import PROPERTIES, Property
from rantai.apps.cutting_jobs.rows_in import Rows
from rantai.core.lists import Read
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.certificates.doors import FORM, STAFF, suppliers, suppliers_by_word
from rantai.web.layout import formats
from rantai.web.layout.fields import DayField, DecimalField, LengthField
from rantai.web.layout.pieces import Crumb
from rantai.web.listing import ListRoom
from rantai.web.saying import add_problems

KNOWN_BEFORE = ("supplier", "number", "heat", "grade")  # what a receipt tells of its certificate in the address


class ValueField(DecimalField):
    """A value of a property, in the unit of the certificate."""

    def __init__(self, known: Property) -> None:
        self.per_unit = known.per_unit
        unit = "" if known.unit == known.symbol else known.unit
        super().__init__(label=known.symbol, unit=unit, required=False, high=known.most)


class HeatForm(forms.Form):
    """One heat of one certificate."""

    supplier = forms.ChoiceField(label=gettext_lazy("Supplier"))
    number = forms.CharField(label=gettext_lazy("Certificate number"), max_length=NUMBER_LENGTH)
    kind = forms.ChoiceField(label=gettext_lazy("EN 10204 type"), choices=[(one, one) for one in KINDS], initial="3.1")
    issued_on = DayField(label=gettext_lazy("Issued on"), required=False)
    heat = forms.CharField(label=gettext_lazy("Heat number"), max_length=HEAT_LENGTH)
    grade = forms.CharField(label=gettext_lazy("Grade"), max_length=60)
    thickness_um = LengthField(label=gettext_lazy("Thickness"), required=False, high=1_000_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — Django's own
        super().__init__(*args, **kwargs)
        self.fields["supplier"].choices = [(str(key), name) for key, _code, name in suppliers()]  # type: ignore[attr-defined]
        for code, known in PROPERTIES.items():
            self.fields[code] = ValueField(known)

    def given(self) -> GivenHeat:
        """What was filled in, as the action takes it."""
        cleaned = self.cleaned_data
        values = {code: cleaned[code] for code in PROPERTIES if cleaned[code] is not None}
        return GivenHeat(
            int(cleaned["supplier"]),
            cleaned["number"].strip(),
            cleaned["kind"],
            cleaned["heat"].strip(),
            cleaned["grade"].strip().upper(),
            cleaned["thickness_um"] or 0,
            cleaned["issued_on"],
            values,
        )


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """Enter one heat."""
    sent = request.method == "POST"
    told = {name: request.GET[name] for name in KNOWN_BEFORE if name in request.GET}
    form = HeatForm(request.POST if sent else None, initial=told)
    if sent and form.is_valid():
        try:
            ids = actions.record_heats(
                keeper_id=organisation_id(request), given=[form.given()], by=request.actor, at=request.now
            )
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("Recorded. Attach the scan, then print labels."))
            return redirect("certificates:heat", ids[0])
    context = {
        "title": _("Enter a certificate"),
        "form": form,
        "submit": _("Record the heat"),
        "cancel_url": reverse("certificates:list"),
        "crumbs": _crumbs(_("Enter a certificate")),
    }
    return render(request, "certificates/new.html", context, status=422 if sent else 200)


def _crumbs(*last: str) -> list[Crumb]:
    return [Crumb(_("Mill certificates"), reverse("certificates:list")), *map(Crumb, last)]


def _read(_request: Request, rows: Rows) -> Read[GivenHeat]:
    return sheet.read_rows(rows, suppliers_by_word())


def _save(request: Request, heats: Sequence[GivenHeat]) -> str:
    actions.record_heats(keeper_id=organisation_id(request), given=heats, by=request.actor, at=request.now)
    return ngettext("%(n)s heat recorded.", "%(n)s heats recorded.", len(heats)) % {"n": formats.count(len(heats))}


HEATS = ListRoom(
    home="certificates:list",
    title=gettext_lazy("Certificates from Excel"),
    preview_title=gettext_lazy("Check the certificates"),
    fill_template="certificates/fill.html",
    preview_template="certificates/preview.html",
    words=sheet.HEADINGS,
    crumbs=_crumbs,
    read=_read,
    save=_save,
)


@door(STAFF, methods=FORM)
def fill(request: Request) -> HttpResponse:
    """Paste or send a list. Nothing is saved before its rows have been seen."""
    return HEATS.fill(request)


@door(STAFF, methods=("POST",))
def take(request: Request) -> HttpResponse:
    """Take the list over, all of it or nothing."""
    return HEATS.take(request)
