"""The source tables of the case and small words that several of its scripts use."""

from __future__ import annotations

import csv
from pathlib import Path

Row = dict[str, object]
HERE = Path(__file__).resolve().parent
UM = 1_000
PPM = 1_000_000
FORM_OF_TRADE = {"flat bar": "flat_bar"}


def read(name: str) -> list[dict[str, str]]:
    """Rows of source/<name>.csv."""
    with (HERE / "source" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def um(millimetres: str) -> int:
    """Micrometres from millimetres as text; empty is 0."""
    return round(float(millimetres) * UM) if millimetres else 0


def grams(kilograms: str) -> int:
    """Grams from kilograms as text; empty is 0."""
    return round(float(kilograms) * 1_000) if kilograms else 0


def plain(millimetres: str) -> str:
    """A measure inside a code: 2.0 and 2 are both 2.0, 1200 stays 1200."""
    value = float(millimetres)
    return f"{value:.1f}" if value < 10 else f"{value:g}"


def material_code(row: dict[str, str]) -> str:
    """Code of the material of a bill line or stock format with one thickness and diameter."""
    grade, form, thickness = row["grade"], row["form"], row["thickness_mm"]
    if form in ("sheet", "coil"):
        finish = {"chequered": "-CHQ", "galvanised": "-GAL", "coated": "-COAT"}.get(row["finish"], "")
        return f"{grade}{finish}-{plain(thickness)}"
    if form == "bar":
        return f"{grade}-BAR-{float(row['outside_diameter_mm']):g}"
    if form == "tube":
        return f"{grade}-{float(row['outside_diameter_mm']):g}x{plain(thickness)}"
    if form == "flat bar":
        return f"{grade}-{float(row['flat_width_mm']):g}x{float(thickness):g}"
    return {"casting": grade, "forging": f"{grade}-BILLET"}.get(form, "PU-PVC")
