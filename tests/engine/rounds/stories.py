"""A round to tell stories with: a sheet of 50 kg, a coil it is cut from, a mill with tiers and trucks, a shop."""

from typing import Any

from rantai.engine.rounds import CoilCut, RoundInput, Seller, Statement, Steel, Terms

T = 1_000_000
SHEET, COIL = Steel("S", "SPHC", "sheet", 50_000), Steel("C", "SPHC", "coil")
MILL = Terms("KS", "MILL", "C", ((5 * T, 9_000_000), (10 * T, 8_000_000)), min_order_g=5 * T, coil_min_g=5 * T)
SHOP = Terms("TOKO", "SHOP", "S", ((0, 12_000_000),))


def a_round(*statements: Statement, terms: tuple[Terms, ...] = (MILL, SHOP), **more: Any) -> RoundInput:
    """A round of these statements."""
    facts: dict[str, Any] = {
        "steels": (SHEET, COIL),
        "cuts": (CoilCut("C", "S", 50_000),),
        "sellers": (Seller("MILL"), Seller("SHOP")),
        "occasion": "R",
        **more,
    }
    return RoundInput(terms=terms, statements=tuple(statements), **facts)


def coils(terms: Terms, high_g: int) -> Terms:
    """The terms with coils up to so heavy."""
    return Terms(terms.code, terms.seller, terms.steel, terms.tiers, terms.min_order_g, 0, terms.coil_min_g, high_g)
