"""From a list to columns: names become positions, equal entries one row, prices whole units, triangles pairs."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import gcd, isqrt
from typing import Any

import numpy as np

from rantai.core.json_problems import refuse
from rantai.core.numbers import LARGEST
from rantai.engine.cutting.contract.refusals import TOO_LARGE, TOO_MANY_KINDS
from rantai.engine.cutting.contract.words import ROOM_KIND, UNSAID, CutList, Piece, Stock, Trim
from rantai.engine.cutting.tables import CuttingInput, columns

MOST_PAIRS = 20_000_000  # kinds of pieces × kinds of stock that a search holds in memory


@dataclass(frozen=True)
class Blank:
    """One row of the pieces: `each` pieces of the list lie on one blank (2: a pair of triangles).

    members: positions of equal pieces in the list, and how many blanks of each are wanted.
    """

    length_um: int
    width_um: int
    each: int
    members: tuple[tuple[int, int], ...]

    @property
    def quantity(self) -> int:
        return sum(count for _, count in self.members)


@dataclass(frozen=True)
class Question:
    """A list as the search takes it. formats: per row of the stock, the positions of its equal entries in the list.

    cost_unit: how much one unit of the search's costs is, in rupiah, pieces of stock, mm or mm².
    """

    asked: CutList
    given: CuttingInput
    formats: tuple[tuple[int, ...], ...]
    blanks: tuple[Blank, ...]
    owners: tuple[str, ...]
    cost_unit: Fraction


def question(asked: CutList) -> Question:
    """The list as columns. Raises InvalidInput (C137, C139) when the rows are too many or the costs too large."""
    formats = _equal(_stock_key(asked, at, stock) for at, stock in enumerate(asked.stock))
    blanks = _blanks(asked)
    if len(formats) * len(blanks) > MOST_PAIRS:
        raise refuse(TOO_MANY_KINDS, "pieces", pieces=len(blanks), stock=len(formats), most=MOST_PAIRS)
    costs, unit = _costs(asked, [asked.stock[rows[0]] for rows in formats])
    pieces = sum(blank.quantity for blank in blanks)
    if max(costs) * pieces > LARGEST:
        values = {"what_id": "Jumlah potongan × ukuran stok", "what_en": "The number of pieces × stock size"}
        raise refuse(TOO_LARGE, "pieces", **values, unit="× 0.001 mm" if asked.is_bars else "µm²")
    owners, grades = _names(asked, "owner"), _names(asked, "grade")
    return Question(
        asked=asked,
        given=_columns(asked, formats, blanks, costs, owners, grades),
        formats=formats,
        blanks=blanks,
        owners=tuple(owners),
        cost_unit=unit,
    )


def input_hash(asked: CutList) -> str:
    """A list's fingerprint: the same for any order of keys and any spelling of its numbers."""
    return sha256(json.dumps(_row(asked), ensure_ascii=False, default=_row).encode()).hexdigest()


def _row(entry: CutList | Stock | Piece | Trim) -> list[Any]:
    return [getattr(entry, name) for name in type(entry).__slots__]


def _equal(keys: Iterable[Hashable]) -> tuple[tuple[int, ...], ...]:
    """Positions of equal keys together, in the order of their first."""
    found: dict[Hashable, list[int]] = {}
    for at, key in enumerate(keys):
        found.setdefault(key, []).append(at)
    return tuple(tuple(rows) for rows in found.values())


def _stock_key(asked: CutList, at: int, stock: Stock) -> Hashable:
    """Equal stock is one row, unless distinct patterns are counted: then each entry is a row of its own."""
    if asked.max_patterns != UNSAID:
        return at
    size = (stock.length_um, stock.width_um, stock.price_idr, stock.is_remnant, stock.remnant_value_idr)
    return (*size, stock.grade, stock.thickness_um, stock.owner)


def _piece_key(asked: CutList, at: int, piece: Piece) -> Hashable:
    if asked.max_patterns != UNSAID or piece.shape == "triangle":
        return at
    turns = piece.is_rotatable and piece.length_um != piece.width_um
    return (piece.length_um, piece.width_um, turns, *_matched(piece), piece.priority, piece.due)


def _matched(piece: Piece) -> tuple[Hashable, ...]:
    return piece.grade, piece.thickness_um, piece.owner


def _blanks(asked: CutList) -> tuple[Blank, ...]:
    made = []
    for rows in _equal(_piece_key(asked, at, piece) for at, piece in enumerate(asked.pieces)):
        piece = asked.pieces[rows[0]]
        if piece.shape == "triangle":
            made += _triangles(asked, rows[0], piece)
            continue
        members = tuple((at, asked.pieces[at].quantity) for at in rows)
        made.append(Blank(piece.length_um, piece.width_um, 1, members))
    return tuple(made)


