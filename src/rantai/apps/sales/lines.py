"""Lines of a quote or order: what they weigh by geometry and what they come to, before anything is written.

price_lines(lines) -> list[PricedLine]      raises InvalidInput with every problem of every line
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rantai.apps.catalog.models import Format
from rantai.apps.catalog.weights import piece_mass_g
from rantai.apps.sales import refusals
from rantai.core.numbers import Written
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import cost_idr, format_kg, format_mm, money

MOST_PIECES = 1_000_000
# A scale and a drawing agree within a fifth; a slipped comma is a factor of ten.
MASS_OFF_PERCENT = 30


@dataclass(frozen=True)
class NewLine:
    """One line as it is asked for. Sizes µm (both 0: the whole format), masses g, prices whole rupiah.

    `mass_g` is the mass of all pieces when somebody weighed them; None: by geometry. `price_idr_t` is rupiah a tonne.
    """

    format_code: str
    quantity_pieces: int
    length_um: int = 0
    width_um: int = 0
    mass_g: int | None = None
    is_mass_right: bool = False
    price_idr_t: int | None = None
    cutting_idr: int = 0
    scrap_credit_idr: int = 0


@dataclass(frozen=True)
class PricedLine:
    """A line with its mass and its money; net = material + cutting − scrap credit."""

    format_id: int
    length_um: int
    width_um: int
    quantity_pieces: int
    mass_g: int
    price_idr_t: int
    material_idr: int
    cutting_idr: int
    scrap_credit_idr: int
    net_idr: int


def price_lines(lines: Sequence[NewLine], prices_idr_t: Mapping[str, int] | None = None) -> list[PricedLine]:
    """Every line with its mass and money. `prices_idr_t` (by format code) serves lines that name no price. One query.

    Raises InvalidInput with all problems of all lines, each at its row (the first line is row 1).
    """
    if not lines:
        raise refusals.refuse(refusals.NO_LINES)
    codes = {line.format_code for line in lines}
    formats = {one.code: one for one in Format.objects.filter(code__in=codes).select_related("material")}
    priced: list[PricedLine] = []
    problems: list[Problem] = []
    for row, line in enumerate(lines, start=1):
        try:
            priced.append(_priced(line, formats.get(line.format_code), (prices_idr_t or {}).get(line.format_code), row))
        except InvalidInput as refused:
            problems += refused.problems
    if problems:
        raise InvalidInput(problems)
    return priced


def _priced(line: NewLine, steel: Format | None, listed_idr_t: int | None, row: int) -> PricedLine:
    if steel is None:
        values = {"format": line.format_code}
        raise InvalidInput([Problem(refusals.FORMAT_UNKNOWN, Where(row=row, column="format_code"), values)])
    problems = _size_problems(line, steel, row)
    if not 1 <= line.quantity_pieces <= MOST_PIECES:
        where = Where(row=row, column="quantity_pieces")
        problems.append(Problem(refusals.QUANTITY_WRONG, where, {"quantity": line.quantity_pieces}))
    price_idr_t = listed_idr_t if line.price_idr_t is None else line.price_idr_t
    if price_idr_t is None:
        problems.append(Problem(refusals.PRICE_MISSING, Where(row=row, column="price_idr_kg"), {"format": steel.name}))
    if problems or price_idr_t is None:
        raise InvalidInput(problems)
    mass_g = _mass_g(line, steel, row)
    material_idr = cost_idr(mass_g, price_idr_t)
    gross_idr = material_idr + line.cutting_idr
    if line.scrap_credit_idr > gross_idr:
        values = {"scrap": money(line.scrap_credit_idr), "price": money(gross_idr)}
        raise InvalidInput([Problem(refusals.SCRAP_TOO_LARGE, Where(row=row, column="scrap_credit_idr"), values)])
    return PricedLine(
        format_id=steel.pk,
        length_um=line.length_um,
        width_um=line.width_um,
        quantity_pieces=line.quantity_pieces,
        mass_g=mass_g,
        price_idr_t=price_idr_t,
        material_idr=material_idr,
        cutting_idr=line.cutting_idr,
        scrap_credit_idr=line.scrap_credit_idr,
        net_idr=gross_idr - line.scrap_credit_idr,
    )


def _size_problems(line: NewLine, steel: Format, row: int) -> list[Problem]:
    """A cut piece has every size its format has, and lies on it one way or the other."""
    if not line.length_um and not line.width_um:
        return []
    where = Where(row=row, column="length_um")
    flat = steel.kind in ("sheet", "coil")
    if not line.length_um or (flat and not line.width_um):
        return [Problem(refusals.PIECE_SIZE_MISSING, where, {"format": steel.name})]
    long, wide = line.length_um, line.width_um if flat else 0
    most_long, most_wide = steel.length_um or 2**62, steel.width_um if flat else 2**62
    fits = (long <= most_long and wide <= most_wide) or (flat and wide <= most_long and long <= most_wide)
    if fits:
        return []
    values = {"length": _mm(line.length_um), "width": _mm(line.width_um), "format": steel.name}
    return [Problem(refusals.PIECE_TOO_LARGE, where, values)]


def geometry_g(steel: Format, length_um: int, width_um: int) -> int:
    """Mass of one piece by its size: a whole format, or a piece cut to length and width. 0: nothing says so."""
    whole = not length_um
    known = steel.piece_mass_g if whole else 0
    size = (steel.length_um, steel.width_um) if whole else (length_um, width_um)
    return piece_mass_g(steel.material, steel.kind, steel.material.thickness_um, *size, known_g=known)


def _mass_g(line: NewLine, steel: Format, row: int) -> int:
    where = Where(row=row, column="mass_g")
    computed = geometry_g(steel, line.length_um, line.width_um) * line.quantity_pieces
    if line.mass_g is None:
        if not computed:
            raise InvalidInput([Problem(refusals.NO_MASS, where, {"format": steel.name})])
        return computed
    if is_mass_off(line.mass_g, computed) and not line.is_mass_right:
        values = {"given": kg(line.mass_g), "computed": kg(computed)}
        raise InvalidInput([Problem(refusals.MASS_OFF, where, values)])
    return line.mass_g


def is_mass_off(given_g: int, computed_g: int) -> bool:
    """Whether a weighed mass is so far from the mass by size that somebody should look again."""
    return bool(computed_g) and abs(given_g - computed_g) * 100 > computed_g * MASS_OFF_PERCENT


def kg(mass_g: int) -> Written:
    """Kilograms for a refusal's sentence, in either language."""
    return Written(format_kg(mass_g))


def _mm(length_um: int) -> Written:
    return Written(format_mm(length_um))
