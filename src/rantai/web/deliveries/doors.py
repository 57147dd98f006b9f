"""Whose deliveries a reader meets: the seller's staff all of their centre, a customer what came to it."""

from __future__ import annotations

from rantai.apps.deliveries import queries
from rantai.apps.deliveries.queries import DeliveryGoodRow, DeliveryLineRow, DeliveryRow
from rantai.web.access import Request, found
from rantai.web.billing.doors import is_seller, may_read


def get_delivery_for(request: Request, delivery_id: int) -> DeliveryRow:
    """A delivery that the reader's centre sent, or that came to the reader's firm."""
    row = found(queries.delivery(delivery_id))
    return found(row if may_read(request, row.seller_id, row.customer_id) else None)


def get_own_line_for(request: Request, line_id: int) -> DeliveryLineRow:
    """A line of a delivery of the reader's own centre, to be taken back."""
    row = found(queries.delivery_line(line_id))
    note = found(queries.delivery(row.delivery_id))
    return found(row if is_seller(request, note.seller_id) else None)


def get_own_good_for(request: Request, line_id: int) -> DeliveryGoodRow:
    """A good on a delivery of the reader's own centre, to be taken back."""
    row = found(queries.delivery_good(line_id))
    note = found(queries.delivery(row.delivery_id))
    return found(row if is_seller(request, note.seller_id) else None)
