"""Which plan a page shows, and whose firm-level rows its reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rantai.apps.capacity import queries as capacity
from rantai.apps.parties import queries as parties
from rantai.apps.planning import queries
from rantai.apps.planning.queries import RunRow
from rantai.web.access import Request, found, organisation_id

PLANNERS = ("consortium_manager", "centre_staff")
READERS = (*PLANNERS, "ministry_officer")

# Below so many firms a total could give away one firm's figures (reliability: publication of tables).
FEWEST_FIRMS = 5


class OfMaker(Protocol):
    @property
    def maker_code(self) -> str: ...


class OfResource(Protocol):
    @property
    def resource_code(self) -> str: ...


Row = TypeVar("Row", bound=OfMaker)


def get_run_for(_request: Request, run_id: int | None = None) -> RunRow | None:
    """The plan that the page is about: the one asked for, or the newest published one; None when there is none yet.

    A plan belongs to everybody in the programme; its rows are fenced one by one.
    """
    if run_id is None:
        return queries.current_run()
    return found(queries.run(run_id))


def makers_shown_to(request: Request) -> frozenset[str]:
    """Codes of the makers that let the reader's organisation see their work."""
    ids = parties.givers_to(organisation_id(request), "work", request.today)
    return frozenset(one.code for one in parties.organisations(ids=sorted(ids)))


@dataclass(frozen=True)
class Sight:
    """Whose rows a planner may see by name: makers that show it their work, customers that show it their wishes."""

    makers: frozenset[str]
    customers: frozenset[str]


def sight_of(request: Request) -> Sight:
    """The reader's fence. A programme's own wishes (a consortium's) are every planner's business."""
    own = organisation_id(request)
    customers = parties.givers_to(own, "demand", request.today)
    named = {one.code for one in parties.organisations(ids=sorted(customers))}
    named |= {one.code for one in parties.organisations(kind="consortium")}
    return Sight(makers_shown_to(request), frozenset({*named, request.actor.organisation_code}))


def places_of(rows: Sequence[OfResource], shown: frozenset[str]) -> dict[str, str]:
    """Whose each binding resource is, by resource code, where that maker lets the reader see its work."""
    found_makers = capacity.makers_of_resources({row.resource_code for row in rows})
    return {code: name for code, (maker_code, name) in found_makers.items() if maker_code in shown}


def only_shown(rows: Sequence[Row], shown: frozenset[str]) -> list[Row]:
    """Rows of makers that gave their permission; the others stay in totals only."""
    return [row for row in rows if row.maker_code in shown]
