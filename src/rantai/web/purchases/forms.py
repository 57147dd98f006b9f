"""Forms of buying: lines of steel, the day it comes, deliveries, bills, claims, costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.purchasing.actions import Announced, Asked, Billed, LineFacts, Weighed
from rantai.apps.purchasing.queries import OrderLineRow, SellableRow, WantedRow
from rantai.web.layout.fields import DayField, MassField, RupiahField, WholeNumberField
from rantai.web.layout.pieces import Words
from rantai.web.sales.forms import OnceForm
from rantai.web.saying import add_problems

__all__ = ["add_problems"]
Choice = tuple[str, str]
ROWS = 4  # lines on a form; who needs more makes another order
PIECEWISE = ("sheet", "bar")
COILS_MOST, PIECES_MOST = 10_000, 1_000_000
G_MOST = 10**12
PRICE_MOST = 10**9


class LinesForm(OnceForm):
    """Rows of steel: a size, pieces of sheets and bars or kilograms of coil, and a price where one is asked."""

    def __init__(self, *args: Any, sizes: Sequence[SellableRow], priced: bool = True, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.sizes = {str(row.format_id): row for row in sizes}
        choices = [("", "–"), *((key, row.name) for key, row in self.sizes.items())]
        self.priced = priced
        for at in range(ROWS):
            self.fields[f"steel_{at}"] = forms.ChoiceField(label=_("Steel"), choices=choices, required=False)
            self.fields[f"pieces_{at}"] = WholeNumberField(
                label=_("Pieces"), unit=_("pieces"), high=PIECES_MOST, required=False
            )
            self.fields[f"mass_{at}"] = MassField(label=_("Mass, of coil and loose steel"), high=G_MOST, required=False)
            if priced:
                price = RupiahField(label=_("Price per tonne"), low=1, high=PRICE_MOST, required=False)
                self.fields[f"price_{at}"] = price

    def groups(self) -> list[list[forms.BoundField]]:
        """The fields of each row."""
        parts = ("steel", "pieces", "mass", "price") if self.priced else ("steel", "pieces", "mass")
        return [[self[f"{part}_{at}"] for part in parts] for at in range(ROWS)]

    def plain_fields(self) -> list[forms.BoundField]:
        """The fields that are of no row."""
        return [bound for bound in self.visible_fields() if not bound.name[-1].isdigit()]

    def clean(self) -> dict[str, Any]:
        """A row that names a size has an amount, counted as the size is, and a price where one is asked."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for at in range(ROWS):
            steel = self.sizes.get(given.get(f"steel_{at}", ""))
            if steel is None:
                continue
            part = "pieces" if steel.kind in PIECEWISE else "mass"
            if not given.get(f"{part}_{at}") and f"{part}_{at}" not in self.errors:
                self.add_error(f"{part}_{at}", _("Give an amount, or leave the size empty."))
            if self.priced and not given.get(f"price_{at}") and f"price_{at}" not in self.errors:
                self.add_error(f"price_{at}", _("Give the price per tonne."))
        return given

    def lines(self) -> list[LineFacts]:
        """The rows that name a size."""
        given, found = self.cleaned_data, []
        for at in range(ROWS):
            steel = self.sizes.get(given.get(f"steel_{at}", ""))
            if steel is not None:
                counted = steel.kind in PIECEWISE
                amount = given[f"pieces_{at}"] if counted else given[f"mass_{at}"]
                coils = 0 if counted else given[f"pieces_{at}"] or 0
                found.append(LineFacts(steel.format_id, amount or 0, given.get(f"price_{at}") or 1, coils))
        return found


