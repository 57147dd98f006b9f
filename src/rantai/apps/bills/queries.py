"""Reading what an item is made of and how.

components(item_code) -> list[ComponentRow]     used_in(item_code) -> list[ComponentRow]
blanks(item_code) -> list[BlankRow]             operations(item_code) -> list[OperationRow]
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from rantai.apps.bills.models import BillLine, Blank, Operation


def _name() -> str:
    return "name_en" if get_language() == "en" else "name_id"


@dataclass(frozen=True)
class ComponentRow:
    """A component of an item, or an item that holds it: `item_code` is the other end."""

    item_code: str
    item_name: str
    kind: str
    quantity_each: int
    scrap_ppm: int
    from_date: date | None
    to_date: date | None


_LINE = ("quantity_each", "scrap_ppm", "from_date", "to_date")


def components(item_code: str) -> list[ComponentRow]:
    """What the item is made of."""
    found = BillLine.objects.filter(parent__code=item_code).order_by("child__bill_line", "child__code")
    fields = ("child__code", f"child__{_name()}", "child__kind", *_LINE)
    return [ComponentRow(*row) for row in found.values_list(*fields)]


def used_in(item_code: str) -> list[ComponentRow]:
    """What the item goes into."""
    found = BillLine.objects.filter(child__code=item_code).order_by("parent__code")
    fields = ("parent__code", f"parent__{_name()}", "parent__kind", *_LINE)
    return [ComponentRow(*row) for row in found.values_list(*fields)]


@dataclass(frozen=True)
class BlankRow:
    """What a part needs of a material; lengths µm, mass g."""

    material_code: str
    grade: str
    form: str
    thickness_um: int
    length_um: int
    width_um: int
    blanks_each: int
    parts_per_blank: int
    grain_locked: bool
    gross_mass_g_each: int


def blanks(item_code: str) -> list[BlankRow]:
    """Blanks of a part, by material."""
    found = Blank.objects.filter(item__code=item_code).order_by("material__code")
    of_material = ("material__code", "material__grade", "material__form", "material__thickness_um")
    of_blank = ("length_um", "width_um", "blanks_each", "parts_per_blank", "grain_locked", "gross_mass_g_each")
    return [BlankRow(*row) for row in found.values_list(*of_material, *of_blank)]


@dataclass(frozen=True)
class OperationRow:
    """A step of making; `cycle_ms` for one piece."""

    sequence: int
    process_code: str
    process_name: str
    cycle_ms: int


def operations(item_code: str) -> list[OperationRow]:
    """Steps of an item in order."""
    found = Operation.objects.filter(item__code=item_code).order_by("sequence")
    return [
        OperationRow(*row) for row in found.values_list("sequence", "process__code", f"process__{_name()}", "cycle_ms")
    ]
