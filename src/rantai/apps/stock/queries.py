"""Reading stock. Every list takes `holder_id` (where it lies) and `owner_id` (whose it is) to fence rows.

steel(*, holder_id=None, owner_id=None, format_code="") -> list[SteelRow]
parts(*, holder_id=None, owner_id=None) -> list[PartsRow]
incoming(*, holder_id=None, owner_id=None) -> list[IncomingRow]
movements(lot_code) -> list[MovementRow]
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from rantai.apps.stock.models import Balance, ItemReceipt, MaterialReceipt, Movement


def _name() -> str:
    return "name_en" if get_language() == "en" else "name_id"


def _fenced(found: QuerySet[Balance], lot: str, holder_id: int | None, owner_id: int | None) -> QuerySet[Balance]:
    found = found.filter(account__organisation=holder_id) if holder_id is not None else found
    return found.filter(**{f"{lot}__owner": owner_id}) if owner_id is not None else found


@dataclass(frozen=True)
class SteelRow:
    """Steel at hand: whole formats, remnants (with their own size) or loose by mass."""

    lot_code: str
    format_code: str
    format_name: str
    material_code: str
    grade: str
    kind: str
    holder_code: str
    holder_name: str
    owner_code: str
    owner_name: str
    pieces: int
    grams: int
    length_um: int
    width_um: int
    heat: str

    @property
    def is_remnant(self) -> bool:
        return self.length_um > 0


def steel(*, holder_id: int | None = None, owner_id: int | None = None, format_code: str = "") -> list[SteelRow]:
    """Steel at hand by format and lot. One query."""
    found = _fenced(Balance.objects.filter(grams__gt=0), "material_lot", holder_id, owner_id)
    found = found.filter(material_lot__isnull=False).order_by("material_lot__format__code", "material_lot__code")
    found = found.filter(material_lot__format__code=format_code) if format_code else found
    lot = ("code", "format__code", "format__name", "format__material__code", "format__material__grade", "format__kind")
    fields = [f"material_lot__{name}" for name in lot]
    fields += ["account__organisation__code", "account__organisation__name"]
    fields += ["material_lot__owner__code", "material_lot__owner__name", "pieces", "grams"]
    fields += ["material_lot__length_um", "material_lot__width_um", "material_lot__heat"]
    return [SteelRow(*row) for row in found.values_list(*fields)]


@dataclass(frozen=True)
class PartsRow:
    """Finished parts at hand."""

    lot_code: str
    item_code: str
    item_name: str
    holder_code: str
    holder_name: str
    owner_code: str
    owner_name: str
    pieces: int


def parts(*, holder_id: int | None = None, owner_id: int | None = None) -> list[PartsRow]:
    """Parts at hand by item and lot. One query."""
    found = _fenced(Balance.objects.filter(pieces__gt=0), "item_lot", holder_id, owner_id)
    found = found.filter(item_lot__isnull=False).order_by("item_lot__item__code", "item_lot__code")
    fields = ["item_lot__code", "item_lot__item__code", f"item_lot__item__{_name()}"]
    fields += ["account__organisation__code", "account__organisation__name"]
    fields += ["item_lot__owner__code", "item_lot__owner__name", "pieces"]
    return [PartsRow(*row) for row in found.values_list(*fields)]


@dataclass(frozen=True)
class IncomingRow:
    """Something ordered before the plan that will arrive; `what_code` is a format (steel) or an item (parts)."""

    receipt_code: str
    is_steel: bool
    what_code: str
    what_name: str
    holder_name: str
    owner_name: str
    due_date: date
    quantity_pieces: int
    mass_g: int


def incoming(*, holder_id: int | None = None, owner_id: int | None = None) -> list[IncomingRow]:
    """What will arrive, soonest first. Two queries."""
    fence = {"holder": holder_id, "owner": owner_id}
    chosen = {column: wanted for column, wanted in fence.items() if wanted is not None}
    ends = ("holder__name", "owner__name", "due_date", "quantity_pieces")
    steel_rows = MaterialReceipt.objects.filter(**chosen).values_list(
        "code", "format__code", "format__name", *ends, "mass_g"
    )
    part_rows = ItemReceipt.objects.filter(**chosen).values_list("code", "item__code", f"item__{_name()}", *ends)
    listed: list[tuple[Any, ...]] = [(row[0], True, *row[1:]) for row in steel_rows]
    listed += [(row[0], False, *row[1:], 0) for row in part_rows]
    return sorted((IncomingRow(*row) for row in listed), key=lambda row: (row.due_date, row.receipt_code))


@dataclass(frozen=True)
class MovementRow:
    """One movement of a lot. An end without a firm is the world outside (`opening`, `correction`)."""

    sequence: int
    kind: str
    effective_on: date
    src_kind: str
    src_name: str
    dst_kind: str
    dst_name: str
    grams: int
    pieces: int
    heat: str


def movements(lot_code: str, *, of_parts: bool = False) -> list[MovementRow]:
    """The life of a lot, the newest movement first."""
    found = Movement.objects.filter(**{f"{'item' if of_parts else 'material'}_lot__code": lot_code})
    ends = ("src__kind", "src__organisation__name", "dst__kind", "dst__organisation__name")
    fields = ("sequence", "booking__kind", "effective_on", *ends, "grams", "pieces", "heat")
    rows = found.order_by("-sequence").values_list(*fields)
    listed: list[tuple[Any, ...]] = [(*row[:4], row[4] or "", row[5], row[6] or "", *row[7:]) for row in rows]
    return [MovementRow(*row) for row in listed]
