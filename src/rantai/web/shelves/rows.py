"""Shelves and lots as lists and choices show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from rantai.apps.deliveries.shelf_queries import ShelfRow
from rantai.apps.stock.queries import PieceRow
from rantai.web.layout import formats

MOST_CHOICES = 200  # what a phone can scroll through


@dataclass(frozen=True)
class ShelfLine:
    """A shelf in a list; `whom` is who stands at its other end, seen from the reader."""

    name: str
    code: str
    url: str
    whom: str
    lots: int
    pieces: int
    mass_g: int
    said: int


def shelf_line(row: ShelfRow, reader_id: int) -> ShelfLine:
    """One shelf for a list."""
    return ShelfLine(
        row.name,
        row.code,
        reverse("shelves:shelf", args=[row.place_id]),
        row.customer_name if row.seller_id == reader_id else row.seller_name,
        row.lots,
        row.pieces,
        row.grams,
        row.said_pieces,
    )


def fillable(rows: Sequence[PieceRow], shelf: ShelfRow, said: Mapping[tuple[int, int], int]) -> list[PieceRow]:
    """Counted pieces of the centre's own that lie elsewhere, that nobody keeps and nobody said to have used.

    `said`: (place, lot) → pieces that wait to be billed.
    """
    left = (replace(row, pieces=row.pieces - said.get((row.place_id, row.lot_id), 0)) for row in rows)
    return [
        row
        for row in left
        if row.is_counted
        and row.owner_id == shelf.seller_id
        and row.place_id != shelf.place_id
        and row.pieces > row.kept_pieces
    ][:MOST_CHOICES]


def choice_of(row: PieceRow) -> tuple[str, str]:
    """A lot at a place: "12-3", and what people read."""
    words = (row.format_name, row.heat, row.code, row.place_code, formats.count(row.pieces - row.kept_pieces))
    return f"{row.lot_id}-{row.place_id}", " · ".join(filter(None, words))
