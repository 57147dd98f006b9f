"""The one verb of the contract: a document in, a plan document out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from rantai.core.json_problems import together
from rantai.engine.cutting import plain
from rantai.engine.cutting.answer import Part, answer_of
from rantai.engine.cutting.batch import Found, batches
from rantai.engine.cutting.contract.question import Question, question
from rantai.engine.cutting.contract.read import Document, read_list
from rantai.engine.cutting.contract.settings import Settings
from rantai.engine.cutting.contract.told import Plan, tell
from rantai.engine.cutting.owners import Pooled, parties, pool
from rantai.engine.cutting.solve import solve
from rantai.engine.cutting.tables import UNLIMITED, CuttingAnswer, CuttingInput
from rantai.engine.solvers.effort import never

_LEAST_FOR_OWNER = 10_000  # units of work; with less for each, owners are not compared with their plans alone


def _unknown() -> float:
    return 0.0


def answer(
    kind: str,
    document: Document,
    *,
    seconds: float = 10.0,
    work: int | None = None,
    seed: int = 1,
    threads: int = 1,
    out_of_time: Callable[[], bool] = never,
    elapsed: Callable[[], float] = _unknown,
) -> Plan:
    """The plan for a list of bars, sheets or coils, as docs/cutting-contract.md describes it.

    kind: "bars", "sheets" or "coils". document: JSON text or bytes, or the same as Python objects. seconds, work, seed,
    threads: as the command's. out_of_time: the caller's clock, a safety net; elapsed: seconds since the caller began,
    printed in the plan. Same document, work and seed: same plan.
    Raises InvalidInput (C1xx) with every problem.
    """
    settings, asked = together(
        lambda: Settings.read(seconds=seconds, work=work, seed=seed, threads=threads),
        lambda: question(read_list(kind, document)),
    )
    return settle(asked, settings, out_of_time=out_of_time, elapsed=elapsed)


def settle(
    asked: Question, settings: Settings, *, out_of_time: Callable[[], bool] = never, elapsed: Callable[[], float]
) -> Plan:
    """The plan for a list that has been read, as `answer` gives it."""
    params = settings.params()

    def solve_part(part: CuttingInput, units: int) -> CuttingAnswer:
        return solve(part, replace(params, work=max(1, units)), out_of_time=out_of_time)

    owners = len(parties(asked.given))
    if owners < 2 or params.work < owners * _LEAST_FOR_OWNER:
        return tell(asked, Pooled(solve_part(asked.given, params.work), {}), settings.seed, elapsed())
    return tell(asked, pool(asked.given, solve_part, params.work), settings.seed, elapsed())


def plain_answer(given: CuttingInput, out_of_time: Callable[[], bool] = never) -> CuttingAnswer:
    """A plan made in no time, for when a search does not come back: sound, without bound and leftovers."""
    parts = [Part(batch, plain.search(batch, out_of_time)) for batch in batches(given)]
    if given.max_patterns != UNLIMITED:
        allowed = islice((one for part in parts for one in part.found.chosen), given.max_patterns)
        kept = {id(one.pattern) for one in allowed}
        parts = [part._replace(found=_only(part.found, kept)) for part in parts]
    return answer_of(given, parts, is_stopped=True, with_leftovers=False)


def _only(found: Found, kept: set[int]) -> Found:
    return replace(found, chosen=tuple(one for one in found.chosen if id(one.pattern) in kept), bound=None)


def settle_plainly(asked: Question, settings: Settings, made: CuttingAnswer, elapsed: Callable[[], float]) -> Plan:
    """The plan document of a plain answer, without the tree of cuts."""
    return tell(asked, Pooled(made, {}), settings.seed, elapsed(), with_cuts=False)
