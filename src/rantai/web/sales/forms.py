"""Forms of selling: a customer's terms, and an order with its lines."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.catalog.queries import FormatRow
from rantai.apps.goods.queries import GoodRow
from rantai.apps.goods.words import MOST_MILLI
from rantai.apps.sales.actions import AccountTerms
from rantai.apps.sales.goods import PLACE, NewGood
from rantai.apps.sales.lines import NewLine
from rantai.apps.sales.models import KEY_LENGTH
from rantai.core.problems import InvalidInput, Problem
from rantai.web.cut_jobs.forms import SizeField
from rantai.web.layout.fields import DecimalField, MassField, RupiahField, WholeNumberField
from rantai.web.saying import in_words

MOST_UM = 100_000_000
MOST_IDR_KG = 100_000_000
MOST_IDR = 10**12
FIRST_LINES, MORE_LINES, MOST_LINES = 2, 3, 60
Choice = tuple[str, str]


class TermsForm(forms.Form):
    """What the centre agrees with a customer."""

    credit_limit_idr = RupiahField(label=gettext_lazy("Credit limit"), initial=0, high=MOST_IDR)
    terms_days = WholeNumberField(
        label=gettext_lazy("Days until payment"), unit=gettext_lazy("days"), initial=0, high=365
    )
    price_group = forms.CharField(label=gettext_lazy("Price group"), max_length=40, required=False)
    is_vat_registered = forms.BooleanField(label=gettext_lazy("Registered for VAT (PKP)"), required=False)
    npwp = forms.CharField(label="NPWP", max_length=40, required=False, help_text=gettext_lazy("16 digits"))
    nitku = forms.CharField(
        label="NITKU",
        max_length=40,
        required=False,
        help_text=gettext_lazy("22 digits; only when a branch of the customer buys"),
    )
    phone = forms.CharField(label=gettext_lazy("WhatsApp number"), max_length=20, required=False)

    def terms(self) -> AccountTerms:
        """What was agreed; spaces, dots and dashes in tax numbers mean nothing."""
        given = {name: self.cleaned_data[name] for name in AccountTerms.__dataclass_fields__}
        for name in ("npwp", "nitku"):
            given[name] = "".join(sign for sign in given[name] if sign not in " .-")
        return AccountTerms(**given)


class CustomerForm(TermsForm):
    """A new customer: one of the firms in the house, or the account of people who walk in."""

    customer = forms.ChoiceField(label=gettext_lazy("Customer"), required=False)
    field_order = ("customer",)

    def __init__(self, *args: Any, customers: Sequence[Choice], has_walk_ins: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        first = [] if has_walk_ins else [("", _("Walk-in customers"))]
        self.fields["customer"].choices = [*first, *customers]  # type: ignore[attr-defined]
        self.fields["customer"].required = has_walk_ins


class LineForm(forms.Form):
    """One line of an order: whole formats, or pieces cut to a size."""

    format = forms.CharField(
        label=gettext_lazy("Steel"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "formats", "autocomplete": "off"}),
    )
    quantity = WholeNumberField(label=gettext_lazy("Quantity"), unit=gettext_lazy("pieces"), low=1, high=1_000_000)
    length_um = SizeField(label=gettext_lazy("Cut to length"), required=False, low=1, high=MOST_UM)
    width_um = SizeField(label=gettext_lazy("Cut to width"), required=False, low=1, high=MOST_UM)


class PricedLineForm(LineForm):
    """A line as the counter writes it: with its price, its cutting and what the scrap is worth."""

    price_idr_kg = RupiahField(label=gettext_lazy("Price a kg"), required=False, low=1, high=MOST_IDR_KG)
    cutting_idr = RupiahField(label=gettext_lazy("Cutting"), required=False, high=MOST_IDR)
    scrap_credit_idr = RupiahField(label=gettext_lazy("Credit for scrap"), required=False, high=MOST_IDR)
    mass_g = MassField(label=gettext_lazy("Weighed"), required=False, low=1, high=10**10)
    is_mass_right = forms.BooleanField(label=gettext_lazy("this mass is right"), required=False)


class QuantityField(DecimalField):
    """A quantity in a good's own unit, kept in thousandths."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"low": 1, "high": MOST_MILLI, **options})  # type: ignore[arg-type]


