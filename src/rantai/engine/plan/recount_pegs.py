"""Holds every link of the chain to the table it comes from: what steel, blanks, jobs and purchases really give.

Links between lots and demand are recounted with the making; here are those below them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rantai.engine.plan.faults import Fault, fault
from rantai.engine.plan.ledger import Ledger, Row
from rantai.engine.plan.row_books import Groups

RECOUNTED = ("material_order", "material_stock", "material_receipt", "pattern", "job")
Flows = dict[str, tuple[int, int]]  # (pieces, g) of the links of one supply, by consumer


def pegs(ledger: Ledger) -> Iterator[Fault]:
    """Links that are missing, made up, or carry another amount than the table they come from."""
    wanted = _Wanted(ledger)
    found: list[tuple[str, str, Fault]] = []
    for supply, rows in ledger.pegs_from.items():
        found += _differing(supply, wanted.of(supply), _got(ledger, supply, rows))
    for supply in wanted.suppliers():
        if supply not in ledger.pegs_from:
            found += _differing(supply, wanted.of(supply), {})
    yield from (one for _, _, one in sorted(found, key=lambda each: each[:2]))


def _differing(supply: str, want: Flows, got: Flows) -> Iterator[tuple[str, str, Fault]]:
    if want == got:
        return
    nothing = (0, 0)
    for consumer in want.keys() | got.keys():
        figures = {"got": got.get(consumer, nothing), "want": want.get(consumer, nothing)}
        if figures["got"] != figures["want"]:
            yield supply, consumer, fault("peg_differs", "pegs", f"{supply} → {consumer}", **figures)


def _got(ledger: Ledger, supply: str, rows: list[Row]) -> Flows:
    bought = ledger.component_orders.get(supply)
    serves = bought["order_code"] if bought else ""
    return {
        row["consumer_code"]: (row["quantity_pieces"], row["mass_g"])
        for row in rows
        if row["supply_kind"] in RECOUNTED or (bought and row["consumer_code"] == serves)
    }


class _Wanted:
    """What links must carry, summed from the tables, one supply after the other."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.steel = Groups(ledger.plan.material_uses, "source_code")
        self.blanks = Groups(ledger.plan.blank_uses, "pattern_code")

    def suppliers(self) -> Iterator[str]:
        """Every code that must supply something, some more than once."""
        yield from self.steel
        yield from self.blanks
        yield from self.ledger.jobs
        yield from (code for code, row in self.ledger.component_orders.items() if row["order_code"])

    def of(self, supply: str) -> Flows:
        """(pieces, g) by consumer."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for row in self.steel.get(supply, ()):
            _add(found[row["consumer_code"]], row["quantity_pieces"], row["mass_g"])
        for row in self.blanks.get(supply, ()):
            _add(found[row["job_code"]], row["quantity_blanks"], row["mass_g"])
        for book in (self.ledger.jobs, self.ledger.component_orders):
            made = book.get(supply)
            if made and made["order_code"]:
                _add(found[made["order_code"]], made["quantity_pieces"], 0)
        return {consumer: (pieces, mass) for consumer, (pieces, mass) in found.items()}


def _add(sums: list[int], pieces: int, mass_g: int) -> None:
    sums[0] += pieces
    sums[1] += mass_g
