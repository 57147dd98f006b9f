"""Reading stock. Every list takes `holder_id` (where it lies) and `owner_id` (whose it is) to fence rows.

steel(*, holder_id=None, owner_id=None, format_code="") -> list[SteelRow]
parts(*, holder_id=None, owner_id=None) -> list[PartsRow]
incoming(*, holder_id=None, owner_id=None) -> list[IncomingRow]
pieces(holder_id, *, at) -> list[PieceRow]        what lies at which place of a store
places(holder_id) -> list[PlaceRow]
movements(lot_code) -> list[MovementRow]
trace(heat) -> Trace                              where everything of a heat is, and what left to whom
shelf_page(holder_id, *, at, text, …)             one page of a store of any size
card(holder_id, code), family(card)               what a lot is, what it was cut from and into
bookings(holder_id), booking, booking_lines       documents; periods(holder_id) closed months
closed_through(holder_id) -> date | None
entrusted_moves(owner_id, holder_id)              what happened to steel that another keeps to sell it
"""

from rantai.apps.stock.posting import closed_through
from rantai.apps.stock.queries.bookings import (
    BookingLine,
    BookingRow,
    PeriodRow,
    booking,
    booking_lines,
    bookings,
    is_booked,
    periods,
)
from rantai.apps.stock.queries.families import Card, KinRow, card, family
from rantai.apps.stock.queries.lists import IncomingRow, PartsRow, SteelRow, incoming, parts, steel
from rantai.apps.stock.queries.lives import (
    EntrustedMove,
    LeftRow,
    MovementRow,
    Trace,
    entrusted_moves,
    movements,
    trace,
)
from rantai.apps.stock.queries.paging import ShelfPage, shelf_page
from rantai.apps.stock.queries.shelves import PieceRow, PlaceRow, pieces, places

__all__ = [
    "BookingLine",
    "BookingRow",
    "Card",
    "EntrustedMove",
    "IncomingRow",
    "KinRow",
    "LeftRow",
    "MovementRow",
    "PartsRow",
    "PeriodRow",
    "PieceRow",
    "PlaceRow",
    "ShelfPage",
    "SteelRow",
    "Trace",
    "booking",
    "booking_lines",
    "bookings",
    "card",
    "closed_through",
    "entrusted_moves",
    "family",
    "incoming",
    "is_booked",
    "movements",
    "parts",
    "periods",
    "pieces",
    "places",
    "shelf_page",
    "steel",
    "trace",
]
