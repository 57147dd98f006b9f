"""Steel at hand that is still free: what lies there, less what approved plans keep for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone

from rantai.apps.agency.queries import in_force
from rantai.apps.stock.models import Balance
from rantai.apps.stock.reserving import reserved


@dataclass(frozen=True)
class FreeLot:
    """A lot at hand: how much lies there and how much of it is free. A remnant has its own size; widths are µm."""

    lot_id: int
    code: str
    format_code: str
    format_name: str
    kind: str
    heat: str
    length_um: int
    width_um: int
    is_remnant: bool
    owner_id: int
    owner_code: str
    owner_name: str
    pieces: int
    free: int
    grams: int
    ownership: str

    @property
    def is_for_all(self) -> bool:
        """The store's own, or kept there for sale: not one customer's, for its own pieces only."""
        return self.ownership in ("own", "agency")

    @property
    def piece_mass_g(self) -> int:
        return self.grams // self.pieces if self.pieces else self.grams


def free_lots(holder_id: int, material_id: int, kind: str, *, at: datetime) -> list[FreeLot]:
    """Lots of a material that one firm holds, remnants first, also those that are all reserved. Three queries.

    Blanks are not offered: they are already cut for somebody. Nor is steel for sale whose owner's terms ended.
    """
    found = Balance.objects.filter(account__organisation=holder_id, grams__gt=0, material_lot__isnull=False)
    found = found.filter(material_lot__format__material=material_id, material_lot__format__kind=kind)
    lot = "material_lot__"
    names = ("id", "code", "format__code", "format__name", "format__kind", "heat", "length_um", "width_um")
    fields = [f"{lot}{name}" for name in (*names, "format__length_um", "format__width_um")]
    fields += [f"{lot}owner_id", f"{lot}owner__code", f"{lot}owner__name", f"{lot}ownership"]
    sellable = Q(material_lot__owner__in=in_force(holder_id, timezone.localdate(at)))
    found = found.filter(~Q(material_lot__ownership="agency") | sellable)
    sums = found.exclude(material_lot__form="blank").order_by(f"{lot}code").values_list(*fields)
    rows = list(sums.annotate(all_pieces=Sum("pieces"), all_grams=Sum("grams")))
    taken = reserved((row[0] for row in rows), at=at)
    lots = [_lot(row, *taken.get(row[0], (0, 0))) for row in rows]
    return sorted(lots, key=lambda one: (not one.is_remnant, one.code))


def _lot(row: tuple[Any, ...], kept_pieces: int, kept_g: int) -> FreeLot:
    is_remnant = bool(row[6] or row[7])
    size = (row[6], row[7]) if is_remnant else (row[8], row[9])
    pieces, grams = row[14], row[15]
    if row[4] == "coil":  # a coil in the books is one coil of its mass, of which some may be kept
        pieces, free, grams = 1, int(grams > kept_g and not kept_pieces), grams - min(kept_g, grams - 1)
    else:
        free = max(0, pieces - kept_pieces)
    made: tuple[Any, ...] = (*row[:6], *size, is_remnant, *row[10:13], pieces, free, grams, row[13])
    return FreeLot(*made)


def reserved_by_lot(lot_ids: Sequence[int], *, at: datetime) -> dict[int, int]:
    """Lot → pieces that are kept for somebody at this moment; 1 for a coil. One query."""
    return {lot: pieces or 1 for lot, (pieces, _grams) in reserved(lot_ids, at=at).items()}
