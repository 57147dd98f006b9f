"""A small group of items, every choice written out: a whole-number model solved goal after goal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd

import numpy as np

from rantai.engine.allocation.book import Book, share_limits, tightened_limits
from rantai.engine.allocation.options import approved_minutes
from rantai.engine.allocation.params import AllocationParams
from rantai.engine.allocation.tables import MS_PER_MINUTE, AllocationInput, Ints
from rantai.engine.allocation.worth import priority_weights, short_weeks, source_prices, source_ranks
from rantai.engine.solvers import LinearModel, Session, WorkBudget, solver

_SLACK = 1e-6  # what a whole-number answer of the solver may be off


@dataclass(frozen=True)
class Cells:
    """One column a (lot, source, week); behind them short pieces of each lot, the largest share of each item; 0 or 1
    for each maker and week of arrival that takes setting up (`setups`: capability, week); then minutes for money, and 0
    or 1 for using any in a week (`money`: option, week)."""

    lots: Ints
    items: Ints
    lot_at: Ints  # position in `lots` of each cell
    source: Ints
    week: Ints
    setups: Ints
    money: Ints

    @property
    def n_cells(self) -> int:
        return len(self.source)

    @property
    def n_cols(self) -> int:
        return self.first_money + 2 * len(self.money)

    @property
    def first_money(self) -> int:
        return self.first_setup + len(self.setups)

    @property
    def first_setup(self) -> int:
        return self.n_cells + len(self.lots) + len(self.items)


@dataclass(frozen=True)
class Exact:
    """Placements, and what the search proves of each goal while the goals before it are at their optimum."""

    rows: Ints  # lot, source, week of arrival, pieces
    bounds: Mapping[str, int]


def cells_of(book: Book, lots: Ints) -> Cells:
    """Every choice that the lots of a group have."""
    given = book.given
    parts: list[tuple[Ints, Ints, Ints]] = []
    for at, lot in enumerate(lots):
        sources = book.sources_of[int(given.lot_item[lot])]
        for source, first in zip(sources, book.earliest(int(lot), sources), strict=True):
            end = given.weeks if source < given.n_caps else min(given.weeks, int(first) + 1)
            weeks = np.arange(int(first), max(int(first), end), dtype=np.int64)
            parts.append((np.full(len(weeks), at), np.full(len(weeks), source), weeks))
    columns = [np.concatenate(column).astype(np.int64) for column in zip(*parts, strict=True)] if parts else []
    columns = columns or [np.zeros(0, np.int64)] * 3
    needs = np.zeros(given.n_caps + given.n_exts, dtype=np.bool_)
    needs[given.work_capability[given.work_setup_ms > 0]] = True
    lot_at, source, week = columns
    setups = np.unique(np.stack([source, week], axis=1)[needs[source]], axis=0)
    approved = given.opt_minutes * given.opt_is_approved[:, None]
    money, items = np.argwhere(approved > 0).astype(np.int64), np.unique(given.lot_item[lots])
    return Cells(lots, items, lot_at, source, week, setups, money)


def count_cells(book: Book, lots: Ints, most: int) -> int:
    """How many choices, counted only until they are more than `most`."""
    count = 0
    for lot in lots:
        sources = book.sources_of[int(book.given.lot_item[lot])]
        caps = sources < book.given.n_caps
        first = book.earliest(int(lot), sources)
        count += int(np.maximum(0, book.given.weeks - first[caps]).sum()) + int((~caps).sum())
        if count > most:
            break
    return count


def solve_exactly(book: Book, lots: Ints, params: AllocationParams) -> Exact | None:
    """Solve a group goal after goal; None when the search ends without a plan. `book` holds nothing of it yet."""
    given, cells = book.given, cells_of(book, lots)
    costs = _goal_costs(given, cells)
    session = solver().session(_model(given, cells))
    budget = WorkBudget(nodes=params.exact_nodes, seconds=params.safety_seconds)
    bounds: dict[str, int] = {}
    values, proven = np.zeros(0, np.int64), True
    for goal in _stages(given):
        answer = _minimise(session, costs[goal], budget)
        if answer is None:
            return None
        values, bound = answer
        reached = int(costs[goal] @ values)
        if proven and goal in given.goal_order:
            bounds[goal] = bound
        proven = proven and bound == reached
    pieces = values[: cells.n_cells]
    chosen = np.flatnonzero(pieces)
    rows = np.stack([lots[cells.lot_at], cells.source, cells.week, pieces], axis=1)[chosen]
    return Exact(rows, bounds)


def _stages(given: AllocationInput) -> tuple[str, ...]:
    """When time is not the first goal, being short would be the cheapest plan: what can be served is served."""
    order = given.goal_order
    return order if order[0] == "on_time" else ("served", *order)


def _minimise(session: Session, cost: Ints, budget: WorkBudget) -> tuple[Ints, int] | None:
    """The best whole values for one goal, and its bound; the goal is kept as a row for those after it."""
    unit = max(1, gcd(*(int(value) for value in cost))) if len(cost) else 1
    session.set_cost((cost // unit).astype(np.float64))
    report = session.solve(budget)
    if not report.has_values:
        return None
    values = np.rint(report.values).astype(np.int64)
    reached = int(cost @ values)
    bound = int(np.ceil(report.bound - _SLACK)) * unit if np.isfinite(report.bound) else 0
    session.fix_goal((cost // unit).astype(np.float64), reached // unit + _SLACK)
    return values, max(0, min(bound, reached))


def _goal_costs(given: AllocationInput, cells: Cells) -> dict[str, Ints]:
    lot_weight = priority_weights(given.lot_priority[cells.lots])
    late = np.maximum(0, cells.week - given.lot_need_week[cells.lots][cells.lot_at])
    nothing_short, nothing_shared = np.zeros(len(cells.lots), np.int64), np.zeros(len(cells.items), np.int64)
    no_cells = np.zeros(cells.n_cells, np.int64)
    short = short_weeks(given)[cells.lots] * lot_weight
    costs = {
        "served": np.concatenate([no_cells, lot_weight, nothing_shared]),
        "on_time": np.concatenate([late * lot_weight[cells.lot_at], short, nothing_shared]),
        "local_first": np.concatenate([source_ranks(given)[cells.source], nothing_short, nothing_shared]),
        "spread_work": np.concatenate([no_cells, nothing_short, np.ones(len(cells.items), np.int64)]),
        "cost": np.concatenate([source_prices(given)[cells.source], nothing_short, nothing_shared]),
    }
    rest = np.zeros(len(cells.setups) + 2 * len(cells.money), np.int64)
    costs = {goal: np.concatenate([cost, rest]) for goal, cost in costs.items()}
    option, end = cells.money[:, 0], cells.first_money + len(cells.money)
    costs["cost"][cells.first_money : end] = given.opt_price_idr_minute[option]
    costs["cost"][end:] = given.opt_fixed_idr_week[option]
    return costs


class _Rows:
    def __init__(self) -> None:
        self.entries: list[tuple[int, int, int]] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def add(self, columns: Ints, values: Ints | int, lower: float, upper: float) -> None:
        row = len(self.lower)
        spread = np.broadcast_to(np.asarray(values), columns.shape)
        self.entries += [(row, int(col), int(value)) for col, value in zip(columns, spread, strict=True)]
        self.lower.append(lower)
        self.upper.append(upper)


def _model(given: AllocationInput, cells: Cells) -> LinearModel:
    rows = _Rows()
    quantity = given.lot_quantity[cells.lots]
    for at, pieces in enumerate(quantity):
        columns = np.append(np.flatnonzero(cells.lot_at == at), cells.n_cells + at)
        rows.add(columns, 1, float(pieces), float(pieces))
    _share_rows(rows, given, cells)
    _capacity_rows(rows, given, cells)
    _limit_rows(rows, given, cells)
    _setup_rows(rows, given, cells)
    _customer_rows(rows, given, cells)
    minutes = given.opt_minutes[cells.money[:, 0], cells.money[:, 1]]
    for number, most in enumerate(minutes.tolist()):
        used = cells.first_money + number
        rows.add(np.array([used, used + len(cells.money)]), np.array([1, -most]), -np.inf, 0.0)
    totals = np.bincount(np.searchsorted(cells.items, given.lot_item[cells.lots]), weights=quantity)
    entry = np.array(rows.entries, dtype=np.int64).reshape(-1, 3)
    return LinearModel.of(
        col_cost=np.zeros(cells.n_cols),
        col_lower=np.zeros(cells.n_cols),
        col_upper=np.concatenate(
            [
                *(quantity[cells.lot_at], quantity, totals, np.ones(len(cells.setups))),
                *(minutes, np.ones(len(cells.money))),
            ]
        ),
        col_integer=np.ones(cells.n_cols, dtype=np.bool_),
        row_lower=rows.lower,
        row_upper=rows.upper,
        entry_row=entry[:, 0],
        entry_col=entry[:, 1],
        entry_value=entry[:, 2],
    )


def _share_rows(rows: _Rows, given: AllocationInput, cells: Cells) -> None:
    """A source stays below its item's largest share, and a maker below what it may have."""
    limits = share_limits(given)
    item_of = np.concatenate([given.cap_item, given.ext_item])
    for source in np.unique(cells.source):
        columns = np.flatnonzero(cells.source == source)
        if limits[source] < 2**61:
            rows.add(columns, 1, -np.inf, float(limits[source]))
        largest = cells.n_cells + len(cells.lots) + int(np.searchsorted(cells.items, item_of[source]))
        rows.add(np.append(columns, largest), np.append(np.ones(len(columns), np.int64), -1), -np.inf, 0.0)


