"""Forms of money."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from rantai.apps.sales.models import KEY_LENGTH
from rantai.web.billing.words import KINDS
from rantai.web.layout.fields import DayField, RupiahField
from rantai.web.sales.forms import MOST_IDR

PARTS = 6
MOST_BYTES = 5 * 1024 * 1024


class PaymentForm(forms.Form):
    """Money that came."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(KINDS.items()), initial="cash")
    amount_idr = RupiahField(label=gettext_lazy("Amount"), low=1, high=MOST_IDR)
    received_on = DayField(label=gettext_lazy("Received on"))
    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=80, required=False)
    giro_number = forms.CharField(label=gettext_lazy("Giro number"), max_length=40, required=False)
    giro_due_on = DayField(label=gettext_lazy("Giro can be cashed on"), required=False)
    keep = forms.BooleanField(label=gettext_lazy("Keep it as a deposit, use it for no invoice yet"), required=False)
    is_second = forms.BooleanField(label=gettext_lazy("These are two payments"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)


class RefundForm(forms.Form):
    """Money that goes back."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[(code, KINDS[code]) for code in ("cash", "transfer")], initial="transfer"
    )
    amount_idr = RupiahField(label=gettext_lazy("Amount"), low=1, high=MOST_IDR)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)


class CreditForm(forms.Form):
    """What is taken back of an invoice."""

    net_idr = RupiahField(label=gettext_lazy("Amount without tax"), low=1, high=MOST_IDR)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)


class FakturForm(forms.Form):
    """The number that Coretax gave."""

    number = forms.CharField(label=gettext_lazy("Number of the tax invoice (faktur pajak)"), max_length=60)


class InstalmentsForm(forms.Form):
    """Up to six parts, each with its day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        for at in range(1, PARTS + 1):
            self.fields[f"day{at}"] = DayField(label=gettext_lazy("Day"), required=at == 1)
            self.fields[f"amount{at}"] = RupiahField(
                label=gettext_lazy("Amount"), low=1, high=MOST_IDR, required=at == 1
            )

    def parts(self) -> dict[date, int]:
        """Rupiah by day; two parts of one day are one."""
        found: dict[date, int] = {}
        for at in range(1, PARTS + 1):
            day, amount = self.cleaned_data[f"day{at}"], self.cleaned_data[f"amount{at}"]
            if day and amount:
                found[day] = found.get(day, 0) + amount
        return found


class BankForm(forms.Form):
    """A statement of the bank."""

    file = forms.FileField(
        label=gettext_lazy("Statement of the bank"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, up to 5 MB. Nothing is saved before you have seen it."),
    )

    def clean_file(self) -> UploadedFile:
        """The file, unless it is larger than any statement."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 5 MB. Split it into several files."))
        return file
