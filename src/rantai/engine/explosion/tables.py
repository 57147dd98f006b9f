"""What the explosion is asked and what it answers. Items, weeks and rows are positions from 0."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from rantai.core.numbers import LARGEST
from rantai.core.tables import Ints

SUPPLY_ORDER, SUPPLY_STOCK, SUPPLY_RECEIPT = 0, 1, 2
CONSUMER_ORDER, CONSUMER_DEMAND = 0, 1
MAX_SCRAP_PPM = 900_000


@dataclass(frozen=True, eq=False)
class ExplosionInput:
    """Demand, bills and supplies; groups of equally long int64 columns.

    An item is what must not be mixed: one (item, material owner) stream is one position.
    """

    weeks: int  # length of the horizon; all weeks but those of bills lie in 0..weeks-1
    n_items: int
    bill_parent: Ints  # item that holds the component
    bill_child: Ints  # component
    bill_quantity_each: Ints  # components in one parent, 1 or more
    bill_scrap_ppm: Ints  # share of components lost at the parent, 0..900,000 ppm
    bill_first_week: Ints  # the line holds for parents started from this week …
    bill_last_week: Ints  # … to this week, both included
    lead_weeks: Ints  # by item: children of a lot needed in week w are needed in week w - lead
    demand_item: Ints
    demand_week: Ints
    demand_quantity: Ints  # pieces
    demand_priority: Ints  # the smaller goes first within a week
    stock_item: Ints
    stock_quantity: Ints  # pieces, at hand before week 0
    receipt_item: Ints
    receipt_week: Ints  # week of arrival; serves needs of that week and later
    receipt_quantity: Ints  # pieces

    def __post_init__(self) -> None:
        """Refuse columns that contradict each other or name no item or week. Raises ValueError."""
        if self.weeks < 1 or self.n_items < 0:
            raise ValueError("weeks must be 1 or more, n_items 0 or more")
        for group in ("bill", "lead", "demand", "stock", "receipt"):
            self._check_lengths(group)
        ranges = {
            "item": self.n_items - 1,
            "parent": self.n_items - 1,
            "child": self.n_items - 1,
            "week": self.weeks - 1,
            "ppm": MAX_SCRAP_PPM,
        }
        for name, column in self._columns().items():
            if name not in ("bill_first_week", "bill_last_week"):
                low = 1 if name == "bill_quantity_each" else 0
                _check_range(name, column, low, ranges.get(name.rpartition("_")[2], LARGEST))

    def _columns(self) -> dict[str, Ints]:
        names = [field.name for field in dataclasses.fields(self)][2:]
        return {name: getattr(self, name) for name in names}

    def _check_lengths(self, group: str) -> None:
        columns = [column for name, column in self._columns().items() if name.startswith(group + "_")]
        lengths = {column.shape for column in columns} | ({(self.n_items,)} if group == "lead" else set())
        if len(lengths) != 1 or any(column.dtype != "int64" for column in columns):
            raise ValueError(f"columns {group}_… must be int64 and equally long")


def _check_range(name: str, column: Ints, low: int, high: int) -> None:
    if column.size and not (low <= int(column.min()) and int(column.max()) <= high):
        raise ValueError(f"{name} must lie in {low}..{high}")


@dataclass(frozen=True, eq=False)
class ExplosionAnswer:
    """Lots to make or buy, and every piece's way from supply to consumer."""

    status: str  # "optimal" when the pieces ordered equal the proven bound, else "feasible"
    objective: int  # pieces ordered, all items
    bound: int  # proven: no plan that meets all demand orders fewer
    level: Ints  # by item: low-level code, 0 for items that are nobody's component
    order_item: Ints  # lots sorted by item, then week; one a item and week
    order_week: Ints  # week of need
    order_quantity: Ints  # pieces, 1 or more
    order_start_week: Ints  # week of need less lead; negative: past due, its children are needed in week 0
    order_priority: Ints  # smallest priority among the consumers of the lot
    link_supply_kind: Ints  # SUPPLY_ORDER, SUPPLY_STOCK or SUPPLY_RECEIPT; links are sorted by supply
    link_supply: Ints  # row of that kind
    link_offset: Ints  # pieces of this supply that go to earlier links
    link_consumer_kind: Ints  # CONSUMER_ORDER or CONSUMER_DEMAND
    link_consumer: Ints  # row of that kind
    link_quantity: Ints  # pieces of the supply


@dataclass(frozen=True, eq=False)
class Readiness:
    """Since when the components of some lots are there. Row i speaks of the i-th lot that was asked about."""

    ready_before_week: Ints  # first week at whose START all components are there, 0..weeks; weeks + 1: never
    possible_cum: Ints  # [lot, t in 0..weeks]: whole pieces whose components are there before the start of week t
