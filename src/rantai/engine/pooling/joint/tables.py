"""What joint pooling is asked and what it answers. Formats, centres, suppliers, weeks and rows are positions from 0."""

from __future__ import annotations

from dataclasses import dataclass

from rantai.core.numbers import LARGEST
from rantai.core.tables import Ints
from rantai.core.units import PPM
from rantai.engine.pooling.tables import PoolingInput

NO_LIMIT = -1
CAUSE_BUDGET, CAUSE_CREDIT, CAUSE_BUDGET_AND_CREDIT, CAUSE_NOT_WORTH = 2, 3, 4, 5  # beside CAUSE_NO_OFFER, CAUSE_LEAD
CAUSE_TIME = 6  # the search ended before it could order this, or say why not

ANSWER_GROUPS = ("item", "order", "load", "move", "use", "short", "worth")
JOINT_GROUPS = ("transfer", "supplier", "rebate", "back", "rolling", "budget")


@dataclass(frozen=True, eq=False)
class JointInput:
    """Needs, steel and offers of several materials, and the terms that tie them; groups of equally long columns."""

    steel: PoolingInput  # the formats of all materials, their needs, steel at hand, offers and price tiers by item
    format_material: Ints  # material of each format; only formats of one material replace each other
    need_centre: Ints  # where each need of `steel` must lie
    need_is_forecast: Ints  # 1: only expected; it yields to firm needs where not all can be had
    stock_centre: Ints  # where each stock of `steel` lies, or will lie
    transfer_from: Ints
    transfer_to: Ints
    transfer_weeks: Ints
    transfer_price_idr_t: Ints
    offer_supplier: Ints  # seller of each offer of `steel`; what is ordered at one seller in one week is one order
    supplier_min_order_g: Ints  # least mass of one order, all its items together
    supplier_truck_g: Ints  # what one truck carries; 0: delivery is in the price
    supplier_truck_idr: Ints  # one truck, full or not
    supplier_credit_idr: Ints  # most that may be owed to the seller at once; NO_LIMIT: any amount
    supplier_credit_weeks: Ints  # an order is owed in its own week and as many in all
    rebate_supplier: Ints
    rebate_from_g: Ints  # mass of one order, all its items together, from which …
    rebate_ppm: Ints  # … this share is taken off the price of all of it
    back_supplier: Ints  # trucks that bring parts and come back past the seller anyway
    back_week: Ints  # week in which they arrive
    back_trucks: Ints
    back_truck_idr: Ints
    rolling_offer: Ints  # an offer with rolling weeks can be ordered for those alone
    rolling_week: Ints
    budget_week: Ints  # money for orders that comes free in a week; what is not spent stays
    budget_idr: Ints  # without any row there is no limit

    def __post_init__(self) -> None:
        """Refuse columns that contradict each other or name nothing. Raises ValueError."""
        sizes = {
            "format_material": len(self.steel.format_kind),
            "need_centre": len(self.steel.need_format),
            "need_is_forecast": len(self.steel.need_format),
            "stock_centre": len(self.steel.stock_format),
            "offer_supplier": len(self.steel.offer_format),
        }
        for group in JOINT_GROUPS:
            names = self.names_of(group)
            sizes |= dict.fromkeys(names, len(getattr(self, names[0])))
        for name, size in sizes.items():
            column = getattr(self, name)
            if column.shape != (size,) or column.dtype != "int64":
                raise ValueError(f"{name} must be int64 and {size} long")
            low, high = self._range(name)
            if size and not (low <= int(column.min()) and int(column.max()) <= high):
                raise ValueError(f"{name} must lie in {low}..{high}")

    @classmethod
    def names_of(cls, group: str) -> list[str]:
        """The columns of a group."""
        return [name for name in cls.__dataclass_fields__ if name.startswith(group + "_")]

    def _range(self, name: str) -> tuple[int, int]:
        suppliers, offers = len(self.supplier_truck_g) - 1, len(self.steel.offer_format) - 1
        lows = {"supplier_credit_idr": NO_LIMIT, "supplier_credit_weeks": 1}
        highs = dict.fromkeys(("offer_supplier", "rebate_supplier", "back_supplier"), suppliers)
        highs |= {"need_is_forecast": 1, "rebate_ppm": PPM - 1, "rolling_offer": offers}
        return lows.get(name, 0), highs.get(name, LARGEST)


@dataclass(frozen=True, eq=False)
class JointAnswer:
    """Orders by seller and week, their items and trucks, transfers, uses, what stays open, what steel is worth."""

    status: str  # optimal (proven to 10 ppm or to rounding), feasible or timeout
    objective: int  # purchase + trucks + holding + transfers + what late and missing steel counts, rupiah
    bound: int  # proven: after stock and transfers, no orders within the terms come to less
    purchase_idr: int
    truck_idr: int
    holding_idr: int
    transfer_idr: int
    open_idr: int  # what late and missing steel counts
    item_offer: Ints  # sorted by offer, then week; at most one an offer and week
    item_week: Ints
    item_arrival_week: Ints  # usable from the start of the week after
    item_pieces: Ints  # sheets or bars; coils: how many; 0 for loose
    item_mass_g: Ints
    item_price_idr_t: Ints  # by the item's own tier
    item_cost_idr: Ints  # before the rebate of its order
    order_supplier: Ints  # sorted by seller, then week
    order_week: Ints
    order_mass_g: Ints
    order_value_idr: Ints  # its items
    order_rebate_ppm: Ints  # by the mass of all its items
    order_cost_idr: Ints
    load_supplier: Ints  # sorted by seller, then arrival
    load_week: Ints  # arrival
    load_mass_g: Ints
    load_trucks: Ints  # hired
    load_back_trucks: Ints  # that come back anyway
    load_cost_idr: Ints
    move_stock: Ints  # stock row that goes from its centre to another; sorted by stock, then centre
    move_to: Ints
    move_mass_g: Ints
    move_cost_idr: Ints
    use_source_kind: Ints  # SOURCE_STOCK or SOURCE_ORDER (source: row of the items); sorted by need, then source
    use_source: Ints
    use_need: Ints
    use_pieces: Ints
    use_mass_g: Ints
    use_week: Ints
    use_late_weeks: Ints
    short_need: Ints
    short_pieces: Ints
    short_mass_g: Ints
    short_cause: Ints
    short_arrival_week: Ints  # earliest arrival of any offer; -1 when nobody sells it
    worth_format: Ints  # by format and week with open needs: what one tonne more then would save
    worth_week: Ints
    worth_idr_t: Ints

    @property
    def gap(self) -> float:
        """Share of the objective that is not proven to be necessary, 0..1."""
        return max(0, self.objective - self.bound) / max(1, self.objective)
