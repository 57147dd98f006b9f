"""What a lot is by its form: counted or weighed, how large, how heavy by its size."""

from __future__ import annotations

from rantai.apps.catalog.models import Format
from rantai.apps.catalog.weights import piece_mass_g
from rantai.apps.stock.models import BY_MASS, MaterialLot

COIL_MOST_G = 40_000_000  # no coil that a centre can lift weighs more: asked, not swallowed
OF_KIND = {"coil": ("coil",), "strip": ("coil",), "sheet": ("sheet",), "bar": ("bar",), "loose": ("loose",)}


def is_counted(form: str, kind: str) -> bool:
    """Whether a lot of this form, of a format of this kind, is counted in pieces; otherwise it is kept by mass."""
    return kind in ("sheet", "bar") if form == "remnant" else form not in BY_MASS


def form_of(format_: Format, length_um: int, width_um: int) -> str:
    """The form of what comes in without being called anything: whole, or a remnant when it has its own size."""
    return "remnant" if length_um or width_um else format_.kind


def fits_kind(form: str, kind: str) -> bool:
    """Whether a form can be of a format of this kind; blanks and remnants are cut from any."""
    return kind in OF_KIND.get(form, (kind,))


def size_of(lot: MaterialLot) -> tuple[int, int]:
    """Length and width of one piece in µm; a size of 0 is the format's own."""
    if lot.length_um or lot.width_um:
        return lot.length_um, lot.width_um
    return lot.format.length_um, lot.format.width_um


def theory_g(format_: Format, form: str, length_um: int, width_um: int) -> int:
    """What one piece weighs by its nominal size; 0 when the size does not say (coils, loose)."""
    is_whole = not (length_um or width_um)
    size = (format_.length_um, format_.width_um) if is_whole else (length_um, width_um)
    if form in BY_MASS or (form == "remnant" and format_.kind == "coil" and not length_um):
        return 0
    thickness = format_.material.thickness_um
    return piece_mass_g(
        format_.material, format_.kind, thickness, *size, known_g=format_.piece_mass_g if is_whole else 0
    )


def is_odd(grams: int, theory: int) -> bool:
    """Whether a weighed mass is less than half or more than twice what the size says."""
    return bool(theory) and not theory <= 2 * grams <= 4 * theory
