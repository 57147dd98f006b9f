"""Steel at hand that is still free: what lies there, less what approved plans keep for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Sum

from rantai.apps.cutting_jobs.models import Reservation
from rantai.apps.stock.models import Balance


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

    @property
    def piece_mass_g(self) -> int:
        return self.grams // self.pieces if self.pieces else self.grams


def free_lots(holder_id: int, material_id: int, kind: str, *, at: datetime) -> list[FreeLot]:
    """Lots of a material that one firm holds, remnants first, also those that are all reserved. Two queries."""
    found = Balance.objects.filter(account__organisation=holder_id, grams__gt=0, material_lot__isnull=False)
    found = found.filter(material_lot__format__material=material_id, material_lot__format__kind=kind)
    lot = "material_lot__"
    names = ("id", "code", "format__code", "format__name", "format__kind", "heat", "length_um", "width_um")
    fields = [f"{lot}{name}" for name in (*names, "format__length_um", "format__width_um")]
    fields += [f"{lot}owner_id", f"{lot}owner__code", f"{lot}owner__name", "pieces", "grams"]
    rows = list(found.order_by(f"{lot}code").values_list(*fields))
    taken = reserved_by_lot([row[0] for row in rows], at=at)
    lots = [_lot(row, taken.get(row[0], 0)) for row in rows]
    return sorted(lots, key=lambda one: (not one.is_remnant, one.code))


def _lot(row: tuple[Any, ...], taken: int) -> FreeLot:
    is_remnant = bool(row[6] or row[7])
    size = (row[6], row[7]) if is_remnant else (row[8], row[9])
    pieces = row[13] or (1 if row[4] == "coil" else 0)  # a coil in the books is one coil of its mass
    made: tuple[Any, ...] = (*row[:6], *size, is_remnant, *row[10:13], pieces, max(0, pieces - taken), row[14])
    return FreeLot(*made)


def reserved_by_lot(lot_ids: Sequence[int], *, at: datetime) -> dict[int, int]:
    """Lot → pieces that approved plans keep at this moment. One query."""
    found = Reservation.objects.in_force(at).filter(lot__in=list(lot_ids)).values_list("lot_id")
    return dict(found.annotate(taken=Sum("quantity")).values_list("lot_id", "taken"))
