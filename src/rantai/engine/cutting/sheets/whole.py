"""From a relaxed plan to whole sheets, and from a whole plan to a cheaper one, a few sheets at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen, Pattern
from rantai.engine.cutting.sheets.forest import NO_LIMIT, Forest
from rantai.engine.cutting.sheets.greedy import WORK_A_UNIT, sequence
from rantai.engine.solvers.effort import Meter

Ints = NDArray[np.int64]

MOST_BLANKS = 600  # that ruin and recreate handles as one
STEP_WORK = 30_000 * WORK_A_UNIT
FIRST_STEPS = 10
RESTART_UNITS = 400_000  # without success, after which to begin anew


def cut(batch: Batch, chosen: Iterable[Chosen], wanted: Ints) -> tuple[list[Chosen], Ints, list[int]]:
    """The patterns without what is not wanted any more; what is still wanted then, and left of each format."""
    wanted, left = wanted.copy(), [one.available for one in batch.formats]
    made: list[Chosen] = []
    for one in chosen:
        times = one.times if left[one.format] < 0 else min(one.times, left[one.format])
        pattern = one.pattern
        while times > 0:
            pattern = within(pattern, wanted)
            if not pattern.spots:
                break
            counts = pattern.counts(len(wanted))
            held = counts > 0
            often = int(min(times, (wanted[held] // counts[held]).min()))
            wanted -= often * counts
            left[one.format] -= often if left[one.format] >= 0 else 0
            times -= often
            made.append(Chosen(one.format, pattern, often))
    return made, wanted, left


def within(pattern: Pattern, wanted: Ints) -> Pattern:
    """The pattern without blanks that are not wanted; those that stay do not move."""
    if (pattern.counts(len(wanted)) <= wanted).all():
        return pattern
    left, kept = wanted.tolist(), []
    for spot in pattern.spots:
        if left[spot.item] > 0:
            left[spot.item] -= 1
            kept.append(spot)
    return Pattern(tuple(kept))


def rest_of(batch: Batch, rest: Ints, left: Sequence[int], meter: Meter, seed: int) -> list[Chosen]:
    """A plan for a part of what is wanted from what is left."""
    if int(rest.sum()) > MOST_BLANKS:
        return sequence(batch, rest, left, meter, seed)
    return grow(batch, blanks_of(rest), left, 0, meter, seed) if rest.any() else []


def blanks_of(wanted: Ints) -> list[int]:
    """One entry a piece."""
    return [kind for kind, count in enumerate(wanted.tolist()) for _ in range(count)]


def grow(batch: Batch, blanks: list[int], left: Sequence[int], goal: int, meter: Meter, seed: int) -> list[Chosen]:
    """Ruin and recreate until the cost is at most `goal` or the work ends; the best plan that places the most."""
    forest = Forest(batch, blanks, left, len(blanks), seed)
    forest.begin()
    meter.spend(100 + len(blanks) + forest.work() // WORK_A_UNIT)
    best = forest.chosen()
    if not forest.is_whole:
        return _served_more(forest, best, meter)
    cap, tries = forest.spent - 1, 0
    while batch.cost(best) > goal and not meter.is_over:
        part = meter.part(granted := RESTART_UNITS)
        if cheaper(forest, cap, part):
            best, cap = forest.chosen(), forest.spent - 1
        else:  # stuck, perhaps: begin anew within the same cost
            tries += 1
            forest = Forest(batch, blanks, left, len(blanks), seed + 7919 * tries)
        meter.settle(part, min(granted, meter.left))
    return best


def cheaper(forest: Forest, cap: int, meter: Meter) -> bool:
    """Whether a plan that costs at most `cap` was found before the work ended."""
    forest.begin(cap)
    steps = FIRST_STEPS
    while not forest.is_whole:
        if meter.is_over:
            return False
        forest.improve(steps)
        work = max(1, forest.work())
        meter.spend(work // WORK_A_UNIT)
        steps = max(1, min(2 * steps, steps * STEP_WORK // work))
    return True


def _served_more(forest: Forest, best: list[Chosen], meter: Meter) -> list[Chosen]:
    """Stock is short: place more of what is left out, the urgent first."""
    batch, grade = forest.batch, forest.batch.grade_of(best)
    steps = FIRST_STEPS
    while not forest.is_whole and not meter.is_over:
        forest.improve(steps)
        work = max(1, forest.work())
        meter.spend(work // WORK_A_UNIT)
        steps = max(1, min(2 * steps, steps * STEP_WORK // work))
        found = forest.chosen()
        if batch.grade_of(found) < grade:
            best, grade = found, batch.grade_of(found)
    return best


def left_of(batch: Batch, plan: Sequence[Chosen], taken: Sequence[Chosen]) -> list[int]:
    """Stock left of each format when `taken` is given back."""
    left = [NO_LIMIT if one.available < 0 else one.available for one in batch.formats]
    for sign, rows in ((-1, plan), (1, taken)):
        for one in rows:
            left[one.format] += sign * one.times
    return [-1 if batch.formats[f].available < 0 else n for f, n in enumerate(left)]


def without(plan: Sequence[Chosen], taken: Sequence[Chosen]) -> list[Chosen]:
    """The plan less one sheet of each pattern that was taken."""
    gone = {(one.format, one.pattern) for one in taken}
    return [one._replace(times=one.times - ((one.format, one.pattern) in gone)) for one in plan]


def merged(plan: Iterable[Chosen]) -> list[Chosen]:
    """Equal patterns together."""
    found: dict[tuple[int, Pattern], int] = {}
    for one in plan:
        if one.times:
            found[one.format, one.pattern] = found.get((one.format, one.pattern), 0) + one.times
    return [Chosen(format_, pattern, times) for (format_, pattern), times in found.items()]
