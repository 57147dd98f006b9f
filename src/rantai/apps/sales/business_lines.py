"""Which business line earned what of an invoice's line: one rule for reports and for the books.

A good or service says its line itself. Pieces of an order are split as the order prices them: cutting its share, the
rest is steel less the credit for scrap. A line without an order line is the road when it weighs nothing, and steel from
a shelf when it weighs something.
"""

from __future__ import annotations

from collections.abc import Mapping

BUSINESS_LINES = ("material", "machining", "logistics", "consumables", "trading")


def split_idr(
    *, business_line: str, net_idr: int, mass_g: int, cutting_idr: int | None, line_idr: int | None
) -> Mapping[str, int]:
    """Rupiah by business line; together exactly `net_idr`. `cutting_idr`, `line_idr`: those of the order's line."""
    if business_line:
        return {business_line: net_idr}
    if line_idr is None:
        return {"material" if mass_g else "logistics": net_idr}
    cut_idr = net_idr * (cutting_idr or 0) // line_idr if line_idr else 0
    return {"material": net_idr - cut_idr, "machining": cut_idr}
