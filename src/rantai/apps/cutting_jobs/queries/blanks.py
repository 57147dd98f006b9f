"""What parts need of one material, in bulk: the sizes for a list that comes from a plan."""

from __future__ import annotations

from dataclasses import dataclass

from rantai.apps.bills.models import Blank


@dataclass(frozen=True)
class BlankSize:
    """One blank of a part; lengths µm, width 0 on bars."""

    item_code: str
    length_um: int
    width_um: int
    is_rotatable: bool


def blank_sizes(material_code: str) -> dict[str, BlankSize]:
    """Part → its blank of this material; parts that need it by mass only are left out. One query."""
    found = Blank.objects.filter(material__code=material_code, length_um__gt=0)
    rows = found.values_list("item__code", "length_um", "width_um", "grain_locked")
    return {item: BlankSize(item, length, width, not locked) for item, length, width, locked in rows}
