"""Forms of deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rantai.apps.deliveries.actions import TakeFor
from rantai.apps.deliveries.picking import Pick
from rantai.apps.sales.models import KEY_LENGTH
from rantai.apps.sales.queries import OrderGoodRow
from rantai.web.layout.fields import MassField, WholeNumberField
from rantai.web.sales.forms import QuantityField


class SendForm(forms.Form):
    """What leaves: pieces of each lot that the store proposes, with what they weighed, and who drives."""

    vehicle = forms.CharField(label=gettext_lazy("Vehicle"), max_length=40, required=False)
    driver = forms.CharField(label=gettext_lazy("Driver"), max_length=80, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)
    confirmed = forms.BooleanField(label=gettext_lazy("Odd weights were looked at"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's
        picks: Sequence[tuple[Pick, int]],
        goods: Sequence[OrderGoodRow] = (),
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.picks, self.goods = picks, goods
        for one in goods:
            self.fields[f"good{one.line_id}"] = QuantityField(
                label=gettext_lazy("Quantity"),
                unit=one.unit,
                low=0,
                high=one.left_milli,
                initial=one.left_milli,
                required=False,
            )
        for pick, most in picks:
            self.fields[f"pieces{_name(pick)}"] = WholeNumberField(
                label=gettext_lazy("Pieces"), low=0, high=most, initial=most, required=False
            )
            self.fields[f"mass{_name(pick)}"] = MassField(
                label=gettext_lazy("Weighed"), low=1, high=10**9, required=False
            )

    def rows(self) -> list[tuple[Pick, forms.BoundField, forms.BoundField]]:
        """Each pick with its two fields."""
        return [(pick, self[f"pieces{_name(pick)}"], self[f"mass{_name(pick)}"]) for pick, _most in self.picks]

    def beside(self) -> list[tuple[OrderGoodRow, forms.BoundField]]:
        """Each good or service with its field."""
        return [(one, self[f"good{one.line_id}"]) for one in self.goods]

    def wanted(self) -> dict[int, int]:
        """What leaves or was done of goods and services: thousandths by line."""
        given = {one.line_id: self.cleaned_data[f"good{one.line_id}"] or 0 for one in self.goods}
        return {line_id: quantity for line_id, quantity in given.items() if quantity}

    def takes(self) -> list[TakeFor]:
        """What was chosen. Without a mass the books say what it weighs; a lot by mass gives what was proposed."""
        chosen = []
        for pick, _most in self.picks:
            count, grams = self.cleaned_data[f"pieces{_name(pick)}"], self.cleaned_data[f"mass{_name(pick)}"]
            if count:
                by_mass = grams or pick.grams if not pick.pieces else grams
                chosen.append(TakeFor(pick.line_id, pick.lot_id, pick.place_id, count, by_mass))
        return chosen


def _name(pick: Pick) -> str:
    return f"{pick.line_id}_{pick.lot_id}_{pick.place_id}"


class SignForm(forms.Form):
    """Who took it, with a photo or a signature. The box to sign in fills its file; without it the name is enough."""

    received_by = forms.CharField(label=gettext_lazy("Who took it"), max_length=80)
    photo = forms.FileField(
        label=gettext_lazy("Photo of the goods or of the signed paper"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
        help_text=gettext_lazy("JPEG or PNG, up to 3 MB."),
    )
    signature = forms.FileField(
        label=gettext_lazy("Signature"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/png", "hidden": True, "data-signature": True}),
    )


class GoodReturnForm(forms.Form):
    """What comes back of a good, or is taken off the bill of a service."""

    quantity_milli = QuantityField(label=gettext_lazy("Quantity"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)


class ReturnForm(forms.Form):
    """What comes back."""

    pieces = WholeNumberField(label=gettext_lazy("Pieces"), low=1, high=1_000_000)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)
