"""Rules of lots as the explosion asks for them: how lots are made up, what is settled, what comes along or stands in.

A customer's own steel is made into what that customer wants and no more: of the rules, only losses, frozen weeks and
closed weeks hold for its streams.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import PPM
from rantai.engine import explosion
from rantai.engine.plan.index import Index

Key = tuple[int, str]  # item, material owner
LOT_RULES = {
    "lot_for_lot": explosion.LOT_FOR_LOT,
    "fixed": explosion.LOT_FIXED,
    "period": explosion.LOT_PERIOD,
    "minimum": explosion.LOT_MINIMUM,
}
RULES = ("yield_ppm", "frozen_weeks", "safety_stock", "lot_rule", "lot_quantity", "lot_multiple", "lot_weeks")
EVERYBODY = ""  # the owner of what the centre buys


def relatives(index: Index) -> Mapping[int, list[int]]:
    """Items that an item may need besides its components: what stands in for it, and what brings it along."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in index.given.stand_ins.rows():
        found[index.items.position(row["item_code"])].append(index.items.position(row["other_code"]))
    for row in index.given.by_products.rows():
        found[index.items.position(row["parent_code"])].append(index.items.position(row["child_code"]))
    return found


def settled_items(index: Index) -> list[int]:
    """Items with a firm order or a safety stock: they are planned although nobody may want them."""
    codes = index.given.firm_orders.item_code.tolist()
    codes += [row["item_code"] for row in index.given.item_rules.rows() if row["safety_pieces"]]
    return sorted({index.items.position(code) for code in codes})


def rules(index: Index, keys: Sequence[Key], position: Mapping[Key, int]) -> dict[str, Ints]:
    """The rule columns of `ExplosionInput`; groups that nobody made are left out."""
    return {
        **_by_item(index, keys),
        **_closed_weeks(index, keys),
        **_columns(("firm_item", "firm_week", "firm_quantity"), _firm(index, position)),
        **_columns(("byproduct_parent", "byproduct_child", "byproduct_quantity_each"), _along(index, position)),
        **_stand_ins(index, position),
    }


def _by_item(index: Index, keys: Sequence[Key]) -> dict[str, Ints]:
    rows = {index.items.position(row["item_code"]): row for row in index.given.item_rules.rows()}
    found: dict[str, Ints] = {}
    if rows:
        found = {name: np.full(len(keys), value) for name, value in explosion.NO_RULE.items() if name in RULES}
        for stream, (item, owner) in enumerate(keys):
            if item in rows:
                for name, value in _rule(rows[item], is_everybodys=owner == EVERYBODY).items():
                    found[name][stream] = value
    unsupplied = _unsupplied(index)
    if unsupplied:
        found["orderable"] = _ints([int(item not in unsupplied) for item, _owner in keys])
    return found


def _rule(row: Mapping[str, Any], *, is_everybodys: bool) -> dict[str, int]:
    physical = {"yield_ppm": PPM - row["loss_ppm"], "frozen_weeks": row["frozen_weeks"]}
    if not is_everybodys:
        return physical
    return physical | {
        "safety_stock": row["safety_pieces"],
        "lot_rule": LOT_RULES[row["lot_rule"]],
        "lot_quantity": row["lot_pieces"],
        "lot_multiple": row["multiple_pieces"],
        "lot_weeks": max(1, row["lot_weeks"]),
    }


def _unsupplied(index: Index) -> set[int]:
    """Items with an alternate that nobody makes or sells: only what stands in for them can help."""
    given = index.given
    helped = set(given.stand_ins.item_code[given.stand_ins.kind == "alternate"].tolist())
    supplied = set(given.capabilities.item_code.tolist()) | set(given.item_offers.item_code.tolist())
    return {index.items.position(code) for code in helped - supplied}


