"""A stranger's judgement of a plan: everything is recounted from the tables alone; no room, no solver is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.faults import Fault, fault
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.ledger import Ledger
from rantai.engine.plan.recount_buying import buying
from rantai.engine.plan.recount_cutting import cutting
from rantai.engine.plan.recount_making import making
from rantai.engine.plan.recount_pegs import pegs
from rantai.engine.plan.recount_promises import promises
from rantai.engine.plan.recount_shares import shares
from rantai.engine.plan.recount_steel import steel
from rantai.engine.plan.recount_supply import supply


def check(given: PlanInput, plan: PlanOutput) -> list[Fault]:
    """Every fault of a plan; empty when it is sound. While codes or weeks are unknown nothing else can be recounted."""
    ledger = Ledger(given, plan)
    unknown = [*_unknown_codes(ledger), *_unknown_weeks(ledger)]
    return unknown or [
        *making(ledger),
        *cutting(ledger),
        *steel(ledger),
        *buying(ledger),
        *shares(ledger),
        *supply(ledger),
        *pegs(ledger),
        *promises(ledger),
    ]


def _unknown_codes(ledger: Ledger) -> Iterator[Fault]:
    """Every code of the plan that is neither in the plan nor in its input."""
    for (table, column), allowed in _references(ledger).items():
        rows = ledger.plan.tables()[table]
        coded = rows.coded(column)
        strange = np.fromiter((code not in allowed for code in coded.names()), np.bool_, len(coded.codes))
        for row in np.flatnonzero(strange[coded.at]).tolist() if strange.any() else ():
            yield fault("unknown_code", table, rows.reader(rows.key[0])(row), column=column, text=coded.cell(row))


def _unknown_weeks(ledger: Ledger) -> Iterator[Fault]:
    """Weeks of work and load that the plan does not have."""
    columns = {"jobs": "made_week", "loads": "week", "patterns": "week", "orders": "need_week"}
    for table, column in columns.items():
        rows = ledger.plan.tables()[table]
        weeks = getattr(rows, column)
        for row in np.flatnonzero((weeks < 0) | (weeks >= ledger.weeks)).tolist():
            place = rows.reader(rows.key[0])(row)
            yield fault("out_of_horizon", table, place, column=column, week=int(weeks[row]))


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
        ("transfers", "source_code"): lots,
        ("transfers", "to_code"): parties,
        ("supplier_orders", "supplier_code"): parties,
        ("steel_loads", "supplier_code"): parties,
        ("surplus_ways", "subject_code"): steel_orders | formats,
        ("surplus_ways", "offer_code"): set(ledger.offers),
        ("steel_worths", "format_code"): formats,
        ("cost_splits", "material_order_code"): steel_orders,
        ("cost_shares", "material_order_code"): steel_orders,
        ("cost_shares", "payer_code"): parties,
        ("supply_shares", "material_code"): set(ledger.materials),
        ("supply_shares", "party_code"): parties,
        ("pegs", "supply_code"): nodes,
        ("pegs", "consumer_code"): nodes,
        ("promises", "demand_code"): set(ledger.demand),
        ("loads", "resource_code"): resources,
        ("overtime", "option_code"): set(ledger.options),
        ("journeys", "job_code"): jobs,
        ("ways_out", "order_code"): orders,
        ("ways_out", "option_code"): set(ledger.options),
        ("hour_values", "resource_code"): resources,
        ("reasons", "subject_code"): nodes,
        ("reasons", "resource_code"): resources | parties | items | set(ledger.materials) | formats,
    }
