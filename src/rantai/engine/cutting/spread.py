"""Work shared out over the independent parts of a list, and their searches on as many threads as are allowed.

A short first round solves what is easy; the second gives all that is left to the parts whose cost is still above their
bound. Counted work alone decides, so the answer is the same for any number of threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from rantai.engine.cutting import bars, coils, quick, sheets
from rantai.engine.cutting.batch import Batch, Found
from rantai.engine.cutting.lessons import Lessons
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.solvers.effort import Meter

_FIRST_ROUND = 6  # a sixth of the work
_PIECES_A_KIND = 20  # more of one kind make a part no harder
SEARCHES = {"bar": bars.search, "sheet": sheets.search, "coil": coils.search}
_NOTHING = Found((), 0)
_QUICK_COST = {"bar": 200, "sheet": 500, "coil": 0}  # units for each format and pair of kinds
_SPOT_COST = {"bar": 50, "sheet": 140, "coil": 20}  # units to tell where a blank lies and which cuts free it
_TELLING_FREE = 50_000  # units that the rates of the meter leave for it anyway
_QUICK_SHARE = 3  # a third of the work at most
_QUICK_KINDS = 14
_KINDS_WITHOUT_WORK = 60  # more: the quick path may take minutes; a search without work hands over its first plan


class _Turn(NamedTuple):
    """One search of one part: its place in the list, how much work it may do, and its seed."""

    part: int
    units: int
    seed: int


class _Outcome(NamedTuple):
    found: Found
    left: int  # units that were not needed


def found_for(
    parts: Sequence[Batch], params: CuttingParams, out_of_time: Callable[[], bool], lessons: Lessons | None = None
) -> tuple[list[Found], int]:
    """What was found for each part, and the work left. Without any: the quick path, where it fits."""
    if not params.work:
        return [_quickly(batch, params, out_of_time, lessons) for batch in parts], 0
    best = [_NOTHING] * len(parts)
    open_parts = [at for at, batch in enumerate(parts) if batch.formats]
    work = params.work - _telling(parts, params.work)
    for round_ in (0, 1) if len(open_parts) > 1 else (1,):
        granted = work if round_ else work // _FIRST_ROUND
        turns = [_Turn(at, units, params.seed + round_) for at, units in _shares(parts, open_parts, granted)]
        outcomes = _run(parts, turns, params, out_of_time)
        work -= sum(turn.units - outcome.left for turn, outcome in zip(turns, outcomes, strict=True))
        for turn, outcome in zip(turns, outcomes, strict=True):
            best[turn.part] = better(parts[turn.part], best[turn.part], outcome.found)
        open_parts = [at for at in open_parts if _has_gap(parts[at], best[at])]
        if work <= 0 or out_of_time():
            break
    return best, max(0, work)


def _telling(parts: Sequence[Batch], work: int) -> int:
    """Work to set aside for the leftovers and cuts of the patterns that are expected, beyond a few."""
    spots = sum(min(int(one.demand.sum()), _PIECES_A_KIND * len(one.items)) * _SPOT_COST[one.kind] for one in parts)
    return min(work // 2, max(0, spots - _TELLING_FREE))


def better(batch: Batch, one: Found, other: Found) -> Found:
    """The better plan with the better bound; a bound counts for plans that serve the same blanks."""
    first, second = (one, other) if batch.grade_of(one.chosen) <= batch.grade_of(other.chosen) else (other, one)
    bounds = [first.bound]
    if (batch.left_out(first.chosen) == batch.left_out(second.chosen)).all():
        bounds.append(second.bound)
    proven = [bound for bound in bounds if bound is not None]
    return Found(first.chosen, max(proven, default=None), one.is_stopped or other.is_stopped)


def _quickly(batch: Batch, params: CuttingParams, out_of_time: Callable[[], bool], lessons: Lessons | None) -> Found:
    if not batch.formats:
        return _NOTHING
    if len(batch.items) <= _KINDS_WITHOUT_WORK and quick.suits(batch):
        return quick.search(batch, params, out_of_time, lessons)
    return SEARCHES[batch.kind](batch, Meter(0, out_of_time), params.seed)


def _shares(parts: Sequence[Batch], chosen: Sequence[int], work: int) -> Iterable[tuple[int, int]]:
    """Units for each of the chosen parts, by how many kinds and pieces they have; all of them together are `work`."""
    weights = [_weight(parts[at]) for at in chosen]
    total, given = sum(weights), 0
    for number, at in enumerate(chosen):
        upto = work * sum(weights[: number + 1]) // total
        yield at, upto - given
        given = upto


def _weight(batch: Batch) -> int:
    kinds = len(batch.items)
    return kinds + min(int(batch.demand.sum()), _PIECES_A_KIND * kinds)


def _run(
    parts: Sequence[Batch], turns: Sequence[_Turn], params: CuttingParams, out_of_time: Callable[[], bool]
) -> list[_Outcome]:
    def one(turn: _Turn) -> _Outcome:
        return _searched(parts[turn.part], turn, params, out_of_time)

    if params.threads == 1 or len(turns) < 2:
        return [one(turn) for turn in turns]
    with ThreadPoolExecutor(max_workers=params.threads) as pool:
        return list(pool.map(one, turns))


def _searched(batch: Batch, turn: _Turn, params: CuttingParams, out_of_time: Callable[[], bool]) -> _Outcome:
    """The quick path first where it costs little, because it proves small parts; then the open search."""
    meter, first = Meter(turn.units, out_of_time), _NOTHING
    cost = _QUICK_COST[batch.kind] * len(batch.items) ** 2 * len(batch.formats)
    if cost <= turn.units // _QUICK_SHARE and len(batch.items) <= _QUICK_KINDS and quick.suits(batch):
        first = quick.search(batch, params, out_of_time)
        meter.spend(cost)
        if not _has_gap(batch, first):
            return _Outcome(first, max(0, meter.left))
    found = SEARCHES[batch.kind](batch, meter, turn.seed)
    return _Outcome(better(batch, first, found), max(0, meter.left))


def _has_gap(batch: Batch, found: Found) -> bool:
    """Whether more work might help: something is left out that has a place, or it costs more than the bound."""
    left = batch.left_out(found.chosen)
    return bool(left[batch.placeable].any()) or found.bound is None or batch.cost(found.chosen) > found.bound
