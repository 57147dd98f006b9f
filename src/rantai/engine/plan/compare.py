"""Two plans side by side: what differs per figure, promise, order, maker, steel and component. And a band of three.

Jobs are hours of work turned into people: a job is `hours_week` hours a week over the weeks of the plan, and one hour
of a machine is taken as one hour of a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.tables import Table
from rantai.engine.plan import change_refusals as no
from rantai.engine.plan.answer import PlanOutput

HOURS_WEEK = 40  # a full week of one person (Law 13/2003 on manpower, article 77)
MILLS = ("mill", "service_centre", "importer")

UNITS: Mapping[str, str] = {
    "vehicles": "pieces",
    "vehicles_on_time": "pieces",
    "vehicles_late": "pieces",
    "vehicles_short": "pieces",
    "pieces": "pieces",
    "pieces_on_time": "pieces",
    "late_lots": "lots",
    "short_lots": "lots",
    "makers": "makers",
    "steel": "g",
    "steel_left": "g",
    "steel_orders": "orders",
    "mill_orders": "orders",
    "steel_cost": "idr",
    "making_cost": "idr",
    "component_cost": "idr",
    "cost": "idr",
    "work": "minutes",
    "jobs": "hundredths",
    "missing_hours": "minutes",
    "domestic": "ppm",
    "near": "ppm",
}


@dataclass(frozen=True)
class Side:
    """A finished plan: its tables and its summary."""

    output: PlanOutput
    summary: Mapping[str, Any]


def jobs_hundredths(minutes: int, weeks: int, hours_week: int) -> int:
    """Full-time jobs that so much work keeps over the weeks, in hundredths, rounded half up."""
    whole = Fraction(minutes * 100, 60 * hours_week * weeks)
    return (2 * whole.numerator + whole.denominator) // (2 * whole.denominator)


def key_figures(summary: Mapping[str, Any], hours_week: int = HOURS_WEEK) -> dict[str, int]:
    """The figures of `UNITS` from a plan's summary. Raises InvalidInput (P317) when it holds none."""
    found = summary.get("figures")
    if found is None:
        raise InvalidInput([Problem(no.NO_FIGURES, Where("summary.json"))])
    vehicles, orders, steel = found["demand"]["programme"], summary["orders"], summary["steel"]
    cost = (steel["cost_idr"], orders["making_idr"], orders["components_idr"], orders.get("freight_idr", 0))
    return {
        "vehicles": vehicles["quantity_pieces"],
        "vehicles_on_time": vehicles["on_time_pieces"],
        "vehicles_late": vehicles["late_pieces"],
        "vehicles_short": vehicles["short_pieces"],
        "pieces": summary["demand"]["quantity_pieces"],
        "pieces_on_time": summary["demand"]["on_time_pieces"],
        "late_lots": orders["late_orders"],
        "short_lots": orders["short_orders"],
        "makers": orders["makers"],
        "steel": steel["mass_g"],
        "steel_left": steel["leftover_g"],
        "steel_orders": steel["orders"],
        "mill_orders": sum(row["orders"] for row in found["steel"] if row["supplier_kind"] in MILLS),
        "steel_cost": cost[0],
        "making_cost": cost[1],
        "component_cost": cost[2],
        "cost": sum(cost),
        "work": found["work_minutes"],
        "jobs": jobs_hundredths(found["work_minutes"], summary["weeks"], hours_week),
        "missing_hours": found["missing_minutes"],
        "domestic": found["domestic_ppm"],
        "near": found["near_ppm"],
    }


def compare_plans(before: Side, after: Side, hours_week: int = HOURS_WEEK) -> dict[str, Any]:
    """What changes from one plan to another, as plain data; rows that are the same in both are left out.

    Raises InvalidInput (P316) when the plans look at other weeks, and (P317) when one holds no figures.
    """
    _require_same_weeks([before.summary, after.summary])
    figures = [key_figures(side.summary, hours_week) for side in (before, after)]
    return {
        "hours_week_per_job": hours_week,
        "figures": [
            {"figure": name, "unit": unit, **_sides(figures[0][name], figures[1][name])} for name, unit in UNITS.items()
        ],
        "steel": _steel(before, after),
        "promises": _rows(before, after, "promises", ("demand_code",), _PROMISE),
        "orders": _rows(before, after, "orders", ("order_code",), _ORDER),
        "makers": _summed(before, after, "jobs", ("maker_code",), ("quantity_pieces", "cost_idr")),
        "components": _summed(
            before, after, "component_orders", ("item_code", "supplier_code"), ("quantity_pieces", "cost_idr")
        ),
        "steel_orders": _rows(before, after, "material_orders", ("material_order_code",), _STEEL_ORDER),
    }


