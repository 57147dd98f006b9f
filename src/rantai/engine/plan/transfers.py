"""Steel at hand that leaves its centre: what goes where, when, and what carrying it costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rantai.core.periods import weeks_for_days
from rantai.core.units import G_PER_T, ceil_div
from rantai.engine.plan.index import Index
from rantai.engine.plan.steel import Lot, centre_of


@dataclass(frozen=True)
class Move:
    """Steel of a lot that is used at a centre, its own or another, from the start of a week on."""

    lot: Lot
    to_centre: str
    week: int
    pieces: int
    mass_g: int


def transfer_rows(index: Index, moves: Iterable[Move]) -> list[dict[str, Any]]:
    """Rows of `transfers`: one a lot, receiving centre and week. None where steel moves freely."""
    roads = roads_of(index)
    gathered: dict[tuple[str, str, int], list[Move]] = defaultdict(list)
    for move in moves:
        start = centre_of(index, move.lot.holder)
        if not move.lot.owner and start != move.to_centre and (start, move.to_centre) in roads:
            gathered[move.lot.code, move.to_centre, move.week].append(move)
    rows = []
    for (code, to_centre, week), parts in sorted(gathered.items()):
        lot, start = parts[0].lot, centre_of(index, parts[0].lot.holder)
        weeks, price = roads[start, to_centre]
        mass = sum(part.mass_g for part in parts)
        rows.append(
            {
                "transfer_code": f"T-{code}-{to_centre}-{week - weeks:03d}",
                "source_code": code,
                "format_code": index.formats[lot.format_],
                "from_code": start,
                "to_code": to_centre,
                "send_week": week - weeks,
                "usable_week": week,
                "quantity_pieces": sum(part.pieces for part in parts),
                "mass_g": mass,
                "cost_idr": ceil_div(mass * price, G_PER_T),
            }
        )
    return rows


def roads_of(index: Index) -> dict[tuple[str, str], tuple[int, int]]:
    """(from, to) → (weeks, rupiah a tonne)."""
    return {
        (row["from_code"], row["to_code"]): (weeks_for_days(row["days"]), row["price_idr_t"])
        for row in index.given.centre_roads.rows()
    }
