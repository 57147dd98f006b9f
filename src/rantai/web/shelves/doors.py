"""Which shelves a reader meets: the staff of a centre its own, wherever they stand; a firm those that stand at it."""

from __future__ import annotations

from rantai.apps.deliveries import shelf_queries as queries
from rantai.apps.deliveries.shelf_queries import ShelfRow, UseRow
from rantai.apps.stock.queries import PieceRow, pieces
from rantai.web.access import Request, found, organisation_id
from rantai.web.billing.doors import is_seller, may_read


def shelves_for(request: Request) -> list[ShelfRow]:
    """Every shelf that the reader may meet."""
    own = organisation_id(request)
    rows = {row.place_id: row for row in queries.shelves(customer_id=own)}
    if "centre_staff" in request.actor.roles:
        rows |= {row.place_id: row for row in queries.shelves(seller_id=own)}
    return list(rows.values())


def get_shelf_for(request: Request, place_id: int) -> ShelfRow:
    """One of them; any other is as good as missing."""
    row = found(queries.shelf(place_id))
    return found(row if may_read(request, row.seller_id, row.customer_id) else None)


def get_own_shelf_for(request: Request, place_id: int) -> ShelfRow:
    """A shelf of the reader's own centre, to be filled and billed."""
    row = found(queries.shelf(place_id))
    return found(row if is_seller(request, row.seller_id) else None)


def get_use_for(request: Request, use_id: int) -> UseRow:
    """A use of a shelf that the reader may meet."""
    row = found(queries.use(use_id))
    get_shelf_for(request, row.place_id)
    return row


def lying_on(request: Request, shelf: ShelfRow) -> list[PieceRow]:
    """What lies on a shelf, by lot."""
    return pieces(shelf.seller_id, at=request.now, place_id=shelf.place_id)


def get_piece_for(request: Request, shelf: ShelfRow, lot_id: int) -> PieceRow:
    """One lot of it."""
    return found(next((row for row in lying_on(request, shelf) if row.lot_id == lot_id), None))
