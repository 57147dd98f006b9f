"""Lists of what lies where, of parts, and of what is on its way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language

from rantai.apps.stock.models import Balance, ItemReceipt, MaterialReceipt
from rantai.apps.stock.reserving import reserved


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
    form: str = ""
    kept_pieces: int = 0
    kept_g: int = 0

    @property
    def is_remnant(self) -> bool:
        return self.length_um > 0 and self.form != "blank"

    @property
    def free_pieces(self) -> int:
        """Pieces that nobody keeps for a purpose."""
        return max(0, self.pieces - self.kept_pieces)


def steel(
    *,
    holder_id: int | None = None,
    owner_id: int | None = None,
    format_code: str = "",
    at: datetime | None = None,
    with_shelves: bool = True,
    sold_for: Collection[int] = (),
) -> list[SteelRow]:
    """Steel at hand by format and lot, over all places; beside it what is kept at `at` (now). Two queries.

    Without shelves, what lies on consignment at customers is left out: it is not offered to others. `sold_for`: beside
    the owner's, the steel of these firms that is kept there for sale.
    """
    found = _fenced(Balance.objects.filter(grams__gt=0), "material_lot", holder_id, None)
    for_sale = Q(material_lot__ownership="agency", material_lot__owner__in=sold_for)
    found = found.filter(Q(material_lot__owner=owner_id) | for_sale) if owner_id is not None else found
    found = found if with_shelves else found.exclude(account__place_kind="consignment")
    found = found.filter(material_lot__isnull=False).order_by("material_lot__format__code", "material_lot__code")
    found = found.filter(material_lot__format__code=format_code) if format_code else found
    lot = ("code", "format__code", "format__name", "format__material__code", "format__material__grade", "format__kind")
    fields = [f"material_lot__{name}" for name in lot]
    fields += ["account__organisation__code", "account__organisation__name"]
    fields += ["material_lot__owner__code", "material_lot__owner__name"]
    own = [f"material_lot__{name}" for name in ("length_um", "width_um", "heat", "form", "id")]
    sums = found.values_list(*fields, *own).annotate(all_pieces=Sum("pieces"), all_grams=Sum("grams"))
    kept = reserved(None, at=at or timezone.now())
    return [_steel_row(row, kept) for row in sums]


def _steel_row(row: tuple[Any, ...], kept: dict[int, tuple[int, int]]) -> SteelRow:
    """From (ten names, size, heat, form, id, pieces, grams)."""
    ordered: tuple[Any, ...] = (*row[:10], *row[15:], *row[10:14], *kept.get(row[14], (0, 0)))
    return SteelRow(*ordered)


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
    fields += ["item_lot__owner__code", "item_lot__owner__name"]
    return [PartsRow(*row) for row in found.values_list(*fields).annotate(all_pieces=Sum("pieces"))]


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
