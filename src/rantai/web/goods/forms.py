"""Forms of goods and services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.goods.actions import BillFacts, GoodFacts, ReceivedGood
from rantai.apps.goods.models import UNIT_LENGTH
from rantai.apps.goods.queries import GoodRow
from rantai.apps.goods.words import MOST_IDR
from rantai.core.problems import InvalidInput
from rantai.web.goods.words import LINES
from rantai.web.layout.fields import DayField, RupiahField
from rantai.web.sales.forms import Choice, OnceForm, QuantityField
from rantai.web.saying import in_words

ROWS = 4  # lines on a receipt; who needs more writes another


class GoodForm(forms.Form):
    """What a good or service is."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=60)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=200, required=False)
    line = forms.ChoiceField(label=gettext_lazy("Business line"), choices=list(LINES.items()), initial="consumables")
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        max_length=UNIT_LENGTH,
        help_text=gettext_lazy("As it is sold: kg, piece, hour, bottle."),
    )
    is_stocked = forms.BooleanField(
        label=gettext_lazy("Kept in store and counted"),
        required=False,
        help_text=gettext_lazy("Leave it empty for a service."),
    )

    def facts(self) -> GoodFacts:
        """What was said, as the action wants it."""
        return GoodFacts(**{name: self.cleaned_data[name] for name in GoodFacts.__dataclass_fields__})


class NewGoodForm(GoodForm):
    """A new good, with its first price."""

    price_idr = RupiahField(label=gettext_lazy("Price a unit"), low=1, high=MOST_IDR, required=False)


class PriceForm(forms.Form):
    """What a unit costs from a day on."""

    price_idr = RupiahField(label=gettext_lazy("Price a unit"), low=1, high=MOST_IDR)
    valid_from = DayField(label=gettext_lazy("Valid from"))


class CountForm(OnceForm):
    """What lies at one place."""

    place = forms.ChoiceField(label=gettext_lazy("Place"))
    quantity = QuantityField(label=gettext_lazy("Counted"), low=0)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def __init__(self, *args: Any, places: Sequence[Choice], unit: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.fields["quantity"].unit = unit  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a booking is taken back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


class ReceiptForm(OnceForm):
    """Goods that came on one paper: who brought them, where they lie, and up to four of them with what they cost."""

    supplier = forms.ChoiceField(label=gettext_lazy("Seller"), required=False)
    party = forms.CharField(label=gettext_lazy("Or another seller's name"), max_length=200, required=False)
    document = forms.CharField(label=gettext_lazy("Number of the paper"), max_length=80, required=False)
    received_on = DayField(label=gettext_lazy("Received on"))
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    is_opening = forms.BooleanField(
        label=gettext_lazy("Opening stock: it lay here already and nobody bills it"), required=False
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's
        goods: Sequence[GoodRow],
        sellers: Sequence[Choice],
        places: Sequence[Choice],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supplier"].choices = [("", "–"), *sellers]  # type: ignore[attr-defined]
        self.fields["place"].choices = places or [("", _("the usual place"))]  # type: ignore[attr-defined]
        known = [("", "–"), *((str(row.good_id), f"{row.name} · {row.unit}") for row in goods if row.is_stocked)]
        for at in range(ROWS):
            self.fields[f"good_{at}"] = forms.ChoiceField(label=_("Goods"), choices=known, required=False)
            self.fields[f"quantity_{at}"] = QuantityField(label=_("Quantity"), required=False)
            cost = RupiahField(label=_("Cost of all of it, without tax"), required=False, high=MOST_IDR)
            self.fields[f"cost_{at}"] = cost

    def groups(self) -> list[list[forms.BoundField]]:
        """The fields of each row."""
        return [[self[f"{part}_{at}"] for part in ("good", "quantity", "cost")] for at in range(ROWS)]

    def plain_fields(self) -> list[forms.BoundField]:
        """The fields that are of no row."""
        return [bound for bound in self.visible_fields() if not bound.name[-1].isdigit()]

    def clean(self) -> dict[str, Any]:
        """Somebody brought it, and a row that names goods has a quantity and a cost."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("is_opening") and not given.get("supplier") and not given.get("party"):
            self.add_error("supplier", _("Say who sold it: choose a seller or write its name."))
        for at in range(ROWS):
            if given.get(f"good_{at}"):
                for part, said in (("quantity", _("Give the quantity.")), ("cost", _("Give what all of it cost."))):
                    if given.get(f"{part}_{at}") is None and f"{part}_{at}" not in self.errors:
                        self.add_error(f"{part}_{at}", said)
        return given

    def lines(self) -> list[ReceivedGood]:
        """The rows that name goods."""
        given = self.cleaned_data
        return [
            ReceivedGood(int(given[f"good_{at}"]), given[f"quantity_{at}"], given[f"cost_{at}"], row=at)
            for at in range(ROWS)
            if given[f"good_{at}"]
        ]

    def refuse(self, refused: InvalidInput) -> None:
        """Put every refusal of the action beside its row or its field."""
        for problem in refused.problems:
            where = problem.where
            name = where.column if where.row is None else f"{where.column}_{where.row}"
            self.add_error(name if name in self.fields else None, in_words(problem))


class BillForm(OnceForm):
    """The supplier's bill for a receipt."""

    number = forms.CharField(label=gettext_lazy("Number of the bill"), max_length=80)
    dated_on = DayField(label=gettext_lazy("Date of the bill"))
    due_on = DayField(label=gettext_lazy("Due on"))
    net_idr = RupiahField(label=gettext_lazy("Price without tax"), low=1, high=MOST_IDR)
    tax_idr = RupiahField(label=gettext_lazy("VAT on the bill"), required=False, high=MOST_IDR)

    def facts(self) -> BillFacts:
        """What was said, as the action wants it."""
        given = self.cleaned_data
        days = (given["dated_on"], given["due_on"])
        return BillFacts(given["number"], *days, given["net_idr"], given["tax_idr"] or 0)
