"""What the allocation is asked and what it answers: positions and whole numbers, one array a column."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.str_]

GOALS = ("on_time", "local_first", "spread_work", "cost")
UNITS = {"on_time": "piece_weeks", "local_first": "piece_ranks", "spread_work": "pieces", "cost": "idr"}
RANK_BOUGHT = 3  # locality rank of a piece bought at home; makers have 0 sentra, 1 province, 2 national
RANK_IMPORT = 4
MS_PER_MINUTE = 60_000
PPM = 1_000_000
PRIORITY_LOWEST = 9


_NO_RULE = {
    "cap_min_share_ppm": 0,
    "cap_batch_pieces": 0,
    "cap_most_pieces": -1,
    "cap_has_tool": 1,
    "cap_transport_weeks": 0,
    "cap_transport_idr_each": 0,
    "work_setup_ms": 0,
    "item_source_ppm": PPM,
    "lot_customer": -1,
    "maker_customer_minutes": -1,
}


def _no_rule() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class AllocationInput:
    """Lots to be made, who may make them, and what they may use. Weeks are positions from 0.

    `lot_*` one entry a lot; `cap_*` one a capability, unique in (item, maker); `work_*` one for each (capability,
    resource), at least one for each capability; `ext_*` one for each offer of a made item bought ready.
    """

    weeks: int  # weeks of the horizon
    n_items: int
    n_makers: int
    n_resources: int
    lot_item: Ints
    lot_need_week: Ints  # finished at the end of this week is on time
    lot_first_week: Ints  # earliest week of work for a maker with a lead of one week
    lot_quantity: Ints  # pieces, at least 1
    lot_priority: Ints  # 1 (first) to 9
    cap_item: Ints
    cap_maker: Ints
    cap_price_idr_each: Ints
    cap_lead_weeks: Ints  # at least 1; work of week t rests on material and parts there before week t - lead + 1
    cap_max_share_ppm: Ints  # of share_total
    cap_locality: Ints  # 0 sentra, 1 province, 2 national
    work_capability: Ints
    work_resource: Ints
    work_ms: Ints  # for one piece, at least 1
    capacity_minutes: Ints  # [n_resources, weeks]
    limit_cum: Ints  # [n_items, weeks], pieces that may be made up to and including the week; -1: no limit
    ext_item: Ints
    ext_supplier: Ints
    ext_price_idr_each: Ints
    ext_lead_weeks: Ints  # arrival week is at least this
    ext_is_import: Ints  # 0 or 1
    goals: tuple[str, ...]  # most important first; those left out follow in the usual order
    share_total: Ints  # [n_items], pieces against which the largest share counts
    # Rules that need not be given: left out, they bind nothing.
    cap_min_share_ppm: Ints = field(default_factory=_no_rule)  # of share_total, rounded down; 0: none
    cap_batch_pieces: Ints = field(default_factory=_no_rule)  # smallest job that is not a whole lot; 0: as usual
    cap_most_pieces: Ints = field(default_factory=_no_rule)  # pieces of a maker that is on trial; -1: approved
    cap_has_tool: Ints = field(default_factory=_no_rule)  # 0: the tool that the item needs lies elsewhere
    cap_transport_weeks: Ints = field(
        default_factory=_no_rule
    )  # pieces of week t are there at the end of week t + this
    cap_transport_idr_each: Ints = field(default_factory=_no_rule)  # added to the price
    work_setup_ms: Ints = field(default_factory=_no_rule)  # once for each week in which the maker makes the item
    item_source_ppm: Ints = field(default_factory=_no_rule)  # [n_items], largest share of any one maker or seller
    lot_customer: Ints = field(default_factory=_no_rule)  # -1: nobody's in particular
    maker_customer_minutes: Ints = field(default_factory=_no_rule)  # [n_makers], in all, for any one customer; -1: any
    # Minutes that can be had for money: overtime, an added machine. One entry an option; `optres_*`: what it widens.
    opt_price_idr_minute: Ints = field(default_factory=_no_rule)
    opt_fixed_idr_week: Ints = field(default_factory=_no_rule)  # for each week in which any of its minutes are used
    opt_is_approved: Ints = field(default_factory=_no_rule)  # 1: may be used; 0: only a way out to be told
    opt_minutes: Ints = field(default_factory=_no_rule)  # [n_opts, weeks], at most
    optres_option: Ints = field(default_factory=_no_rule)
    optres_resource: Ints = field(default_factory=_no_rule)

    def __post_init__(self) -> None:
        """A rule that was left out becomes the column that binds nothing."""
        sizes = {
            "cap": np.size(self.cap_item),
            "work": np.size(self.work_capability),
            "item": self.n_items,
            "lot": np.size(self.lot_item),
            "maker": self.n_makers,
        }
        for name, value in _NO_RULE.items():
            if not np.size(getattr(self, name)):
                column = np.full(max(0, int(sizes[name.split("_", 1)[0]])), value, dtype=np.int64)
                object.__setattr__(self, name, column)
        if not np.size(self.opt_minutes):
            object.__setattr__(self, "opt_minutes", np.zeros((self.n_opts, max(0, self.weeks)), dtype=np.int64))

    @property
    def n_lots(self) -> int:
        return len(self.lot_item)

    @property
    def n_caps(self) -> int:
        return len(self.cap_item)

    @property
    def n_exts(self) -> int:
        return len(self.ext_item)

    @property
    def n_opts(self) -> int:
        return len(self.opt_price_idr_minute)

    @property
    def goal_order(self) -> tuple[str, ...]:
        """All four goals, the ones not given behind those given."""
        return (*self.goals, *(goal for goal in GOALS if goal not in self.goals))


@dataclass(frozen=True)
class GoalReport:
    """One goal: the value reached, and a value that no plan is below that is as good in the goals before it."""

    goal: str
    status: (
        str  # a word of solvers.Status, which a stranger must not import; optimal exactly when objective equals bound
    )
    objective: int
    bound: int
    unit: str


@dataclass(frozen=True)
class AllocationReasons:
    """Why something is late, short, or went farther than a nearer maker. One entry a reason, by subject."""

    subject: Words  # lot, job or bought: what `subject_index` counts in
    subject_index: Ints  # position of the lot, job row or bought row
    kind: Words  # late, short or elsewhere
    reason_code: Words  # one of the plan's REASON_CODES
    place: Words  # resource, capability, item or offer: what `place_index` counts in
    place_index: Ints
    week: Ints  # week in which it binds
    amount: Ints  # how much is missing
    unit: Words  # minutes, pieces, weeks or idr


@dataclass(frozen=True)
class AllocationWays:
    """What minutes for money would do. One entry for each late or short lot and option that helps it, cheapest first.

    Each was tried in this very plan: with so many minutes of the option, so many pieces of the lot come earlier.
    """

    lot: Ints
    option: Ints
    first_week: Ints  # weeks of work in which its minutes are used
    last_week: Ints
    minutes: Ints
    cost_idr: Ints
    pieces: Ints  # that come earlier
    piece_weeks: Ints  # by how much, altogether; a short piece counts as in the goal


@dataclass(frozen=True)
class AllocationWorth:
    """What one more hour would be worth: for each resource and week that a late or short lot names as full."""

    resource: Ints
    week: Ints
    pieces: Ints  # that would come earlier
    piece_weeks: Ints  # by how much, altogether
    idr: Ints  # by which making and buying would be cheaper; negative: dearer


@dataclass(frozen=True)
class AllocationAnswer:
    """Who makes how many of which lot in which week, what is bought instead, what stays short. Sorted by lot."""

    status: str  # optimal when every goal is; timeout when the safety net cut the improvement short
    job_lot: Ints
    job_capability: Ints
    job_week: Ints
    job_quantity: Ints
    bought_lot: Ints
    bought_ext: Ints
    bought_week: Ints  # week of arrival
    bought_quantity: Ints
    short_quantity: Ints  # [n_lots]
    goals: tuple[GoalReport, ...]  # in the order of importance
    reasons: AllocationReasons
    used_option: Ints = field(default_factory=_no_rule)  # approved minutes for money that the plan uses
    used_week: Ints = field(default_factory=_no_rule)
    used_minutes: Ints = field(default_factory=_no_rule)
    ways: AllocationWays = field(default_factory=lambda: AllocationWays(*(_no_rule() for _ in range(8))))
    worth: AllocationWorth = field(default_factory=lambda: AllocationWorth(*(_no_rule() for _ in range(5))))
    faults: tuple[str, ...] = ()  # why the input is invalid, in English; then nothing is made


def no_reasons() -> AllocationReasons:
    """Reasons for a plan in which nothing needs one."""
    return reasons_of([])


def reasons_of(rows: list[tuple[str, int, str, str, str, int, int, int, str]]) -> AllocationReasons:
    """Reasons from rows in the order of the columns."""
    columns: list[Any] = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(9)]
    fields = dataclasses.fields(AllocationReasons)
    dtypes = [np.int64 if name in _NUMBERS else np.str_ for name in (field.name for field in fields)]
    arrays: list[Any] = [np.array(column, dtype=dtype) for column, dtype in zip(columns, dtypes, strict=True)]
    return AllocationReasons(*arrays)


_NUMBERS = ("subject_index", "place_index", "week", "amount")
