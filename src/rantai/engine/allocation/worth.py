"""What a choice costs in each goal. A source is a capability (0 … n_caps-1) or, behind them, an offer."""

from __future__ import annotations

import numpy as np

from rantai.engine.allocation.tables import PRIORITY_LOWEST, RANK_BOUGHT, RANK_IMPORT, AllocationInput, Ints


def priority_weights(priority: Ints) -> Ints:
    """A late week of priority p counts as four of priority p + 1."""
    return np.int64(4) ** (PRIORITY_LOWEST - priority)


def short_weeks(given: AllocationInput) -> Ints:
    """Weeks that a short piece of each lot counts as: to the end of the horizon, and a whole horizon more."""
    return 2 * given.weeks - given.lot_need_week


def source_ranks(given: AllocationInput) -> Ints:
    """Locality rank of each source."""
    return np.concatenate([given.cap_locality, np.where(given.ext_is_import > 0, RANK_IMPORT, RANK_BOUGHT)])


def source_prices(given: AllocationInput) -> Ints:
    """Rupiah a piece of each source, transport included."""
    return np.concatenate([given.cap_price_idr_each + given.cap_transport_idr_each, given.ext_price_idr_each])


def goal_columns(given: AllocationInput) -> dict[str, Ints]:
    """What a piece of each source costs in the goals that neither time nor the other pieces matter to."""
    return {"local_first": source_ranks(given), "cost": source_prices(given)}


def source_items(given: AllocationInput) -> Ints:
    """Item of each source."""
    return np.concatenate([given.cap_item, given.ext_item])


def goal_values(
    given: AllocationInput, lot: Ints, source: Ints, week: Ints, quantity: Ints, short: Ints
) -> dict[str, int]:
    """Value of each goal for pieces taken from sources (`week` of arrival), and for what stays short."""
    weights = priority_weights(given.lot_priority)
    late = np.maximum(0, week - given.lot_need_week[lot])
    on_time = int((quantity * late * weights[lot]).sum()) + int((short * short_weeks(given) * weights).sum())
    shares = np.zeros(given.n_caps + given.n_exts, dtype=np.int64)
    np.add.at(shares, source, quantity)
    columns = goal_columns(given)
    largest = np.zeros(given.n_items, dtype=np.int64)
    np.maximum.at(largest, source_items(given), shares)
    return {
        "on_time": on_time,
        "local_first": int((quantity * columns["local_first"][source]).sum()),
        "spread_work": int(largest.sum()),
        "cost": int((quantity * columns["cost"][source]).sum()),
    }
