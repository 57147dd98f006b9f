"""Reasons and steps of a chain as sentences, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rantai.core.units import format_kg, format_mm, format_number, format_rupiah

KINDS: dict[str, tuple[str, str]] = {
    "demand": ("permintaan", "demand"),
    "order": ("pesanan kerja", "work order"),
    "job": ("pekerjaan", "job"),
    "component_order": ("pembelian komponen", "component purchase"),
    "item_stock": ("stok barang", "part stock"),
    "item_receipt": ("barang datang", "part receipt"),
    "by_product": ("hasil samping", "by-product"),
    "stand_in": ("pengganti", "stand-in"),
    "pattern": ("pola potong", "cutting pattern"),
    "material_order": ("pesanan baja", "steel order"),
    "material_stock": ("stok baja", "steel stock"),
    "material_receipt": ("baja datang", "steel receipt"),
    "blank": ("bahan potong", "blank"),
}
WHAT_HAPPENED: dict[str, tuple[str, str]] = {
    "late": ("Terlambat", "Late"),
    "short": ("Tidak terpenuhi", "Not met"),
    "elsewhere": ("Dikerjakan lebih jauh", "Made farther away"),
    "unplaced": ("Tidak muat", "Does not fit"),
}
WHY: dict[str, tuple[str, str]] = {
    "capacity_full": (
        "{resource} penuh di minggu {week}; kurang {amount}.",
        "{resource} is full in week {week}; {amount} too few.",
    ),
    "share_full": (
        "{resource} sudah mencapai bagian terbesarnya; kurang {amount}.",
        "{resource} has reached its largest share; {amount} too few.",
    ),
    "source_full": (
        "{resource} tidak boleh memberi bagian yang lebih besar; kurang {amount}.",
        "{resource} may not give a larger part; {amount} too few.",
    ),
    "trial_full": (
        "{resource} masih masa coba dan sudah membuat sebanyak yang boleh; kurang {amount}.",
        "{resource} is still on trial and has made all it may; {amount} too few.",
    ),
    "tool_elsewhere": (
        "cetakan atau alat khusus tidak ada di {resource}; {amount}.",
        "the tool it takes does not lie at {resource}; {amount}.",
    ),
    "score_low": (
        "nilai {resource} belum cukup untuk barang ini, atau belum ada; {amount}.",
        "the score of {resource} is too low for this item, or missing; {amount}.",
    ),
    "customer_full": (
        "pekerjaan {resource} untuk satu pelanggan sudah mencapai batasnya; kurang {amount}.",
        "the work of {resource} for one customer has reached its limit; {amount} too few.",
    ),
    "least_share": (
        "{resource} harus mendapat bagian terkecilnya; {amount}.",
        "{resource} must get its smallest share; {amount}.",
    ),
    "small_job": (
        "{amount} terlalu sedikit untuk menyiapkan mesin di {resource}.",
        "{amount} are too few to set the machines up at {resource}.",
    ),
    "goal_first": (
        "tujuan yang lebih penting melewati {resource}; {amount}.",
        "a more important goal passed {resource} over; {amount}.",
    ),
    "no_local_maker": (
        "belum ada bengkel yang lebih dekat yang mampu membuat {resource}.",
        "no nearer workshop is able to make {resource}.",
    ),
    "no_maker": ("belum ada bengkel yang mampu membuat {resource}.", "no workshop is able to make {resource}."),
    "material_late": (
        "{resource} baru ada di minggu {week}; menunggu {amount}.",
        "{resource} is only there in week {week}; waiting for {amount}.",
    ),
    "part_late": (
        "menunggu {resource} sampai minggu {week}; {amount}.",
        "waiting for {resource} until week {week}; {amount}.",
    ),
    "road_time": (
        "jalan dari {resource} terlalu panjang; {amount}.",
        "the road from {resource} is too long; {amount}.",
    ),
    "lead_time": (
        "waktu buat atau kirim {resource} lebih panjang daripada sisa waktunya; {amount}.",
        "making or delivering {resource} takes longer than there is time; {amount}.",
    ),
    "fits_no_format": (
        "ukuran {resource} yang terbesar masih kurang {amount}.",
        "the largest size of {resource} is too small by {amount}.",
    ),
    "no_offer": ("belum ada penjual untuk {resource}.", "nobody sells {resource}."),
    "least_order": (
        "pesanan terkecil penjual {resource} jauh di atas kebutuhan; kurang {amount}.",
        "the least order of the sellers of {resource} is far above the need; {amount} missing.",
    ),
    "over_budget": (
        "anggaran baja tidak cukup untuk {resource}; kurang {amount}.",
        "there is not enough money for {resource}; {amount} missing.",
    ),
    "over_credit": (
        "batas utang pada penjual {resource} sudah tercapai; kurang {amount}.",
        "the sellers of {resource} give no more credit; {amount} missing.",
    ),
    "shared_short": (
        "{resource} tidak cukup untuk semua dan dibagi menurut kebutuhan pasti; kurang {amount}.",
        "there is too little {resource} for all; it was shared by firm need; {amount} missing.",
    ),
    "customer_material_missing": (
        "baja dari {resource} kurang {amount}.",
        "steel from {resource} is missing: {amount}.",
    ),
    "time_over": (
        "waktu hitung habis sebelum {resource} direncanakan; {amount}.",
        "the time for planning was over before {resource} was planned; {amount}.",
    ),
    "frozen_zone": (
        "lot baru {resource} belum boleh mulai sampai minggu {week}; {amount}.",
        "no new lot of {resource} may begin before week {week}; {amount}.",
    ),
    "firm_order": (
        "lot {resource} yang sudah pasti baru ada di minggu {week}; {amount}.",
        "the settled lot of {resource} is only there in week {week}; {amount}.",
    ),
    "dearer": (
        "bengkel yang lebih dekat lebih mahal {amount}.",
        "the nearer workshop is dearer by {amount}.",
    ),
}
MOST_MINUTES = 120  # from here on people count hours
_UNITS: dict[str, tuple[str, str]] = {
    "minutes": ("menit", "minutes"),
    "pieces": ("buah", "pieces"),
    "weeks": ("minggu", "weeks"),
}


def amount_text(amount: int, unit: str, language: str) -> str:
    """An amount with its unit, as people read it."""
    if unit == "g":
        return format_kg(amount, language)
    if unit == "um":
        return format_mm(amount, language)
    if unit == "idr":
        return format_rupiah(amount, language)
    if unit == "minutes" and abs(amount) >= MOST_MINUTES:
        decimals = 0 if amount % 60 == 0 else 1
        hours = format_number(Fraction(amount, 60), decimals=decimals, language=language)
        return f"{hours} {('jam', 'hours')[language == 'en']}"
    return f"{format_number(amount, language=language)} {_UNITS[unit][language == 'en']}"


def reason_text(reason: Mapping[str, Any], resource: str, week: str, language: str) -> str:
    """A reason as a sentence; `resource` names what binds, `week` is the week as its reader counts it."""
    in_english = language == "en"
    why = WHY[reason["reason_code"]][in_english]
    amount = amount_text(reason["amount"], reason["unit"], language)
    text = why.format(resource=resource, week=week, amount=amount)
    return f"{WHAT_HAPPENED[reason['kind']][in_english]}: {text}"