class OrderForm(LinesForm):
    """An order outside rounds."""

    supplier = forms.ChoiceField(label=_("Seller"))
    due_on = DayField(label=_("To be here on"))
    tolerance = WholeNumberField(label=_("More or less may come"), unit="%", low=0, high=50, initial=10)
    terms = forms.CharField(label=_("Terms of payment"), max_length=400, required=False)
    keeper = forms.TypedChoiceField(label=_("Comes to the store of"), coerce=int, empty_value=None, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's
        sellers: Sequence[Choice],
        stores: Sequence[Choice] = (),
        **kwargs: Any,  # noqa: ANN401 — Django's
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supplier"].choices = list(sellers)  # type: ignore[attr-defined]
        if stores:
            self.fields["keeper"].choices = [("", _("our own")), *stores]  # type: ignore[attr-defined]
        else:
            del self.fields["keeper"]


class RequisitionForm(LinesForm):
    """What is wanted, before anybody is asked."""

    name = forms.CharField(label=_("What it is for"), max_length=NAME_LENGTH)
    needed_on = DayField(label=_("Needed on"))


class FrameForm(LinesForm):
    """A frame contract."""

    name = forms.CharField(label=_("Name of the contract"), max_length=NAME_LENGTH)
    supplier = forms.ChoiceField(label=_("Seller"))
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until"))

    def __init__(self, *args: Any, sellers: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["supplier"].choices = list(sellers)  # type: ignore[attr-defined]


class CallOffForm(OnceForm):
    """How much of each line of a frame comes now."""

    due_on = DayField(label=_("To be here on"))

    def __init__(self, *args: Any, lines: Sequence[Any], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.lines_of_frame = lines
        for row in lines:
            self.fields[f"amount_{row.format_id}"] = amount_field(row.format_name, is_counted=row.is_counted)

    def lines(self) -> list[LineFacts]:
        """What is called off; the price is the frame's."""
        given = self.cleaned_data
        return [
            LineFacts(row.format_id, given[f"amount_{row.format_id}"] or 0, row.price_idr_t)
            for row in self.lines_of_frame
        ]


def amount_field(label: Words, *, is_counted: bool) -> WholeNumberField:
    """Pieces, or kilograms."""
    if is_counted:
        return WholeNumberField(label=label, unit=_("pieces"), high=PIECES_MOST, required=False)
    return MassField(label=label, high=G_MOST, required=False)


class ConfirmForm(forms.Form):
    """What the seller confirms."""

    due_on = DayField(label=_("To be here on"))
    reference = forms.CharField(label=_("The seller's number"), max_length=NAME_LENGTH, required=False)


class HeatsForm(OnceForm):
    """A delivery, announced or weighed: for each line the heat, the count and the mass. One heat a line and form."""

    day = DayField(label=_("On"))
    confirmed = forms.BooleanField(label=_("Odd weights were looked at"), required=False)

    def __init__(self, *args: Any, lines: Sequence[OrderLineRow], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.order_lines = lines
        for row in lines:
            key = row.line_id
            self.fields[f"heat_{key}"] = forms.CharField(label=_("Heat"), max_length=80, required=False)
            self.fields[f"mass_{key}"] = MassField(label=_("Mass on the scale"), high=G_MOST, required=False)
            number = forms.CharField(label=_("Certificate number"), max_length=60, required=False)
            self.fields[f"certificate_{key}"] = number
            if row.is_counted:
                pieces = WholeNumberField(label=_("Pieces"), unit=_("pieces"), high=PIECES_MOST, required=False)
                self.fields[f"pieces_{key}"] = pieces

    def groups(self) -> list[tuple[OrderLineRow, list[forms.BoundField]]]:
        """Each line with its fields."""
        found: list[tuple[OrderLineRow, list[forms.BoundField]]] = []
        for row in self.order_lines:
            parts = ("heat", "pieces", "mass", "certificate") if row.is_counted else ("heat", "mass", "certificate")
            found.append((row, [self[f"{part}_{row.line_id}"] for part in parts]))
        return found

    def weighed(self) -> list[Weighed]:
        """Lines of which something came."""
        given = self.cleaned_data
        return [
            Weighed(
                row.line_id,
                given[f"heat_{row.line_id}"],
                given.get(f"pieces_{row.line_id}") or 0,
                mass,
                given[f"certificate_{row.line_id}"].strip(),
            )
            for row in self.order_lines
            if (mass := given[f"mass_{row.line_id}"])
        ]


class NoticeForm(HeatsForm):
    """A delivery as its seller announces it; nobody has weighed it here yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        self.fields["day"].label = _("Arrives on")
        for row in self.order_lines:
            self.fields[f"mass_{row.line_id}"].label = _("Mass on the delivery note")

    def announced(self) -> list[Announced]:
        """Lines that are on their way."""
        return [Announced(*astuple(one)) for one in self.weighed()]


class BillForm(forms.Form):
    """The seller's bill."""

    number = forms.CharField(label=_("Number of the bill"), max_length=NAME_LENGTH)
    dated_on = DayField(label=_("Dated"))
    due_on = DayField(label=_("Due on"))
    tax_idr = RupiahField(label=_("Tax on it"), required=False)

    def __init__(self, *args: Any, lines: Sequence[OrderLineRow], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.order_lines = lines
        for row in lines:
            mass = MassField(label=_("Mass billed"), high=G_MOST, required=False, initial=row.received_g or None)
            self.fields[f"mass_{row.line_id}"] = mass
            price = RupiahField(
                label=_("Price per tonne"), low=1, high=PRICE_MOST, required=False, initial=row.price_idr_t
            )
            self.fields[f"price_{row.line_id}"] = price

    def groups(self) -> list[tuple[OrderLineRow, list[forms.BoundField]]]:
        """Each line with its fields."""
        return [(row, [self[f"{part}_{row.line_id}"] for part in ("mass", "price")]) for row in self.order_lines]

    def billed(self) -> list[Billed]:
        """Lines that the bill names."""
        given = self.cleaned_data
        return [
            Billed(row.line_id, mass, given[f"price_{row.line_id}"] or row.price_idr_t)
            for row in self.order_lines
            if (mass := given[f"mass_{row.line_id}"])
        ]


CLAIMS: dict[str, Words] = {
    "short": _("less came than was billed"),
    "wrong": _("not what was ordered"),
    "bad": _("bad material"),
    "late": _("came late"),
    "price": _("wrong price"),
}
COSTS: dict[str, Words] = {
    "freight": _("freight"),
    "unloading": _("unloading"),
    "insurance": _("insurance"),
    "other": _("other cost"),
}


class ClaimForm(OnceForm):
    """What is wrong, and what the seller owes for it."""

    line = forms.ChoiceField(label=_("Line of the order"), required=False)
    kind = forms.ChoiceField(label=_("What is wrong"), choices=list(CLAIMS.items()))
    mass_g = MassField(label=_("Mass concerned"), high=G_MOST, required=False)
    asked_idr = RupiahField(label=_("We ask back"))
    text = forms.CharField(label=_("What happened"), max_length=400, required=False)

    def __init__(self, *args: Any, lines: Sequence[OrderLineRow], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        choices = [("", _("all of it")), *((str(row.line_id), row.format_name) for row in lines)]
        self.fields["line"].choices = choices  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    """What the seller grants."""

    granted_idr = RupiahField(label=_("Granted without tax; 0 for a no"))
    tax_idr = RupiahField(label=_("Tax on it"), required=False)


class CostForm(OnceForm):
    """A further cost of an order."""

    kind = forms.ChoiceField(label=_("What for"), choices=list(COSTS.items()))
    amount_idr = RupiahField(label=_("Amount"), low=1, high=10**12)
    paid_on = DayField(label=_("On"))
    payee = forms.CharField(
        label=_("Owed to"), help_text=_("Empty: to the seller"), max_length=NAME_LENGTH, required=False
    )
    due_on = DayField(label=_("Due on"), required=False)
    note = forms.CharField(label=_("Receipt or note"), max_length=NAME_LENGTH, required=False)


class AnswerForm(forms.Form):
    """What one seller asks for a requisition."""

    supplier = forms.ChoiceField(label=_("Seller"))
    lead_days = WholeNumberField(label=_("Here in"), unit=_("days"), low=0, high=730)
    valid_to = DayField(label=_("Price holds until"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature
        wanted: Sequence[WantedRow],
        sellers: Sequence[Choice],
        **kwargs: Any,  # noqa: ANN401 — Django's signature
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        self.fields["supplier"].choices = list(sellers)  # type: ignore[attr-defined]
        for row in wanted:
            price = RupiahField(label=row.name, help_text=_("Price per tonne"), low=1, high=PRICE_MOST, required=False)
            self.fields[f"price_{row.format_id}"] = price

    def asked(self) -> dict[int, Asked]:
        """Prices by format; a size without one is not sold."""
        given = self.cleaned_data
        return {
            row.format_id: Asked(price, given["lead_days"], given["valid_to"])
            for row in self.wanted
            if (price := given[f"price_{row.format_id}"])
        }
