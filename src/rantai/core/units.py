"""Whole units inside, human units at the edge.

Lengths are µm, masses g, money whole rupiah, unit prices rupiah per tonne, work ms and minutes. Only this module
turns them into mm, kg and `Rp 1.234.567`, in Indonesian or English spelling.
"""

from __future__ import annotations

from fractions import Fraction

from rantai.core.numbers import Written

UM_PER_MM = 1_000
G_PER_KG = 1_000
G_PER_T = 1_000_000
MS_PER_MINUTE = 60_000
PPM = 1_000_000

_UM3_KG_M3_PER_G = 10**15  # one µm³ at one kg/m³ weighs 1e-15 g
NBSP = "\u00a0"


def box_mass_g(length_um: int, width_um: int, thickness_um: int, density_kg_m3: int) -> int:
    """Mass of a rectangular plate, in g, rounded half up (domain: kg = mm·mm·mm·7.85e-6 for steel)."""
    return _round(Fraction(int(length_um) * int(width_um) * int(thickness_um) * int(density_kg_m3), _UM3_KG_M3_PER_G))


def round_bar_mass_g(length_um: int, diameter_um: int, density_kg_m3: int) -> int:
    """Mass of a round bar, in g, with π as 355/113 (error below 1 part in 10 million)."""
    area4 = Fraction(355, 113) * int(diameter_um) ** 2
    return _round(area4 * int(length_um) * int(density_kg_m3) / (4 * _UM3_KG_M3_PER_G))


def tube_mass_g(length_um: int, outside_diameter_um: int, wall_um: int, density_kg_m3: int) -> int:
    """Mass of a round tube, in g, from outside diameter and wall."""
    area = Fraction(355, 113) * int(wall_um) * (int(outside_diameter_um) - int(wall_um))
    return _round(area * int(length_um) * int(density_kg_m3) / _UM3_KG_M3_PER_G)


def cost_idr(mass_g: int, price_idr_t: int) -> int:
    """Price of a mass, in whole rupiah, rounded half up."""
    return _round(Fraction(int(mass_g) * int(price_idr_t), G_PER_T))


def ceil_div(dividend: int, divisor: int) -> int:
    """Integer division rounded up."""
    return -(-int(dividend) // int(divisor))


def with_scrap(quantity: int, scrap_ppm: int) -> int:
    """Pieces to start so that `quantity` good ones remain when `scrap_ppm` of them fail."""
    return ceil_div(int(quantity) * PPM, PPM - int(scrap_ppm))


def format_number(value: int | Fraction, *, decimals: int = 0, language: str = "id") -> str:
    """A number with grouped thousands: 1.234,5 in Indonesian, 1,234.5 in English; rounded half up."""
    scaled = _round(Fraction(value) * 10**decimals)
    sign, digits = ("-" if scaled < 0 else ""), f"{abs(scaled):0{decimals + 1}d}"
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    text = f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    return sign + (text.translate(_SWAP) if language == "id" else text)


def format_mm(length_um: int, language: str = "id") -> str:
    """A length in mm without needless zeros, for example 2,3 mm."""
    return _trimmed(Fraction(int(length_um), UM_PER_MM), 3, language) + NBSP + "mm"


def format_kg(mass_g: int, language: str = "id") -> str:
    """A mass in kg with one decimal."""
    return format_number(Fraction(int(mass_g), G_PER_KG), decimals=1, language=language) + NBSP + "kg"


def mass(mass_g: int) -> Written:
    """A mass in kg for a sentence in either language."""
    return Written(format_kg(mass_g))


def format_t(mass_g: int, language: str = "id") -> str:
    """A mass in tonnes with one decimal."""
    return format_number(Fraction(int(mass_g), G_PER_T), decimals=1, language=language) + NBSP + "t"


def format_rupiah(price_idr: int, language: str = "id") -> str:
    """Money, for example Rp 1.234.567."""
    return "Rp" + NBSP + format_number(int(price_idr), language=language)


def money(price_idr: int) -> Written:
    """Rupiah for a refusal's sentence, in either language."""
    return Written(format_rupiah(price_idr))


_SWAP = str.maketrans({",": ".", ".": ","})


def _trimmed(value: Fraction, decimals: int, language: str) -> str:
    mark = "," if language == "id" else "."
    text = format_number(value, decimals=decimals, language=language)
    return text.rstrip("0").rstrip(mark)


def _round(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
