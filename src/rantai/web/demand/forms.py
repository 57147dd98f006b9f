"""Forms of the demand: a quantity, a new line, a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.demand.actions import MOST_PIECES
from rantai.apps.planning.titles import readable
from rantai.core.problems import InvalidInput
from rantai.web.layout.fields import DayField, WholeNumberField
from rantai.web.saying import add_problems

MOST_BYTES = 10 * 1024 * 1024
Choice = tuple[int, str]


class QuantityForm(forms.Form):
    """How many a line wants. `was` is what the reader saw, so that nobody overwrites another's change unseen."""

    quantity_pieces = WholeNumberField(
        label=gettext_lazy("Quantity"), unit=gettext_lazy("pieces"), low=1, high=MOST_PIECES
    )
    was = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_PIECES)


class LineForm(forms.Form):
    """A new line of the programme."""

    place = forms.TypedChoiceField(label=gettext_lazy("Village or town"), coerce=int)
    item = forms.TypedChoiceField(label=gettext_lazy("Wanted"), coerce=int)
    quantity_pieces = WholeNumberField(
        label=gettext_lazy("Quantity"), unit=gettext_lazy("pieces"), low=1, high=MOST_PIECES
    )
    due_date = DayField(
        label=gettext_lazy("Wanted on"),
    )
    customer = forms.TypedChoiceField(label=gettext_lazy("For"), coerce=int)
    priority = WholeNumberField(
        label=gettext_lazy("Priority"), low=1, high=9, initial=5, help_text=gettext_lazy("1 goes first, 9 last.")
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature
        places: Sequence[Choice],
        items: Sequence[Choice],
        customers: Sequence[Choice],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("place", places), ("item", items), ("customer", customers)):
            empty = [("", _("Choose …"))] if len(choices) != 1 else []
            self.fields[name].choices = [*empty, *choices]  # type: ignore[attr-defined]


class SheetForm(forms.Form):
    """An Excel file for one table."""

    table = forms.ChoiceField(label=gettext_lazy("What the sheet holds"))
    file = forms.FileField(
        label=gettext_lazy("Excel file"),
        help_text=gettext_lazy(
            "An .xlsx file of up to 10 MB. Nothing is saved before you have seen what would change."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        allow_empty_file=True,  # an empty file is refused with a way out, like every other file that is not Excel
    )

    def __init__(self, *args: Any, tables: Mapping[str, str], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = list(tables.items())  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        """The file, unless it is larger than any sheet we read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it into several files."))
        return file


def add_readable(form: forms.Form, refused: InvalidInput) -> None:
    """Put every refusal beside its field, codes by the names that people know."""
    add_problems(form, InvalidInput([readable(problem) for problem in refused.problems]))
