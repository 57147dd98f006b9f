"""Which lots of the store serve the lines of an order: what the order keeps already first, then the oldest.

propose(order_id, *, at) -> Proposal         nothing is written
fits(line, piece) -> bool
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from rantai.apps.agency.queries import in_force
from rantai.apps.sales.queries import OrderLineRow, OrderRow, order, order_lines
from rantai.apps.stock import queries as stock
from rantai.apps.stock.actions import Purpose, reserved
from rantai.apps.stock.queries import PieceRow


@dataclass(frozen=True)
class Pick:
    """Pieces of a lot at a place for one line. `grams` is their share of the books; pieces 0: by mass."""

    line_id: int
    position: int
    lot_id: int
    lot_code: str
    place_id: int
    place_name: str
    format_name: str
    length_um: int
    width_um: int
    heat: str
    certificate_code: str
    pieces: int
    grams: int


@dataclass(frozen=True)
class Short:
    """A line that the store cannot serve in full."""

    line_id: int
    position: int
    format_name: str
    wanted: int
    missing: int
    is_cut: bool


@dataclass(frozen=True)
class Proposal:
    """Picks and what stays short."""

    picks: tuple[Pick, ...]
    shorts: tuple[Short, ...]


def purpose_of(order_id: int) -> Purpose:
    """What steel of an order is kept for."""
    return Purpose("sales_order", order_id)


def fits(line: OrderLineRow, piece: PieceRow) -> bool:
    """Whether a lot is what a line sells: the same format, whole or cut to the line's size, either way round."""
    if piece.format_id != line.format_id:
        return False
    if not line.is_cut:
        return piece.form not in ("remnant", "blank")
    if piece.kind == "bar":
        return piece.length_um == line.length_um
    return {piece.length_um, piece.width_um} == {line.length_um, line.width_um}


def sold_for(seller_id: int, on: date) -> dict[int, int]:
    """Whose steel a seller may sell beside its own on a day: owner id → agency id. One query."""
    return in_force(seller_id, on)


def is_for_sale(piece: PieceRow, seller_id: int, owners: Collection[int]) -> bool:
    """The seller's own, or kept there for sale by an owner whose terms hold; a customer's own steel never is."""
    return piece.owner_id == seller_id or (piece.ownership == "agency" and piece.owner_id in owners)


def may_leave(row: OrderRow, piece: PieceRow, owners: Collection[int]) -> bool:
    """Steel for sale, with a certificate where the order asks for one. `owners`: whose terms hold (`sold_for`)."""
    return is_for_sale(piece, row.seller_id, owners) and (bool(piece.certificate_code) or not row.needs_certificate)


def propose(order_id: int, *, at: datetime) -> Proposal:
    """Lots for what is still to be delivered of an order. Seven queries, however many lots there are."""
    row = order(order_id)
    if row is None:
        return Proposal((), ())
    lines = [line for line in order_lines(order_id) if line.left_pieces]
    shelves = {place.place_id for place in stock.places(row.seller_id) if place.kind == "consignment"}
    there = [piece for piece in stock.pieces(row.seller_id, at=at) if piece.place_id not in shelves]
    wanted, owners = {line.format_id for line in lines}, sold_for(row.seller_id, timezone.localdate(at))
    there = [piece for piece in there if piece.format_id in wanted and may_leave(row, piece, owners)]
    others = reserved([piece.lot_id for piece in there], at=at, beside=purpose_of(order_id)) if there else {}
    return _shared(lines, there, _free(there, others))


def _free(there: Sequence[PieceRow], others: dict[int, tuple[int, int]]) -> dict[tuple[int, int], int]:
    """(lot, place) → pieces (grams of a lot by mass) that nobody else keeps; what others keep is taken off once."""
    kept = {lot: list(amounts) for lot, amounts in others.items()}
    free = {}
    for piece in there:
        amount, at = (piece.pieces, 0) if piece.is_counted else (piece.grams, 1)
        away = min(amount, kept.get(piece.lot_id, [0, 0])[at])
        if away:
            kept[piece.lot_id][at] -= away
        free[piece.lot_id, piece.place_id] = amount - away
    return free


def _shared(lines: Sequence[OrderLineRow], there: Sequence[PieceRow], free: dict[tuple[int, int], int]) -> Proposal:
    picks, shorts = [], []
    oldest = sorted(there, key=lambda piece: (not piece.kept_pieces, piece.lot_id, piece.place_id))
    for line in lines:
        missing = line.left_pieces
        for piece in oldest:
            if not missing or not fits(line, piece):
                continue
            spot = (piece.lot_id, piece.place_id)
            taken, grams = _taken(line, piece, missing, free[spot])
            if not taken:
                continue
            free[spot] -= taken if piece.is_counted else grams
            missing -= taken
            picks.append(_pick(line, piece, taken if piece.is_counted else 0, grams))
        if missing:
            is_cut = line.is_cut
            shorts.append(Short(line.line_id, line.position, line.format_name, line.left_pieces, missing, is_cut))
    return Proposal(tuple(picks), tuple(shorts))


def _taken(line: OrderLineRow, piece: PieceRow, missing: int, free: int) -> tuple[int, int]:
    """How many pieces of the line this lot gives, and what they weigh. A lot by mass serves the rest or nothing."""
    if piece.is_counted:
        taken = min(missing, free)
        return taken, piece.grams * taken // piece.pieces if piece.pieces else 0
    grams = line.mass_g * missing // line.quantity_pieces
    return (missing, grams) if free >= grams else (0, 0)


def _pick(line: OrderLineRow, piece: PieceRow, pieces: int, grams: int) -> Pick:
    return Pick(
        line.line_id,
        line.position,
        piece.lot_id,
        piece.code,
        piece.place_id,
        piece.place_name or piece.place_code,
        piece.format_name,
        piece.length_um,
        piece.width_um,
        piece.heat,
        piece.certificate_code,
        pieces,
        grams,
    )
