"""A label for every piece and for every remnant of a plan, on A4 sheets of labels or one by one for a roll printer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rantai.core.problems import InvalidInput, Problem, Refusal
from rantai.engine.cutting.drawing import words
from rantai.engine.cutting.drawing.job import Document, Pattern, Place, clean, read
from rantai.engine.cutting.papers.codes import qr
from rantai.engine.cutting.papers.leaf import told
from rantai.engine.cutting.papers.printed import compiled

SIZES = ("a4", "roll")
MOST_LABELS = 5_000
TOO_MANY = Refusal(
    "C190",
    "Ada {count} label; paling banyak {most} dalam satu berkas.",
    "There are {count} labels; at most {most} fit one file.",
    "Cetak label per pola.",
    "Print the labels pattern by pattern.",
)


def labels(
    document: Document,
    plan: Document,
    language: str = "id",
    *,
    code: str = "",
    link: str = "",
    size: str = "a4",
    pattern: int | None = None,
    only_owner: str | None = None,
) -> bytes:
    """Labels as PDF: pieces in the order of patterns, stock and place, then remnants.

    size: "a4" (24 labels of 70 × 37 mm a sheet) or "roll" (one of 50 × 30 mm a page). Each QR code says code, id, size
    and heat, or leads to `link`. pattern: only this one (0 is the first). only_owner: only that owner's pieces, no
    remnants. Raises ValueError for an unknown size, IndexError for an unknown pattern, InvalidInput (C190) when there
    are more labels than one file can hold.
    """
    if size not in SIZES:
        raise ValueError(f"size must be one of {SIZES}, not {size!r}")
    job = read(document, plan)
    patterns = job.patterns if pattern is None else (job.patterns[pattern],)
    _refuse_too_many(patterns, only_owner)
    made = [label for one in patterns for label in _pattern_labels(one, language, told(clean(code)), only_owner)]
    data = {
        "language": language,
        "code": told(clean(code)),
        "is_roll": size == "roll",
        "title": words.word("labels", language),
        "labels": [{**label, "qr": qr(link or "\n".join(_qr_rows(label)))} for label in made],
    }
    return compiled("labels.typ", data)


def _refuse_too_many(patterns: tuple[Pattern, ...], only_owner: str | None) -> None:
    count = sum(one.count * _labels_of_one(one, only_owner) for one in patterns)
    if count > MOST_LABELS:
        raise InvalidInput([Problem(TOO_MANY, values={"count": count, "most": MOST_LABELS})])


def _labels_of_one(pattern: Pattern, only_owner: str | None) -> int:
    """Labels for one piece of stock."""
    pieces = sum(place.pieces for place in pattern.places if only_owner in (None, place.blank.owner))
    return pieces + (len(pattern.remnants) if only_owner is None else 0)


def _qr_rows(label: dict[str, Any]) -> list[str]:
    return [row for row in (label["code"], label["id"], label["size"], label["heat"]) if row]


def _pattern_labels(pattern: Pattern, language: str, code: str, only_owner: str | None) -> Iterator[dict[str, Any]]:
    for copy in range(1, pattern.count + 1):
        from_stock = f"{words.word('pattern', language)}\u00a0{pattern.number}\u00a0·\u00a0{copy}/{pattern.count}"
        for place in pattern.places:
            if only_owner in (None, place.blank.owner):
                for _ in range(place.pieces):
                    yield {**_of_piece(pattern, place, language), "from": from_stock, "code": code}
        for box in pattern.remnants if only_owner is None else ():
            size = _size(pattern, (box[2] - box[0], box[3] - box[1]), language)
            yield {**_of_remnant(pattern, size, language), "from": from_stock, "code": code}


def _of_piece(pattern: Pattern, place: Place, language: str) -> dict[str, Any]:
    return {
        "id": told(place.blank.id),
        "size": _size(pattern, place.own_size, language),
        "owner": told(place.blank.owner),
        "heat": _heat(pattern, language),
        "is_remnant": False,
    }


def _of_remnant(pattern: Pattern, size: str, language: str) -> dict[str, Any]:
    return {
        "id": f"{words.word('remnant', language).upper()} · {told(pattern.stock.id)}",
        "size": size,
        "owner": told(pattern.stock.owner),
        "heat": _heat(pattern, language),
        "is_remnant": True,
    }


def _heat(pattern: Pattern, language: str) -> str:
    """Grade and heat of the stock that the piece is cut from, as far as they are known."""
    stock = pattern.stock
    return " · ".join(
        told(one) for one in (stock.grade, f"{words.word('heat', language)} {stock.heat}" if stock.heat else "") if one
    )


def _size(pattern: Pattern, sides: tuple[int, int], language: str) -> str:
    thickness = pattern.stock.thickness_um
    start = f"{words.bare_mm(thickness, language)}\u00a0×\u00a0" if thickness else ""
    return start + words.size(*sides, language)
