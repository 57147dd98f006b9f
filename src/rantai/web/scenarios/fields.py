"""Fields that the questions are made of: a change in percent, a period, names."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rantai.apps.planning.queries import MOST_OPTIONS, named, options
from rantai.web.layout.fields import WholeNumberField
from rantai.web.layout.named_field import NamedField
from rantai.web.layout.pieces import Words


class PercentField(WholeNumberField):
    """More or less, in percent: "+20" and "-10"."""

    def __init__(self, **more: object) -> None:
        super().__init__(**{"unit": "%", "low": -100, "high": 900, **more})  # type: ignore[arg-type]

    def read(self, text: str) -> int:
        """Percent; signs of every kind are understood."""
        return super().read(text.strip().rstrip("%").strip().removeprefix("+").replace("\u2212", "-"))

    def echo(self, value: int) -> str:
        """As understood, with its sign."""
        return f"{'+' if value > 0 else ''}{value}%".replace("-", "\u2212")


def name_field(key: str, label: Words, *, required: bool = False, help_text: Words = "") -> NamedField:
    """A field for the code of a scope's key, chosen by name."""
    offered = options(key)
    is_all = len(offered) <= MOST_OPTIONS
    return NamedField(
        label=label,
        options=offered if is_all else [],
        find=lambda text: named(key, text),
        search_url="" if is_all else reverse("scenarios:options", args=[key]),
        help_text=help_text or ("" if required else _("Leave it empty for all.")),
        required=required,
    )
