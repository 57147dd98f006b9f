"""Counting the store (opname) place by place: type what was found, see the differences, book them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.stock import actions, queries
from rantai.apps.stock.actions import Difference, Found
from rantai.apps.stock.queries import PieceRow, PlaceRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout.fields import MassField, WholeNumberField
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.sales.forms import new_key
from rantai.web.saying import told
from rantai.web.yard.doors import FORM, STAFF, get_place_for
from rantai.web.yard.piece import crumbs
from rantai.web.yard.words import PLACE_KINDS, amount_words, size_words

MOST_LOTS = 60  # on one page; a larger place is counted heat by heat


@dataclass(frozen=True)
class Asked:
    """One lot on the counting page: what it is, and the field in which what was found is typed."""

    row: PieceRow
    size: str
    books: str
    bound: forms.BoundField


@dataclass(frozen=True)
class Shown:
    """One difference before it is booked."""

    lot: str
    heat: str
    books: str
    found: str
    is_less: bool


@door(STAFF)
def choose(request: Request) -> HttpResponse:
    """Which place is counted."""
    rows = [row for row in queries.places(organisation_id(request)) if not row.is_closed]
    context = {
        "title": _("Count the store"),
        "crumbs": crumbs(_("Count the store")),
        "places": [(row, PLACE_KINDS[row.kind]) for row in rows],
        "nothing": None if rows else Empty(_("No places yet"), _("The first receipt makes the usual place.")),
    }
    return render(request, "yard/counts.html", context)


@door(STAFF, methods=FORM)
def count(request: Request, place_id: int) -> HttpResponse:
    """Count one place, or one heat of it."""
    place = get_place_for(request, place_id)
    heat = request.GET.get("heat", "").strip()
    own = organisation_id(request)
    rows = queries.pieces(own, at=request.now, place_id=place_id, heat=heat)
    posted = request.POST if request.method == "POST" else None
    form = CountForm(posted, rows=rows[:MOST_LOTS])
    differences: list[Difference] = []
    is_checked = False
    if posted is not None and form.is_valid():
        found = form.found(place_id)
        try:
            differences = actions.differences(holder_id=own, found=found) if found else []
            is_checked = bool(found)
            if "book" in posted and found:
                return _booked(request, place, form, found)
        except InvalidInput as refused:
            for text in told(refused):
                form.add_error(None, text)
    context = {
        "title": _("Count %(place)s") % {"place": place.name},
        "crumbs": [*crumbs(), Crumb(_("Count the store"), reverse("yard:counts")), Crumb(place.code)],
        "form": form,
        "asked": form.asked(rows[:MOST_LOTS]),
        "more": max(0, len(rows) - MOST_LOTS),
        "heat": heat,
        "is_checked": is_checked,
        "differences": _shown(differences, rows),
        "key": request.POST.get("key") or new_key(),
        "nothing": None if rows else Empty(_("Nothing lies here"), _("Choose another place."), icon="stack-2"),
    }
    return render(request, "yard/count.html", context)


def _booked(request: Request, place: PlaceRow, form: CountForm, found: Sequence[Found]) -> HttpResponse:
    done = actions.count(
        holder_id=organisation_id(request),
        found=found,
        reason=form.cleaned_data["reason"],
        effective_on=request.today,
        by=request.actor,
        at=request.now,
        key=request.POST.get("key", "")[:80],
        confirmed=form.cleaned_data["confirmed"],
    )
    if done is None:
        messages.success(request, _("All is as the books say; nothing had to be booked."))
        return redirect("yard:counts")
    messages.success(request, _("The count of %(place)s is booked.") % {"place": place.name})
    return redirect("yard:booking", done.booking_id)


class CountForm(forms.Form):
    """One field a lot: pieces where they are counted, kilograms otherwise. What is left empty was not counted."""

    reason = forms.CharField(max_length=200, required=False)
    confirmed = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None, *, rows: Sequence[PieceRow]) -> None:
        super().__init__(data)
        self.lots = {f"lot_{row.lot_id}": row for row in rows}
        for name, row in self.lots.items():
            self.fields[name] = (
                WholeNumberField(label=row.code, low=0, high=1_000_000, required=False)
                if row.is_counted
                else MassField(label=row.code, low=0, high=10**9, required=False)
            )

    def asked(self, rows: Sequence[PieceRow]) -> list[Asked]:
        """The lots with their fields."""
        return [
            Asked(
                row,
                size_words(row.length_um, row.width_um),
                amount_words(row.pieces, row.grams, counted=row.is_counted),
                self[f"lot_{row.lot_id}"],
            )
            for row in rows
        ]

    def found(self, place_id: int) -> list[Found]:
        """What was typed."""
        typed = [(row, self.cleaned_data.get(name)) for name, row in self.lots.items()]
        return [
            Found(row.lot_id, amount, None, place_id) if row.is_counted else Found(row.lot_id, 0, amount, place_id)
            for row, amount in typed
            if amount is not None
        ]


def _shown(differences: Sequence[Difference], rows: Sequence[PieceRow]) -> list[Shown]:
    by_lot = {row.lot_id: row for row in rows}
    return [
        Shown(
            one.lot_code,
            by_lot[one.lot_id].heat,
            amount_words(one.books_pieces, one.books_g, counted=by_lot[one.lot_id].is_counted),
            amount_words(one.found_pieces, one.found_g, counted=by_lot[one.lot_id].is_counted),
            one.found_g < one.books_g,
        )
        for one in differences
    ]