def _closed_weeks(index: Index, keys: Sequence[Key]) -> dict[str, Ints]:
    """Weeks in which nobody works do not count as time for making; sellers deliver all the same."""
    closed = closed_weeks(index)
    if not closed:
        return {}
    made = [str(index.given.items.kind[item]) != "bought" for item, _owner in keys]
    calendar = _ints([0 if is_made else explosion.NO_CALENDAR for is_made in made])
    return {"calendar": calendar, "closed_calendar": _ints([0] * len(closed)), "closed_week": _ints(closed)}


def closed_weeks(index: Index) -> list[int]:
    """Weeks of the horizon in which no part of a week is worked."""
    table = index.given.calendar
    weeks = index.horizon.weeks_of(table.week_date[table.working_ppm == 0]).tolist()
    return sorted({week for week in weeks if 0 <= week < index.weeks})


def _firm(index: Index, position: Mapping[Key, int]) -> Iterator[tuple[int, ...]]:
    for row in index.given.firm_orders.rows():
        stream = position[index.items.position(row["item_code"]), EVERYBODY]
        yield (stream, index.horizon.week_of(row["due_date"]), row["quantity_pieces"])


def _along(index: Index, position: Mapping[Key, int]) -> Iterator[tuple[int, ...]]:
    for row in index.given.by_products.rows():
        parent = position.get((index.items.position(row["parent_code"]), EVERYBODY))
        child = position.get((index.items.position(row["child_code"]), EVERYBODY))
        if parent is not None and child is not None:
            yield (parent, child, row["quantity_each"])


def _stand_ins(index: Index, position: Mapping[Key, int]) -> dict[str, Ints]:
    found: dict[str, list[tuple[int, ...]]] = {"substitute": [], "alternate": []}
    for row in index.given.stand_ins.rows():
        item = position.get((index.items.position(row["item_code"]), EVERYBODY))
        other = position.get((index.items.position(row["other_code"]), EVERYBODY))
        if item is not None and other is not None:
            found[row["kind"]].append((item, other, row["rank"], row["ratio_ppm"] or PPM))
    names = ("item", "other", "rank", "ratio_ppm")
    substitutes = _columns([f"substitute_{name}" for name in names], found["substitute"])
    alternates = _columns([f"alternate_{name}" for name in names[:3]], [row[:3] for row in found["alternate"]])
    return substitutes | alternates


def _columns(names: Sequence[str], rows: Iterator[tuple[int, ...]] | list[tuple[int, ...]]) -> dict[str, Ints]:
    table = np.asarray(list(rows), dtype=np.int64).reshape(-1, len(names))
    return {name: table[:, number].copy() for number, name in enumerate(names)} if len(table) else {}


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def open_forecasts(index: Index, wanted: Sequence[int]) -> list[int]:
    """What is left of every line of demand when firm lines have used up forecasts of the same item and customer.

    wanted: pieces by row of demand. Firm lines in the order of their days; each uses up first the forecasts of its own
    week, then those before it, the nearest first, then those after it.
    """
    table, [given] = index.given.demand, index.given.horizon.rows()
    left, back, ahead = list(wanted), given["consume_back_weeks"], given["consume_ahead_weeks"]
    if not back:
        return left
    weeks = index.horizon.weeks_of(table.due_date).tolist()
    forecasts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in np.flatnonzero(table.firmness == "forecast").tolist():
        forecasts[str(table.item_code[row]), str(table.customer_code[row])].append(row)
    for row in np.flatnonzero(table.firmness == "firm").tolist() if forecasts else []:
        same = forecasts.get((str(table.item_code[row]), str(table.customer_code[row])), [])
        _use_up(left, weeks, row, same, (back - 1, ahead))
    return left


def _use_up(left: list[int], weeks: list[int], firm: int, forecasts: list[int], reach: tuple[int, int]) -> None:
    """Take a firm line's pieces off the forecasts within reach."""
    here, missing = weeks[firm], left[firm]
    near = [row for row in forecasts if here - reach[0] <= weeks[row] <= here + reach[1]]
    for row in sorted(near, key=lambda one: (weeks[one] > here, abs(weeks[one] - here), one)):
        taken = min(missing, left[row])
        left[row] -= taken
        missing -= taken
