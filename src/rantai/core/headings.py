"""Headings of lists that people keep in Excel: known by any of their words, whatever case, dots or unit they carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

UNITS = ("(rp)", "(%)", "(mm)", "(mpa)", "(kg)", "(hari)", "(days)")

Words = Mapping[str, Sequence[str]]  # by field, how people call it


def columns_of(headings: Sequence[str], known: Words) -> dict[str, int]:
    """Field → its column; of two columns with the same meaning the first."""
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        field = _field(heading, known)
        if field:
            found.setdefault(field, at)
    return found


def unread_of(headings: Sequence[str], known: Words) -> list[str]:
    """Headings whose columns nobody reads, in their order: unknown ones, and the second of a kind."""
    read = set(columns_of(headings, known).values())
    return [heading for at, heading in enumerate(headings) if at not in read and heading.strip()]


def _field(heading: str, known: Words) -> str:
    words = " ".join(heading.casefold().replace(".", "").split())
    bare = words
    for unit in UNITS:
        bare = bare.replace(unit, "")
    meant = {words, bare.strip()}
    return next((field for field, written in known.items() if meant & set(written)), "")
