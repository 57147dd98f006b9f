"""One change of a what-if: a kind, whom it means, from when to when, and a value. The catalogue of kinds stands here.

Changes are applied in the order of `KINDS`, whatever order they were written in: what is set comes before what is
multiplied, what is multiplied before what is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rantai.core.numbers import LARGEST
from rantai.core.units import PPM
from rantai.engine.plan.params import SETTABLE

GOALS = ("on_time", "local_first", "spread_work", "cost")
HIGHEST_FACTOR_PPM = 100 * PPM
MOST_DAYS = 3_650
MOST_MINUTES = 10_000_000

NEVER, MAY, MUST = "never", "may", "must"


@dataclass(frozen=True)
class Kind:
    """A kind of change.

    value: name of its value with the unit, "" when it has none; low..high: its range. scope: keys that may narrow it;
    needs: keys that must. tables: the given tables it may touch. period: whether it takes from_date and to_date.
    sets: kinds with the same word set the same thing, so two of them may not meet in a row.
    """

    name: str
    value: str
    low: int
    high: int
    scope: tuple[str, ...]
    tables: tuple[str, ...]
    needs: tuple[str, ...] = ()
    period: str = NEVER
    sets: str = ""


_DEMAND = ("demand_kind", "item_code", "place_code", "customer_code", "firmness", "demand_code")
_STEEL = ("supplier_code", "material_code", "grade", "form", "offer_code")
_LISTED = (
    Kind("demand_volume", "", 0, 0, ("scenario_code",), ("demand",), needs=("scenario_code",), sets="demand"),
    Kind("demand_set", "quantity_pieces", 0, LARGEST, _DEMAND, ("demand",), period=MAY, sets="demand"),
    Kind("demand_factor", "factor_ppm", 0, HIGHEST_FACTOR_PPM, _DEMAND, ("demand",), period=MAY),
    Kind("steel_price_factor", "factor_ppm", 1, HIGHEST_FACTOR_PPM, _STEEL, ("offers",), period=MAY),
    Kind(
        "component_price_factor", "factor_ppm", 1, HIGHEST_FACTOR_PPM, ("supplier_code", "item_code"), ("item_offers",)
    ),
    Kind(
        "work_price_factor",
        "factor_ppm",
        0,
        HIGHEST_FACTOR_PPM,
        ("maker_code", "item_code", "sentra_code"),
        ("capabilities",),
    ),
    Kind("lead_days", "days", -MOST_DAYS, MOST_DAYS, (*_STEEL, "item_code"), ("offers", "item_offers"), period=NEVER),
    Kind(
        "supplier_off",
        "",
        0,
        0,
        (*_STEEL, "item_code"),
        ("offers", "item_offers"),
        needs=("supplier_code",),
        period=MAY,
    ),
    Kind(
        "receipts_late",
        "days",
        0,
        MOST_DAYS,
        ("receipt_code", "material_code", "format_code", "item_code", "holder_code", "owner_code"),
        ("material_receipts", "item_receipts"),
        period=MAY,
    ),
    Kind(
        "capacity_factor",
        "factor_ppm",
        0,
        HIGHEST_FACTOR_PPM,
        ("maker_code", "process_code", "sentra_code", "resource_code"),
        ("resources",),
        period=MAY,
    ),
    Kind(
        "capacity_add",
        "minutes_week",
        -MOST_MINUTES,
        MOST_MINUTES,
        ("maker_code", "process_code", "sentra_code", "resource_code"),
        ("resources",),
        period=MAY,
    ),
    Kind(
        "max_share",
        "share_ppm",
        1,
        PPM,
        ("maker_code", "item_code", "sentra_code"),
        ("capabilities",),
        sets="max_share",
    ),
    Kind(
        "steel_stock_set",
        "mass_g",
        0,
        LARGEST,
        ("stock_code", "material_code", "format_code", "holder_code", "owner_code"),
        ("material_stock",),
        sets="stock",
    ),
    Kind(
        "item_stock_set",
        "quantity_pieces",
        0,
        LARGEST,
        ("stock_code", "item_code", "holder_code", "owner_code"),
        ("item_stock",),
        sets="stock",
    ),
    Kind(
        "bill_quantity",
        "quantity_each",
        0,
        LARGEST,
        ("parent_code", "child_code"),
        ("bills",),
        needs=("parent_code", "child_code"),
        sets="bill",
    ),
    Kind("calendar", "working_ppm", 0, PPM, (), ("calendar",), period=MUST, sets="calendar"),
    Kind("goals", "goals", 0, 0, (), ("goals",), sets="goals"),
    Kind("split_rule", "", 0, 0, ("rule",), ("split_rules",), needs=("rule",), sets="split_rule"),
    Kind("setting", "value", 0, LARGEST, ("setting",), (), needs=("setting",), sets="setting"),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _LISTED}
SETTINGS = SETTABLE


@dataclass(frozen=True)
class Change:
    """One change. scope: (key, code) pairs, none for everything. value: in the unit of its kind. goals: for `goals`."""

    kind: str
    scope: tuple[tuple[str, str], ...] = ()
    value: int = 0
    goals: tuple[str, ...] = ()
    from_date: date | None = None
    to_date: date | None = None
