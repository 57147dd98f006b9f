"""Whose store a reader meets: the staff of a centre their own, nobody else any here."""

from __future__ import annotations

from rantai.apps.stock import queries
from rantai.apps.stock.queries import BookingRow, Card, PlaceRow
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
FORM = ("GET", "POST")


def get_lot_for(request: Request, code: str) -> Card:
    """A lot that the reader's own centre keeps."""
    return found(queries.card(organisation_id(request), code))


def get_booking_for(request: Request, booking_id: int) -> BookingRow:
    """A booking in the reader's own store."""
    return found(queries.booking(organisation_id(request), booking_id))


def get_place_for(request: Request, place_id: int) -> PlaceRow:
    """An open place of the reader's own store."""
    rows = queries.places(organisation_id(request))
    return found(next((row for row in rows if row.place_id == place_id and not row.is_closed), None))
