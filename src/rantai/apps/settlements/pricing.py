"""What a seller owes the owner of steel that it sold, by the terms of the day.

transfer_idr(terms, sale) -> int       0 when there is no price
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rantai.apps.agency.queries import TermsRow
from rantai.apps.papers.tax import rounded
from rantai.core.units import PPM, cost_idr

G_OF_KG = 1_000


@dataclass(frozen=True)
class Sold:
    """What was sold: grams, what the customer pays for the steel (without cutting and the road), the owner's price."""

    grams: int
    sale_idr: int
    book_idr_t: int | None


def transfer_idr(terms: TermsRow, sale: Sold) -> int:
    """Whole rupiah without tax, rounded once, halves up; never below 0."""
    if terms.rule == "book":
        return cost_idr(sale.grams, sale.book_idr_t) if sale.book_idr_t else 0
    if terms.rule == "percent":
        off = Fraction(sale.sale_idr * terms.less_ppm, PPM)
    else:
        off = Fraction(sale.grams * terms.less_idr_kg, G_OF_KG)
    return max(0, sale.sale_idr - rounded(off))
