"""What a piece weighs by its size: from density, thickness and section."""

from __future__ import annotations

from rantai.apps.catalog.models import Material
from rantai.core.units import box_mass_g, round_bar_mass_g, tube_mass_g

STEEL_KG_M3 = 7_850


def piece_mass_g(
    material: Material | None, kind: str, thickness_um: int, length_um: int, width_um: int, *, known_g: int = 0
) -> int:
    """Mass of one piece of stock; `known_g` from the catalogue comes first. 0 when nothing says what it weighs."""
    if known_g:
        return known_g
    density = material.density_kg_m3 if material else STEEL_KG_M3
    if kind in ("sheet", "coil"):
        return box_mass_g(length_um, width_um, thickness_um, density)
    if kind == "bar" and material is not None:
        return _bar_mass_g(material, length_um)
    return 0


def _bar_mass_g(material: Material, length_um: int) -> int:
    if material.form == "tube":
        return tube_mass_g(length_um, material.outside_diameter_um, material.thickness_um, material.density_kg_m3)
    if material.form == "flat_bar":
        return box_mass_g(length_um, material.flat_width_um, material.thickness_um, material.density_kg_m3)
    return round_bar_mass_g(length_um, material.outside_diameter_um, material.density_kg_m3)
