"""Forms of cutting jobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.cutting_jobs.columns_in import length_um
from rantai.core.problems import Where
from rantai.web.cut_jobs.words import KINDS
from rantai.web.layout.fields import LengthField, MassField, RupiahField, WholeNumberField
from rantai.web.layout.pieces import Words

MOST_BYTES = 5 * 1024 * 1024
MOST_UM = 100_000_000
Choice = tuple[str, str]


class JobForm(forms.Form):
    """A new job: its name, what it is cut from, and its steel."""

    name = forms.CharField(
        label=gettext_lazy("Name of the list"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("As the crew calls it, such as “Load beds, week 12”."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Cut from"), choices=list(KINDS.items()), initial="sheet")
    material = forms.ChoiceField(
        label=gettext_lazy("Steel"),
        required=False,
        help_text=gettext_lazy(
            "From the catalogue: with its sizes, prices and stock. Leave it empty for another steel."
        ),
    )
    grade = forms.CharField(label=gettext_lazy("Grade of another steel"), max_length=80, required=False)
    thickness_um = LengthField(label=gettext_lazy("Thickness of another steel"), required=False, high=1_000_000, low=1)

    def __init__(self, *args: Any, materials: Sequence[Choice], **kwargs: Any) -> None:  # noqa: ANN401 — Django's
        super().__init__(*args, **kwargs)
        self.fields["material"].choices = [("", _("another steel")), *materials]  # type: ignore[attr-defined]


class ListForm(forms.Form):
    """A list of pieces: pasted, or a file."""

    text = forms.CharField(
        label=gettext_lazy("Paste the rows from Excel"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Mark the rows in Excel with their headings, copy, and paste them here."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, up to 5 MB. Nothing is saved before you have seen it."),
    )

    def clean_file(self) -> UploadedFile | None:
        """The file, unless it is larger than any list."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB. Split the list into several files."))
        return file


class SizeField(LengthField):
    """A size of a piece or of stock, read as in a list: "1.500" is 1,500 mm, "1,5" is one and a half, "1,2 m" is 1,200.

    Nobody cuts to a thousandth of a millimetre; widths of cuts and trims, where that doubt counts, ask for clarity.
    """

    def read(self, text: str) -> int:
        """Micrometres. Raises InvalidInput."""
        return length_um(text, self.per_unit, Where())


class PieceForm(forms.Form):
    """One size, typed."""

    length_um = SizeField(label=gettext_lazy("Length"), low=1, high=MOST_UM)
    width_um = SizeField(label=gettext_lazy("Width"), low=1, high=MOST_UM)
    quantity = WholeNumberField(label=gettext_lazy("Quantity"), low=1, high=1_000_000, unit=gettext_lazy("pieces"))
    code = forms.CharField(label=gettext_lazy("Mark or name"), max_length=60, required=False)
    owner = forms.CharField(label=gettext_lazy("Whose it is"), max_length=NAME_LENGTH, required=False)
    is_rotatable = forms.BooleanField(label=gettext_lazy("May be turned"), required=False, initial=True)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        if kind == "bar":
            del self.fields["width_um"]
        if kind == "coil":
            self.fields["length_um"].required = False
            del self.fields["owner"]
        if kind != "sheet":
            del self.fields["is_rotatable"]


class StockForm(forms.Form):
    """A size of stock, typed."""

    length_um = SizeField(label=gettext_lazy("Length"), low=1, high=MOST_UM)
    width_um = SizeField(label=gettext_lazy("Width"), low=1, high=MOST_UM)
    mass_g = MassField(label=gettext_lazy("Mass of a coil"), low=1, high=1_000_000_000)
    quantity = WholeNumberField(
        label=gettext_lazy("How many there are"),
        low=1,
        high=1_000_000,
        required=False,
        unit=gettext_lazy("pieces"),
        help_text=gettext_lazy("Leave it empty when as many can be bought as are needed."),
    )
    price_idr = RupiahField(label=gettext_lazy("Price of one"), required=False)
    is_remnant = forms.BooleanField(label=gettext_lazy("It is a remnant"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        if kind == "coil":
            del self.fields["length_um"], self.fields["is_remnant"]
        else:
            del self.fields["mass_g"]
        if kind == "bar":
            del self.fields["width_um"]


def _limit(label: Words, help_text: Words = "") -> WholeNumberField:
    return WholeNumberField(label=label, required=False, low=1, high=100_000, help_text=help_text)


class RulesForm(forms.Form):
    """How a job is cut."""

    kerf_um = LengthField(
        label=gettext_lazy("Kerf"), high=100_000, help_text=gettext_lazy("What one cut takes away; 0 for a shear.")
    )
    trim_left_um = LengthField(label=gettext_lazy("Trim at the left"), high=MOST_UM)
    trim_right_um = LengthField(label=gettext_lazy("Trim at the right"), high=MOST_UM)
    trim_bottom_um = LengthField(label=gettext_lazy("Trim at the bottom"), high=MOST_UM)
    trim_top_um = LengthField(label=gettext_lazy("Trim at the top"), high=MOST_UM)
    stages = forms.TypedChoiceField(
        label=gettext_lazy("Levels of cuts"),
        coerce=int,
        choices=[(0, gettext_lazy("free")), (2, "2"), (3, "3")],
        help_text=gettext_lazy("Fewer levels mean fewer turns of the sheet, and a little more waste."),
    )
    first_cut = forms.ChoiceField(
        label=gettext_lazy("First cut"),
        choices=[
            ("any", gettext_lazy("whichever is better")),
            ("length", gettext_lazy("along the length")),
            ("width", gettext_lazy("across the length")),
        ],
    )
    min_remnant_length_um = LengthField(label=gettext_lazy("Keep remnants from this length"), high=MOST_UM)
    min_remnant_width_um = LengthField(label=gettext_lazy("and from this width"), high=MOST_UM)
    max_patterns = _limit(gettext_lazy("Patterns at most"), gettext_lazy("Empty: no limit."))
    max_cuts = _limit(gettext_lazy("Cuts a piece of stock at most"))
    max_knives = _limit(gettext_lazy("Knives at most"))
    stack_height_um = LengthField(label=gettext_lazy("Stack height"), required=False, low=1, high=1_000_000)
    bed_um = LengthField(label=gettext_lazy("Bed of the machine"), required=False, low=1, high=MOST_UM)
    seconds = WholeNumberField(label=gettext_lazy("Time to compute"), unit=gettext_lazy("seconds"), low=1, high=10)

    LEFT_OUT = {
        "bar": ("trim_bottom_um", "trim_top_um", "stages", "first_cut", "min_remnant_width_um", "max_knives"),
        "sheet": ("max_knives",),
        "coil": (
            *("trim_left_um", "trim_right_um", "trim_top_um", "stages", "first_cut", "min_remnant_length_um"),
            *("min_remnant_width_um", "stack_height_um", "bed_um"),
        ),
    }

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        for name in self.LEFT_OUT[kind]:
            del self.fields[name]
        if kind == "coil":
            self.fields["trim_bottom_um"].label = _("Trim at each edge")
