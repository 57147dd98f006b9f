"""From what the stages found to the tables of the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rantai.engine.plan import chain
from rantai.engine.plan.answer import (
    Bounds,
    ComponentOrders,
    CostShares,
    CostSplits,
    HourValues,
    Journeys,
    MaterialOrders,
    MaterialUses,
    Orders,
    Overtime,
    PlanOutput,
    Reasons,
    WaysOut,
)
from rantai.engine.plan.answer_buying import SteelLoads, SteelWorths, SupplierOrders, SurplusWays, Transfers
from rantai.engine.plan.answer_sharing import SupplyShares
from rantai.engine.plan.blanking import Cut
from rantai.engine.plan.buying import Bought
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.index import Index
from rantai.engine.plan.large_tables import jobs_table, loads_table, patterns_table, pieces_table, uses_table
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import component_order_code, job_code, names
from rantai.engine.plan.netting_reasons import netting_reasons
from rantai.engine.plan.orders import Reason
from rantai.engine.plan.paying import Paid
from rantai.engine.plan.roads import Roads
from rantai.engine.plan.streams import Streams
from rantai.engine.plan.summary import worst_status
from rantai.engine.plan.transfers import transfer_rows


def assemble(
    index: Index, pools: Pools, streams: Streams, made: Made, cut: Cut, bought: Bought, paid: Paid
) -> PlanOutput:
    """The whole plan as tables."""
    return PlanOutput(
        orders=_orders(index, made),
        jobs=jobs_table(index, made),
        component_orders=_component_orders(index, made),
        patterns=patterns_table(index, cut),
        pattern_pieces=pieces_table(index, cut),
        blank_uses=uses_table(cut),
        material_orders=MaterialOrders.from_rows(bought.orders),
        material_uses=MaterialUses.from_rows(_material_uses(bought)),
        transfers=Transfers.from_rows(transfer_rows(index, bought.moved)),
        supplier_orders=SupplierOrders.from_rows(bought.supplier_orders),
        steel_loads=SteelLoads.from_rows(bought.loads),
        surplus_ways=SurplusWays.from_rows(bought.ways),
        steel_worths=SteelWorths.from_rows(bought.worths),
        cost_splits=CostSplits.from_rows(paid.splits),
        cost_shares=CostShares.from_rows(paid.shares),
        supply_shares=SupplyShares.from_rows(made.supply_shares),
        pegs=chain.pegs(index, streams, made, cut.uses, bought.uses),
        promises=chain.promises(
            index, streams, made.orders, evenly=any(row["basis"] == "customer" for row in made.supply_shares)
        ),
        loads=loads_table(index, pools, made),
        reasons=_reasons(index, streams, made, cut, bought),
        overtime=Overtime.from_rows(made.money.overtime_rows(index)),
        journeys=Journeys.from_rows(Roads(index).rows(made.jobs)),
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


def _material_uses(bought: Bought) -> Iterator[dict[str, Any]]:
    return (
        {
            "source_code": use.source_code,
            "source_kind": use.source_kind,
            "consumer_code": use.consumer_code,
            "quantity_pieces": use.pieces,
            "mass_g": use.mass_g,
        }
        for use in bought.uses
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
