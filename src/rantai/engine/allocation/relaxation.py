"""A group of items looked at from afar: how many pieces each source gives in each span of weeks, lots forgotten.

Every plan is a solution of this relaxation, so what costs least here is a bound; and its solution is a good draft.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.engine.allocation.book import PLENTY, share_limits, tightened_limits
from rantai.engine.allocation.tables import MS_PER_MINUTE, AllocationInput, Ints
from rantai.engine.allocation.worth import priority_weights, source_items, source_prices, source_ranks
from rantai.engine.solvers import LinearModel

_NO_MATTER = 2.0**53  # beyond this a float is no longer exact; leaving a limit out only weakens the bound


@dataclass(frozen=True)
class Relaxation:
    """The model, the goals as costs of its columns, and where the columns of sources are found."""

    model: LinearModel
    goals: dict[str, np.ndarray]
    sources: Ints  # source of each row of `given_column`
    ends: Ints  # week behind the last of each span
    given_column: Ints  # [source, span]: column of the pieces given


class _Rows:
    """Entries and right-hand sides, gathered block by block."""

    def __init__(self) -> None:
        self.row: list[Ints] = []
        self.col: list[Ints] = []
        self.value: list[Ints] = []
        self.lower: list[np.ndarray] = []
        self.upper: list[np.ndarray] = []
        self.count = 0

    def block(self, lower: np.ndarray, upper: np.ndarray) -> int:
        """Open rows; gives the position of the first."""
        first, self.count = self.count, self.count + len(lower)
        self.lower.append(lower.astype(np.float64))
        self.upper.append(upper.astype(np.float64))
        return first

    def entries(self, row: Ints, col: Ints, value: Ints | int) -> None:
        row, col, spread = np.broadcast_arrays(row, col, np.asarray(value))
        self.row.append(row.ravel())
        self.col.append(col.ravel())
        self.value.append(spread.ravel())


def span_ends(weeks: int, width: int) -> Ints:
    """Weeks behind each span of `width` weeks; the last span may be shorter."""
    return np.minimum(np.arange(width, weeks + width, width, dtype=np.int64), weeks)


def group_sources(given: AllocationInput, lots: Ints) -> Ints:
    """Sources of the items of these lots."""
    return np.flatnonzero(np.isin(source_items(given), given.lot_item[lots])).astype(np.int64)


def relax(given: AllocationInput, lots: Ints, width: int) -> Relaxation:
    """The relaxation of a group of lots in spans of `width` weeks."""
    ends, sources = span_ends(given.weeks, width), group_sources(given, lots)
    items, item_at = np.unique(given.lot_item[lots], return_inverse=True)
    of_item = np.searchsorted(items, source_items(given)[sources])
    flows, flow_of = np.unique(_flow_keys(given, sources, of_item), axis=0, return_inverse=True)
    flow_of = flow_of.ravel()
    n_sources, n_items, n_spans = len(sources), len(items), len(ends)
    give = np.arange(n_sources * n_spans).reshape(n_sources, n_spans)
    past = give.size + np.arange(len(flows) * n_spans).reshape(len(flows), n_spans)
    behind = give.size + past.size + np.arange(n_items * n_spans).reshape(n_items, n_spans)
    most = give.size + past.size + behind.size + np.arange(n_items)
    n_cols = give.size + past.size + behind.size + n_items
    total = np.bincount(item_at, weights=given.lot_quantity[lots], minlength=n_items).astype(np.int64)
    rows = _Rows()
    _past_rows(rows, give, past, flow_of)
    _supply_rows(rows, past, behind, flows, *_flows(given, lots, item_at, n_items, ends), total, ends)
    _capacity_rows(rows, given, sources, give, ends)
    _start_rows(rows, given, lots, item_at, flows, past, ends)
    _limit_rows(rows, given, items, flows, past, ends)
    _share_rows(rows, given, sources, give)
    spread = rows.block(np.full(n_sources, -np.inf), np.zeros(n_sources))
    rows.entries(spread + np.arange(n_sources)[:, None], give, 1)
    rows.entries(spread + np.arange(n_sources), most[of_item], -1)
    upper = np.concatenate(
        [
            _open(given, lots, sources, ends, total[of_item]).ravel(),
            np.repeat(total[flows[:, 0]], n_spans),
            np.repeat(total, n_spans),
            total,
        ]
    )
    weight = np.full(n_items, PLENTY)
    np.minimum.at(weight, item_at, priority_weights(given.lot_priority[lots]))
    return Relaxation(
        model=_model(rows, n_cols, upper),
        goals=_goal_costs(given, sources, give, behind, most, weight, n_cols),
        sources=sources,
        ends=ends,
        given_column=give,
    )


def _model(rows: _Rows, n_cols: int, upper: Ints) -> LinearModel:
    highest = np.concatenate(rows.upper)
    return LinearModel.of(
        col_cost=np.zeros(n_cols),
        col_lower=np.zeros(n_cols),
        col_upper=upper,
        row_lower=np.concatenate(rows.lower),
        row_upper=np.where(highest < _NO_MATTER, highest, np.inf),
        entry_row=np.concatenate(rows.row),
        entry_col=np.concatenate(rows.col),
        entry_value=np.concatenate(rows.value),
    )


def _flows(given: AllocationInput, lots: Ints, item_at: Ints, n_items: int, ends: Ints) -> tuple[Ints, Ints]:
    """Pieces due, and pieces that may have been started, by the end of each span."""
    due, released = (np.zeros((n_items, len(ends)), dtype=np.int64) for _ in range(2))
    for lot, item in zip(lots, item_at, strict=True):
        due[item, given.lot_need_week[lot] < ends] += given.lot_quantity[lot]
        released[item, min(given.lot_first_week[lot], given.lot_need_week[lot]) < ends] += given.lot_quantity[lot]
    return due, released


def _flow_keys(given: AllocationInput, sources: Ints, of_item: Ints) -> Ints:
    """Item, weeks of lead behind the first (-1 for offers), weeks on the road; sources alike are counted as one."""
    lag, road = np.full(len(sources), -1, dtype=np.int64), np.zeros(len(sources), dtype=np.int64)
    made = sources < given.n_caps
    lag[made] = given.cap_lead_weeks[sources[made]] - 1
    road[made] = given.cap_transport_weeks[sources[made]]
    return np.stack([of_item, lag, road], axis=1)


def _past_rows(rows: _Rows, give: Ints, past: Ints, flow_of: Ints) -> None:
    """Given until now = given until the span before + given in this span; keeps the rows below short."""
    first = rows.block(np.zeros(past.size), np.zeros(past.size))
    at = first + np.arange(past.size).reshape(past.shape)
    rows.entries(at, past, -1)
    rows.entries(at[:, 1:], past[:, :-1], 1)
    rows.entries(at[flow_of], give, 1)


def _supply_rows(
    rows: _Rows, past: Ints, behind: Ints, flows: Ints, due: Ints, released: Ints, total: Ints, ends: Ints
) -> None:
    """There so far + behind ≥ due; given so far ≤ released; there at the end + behind at the end = all.

    What is on the road is not there yet: of a span, what was given by the last span that could have come in time.
    """
    high = np.full(due.shape, np.inf)
    high[:, -1] = total
    at = rows.block(due.ravel(), high.ravel()) + np.arange(due.size).reshape(due.shape)
    sent = ends[None, :] - 1 - flows[:, 2][:, None]  # last week of work of what is there, by flow and span
    flow, span = np.nonzero(sent >= 0)
    rows.entries(at[flows[flow, 0], span], past[flow, np.searchsorted(ends, sent[flow, span], side="right")], 1)
    rows.entries(at, behind, 1)
    at = rows.block(np.full(due.size, -np.inf), released.ravel()) + np.arange(due.size).reshape(due.shape)
    rows.entries(at[flows[:, 0]], past, 1)


def _start_rows(
    rows: _Rows, given: AllocationInput, lots: Ints, item_at: Ints, flows: Ints, past: Ints, ends: Ints
) -> None:
    """What makers have made by a lead after week t, each by its own, are pieces that could be started by week t."""
    for item in np.unique(flows[flows[:, 1] >= 0, 0]):
        its_lots = lots[item_at == item]
        ready = given.lot_first_week[its_lots][:, None] < ends[None, :]
        first = rows.block(np.full(len(ends), -np.inf), (given.lot_quantity[its_lots][:, None] * ready).sum(axis=0))
        for flow in np.flatnonzero((flows[:, 0] == item) & (flows[:, 1] >= 0)):
            spans = np.searchsorted(ends, np.minimum(ends + flows[flow, 1], ends[-1]), side="right") - 1
            rows.entries(first + np.arange(len(ends)), past[flow, spans], 1)


def _capacity_rows(rows: _Rows, given: AllocationInput, sources: Ints, give: Ints, ends: Ints) -> None:
    uses = np.flatnonzero(np.isin(given.work_capability, sources))
    resources, at = np.unique(given.work_resource[uses], return_inverse=True)
    caps = np.searchsorted(sources, given.work_capability[uses])
    so_far = np.cumsum(given.capacity_minutes[resources].astype(np.float64) * MS_PER_MINUTE, axis=1)[:, ends - 1]
    capacity = np.diff(so_far, axis=1, prepend=0.0)
    first = rows.block(np.full(capacity.size, -np.inf), capacity.ravel())
    index = first + np.arange(capacity.size).reshape(capacity.shape)
    rows.entries(index[at], give[caps], given.work_ms[uses][:, None])


def _limit_rows(rows: _Rows, given: AllocationInput, items: Ints, flows: Ints, past: Ints, ends: Ints) -> None:
    limits = tightened_limits(given)[items][:, ends - 1]
    for item in np.flatnonzero((limits < PLENTY).any(axis=1)):
        spans = np.flatnonzero(limits[item] < PLENTY)
        at = rows.block(np.full(len(spans), -np.inf), limits[item, spans]) + np.arange(len(spans))
        for flow in np.flatnonzero((flows[:, 0] == item) & (flows[:, 1] >= 0)):
            rows.entries(at, past[flow, spans], 1)


def _share_rows(rows: _Rows, given: AllocationInput, sources: Ints, give: Ints) -> None:
    limits = share_limits(given)[sources]
    bound = np.flatnonzero(limits < PLENTY)
    first = rows.block(np.full(len(bound), -np.inf), limits[bound])
    rows.entries(first + np.arange(len(bound))[:, None], give[bound], 1)


def _open(given: AllocationInput, lots: Ints, sources: Ints, ends: Ints, total: Ints) -> Ints:
    """Most pieces of each source in each span: none before the first lot of its item can be ready there."""
    first = np.full(given.n_items, PLENTY)
    np.minimum.at(first, given.lot_item[lots], given.lot_first_week[lots])
    need = np.full(given.n_items, PLENTY)
    np.minimum.at(need, given.lot_item[lots], given.lot_need_week[lots])
    made = first[given.cap_item] + given.cap_lead_weeks - 1
    bought = np.maximum(need[given.ext_item], given.ext_lead_weeks)
    earliest = np.concatenate([made, bought])[sources]
    return np.where(earliest[:, None] < ends[None, :], total[:, None], 0)


def _goal_costs(
    given: AllocationInput, sources: Ints, give: Ints, behind: Ints, most: Ints, weight: Ints, n_cols: int
) -> dict[str, np.ndarray]:
    costs = {goal: np.zeros(n_cols) for goal in ("on_time", "local_first", "spread_work", "cost")}
    costs["on_time"][behind] = weight[:, None]  # behind at a span's end: behind for at least one week
    costs["on_time"][behind[:, -1]] += weight * given.weeks  # behind at the very end: short, a whole horizon more
    costs["local_first"][give] = source_ranks(given)[sources][:, None]
    costs["cost"][give] = source_prices(given)[sources][:, None]
    costs["spread_work"][most] = 1
    return costs
