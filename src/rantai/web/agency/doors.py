"""Which agencies a reader meets: those in which their own firm owns or sells. Any other is as good as missing."""

from __future__ import annotations

from rantai.apps.agency import queries
from rantai.apps.agency.queries import AgencyRow
from rantai.apps.parties.queries import has_role
from rantai.apps.settlements import queries as settled
from rantai.apps.settlements.queries import SettlementRow
from rantai.web.access import Request, found, organisation_id

USERS = ("centre_staff", "mill_sales")
FORM = ("GET", "POST")


def get_agency_for(request: Request, agency_id: int) -> AgencyRow:
    """An agency of the reader's own firm, on either side."""
    row = found(queries.agency(agency_id))
    return found(row if organisation_id(request) in (row.principal_id, row.agent_id) else None)


def get_owners_for(request: Request, agency_id: int) -> AgencyRow:
    """An agency by which the reader's own firm lets its steel be sold."""
    row = found(queries.agency(agency_id))
    return found(row if owns(request, row) else None)


def get_settlement_for(request: Request, settlement_id: int) -> tuple[SettlementRow, AgencyRow]:
    """A settlement of either side, with its agency."""
    row = found(settled.settlement(settlement_id))
    return row, get_agency_for(request, row.agency_id)


def get_owners_settlement_for(request: Request, settlement_id: int) -> tuple[SettlementRow, AgencyRow]:
    """A settlement that the reader's own firm may approve."""
    row = found(settled.settlement(settlement_id))
    return row, get_owners_for(request, row.agency_id)


def get_both_for(request: Request, agency_id: int) -> AgencyRow:
    """An agency between two firms for both of which the reader keeps the counter or the books."""
    row = get_agency_for(request, agency_id)
    return found(row if is_in_both(request, row) else None)


def owns(request: Request, row: AgencyRow) -> bool:
    """Whether the reader stands on the side of the steel's owner."""
    return organisation_id(request) == row.principal_id


def is_in_both(request: Request, row: AgencyRow) -> bool:
    """Whether the reader is staff of both firms."""
    other = row.agent_id if owns(request, row) else row.principal_id
    if "centre_staff" not in request.actor.roles or other not in {firm for firm, _name in request.actor.others}:
        return False
    return has_role(request.actor.user_id or 0, other, "centre_staff")
