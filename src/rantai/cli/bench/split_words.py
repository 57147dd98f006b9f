"""What a split is worth, in words: what holds for every firm, and for every group."""

from __future__ import annotations

from math import ceil

import numpy as np

from rantai.core.units import format_rupiah
from rantai.engine import sharing

_MOST_NAMED = 8


def property_of(found: sharing.SharingAnswer, asked_rule: str) -> dict[str, list[str]]:
    """Sentences in Indonesian and English."""
    told = [_everybody(found), _groups(found), _core(found), *_rule(found, asked_rule)]
    return {"id": [one[0] for one in told], "en": [one[1] for one in told]}


def _everybody(found: sharing.SharingAnswer) -> tuple[str, str]:
    if found.is_capped:
        return ("Tidak ada yang membayar lebih daripada sendiri.", "Nobody pays more than alone.")
    more_id, more_en = _both(-found.savings_idr)
    return (
        f"Bersama {more_id} lebih mahal daripada sendiri-sendiri; sebaiknya beli sendiri.",
        f"Together costs {more_en} more than everybody alone; better buy apart.",
    )


def _groups(found: sharing.SharingAnswer) -> tuple[str, str]:
    if found.excess_idr <= 0:
        return (
            "Tidak ada kelompok yang membayar lebih daripada kelompok itu sendiri.",
            "No group pays more than it would alone.",
        )
    in_id, in_en = _both(found.excess_idr)
    members = np.flatnonzero(found.worst).tolist()
    named = ", ".join(map(str, members[:_MOST_NAMED])) + (" …" if len(members) > _MOST_NAMED else "")
    worst_id, worst_en = _both(found.worst_excess_idr)
    return (
        f"Sebuah kelompok membayar paling banyak {in_id} lebih; terbanyak ditemukan {worst_id}: {named}.",
        f"A group pays at most {in_en} more than it would alone; the most that was found is {worst_en}: {named}.",
    )


def _core(found: sharing.SharingAnswer) -> tuple[str, str]:
    low_id, low_en = _both(ceil(found.least_core_idr[0]))
    if found.core == sharing.CORE_EMPTY:
        return (
            f"Inti kosong: pembagian apa pun meminta {low_id} atau lebih terlalu banyak dari suatu kelompok.",
            f"The core is empty: whatever the split, some group pays {low_en} or more too much.",
        )
    if found.core == sharing.CORE_HOLDS:
        return (
            "Inti tidak kosong: ada pembagian tanpa keberatan.",
            "The core is not empty: some split has no objection.",
        )
    high_id, high_en = _both(ceil(found.least_core_idr[1]))
    return (
        f"Belum terbukti apakah inti kosong; nilainya antara {low_id} dan {high_id}.",
        f"Whether the core is empty is not proven; its value lies between {low_en} and {high_en}.",
    )


def _rule(found: sharing.SharingAnswer, asked_rule: str) -> list[tuple[str, str]]:
    told = []
    if found.rule != asked_rule:
        told.append(
            (
                f"Aturan {asked_rule} tidak dihitung sampai selesai; ini aturan {found.rule}.",
                f"The rule {asked_rule} was not worked out in full; this is {found.rule}.",
            )
        )
    if found.was_capped:
        told.append(
            (
                "Aturannya meminta lebih daripada sendiri dari seseorang; kelebihannya ditanggung yang lain.",
                "The rule asked more than alone of somebody; the others bear the rest.",
            )
        )
    if found.samples:
        told.append(
            (
                f"Rata-rata dari {found.samples} urutan kedatangan yang diundi, dengan selang 95 % per peserta.",
                f"The mean of {found.samples} drawn orders of arrival, with a 95 % interval for each firm.",
            )
        )
    if found.stages:
        told.append(
            (
                f"Nukleolus terbukti dalam {len(found.stages)} langkah.",
                f"The nucleolus is proven in {len(found.stages)} steps.",
            )
        )
    return told


def _both(amount_idr: int) -> tuple[str, str]:
    return format_rupiah(amount_idr, "id"), format_rupiah(amount_idr, "en")
