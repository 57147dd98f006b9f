"""The cuts of a pattern in the order of work: all of one level of a part, from its low edge on, then part by part.

The plan gives a tree of single cuts, in which parallel neighbours are one level; a plan made elsewhere may give none,
then the tree is derived from the places. A stroke tells the operator what lies before him, where to set the gauge (from
the edge that the last cut made), and what comes off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from rantai.engine.cutting.drawing.job import Box, Job, Pattern, Place, micrometres
from rantai.engine.cutting.parts import REMNANT, SCRAP, Leaf, Level, Part, turns, walk
from rantai.engine.cutting.tree import FREE, NotCuttable, Rules, derive

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
    found = _outcomes(tree, pattern)
    numbers = count(1)
    return tuple(
        stroke
        for depth, part in walk(tree)
        if isinstance(part, Level)
        for stroke in _level(part, depth + 1, [found[id(one)] for one in part.parts], numbers)
    )


def _level(level: Level, depth: int, outcomes: list[Outcome], numbers: Iterator[int]) -> Iterator[Stroke]:
    axis, box, order = level.axis, level.box, turns(level)
    for turn, at in enumerate(order):
        is_before_trim = at - 1 in order[turn + 1 : turn + 2]
        off = _both(outcomes[at - 1], outcomes[at]) if is_before_trim else outcomes[at]
        rest = outcomes[at + 1]
        yield Stroke(
            number=next(numbers),
            level=depth,
            is_across=axis == 0,
            at_um=off.box[axis + 2],
            low_um=box[1 - axis],
            high_um=box[3 - axis],
            gauge_um=off.size[axis],
            is_last=turn + 1 == len(order),
            off=off,
            rest=rest if at + 2 == len(outcomes) and rest.size[axis] > 0 else None,
        )


def _both(one: Outcome, waste: Outcome) -> Outcome:
    """A part and the narrow waste behind it, which comes off with it and is trimmed by the next cut."""
    return Outcome("part" if one.places else one.kind, (*one.box[:2], *waste.box[2:]), one.places)


def _outcomes(tree: Part, pattern: Pattern) -> dict[int, Outcome]:
    """What each part is, by its identity, smaller parts before what holds them."""
    places, kept = {place.box: place for place in pattern.places}, set(pattern.remnants)
    found: dict[int, Outcome] = {}
    for _, part in reversed(list(walk(tree))):
        if isinstance(part, Level):
            within = tuple(place for one in part.parts for place in found[id(one)].places)
            found[id(part)] = Outcome("part", part.box, within)
        else:
            found[id(part)] = _outcome(part, places, kept)
    return found


def _outcome(leaf: Leaf, places: Mapping[Box, Place], kept: set[Box]) -> Outcome:
    """A leaf of a derived tree is a remnant where the plan keeps one."""
    if leaf.piece == REMNANT or leaf.box in kept:
        return Outcome("remnant", leaf.box, ())
    if leaf.piece == SCRAP:
        return Outcome("scrap", leaf.box, ())
    return Outcome("piece", leaf.box, (places[leaf.box],) if leaf.box in places else ())


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
        return tree
    return None


def _rules(job: Job) -> Rules:
    if job.kind == "bar":
        return Rules(kerf=job.kerf_um, stages=1, first=0, is_kept=False, is_bar=True, may_trim=False)
    if job.kind == "coil":
        return Rules(kerf=job.kerf_um, stages=2, first=1, is_kept=False, may_trim=False)
    return Rules(kerf=job.kerf_um, stages=job.stages, first=_FIRST_CUTS.get(job.first_cut, -1), is_kept=False)


def _free(job: Job) -> Rules:
    return _rules(job) if job.kind == "bar" else Rules(kerf=job.kerf_um, stages=FREE, is_kept=False)


def _said(pattern: Pattern, job: Job) -> Part:
    """The plan's tree of single cuts as levels, however deep: parts come after what they are parts of."""
    todo: list[tuple[Mapping[str, Any], Box]] = [(pattern.cuts or {}, job.room(pattern.stock))]
    kids: list[range] = []
    for node, box in todo:
        first = len(todo)
        if "axis" in node:
            todo += _parts(node, box, job.kerf_um)
        kids.append(range(first, len(todo)))
    made: list[Part] = [Leaf(box, SCRAP) for _, box in todo]
    for at in range(len(todo) - 1, -1, -1):
        node, box = todo[at]
        if "axis" in node:
            made[at] = Level(box, AXES.index(node["axis"]), False, tuple(made[kid] for kid in kids[at]))
        elif "piece" in node or "remnant" in node:
            made[at] = Leaf(box, 0 if "piece" in node else REMNANT)
    return made[0]


def _parts(node: Mapping[str, Any], box: Box, kerf_um: int) -> Iterator[tuple[Mapping[str, Any], Box]]:
    axis = AXES.index(node["axis"])
    ats, kids = _chain(node)
    lows = [box[axis], *(at + kerf_um for at in ats)]
    for kid, low, high in zip(kids, lows, [*ats, box[axis + 2]], strict=True):
        yield kid, _between(box, axis, min(low, high), high)


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
