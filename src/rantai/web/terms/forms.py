"""One form for every table of terms, made of the notes of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rantai.apps.planning.limits import highest
from rantai.apps.planning.mirror import MIRRORS
from rantai.core.tables import Column
from rantai.web.layout.fields import DayField, DecimalField, RupiahField, WholeNumberField
from rantai.web.terms.words import COLUMNS

LONGEST = 120
Names = Mapping[str, Mapping[str, str]]


class TonneField(DecimalField):
    """Tonnes, kept as g."""

    per_unit = 1_000_000


class PercentField(DecimalField):
    """Percent, kept as ppm."""

    per_unit = 10_000


class TermForm(forms.Form):
    """A term. `names` holds the choices of each code column; what is `fixed` cannot be changed and has no field.

    `was` is what the reader saw, so that nobody overwrites another's change unseen.
    """

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, table_name: str, names: Names, fixed: tuple[str, ...] = (), **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        for column in MIRRORS[table_name].table.columns:
            if column.name not in fixed:
                self.fields[column.name] = _field(column, names)

    def values(self) -> dict[str, Any]:
        """Column → value as the table keeps it; a number left empty is its least."""
        columns = {name: field for name, field in self.fields.items() if name != "was"}
        given = self.cleaned_data
        return {name: _kept(given[name], field) for name, field in columns.items()}

    def show_now(self, now: Mapping[str, Any], mark: str) -> None:
        """Say below each field what another wrote there meanwhile; saving once more then overwrites it knowingly."""
        for name, typed in self.values().items():
            if now[name] != typed:
                self.add_error(name, _("Now it says: %(value)s") % {"value": self._written(name, now[name])})
        self.data = dict(self.data.items()) | {"was": mark}

    def _written(self, name: str, value: Any) -> str:  # noqa: ANN401 — of any column
        field = self.fields[name]
        if isinstance(field, WholeNumberField):
            return field.plain(value)
        choices = dict(getattr(field, "choices", ()))
        return str(choices.get(value, value))


def _kept(value: object, field: forms.Field) -> object:
    return field.low if value is None and isinstance(field, WholeNumberField) else value


def _field(column: Column, names: Names) -> forms.Field:
    label: Any = COLUMNS[column.name]
    if column.refers_to:
        return forms.ChoiceField(label=label, choices=[("", _("Choose …")), *names[column.name].items()])
    if column.kind == "day":
        return DayField(label=label)
    if column.kind == "text":
        return forms.CharField(label=label, max_length=LONGEST)
    return _number(column, label)


def _number(column: Column, label: Any) -> WholeNumberField:  # noqa: ANN401 — words, at once or later
    bounds: dict[str, Any] = {"low": column.low, "high": highest(column), "required": not column.optional}
    if "_idr" in column.name:
        return RupiahField(label=label, **bounds)
    if column.name.endswith("_g"):
        return TonneField(label=label, unit=_("tonnes"), **bounds)
    if column.name.endswith("_ppm"):
        return PercentField(label=label, unit="%", **bounds)
    return WholeNumberField(label=label, **bounds)
