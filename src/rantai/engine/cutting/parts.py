"""The tree of cuts of one piece of stock, and what can be read off it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

Region = tuple[int, int, int, int]  # x low, y low, x high, y high

SCRAP = -1
REMNANT = -2


class Leaf(NamedTuple):
    """A part that is not cut further: the number of its blank, SCRAP or REMNANT.

    Waste narrower than a kerf is empty and stands where the cut behind it begins: before the edge when it is the first.
    """

    box: Region
    piece: int


class Level(NamedTuple):
    """Parallel cuts across `axis` (0: they stand on x) between neighbouring parts, from low to high.

    A cut begins where one part ends and takes what lies before the next; the kerf of one beside empty waste runs off
    the edge. is_trim: the last cut, which only trims waste off a blank and counts as no stage.
    """

    box: Region
    axis: int
    is_trim: bool
    parts: tuple[Part, ...]


Part = Leaf | Level


class Cut(NamedTuple):
    """One cut across `axis` (0: x), from `low` to `high` on the other axis; `at` is where its kerf begins."""

    stage: int
    axis: int
    at: int
    low: int
    high: int


class Half(NamedTuple):
    """The same tree with one cut a node: what lies before `at` and what lies behind the kerf."""

    axis: int
    at: int
    low: Half | Leaf
    high: Half | Leaf


class Areas(NamedTuple):
    """Where a room goes, in µm² (bars: µm)."""

    pieces: int
    remnants: int
    scrap: int
    kerf: int


def walk(part: Part) -> Iterator[tuple[int, Part]]:
    """All parts with their depth, each before its own parts, low before high."""
    todo = [(0, part)]
    while todo:
        depth, one = todo.pop()
        yield depth, one
        if isinstance(one, Level):
            todo += [(depth + 1, below) for below in reversed(one.parts)]


def leaves(part: Part) -> Iterator[Leaf]:
    """Blanks, leftovers and scrap."""
    return (one for _, one in walk(part) if isinstance(one, Leaf))


def remnants(part: Part) -> list[Region]:
    """Leftovers worth keeping."""
    return [leaf.box for leaf in leaves(part) if leaf.piece == REMNANT]


def cuts_of(part: Part) -> int:
    """How many cuts part it."""
    return sum(len(one.parts) - 1 for _, one in walk(part) if isinstance(one, Level))


def stages_of(part: Part) -> int:
    """How many levels of cuts, the last trimming cut not counted."""
    return max((depth + 1 for depth, one in walk(part) if isinstance(one, Level) and not one.is_trim), default=0)


def longest_cut(part: Part) -> int:
    """µm; 0 without a cut."""
    levels = (one for _, one in walk(part) if isinstance(one, Level))
    return max((one.box[3 - one.axis] - one.box[1 - one.axis] for one in levels), default=0)


def areas(part: Part, *, is_bar: bool = False) -> Areas:
    """What becomes of the room; kerf is counted cut by cut, so that the four must add up to it."""
    totals = [0, 0, 0, 0]
    for _, one in walk(part):
        if isinstance(one, Leaf):
            totals[0 if one.piece >= 0 else 1 if one.piece == REMNANT else 2] += _area(one.box, is_bar=is_bar)
        else:
            across = 1 if is_bar else one.box[3 - one.axis] - one.box[1 - one.axis]
            edge = one.box[one.axis]
            ends = [(below.box[one.axis], max(edge, below.box[one.axis + 2])) for below in one.parts]
            totals[3] += across * sum(high[0] - low[1] for low, high in pairwise(ends))
    return Areas(*totals)


def _area(box: Region, *, is_bar: bool) -> int:
    return (box[2] - box[0]) * (1 if is_bar else box[3] - box[1])


def order(part: Part) -> list[Cut]:
    """Cuts in the order of work: all of one level of a part, then part by part."""
    cuts = []
    for depth, one in walk(part):
        if isinstance(one, Level):
            low, high = one.box[1 - one.axis], one.box[3 - one.axis]
            ends = [below.box[one.axis + 2] for below in one.parts]
            cuts += [Cut(depth + 1, one.axis, ends[at], low, high) for at in turns(one)]
    return cuts


def turns(level: Level) -> list[int]:
    """Its cuts in the order of work, each by the number of the part before it: from the low edge on.

    But empty waste is first cut off together with the part before it; the cut that trims it then runs off the edge.
    """
    found: list[int] = []
    for at in range(len(level.parts) - 1):
        trims_before = found and _is_empty(level, at)
        found.insert(len(found) - 1 if trims_before else len(found), at)
    return found


def _is_empty(level: Level, at: int) -> bool:
    box = level.parts[at].box
    return box[level.axis] >= box[level.axis + 2]


def halves(part: Part) -> Half | Leaf:
    """The tree with one cut a node. Levels are halved in the middle, so that even thousands of cuts nest shallowly.

    Empty waste stays with the part before it until its own cut, as in `turns`.
    """
    return part if isinstance(part, Leaf) else _halved(part, 0, len(part.parts))


def _halved(level: Level, first: int, end: int) -> Half | Leaf:
    if end == first + 1:
        return halves(level.parts[first])
    middle = (first + end) // 2
    if middle + 1 < end and _is_empty(level, middle):
        middle += 1
    at = level.parts[middle - 1].box[level.axis + 2]
    return Half(level.axis, at, _halved(level, first, middle), _halved(level, middle, end))
