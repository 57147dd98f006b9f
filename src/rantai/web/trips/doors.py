"""Whose trips a reader meets: the staff of a centre its own; a customer only what it has on them itself."""

from __future__ import annotations

from rantai.apps.logistics import queries
from rantai.apps.logistics.queries import TripRow
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
CUSTOMERS = ("maker_owner", "buyer")
FORM = ("GET", "POST")


def get_trip_for(request: Request, trip_id: int) -> TripRow:
    """A trip of the reader's own centre."""
    row = found(queries.trip(trip_id))
    return found(row if row.owner_id == organisation_id(request) else None)


def get_trip_of_load_for(request: Request, load_id: int) -> TripRow:
    """The trip behind a load."""
    return get_trip_for(request, found(queries.trip_of_load(load_id)))
