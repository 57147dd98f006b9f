"""Whose goods a reader meets: the staff of a centre those of their own centre."""

from __future__ import annotations

from rantai.apps.goods import queries
from rantai.apps.goods.queries import GoodRow, MovementRow, ReceiptRow, UploadRow
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
FORM = ("GET", "POST")


def get_good_for(request: Request, good_id: int) -> GoodRow:
    """A good of the reader's own centre."""
    row = found(queries.good(good_id, request.today))
    return found(row if row.seller_id == organisation_id(request) else None)


def get_price_for(request: Request, price_id: int) -> int:
    """The good whose price it is, of the reader's own centre."""
    seller_id, good_id = found(queries.good_of_price(price_id))
    return found(good_id if seller_id == organisation_id(request) else None)


def get_movement_for(request: Request, movement_id: int) -> MovementRow:
    """A movement in the reader's own store."""
    row = found(queries.movement(movement_id))
    return found(row if row.seller_id == organisation_id(request) else None)


def get_receipt_for(request: Request, receipt_id: int) -> ReceiptRow:
    """A receipt of the reader's own centre."""
    row = found(queries.receipt(receipt_id))
    return found(row if row.holder_id == organisation_id(request) else None)


def get_upload_for(request: Request, upload_id: int) -> UploadRow:
    """A list that the reader's own centre took over."""
    row = found(queries.upload(upload_id))
    return found(row if row.seller_id == organisation_id(request) else None)
