"""Entering prices: one by form, many from Excel with a preview, and what the centre asks beside the price."""

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

from rantai.apps.catalog import queries as catalog
from rantai.apps.cutting_jobs.rows_in import Rows
from rantai.apps.pricing import actions, queries, sheet
from rantai.apps.pricing.actions import GivenPrice
from rantai.apps.pricing.queries import Terms
from rantai.core.lists import Read
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.acting import act
from rantai.web.certificates.doors import FORM, STAFF, suppliers, suppliers_by_word
from rantai.web.layout import formats
from rantai.web.layout.fields import DayField, MassField, RupiahField
from rantai.web.layout.pieces import Crumb
from rantai.web.listing import ListRoom
from rantai.web.pricing.views import BASIS_WORDS
from rantai.web.saying import add_problems

CENT_T_OF_IDR_KG = sheet.CENT_T_OF_IDR_KG


class PriceForm(forms.Form):
    """One price in rupiah a kilogram."""

    supplier = forms.ChoiceField(label=gettext_lazy("Seller"))
    format = forms.ChoiceField(label=gettext_lazy("Steel"))
    basis = forms.ChoiceField(label=gettext_lazy("Basis"), choices=list(BASIS_WORDS.items()))
    from_g = MassField(label=gettext_lazy("From this mass on"), required=False)
    price = RupiahField(label=gettext_lazy("Price per kg"), low=1, high=10**9)
    valid_from = DayField(label=gettext_lazy("Valid from"))
    valid_to = DayField(label=gettext_lazy("Valid to"), required=False)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=400)

    def __init__(self, *args: Any, own: tuple[int, str], **kwargs: Any) -> None:  # noqa: ANN401 — Django's own
        super().__init__(*args, **kwargs)
        sellers = [(str(own[0]), own[1]), *((str(key), name) for key, _code, name in suppliers() if key != own[0])]
        self.fields["supplier"].choices = sellers  # type: ignore[attr-defined]
        self.fields["format"].choices = [(str(key), name) for key, _code, name in steels()]  # type: ignore[attr-defined]

    def given(self) -> GivenPrice:
        """What was filled in, as the action takes it."""
        cleaned = self.cleaned_data
        return GivenPrice(
            int(cleaned["supplier"]),
            int(cleaned["format"]),
            cleaned["basis"],
            cleaned["price"] * CENT_T_OF_IDR_KG,
            cleaned["valid_from"],
            cleaned["valid_to"],
            from_g=cleaned["from_g"] or 0,
            note=cleaned["note"],
        )


def steels() -> list[tuple[int, str, str]]:
    """(id, code, name) of every size of the catalogue, by name."""
    return catalog.format_names()


def formats_by_word() -> dict[str, int]:
    """Ids of sizes by folded name and code."""
    return {word.casefold(): key for key, code, name in steels() for word in (code, name)}


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """Enter one price."""
    own = (organisation_id(request), request.actor.organisation_name)
    sent = request.method == "POST"
    form = PriceForm(request.POST if sent else None, initial={"valid_from": request.today}, own=own)
    if sent and form.is_valid():
        try:
            actions.record_prices(keeper_id=own[0], given=[form.given()], by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("Recorded. The price before it ends the day before."))
            return redirect("pricing:book")
    return _form(request, form, _("Enter a price"))


class TermsForm(forms.Form):
    """What the centre asks beside the price of steel."""

    valid_from = DayField(label=gettext_lazy("Valid from"))
    cut_fee_idr_each = RupiahField(label=gettext_lazy("Fee per cut"))
    delivery_idr_kg = RupiahField(label=gettext_lazy("Delivery per kg"), high=10**9)
    scrap_credit_idr_kg = RupiahField(label=gettext_lazy("Credit for scrap per kg"), high=10**9)


@door(STAFF, methods=FORM)
def terms(request: Request) -> HttpResponse:
    """Record cutting fee, delivery and scrap credit of the own centre."""
    sent = request.method == "POST"
    form = TermsForm(request.POST if sent else None, initial={"valid_from": request.today})
    if sent and form.is_valid():
        given = form.cleaned_data
        asked = Terms(
            given["valid_from"],
            given["cut_fee_idr_each"],
            given["delivery_idr_kg"] * 1_000,
            given["scrap_credit_idr_kg"] * 1_000,
        )
        try:
            actions.set_terms(seller_id=organisation_id(request), terms=asked, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("Recorded. Workshops see it in the price list."))
            return redirect("pricing:selling")
    return _form(request, form, _("Fees and scrap credit"))


@door(STAFF, methods=("POST",))
def undo(request: Request, file_id: int) -> HttpResponse:
    """Take a list back as a whole."""
    own = organisation_id(request)
    found(next((row for row in queries.files(own) if row.file_id == file_id), None))
    return act(
        request,
        lambda: actions.undo_file(keeper_id=own, file_id=file_id, by=request.actor, at=request.now),
        _("The list is taken back; the prices before it hold again."),
        reverse("pricing:fill"),
    )


def _form(request: Request, form: forms.Form, title: str) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "submit": _("Record"),
        "cancel_url": reverse("pricing:book"),
        "crumbs": trail(title),
    }
    return render(request, "layout/kinds/form.html", context, status=422 if form.is_bound else 200)


def trail(*last: str) -> list[Crumb]:
    """The place line: the price book, and what lies below."""
    return [Crumb(_("Price book"), reverse("pricing:book")), *map(Crumb, last)]


def _read(request: Request, rows: Rows) -> Read[GivenPrice]:
    own = {request.actor.organisation_name.casefold(): organisation_id(request)}
    own[request.actor.organisation_code.casefold()] = organisation_id(request)
    return sheet.read_rows(rows, {**suppliers_by_word(), **own}, formats_by_word())


def _save(request: Request, prices: Sequence[GivenPrice]) -> str:
    own, name = organisation_id(request), _name(request)
    actions.record_prices(keeper_id=own, given=prices, by=request.actor, at=request.now, file_name=name)
    return ngettext("%(n)s price recorded.", "%(n)s prices recorded.", len(prices)) % {"n": formats.count(len(prices))}


def _name(request: Request) -> str:
    """What the list is called: its file's name, which the preview hands on."""
    file = request.FILES.get("file")
    return ((file.name if file else None) or request.POST.get("name", ""))[:200] or _("pasted list")


PRICES = ListRoom(
    home="pricing:book",
    title=gettext_lazy("Prices from Excel"),
    preview_title=gettext_lazy("Check the prices"),
    fill_template="pricing/fill.html",
    preview_template="pricing/preview.html",
    words=sheet.HEADINGS,
    crumbs=trail,
    read=_read,
    save=_save,
    beside=lambda request: {"files": queries.files(organisation_id(request)), "name": _name(request)},
)


@door(STAFF, methods=FORM)
def fill(request: Request) -> HttpResponse:
    """Paste or send a price list. Nothing is saved before its rows have been seen."""
    return PRICES.fill(request)


@door(STAFF, methods=("POST",))
def take(request: Request) -> HttpResponse:
    """Take the list over, all of it or nothing."""
    return PRICES.take(request)
