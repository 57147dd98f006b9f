"""How a scenario's plan covers what its changes take away: bought elsewhere, taken from stock, dearer, later."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from rantai.apps.planning.models import MaterialUse
from rantai.apps.planning.queries.compare import PromiseChange, changed_promises
from rantai.apps.planning.queries.material import MaterialOrderRow, material_orders
from rantai.apps.planning.queries.runs import RunRow
from rantai.apps.planning.queries.what_ifs import SteelChange, steel_by_seller
from rantai.apps.planning.shifting import shifts

Bought = dict[int, tuple[int, int]]  # week → grams, rupiah
AT_HAND = ("material_stock", "material_receipt")


@dataclass(frozen=True)
class StockChange:
    """Steel that both plans, or one of them, take from a lot at hand or on its way."""

    lot_code: str
    is_coming: bool
    before_g: int
    after_g: int


@dataclass(frozen=True)
class SteelShift:
    """Steel of all grades that one seller gets ordered in another week; cost: what it costs more there than before."""

    supplier_code: str
    from_week: int
    to_week: int
    mass_g: int
    cost_idr: int

    @property
    def is_later(self) -> bool:
        return self.to_week > self.from_week


@dataclass(frozen=True)
class Cover:
    """What is different in a plan's steel, and which lines get less or later for it. Names of sellers by their code."""

    steel: tuple[SteelChange, ...]
    sellers: dict[str, str]
    shifts: tuple[SteelShift, ...]
    stock: tuple[StockChange, ...]
    promises: tuple[PromiseChange, ...]

    @property
    def steel_cost_idr(self) -> int:
        """What all the steel costs more; below 0: less."""
        return sum(row.cost_after_idr - row.cost_before_idr for row in self.steel)


def cover(before: RunRow, after: RunRow) -> Cover:
    """The cover that `after` found, beside `before`. Four queries."""
    orders = {run_id: material_orders(run_id) for run_id in (before.run_id, after.run_id)}
    sellers = {row.supplier_code: row.supplier_name for rows in orders.values() for row in rows}
    steel, moved = tuple(steel_by_seller(before, after)), tuple(_shifts(orders[before.run_id], orders[after.run_id]))
    later = [row for row in changed_promises(before.run_id, after.run_id) if _is_worse(row)]
    return Cover(steel, sellers, moved, tuple(stock_changes(before.run_id, after.run_id)), tuple(later))


def _is_worse(row: PromiseChange) -> bool:
    return row.late_after + row.short_after > row.late_before + row.short_before


def stock_changes(before: int, after: int) -> list[StockChange]:
    """Lots of which another mass is used from run `before` to run `after`, the largest difference first. One query."""
    used: dict[tuple[str, str], dict[int, int]] = {}
    rows = MaterialUse.objects.filter(run__in=(before, after), source_kind__in=AT_HAND)
    grouped = rows.order_by().values_list("source_code", "source_kind", "run").annotate(mass=Sum("mass_g"))
    for code, kind, run_id, mass in grouped:
        used.setdefault((code, kind), {})[run_id] = int(mass)
    found = [
        StockChange(code, kind == "material_receipt", mass.get(before, 0), mass.get(after, 0))
        for (code, kind), mass in used.items()
        if mass.get(before, 0) != mass.get(after, 0)
    ]
    return sorted(found, key=lambda row: (-abs(row.after_g - row.before_g), row.lot_code))


def _shifts(before: list[MaterialOrderRow], after: list[MaterialOrderRow]) -> list[SteelShift]:
    """What each seller gets ordered in another week, the largest mass first; weeks are matched grade by grade.

    The mass that moves is priced at the mean price of its seller and grade in the week, before and after.
    """
    bought: dict[tuple[str, str], tuple[Bought, Bought]] = defaultdict(lambda: ({}, {}))
    for which, rows in enumerate((before, after)):
        for row in rows:
            side = bought[row.supplier_code, row.material_code][which]
            mass, cost = side.get(row.order_week, (0, 0))
            side[row.order_week] = (mass + row.mass_g, cost + row.cost_idr)
    found: dict[tuple[str, int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (seller, _material), (old, new) in bought.items():
        for moved in shifts(*({week: mass for week, (mass, _cost) in side.items()} for side in (old, new))):
            more = _priced(new[moved.to_week], moved.mass_g) - _priced(old[moved.from_week], moved.mass_g)
            mass, cost = found[seller, moved.from_week, moved.to_week]
            found[seller, moved.from_week, moved.to_week] = (mass + moved.mass_g, cost + more)
    listed = [SteelShift(*key, *amounts) for key, amounts in found.items()]
    return sorted(listed, key=lambda row: (-row.mass_g, row.supplier_code, row.from_week, row.to_week))


def _priced(bought: tuple[int, int], mass_g: int) -> int:
    """What a part of an order costs, in proportion."""
    mass, cost = bought
    return (cost * mass_g + mass // 2) // mass
