"""The table of an answer that tells how steel that is short was shared before any work began."""

from __future__ import annotations

from rantai.core.tables import Codes, Ints, Table, code, table, whole
from rantai.core.units import PPM

# Share of a stock piece that is counted as usable before it is cut; a careful side of domain.md 4.5 (85-97 %).
ASSUMED_YIELD_PPM = {"sheet": 750_000, "bar": 850_000, "loose": PPM}
CAUSES = ("time", "money")
BASES = ("workshop", "customer")


@table(
    "supply_shares",
    "Steel that is short, because no more can come in time or money is too little: who gets how much of it. All rise "
    "together, each in proportion to its firm need, until it has what it wants. Masses are net, as blanks; of the "
    "stock counts what it may yield (sheets 75 %, bars 85 %).",
    key=("material_code", "party_code"),
    may_be_absent=True,
)
class SupplyShares(Table):
    material_code: Codes = code("Material.")
    party_code: Codes = code("Who needs it.")
    basis: Codes = code(
        "workshop: the only maker of the parts; customer: of parts that several could make, those who want them.",
        choices=BASES,
    )
    cause: Codes = code("Why it is short: no seller brings more in time, or budget or credit end.", choices=CAUSES)
    committed_g: Ints = whole("Need behind firm lines.")
    wanted_g: Ints = whole("The whole need, forecasts included.", low=1)
    share_g: Ints = whole("What it gets at most; work beyond it is short.")
    unmet_g: Ints = whole("Need that its share does not cover.")
