"""A proven bound that needs no solver: every gram that must be bought costs at least the lowest price a gram can have.

Proof: stock covers at most its own useful units. The rest of a format's need is bought in that format, at no less than
its lowest tier price, or cut from a coil, which takes `cut_mass_g_each` at no less than the coil's lowest price.
Holding costs nothing at least. Weeks, minimum orders, bundles, coils and end losses are left out: a relaxation.
"""

from __future__ import annotations

from rantai.core.units import G_PER_T
from rantai.engine.pooling.market import takes_by_format, unit_mass_g
from rantai.engine.pooling.tables import KIND_BAR, PoolingInput


def least_purchase_idr(given: PoolingInput, ordered_units: dict[int, int]) -> int:
    """Rupiah that any orders cost which cover these units (by format), less what rounding may take off each order."""
    cheapest = _cheapest_unit(given)
    linear = sum(units * cheapest[format_] // G_PER_T for format_, units in ordered_units.items())
    return max(0, linear - len(given.offer_format) * given.weeks)


def _cheapest_unit(given: PoolingInput) -> dict[int, int]:
    """By format served: millionths of a rupiah that one unit costs at least."""
    found: dict[int, int] = {}
    for offer, price in zip(given.tier_offer.tolist(), given.tier_price_idr_t.tolist(), strict=True):
        source = int(given.offer_format[offer])
        for format_, take in takes_by_format(given)[source].items():
            unit = take * unit_mass_g(given, source) * price
            found[format_] = min(unit, found.get(format_, unit))
    return found


def units_of(given: PoolingInput, row: int) -> int:
    """Units of a row of need: pieces of sheets and bars, grams of the others."""
    piecewise = given.format_kind[given.need_format[row]] <= KIND_BAR
    return int(given.need_pieces[row] if piecewise else given.need_mass_g[row])
