"""Which rounds a planner meets, and how much of each.

A draft of a plan is every planner's. A round is its centre's: its staff sees who states what. The consortium reads a
round as a whole, without its members' figures. A round of another centre is as good as missing.
"""

from __future__ import annotations

from rantai.apps.purchasing import queries
from rantai.apps.purchasing.queries import ProposalRow, RoundRow
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
FORM = ("GET", "POST")


def is_staff_of(request: Request, row: RoundRow) -> bool:
    """Whether the reader runs this round."""
    return STAFF in request.actor.roles and row.centre_id == request.actor.organisation_id


def rounds_for(request: Request) -> list[RoundRow]:
    """Every round that the reader may meet."""
    if "consortium_manager" in request.actor.roles:
        return queries.rounds(at=request.now)
    return queries.rounds(at=request.now, centre_id=organisation_id(request))


def get_round_for(request: Request, round_id: int) -> RoundRow:
    """One of them; any other is as good as missing."""
    row = found(queries.round_of(round_id, request.now))
    is_shown = row.centre_id is None or "consortium_manager" in request.actor.roles or is_staff_of(request, row)
    return found(row if is_shown else None)


def get_own_round_for(request: Request, round_id: int) -> RoundRow:
    """A round that the reader's centre runs."""
    row = found(queries.round_of(round_id, request.now))
    return found(row if is_staff_of(request, row) else None)


def get_draft_for(request: Request, round_id: int) -> RoundRow:
    """A plan's draft, which any centre may open, or what the reader's centre has made of one."""
    row = found(queries.round_of(round_id, request.now))
    return found(row if row.centre_id is None or is_staff_of(request, row) else None)


def get_proposal_for(request: Request, round_id: int, number: int) -> tuple[RoundRow, ProposalRow]:
    """A proposal of a round that the reader's centre runs."""
    return get_own_round_for(request, round_id), found(queries.proposal(round_id, number))
