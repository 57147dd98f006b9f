"""Forms of money that goes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantai.apps.payables.models import KEY_LENGTH
from rantai.apps.payables.queries import PayableRow
from rantai.web.billing.words import KINDS
from rantai.web.layout import formats
from rantai.web.layout.fields import DayField, RupiahField


class PayForm(forms.Form):
    """Money to one party: how, when, and how much of each of its bills."""

    way = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()), initial="transfer")
    paid_on = DayField(label=_("Paid on"))
    reference = forms.CharField(label=_("Reference"), max_length=80, required=False)
    giro_number = forms.CharField(label=_("Giro number"), max_length=40, required=False)
    giro_due_on = DayField(label=_("Giro can be cashed on"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)

    def __init__(self, *args: Any, rows: Sequence[PayableRow], chosen: int, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            due = _("due on %(day)s, open %(amount)s") % {
                "day": formats.day(row.due_on),
                "amount": formats.rupiah(row.open_idr),
            }
            self.fields[f"amount_{row.payable_id}"] = RupiahField(
                label=row.number,
                help_text=due,
                low=0,
                required=False,
                initial=row.open_idr if row.payable_id == chosen else None,
            )

    def wanted(self) -> dict[int, int]:
        """Rupiah by bill."""
        given = {row.payable_id: self.cleaned_data[f"amount_{row.payable_id}"] for row in self.rows}
        return {key: amount for key, amount in given.items() if amount}


class TakeBackForm(forms.Form):
    """Why a payment was wrong."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
