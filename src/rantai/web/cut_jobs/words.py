"""Words of cutting jobs that several pages use: kinds, states, units, sizes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from rantai.web.layout import formats
from rantai.web.layout.pieces import Status, Words
from rantai.web.layout.statuses import status_of

KINDS: dict[str, Words] = {
    "bar": gettext_lazy("bars and tubes"),
    "sheet": gettext_lazy("sheets and plates"),
    "coil": gettext_lazy("coils"),
}
STATES: dict[str, Status] = {
    "draft": status_of("draft"),
    "planned": status_of("planned"),
    "approved": status_of("approved"),
    "cut": Status(pgettext_lazy("state of a cutting list", "Cut"), "good"),
    "archived": Status(gettext_lazy("Put away"), "quiet"),
}
SOURCES: dict[str, Words] = {
    "list": gettext_lazy("a list of our own"),
    "plan": gettext_lazy("the plan"),
    "order": gettext_lazy("our work in the plan"),
}
FIELDS: dict[str, Words] = {
    "length": gettext_lazy("Length"),
    "width": gettext_lazy("Width"),
    "quantity": gettext_lazy("Quantity"),
    "code": gettext_lazy("Mark or name"),
    "owner": gettext_lazy("Whose it is"),
    "priority": gettext_lazy("Priority"),
    "due": gettext_lazy("Needed on"),
    "turn": gettext_lazy("May be turned"),
    "mass": gettext_lazy("Mass (kg)"),
}


def size_words(length_um: int, width_um: int) -> str:
    """A size as people write it: bars have no width, strips that are only slit no length."""
    sides = [formats.length(side) for side in (length_um, width_um) if side]
    bare = [side.removesuffix(f"{formats.SPACE}mm") for side in sides[:-1]]
    return f"{formats.SPACE}×{formats.SPACE}".join([*bare, *sides[-1:]])


def stock_words(kind: str, count: int) -> str:
    """So many sheets, bars or coils."""
    words = {
        "bar": ngettext("%(n)s bar", "%(n)s bars", count),
        "sheet": ngettext("%(n)s sheet", "%(n)s sheets", count),
        "coil": ngettext("%(n)s coil", "%(n)s coils", count),
    }
    return words[kind] % {"n": formats.count(count)}


def steel_words(grade: str, thickness_um: int) -> str:
    """What steel it is."""
    parts = [grade, formats.length(thickness_um) if thickness_um else ""]
    return " · ".join(part for part in parts if part) or _("any steel")
