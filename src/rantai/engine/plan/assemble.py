"""From what the stages found to the tables of the answer."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rantai.core.units import MS_PER_MINUTE, ceil_div
from rantai.engine.plan import chain
from rantai.engine.plan.answer import (
    BlankUses,
    Bounds,
    ComponentOrders,
    CostShares,
    CostSplits,
    HourValues,
    Jobs,
    Loads,
    MaterialOrders,
    MaterialUses,
    Orders,
    Overtime,
    PatternPieces,
    Patterns,
    PlanOutput,
    Reasons,
    WaysOut,
)
from rantai.engine.plan.blanking import Cut, Pattern
from rantai.engine.plan.buying import Bought
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import component_order_code, job_code, names
from rantai.engine.plan.netting_reasons import netting_reasons
from rantai.engine.plan.orders import Reason
from rantai.engine.plan.paying import Paid
from rantai.engine.plan.streams import Streams
from rantai.engine.plan.summary import worst_status


def assemble(
    index: Index, pools: Pools, streams: Streams, made: Made, cut: Cut, bought: Bought, paid: Paid
) -> PlanOutput:
    """The whole plan as tables."""
    return PlanOutput(
        orders=_orders(index, made),
        jobs=_jobs(index, made),
        component_orders=_component_orders(index, made),
        patterns=Patterns.from_rows([_pattern(index, pattern) for pattern in cut.patterns]),
        pattern_pieces=PatternPieces.from_rows([row for pattern in cut.patterns for row in _pieces(index, pattern)]),
        blank_uses=BlankUses.from_rows(_blank_uses(cut)),
        material_orders=MaterialOrders.from_rows(bought.orders),
        material_uses=MaterialUses.from_rows(_material_uses(bought)),
        cost_splits=CostSplits.from_rows(paid.splits),
        cost_shares=CostShares.from_rows(paid.shares),
        pegs=chain.pegs(index, streams, made, cut.uses, bought.uses),
        promises=chain.promises(index, streams, made.orders),
        loads=_loads(index, pools, made),
        reasons=_reasons(index, streams, made, cut, bought),
        overtime=Overtime.from_rows(made.money.overtime_rows(index)),
        ways_out=WaysOut.from_rows(made.money.way_rows(index, made.orders)),
        hour_values=HourValues.from_rows(made.money.hour_rows(pools)),
        bounds=_bounds(index, streams, made, cut, bought),
        names=names(index),
    )


def _orders(index: Index, made: Made) -> Orders:
    """Lots of made items; bought ones are component orders."""
    bought = {purchase.order.number for purchase in made.purchases if not purchase.is_instead}
    return Orders.from_rows(
        {
            "order_code": order.code,
            "item_code": index.items[order.item],
            "material_owner_code": order.owner,
            "need_week": order.need_week,
            "quantity_pieces": order.quantity_pieces,
            "ready_week": order.ready_week(index.weeks),
            "late_weeks": order.late_weeks(),
            "short_pieces": order.short_pieces,
        }
        for order in made.orders
        if order.number not in bought
    )


def _jobs(index: Index, made: Made) -> Jobs:
    return Jobs.from_rows(
        {
            "job_code": job_code(index, job),
            "order_code": job.order.code,
            "item_code": index.items[job.order.item],
            "maker_code": index.parties[job.maker],
            "made_week": job.made_week,
            "material_week": job.material_week,
            "quantity_pieces": job.quantity_pieces,
            "price_idr_each": job.price_idr_each,
            "cost_idr": job.price_idr_each * job.quantity_pieces,
            "late_weeks": max(0, job.made_week - job.order.need_week),
            "locality": job.locality,
        }
        for job in made.jobs
    )


def _component_orders(index: Index, made: Made) -> ComponentOrders:
    return ComponentOrders.from_rows(
        {
            "component_order_code": component_order_code(index, purchase),
            "item_code": index.items[purchase.order.item],
            "supplier_code": index.parties[purchase.supplier],
            "order_code": purchase.order.code if purchase.is_instead else "",
            "order_week": purchase.order_week,
            "need_week": purchase.order.need_week,
            "arrival_week": purchase.arrival_week,
            "quantity_pieces": purchase.quantity_pieces,
            "cost_idr": purchase.price_idr_each * purchase.quantity_pieces,
            "late_weeks": max(0, purchase.arrival_week - purchase.order.need_week),
            "origin": purchase.origin,
        }
        for purchase in made.purchases
    )


def _pattern(index: Index, pattern: Pattern) -> dict[str, Any]:
    is_sheet = str(index.given.formats.kind[pattern.format_]) == "sheet"
    return {
        "pattern_code": pattern.code,
        "centre_code": pattern.centre,
        "owner_code": pattern.owner,
        "format_code": index.formats[pattern.format_],
        "remnant_code": pattern.lot.code if pattern.lot and pattern.lot.is_remnant else "",
        "week": pattern.week,
        "count_pieces": pattern.count_pieces,
        "length_um": pattern.length_um,
        "width_um": pattern.width_um if is_sheet else 0,
        "used_um2": sum(placed.length_um * (placed.width_um if is_sheet else 1) for placed in pattern.placed),
        "mass_g": pattern.mass_g,
    }


def _pieces(index: Index, pattern: Pattern) -> list[dict[str, Any]]:
    return [
        {
            "pattern_code": pattern.code,
            "piece": number,
            "item_code": index.items[placed.item],
            "x_um": placed.x_um,
            "y_um": placed.y_um,
            "length_um": placed.length_um,
            "width_um": placed.width_um,
            "is_turned": placed.is_turned,
        }
        for number, placed in enumerate(pattern.placed, start=1)
    ]


def _blank_uses(cut: Cut) -> list[dict[str, Any]]:
    return [
        {
            "pattern_code": use.pattern.code,
            "job_code": use.job_code,
            "quantity_blanks": use.blanks,
            "mass_g": use.mass_g,
        }
        for use in cut.uses
    ]


def _material_uses(bought: Bought) -> list[dict[str, Any]]:
    return [
        {
            "source_code": use.source_code,
            "source_kind": use.source_kind,
            "consumer_code": use.consumer_code,
            "quantity_pieces": use.pieces,
            "mass_g": use.mass_g,
        }
        for use in bought.uses
    ]


def _loads(index: Index, pools: Pools, made: Made) -> Loads:
    work = [(index.parties[job.maker], job.order.item, job.made_week, job.quantity_pieces) for job in made.jobs]
    more_ms = made.money.more_ms(index)
    return Loads.from_rows(
        {
            "resource_code": index.resources[resource],
            "week": week,
            "load_minutes": ceil_div(ms, MS_PER_MINUTE),
            "capacity_minutes": (int(index.capacity_ms[resource, week]) + more_ms.get((resource, week), 0))
            // MS_PER_MINUTE,
        }
        for (resource, week), ms in pools.spread(work, more_ms).items()
    )


def _reasons(index: Index, streams: Streams, made: Made, cut: Cut, bought: Bought) -> Reasons:
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    found = [*_made_reasons(index, made), *_unplaced_reasons(index, cut), *bought.reasons]
    for row in [*found, *netting_reasons(index, streams, made)]:
        key = tuple(row[name] for name in Reasons.key)
        if key in rows:
            rows[key]["amount"] += row["amount"]
        else:
            rows[key] = row
    return Reasons.from_rows(rows.values())


def _made_reasons(index: Index, made: Made) -> list[dict[str, Any]]:
    jobs: dict[tuple[int, int], list[str]] = defaultdict(list)
    for job in made.jobs:
        jobs[job.order.number, job.maker].append(job_code(index, job))
    instead = {p.order.number: component_order_code(index, p) for p in made.purchases if p.is_instead}
    always = {p.order.number: component_order_code(index, p) for p in made.purchases if not p.is_instead}
    rows = []
    for reason in made.reasons:
        for code, kind in _subjects(reason, jobs, instead, always):
            rows.append(reason_row(code, kind, reason))
    return rows


def _subjects(
    reason: Reason, jobs: dict[tuple[int, int], list[str]], instead: dict[int, str], always: dict[int, str]
) -> list[tuple[str, str]]:
    """What a reason is about: a lot, a purchase, or for work that went elsewhere the jobs or the purchase there."""
    number = reason.order.number
    if number in always:
        return [(always[number], "component_order")]
    if reason.kind != "elsewhere":
        return [(reason.order.code, "order")]
    if reason.maker is not None:
        return [(code, "job") for code in jobs[number, reason.maker]]
    return [(instead[number], "component_order")] if number in instead else []


def reason_row(code: str, kind: str, reason: Reason) -> dict[str, Any]:
    """A reason as a row of the answer."""
    return {
        "subject_code": code,
        "subject_kind": kind,
        "kind": reason.kind,
        "reason_code": reason.code,
        "resource_code": reason.resource,
        "week": reason.week,
        "amount": reason.amount,
        "unit": reason.unit,
    }


def _unplaced_reasons(index: Index, cut: Cut) -> list[dict[str, Any]]:
    return [
        {
            "subject_code": need.job_code,
            "subject_kind": "job",
            "kind": "unplaced",
            "reason_code": "fits_no_format",
            "resource_code": index.materials[unplaced.blank.material],
            "week": need.job.material_week,
            "amount": unplaced.missing_um,
            "unit": "um",
        }
        for unplaced in cut.unplaced
        for need in unplaced.needs
    ]


def _bounds(index: Index, streams: Streams, made: Made, cut: Cut, bought: Bought) -> Bounds:
    exploded = streams.answer
    rows = [_bound("explosion", "net_requirement", exploded.status, exploded.objective, exploded.bound, "pieces")]
    for level, report in made.goals:
        part = f"level {level}: {report.goal}"
        rows.append(_bound("allocation", part, str(report.status), report.objective, report.bound, report.unit))
    for material, results in cut.bounds.items():
        totals = (sum(result[0] for result in results), sum(result[1] for result in results))
        status = worst_status([result[2] for result in results])
        rows.append(_bound("cutting", index.materials[material], status, *totals, "ranking_idr"))
    rows += [_bound("pooling", *row, "idr") for row in bought.bounds]
    return Bounds.from_rows(rows)


def _bound(stage: str, part: str, status: str, objective: int, bound: int, unit: str) -> dict[str, Any]:
    return {"stage": stage, "part": part, "status": status, "objective": objective, "bound": bound, "unit": unit}
