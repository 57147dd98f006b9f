"""Jobs worth setting a bench up for: what was split finely is gathered where it does no harm."""

from __future__ import annotations

from rantai.engine.allocation.book import Book
from rantai.engine.allocation.improve import Spot, piece_key
from rantai.engine.allocation.tables import Ints


def gather(book: Book, lots: Ints) -> None:
    """Move whole jobs into other jobs of the same lot: any job where no goal suffers, crumbs also to farther makers.

    Nothing becomes late by it, and no maker gets more of an item than the one that has most, except for crumbs.
    """
    for lot in lots.tolist():
        held = book.placed[lot]
        for spot in sorted(held, key=lambda spot: (held[spot], spot)):
            _join(book, lot, spot)


def _join(book: Book, lot: int, spot: Spot) -> None:
    held = book.placed[lot]
    quantity = held[spot]
    others = [other for other in held if other != spot and _has_room(book, spot, other, quantity)]
    is_crumb = quantity < book.batch(lot, spot[0])
    others = [other for other in others if _may_join(book, lot, spot, other, is_crumb=is_crumb)]
    for other in sorted(others, key=lambda other: (piece_key(book, lot, *other), -held[other], other)):
        book.take((lot, *spot), quantity)
        if book.room_at(*other) >= quantity:
            book.put((lot, *other), quantity)
            return
        book.put((lot, *spot), quantity)


def _has_room(book: Book, spot: Spot, other: Spot, quantity: int) -> bool:
    """A first look; the same maker's share may only have room once the pieces have left their place."""
    return other[0] == spot[0] or book.room_at(*other) >= quantity


def _may_join(book: Book, lot: int, spot: Spot, other: Spot, *, is_crumb: bool) -> bool:
    """Whether a whole job may move there."""
    if book.late_weeks(lot, other[1]) > book.late_weeks(lot, spot[1]):
        return False
    if is_crumb:
        return True
    if piece_key(book, lot, *other) > piece_key(book, lot, *spot):
        return False
    most = int(book.taken[book.sources_of[int(book.given.lot_item[lot])]].max())
    return other[0] == spot[0] or int(book.taken[other[0]]) + book.placed[lot][spot] <= most
