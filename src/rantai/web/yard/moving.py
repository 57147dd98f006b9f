"""Carrying a lot, or some of it, from one place of the store to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.stock import actions, queries
from rantai.apps.stock.actions import Shift, Take
from rantai.apps.stock.queries import PieceRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.layout.fields import MassField, WholeNumberField
from rantai.web.sales.forms import new_key
from rantai.web.saying import told
from rantai.web.yard.doors import FORM, STAFF, get_lot_for
from rantai.web.yard.piece import crumbs
from rantai.web.yard.words import amount_words

Choice = tuple[str, str]


class MoveForm(forms.Form):
    """From where to where, and how much: pieces of a counted lot, kilograms of a lot by mass."""

    from_place = forms.TypedChoiceField(label=gettext_lazy("From where"), coerce=int)
    to_place = forms.TypedChoiceField(label=gettext_lazy("To where"), coerce=int)
    pieces = WholeNumberField(label=gettext_lazy("Pieces"), unit=gettext_lazy("pieces"), low=1, high=1_000_000)
    mass_g = MassField(
        label=gettext_lazy("Mass"), low=1, high=10**9, required=False, help_text=gettext_lazy("Empty: all of it.")
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def __init__(self, *args: Any, rows: Sequence[PieceRow], places: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        counted = rows[0].is_counted
        here = [
            (str(row.place_id), f"{row.place_code} · {amount_words(row.pieces, row.grams, counted=counted)}")
            for row in rows
        ]
        self.fields["from_place"].choices = here  # type: ignore[attr-defined]
        self.fields["to_place"].choices = places  # type: ignore[attr-defined]
        del self.fields["mass_g" if counted else "pieces"]

    def shift(self, lot_id: int) -> Shift:
        given = self.cleaned_data
        return Shift(
            Take(lot_id, given.get("pieces") or 0, given.get("mass_g"), given["from_place"]), given["to_place"]
        )


@door(STAFF, methods=FORM)
def move(request: Request, code: str) -> HttpResponse:
    """Carry a lot."""
    lot, own = get_lot_for(request, code), organisation_id(request)
    rows = queries.pieces(own, at=request.now, lot_code=code)
    found(rows or None)
    listed = [row for row in queries.places(own) if not row.is_closed]
    places = [(str(row.place_id), f"{row.code} · {row.name}") for row in listed]
    posted = request.POST if request.method == "POST" else None
    form = MoveForm(posted, rows=rows, places=places, initial={"key": new_key()})
    if posted is not None and form.is_valid():
        try:
            actions.move(
                holder_id=own,
                shifts=[form.shift(lot.lot_id)],
                effective_on=request.today,
                by=request.actor,
                at=request.now,
                key=form.cleaned_data["key"],
            )
        except InvalidInput as refused:
            for text in told(refused):
                form.add_error(None, text)
        else:
            messages.success(request, _("Carried."))
            return redirect("yard:piece", code)
    context = {
        "title": _("Carry %(lot)s") % {"lot": code},
        "crumbs": crumbs(code),
        "form": form,
        "submit": _("Carry"),
        "cancel_url": reverse("yard:piece", args=[code]),
    }
    return render(request, "layout/kinds/form.html", context)
