"""Whose customers and orders a reader meets: the staff of a centre those of their own centre, nobody else any here."""

from __future__ import annotations

from rantai.apps.sales import queries
from rantai.apps.sales.queries import AccountRow, MemberUploadView, OrderRow
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
FORM = ("GET", "POST")


def get_account_for(request: Request, account_id: int) -> AccountRow:
    """A customer of the reader's own centre."""
    return found(queries.account(account_id, seller_id=organisation_id(request)))


def get_order_for(request: Request, order_id: int) -> OrderRow:
    """An order at the reader's own centre."""
    row = found(queries.order(order_id))
    return found(row if row.seller_id == organisation_id(request) else None)


def get_member_upload_for(request: Request, upload_id: int) -> MemberUploadView:
    """A list of members that the reader's own centre took over."""
    row = found(queries.member_upload(upload_id))
    return found(row if row.seller_id == organisation_id(request) else None)