def _capacity_rows(rows: _Rows, given: AllocationInput, cells: Cells) -> None:
    regular = given.capacity_minutes - approved_minutes(given)
    for resource in np.unique(given.work_resource):
        widening = given.optres_option[given.optres_resource == resource]
        uses = given.work_resource == resource
        ms_of = dict(zip(given.work_capability[uses].tolist(), given.work_ms[uses].tolist(), strict=True))
        setup_of = dict(zip(given.work_capability[uses].tolist(), given.work_setup_ms[uses].tolist(), strict=True))
        set_up = np.flatnonzero(np.isin(cells.setups[:, 0], given.work_capability[uses]))
        set_up_week = cells.setups[set_up, 1] - given.cap_transport_weeks[cells.setups[set_up, 0]]
        at = np.flatnonzero(np.isin(cells.source, given.work_capability[uses]))
        worked = cells.week[at] - given.cap_transport_weeks[cells.source[at]]
        for week in np.unique(worked):
            columns = at[worked == week]
            ms = np.array([ms_of[int(source)] for source in cells.source[columns]], dtype=np.int64)
            setups = set_up[set_up_week == week]
            setup_ms = np.array([setup_of[int(cap)] for cap in cells.setups[setups, 0]], dtype=np.int64)
            money = np.flatnonzero(np.isin(cells.money[:, 0], widening) & (cells.money[:, 1] == week))
            columns = np.concatenate([columns, cells.first_setup + setups, cells.first_money + money])
            ms = np.concatenate([ms, setup_ms, np.full(len(money), -MS_PER_MINUTE)])
            unit = gcd(*(int(one) for one in ms))
            free = int(regular[resource, week]) * MS_PER_MINUTE // unit
            rows.add(columns, ms // unit, -np.inf, float(min(free, 2**61)))


def _setup_rows(rows: _Rows, given: AllocationInput, cells: Cells) -> None:
    """A maker that makes anything in a week has set up for it: one row for each lot, which is tight."""
    quantity = given.lot_quantity[cells.lots]
    for number, (cap, week) in enumerate(cells.setups.tolist()):
        for cell in np.flatnonzero((cells.source == cap) & (cells.week == week)):
            pieces = int(quantity[cells.lot_at[cell]])
            rows.add(np.array([cell, cells.first_setup + number]), np.array([1, -pieces]), -np.inf, 0.0)


def _customer_rows(rows: _Rows, given: AllocationInput, cells: Cells) -> None:
    """What a maker may work for any one customer."""
    ms_of = np.zeros(given.n_caps, np.int64)
    np.add.at(ms_of, given.work_capability, given.work_ms)
    made = np.flatnonzero(cells.source < given.n_caps)
    maker, customer = given.cap_maker[cells.source[made]], given.lot_customer[cells.lots][cells.lot_at[made]]
    for one in np.flatnonzero(given.maker_customer_minutes >= 0).tolist():
        for other in np.unique(customer[(maker == one) & (customer >= 0)]).tolist():
            columns = made[(maker == one) & (customer == other)]
            most = float(min(int(given.maker_customer_minutes[one]) * MS_PER_MINUTE, 2**61))
            rows.add(columns, ms_of[cells.source[columns]], -np.inf, most)


def _limit_rows(rows: _Rows, given: AllocationInput, cells: Cells) -> None:
    limits, made = tightened_limits(given), cells.source < given.n_caps
    shift = np.concatenate([given.cap_transport_weeks, np.zeros(given.n_exts, np.int64)])
    worked = cells.week - shift[cells.source]
    cell_item = given.lot_item[cells.lots][cells.lot_at]
    for item in cells.items:
        for week in range(given.weeks):
            columns = np.flatnonzero(made & (cell_item == item) & (worked <= week))
            if len(columns) and limits[item, week] < 2**61:
                rows.add(columns, 1, -np.inf, float(limits[item, week]))
