"""What steel is worth and what to do with a surplus, as sentences in Indonesian and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rantai.core.units import format_kg, format_rupiah

_WORTH = (
    "{mass} lagi {steel} mulai minggu {week} bernilai {saving}",
    "{mass} more of {steel} from week {week} on is worth {saving}",
)
_DOUBT = (" (kurang lebih {doubt})", " (give or take {doubt})")
_WAYS = {
    "take_surplus": (
        "Sisa {surplus} disimpan sebagai stok: cukup untuk {months} bulan, {tied} tertanam di dalamnya.",
        "The surplus of {surplus} is kept as stock: {months} months of cover, {tied} tied up in it.",
    ),
    "other_seller": (
        "Penjual lain ({offer}): {mass} seharga {cost}, sisa {surplus}.",
        "Another seller ({offer}): {mass} for {cost}, a surplus of {surplus}.",
    ),
    "wait_and_pool": (
        "Tunggu dan gabungkan: pesanan terkecil {mass} terpakai habis bila dipesan di minggu {week}.",
        "Wait and pool: the least order of {mass} is used up when it is ordered in week {week}.",
    ),
}


def worth_text(row: Mapping[str, Any], steel: str, week: str, language: str) -> str:
    """A row of `steel_worths` as a sentence; `week` as its reader counts it."""
    at = int(language == "en")
    values = {"mass": format_kg(row["mass_g"], language), "saving": format_rupiah(row["saving_idr"], language)}
    doubt = _DOUBT[at].format(doubt=format_rupiah(row["doubt_idr"], language)) if row["doubt_idr"] > 1_000 else ""
    return _WORTH[at].format(**values, steel=steel, week=week) + doubt + "."


def way_text(row: Mapping[str, Any], week: str, language: str) -> str:
    """A row of `surplus_ways` as a sentence; `week` as its reader counts it."""
    at = int(language == "en")
    months = f"{row['months_cover']:.1f}"
    values = {
        "surplus": format_kg(row["surplus_g"], language),
        "mass": format_kg(row["mass_g"], language),
        "cost": format_rupiah(row["cost_idr"], language),
        "tied": format_rupiah(row["tied_idr"], language),
        "months": months if at else months.replace(".", ","),
        "offer": row["offer_code"],
        "week": week,
    }
    return _WAYS[row["way"]][at].format(**values)
