"""The cutting of one list: parted into what is independent, searched, put together."""

from __future__ import annotations

from collections.abc import Callable

from rantai.engine.cutting.answer import Part, answer_of
from rantai.engine.cutting.batch import batches
from rantai.engine.cutting.effort import never
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.spread import found_for
from rantai.engine.cutting.tables import CuttingAnswer, CuttingInput


def solve(given: CuttingInput, params: CuttingParams, *, out_of_time: Callable[[], bool] = never) -> CuttingAnswer:
    """Cut a list at the least cost, with a proven bound.

    `out_of_time` is asked between steps, from several threads when there are; when it says yes the best plan so far is
    answered as "timeout". What fits no format is unplaced, the rest is planned, and the status is "infeasible".
    """
    batched = batches(given)
    found = found_for(batched, params, out_of_time)
    is_stopped = out_of_time() or any(one.is_stopped for one in found)
    return answer_of(given, [Part(*pair) for pair in zip(batched, found, strict=True)], is_stopped=is_stopped)
