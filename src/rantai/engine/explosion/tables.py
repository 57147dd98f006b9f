"""What the explosion is asked and what it answers. Items, weeks and rows are positions from 0."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rantai.core.numbers import LARGEST
from rantai.core.tables import Ints

Kinds = NDArray[np.uint8]  # SUPPLY_… and CONSUMER_… of links, of which there may be many millions

SUPPLY_ORDER, SUPPLY_STOCK, SUPPLY_RECEIPT, SUPPLY_BYPRODUCT, SUPPLY_SWAP = 0, 1, 2, 3, 4
CONSUMER_ORDER, CONSUMER_DEMAND, CONSUMER_SAFETY, CONSUMER_SWAP = 0, 1, 2, 3
SWAP_SUBSTITUTE, SWAP_ALTERNATE = 0, 1
REASON_FROZEN, REASON_NOBODY, REASON_FIRM = 1, 2, 3
MAX_SCRAP_PPM = 900_000
MIN_YIELD_PPM = 100_000
MAX_RATIO_PPM = 1_000_000_000
LOT_FOR_LOT, LOT_FIXED, LOT_PERIOD, LOT_MINIMUM = 0, 1, 2, 3
NO_CALENDAR = -1

# Rules by item: one entry an item, or none at all, and then this is the rule of every item.
NO_RULE = {
    "yield_ppm": 1_000_000,
    "safety_stock": 0,
    "lot_rule": LOT_FOR_LOT,
    "lot_quantity": 0,
    "lot_multiple": 0,
    "lot_weeks": 1,
    "frozen_weeks": 0,
    "orderable": 1,
    "calendar": NO_CALENDAR,
}
# Rules in rows of their own, by the first word of their columns.
ROWS = ("bill", "demand", "stock", "receipt", "firm", "byproduct", "substitute", "alternate", "closed")


def no_rows() -> Ints:
    """A column of a rule that nobody made."""
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class ExplosionInput:
    """Demand, bills, supplies and rules; groups of equally long int64 columns.

    An item is what must not be mixed: one (item, material owner) stream is one position. Another bill of the same item
    is a position of its own too. Everything behind `receipt_quantity` may be left out: then no such rule holds.
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

    # By item, one entry an item or none at all (NO_RULE).
    yield_ppm: Ints = field(default_factory=no_rows)  # good pieces of a million started, 100,000..1,000,000
    safety_stock: Ints = field(
        default_factory=no_rows
    )  # pieces that stay at hand from the first week a lot can be there
    lot_rule: Ints = field(default_factory=no_rows)  # LOT_FOR_LOT, LOT_FIXED, LOT_PERIOD or LOT_MINIMUM
    lot_quantity: Ints = field(
        default_factory=no_rows
    )  # fixed: lots are whole multiples of it, 1 or more; else the least
    lot_multiple: Ints = field(default_factory=no_rows)  # period and minimum: lots are whole multiples of it; 0 as 1
    lot_weeks: Ints = field(default_factory=no_rows)  # period: a lot covers this many weeks from its own on, 1 or more
    frozen_weeks: Ints = field(default_factory=no_rows)  # no new lot starts before this week; 0: even in the past
    orderable: Ints = field(default_factory=no_rows)  # 0: no new lot at all, as nobody makes or sells it; else 1
    calendar: Ints = field(default_factory=no_rows)  # calendar whose closed weeks do not count as lead; -1: none

    firm_item: Ints = field(default_factory=no_rows)  # firm planned orders: lots that are never moved or resized
    firm_week: Ints = field(default_factory=no_rows)  # week in which the lot is there; it starts as any lot of the item
    firm_quantity: Ints = field(default_factory=no_rows)  # pieces started; good ones after yield, rounded down
    byproduct_parent: Ints = field(default_factory=no_rows)  # item whose lots bring the by-product along
    byproduct_child: Ints = field(default_factory=no_rows)  # the by-product, there in the week of the lot
    byproduct_quantity_each: Ints = field(default_factory=no_rows)  # pieces of it for each piece started, 1 or more
    substitute_item: Ints = field(default_factory=no_rows)  # what is missing …
    substitute_other: Ints = field(
        default_factory=no_rows
    )  # … is taken from what needs of this item leave of its supplies
    substitute_rank: Ints = field(default_factory=no_rows)  # the smaller is tried first
    substitute_ratio_ppm: Ints = field(default_factory=no_rows)  # pieces of the other for a million missing, rounded up
    alternate_item: Ints = field(default_factory=no_rows)  # what cannot be ordered in time …
    alternate_other: Ints = field(default_factory=no_rows)  # … is asked of this item instead, piece for piece
    alternate_rank: Ints = field(default_factory=no_rows)  # the smaller is tried first
    closed_calendar: Ints = field(default_factory=no_rows)  # number of a calendar, 0 or more
    closed_week: Ints = field(default_factory=no_rows)  # week in which nobody works there

    def __post_init__(self) -> None:
        """Refuse columns that contradict each other or name no item or week. Raises ValueError."""
        if self.weeks < 1 or self.n_items < 0:
            raise ValueError("weeks must be 1 or more, n_items 0 or more")
        columns = self._columns()
        for group in ROWS:
            _check_lengths(group, [column for name, column in columns.items() if name.startswith(group + "_")])
        _check_lengths("lead", [columns["lead_weeks"], np.zeros(self.n_items, np.int64)])
        for name in NO_RULE:
            if columns[name].size:
                _check_lengths(name, [columns[name], np.zeros(self.n_items, np.int64)])
        for name, column in columns.items():
            if name not in ("bill_first_week", "bill_last_week"):
                _check_range(name, column, *self._range(name))
        if (self.rule("lot_quantity")[self.rule("lot_rule") == LOT_FIXED] < 1).any():
            raise ValueError("lot_quantity of a fixed lot must be 1 or more")

    def rule(self, name: str) -> Ints:
        """A column of `NO_RULE`, one entry an item."""
        column: Ints = getattr(self, name)
        return column if column.size else np.full(self.n_items, NO_RULE[name], dtype=np.int64)

    def _columns(self) -> dict[str, Ints]:
        names = [one.name for one in dataclasses.fields(self)][2:]
        return {name: getattr(self, name) for name in names}

    def _range(self, name: str) -> tuple[int, int]:
        """Least and largest entry of a column."""
        if name in _RANGES:
            return _RANGES[name]
        last = name.rpartition("_")[2]
        if last in ("item", "parent", "child", "other"):
            return 0, self.n_items - 1
        return {"week": (0, self.weeks - 1), "ppm": (0, MAX_SCRAP_PPM), "each": (1, LARGEST)}.get(last, (0, LARGEST))


