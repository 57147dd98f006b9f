"""From which week on the material of an order is there: what lies in stock first, then what can be bought.

A careful estimate made before anything is cut: stock counts with an assumed yield, and only when the blank fits it.
What the cutting and buying stages find out later comes back as a floor on the order's first week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rantai.engine.plan.index import NEVER, Blank, Index
from rantai.engine.plan.orders import Cause, Order
from rantai.engine.plan.quotas import Quotas
from rantai.engine.plan.steel import Lot
from rantai.engine.plan.supply import blank_mass_g, buy_week, lot_suits, usable_lots


class MaterialGate:
    """Gives out stock and receipts to orders, earliest need first; the rest waits for what can be bought.

    Where steel is short nobody gets more than its quota, however early it asks.
    """

    def __init__(self, index: Index, floors: dict[str, int], causes: Mapping[str, Cause], quotas: Quotas) -> None:
        self._index = index
        self._floors = floors
        self._causes = causes  # by order code: which term of a seller, or whose money, sets its floor
        self._supplies: dict[tuple[int, str], list[Lot]] = defaultdict(list, usable_lots(index))
        self._quotas = quotas

    def release(self, order: Order, first_week: int, pieces: int) -> list[tuple[int, int, Cause | None]]:
        """Split `pieces` of an order by the week from which their material is there: (week, pieces, cause)."""
        first_week = max(first_week, self._floors.get(order.code, 0))
        if first_week >= self._index.weeks:  # what cannot be made anyway uses up nobody's quota
            return self._released(order, first_week, pieces)
        allowed, cause = self._quotas.take(order, pieces)
        refused = [(NEVER, pieces - allowed, cause)] if pieces > allowed else []
        return [*(self._released(order, first_week, allowed) if allowed else []), *refused]

    def _released(self, order: Order, first_week: int, pieces: int) -> list[tuple[int, int, Cause | None]]:
        schedule = {first_week: pieces}
        cause: Cause | None = Cause("material_late", self._material(order)) if order.code in self._floors else None
        for blank in self._index.blanks_of_item.get(order.item, []):
            bought = buy_week(self._index, blank, order.owner)
            if bought <= first_week:
                continue
            cause = self._cause(blank, order.owner, bought)
            schedule = self._split(schedule, blank, order.owner, bought)
        told = self._causes.get(order.code)
        return [
            (week, count, told or (cause if week > first_week else None)) for week, count in sorted(schedule.items())
        ]

    def _material(self, order: Order) -> str:
        return self._index.materials[self._index.blanks_of_item[order.item][0].material]

    def _cause(self, blank: Blank, owner: str, bought: int) -> Cause:
        index, material = self._index, self._index.materials[blank.material]
        if owner:
            return Cause("customer_material_missing", owner)
        if bought < NEVER:
            return Cause("material_late", material)
        suited = any(index.suits(blank, f) for f in index.formats_of_material[blank.material])
        return Cause("no_offer" if suited else "fits_no_format", material)

    def _split(self, schedule: dict[int, int], blank: Blank, owner: str, bought: int) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for week, pieces in sorted(schedule.items()):
            left = pieces
            for supply in self._supplies[blank.material, owner]:
                if left and supply.usable_week < max(week, bought) and lot_suits(self._index, blank, supply):
                    taken = self._take(supply, blank, left)
                    found[max(week, supply.usable_week)] += taken
                    left -= taken
            found[max(week, bought)] += left
        return {week: pieces for week, pieces in found.items() if pieces}

    def _take(self, supply: Lot, blank: Blank, pieces: int) -> int:
        """Pieces that a supply covers; takes their mass from it."""
        per_thousand = max(1, blank_mass_g(self._index, blank, 1000))
        taken = min(pieces, supply.mass_g * 1000 // per_thousand)
        supply.mass_g -= -(-taken * per_thousand // 1000)
        return taken
