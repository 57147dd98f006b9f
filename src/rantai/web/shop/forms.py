"""What a workshop says when it orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rantai.apps.sales.actions import OrderFacts
from rantai.apps.sales.models import KEY_LENGTH
from rantai.web.layout.fields import DayField
from rantai.web.sales.forms import Choice, LineForm
from rantai.web.sales.words import WAYS

ASKED_WAYS = ("cash", "terms", "giro", "instalments")


class WantedLineForm(LineForm):
    """A line as a workshop writes it: no price."""


class DrawingField(forms.FileField):
    """A drawing from the phone's camera or files; what is in it is looked into by the action."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            label=gettext_lazy("Drawing"),
            required=required,
            allow_empty_file=True,
            max_length=200,
            widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.dxf"}),
            help_text=gettext_lazy("PDF, photo or DXF, up to 3 MB."),
        )


class DrawingForm(forms.Form):
    """One more drawing for an order."""

    drawing = DrawingField()


class AskForm(forms.Form):
    """Centre, payment, day."""

    account = forms.TypedChoiceField(label=gettext_lazy("Centre"), coerce=int)
    way = forms.ChoiceField(label=gettext_lazy("Payment"), choices=[(code, WAYS[code]) for code in ASKED_WAYS])
    wanted_on = DayField(label=gettext_lazy("Needed on"), required=False)
    is_delivered = forms.BooleanField(label=gettext_lazy("Please bring it"), required=False)
    address = forms.CharField(label=gettext_lazy("Deliver to"), max_length=200, required=False)
    needs_certificate = forms.BooleanField(label=gettext_lazy("With a certificate of the steel"), required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)
    drawing = DrawingField(required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)

    def __init__(self, *args: Any, sellers: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = sellers  # type: ignore[attr-defined]

    def facts(self) -> OrderFacts:
        """What was said, as the actions want it."""
        given = self.cleaned_data
        return OrderFacts(
            account_id=given["account"],
            key=given["key"],
            way=given["way"],
            is_request=True,
            wanted_on=given["wanted_on"],
            needs_certificate=given["needs_certificate"],
            is_delivered=given["is_delivered"],
            address=given["address"],
            note=given["note"],
        )
