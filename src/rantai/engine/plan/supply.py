"""What steel there is for a blank before anything is cut: what lies there, what it may yield, when more can be bought.

The material gate gives it out, and `quotas` share it where it is short; both must count it alike.
"""

from __future__ import annotations

from rantai.core.units import PPM, box_mass_g
from rantai.engine.plan.answer_sharing import ASSUMED_YIELD_PPM
from rantai.engine.plan.index import NEVER, Blank, Index
from rantai.engine.plan.steel import Lot, lots


def usable_lots(index: Index) -> dict[tuple[int, str], list[Lot]]:
    """Steel at hand and on its way by material and owner, earliest first; its mass is what it may yield."""
    found: dict[tuple[int, str], list[Lot]] = {}
    for lot in lots(index):
        kind = str(index.given.formats.kind[lot.format_])
        lot.mass_g = lot.mass_g * ASSUMED_YIELD_PPM.get(kind, PPM) // PPM
        found.setdefault((int(index.format_material[lot.format_]), lot.owner), []).append(lot)
    return found


def buy_week(index: Index, blank: Blank, owner: str) -> int:
    """First week before whose start bought steel can be there for a blank; NEVER for a customer's own."""
    if owner:
        return NEVER
    formats = [f for f in index.formats_of_material[blank.material] if index.suits(blank, f)]
    return min((index.usable_week_of_format[f] for f in formats), default=NEVER)


def lot_suits(index: Index, blank: Blank, lot: Lot) -> bool:
    """Whether a blank can be cut from a lot, or is taken by mass."""
    kind = str(index.given.formats.kind[lot.format_])
    if not blank.is_cut:
        return True
    return kind in ("sheet", "bar") and index.fits(blank, lot.length_um, lot.width_um, kind)


def blank_mass_g(index: Index, blank: Blank, parts: int) -> int:
    """Net mass of the blanks of so many parts, or their gross mass when nothing is cut."""
    if not blank.is_cut:
        return blank.gross_mass_g_each * parts
    table = index.given.formats
    format_ = next(
        (f for f in index.formats_of_material[blank.material] if table.length_um[f] and table.piece_mass_g[f]), None
    )
    if format_ is None:
        return 0
    if table.kind[format_] == "sheet":
        material = index.given.materials
        thickness, density = int(material.thickness_um[blank.material]), int(material.density_kg_m3[blank.material])
        return box_mass_g(blank.length_um, blank.width_um, thickness, density) * blank.count(parts)
    return int(table.piece_mass_g[format_]) * blank.length_um * blank.count(parts) // int(table.length_um[format_])
