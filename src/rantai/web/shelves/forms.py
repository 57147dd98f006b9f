"""What is said of a shelf: where it stands, what goes there, what was used, what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rantai.apps.deliveries.shelf_queries import UseRow
from rantai.apps.sales.models import KEY_LENGTH
from rantai.web.layout.fields import RupiahField, WholeNumberField
from rantai.web.sales.forms import MOST_IDR_KG

Choice = tuple[str, str]


class ShelfForm(forms.Form):
    """A new shelf."""

    customer = forms.TypedChoiceField(label=gettext_lazy("At which customer"), coerce=int)
    code = forms.SlugField(
        label=gettext_lazy("Short code"), max_length=30, help_text=gettext_lazy("As painted on it: RAK-1")
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)

    def __init__(self, *args: Any, customers: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["customer"].choices = customers  # type: ignore[attr-defined]


class FillForm(forms.Form):
    """One lot that goes to the shelf. The choice names lot and place, as one piece may lie in two."""

    what = forms.ChoiceField(label=gettext_lazy("Lot"))
    pieces = WholeNumberField(label=gettext_lazy("Pieces"), unit=gettext_lazy("pieces"), low=1, high=1_000_000)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)

    def __init__(self, *args: Any, lots: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = lots  # type: ignore[attr-defined]


class AmountForm(forms.Form):
    """Pieces of a lot: used, or carried home."""

    pieces = WholeNumberField(label=gettext_lazy("Pieces"), unit=gettext_lazy("pieces"), low=1, high=1_000_000)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)


class UseForm(AmountForm):
    """What was taken from the shelf, and for what."""

    note = forms.CharField(label=gettext_lazy("For what"), max_length=200, required=False)
    field_order = ("pieces", "note", "key")


class BillForm(forms.Form):
    """Which uses are billed now, each with its price a kilogram."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)

    def __init__(self, *args: Any, uses: Sequence[UseRow], prices: dict[str, int], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.uses = uses
        for use in uses:
            self.fields[f"bill_{use.use_id}"] = forms.BooleanField(
                label=gettext_lazy("Bill it now"), required=False, initial=True
            )
            price = prices.get(use.format_code)
            self.fields[f"price_{use.use_id}"] = RupiahField(
                label=gettext_lazy("Price a kg"),
                required=False,
                low=1,
                high=MOST_IDR_KG,
                initial=price // 1_000 if price else None,
            )

    def rows(self) -> list[tuple[UseRow, forms.BoundField, forms.BoundField]]:
        """Each use with its two fields."""
        return [(use, self[f"bill_{use.use_id}"], self[f"price_{use.use_id}"]) for use in self.uses]

    def prices_idr_t(self) -> dict[int, int | None]:
        """Rupiah a tonne of every use that was ticked."""
        given = self.cleaned_data
        ticked = [use.use_id for use in self.uses if given[f"bill_{use.use_id}"]]
        return {key: given[f"price_{key}"] * 1_000 if given[f"price_{key}"] else None for key in ticked}
