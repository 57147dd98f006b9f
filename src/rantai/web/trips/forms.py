"""Forms of trips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.logistics.actions import LoadFacts
from rantai.apps.sales.models import KEY_LENGTH
from rantai.web.layout.fields import DayField, MassField, RupiahField
from rantai.web.sales.forms import OnceForm
from rantai.web.trips.words import CHARGES, WAYS

MOST_G = 100_000_000
MOST_IDR = 10**12
Choice = tuple[str, str]


class TripForm(forms.Form):
    """A truck on a day."""

    driven_on = DayField(label=_("Drives on"))
    truck = forms.CharField(label=_("Truck"), max_length=40)
    carrier = forms.CharField(
        label=_("Carrier"), help_text=_("Empty: our own truck"), max_length=NAME_LENGTH, required=False
    )
    capacity_g = MassField(label=_("Carries one way"), low=1, high=MOST_G)
    cost_idr = RupiahField(label=_("Cost of the whole trip"), low=1, high=MOST_IDR)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)


class LoadForm(OnceForm):
    """Something in words that rides."""

    way = forms.ChoiceField(label=_("Way"), choices=list(WAYS.items()))
    firm = forms.ChoiceField(label=_("Whose"), required=False)
    text = forms.CharField(label=_("What"), max_length=NAME_LENGTH)
    mass_g = MassField(label=_("Mass"), high=MOST_G)
    charge = forms.ChoiceField(label=_("Who pays the share"), choices=list(CHARGES.items()))

    def __init__(self, *args: Any, firms: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        self.fields["firm"].choices = [("", _("our own")), *firms]  # type: ignore[attr-defined]

    def facts(self) -> LoadFacts:
        """What was filled in."""
        given = self.cleaned_data
        firm = int(given["firm"]) if given["firm"] else None
        return LoadFacts(given["way"], firm, given["text"], given["mass_g"] or 0, given["charge"])


class DeliveryForm(forms.Form):
    """A delivery that rides back with the truck."""

    delivery = forms.ChoiceField(label=_("Delivery"))
    charge = forms.ChoiceField(label=_("Who pays the share"), choices=list(CHARGES.items()))

    def __init__(self, *args: Any, free: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        self.fields["delivery"].choices = list(free)  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    """What the truck really cost."""

    cost_idr = RupiahField(label=_("Cost of the whole trip"), low=1, high=MOST_IDR)
    due_on = DayField(label=_("To be paid to the carrier on"))
    confirmed = forms.BooleanField(
        label=_("A cost far above the plan, or freight beyond a limit, was looked at"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["confirmed"]  # it is asked when there is something to look at
