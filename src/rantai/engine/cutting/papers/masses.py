"""What steel weighs and costs on papers: by thickness for sheets, by the scale for coils; a bar's is not known."""

from __future__ import annotations

from fractions import Fraction

from rantai.engine.cutting.drawing.job import STEEL_KG_M3, Job, Pattern, Place, Stock

_UM3_PER_M3 = 10**18


def stock_kg(stock: Stock) -> Fraction | None:
    """The mass of one piece of stock; None when nothing tells it."""
    if stock.mass_kg is not None:
        return Fraction(stock.mass_kg)
    return _plate_kg(stock.length_um, stock.width_um, stock.thickness_um)


def pieces_kg(job: Job) -> Fraction | None:
    """The mass of all pieces of the plan, as ordered; None when some stock's thickness is not known."""
    masses = [
        (_placed_kg(pattern, place), pattern.count * place.pieces)
        for pattern in job.patterns
        for place in pattern.places
    ]
    known = [mass * times for mass, times in masses if mass is not None]
    return sum(known, Fraction(0)) if len(known) == len(masses) and masses else None


def opened_kg(job: Job) -> Fraction | None:
    """The mass of all opened stock; None when some is not known."""
    masses = [(stock_kg(pattern.stock), pattern.count) for pattern in job.patterns]
    known = [mass * count for mass, count in masses if mass is not None]
    return sum(known, Fraction(0)) if len(known) == len(masses) and masses else None


def _placed_kg(pattern: Pattern, place: Place) -> Fraction | None:
    length, width = place.own_size
    full = _plate_kg(length, width, pattern.stock.thickness_um)
    if full is None:
        return None
    return full * {"circle": Fraction(355, 452), "triangle": Fraction(1, 2)}.get(place.blank.shape, Fraction(1))


def _plate_kg(length_um: int, width_um: int, thickness_um: int) -> Fraction | None:
    volume = length_um * width_um * thickness_um
    return Fraction(volume * STEEL_KG_M3, _UM3_PER_M3) if volume else None
