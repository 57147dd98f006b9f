"""`rantai bench pool`: steel of many firms, pooled into orders that keep their sellers' terms, at least cost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rantai.cli.bench.flow import Answer, Effort, Subject, command
from rantai.cli.bench.pool_document import Asked, read
from rantai.core.json_problems import refuse
from rantai.core.json_refusals import UNKNOWN_CLASS
from rantai.engine.pooling import CAUSE_LEAD, CAUSE_NO_OFFER, ORDER_TOO_LARGE, SOURCE_ORDER, OrderTooLarge
from rantai.engine.pooling.joint import (
    CAUSE_BUDGET,
    CAUSE_BUDGET_AND_CREDIT,
    CAUSE_CREDIT,
    CAUSE_NOT_WORTH,
    CAUSE_TIME,
    JointAnswer,
    JointInput,
    JointParams,
    solve,
)
from rantai.engine.pooling.joint.disruption import Disruption, cheapest_cover
from rantai.engine.pooling.joint.generate import CLASSES, drawn
from rantai.engine.pooling.joint.tables import ANSWER_GROUPS

REASONS = {
    CAUSE_NO_OFFER: "no_offer",
    CAUSE_LEAD: "lead",
    CAUSE_BUDGET: "budget",
    CAUSE_CREDIT: "credit",
    CAUSE_BUDGET_AND_CREDIT: "budget_and_credit",
    CAUSE_NOT_WORTH: "not_worth",
    CAUSE_TIME: "time",
}


def generate(specification: str, seed: int) -> dict[str, Any]:
    """A drawn instance as a document. Raises InvalidInput for an unknown class."""
    try:
        return drawn(specification, seed)
    except ValueError as broken:
        raise refuse(UNKNOWN_CLASS, "--generate", value=specification[:40], classes=CLASSES) from broken


def _told(given: JointInput, found: JointAnswer) -> Answer:
    solution = {group: _rows(found, group) for group in ANSWER_GROUPS if group not in ("short", "worth")}
    for row in solution["use"]:
        row["source_kind"] = "item" if row["source_kind"] == SOURCE_ORDER else "stock"
    shorts = [{**row, "reason": REASONS[row.pop("cause")]} for row in _rows(found, "short")]
    costs = ("purchase_idr", "truck_idr", "holding_idr", "transfer_idr", "open_idr")
    needed = int(given.steel.need_mass_g.sum()) + int(
        (given.steel.need_pieces * given.steel.format_piece_mass_g[given.steel.need_format]).sum()
    )
    more = {
        "costs": {name: getattr(found, name) for name in costs},
        "needed_g": needed,
        "shorts": shorts,
        "worth": _rows(found, "worth"),
    }
    return Answer(found.status, found.objective, found.bound, solution, more)


def _rows(found: JointAnswer, group: str) -> list[dict[str, Any]]:
    names = [name for name in found.__dataclass_fields__ if name.startswith(group + "_")]
    rows = zip(*(getattr(found, name).tolist() for name in names), strict=True)
    return [dict(zip((name[len(group) + 1 :] for name in names), row, strict=True)) for row in rows]


def _solve(asked: Asked, effort: Effort) -> Answer:
    """The question itself, then what each disruption costs, on equal parts of the work."""
    given = asked.given
    params = JointParams(work=max(1, effort.work // (1 + len(asked.disruptions))))
    try:
        found = solve(
            given, params, out_of_time=effort.out_of_time, keep=lambda better: effort.keep(_told(given, better))
        )
        effort.keep(_told(given, found))
        covers = [_cover(given, found, each, params, effort) for each in asked.disruptions]
    except OrderTooLarge as broken:
        raise refuse(ORDER_TOO_LARGE, f"offer_format[{broken.offer}]", offer=broken.offer) from broken
    answer = _told(given, found)
    return replace(answer, more={**answer.more, "covers": covers}) if covers else answer


def _cover(
    given: JointInput, before: JointAnswer, each: Disruption, params: JointParams, effort: Effort
) -> dict[str, Any]:
    cover = cheapest_cover(given, each.applied(given), params, before=before, out_of_time=effort.out_of_time)
    masses = {name: getattr(cover, name) for name in ("earlier_g", "later_g", "other_g", "late_g", "missing_g")}
    costs = {"cost_idr": cover.cost_idr, "paid_idr": cover.paid_idr, "gap": round(cover.after.gap, 9)}
    return {"supplier": each.supplier, **costs, **masses, "text": {"id": cover.text_id, "en": cover.text_en}}


def _plain(asked: Asked) -> Answer:
    """Nothing was found in time: no answer, and nothing proven."""
    return Answer("timeout", None, None, None, {"shorts": [], "needs": len(asked.given.steel.need_format)})


pool = command(
    Subject(
        name="pool",
        help="Pool many firms' steel into orders within their sellers' terms, at least cost (docs/bench/pool.md).",
        read=read,
        generate=generate,
        solve=_solve,
        plain=_plain,
        classes=CLASSES,
    )
)
