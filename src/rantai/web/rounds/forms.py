"""Forms of the centre: opening a round, its deadline, a seller's terms, a deposit, a member's credit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.purchasing.queries import TermsRow
from rantai.web.billing.words import KINDS
from rantai.web.layout.fields import DayField, MassField, RupiahField, WholeNumberField
from rantai.web.sales.forms import MOST_IDR, OnceForm

Choice = tuple[str, str]
TIERS = 5  # rows a seller's terms have on the form


def moment_field(**options: Any) -> forms.DateTimeField:  # noqa: ANN401 — Django's signature
    """A day and an hour on the clocks of Jakarta."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **options)


class RoundForm(OnceForm):
    """A round: what members may state, from when until when, and how it is paid."""

    name = forms.CharField(
        label=_("Name of the round"),
        max_length=NAME_LENGTH,
        help_text=_("As members call it, such as “Thin sheet, February”."),
    )
    formats = forms.MultipleChoiceField(
        label=_("Sizes that members may state"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Coils of the same width are bought for sheets by themselves."),
    )
    opens_at = moment_field(label=_("Opens"), help_text=_("Members see the round from then on."))
    deadline_at = moment_field(
        label=_("Deadline"), help_text=_("Until then everybody may change; who comes first has no advantage.")
    )
    order_date = DayField(label=_("Order on"))
    cover_weeks = WholeNumberField(
        label=_("Steel for"), unit=_("weeks"), low=1, high=104, initial=4, help_text=_("How long it is meant to last.")
    )
    deposit_percent = WholeNumberField(label=_("Deposit"), unit="%", low=0, high=100, initial=0)

    def __init__(self, *args: Any, sizes: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["formats"].choices = list(sizes)  # type: ignore[attr-defined]


class DeadlineForm(forms.Form):
    """Another deadline."""

    deadline_at = moment_field(label=_("Deadline"))


class SellerForm(forms.Form):
    """What a seller asks: least order, trucks, and the tiers of each of its terms."""

    min_order_g = MassField(label=_("Least order, all sizes together"), required=False)
    truck_g = MassField(label=_("One truck carries"), required=False, help_text=_("Empty: delivery is in the price."))
    truck_idr = RupiahField(label=_("One truck costs"), required=False)

    def __init__(self, *args: Any, terms: Sequence[TermsRow], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.terms = terms
        for number, row in enumerate(terms):
            for at in range(max(TIERS, len(row.tiers))):
                known = row.tiers[at] if at < len(row.tiers) else (None, None)
                from_g = MassField(label=_("From"), required=False, initial=known[0])
                self.fields[f"from_{number}_{at}"] = from_g
                price = RupiahField(label=_("Price per tonne"), required=False, initial=known[1], low=1)
                self.fields[f"price_{number}_{at}"] = price

    def groups(self) -> list[tuple[TermsRow, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Each of the terms with its rows of fields."""
        return [
            (row, [(self[f"from_{number}_{at}"], self[f"price_{number}_{at}"]) for at in range(self._rows(row))])
            for number, row in enumerate(self.terms)
        ]

    def _rows(self, row: TermsRow) -> int:
        return max(TIERS, len(row.tiers))

    def tiers(self) -> dict[str, list[tuple[int, int]]]:
        """By code of terms: the rows that have a price."""
        given = self.cleaned_data
        return {
            row.code: [
                (given[f"from_{number}_{at}"] or 0, given[f"price_{number}_{at}"])
                for at in range(self._rows(row))
                if given.get(f"price_{number}_{at}")
            ]
            for number, row in enumerate(self.terms)
        }


class DepositForm(OnceForm):
    """Money of a member for the round."""

    member = forms.ChoiceField(label=_("Workshop"))
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()), initial="transfer")
    amount_idr = RupiahField(label=_("Amount"), low=1, high=MOST_IDR)
    received_on = DayField(label=_("Received on"))
    reference = forms.CharField(label=_("Reference"), max_length=80, required=False)
    giro_number = forms.CharField(label=_("Giro number"), max_length=40, required=False)
    giro_due_on = DayField(label=_("Giro can be cashed on"), required=False)
    is_second = forms.BooleanField(label=_("These are two payments"), required=False)

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = list(members)  # type: ignore[attr-defined]


class CreditForm(forms.Form):
    """How much the centre lends a member at most."""

    member = forms.ChoiceField(label=_("Workshop"))
    limit_idr = RupiahField(label=_("Credit limit"))

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = list(members)  # type: ignore[attr-defined]


def rounded(moment: datetime) -> datetime:
    """A moment without seconds, as a form shows it."""
    return moment.replace(second=0, microsecond=0)
