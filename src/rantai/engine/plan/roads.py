"""The roads between makers and the homes of items: weeks and freight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rantai.core.periods import weeks_on_road
from rantai.core.units import G_PER_KG, ceil_div
from rantai.engine.plan.index import Index
from rantai.engine.plan.naming import job_code
from rantai.engine.plan.orders import Job

NO_ROAD = (0, 0)


@dataclass(frozen=True)
class Roads:
    """Roads of one input; places are found from the narrowest outwards, first the maker's, then the item's."""

    index: Index

    @cached_property
    def _rows(self) -> dict[tuple[str, str], tuple[int, int]]:
        """(days, rupiah a kg) by pair of places."""
        rows = self.index.given.roads.rows()
        return {(row["from_place_code"], row["to_place_code"]): (row["road_days"], row["price_idr_kg"]) for row in rows}

    @cached_property
    def _holder(self) -> dict[str, str]:
        places = self.index.given.places
        return dict(zip(places.place_code.tolist(), places.parent_code.tolist(), strict=True))

    def road(self, maker: int, item: int) -> tuple[int, int]:
        """(weeks, rupiah for one piece) from a maker to the home of an item."""
        start, home = self.ends(maker, item)
        if not self._rows or start == home or not home:
            return NO_ROAD
        for begin in self._outwards(start):
            for end in self._outwards(home):
                if (begin, end) in self._rows:
                    days, price_idr_kg = self._rows[begin, end]
                    mass_g = int(self.index.given.items.mass_g_each[item])
                    return weeks_on_road(days), ceil_div(mass_g * price_idr_kg, G_PER_KG)
        return NO_ROAD

    def ends(self, maker: int, item: int) -> tuple[str, str]:
        """Place of the maker and home of the item."""
        given = self.index.given
        return str(given.parties.place_code[maker]), str(given.items.home_place_code[item])

    def _outwards(self, place: str) -> Iterator[str]:
        while place:
            yield place
            place = self._holder[place]

    def rows(self, jobs: list[Job]) -> Iterator[dict[str, Any]]:
        """Rows of the table journeys: jobs whose road takes time or money."""
        for job in jobs:
            if job.road_weeks or job.freight_idr_each:
                start, home = self.ends(job.maker, job.order.item)
                yield {
                    "job_code": job_code(self.index, job),
                    "from_place_code": start,
                    "to_place_code": home,
                    "arrival_week": job.arrival_week,
                    "mass_g": int(self.index.given.items.mass_g_each[job.order.item]) * job.quantity_pieces,
                    "cost_idr": job.freight_idr_each * job.quantity_pieces,
                }
