"""The words of drawings and papers, and figures as people write them, in Indonesian and English."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from rantai.core.units import UM_PER_MM, format_mm, format_number

_WORDS = {
    "across": ("melintang", "across"),
    "along": ("memanjang", "along"),
    "alone": ("Bila sendiri", "Alone"),
    "at": ("Dari sudut", "From corner"),
    "bar": ("batang", "bar"),
    "bought": ("Beli", "Buy"),
    "bound": ("Batas bawah terbukti", "Proven bound"),
    "code": ("Pekerjaan", "Job"),
    "coil": ("koil", "coil"),
    "cost": ("Biaya", "Cost"),
    "cost_by_owner": ("Biaya per pemilik", "Cost by owner"),
    "count": ("Jumlah", "Count"),
    "cut": ("Potong", "Cut"),
    "cuts": ("Urutan potong", "Cuts in order"),
    "cuts_none": (
        "Susunan ini tidak dapat dipotong lurus dari tepi ke tepi.",
        "This layout cannot be cut straight from edge to edge.",
    ),
    "done": ("Selesai", "Done"),
    "each": ("Per {unit}", "On each"),
    "format": ("Ukuran", "Size"),
    "gauge": ("Setel", "Set gauge"),
    "grade": ("Mutu", "Grade"),
    "heat": ("heat", "heat"),
    "in_all": ("Total", "In all"),
    "kerf": ("Lebar potong", "Kerf"),
    "kerf_id": ("lebar gergaji", "kerf"),
    "left_over": ("Sisa potong: tulis dan beri label", "Remnants: write down and label"),
    "legend": ("Tanda", "Mark"),
    "labels": ("Label", "Labels"),
    "length": ("Panjang", "Length"),
    "mass": ("Berat", "Mass"),
    "nearest": ("Ukuran terdekat", "Nearest size"),
    "not_to_scale": ("Gambar tidak berskala pada sisi {side}", "Not to scale along the {side}"),
    "of": ("dari", "of"),
    "other": ("pemilik lain", "other owners"),
    "others": ("{count} potongan milik pihak lain", "{count} pieces of other owners"),
    "owner": ("Pemilik", "Owner"),
    "page": ("Halaman", "Page"),
    "part": ("bagian", "part"),
    "pattern": ("Pola", "Pattern"),
    "patterns": ("Pola potong", "Cutting patterns"),
    "piece": ("Potongan", "Piece"),
    "piece_small": ("potongan", "piece"),
    "pieces": ("Potongan", "Pieces"),
    "price_kg": ("Rp per kg potongan", "Rp per kg of pieces"),
    "quantity": ("Jumlah", "Quantity"),
    "reason": ("Sebab", "Reason"),
    "remnant": ("sisa", "remnant"),
    "result": ("Hasil", "Result"),
    "rotated": ("Diputar", "Turned"),
    "scrap": ("buang", "scrap"),
    "sheet": ("lembar", "sheet"),
    "size": ("Ukuran", "Size"),
    "status": ("Status", "Status"),
    "stock": ("Bahan", "Stock"),
    "stock_used": ("Bahan terpakai", "Stock used"),
    "summary": ("Ringkasan", "Summary"),
    "thickness": ("Tebal", "Thickness"),
    "trim": ("Ratakan tepi dulu", "Trim the edges first"),
    "trim_left": ("kiri", "left"),
    "trim_right": ("kanan", "right"),
    "trim_bottom": ("bawah", "bottom"),
    "trim_top": ("atas", "top"),
    "unplaced": ("Tidak tertampung", "Unplaced"),
    "way": ("Arah", "Way"),
    "width": ("Lebar", "Width"),
    "yield": ("Hasil pakai", "Yield"),
    "heat_title": ("Heat", "Heat"),
    "level": ("Tahap", "Stage"),
    "saved": ("Hemat", "Saved"),
    "remnants_all": ("Sisa yang disimpan", "Remnants to keep"),
    "mass_opened": ("Berat bahan", "Mass of stock"),
    "mass_pieces": ("Berat potongan", "Mass of pieces"),
    "place_kept": ("Disimpan di", "Kept at"),
}
_STATUSES = {
    "optimal": ("terbukti terbaik", "proven best"),
    "feasible": ("layak", "feasible"),
    "infeasible": ("ada yang tidak tertampung", "some pieces are unplaced"),
    "timeout": ("waktu habis, rencana tetap benar", "out of time, the plan is sound"),
}
_NBSP = "\u00a0"


def word(name: str, language: str) -> str:
    """A word of the papers. Raises KeyError for a name that nobody wrote."""
    return _WORDS[name][language != "id"]


def status(code: str, language: str) -> str:
    """A plan's status in words; an unknown one as it is."""
    return _STATUSES[code][language != "id"] if code in _STATUSES else code


def count(number: int, language: str) -> str:
    """A whole number with grouped thousands."""
    return format_number(number, language=language)


def sides(length_um: int, width_um: int, language: str) -> str:
    """A size without its unit, 1.203,5 × 400; bars have no width."""
    shown = [bare_mm(length_um, language)] + ([bare_mm(width_um, language)] if width_um else [])
    return f"{_NBSP}×{_NBSP}".join(shown)


def size(length_um: int, width_um: int, language: str) -> str:
    """A size with its unit, 1.203,5 × 400 mm."""
    return sides(length_um, width_um, language) + _NBSP + "mm"


@lru_cache(maxsize=4096)
def bare_mm(length_um: int, language: str) -> str:
    """A length without its unit."""
    return format_mm(length_um, language).removesuffix(f"{_NBSP}mm")


def kilograms(mass_kg: Fraction, language: str) -> str:
    """A mass with one decimal."""
    return format_number(mass_kg, decimals=1, language=language) + _NBSP + "kg"


def percent(share: Fraction, language: str) -> str:
    """A share as a percentage with one decimal."""
    return format_number(share * 100, decimals=1, language=language) + _NBSP + "%"


def metres(length_um: int, language: str) -> str:
    """A length in m with one decimal."""
    return format_number(Fraction(length_um, UM_PER_MM * 1000), decimals=1, language=language) + _NBSP + "m"


def shortened(text: str, letters: int) -> str:
    """A long text with its middle left out, so that its beginning and its end still tell it from others."""
    if len(text) <= letters:
        return text
    tail = letters // 3
    return text[: letters - tail - 1] + "…" + text[len(text) - tail :]
