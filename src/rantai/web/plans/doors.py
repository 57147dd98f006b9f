"""Which plan a page shows, and whose firm-level rows its reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from django.utils.translation import ngettext

from rantai.apps.capacity import queries as capacity
from rantai.apps.parties import queries as parties
from rantai.apps.planning import queries
from rantai.apps.planning.queries import RunRow
from rantai.web.access import Request, found, organisation_id
from rantai.web.layout import formats

PLANNERS = ("consortium_manager", "centre_staff")
READERS = (*PLANNERS, "ministry_officer")


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
    return parties.codes_of_givers_to(organisation_id(request), ("work",), request.today)["work"]


@dataclass(frozen=True)
class Sight:
    """Whose rows a planner may see by name: makers that show it their work, customers that show it their wishes."""

    makers: frozenset[str]
    customers: frozenset[str]
    unseen: frozenset[tuple[str, str]] = frozenset()  # kind and code of what serves other customers alone, in one plan

    def within(self, *run_ids: int) -> Sight:
        """The same eyes before these plans: what serves only customers that show nothing is left out."""
        nodes = (queries.unseen_nodes(run_id, self.customers) for run_id in run_ids)
        return replace(self, unseen=frozenset().union(*nodes))


def sight_of(request: Request) -> Sight:
    """The reader's fence. A programme's own wishes (a consortium's) are every planner's business."""
    given = parties.codes_of_givers_to(organisation_id(request), ("work", "demand"), request.today)
    customers = given["demand"] | parties.codes_of_kind("consortium") | {request.actor.organisation_code}
    return Sight(given["work"], customers)


def places_of(rows: Sequence[OfResource], shown: frozenset[str]) -> dict[str, str]:
    """Whose each binding resource is, by resource code, where that maker lets the reader see its work."""
    found_makers = capacity.makers_of_resources({row.resource_code for row in rows})
    return {code: name for code, (maker_code, name) in found_makers.items() if maker_code in shown}


def only_shown(rows: Sequence[Row], shown: frozenset[str]) -> list[Row]:
    """Rows of makers that gave their permission; the others stay in totals only."""
    return [row for row in rows if row.maker_code in shown]


def left_out_words(count: int) -> str:
    """What stands in place of rows of customers that keep their wishes to themselves; empty when none is left out."""
    if not count:
        return ""
    words = ngettext(
        "%(count)s row of customers that have not given you permission is left out.",
        "%(count)s rows of customers that have not given you permission are left out.",
        count,
    )
    return words % {"count": formats.count(count)}


def unnamed_words(count: int) -> str:
    """What stands in place of the names of firms that stay in totals only."""
    words = ngettext(
        "%(count)s firm that has not given you permission",
        "%(count)s firms that have not given you permission",
        count,
    )
    return words % {"count": formats.count(count)}