class Lines:
    """Rows of lines in one form. A row without steel is not there; the button “more” only adds empty rows."""

    prefix, counter, lead, place = "line", "rows", "format", ""
    first_rows = FIRST_LINES
    columns: Mapping[str, str] = {"format_code": "format", "quantity_pieces": "quantity"}  # of the action → of the form

    def __init__(
        self,
        data: QueryDict | None,
        kind: type[forms.Form] = PricedLineForm,
        first: Sequence[Mapping[str, str]] = (),
    ) -> None:
        rows = self.first_rows if data is None else self._asked(data)
        self.wants_more = data is not None and "more" in data
        typed = [*first, *({} for _row in range(rows))] if data is None else [{} for _row in range(rows)]
        self.forms = [
            kind(data, prefix=f"{self.prefix}{row}", use_required_attribute=False, initial=dict(typed[row]))
            for row in range(rows)
        ]
        if data is not None:
            self.filled = [
                form for row, form in enumerate(self.forms) if data.get(f"{self.prefix}{row}-{self.lead}", "").strip()
            ]
        if self.wants_more:
            initial = [self._typed(form) for form in self.forms] + [{}] * MORE_LINES
            self.forms = [
                kind(initial=typed, prefix=f"{self.prefix}{row}", use_required_attribute=False)
                for row, typed in enumerate(initial[:MOST_LINES])
            ]

    def _asked(self, data: QueryDict) -> int:
        text = data.get(self.counter, "")
        rows = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else self.first_rows
        return min(max(rows, 1), MOST_LINES)

    @staticmethod
    def _typed(form: forms.Form) -> dict[str, str]:
        return {name: form.data.get(form.add_prefix(name), "") for name in form.fields}

    def is_valid(self) -> bool:
        """Whether every row with steel can be read. Empty rows are left alone."""
        for form in self.forms:
            if form not in self.filled:
                form.is_bound = False
        return not self.wants_more and all([form.is_valid() for form in self.filled])

    def lines(self, steel: Sequence[FormatRow]) -> list[NewLine]:
        """The rows as the actions want them; a format is named by code or by name, in any case."""
        codes = {word.casefold(): one.code for one in steel for word in (one.name, one.code)}
        return [_line(form.cleaned_data, codes) for form in self.filled]

    def add(self, problem: Problem) -> bool:
        """Put a refusal beside its row; whether it belongs to one of these."""
        row = problem.where.row
        if problem.where.file != self.place or row is None or row > len(self.filled):
            return False
        form = self.filled[row - 1]
        column = self.columns.get(problem.where.column, problem.where.column)
        form.add_error(column if column in form.fields else None, in_words(problem))
        return True


class GoodLineForm(forms.Form):
    """A good or service of an order."""

    good = forms.CharField(
        label=gettext_lazy("Goods or service"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "goods", "autocomplete": "off"}),
    )
    quantity = QuantityField(label=gettext_lazy("Quantity"), help_text=gettext_lazy("In its own unit: 2,5 hours."))


class PricedGoodForm(GoodLineForm):
    """As the counter writes it: with its price, when it is not the one of the list."""

    price_idr = RupiahField(label=gettext_lazy("Price a unit"), required=False, low=1, high=MOST_IDR)


class GoodLines(Lines):
    """Rows of goods and services in the same form."""

    prefix, counter, lead, place = "good", "goodrows", "good", PLACE
    first_rows = 1
    columns: Mapping[str, str] = {}

    def goods(self, known: Sequence[GoodRow], *, may_wait: bool = False) -> list[NewGood]:
        """The rows as the actions want them; a good is named by code or by name, in either language and any case."""
        codes = {word.casefold(): one.code for one in known for word in (one.name_id, one.name_en, one.code) if word}
        found = []
        for form in self.filled:
            typed = form.cleaned_data["good"].strip()
            code, price_idr = codes.get(typed.casefold(), typed), form.cleaned_data.get("price_idr")
            found.append(NewGood(code, form.cleaned_data["quantity"], price_idr, may_wait=may_wait))
        return found


def place_problems(refused: InvalidInput, form: forms.Form, *rows: Lines) -> None:
    """Put every refusal beside the row it is about, and what belongs to no row above the form."""
    for problem in refused.problems:
        if not any([one.add(problem) for one in rows]):
            form.add_error(None, in_words(problem))


def _line(given: dict[str, Any], codes: Mapping[str, str]) -> NewLine:
    price, typed = given.get("price_idr_kg"), given["format"].strip()
    return NewLine(
        format_code=codes.get(typed.casefold(), typed),
        quantity_pieces=given["quantity"],
        length_um=given["length_um"] or 0,
        width_um=given["width_um"] or 0,
        mass_g=given.get("mass_g"),
        is_mass_right=given.get("is_mass_right", False),
        price_idr_t=price * 1_000 if price is not None else None,
        cutting_idr=given.get("cutting_idr") or 0,
        scrap_credit_idr=given.get("scrap_credit_idr") or 0,
    )


def new_key() -> str:
    """What tells one sending of a form from another."""
    return uuid.uuid4().hex


class OnceForm(forms.Form):
    """A form that is done once: sent again, by a second click or by going back, it makes nothing more."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH, required=False, initial=new_key)