def span(low: Side, base: Side, high: Side, hours_week: int = HOURS_WEEK) -> dict[str, Any]:
    """Per figure the three plans and the interval that they span.

    The interval is what these three plans say and no more: it carries no probability, a plan between them may lie
    outside, and `in_order` tells where a figure does not even go up or down with the three.
    """
    summaries = [side.summary for side in (low, base, high)]
    return {"hours_week_per_job": hours_week, "figures": intervals(summaries, hours_week)}


def intervals(summaries: Sequence[Mapping[str, Any]], hours_week: int = HOURS_WEEK) -> list[dict[str, Any]]:
    """The rows of `span` from the summaries of the low, the base and the high plan."""
    _require_same_weeks(summaries)
    found = [key_figures(summary, hours_week) for summary in summaries]
    steel = [_by_material(summary) for summary in summaries]
    rows = [_interval(name, unit, [one[name] for one in found]) for name, unit in UNITS.items()]
    rows += [
        _interval("steel", "g", [one.get(code, 0) for one in steel], material_code=code)
        for code in sorted(set().union(*steel))
    ]
    return rows


_PROMISE = ("quantity_pieces", "promise_week", "on_time_pieces", "late_pieces", "short_pieces")
_ORDER = ("quantity_pieces", "ready_week", "late_weeks", "short_pieces")
_STEEL_ORDER = ("mass_g", "cost_idr", "price_idr_t", "arrival_week")


def _require_same_weeks(summaries: Sequence[Mapping[str, Any]]) -> None:
    weeks = [f"{summary['start_date']} + {summary['weeks']}" for summary in summaries]
    for other in weeks[1:]:
        if other != weeks[0]:
            raise InvalidInput([Problem(no.OTHER_HORIZON, Where("summary.json"), {"before": weeks[0], "after": other})])


def _sides(before: int | None, after: int | None) -> dict[str, int | None]:
    return {"before": before, "after": after, "difference": (after or 0) - (before or 0)}


def _interval(name: str, unit: str, three: Sequence[int], **more: str) -> dict[str, Any]:
    low, base, high = three
    in_order = low <= base <= high or low >= base >= high
    return {
        "figure": name,
        "unit": unit,
        **more,
        "low": low,
        "base": base,
        "high": high,
        "from": min(three),
        "to": max(three),
        "in_order": in_order,
    }


def _by_material(summary: Mapping[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in summary["figures"]["steel"]:
        found[row["material_code"]] = found.get(row["material_code"], 0) + row["mass_g"]
    return found


def _steel(before: Side, after: Side) -> list[dict[str, Any]]:
    """Tonnes and rupiah by material and seller."""
    names = ("orders", "mass_g", "cost_idr")
    sides: list[Mapping[tuple[str, ...], Sequence[int]]] = [
        {
            (row["material_code"], row["supplier_code"]): [row[name] for name in names]
            for row in side.summary["figures"]["steel"]
        }
        for side in (before, after)
    ]
    return _differences(sides, ("material_code", "supplier_code"), names)


def _rows(before: Side, after: Side, table: str, key: tuple[str, ...], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows of a table that only one plan has, or that differ in a column."""
    sides = []
    for side in (before, after):
        found: Table = getattr(side.output, table)
        keys = zip(*(getattr(found, name).tolist() for name in key), strict=True)
        values = zip(*(getattr(found, name).tolist() for name in names), strict=True)
        sides.append(dict(zip(keys, map(list, values), strict=True)))
    return _differences(sides, key, names)


def _summed(
    before: Side, after: Side, table: str, key: tuple[str, ...], names: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Sums of a table by key that differ."""
    sides = []
    for side in (before, after):
        found: Table = getattr(side.output, table)
        keys = list(zip(*(getattr(found, name).tolist() for name in key), strict=True))
        labels = sorted(set(keys))
        place = {label: at for at, label in enumerate(labels)}
        rows = np.asarray([place[one] for one in keys], dtype=np.int64)
        sums = [np.zeros(len(labels), dtype=np.int64) for _ in names]
        for total, name in zip(sums, names, strict=True):
            np.add.at(total, rows, getattr(found, name))
        sides.append({label: [int(total[at]) for total in sums] for at, label in enumerate(labels)})
    return _differences(sides, key, names)


def _differences(
    sides: Sequence[Mapping[tuple[str, ...], Sequence[int]]], key: tuple[str, ...], names: Sequence[str]
) -> list[dict[str, Any]]:
    before, after = sides
    found = []
    for code in sorted({*before, *after}):
        old, new = before.get(code), after.get(code)
        if old is None or new is None or list(old) != list(new):
            what = "added" if old is None else "removed" if new is None else "changed"
            values = {name: _sides(old[at] if old else None, new[at] if new else None) for at, name in enumerate(names)}
            found.append({**dict(zip(key, code, strict=True)), "what": what, **values})
    return found
