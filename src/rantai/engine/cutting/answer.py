"""From what the searches found to the answer: patterns merged, blanks placed, leftovers and the unplaced named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen, Found, Pattern, suits, usable_rooms
from rantai.engine.cutting.tables import CuttingAnswer, CuttingInput, Flags, Ints, columns
from rantai.engine.cutting.tree import Region, Rules, derive, remnants, rules_of

Placement = tuple[int, int, int, int, int, bool]  # piece, x, y, length, width, turned
Held = tuple[tuple[int, int], ...]  # items by position, and how many of each: long lists have short patterns
_LAST = [(2**62, 0)]


class Part(NamedTuple):
    """A batch and what was found for it."""

    batch: Batch
    found: Found


class Cut(NamedTuple):
    """One pattern of the answer: format row, how often, its blanks, and what it holds."""

    format: int
    times: int
    placed: tuple[Placement, ...]
    held: Held


def answer_of(
    given: CuttingInput, parts: Sequence[Part], *, is_stopped: bool, with_leftovers: bool = True
) -> CuttingAnswer:
    """The answer to the whole list. A part of which nothing is proven adds nothing to the bound.

    Leftovers take the tree of every pattern, for which there may be no time.
    """
    cuts = [cut for part in parts for cut in _cuts(given, part)]
    cuts.sort(key=lambda cut: (cut.format, -cut.times, [(item, -count) for item, count in cut.held] + _LAST))
    unplaced = _unplaced(given, parts)
    cost = sum(part.batch.cost(part.found.chosen) for part in parts)
    bound = sum(part.found.bound or 0 for part in parts)
    status = "optimal" if cost <= bound else "timeout" if is_stopped else "feasible"
    rules, sought = rules_of(given), cuts if with_leftovers else []
    kept = [(at, *row) for at, cut in enumerate(sought) for row in _remnants(given, cut, rules)]
    return CuttingAnswer(
        status="infeasible" if unplaced else status,
        objective=cost,
        bound=bound,
        **columns("pattern", "format count", [(cut.format, cut.times) for cut in cuts]),
        **columns(
            "placement",
            "pattern piece x_um y_um length_um width_um is_turned",
            [(at, *place) for at, cut in enumerate(cuts) for place in cut.placed],
        ),
        **columns("unplaced", "piece quantity format missing_length_um missing_width_um", unplaced),
        **columns("remnant", "pattern x_um y_um length_um width_um", kept),
    )


def merged(chosen: Sequence[Chosen]) -> list[tuple[Chosen, Held]]:
    """Patterns of one format that hold the same blanks become one, and what it holds."""
    counted: dict[int, Held] = {}
    found: dict[tuple[int, Held], tuple[Pattern, int]] = {}
    for one in chosen:
        if id(one.pattern) not in counted:
            counted[id(one.pattern)] = tuple(sorted(Counter(spot.item for spot in one.pattern.spots).items()))
        key = one.format, counted[id(one.pattern)]
        pattern, times = found.get(key, (one.pattern, 0))
        found[key] = pattern, times + one.times
    return [(Chosen(key[0], pattern, times), key[1]) for key, (pattern, times) in found.items()]


def _cuts(given: CuttingInput, part: Part) -> list[Cut]:
    batch = part.batch
    return [
        Cut(batch.formats[one.format].row, one.times, _placed(given, batch, one), held)
        for one, held in merged(part.found.chosen)
    ]


def _placed(given: CuttingInput, batch: Batch, one: Chosen) -> tuple[Placement, ...]:
    """Places from the untrimmed corner, in real sizes; a strip that is only slit is as long as its coil's room."""
    left, bottom, right, _ = given.room(batch.formats[one.format].row)
    kerf = batch.kerf
    rows = []
    for item, x, y, turned in one.pattern.spots:
        kind = batch.items[item]
        length = right - left if batch.is_strip(item) else kind.x - kerf
        width = 0 if given.is_bar else kind.y - kerf
        sides = (width, length) if turned else (length, width)
        rows.append((kind.row, left + x, 0 if given.is_bar else bottom + y, *sides, turned))
    return tuple(sorted(rows, key=lambda row: (row[2], row[1])))


def _remnants(given: CuttingInput, cut: Cut, rules: Rules) -> list[Region]:
    """Leftovers worth keeping: x, y, length, width."""
    boxes = [(x, y, x + length, y + width) for _, x, y, length, width, _ in cut.placed]
    found = remnants(derive(boxes, given.room(cut.format), rules))
    return [(x, y, far - x, top - y) for x, y, far, top in found]


def _unplaced(given: CuttingInput, parts: Sequence[Part]) -> list[tuple[int, int, int, int, int]]:
    """Rows of the table; the nearest format that suits, and by how much it is too small.

    Nothing is missing when only the steel at hand ran out, or when a limit leaves no room.
    """
    left = {
        item.row: int(quantity)
        for batch, found in parts
        for item, quantity in zip(batch.items, batch.left_out(found.chosen), strict=True)
        if quantity
    }
    if not left:
        return []
    may, rooms = suits(given), usable_rooms(given)
    return [(piece, left[piece], *_nearest(given, piece, may[piece], rooms)) for piece in sorted(left)]


def _nearest(given: CuttingInput, piece: int, may: Flags, rooms: tuple[Ints, Ints]) -> tuple[int, int, int]:
    """Format, missing length, missing width; -1 and the whole size where no format suits."""
    length, width = int(given.piece_length_um[piece]), int(given.piece_width_um[piece])
    can_turn = given.kind == "sheet" and not given.piece_grain_locked[piece]
    if not may.any():
        return -1, length, width
    found = []
    for along, across in [(length, width), (width, length)][: 1 + can_turn]:
        short, narrow = np.maximum(0, along - rooms[0]), np.maximum(0, across - rooms[1])
        position = _least(short + narrow, may)
        found.append((int(short[position] + narrow[position]), position, int(short[position]), int(narrow[position])))
    return min(found)[1:]


def _least(missing: Ints, may: Flags) -> int:
    rows = np.flatnonzero(may)
    return int(rows[missing[rows].argmin()])
