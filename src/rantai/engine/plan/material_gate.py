"""From which week on the material of an order is there: what lies in stock first, then what can be bought.

A careful estimate made before anything is cut: stock counts with an assumed yield, and only when the blank fits it.
What the cutting and buying stages find out later comes back as a floor on the order's first week.
"""

from __future__ import annotations

from collections import defaultdict

from rantai.core.units import PPM, box_mass_g
from rantai.engine.plan.index import NEVER, Blank, Index
from rantai.engine.plan.orders import Cause, Order
from rantai.engine.plan.steel import Lot, lots

# Share of a stock piece that is counted as usable before it is cut; a careful side of domain.md 4.5 (85-97 %).
ASSUMED_YIELD_PPM = {"sheet": 750_000, "bar": 850_000, "loose": PPM}


class MaterialGate:
    """Gives out stock and receipts to orders, earliest need first; the rest waits for what can be bought."""

    def __init__(self, index: Index, floors: dict[str, int]) -> None:
        self._index = index
        self._floors = floors
        self._supplies: dict[tuple[int, str], list[Lot]] = defaultdict(list)
        for lot in lots(index):
            kind = str(index.given.formats.kind[lot.format_])
            lot.mass_g = lot.mass_g * ASSUMED_YIELD_PPM.get(kind, PPM) // PPM
            self._supplies[int(index.format_material[lot.format_]), lot.owner].append(lot)

    def release(self, order: Order, first_week: int, pieces: int) -> list[tuple[int, int, Cause | None]]:
        """Split `pieces` of an order by the week from which their material is there: (week, pieces, cause)."""
        first_week = max(first_week, self._floors.get(order.code, 0))
        schedule = {first_week: pieces}
        cause: Cause | None = Cause("material_late", self._material(order)) if order.code in self._floors else None
        for blank in self._index.blanks_of_item.get(order.item, []):
            buy_week = self._buy_week(blank, order.owner)
            if buy_week <= first_week:
                continue
            cause = self._cause(blank, order.owner, buy_week)
            schedule = self._split(schedule, blank, order.owner, buy_week)
        return [(week, count, cause if week > first_week else None) for week, count in sorted(schedule.items())]

    def _material(self, order: Order) -> str:
        return self._index.materials[self._index.blanks_of_item[order.item][0].material]

    def _buy_week(self, blank: Blank, owner: str) -> int:
        if owner:
            return NEVER
        index = self._index
        formats = [f for f in index.formats_of_material[blank.material] if index.suits(blank, f)]
        return min((index.usable_week_of_format[f] for f in formats), default=NEVER)

    def _cause(self, blank: Blank, owner: str, buy_week: int) -> Cause:
        index, material = self._index, self._index.materials[blank.material]
        if owner:
            return Cause("customer_material_missing", owner)
        if buy_week < NEVER:
            return Cause("material_late", material)
        suited = any(index.suits(blank, f) for f in index.formats_of_material[blank.material])
        return Cause("no_offer" if suited else "fits_no_format", material)

    def _split(self, schedule: dict[int, int], blank: Blank, owner: str, buy_week: int) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for week, pieces in sorted(schedule.items()):
            left = pieces
            for supply in self._supplies[blank.material, owner]:
                if left and supply.usable_week < max(week, buy_week) and self._suits(blank, supply):
                    taken = self._take(supply, blank, left)
                    found[max(week, supply.usable_week)] += taken
                    left -= taken
            found[max(week, buy_week)] += left
        return {week: pieces for week, pieces in found.items() if pieces}

    def _suits(self, blank: Blank, supply: Lot) -> bool:
        kind = str(self._index.given.formats.kind[supply.format_])
        if not blank.is_cut:
            return True
        return kind in ("sheet", "bar") and self._index.fits(blank, supply.length_um, supply.width_um, kind)

    def _take(self, supply: Lot, blank: Blank, pieces: int) -> int:
        """Pieces that a supply covers; takes their mass from it."""
        per_thousand = max(1, blank_mass_g(self._index, blank, 1000))
        taken = min(pieces, supply.mass_g * 1000 // per_thousand)
        supply.mass_g -= -(-taken * per_thousand // 1000)
        return taken


def blank_mass_g(index: Index, blank: Blank, parts: int) -> int:
    """Net mass of the blanks of so many parts, or their gross mass when nothing is cut."""
    if not blank.is_cut:
        return blank.gross_mass_g_each * parts
    table = index.given.formats
    format_ = next(
        (f for f in index.formats_of_material[blank.material] if table.length_um[f] and table.piece_mass_g[f]), None
    )
    if format_ is None:
        return 0
    if table.kind[format_] == "sheet":
        material = index.given.materials
        thickness, density = int(material.thickness_um[blank.material]), int(material.density_kg_m3[blank.material])
        return box_mass_g(blank.length_um, blank.width_um, thickness, density) * blank.count(parts)
    return int(table.piece_mass_g[format_]) * blank.length_um * blank.count(parts) // int(table.length_um[format_])
