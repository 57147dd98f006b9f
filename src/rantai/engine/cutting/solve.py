"""The cutting of one list: parted into what is independent, searched, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rantai.engine.cutting.answer import Part, answer_of
from rantai.engine.cutting.batch import batches
from rantai.engine.cutting.finish import finished
from rantai.engine.cutting.lessons import Lessons
from rantai.engine.cutting.limits import within_patterns
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.rest import with_rest
from rantai.engine.cutting.spread import found_for
from rantai.engine.cutting.tables import UNLIMITED, CuttingAnswer, CuttingInput
from rantai.engine.solvers.effort import never

_RESERVE = 3  # a third of the work finds the patterns of a plan with few of them
_FINISH = 4  # at most a quarter of the work goes to leftovers and set-ups, and only what the searches left
_LEAST_FINISH = 40_000


def solve(
    given: CuttingInput,
    params: CuttingParams,
    *,
    out_of_time: Callable[[], bool] = never,
    lessons: Lessons | None = None,
) -> CuttingAnswer:
    """Cut a list at the least cost, with a proven bound.

    `out_of_time` is asked between steps, from several threads when there are; when it says yes the best plan so far is
    answered as "timeout". `lessons` of lists of the same blanks that were cut before make a search without work
    quicker; it adds its own. What fits no format is unplaced, the rest is planned, and the status is "infeasible".
    """
    batched = batches(given)
    reserve = params.work // _RESERVE if given.max_patterns != UNLIMITED else 0
    found, left = found_for(batched, replace(params, work=params.work - reserve), out_of_time, lessons)
    is_stopped = out_of_time() or any(one.is_stopped for one in found)
    parts = [Part(*pair) for pair in zip(batched, found, strict=True)]
    parts = within_patterns(given, parts, reserve, params.seed, out_of_time)
    if params.work:
        units = max(_LEAST_FINISH, min(left, params.work // _FINISH))
        parts = finished(given, parts, units, params.seed, out_of_time)
    parts = with_rest(given, parts, params.seed, out_of_time)
    return answer_of(given, parts, is_stopped=is_stopped, with_leftovers=bool(params.leftovers))
