"""What makes an allocation input unusable."""

from __future__ import annotations

import numpy as np

from rantai.engine.allocation.tables import GOALS, MS_PER_MINUTE, PPM, PRIORITY_LOWEST, AllocationInput, Ints
from rantai.engine.allocation.worth import priority_weights

LARGEST = 2**62
LONGEST_WEEKS = 2**31  # so that weeks can be added without overflow

_GROUPS = {
    "lot": ("item", "need_week", "first_week", "quantity", "priority", "customer"),
    "cap": (
        *("item", "maker", "price_idr_each", "lead_weeks", "max_share_ppm", "locality", "min_share_ppm"),
        "batch_pieces",
        *("most_pieces", "has_tool", "transport_weeks", "transport_idr_each"),
    ),
    "work": ("capability", "resource", "ms", "setup_ms"),
    "opt": ("price_idr_minute", "fixed_idr_week", "is_approved"),
    "optres": ("option", "resource"),
    "ext": ("item", "supplier", "price_idr_each", "lead_weeks", "is_import"),
}


def input_faults(given: AllocationInput) -> tuple[str, ...]:
    """Everything that is wrong, in English; empty when the input can be used."""
    shapes = _shape_faults(given)
    if shapes:
        return tuple(shapes)
    return tuple(_range_faults(given) + _repeat_faults(given) + _goal_faults(given) + _size_faults(given))


def _shape_faults(given: AllocationInput) -> list[str]:
    faults = []
    for group, names in _GROUPS.items():
        columns = [np.asarray(getattr(given, f"{group}_{name}")) for name in names]
        if len({column.shape for column in columns}) != 1 or columns[0].ndim != 1:
            faults.append(f"{group}_*: the columns do not have the same length")
        if any(column.size and not np.issubdtype(column.dtype, np.integer) for column in columns):
            faults.append(f"{group}_*: a column does not hold whole numbers")
    if given.weeks < 1:
        faults.append("weeks: at least one week is needed")
    expected = {
        "capacity_minutes": (given.n_resources, given.weeks),
        "limit_cum": (given.n_items, given.weeks),
        "share_total": (given.n_items,),
        "item_source_ppm": (given.n_items,),
        "maker_customer_minutes": (given.n_makers,),
        "opt_minutes": (given.n_opts, given.weeks),
    }
    for name, shape in expected.items():
        if np.shape(getattr(given, name)) != shape:
            faults.append(f"{name}: must have the shape {shape}")
    return faults


def _range_faults(given: AllocationInput) -> list[str]:
    last = given.weeks - 1
    ranges: list[tuple[str, int, int]] = [
        ("lot_item", 0, given.n_items - 1),
        ("lot_need_week", 0, last),
        ("lot_first_week", 0, LONGEST_WEEKS),
        ("lot_quantity", 1, LARGEST),
        ("lot_priority", 1, PRIORITY_LOWEST),
        ("cap_item", 0, given.n_items - 1),
        ("cap_maker", 0, given.n_makers - 1),
        ("cap_price_idr_each", 0, LARGEST),
        ("cap_lead_weeks", 1, LONGEST_WEEKS),
        ("cap_max_share_ppm", 0, PPM),
        ("cap_locality", 0, 2),
        ("work_capability", 0, given.n_caps - 1),
        ("work_resource", 0, given.n_resources - 1),
        ("work_ms", 1, LARGEST),
        ("capacity_minutes", 0, LARGEST // MS_PER_MINUTE),
        ("limit_cum", -1, LARGEST),
        ("ext_item", 0, given.n_items - 1),
        ("ext_supplier", 0, LARGEST),
        ("ext_price_idr_each", 0, LARGEST),
        ("ext_lead_weeks", 0, LONGEST_WEEKS),
        ("ext_is_import", 0, 1),
        ("share_total", 0, LARGEST),
        ("lot_customer", -1, LARGEST),
        ("cap_min_share_ppm", 0, PPM),
        ("cap_batch_pieces", 0, LARGEST),
        ("cap_most_pieces", -1, LARGEST),
        ("cap_has_tool", 0, 1),
        ("cap_transport_weeks", 0, LONGEST_WEEKS),
        ("cap_transport_idr_each", 0, LARGEST),
        ("work_setup_ms", 0, LARGEST),
        ("item_source_ppm", 0, PPM),
        ("maker_customer_minutes", -1, LARGEST // MS_PER_MINUTE),
        ("opt_price_idr_minute", 0, LARGEST),
        ("opt_fixed_idr_week", 0, LARGEST),
        ("opt_is_approved", 0, 1),
        ("opt_minutes", 0, LARGEST // MS_PER_MINUTE),
        ("optres_option", 0, given.n_opts - 1),
        ("optres_resource", 0, given.n_resources - 1),
    ]
    return [
        f"{name}: a value lies outside {low} to {high}"
        for name, low, high in ranges
        if np.size(getattr(given, name)) and _outside(getattr(given, name), low, high)
    ]


def _outside(column: Ints, low: int, high: int) -> bool:
    return int(column.min()) < low or int(column.max()) > high


def _repeat_faults(given: AllocationInput) -> list[str]:
    faults = []
    if _repeats(given.cap_item, given.cap_maker):
        faults.append("cap_item, cap_maker: a maker stands twice for one item")
    if _repeats(given.work_capability, given.work_resource):
        faults.append("work_capability, work_resource: a resource stands twice for one capability")
    if len(np.setdiff1d(np.arange(given.n_caps), given.work_capability)):
        faults.append("work_capability: a capability has no work")
    return faults


def _repeats(first: Ints, second: Ints) -> bool:
    pairs = np.stack([first, second], axis=1)
    return len(np.unique(pairs, axis=0)) != len(pairs)


def _goal_faults(given: AllocationInput) -> list[str]:
    known = all(goal in GOALS for goal in given.goals)
    return [] if known and len(set(given.goals)) == len(given.goals) else ["goals: unknown or repeated"]


def _size_faults(given: AllocationInput) -> list[str]:
    """Totals must stay below 2^62, so that no sum of whole numbers can overflow."""
    if not given.n_lots or int(given.lot_quantity.min()) < 1:
        return []
    pieces = sum(int(quantity) for quantity in given.lot_quantity)
    weight = 2 * given.weeks * int(priority_weights(np.ones(1, np.int64))[0])
    factors = {
        "goals": weight,
        "work_ms": _largest(given.work_ms),
        "cap_price_idr_each": _largest(given.cap_price_idr_each) + _largest(given.cap_transport_idr_each),
        "ext_price_idr_each": _largest(given.ext_price_idr_each),
    }
    return [
        f"lot_quantity × {name}: the total is not below 2^62" for name, f in factors.items() if pieces * f >= LARGEST
    ]


def _largest(column: Ints) -> int:
    return int(column.max()) if len(column) else 0
