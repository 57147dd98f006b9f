"""What a plan comes to: pieces of stock, value, mass, share that becomes pieces, remnants, pieces without a place."""

from __future__ import annotations

from typing import Any

from rantai.apps.catalog.weights import piece_mass_g
from rantai.apps.cutting_jobs.documents import Document, um
from rantai.apps.cutting_jobs.models import CutJob
from rantai.apps.cutting_jobs.reading import Pattern, patterns

PPM = 1_000_000


def figures(job: CutJob, given: Document, answer: Document) -> dict[str, Any]:
    """The columns of CutPlan that lists and comparisons show. `job` comes with its material."""
    found = patterns(given, answer)
    masses = {row["id"]: stock_mass_g(job, row) for row in given["stock"]}
    prices = {row["id"]: row.get("price_idr") for row in given["stock"]}
    opened = [pattern.stock for pattern in found]
    is_priced = bool(found) and all(prices[code] is not None for code in opened)
    whole = sum(pattern.count * pattern.whole for pattern in found)
    gap = answer.get("gap")
    return {
        "status": answer["status"],
        "stock_pieces": sum(pattern.count for pattern in found),
        "cost_idr": sum(one.count * int(prices[one.stock] or 0) for one in found) if is_priced else None,
        "used_ppm": PPM * sum(one.count * one.used for one in found) // whole if whole else 0,
        "mass_g": sum(one.count * masses[one.stock] for one in found),
        "used_mass_g": sum(one.count * _share(masses[one.stock], one) for one in found),
        "remnants": sum(one.count * len(one.remnants) for one in found),
        "patterns": len(found),
        "unplaced": sum(row["quantity"] for row in answer.get("unplaced", ())),
        "gap_ppm": None if gap is None else round(gap * PPM),
    }


def _share(mass_g: int, pattern: Pattern) -> int:
    return mass_g * pattern.used // pattern.whole if pattern.whole else 0


def stock_mass_g(job: CutJob, row: Document) -> int:
    """Mass of one piece of this stock; 0 when nothing says what it weighs."""
    known = um(row["mass_kg"]) if row.get("mass_kg") else 0  # a thousandth of a kg is a gram
    length, width = um(row.get("length_mm") or 0), um(row.get("width_mm") or 0)
    return piece_mass_g(job.material, job.kind, job.thickness_um, length, width, known_g=known)
