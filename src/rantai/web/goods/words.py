"""How goods, their lines and their movements are said."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from rantai.apps.goods.words import quantity_words
from rantai.web.layout import formats
from rantai.web.layout.pieces import Words

LINES: Mapping[str, Words] = {
    "machining": gettext_lazy("Cutting and machining"),
    "logistics": gettext_lazy("Logistics"),
    "consumables": gettext_lazy("Consumables"),
    "trading": gettext_lazy("Trading"),
}
MOVES: Mapping[str, Words] = {
    "receipt": gettext_lazy("Received"),
    "opening": gettext_lazy("Opening stock"),
    "sale": gettext_lazy("Sold"),
    "return": gettext_lazy("Came back"),
    "count": gettext_lazy("Counted"),
    "reversal": gettext_lazy("Reversed"),
}
EVENTS: Mapping[str, Words] = {
    "write": gettext_lazy("Added to the catalogue"),
    "change": gettext_lazy("Changed"),
    "retire": gettext_lazy("Not sold any more"),
    "offer": gettext_lazy("Sold again"),
    "price": gettext_lazy("A price was recorded"),
    "withdraw": gettext_lazy("A price was withdrawn"),
    "receive": gettext_lazy("Received"),
    "bill": gettext_lazy("Billed by the supplier"),
}


def quantity(quantity_milli: int, unit: str) -> str:
    """A quantity with its unit, in the reader's language."""
    return quantity_words(quantity_milli, unit, formats.language())


def per_unit(price_idr: int | None, unit: str) -> str:
    """A price a unit; a dash when there is none."""
    return "–" if price_idr is None else f"{formats.rupiah(price_idr)} / {unit}"
