"""Whose orders, requisitions and frames a reader meets: the staff of a centre those of their own centre."""

from __future__ import annotations

from rantai.apps.purchasing import queries
from rantai.apps.purchasing.queries import FrameRow, OrderRow, RequisitionRow
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
FORM = ("GET", "POST")


def get_order_for(request: Request, order_id: int) -> OrderRow:
    """An order of the reader's own centre."""
    row = found(queries.order(order_id))
    return found(row if row.centre_id == organisation_id(request) else None)


def get_order_of_bill_for(request: Request, bill_id: int) -> OrderRow:
    """The order behind a bill."""
    return get_order_for(request, found(queries.owner_of_bill(bill_id)))


def get_order_of_claim_for(request: Request, claim_id: int) -> OrderRow:
    """The order behind a claim."""
    return get_order_for(request, found(queries.owner_of_claim(claim_id)))


def get_requisition_for(request: Request, requisition_id: int) -> RequisitionRow:
    """A requisition of the reader's own centre."""
    row = found(queries.requisition(requisition_id))
    return found(row if row.centre_id == organisation_id(request) else None)


def get_frame_for(request: Request, frame_id: int) -> FrameRow:
    """A frame of the reader's own centre."""
    row = found(queries.frame(frame_id))
    return found(row if row.centre_id == organisation_id(request) else None)
