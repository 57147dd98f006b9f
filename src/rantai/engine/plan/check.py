"""A stranger's judgement of a plan: everything is recounted from the tables alone; no room, no solver is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.faults import Fault, fault
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.ledger import Ledger
from rantai.engine.plan.recount_cutting import cutting
from rantai.engine.plan.recount_making import making
from rantai.engine.plan.recount_pegs import pegs
from rantai.engine.plan.recount_promises import promises
from rantai.engine.plan.recount_shares import shares
from rantai.engine.plan.recount_steel import steel


def check(given: PlanInput, plan: PlanOutput) -> list[Fault]:
    """Every fault of a plan; empty when it is sound. While codes or weeks are unknown nothing else can be recounted."""
    ledger = Ledger(given, plan)
    unknown = [*_unknown_codes(ledger), *_unknown_weeks(ledger)]
    return unknown or [
        *making(ledger),
        *cutting(ledger),
        *steel(ledger),
        *shares(ledger),
        *pegs(ledger),
        *promises(ledger),
    ]


def _unknown_codes(ledger: Ledger) -> Iterator[Fault]:
    """Every code of the plan that is neither in the plan nor in its input."""
    for (table, column), allowed in _references(ledger).items():
        rows = ledger.plan.tables()[table]
        codes = getattr(rows, column).tolist()
        for place, code in zip(getattr(rows, rows.key[0]).tolist(), codes, strict=True):
            if code not in allowed:
                yield fault("unknown_code", table, place, column=column, text=code)


def _unknown_weeks(ledger: Ledger) -> Iterator[Fault]:
    """Weeks of work and load that the plan does not have."""
    columns = {"jobs": "made_week", "loads": "week", "patterns": "week", "orders": "need_week"}
    for table, column in columns.items():
        rows = ledger.plan.tables()[table]
        for place, week in zip(getattr(rows, rows.key[0]).tolist(), getattr(rows, column).tolist(), strict=True):
            if not 0 <= week < ledger.weeks:
                yield fault("out_of_horizon", table, place, column=column, week=week)


def _references(ledger: Ledger) -> Mapping[tuple[str, str], set[str]]:
    """What the code columns of the plan may hold."""
    given, none = ledger.given, {""}
    items, parties, formats = set(ledger.items), set(ledger.parties), set(ledger.formats)
    orders, jobs, patterns = set(ledger.orders), set(ledger.jobs), set(ledger.patterns)
    resources, lots = set(given.resources.resource_code.tolist()), set(ledger.steel_lots)
    bought, steel_orders = set(ledger.component_orders), set(ledger.material_orders)
    sources = lots | steel_orders
    nodes = orders | jobs | bought | patterns | sources | set(ledger.item_lots) | set(ledger.demand)
    nodes |= set(ledger.along) | {code for code in ledger.pegs_from if ledger.stood_in(code)}
    return {
        ("orders", "item_code"): items,
        ("orders", "material_owner_code"): parties | none,
        ("jobs", "order_code"): orders,
        ("jobs", "item_code"): items,
        ("jobs", "maker_code"): parties,
        ("component_orders", "item_code"): items,
        ("component_orders", "supplier_code"): parties,
        ("component_orders", "order_code"): orders | none,
        ("patterns", "centre_code"): {code for code, row in ledger.parties.items() if row["kind"] == "centre"},
        ("patterns", "owner_code"): parties | none,
        ("patterns", "format_code"): {code for code, row in ledger.formats.items() if row["kind"] in ledger.rules},
        ("patterns", "remnant_code"): lots | none,
        ("pattern_pieces", "pattern_code"): patterns,
        ("pattern_pieces", "item_code"): items,
        ("blank_uses", "pattern_code"): patterns,
        ("blank_uses", "job_code"): jobs,
        ("material_orders", "offer_code"): set(ledger.offers),
        ("material_orders", "supplier_code"): parties,
        ("material_orders", "format_code"): formats,
        ("material_uses", "source_code"): sources,
        ("material_uses", "consumer_code"): patterns | jobs,
        ("cost_splits", "material_order_code"): steel_orders,
        ("cost_shares", "material_order_code"): steel_orders,
        ("cost_shares", "payer_code"): parties,
        ("pegs", "supply_code"): nodes,
        ("pegs", "consumer_code"): nodes,
        ("promises", "demand_code"): set(ledger.demand),
        ("loads", "resource_code"): resources,
        ("overtime", "option_code"): set(ledger.options),
        ("ways_out", "order_code"): orders,
        ("ways_out", "option_code"): set(ledger.options),
        ("hour_values", "resource_code"): resources,
        ("reasons", "subject_code"): nodes,
        ("reasons", "resource_code"): resources | parties | items | set(ledger.materials) | formats,
    }
