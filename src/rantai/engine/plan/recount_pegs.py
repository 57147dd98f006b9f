"""Holds every link of the chain to the table it comes from: what steel, blanks, jobs and purchases really give.

Links between lots and demand are recounted with the making; here are those below them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rantai.engine.plan.faults import Fault, fault
from rantai.engine.plan.ledger import Ledger

Link = tuple[str, str]  # supply code, consumer code
RECOUNTED = ("material_order", "material_stock", "material_receipt", "pattern", "job")


def pegs(ledger: Ledger) -> Iterator[Fault]:
    """Links that are missing, made up, or carry another amount than the table they come from."""
    want = _wanted(ledger)
    got = {
        (row["supply_code"], row["consumer_code"]): (row["quantity_pieces"], row["mass_g"])
        for row in ledger.plan.pegs.rows()
        if row["supply_kind"] in RECOUNTED or _is_purchase_for_a_lot(ledger, row["supply_code"], row["consumer_code"])
    }
    nothing = (0, 0)
    for link in sorted(want.keys() | got.keys()):
        if want.get(link, nothing) != got.get(link, nothing):
            place = " → ".join(link)
            yield fault("peg_differs", "pegs", place, got=got.get(link, nothing), want=want.get(link, nothing))


def _is_purchase_for_a_lot(ledger: Ledger, supply: str, consumer: str) -> bool:
    return supply in ledger.component_orders and ledger.component_orders[supply]["order_code"] == consumer


def _wanted(ledger: Ledger) -> dict[Link, tuple[int, int]]:
    """(pieces, g) of every link, summed from the tables."""
    plan = ledger.plan
    sums: dict[Link, list[int]] = defaultdict(lambda: [0, 0])
    for row in plan.material_uses.rows():
        _add(sums, (row["source_code"], row["consumer_code"]), row["quantity_pieces"], row["mass_g"])
    for row in plan.blank_uses.rows():
        _add(sums, (row["pattern_code"], row["job_code"]), row["quantity_blanks"], row["mass_g"])
    for row in plan.jobs.rows():
        _add(sums, (row["job_code"], row["order_code"]), row["quantity_pieces"], 0)
    for row in plan.component_orders.rows():
        if row["order_code"]:
            _add(sums, (row["component_order_code"], row["order_code"]), row["quantity_pieces"], 0)
    return {link: (pieces, mass) for link, (pieces, mass) in sums.items()}


def _add(sums: dict[Link, list[int]], link: Link, pieces: int, mass_g: int) -> None:
    sums[link][0] += pieces
    sums[link][1] += mass_g
