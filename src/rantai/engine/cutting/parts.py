"""The tree of cuts of one piece of stock, and what can be read off it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

Region = tuple[int, int, int, int]  # x low, y low, x high, y high

SCRAP = -1
REMNANT = -2


class Leaf(NamedTuple):
    """A part that is not cut further: the number of its blank, SCRAP or REMNANT. Empty where a cut ran off the edge."""

    box: Region
    piece: int


class Level(NamedTuple):
    """Parallel cuts across `axis` (0: they stand on x) between neighbouring parts, from low to high.

    A cut begins where one part ends and takes what lies before the next. is_trim: the last cut, which only trims waste
    off a blank and counts as no stage.
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
            ends = [(below.box[one.axis], below.box[one.axis + 2]) for below in one.parts]
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
            cuts += [Cut(depth + 1, one.axis, below.box[one.axis + 2], low, high) for below in one.parts[:-1]]
    return cuts


def halves(part: Part) -> Half | Leaf:
    """The tree with one cut a node. Levels are halved in the middle, so that even thousands of cuts nest shallowly."""
    return part if isinstance(part, Leaf) else _halved(part.axis, part.parts)


def _halved(axis: int, parts: tuple[Part, ...]) -> Half | Leaf:
    if len(parts) == 1:
        return halves(parts[0])
    middle = len(parts) // 2
    at = parts[middle - 1].box[axis + 2]
    return Half(axis, at, _halved(axis, parts[:middle]), _halved(axis, parts[middle:]))