def _triangles(asked: CutList, at: int, piece: Piece) -> list[Blank]:
    """Right triangles two to a rectangle where such a pair fits any stock; an odd one has its rectangle alone."""
    length, width = pair_size(piece.length_um, piece.width_um, asked.kerf_um)
    ways = [(length, width), (width, length)] if piece.is_rotatable else [(length, width)]
    rooms = [asked.room(stock) for stock in asked.stock]
    pairs = piece.quantity // 2 if any(x <= a and y <= b for x, y in ways for a, b in rooms) else 0
    single = Blank(piece.length_um, piece.width_um, 1, ((at, piece.quantity - 2 * pairs),))
    return [blank for blank in (Blank(length, width, 2, ((at, pairs),)), single) if blank.quantity]


def pair_size(length_um: int, width_um: int, kerf_um: int) -> tuple[int, int]:
    """The blank of two equal right triangles whose long sides lie one kerf apart; the shorter leg grows.

    The lines x/a + y/b = 1 and its point reflection in an A × b blank are (A/a - 1)·a·b/√(a² + b²) apart, so
    A = a + kerf·√(a² + b²)/b; rounded up to the µm.
    """
    longer = max(length_um, width_um)
    square = -(-(kerf_um**2) * (length_um**2 + width_um**2) // longer**2)
    grown = isqrt(square - 1) + 1 if square else 0
    return (length_um + grown, width_um) if length_um <= width_um else (length_um, width_um + grown)


def _costs(asked: CutList, stock: list[Stock]) -> tuple[list[int], Fraction]:
    """Per row of the stock: rupiah; or 1 each where all have one size; or size, shortened by the common divisor."""
    if asked.is_priced:
        return [one.price_idr for one in stock], Fraction(1)
    if len({(one.length_um, 0 if asked.is_bars else one.width_um) for one in stock}) == 1:
        return [1] * len(stock), Fraction(1)
    sizes = [one.length_um * (1 if asked.is_bars else one.width_um) for one in stock]
    common = gcd(*sizes)
    return [size // common for size in sizes], Fraction(common, 1_000 if asked.is_bars else 1_000_000)


def _names(asked: CutList, word: str) -> dict[str, int]:
    """Position of each owner or grade, in the order of reading."""
    said = [getattr(one, word) for one in (*asked.stock, *asked.pieces)]
    return {name: at for at, name in enumerate(dict.fromkeys(name for name in said if name is not None))}


def _position(names: dict[str, int], name: str | None) -> int:
    return UNSAID if name is None else names[name]


def _ranks(values: Iterable[int | None]) -> dict[int | None, int]:
    """Values as 1, 2, 3 …, the smallest first; 0 for what says nothing."""
    return {None: 0} | {value: at for at, value in enumerate(sorted({v for v in values if v is not None}), start=1)}


def _available(asked: CutList, rows: tuple[int, ...], most: int) -> int:
    """Pieces of stock in equal entries; never more than there are pieces to cut, which keeps totals small."""
    counts = [asked.stock[at].quantity for at in rows]
    return UNSAID if UNSAID in counts else min(sum(counts), most)


def _columns(
    asked: CutList,
    formats: tuple[tuple[int, ...], ...],
    blanks: tuple[Blank, ...],
    costs: list[int],
    owners: dict[str, int],
    grades: dict[str, int],
) -> CuttingInput:
    wide = not asked.is_bars
    stock, most = [asked.stock[rows[0]] for rows in formats], sum(blank.quantity for blank in blanks)
    pieces = [asked.pieces[blank.members[0][0]] for blank in blanks]
    rank, day = _ranks(one.priority for one in asked.pieces), _ranks(one.due for one in asked.pieces)
    keep = asked.keep_um or (1 + max(max(one.length_um, one.width_um) for one in stock),) * 2
    trim = asked.trim
    return CuttingInput(
        kind=ROOM_KIND[asked.kind],
        kerf_um=asked.kerf_um,
        trim_left_um=trim.left,
        trim_right_um=trim.right,
        trim_bottom_um=trim.bottom,
        trim_top_um=trim.top,
        stages=asked.stages,
        first_cut=asked.first_cut,
        min_remnant_length_um=keep[0],
        min_remnant_width_um=keep[1] if wide else 0,
        max_patterns=asked.max_patterns,
        max_cuts=asked.max_cuts,
        max_knives=asked.max_knives,
        stack_um=asked.stack_um,
        bed_um=asked.bed_um,
        format_cost=np.array(costs, dtype=np.int64),
        **columns(
            "format",
            "length_um width_um available is_remnant remnant_value owner grade thickness_um",
            [
                (
                    one.length_um,
                    one.width_um if wide else 0,
                    _available(asked, rows, most),
                    one.is_remnant,
                    one.remnant_value_idr,
                    _position(owners, one.owner),
                    _position(grades, one.grade),
                    one.thickness_um,
                )
                for one, rows in zip(stock, formats, strict=True)
            ],
        ),
        **columns(
            "piece",
            "length_um width_um quantity grain_locked owner grade thickness_um priority due",
            [
                (
                    blank.length_um,
                    blank.width_um if wide else 0,
                    blank.quantity,
                    not one.is_rotatable,
                    _position(owners, one.owner),
                    _position(grades, one.grade),
                    one.thickness_um,
                    rank[one.priority],
                    day[one.due],
                )
                for one, blank in zip(pieces, blanks, strict=True)
            ],
        ),
    )
