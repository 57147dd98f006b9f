"""The cutting of one list: parted into what is independent, searched, put together."""

from __future__ import annotations

from collections.abc import Callable

from rantai.engine.cutting import quick
from rantai.engine.cutting.answer import Part, answer_of
from rantai.engine.cutting.batch import Batch, Found, batches
from rantai.engine.cutting.effort import never
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.tables import CuttingAnswer, CuttingInput

_NOTHING = Found((), 0)


def solve(given: CuttingInput, params: CuttingParams, *, out_of_time: Callable[[], bool] = never) -> CuttingAnswer:
    """Cut a list at the least cost, with a proven bound.

    `out_of_time` is asked between steps; when it says yes the best plan so far is answered as "timeout".
    What fits no format is unplaced, the rest is planned, and the status is "infeasible".
    """
    parts = batches(given)
    found = [_search(batch, params, out_of_time) for batch in parts]
    is_stopped = out_of_time() or any(one.is_stopped for one in found)
    return answer_of(given, [Part(*pair) for pair in zip(parts, found, strict=True)], is_stopped=is_stopped)


def _search(batch: Batch, params: CuttingParams, out_of_time: Callable[[], bool]) -> Found:
    if not batch.formats or not quick.suits(batch):
        return _NOTHING
    return quick.search(batch, params, out_of_time)
