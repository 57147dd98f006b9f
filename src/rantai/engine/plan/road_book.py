"""The roads of parts as a stranger reads them: which one a job takes, and when its pieces are there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rantai.core.periods import weeks_on_road
from rantai.engine.plan.given import PlanInput

Row = dict[str, Any]


@dataclass(frozen=True)
class RoadBook:
    """Look-ups of one input."""

    given: PlanInput

    def road(self, job: Row) -> Row | None:
        """The road from a job's maker to the home of its item, the narrowest that is told; None: there is none."""
        start, home = self._place_of[job["maker_code"]], self._home_of[job["item_code"]]
        if not self._roads or start == home:
            return None
        pairs = ((begin, end) for begin in self._held_by(start) for end in self._held_by(home))
        return next((self._roads[pair] for pair in pairs if pair in self._roads), None)

    def arrival_week(self, job: Row) -> int:
        """Week at whose end the pieces of a job are at the home of their item."""
        road = self.road(job)
        return int(job["made_week"]) + (weeks_on_road(road["road_days"]) if road else 0)

    def _held_by(self, place: str) -> list[str]:
        """The place and those that hold it, the narrowest first."""
        found = []
        while place:
            found.append(place)
            place = self._holder[place]
        return found

    @cached_property
    def _roads(self) -> dict[tuple[str, str], Row]:
        return {(row["from_place_code"], row["to_place_code"]): row for row in self.given.roads.rows()}

    @cached_property
    def _holder(self) -> dict[str, str]:
        places = self.given.places
        return dict(zip(places.place_code.tolist(), places.parent_code.tolist(), strict=True))

    @cached_property
    def _place_of(self) -> dict[str, str]:
        parties = self.given.parties
        return dict(zip(parties.party_code.tolist(), parties.place_code.tolist(), strict=True))

    @cached_property
    def _home_of(self) -> dict[str, str]:
        items = self.given.items
        return dict(zip(items.item_code.tolist(), items.home_place_code.tolist(), strict=True))
