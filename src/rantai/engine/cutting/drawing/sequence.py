"""The cuts of a pattern in the order of work: all of one level of a part, from its low edge on, then part by part.

The plan gives a tree of single cuts, in which parallel neighbours are one level; a plan made elsewhere may give none,
then the tree is derived from the places. A stroke tells the operator what lies before him, where to set the gauge (from
the edge that the last cut made), and what comes off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

from rantai.engine.cutting.drawing.job import Box, Job, Pattern, Place, micrometres
from rantai.engine.cutting.tree import FREE, REMNANT, SCRAP, Leaf, Level, NotCuttable, Part, Rules, derive, leaves, walk

AXES = ("x", "y")  # of a tree's cut: it stands on this x, so runs across the length, or on this y and runs along it
_FIRST_CUTS = {"width": 0, "length": 1}


@dataclass(frozen=True)
class Outcome:
    """What a cut leaves: a "piece", a "remnant", "scrap", or a "part" that is cut further. `places` lie within it."""

    kind: str
    box: Box
    places: tuple[Place, ...]

    @property
    def size(self) -> tuple[int, int]:
        return self.box[2] - self.box[0], self.box[3] - self.box[1]


@dataclass(frozen=True)
class Stroke:
    """One cut. `at_um`: where its kerf begins, from the untrimmed corner; it runs from `low_um` to `high_um`.

    `gauge_um`: how much it takes off, from the edge of the part or from the last cut. `off` lies before the cut;
    `rest` is what the last cut of a level of a part leaves behind it, None when others follow or nothing remains.
    """

    number: int
    level: int
    is_across: bool
    at_um: int
    low_um: int
    high_um: int
    gauge_um: int
    is_last: bool
    off: Outcome
    rest: Outcome | None


def strokes(job: Job, pattern: Pattern) -> tuple[Stroke, ...]:
    """All cuts of a pattern in the order of work; none when it cannot be cut from edge to edge."""
    tree = _said(pattern, job) if pattern.cuts is not None else _derived(pattern, job)
    if tree is None:
        return ()
    places = {place.box: place for place in pattern.places}
    numbers = count(1)
    return tuple(
        stroke
        for depth, part in walk(tree)
        if isinstance(part, Level)
        for stroke in _level(part, depth + 1, places, numbers)
    )


def _level(level: Level, depth: int, places: Mapping[Box, Place], numbers: Iterator[int]) -> Iterator[Stroke]:
    axis, box = level.axis, level.box
    outcomes = [_outcome(part, places) for part in level.parts]
    last = len(outcomes) - 2
    for at, (off, rest) in enumerate(pairwise(outcomes)):
        yield Stroke(
            number=next(numbers),
            level=depth,
            is_across=axis == 0,
            at_um=off.box[axis + 2],
            low_um=box[1 - axis],
            high_um=box[3 - axis],
            gauge_um=off.size[axis],
            is_last=at == last,
            off=off,
            rest=rest if at == last and rest.size[axis] > 0 else None,
        )


def _outcome(part: Part, places: Mapping[Box, Place]) -> Outcome:
    within = tuple(places[leaf.box] for leaf in leaves(part) if leaf.box in places)
    if isinstance(part, Level):
        return Outcome("part", part.box, within)
    return Outcome("piece" if part.piece >= 0 else "remnant" if part.piece == REMNANT else "scrap", part.box, within)


def _derived(pattern: Pattern, job: Job) -> Part | None:
    """A tree from the places and remnants, as the rules of the list ask or, failing that, in any number of stages."""
    boxes = [place.box for place in pattern.places]
    room = job.room(pattern.stock)
    for whole, rules in ((True, _rules(job)), (True, _free(job)), (False, _free(job))):
        found = [*boxes, *pattern.remnants] if whole else boxes
        try:
            tree = derive(found, room, rules)
        except NotCuttable:
            continue
        return _marked(tree, len(boxes))
    return None


def _rules(job: Job) -> Rules:
    if job.kind == "bar":
        return Rules(kerf=job.kerf_um, stages=1, first=0, is_kept=False, is_bar=True, may_trim=False)
    if job.kind == "coil":
        return Rules(kerf=job.kerf_um, stages=2, first=1, is_kept=False, may_trim=False)
    return Rules(kerf=job.kerf_um, stages=job.stages, first=_FIRST_CUTS.get(job.first_cut, -1), is_kept=False)


def _free(job: Job) -> Rules:
    return _rules(job) if job.kind == "bar" else Rules(kerf=job.kerf_um, stages=FREE, is_kept=False)


def _marked(part: Part, blanks: int) -> Part:
    """Leaves beyond the blanks are remnants."""
    if isinstance(part, Leaf):
        return part._replace(piece=REMNANT) if part.piece >= blanks else part
    return part._replace(parts=tuple(_marked(one, blanks) for one in part.parts))


def _said(pattern: Pattern, job: Job) -> Part:
    """The plan's tree of single cuts as levels."""
    return _part(pattern.cuts or {}, job.room(pattern.stock), job.kerf_um)


def _part(node: Mapping[str, Any], box: Box, kerf_um: int) -> Part:
    if "axis" not in node:
        return Leaf(box, REMNANT if "remnant" in node else 0 if "piece" in node else SCRAP)
    axis = AXES.index(node["axis"])
    ats, kids = _chain(node)
    lows = [box[axis], *(min(at + kerf_um, box[axis + 2]) for at in ats)]
    parts = [
        _part(kid, _between(box, axis, low, high), kerf_um)
        for kid, low, high in zip(kids, lows, [*ats, box[axis + 2]], strict=True)
    ]
    return Level(box, axis, False, tuple(parts))


def _chain(node: Mapping[str, Any]) -> tuple[list[int], list[Mapping[str, Any]]]:
    """Where the cuts of one level lie, and the parts between them."""
    axis, waiting = node["axis"], [node]
    ats: list[int] = []
    kids: list[Mapping[str, Any]] = []
    while waiting:
        one = waiting.pop()
        if one.get("axis") == axis:
            waiting += [one["high"], one["low"]]
            ats.append(micrometres(one["at_mm"]))
        else:
            kids.append(one)
    return sorted(ats), kids


def _between(box: Box, axis: int, low: int, high: int) -> Box:
    return (low, box[1], high, box[3]) if axis == 0 else (box[0], low, box[2], high)
