"""Whose debts a reader meets: the staff of a centre those of their own centre."""

from __future__ import annotations

from rantai.apps.payables import queries
from rantai.apps.payables.queries import CreditRow, OutgoingRow, PayableRow
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
FORM = ("GET", "POST")


def get_payable_for(request: Request, payable_id: int) -> PayableRow:
    """Something that the reader's own centre owes."""
    row = found(queries.payable(payable_id))
    return found(row if row.debtor_id == organisation_id(request) else None)


def get_outgoing_for(request: Request, outgoing_id: int) -> OutgoingRow:
    """A payment of the reader's own centre."""
    row = found(queries.outgoing(outgoing_id))
    return found(row if row.debtor_id == organisation_id(request) else None)


def get_credit_for(request: Request, credit_id: int) -> CreditRow:
    """A credit of a supplier with something left, at the reader's own centre."""
    rows = queries.open_credits(organisation_id(request))
    return found(next((row for row in rows if row.credit_id == credit_id), None))
