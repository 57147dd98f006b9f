"""What a list must hold together: kerf, trim, prices, masses and totals, checked once every value is readable."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from rantai.core.json_problems import Problems
from rantai.core.json_refusals import MISSING
from rantai.core.numbers import LARGEST
from rantai.engine.cutting.contract.refusals import (
    CIRCLE_NOT_ROUND,
    FREE_STOCK,
    KERF_OVER_PIECE,
    LENGTH_VANISHES,
    MASS_NEEDS_THICKNESS,
    MIXED_PRICES,
    TOO_LARGE,
    TOO_MANY_ON_ONE,
    TRIM_OVER_STOCK,
)
from rantai.engine.cutting.contract.values import expected
from rantai.engine.cutting.contract.words import UNSAID, CutList, Piece, Stock

STEEL_KG_M3 = 7850  # carbon steel, the figure by which mills weigh plate and coil
MOST_ON_ONE = 100_000  # blanks on one piece of stock: more is a slip of the unit, and would not fit in memory
_UM3_PER_G = Fraction(10**15, STEEL_KG_M3)


def make_sense(given: CutList, stock_at: list[str], pieces_at: list[str], problems: Problems) -> CutList:
    """The list with masses turned into lengths and blanks around round pieces; what is wrong goes to `problems`.

    stock_at, pieces_at: the place of each entry, since unreadable ones are left out.
    """
    pairs = zip(given.stock, stock_at, strict=True)
    given = replace(given, stock=tuple(_with_length(one, place, problems) for one, place in pairs))
    both = zip(given.pieces, pieces_at, strict=True)
    given = replace(given, pieces=tuple(_shaped(given, one, place, problems) for one, place in both))
    _kerf(given, pieces_at, problems)
    _trims(given, stock_at, problems)
    _prices(given, stock_at, problems)
    if not problems.count:
        _totals(given, problems)
    return given


def _with_length(stock: Stock, place: str, problems: Problems) -> Stock:
    """How long a coil of that mass is at the most certain: rounded down."""
    if stock.mass_g == UNSAID:
        return stock
    length = int(stock.mass_g * _UM3_PER_G / (stock.width_um * stock.thickness_um))
    if not length:
        problems.add(LENGTH_VANISHES, f"{place}.mass_kg")
    return replace(stock, length_um=length)


def _shaped(given: CutList, piece: Piece, place: str, problems: Problems) -> Piece:
    if given.kind == "coils":
        return _weighed(given, piece, place, problems)
    if given.kind == "bars" or piece.shape != "circle":
        if given.kind == "sheets" and not piece.width_um:
            problems.add(MISSING, f"{place}.width_mm", **expected("length"))
        return piece
    if piece.width_um not in (0, piece.length_um):
        problems.add(CIRCLE_NOT_ROUND, f"{place}.width_mm")
    return replace(piece, width_um=piece.length_um)


def _weighed(given: CutList, piece: Piece, place: str, problems: Problems) -> Piece:
    """How long a strip of that mass must be: rounded up."""
    if piece.mass_g == UNSAID:
        return piece
    known = {stock.thickness_um for stock in given.stock}
    thickness = piece.thickness_um if piece.thickness_um != UNSAID else known.pop() if len(known) == 1 else 0
    if not thickness:
        problems.add(MASS_NEEDS_THICKNESS, f"{place}.mass_kg")
        return piece
    return replace(piece, length_um=-(-piece.mass_g * _UM3_PER_G // (piece.width_um * thickness)))


def _kerf(given: CutList, places: list[str], problems: Problems) -> None:
    for place, piece in zip(places, given.pieces, strict=True):
        for name, side in (("length_mm", piece.length_um), ("width_mm", 0 if given.is_bars else piece.width_um)):
            if 0 < side < given.kerf_um:
                problems.add(KERF_OVER_PIECE, f"{place}.{name}", kerf=mm(given.kerf_um), side=mm(side))


def _trims(given: CutList, places: list[str], problems: Problems) -> None:
    trim = given.trim
    across = "edge_trim_mm" if given.kind == "coils" else "trim_mm"
    for place, stock in zip(places, given.stock, strict=True):
        room = given.room(stock)
        if room[0] <= 0 < stock.length_um:
            cut = mm(trim.left + trim.right)
            problems.add(TRIM_OVER_STOCK, f"{place}.length_mm", trim=cut, side=mm(stock.length_um), key="trim_mm")
        if not given.is_bars and room[1] <= 0:
            cut = mm(trim.bottom + trim.top)
            problems.add(TRIM_OVER_STOCK, f"{place}.width_mm", trim=cut, side=mm(stock.width_um), key=across)


def _prices(given: CutList, places: list[str], problems: Problems) -> None:
    """Whole rupiah on all stock or on none, 0 for remnants only."""
    priced = next((at for at, stock in zip(places, given.stock, strict=True) if stock.price_idr != UNSAID), None)
    for place, stock in zip(places, given.stock if priced else (), strict=priced is not None):
        if stock.price_idr == UNSAID:
            problems.add(MIXED_PRICES, f"{place}.price_idr", first=priced)
        if stock.price_idr == 0 and not stock.is_remnant:
            problems.add(FREE_STOCK, f"{place}.price_idr")


def _totals(given: CutList, problems: Problems) -> None:
    """Areas, lengths and money must fit 64-bit columns, kerfs included, and one plan must fit in memory."""
    wide = not given.is_bars
    unit = "µm²" if wide else "µm"
    reach = 4 * (given.kerf_um + max(given.trim.left, given.trim.right, given.trim.bottom, given.trim.top))
    entries: list[Stock | Piece] = [*given.stock, *given.pieces]
    longest = max(one.length_um for one in entries)
    widest = max(one.width_um for one in entries) if wide else 1
    if (longest + reach) * (widest + reach) > LARGEST:
        _too_large(problems, "stock", "Ukuran terbesar", "The largest size", "µm²")
    whole = max(stock.length_um for stock in given.stock)
    sizes = [
        piece.quantity
        * ((piece.length_um or whole) + given.kerf_um)
        * ((piece.width_um + given.kerf_um) if wide else 1)
        for piece in given.pieces
    ]
    if sum(sizes) > LARGEST:
        _too_large(problems, "pieces", "Jumlah ukuran semua potongan", "The total size of all pieces", unit)
    pieces = sum(piece.quantity for piece in given.pieces)
    if pieces * max(stock.price_idr for stock in given.stock) > LARGEST:
        _too_large(problems, "stock", "Jumlah potongan × harga", "The number of pieces × price", "rupiah")
    for at in _crowded(given):
        names = {"bars": ("batang", "bar"), "sheets": ("lembar", "sheet"), "coils": ("koil", "coil")}[given.kind]
        problems.add(TOO_MANY_ON_ONE, f"stock[{at}]", stock=" / ".join(names), most=MOST_ON_ONE)


def _too_large(problems: Problems, place: str, what_id: str, what_en: str, unit: str) -> None:
    problems.add(TOO_LARGE, place, what_id=what_id, what_en=what_en, unit=unit)


def _crowded(given: CutList) -> Iterator[int]:
    """Stock on which more blanks could lie than any plan may hold: the smallest ones, as long as there is room."""
    wide = not given.is_bars
    sizes = sorted(
        (((piece.length_um or 1) + given.kerf_um) * ((piece.width_um + given.kerf_um) if wide else 1), piece.quantity)
        for piece in given.pieces
    )
    filled = list(accumulate(size * quantity for size, quantity in sizes))
    counts = [0, *accumulate(quantity for _, quantity in sizes)]
    for at, stock in enumerate(given.stock):
        length, width = given.room(stock)
        room = (length + given.kerf_um) * (width + given.kerf_um if wide else 1)
        whole = bisect_right(filled, room)  # kinds that lie on it with all their pieces
        count = counts[whole]
        if whole < len(sizes):
            count += (room - (filled[whole - 1] if whole else 0)) // sizes[whole][0]
        if count > MOST_ON_ONE:
            yield at


def mm(length_um: int) -> str:
    """µm as mm with a dot, as the contract writes it, for sentences."""
    whole, rest = divmod(abs(length_um), 1000)
    shown = f"{whole}.{rest:03d}".rstrip("0") if rest else f"{whole}"
    return f"-{shown}" if length_um < 0 else shown
