"""What is said once for a whole sale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rantai.apps.sales.actions import OrderFacts
from rantai.apps.sales.models import KEY_LENGTH
from rantai.web.layout.fields import DayField, RupiahField
from rantai.web.sales.forms import MOST_IDR, Choice
from rantai.web.sales.words import WAYS


class SaleForm(forms.Form):
    """Customer, way of paying, delivery."""

    account = forms.TypedChoiceField(label=gettext_lazy("Customer"), coerce=int)
    way = forms.ChoiceField(label=gettext_lazy("Payment"), choices=list(WAYS.items()), initial="cash")
    deposit_idr = RupiahField(
        label=gettext_lazy("Deposit"),
        required=False,
        high=MOST_IDR,
        help_text=gettext_lazy("Only when a deposit is taken first."),
    )
    delivery_idr = RupiahField(label=gettext_lazy("Delivery charge"), required=False, high=MOST_IDR)
    wanted_on = DayField(label=gettext_lazy("Needed on"), required=False)
    valid_until = DayField(label=gettext_lazy("Quote valid until"), required=False)
    address = forms.CharField(label=gettext_lazy("Deliver to"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)
    needs_certificate = forms.BooleanField(label=gettext_lazy("With a certificate of the steel"), required=False)
    is_delivered = forms.BooleanField(label=gettext_lazy("We bring it"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)

    def __init__(self, *args: Any, customers: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = customers  # type: ignore[attr-defined]

    def facts(self) -> OrderFacts:
        """What was said, as the actions want it."""
        given = self.cleaned_data
        return OrderFacts(
            account_id=given["account"],
            key=given["key"],
            way=given["way"],
            wanted_on=given["wanted_on"],
            valid_until=given["valid_until"],
            needs_certificate=given["needs_certificate"],
            is_delivered=given["is_delivered"] or bool(given["delivery_idr"]),
            address=given["address"],
            note=given["note"],
            deposit_idr=given["deposit_idr"] or 0,
            delivery_idr=given["delivery_idr"] or 0,
        )
