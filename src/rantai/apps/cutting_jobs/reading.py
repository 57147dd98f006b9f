"""A plan document read back into µm and frozen rows: patterns with their pieces and remnants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rantai.apps.cutting_jobs.documents import Document, um

Box = tuple[int, int, int, int]  # x, y, length, width in µm; width 0 on bars


@dataclass(frozen=True)
class Spot:
    """A piece on a pattern, from the untrimmed lower-left corner."""

    piece: str
    x_um: int
    y_um: int
    length_um: int
    width_um: int
    is_turned: bool


@dataclass(frozen=True)
class Pattern:
    """One way of cutting one piece of stock. `position` counts from 1, as people do."""

    position: int
    stock: str
    count: int
    length_um: int
    width_um: int
    spots: tuple[Spot, ...]
    remnants: tuple[Box, ...]

    @property
    def is_bar(self) -> bool:
        return not self.width_um

    @property
    def used(self) -> int:
        """Length (bars) or area of the pieces."""
        return sum(spot.length_um * (spot.width_um or 1) for spot in self.spots)

    @property
    def whole(self) -> int:
        return self.length_um * (self.width_um or 1)

    @property
    def used_ppm(self) -> int:
        return 1_000_000 * self.used // self.whole if self.whole else 0


@dataclass(frozen=True)
class Unplaced:
    """Pieces that found no place, why, and the format that would take them."""

    piece: str
    quantity: int
    reason: str
    would_fit: str
    text: dict[str, str]


def patterns(given: Document, answer: Document) -> list[Pattern]:
    """Every pattern of a plan, in its order."""
    sizes = {row["id"]: _size(row) for row in given["stock"]}
    return [_pattern(at, one, sizes) for at, one in enumerate(answer.get("patterns", ()), 1)]


def unplaced(answer: Document) -> list[Unplaced]:
    """What the plan leaves out."""
    return [
        Unplaced(
            row["piece"], row["quantity"], row.get("reason", ""), row.get("would_fit") or "", row.get("text") or {}
        )
        for row in answer.get("unplaced", ())
    ]


def _size(row: Mapping[str, Any]) -> tuple[int, int]:
    return um(row.get("length_mm") or 0), um(row.get("width_mm") or 0)


def _pattern(position: int, one: Document, sizes: Mapping[str, tuple[int, int]]) -> Pattern:
    spots = tuple(_spot(row) for row in one["placed"])
    remnants = tuple(_box(row) for row in one.get("remnants") or ())
    length, width = sizes[one["stock"]]
    if not length:  # a coil whose mass alone is known is as long as what is cut from it
        length = max((spot.x_um + spot.length_um for spot in spots), default=0)
    return Pattern(position, one["stock"], one["count"], length, width, spots, remnants)


def _spot(row: Document) -> Spot:
    x, y, length, width = _box(row)
    return Spot(row["piece"], x, y, length, width, bool(row.get("rotated")))


def _box(row: Document) -> Box:
    names = ("x_mm", "y_mm", "length_mm", "width_mm")
    x, y, length, width = (um(row.get(name) or 0) for name in names)
    return x, y, length, width


def owners_of(given: Document) -> dict[str, str]:
    """Piece → key of its owner; empty when it has none."""
    return {row["id"]: row.get("owner", "") for row in given["pieces"]}


def pieces_on(pattern: Pattern) -> dict[str, int]:
    """Piece → how many lie on one piece of stock, in the order of the pattern."""
    counts: dict[str, int] = {}
    for spot in pattern.spots:
        counts[spot.piece] = counts.get(spot.piece, 0) + 1
    return counts


def concerns(found: Sequence[Pattern], mine: frozenset[str]) -> list[Pattern]:
    """Patterns on which at least one of these pieces lies."""
    return [pattern for pattern in found if any(spot.piece in mine for spot in pattern.spots)]