_RANGES = {
    "yield_ppm": (MIN_YIELD_PPM, 1_000_000),
    "lot_rule": (LOT_FOR_LOT, LOT_MINIMUM),
    "lot_weeks": (1, LARGEST),
    "orderable": (0, 1),
    "calendar": (NO_CALENDAR, LARGEST),
    "substitute_ratio_ppm": (1, MAX_RATIO_PPM),
}


def _check_lengths(group: str, columns: list[Ints]) -> None:
    if len({column.shape for column in columns}) != 1 or any(column.dtype != "int64" for column in columns):
        raise ValueError(f"columns {group}_… must be int64 and equally long")


def _check_range(name: str, column: Ints, low: int, high: int) -> None:
    if column.size and not (low <= int(column.min()) and int(column.max()) <= high):
        raise ValueError(f"{name} must lie in {low}..{high}")


@dataclass(frozen=True, eq=False)
class ExplosionAnswer:
    """Lots to make or buy, every piece's way from supply to consumer, and what comes late or never.

    Supplies of all kinds are numbered through: lots, stock, receipts, by-products, swaps. Consumers are: lots, demand,
    safety stock (its row is the item), swaps. `supply_base` and `consumer_base` say where each kind begins.
    """

    status: str  # "infeasible" when a need gets nothing in the horizon; "optimal" when objective is bound; "feasible"
    objective: int  # pieces ordered, all items
    bound: int  # proven: no plan that meets all demand orders fewer
    level: Ints  # by item: low-level code, 0 for items that are nobody's component, by-product or stand-in
    order_item: Ints  # lots sorted by item, then week, firm ones first; one new lot an item and week
    order_week: Ints  # week of need: in which the lot is there
    order_quantity: Ints  # pieces started, 1 or more
    order_start_week: Ints  # week of need less lead; negative: past due, its children are needed in week 0
    order_priority: Ints  # smallest priority among the consumers of the lot; one above all demand where it has none
    order_good: Ints  # pieces that come out good
    order_firm: Ints  # row of the firm planned order, -1 for a new lot
    byproduct_order: Ints  # by-products: the lot that brings it along; sorted by item, week and lot
    byproduct_item: Ints
    byproduct_week: Ints
    byproduct_quantity: Ints
    swap_kind: Ints  # swaps: pieces of one item served by another; SWAP_SUBSTITUTE or SWAP_ALTERNATE
    swap_row: Ints  # row of the substitute or alternate; swaps are sorted by item, week, kind and rank
    swap_item: Ints  # the item that is served …
    swap_other: Ints  # … by this one
    swap_week: Ints
    swap_quantity: Ints  # pieces of the item
    swap_used: Ints  # pieces of the other
    link_supply_kind: Kinds  # SUPPLY_…; links are sorted by supply, then offset
    link_supply: Ints  # row of that kind
    link_offset: Ints  # pieces of this supply that go to earlier links
    link_consumer_kind: Kinds  # CONSUMER_…
    link_consumer: Ints  # row of that kind; the item of a safety stock
    link_quantity: Ints  # pieces of the supply
    supply_base: Ints  # number of the first supply of each kind
    supply_first: Ints  # by numbered supply: its first link; one entry more at the end
    consumer_base: Ints  # number of the first consumer of each kind
    short_item: Ints  # needs that no supply of the horizon serves
    short_consumer_kind: Ints
    short_consumer: Ints
    short_quantity: Ints
    short_reason: Ints  # REASON_FROZEN: a lot would come behind the horizon; REASON_NOBODY: the item is not orderable
    late_link: Ints  # links whose supply comes after the week of need
    late_weeks: Ints  # how many weeks after
    late_reason: Ints  # REASON_FROZEN, REASON_NOBODY; REASON_FIRM: the supply is a firm order, which is not moved
    unused_substitutes: Ints  # rows of the question left out: they close a circle, or stand twice
    unused_alternates: Ints


@dataclass(frozen=True, eq=False)
class Readiness:
    """Since when the components of some lots are there. Row i speaks of the i-th lot that was asked about."""

    ready_before_week: Ints  # first week at whose START all components are there, 0..weeks; weeks + 1: never
    possible_cum: Ints  # [lot, t in 0..weeks]: whole pieces whose components are there before the start of week t
