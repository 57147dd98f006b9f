"""What a plan comes to, in figures that a person asks for first. Byte for byte repeatable: no clock in it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

import rantai
from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.figures import figures
from rantai.engine.plan.index import Index
from rantai.engine.plan.params import PlanParams

STATUS_ORDER = ("optimal", "feasible", "timeout", "infeasible")


def input_hash(index: Index, params: PlanParams) -> str:
    """SHA-256 of the tables and settings; neither the order of rows in the files nor an empty file changes it."""
    digest = hashlib.sha256(repr(params).encode())
    for name, table in index.given.tables().items():
        if type(table).may_be_absent and not len(table):
            continue  # a table that is new in the program leaves the input of a case that has none its name
        digest.update(name.encode())
        for column in table.columns:
            digest.update("\x1f".join(map(str, getattr(table, column.name).tolist())).encode())
    return digest.hexdigest()


def summarise(index: Index, params: PlanParams, output: PlanOutput, *, timed_out: bool) -> dict[str, Any]:
    """Status, totals, lateness, steel, money, bounds and identity of a plan."""
    return {
        "status": _status(output, timed_out),
        "engine_version": rantai.__version__,
        "input_hash": input_hash(index, params),
        "seed": params.seed,
        "scenario": params.scenario,
        "start_date": index.horizon.start.isoformat(),
        "weeks": index.weeks,
        "demand": {**_demand(output), "lines_beyond_horizon": _beyond(index)},
        "orders": _orders(output),
        "local": _local(output),
        "cutting": _cutting(output),
        "steel": _steel(output),
        "reasons": _counts(output.reasons.reason_code),
        "stages": _stages(output),
        "figures": figures(index, output),
    }


def _status(output: PlanOutput, timed_out: bool) -> str:
    """infeasible: something cannot be made within the horizon. optimal: every stage is proven."""
    if timed_out:
        return "timeout"
    is_short = output.promises.short_pieces.any() or output.orders.short_pieces.any()
    if is_short or (output.reasons.kind == "unplaced").any():
        return "infeasible"
    return "optimal" if (output.bounds.status == "optimal").all() else "feasible"


def _demand(output: PlanOutput) -> dict[str, int]:
    table = output.promises
    names = ("quantity_pieces", "on_time_pieces", "late_pieces", "short_pieces")
    return {"lines": len(table), **{name: int(getattr(table, name).sum()) for name in names}}


def _beyond(index: Index) -> int:
    """Lines that are due after the plan ends; they are not planned."""
    return int((index.horizon.weeks_of(index.given.demand.due_date) >= index.weeks).sum())


def _orders(output: PlanOutput) -> dict[str, int]:
    table = output.orders
    freight = {"freight_idr": int(output.journeys.cost_idr.sum())} if len(output.journeys) else {}
    return {
        "orders": len(table),
        "jobs": len(output.jobs),
        "makers": len(np.unique(output.jobs.maker_code)),
        "late_orders": int((table.late_weeks > 0).sum()),
        "short_orders": int((table.short_pieces > 0).sum()),
        "making_idr": int(output.jobs.cost_idr.sum()),
        "component_orders": len(output.component_orders),
        "components_idr": int(output.component_orders.cost_idr.sum()),
        **freight,
    }


def _local(output: PlanOutput) -> dict[str, int]:
    pieces = output.jobs.quantity_pieces
    found = {name: int(pieces[output.jobs.locality == name].sum()) for name in ("sentra", "province", "national")}
    is_instead = output.component_orders.order_code != ""
    found["bought_pieces"] = int(output.component_orders.quantity_pieces[is_instead].sum())
    return found


def _cutting(output: PlanOutput) -> dict[str, int]:
    table = output.patterns
    is_sheet = table.width_um > 0
    area = int((table.length_um[is_sheet] * table.width_um[is_sheet] // 1_000_000 * table.count_pieces[is_sheet]).sum())
    used = int((table.used_um2[is_sheet] // 1_000_000 * table.count_pieces[is_sheet]).sum())
    return {
        "patterns": len(table),
        "sheets": int(table.count_pieces[is_sheet].sum()),
        "bars": int(table.count_pieces[~is_sheet].sum()),
        "sheet_yield_ppm": used * 1_000_000 // area if area else 0,
        "mass_g": int(table.mass_g.sum()),
    }


def _steel(output: PlanOutput) -> dict[str, int]:
    table = output.material_orders
    priced = table.has_alone_price
    return {
        "orders": len(table),
        "mass_g": int(table.mass_g.sum()),
        "needed_g": int(table.needed_g.sum()),
        "leftover_g": int(table.leftover_g.sum()),
        "cost_idr": int(table.cost_idr.sum()),
        "comparable_cost_idr": int(table.cost_idr[priced].sum()),
        "alone_idr": int(table.alone_idr[priced].sum()),
    }


def _counts(values: np.ndarray[Any, Any]) -> dict[str, int]:
    names, counts = np.unique(values, return_counts=True)
    return dict(zip(names.tolist(), counts.tolist(), strict=True))


def _stages(output: PlanOutput) -> dict[str, dict[str, Any]]:
    """Sum of objective and bound per stage and unit; the gap is the unproven share of the objective."""
    found: dict[str, dict[str, Any]] = {}
    table = output.bounds
    for stage in ("explosion", "cutting", "pooling"):
        rows = table.stage == stage
        objective, bound = int(table.objective[rows].sum()), int(table.bound[rows].sum())
        found[stage] = {**_proof(objective, bound), "status": worst_status(table.status[rows].tolist())}
    rows = np.flatnonzero(table.stage == "allocation").tolist()
    found["allocation"] = {
        str(table.part[row]): {
            **_proof(int(table.objective[row]), int(table.bound[row])),
            "status": str(table.status[row]),
        }
        for row in rows
    }
    return found


def _proof(objective: int, bound: int) -> dict[str, Any]:
    gap_ppm = (objective - bound) * 1_000_000 // objective if objective else 0
    return {"objective": objective, "bound": bound, "gap_ppm": gap_ppm}


def worst_status(statuses: Sequence[str]) -> str:
    """The weakest of some statuses; optimal when there is none."""
    return max(statuses, key=STATUS_ORDER.index, default="optimal")
