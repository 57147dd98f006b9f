"""Form fields that read numbers as people write them and hand whole base units to the actions.

    quantity = WholeNumberField(label=_("Vehicles"), unit=_("vehicles"), low=1)      "1.500" → 1500
    width_um = LengthField(label=_("Width"))                                         "2,3" mm → 2300
    mass_g = MassField(label=_("Mass"))                                              "643,9" kg → 643900
    price_idr = RupiahField(label=_("Price"))                                        "Rp 1.500" → 1500
    due_on = DayField(label=_("Wanted on"))                                          "2026-03-05" → a date

Drawn with `{% field form.quantity %}` they show their unit and echo what was read.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from rantai.core import numbers
from rantai.core.problems import InvalidInput, Problem
from rantai.web.layout import formats
from rantai.web.layout.number_words import in_words
from rantai.web.layout.pieces import Words

YEARS = range(2000, 2100)
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]


class DayField(forms.DateField):
    """A date by the browser's own calendar, which takes a day as "2026-03-05" only, whatever the language.

    A day typed by hand may also be "05/03/2026" or "5-3-2026". A year that nobody means (1, 9999) is refused.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 — Django's signature
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"widget": widget, "input_formats": DAYS, **options})

    def validate(self, value: date | None) -> None:
        """A day of this century that is not beyond any plan or paper."""
        super().validate(value)
        if value is not None and value.year not in YEARS:
            told = {"day": value.strftime("%d/%m/%Y"), "first": YEARS[0], "last": YEARS[-1]}
            text = gettext("%(day)s is too far away. Give a day from %(first)s to %(last)s; look at the year.") % told
            raise ValidationError(text, code="day-far")


class WholeNumberField(forms.Field):
    """A whole number from `low` to `high`; "1.500" is 1500. Cleaned value: int, or None when left empty."""

    mode = "numeric"

    def __init__(
        self,
        *,
        unit: Words = "",
        low: int = 0,
        high: int = 1_000_000_000,
        label: Words | None = None,
        help_text: Words = "",
        initial: int | None = None,
        required: bool = True,
    ) -> None:
        self.unit, self.low, self.high = unit, low, high
        widget = forms.TextInput(attrs={"inputmode": self.mode, "autocomplete": "off", "data-echo": unit})
        super().__init__(widget=widget, label=label, help_text=help_text, initial=initial, required=required)  # type: ignore[arg-type]

    def to_python(self, value: str | int | None) -> int | None:
        """Whole base units; a text that cannot be read is refused with what happened and the way out."""
        if value is None or isinstance(value, int):
            return value
        if not value.strip():
            return None
        try:
            return self.read(value)
        except InvalidInput as refusal:
            texts = [self.refused(one, value) for one in refusal.problems]
            raise ValidationError([ValidationError(text, code="number") for text in texts]) from refusal

    def validate(self, value: int | None) -> None:
        """An empty field is answered like every other refusal: with what happened and the way out."""
        if self.required and value is None:
            raise ValidationError(self.refused(Problem(numbers.NUMBER_EMPTY), ""), code="required")

    def refused(self, problem: Problem, text: str) -> str:
        """What happened and the way out; limits are told in the unit the person writes, not in base units."""
        if problem.refusal is not numbers.NUMBER_OUT_OF_RANGE:
            return f"{problem.text(formats.language())} {problem.way_out(formats.language())}"
        told = {"text": text.strip(), "low": self.plain(self.low), "high": self.plain(self.high)}
        return gettext("%(text)s is too small or too large. Give a number from %(low)s to %(high)s.") % told

    def prepare_value(self, value: str | int | None) -> str | None:
        """What stands in the field: a stored number as people write it, a typed text as it was typed."""
        return self.write(value) if isinstance(value, int) else value

    def read(self, text: str) -> int:
        """Base units of a written number. Raises InvalidInput."""
        return numbers.parse_whole(text, low=self.low, high=self.high)

    def write(self, value: int) -> str:
        """Base units as written in the field: never grouped, so that what stands there can be read again."""
        return str(value)

    def plain(self, value: int) -> str:
        """Base units as people write them, with their unit."""
        return f"{formats.count(value)} {self.unit}".strip()

    def echo(self, value: int) -> str:
        """What the reader is told was understood."""
        return f"{self.plain(value)} ({in_words(value, formats.language())})"


class RupiahField(WholeNumberField):
    """Whole rupiah; a leading "Rp" may be typed."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"unit": "Rp", "high": 10**15, **options})  # type: ignore[arg-type]

    def read(self, text: str) -> int:
        return super().read(text.strip().removeprefix("Rp").removeprefix("."))

    def plain(self, value: int) -> str:
        return formats.rupiah(value)

    def echo(self, value: int) -> str:
        return f"{self.plain(value)} ({in_words(value, formats.language())} rupiah)"


class DecimalField(WholeNumberField):
    """A decimal number kept in whole base units, `per_unit` (a power of ten) to one written unit.

    "1.500" is refused with both readings. Cleaned value: int, or None when left empty.
    """

    mode = "decimal"
    per_unit = 1_000

    def read(self, text: str) -> int:
        return numbers.parse_decimal(text, per_unit=self.per_unit, low=self.low, high=self.high)

    def write(self, value: int) -> str:
        whole, rest = divmod(abs(value), self.per_unit)
        digits = f"{rest:0{len(str(self.per_unit)) - 1}d}".rstrip("0")
        if len(digits) == 3:
            digits += "0"  # three digits after a mark could be read as thousands
        mark = "," if formats.language() == "id" else "."
        return f"{'-' if value < 0 else ''}{whole}{mark if digits else ''}{digits}"

    def plain(self, value: int) -> str:
        decimals = self.write(value).replace(",", ".").partition(".")[2][:3]
        return f"{formats.decimal(Decimal(value) / self.per_unit, len(decimals))} {self.unit}"

    def echo(self, value: int) -> str:
        return self.plain(value)


class LengthField(DecimalField):
    """Millimetres, kept as µm; up to ten kilometres unless told otherwise."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"unit": "mm", "high": 10**10, **options})  # type: ignore[arg-type]


class MassField(DecimalField):
    """Kilograms, kept as g; up to ten million tonnes unless told otherwise."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"unit": "kg", "high": 10**13, **options})  # type: ignore[arg-type]


def read_back(bound: forms.BoundField) -> str:
    """What was understood of a number field's present content; empty for other fields and unreadable content."""
    if not isinstance(bound.field, WholeNumberField):
        return ""
    try:
        value = bound.field.to_python(bound.value())
    except ValidationError:
        return ""
    return "" if value is None else bound.field.echo(value)
