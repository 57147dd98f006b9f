"""Forms of one firm's steel at another's counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantai.apps.agency.actions import AgencyFacts, Terms
from rantai.apps.agency.models import MOST_DUE_DAYS, RHYTHMS, RULES
from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.stock.actions import NewLot
from rantai.apps.stock.models.lots import HEAT_LENGTH
from rantai.web.agency import words
from rantai.web.layout.fields import DayField, MassField, RupiahField, WholeNumberField
from rantai.web.sales.forms import OnceForm
from rantai.web.terms.forms import PercentField

Choice = tuple[str, str]
PPM_A_PERCENT = 10_000
MOST_IDR_KG, MOST_G, MOST_PIECES, MOST_IDR = 100_000, 10**10, 1_000_000, 10**15


class TermsForm(forms.Form):
    """What one side offers."""

    valid_from = DayField(label=_("Holds from"))
    rule = forms.ChoiceField(
        label=_("The seller owes"), choices=[(one, words.RULES[one]) for one in sorted(RULES, reverse=True)]
    )
    percent = PercentField(
        label=_("Percentage taken off"),
        unit="%",
        high=50 * PPM_A_PERCENT,
        required=False,
        help_text=_("Only with a percentage: 5 means the owner gets 95 % of the counter's price of the steel."),
    )
    less_idr_kg = RupiahField(label=_("Rupiah a kg taken off"), high=MOST_IDR_KG, required=False)
    rhythm = forms.ChoiceField(label=_("Settled"), choices=[(one, words.RHYTHMS[one]) for one in sorted(RHYTHMS)])
    due_days = WholeNumberField(label=_("Due after"), unit=_("days"), high=MOST_DUE_DAYS, initial=14)

    def terms(self) -> Terms:
        """What was offered."""
        given = self.cleaned_data
        return Terms(
            given["valid_from"],
            given["rule"],
            given["rhythm"],
            given["percent"] or 0,
            given["less_idr_kg"] or 0,
            given["due_days"],
        )


class AgencyForm(TermsForm):
    """Who owns, who sells, from when; and the first terms."""

    side = forms.ChoiceField(
        label=_("Our part"),
        choices=[("sell", _("we sell another firm's steel")), ("own", _("another firm sells our steel"))],
    )
    other = forms.TypedChoiceField(label=_("The other firm"), coerce=int)
    valid_to = DayField(label=_("Until"), required=False, help_text=_("Empty: until one side ends it."))
    note = forms.CharField(label=_("Contract number or note"), max_length=NAME_LENGTH, required=False)
    field_order = (
        *("side", "other", "valid_from", "valid_to", "note"),
        *("rule", "percent", "less_idr_kg", "rhythm", "due_days"),
    )

    def __init__(self, *args: Any, firms: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = list(firms)  # type: ignore[attr-defined]

    def facts(self, own: int) -> AgencyFacts:
        """Who is who."""
        given = self.cleaned_data
        owner, seller = (own, given["other"]) if given["side"] == "own" else (given["other"], own)
        return AgencyFacts(owner, seller, given["valid_from"], given["valid_to"], given["note"])


class BringForm(OnceForm):
    """Steel of the owner as it lies in the seller's store. Sizes and forms are those of the catalogue."""

    format = forms.ChoiceField(label=_("Steel"))
    heat = forms.CharField(label=_("Heat"), max_length=HEAT_LENGTH)
    pieces = WholeNumberField(
        label=_("Pieces"), unit=_("pieces"), high=MOST_PIECES, required=False, help_text=_("Empty for coils.")
    )
    grams = MassField(label=_("Weighed"), low=1, high=MOST_G)
    value_idr = RupiahField(
        label=_("What it cost us"), high=MOST_IDR, help_text=_("Only your own firm sees this figure.")
    )
    confirmed = forms.BooleanField(label=_("A weight far from the size was looked at"), required=False)

    def __init__(self, *args: Any, sizes: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = list(sizes)  # type: ignore[attr-defined]
        if not self.is_bound:
            del self.fields["confirmed"]  # it is asked when there is something to look at

    def lot(self, format_id: int) -> NewLot:
        """What was written down, of the format that was chosen."""
        given = self.cleaned_data
        return NewLot(
            format_id,
            given["grams"],
            given["pieces"] or 0,
            heat=given["heat"],
            value_idr=given["value_idr"] or 0,
        )


class PeriodForm(forms.Form):
    """Until which day it is settled."""

    through_on = DayField(label=_("Everything sold until"))


class ReasonForm(forms.Form):
    """Why a settlement goes back."""

    reason = forms.CharField(label=_("What does not fit"), max_length=NAME_LENGTH)


def first_terms(today: date) -> dict[str, object]:
    """What stands in an empty form."""
    return {"valid_from": today}
