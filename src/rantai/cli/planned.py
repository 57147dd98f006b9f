"""A plan within its seconds: the whole plan when there is time, else the plain one, else word that there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rantai.cli.clock import Clock
from rantai.core.problems import LANGUAGES, Problem, Refusal
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.plain import plain, seconds_of
from rantai.engine.plan.result import PlanResult
from rantai.engine.plan.run import run
from rantai.workers.choice import chosen

SEARCH_SHARE = 0.6  # of the seconds; after it stages stop improving, because putting together and checking take theirs
GRACE_SHARE, GRACE_SECONDS = 0.1, 2.0  # an answer comes within a tenth more and two seconds
EXIT_SECONDS = 0.25  # of work, to print the answer and leave

NO_TIME = Refusal(
    "P250",
    "Dalam {seconds} detik belum ada rencana yang jadi: tabelnya terlalu besar, atau komputernya sibuk.",
    "No plan is ready within {seconds} seconds: the tables are too large for it, or the computer is busy.",
    "Beri waktu lebih lama dengan --seconds.",
    "Grant more time with --seconds.",
)
LATE = 0.2  # seconds that the waiting may end too late


class _LeftBehind(Exception):
    """Ends a search that nobody waits for any more."""


@dataclass
class _Search:
    """What the search has found so far; written by its thread, read by the one that waits."""

    asked: tuple[PlanInput, PlanParams] | None = None
    result: PlanResult | None = None
    is_left: bool = False

    def stops(self, clock: Clock) -> bool:
        if self.is_left:
            raise _LeftBehind
        return clock.elapsed() > SEARCH_SHARE * clock.seconds


def planned(
    read: Callable[[], tuple[PlanInput, PlanParams]],
    clock: Clock,
    on: tuple[int, str],
    progress: Callable[[str, int], None],
) -> PlanResult | None:
    """The plan of what `read` reads; the plain one when planning does not end in time; None: not even that.

    `on`: workers and cluster as `rantai.workers.choice` takes them. Raises InvalidInput for tables or settings that
    cannot be planned from.
    """
    search = _Search()

    def in_full() -> None:
        given, params = read()
        search.asked = given, params
        with chosen(*on, seconds_left=lambda: SEARCH_SHARE * clock.seconds - clock.elapsed()) as executor:
            search.result = run(
                given,
                params,
                out_of_time=lambda: search.stops(clock),
                progress=lambda stage, percent: None if search.is_left else progress(stage, percent),
                executor=executor,
            )

    clock.wait_for(in_full, lambda: _end(clock) - (_plain_seconds(search.asked[0], clock) if search.asked else 0))
    search.is_left = True
    if search.result is not None or search.asked is None:
        return search.result
    is_time = clock.elapsed() + _plain_seconds(search.asked[0], clock) < _end(clock) + LATE
    return plain(*search.asked) if is_time else None


def _end(clock: Clock) -> float:
    """When an answer must be there, so that it is told in time, however busy the machine is."""
    return clock.seconds * (1 + GRACE_SHARE) + GRACE_SECONDS - EXIT_SECONDS * clock.slowness()


def _plain_seconds(given: PlanInput, clock: Clock) -> float:
    return seconds_of(given) * clock.slowness()


def nothing_in_time(clock: Clock) -> dict[str, Any]:
    """The answer when there was no time for any plan."""
    problem = Problem(NO_TIME, values={"seconds": clock.seconds})
    reason = {
        "code": problem.code,
        "text": {language: problem.text(language) for language in LANGUAGES},
        "way_out": {language: problem.way_out(language) for language in LANGUAGES},
    }
    nothing = dict.fromkeys(("objective", "bound", "gap"))
    return {"status": "timeout", **nothing, "reasons": [reason], "seconds": clock.elapsed()}
