"""Words of the store."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.web.layout import formats
from rantai.web.layout.pieces import Words

FORMS: dict[str, Words] = {
    "coil": gettext_lazy("Coils"),
    "strip": gettext_lazy("Slit coils"),
    "sheet": gettext_lazy("Sheets"),
    "bar": gettext_lazy("Bars and tubes"),
    "blank": gettext_lazy("Blanks"),
    "remnant": gettext_lazy("Remnants"),
    "loose": gettext_lazy("By mass"),
}
OWNERSHIPS: dict[str, Words] = {
    "own": gettext_lazy("Our own"),
    "member": gettext_lazy("Of a member"),
    "consigned": gettext_lazy("On consignment"),
    "tolling": gettext_lazy("Of who pays for the work"),
    "agency": gettext_lazy("For sale for its owner"),
}
KINDS: dict[str, Words] = {
    "opening": gettext_lazy("Opening stock"),
    "receipt": gettext_lazy("Brought in"),
    "transfer": gettext_lazy("Carried"),
    "conversion": gettext_lazy("Cut"),
    "issue": gettext_lazy("Delivery"),
    "return": gettext_lazy("Return"),
    "count": gettext_lazy("Count"),
    "cost": gettext_lazy("Costs added"),
    "reversal": gettext_lazy("Taken back"),
}
ENDS: dict[str, Words] = {
    "supplier": gettext_lazy("supplier"),
    "customer": gettext_lazy("customer"),
    "scrap": gettext_lazy("scrap"),
    "difference": gettext_lazy("weighing difference"),
    "opening": gettext_lazy("opening count"),
    "correction": gettext_lazy("correction"),
    "process": gettext_lazy("the machine"),
    "cost": gettext_lazy("costs"),
}
PLACE_KINDS: dict[str, Words] = {
    "yard": gettext_lazy("Yard"),
    "rack": gettext_lazy("Rack"),
    "shelf": gettext_lazy("Shelf"),
    "truck": gettext_lazy("Truck"),
    "consignment": gettext_lazy("Shelf at the cluster"),
    "store": gettext_lazy("Store"),
}


def end_words(kind: str, name: str) -> str:
    """One end of a movement: a place by its code, the world outside by what it is."""
    if kind == "store":
        return name
    return f"{ENDS[kind]} {name}".strip()


def size_words(length_um: int, width_um: int) -> str:
    """Length and width in mm; empty when neither is known."""
    sizes = [formats.length(size) for size in (length_um, width_um) if size]
    return " × ".join(sizes)


def amount_words(pieces: int, grams: int, *, counted: bool) -> str:
    """How much of a lot: pieces and mass, or mass alone; what is kept by the piece has no mass of its own."""
    if not counted:
        return formats.mass(grams)
    if pieces and not grams:
        return _("%(n)s pieces") % {"n": formats.count(pieces)}
    return _("%(n)s pieces, %(mass)s") % {"n": formats.count(pieces), "mass": formats.mass(grams)}
