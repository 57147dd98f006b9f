"""Whose lines a reader gets: planners the programme's and those of buyers who let them, buyers their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rantai.apps.demand import queries
from rantai.apps.demand.queries import LineRow
from rantai.apps.parties import queries as parties
from rantai.web.access import Request, found, organisation_id
from rantai.web.plans.doors import PLANNERS

EDITORS = ("consortium_manager",)


@dataclass(frozen=True)
class Sight:
    """What of the demand one reader may see and change."""

    own_id: int
    plans: bool
    edits: bool
    givers: frozenset[int]

    def shows(self, line: LineRow) -> bool:
        """The reader's own lines; for planners also the programme's and those of buyers who gave their permission."""
        if line.customer_id == self.own_id:
            return True
        return self.plans and (line.kind == "programme" or line.customer_id in self.givers)

    def may_change(self, line: LineRow) -> bool:
        """A planner changes the programme; a buyer's call-off is the buyer's word."""
        return self.edits and (line.kind == "programme" or line.customer_id == self.own_id)


def sight_of(request: Request) -> Sight:
    """The reader's fence. One query for planners."""
    own, roles = organisation_id(request), request.actor.roles
    plans = bool(roles & set(PLANNERS))
    givers = parties.givers_to(own, "demand", request.today) if plans else frozenset[int]()
    return Sight(own, plans, bool(roles & set(EDITORS)), givers)


def get_line_for(request: Request, line_id: int) -> LineRow:
    """A line of demand that the reader may see, withdrawn or not."""
    row = queries.line(line_id)
    return found(row if row is not None and sight_of(request).shows(row) else None)


def get_own_line_for(request: Request, line_id: int) -> LineRow:
    """A line of demand that the reader may change; one that may only be seen is as good as missing here."""
    row = queries.line(line_id)
    return found(row if row is not None and sight_of(request).may_change(row) else None)


def only_shown(sight: Sight, lines: Iterable[LineRow]) -> Sequence[LineRow]:
    """Lines that the reader may see."""
    return [line for line in lines if sight.shows(line)]
