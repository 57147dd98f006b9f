"""A plan document read back into µm and frozen rows: patterns with their pieces, remnants and numbered cuts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rantai.apps.cutting_jobs.documents import Document, um
from rantai.engine.cutting.guillotine import cut_order

FREE = 99  # levels of cuts, where nothing limits them
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
class Cut:
    """One cut in the order of work. Across: the line runs over the width, `at_um` is along the length."""

    number: int
    is_across: bool
    at_um: int
    low_um: int
    high_um: int

    @property
    def length_um(self) -> int:
        return self.high_um - self.low_um


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
    cuts: tuple[Cut, ...]

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
    return [_pattern(at, one, sizes, given) for at, one in enumerate(answer.get("patterns", ()), 1)]


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


def _pattern(position: int, one: Document, sizes: Mapping[str, tuple[int, int]], given: Document) -> Pattern:
    spots = tuple(_spot(row) for row in one["placed"])
    remnants = tuple(_box(row) for row in one.get("remnants") or ())
    length, width = sizes[one["stock"]]
    if not length:  # a coil whose mass alone is known is as long as what is cut from it
        length = max((spot.x_um + spot.length_um for spot in spots), default=0)
    tree = one.get("cuts")
    cuts = _numbered(tree, (0, 0, length, width)) if tree else _derived(spots, remnants, (length, width), given)
    return Pattern(position, one["stock"], one["count"], length, width, spots, remnants, tuple(cuts))


def _derived(spots: Sequence[Spot], remnants: Sequence[Box], size: tuple[int, int], given: Document) -> Iterator[Cut]:
    """Cuts of a plan that names none: the end of each piece on a bar, level by level on a sheet."""
    length, width = size
    if not width:
        ends = sorted(spot.x_um + spot.length_um for spot in spots)
        yield from (Cut(number, True, end, 0, 0) for number, end in enumerate([one for one in ends if one < length], 1))
        return
    boxes = [(one.x_um, one.y_um, one.x_um + one.length_um, one.y_um + one.width_um) for one in spots]
    boxes += [(x, y, x + long, y + wide) for x, y, long, wide in remnants]
    trim = given.get("trim_mm") or {}
    left, right, bottom, top = (um(trim.get(side) or 0) for side in ("left", "right", "bottom", "top"))
    room = (left, bottom, length - right, width - top)
    kerf, stages = um(given.get("kerf_mm") or 0), given.get("stages") or FREE
    for number, cut in enumerate(cut_order(np.array(boxes, dtype=np.int64).reshape(-1, 4), room, kerf, stages), 1):
        yield Cut(number, cut.axis == 0, int(cut.at), int(cut.low), int(cut.high))


def _spot(row: Document) -> Spot:
    x, y, length, width = _box(row)
    return Spot(row["piece"], x, y, length, width, bool(row.get("rotated")))


def _box(row: Document) -> Box:
    names = ("x_mm", "y_mm", "length_mm", "width_mm")
    x, y, length, width = (um(row.get(name) or 0) for name in names)
    return x, y, length, width


Region = tuple[int, int, int, int]  # x, y, far x, far y


def _numbered(tree: Document, region: Region) -> Iterator[Cut]:
    """Cuts of the tree in the order of work: a cut, then everything on its low side, then its high side."""
    order: list[tuple[bool, int, int, int]] = []
    waiting: list[tuple[Document, Region]] = [(tree, region)]
    while waiting:
        node, (x, y, far_x, far_y) = waiting.pop()
        if "axis" not in node:
            continue
        is_across, at = node["axis"] in ACROSS, um(node["at_mm"])
        order.append((is_across, at, *((y, far_y) if is_across else (x, far_x))))
        low, high = (
            ((x, y, at, far_y), (at, y, far_x, far_y)) if is_across else ((x, y, far_x, at), (x, at, far_x, far_y))
        )
        waiting += [(node["high"], high), (node["low"], low)]
    yield from (Cut(number, *cut) for number, cut in enumerate(order, 1))


ACROSS = ("x", "width", 0)  # a cut at a place along the length, whose line runs over the width


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
