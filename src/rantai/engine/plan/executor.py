"""One door through which the stages have independent pieces answered: here, on other processes, or on a cluster.

A piece is plain data, and `work` a function of a module that turns a piece into its answer and nothing else. So it
does not matter where or in which order pieces are answered: a plan has the same bytes. The engine starts no process and
opens no connection; whoever calls it passes an executor in (`rantai.workers`).
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Protocol

LEAST_BATCH_MS = 150  # what one trip to a worker should carry, so that the way there costs little
BATCHES_A_WORKER = 8  # enough for all workers to end at about the same time

Work = Callable[[Any, Callable[[], bool]], Any]


class Executor(Protocol):
    """Where pieces are answered."""

    def answers(
        self,
        work: Work,
        pieces: Sequence[Any],
        costs_ms: Sequence[int],
        *,
        out_of_time: Callable[[], bool],
        progress: Callable[[int], None],
    ) -> list[Any]:
        """`work(piece, out_of_time)` for every piece, in the order of `pieces`.

        costs_ms: expected milliseconds of each piece; only the sharing out depends on it. progress: told how many
        pieces are done. What `work` raises is raised here.
        """
        ...


class Here:
    """This very process, piece after piece."""

    def answers(
        self,
        work: Work,
        pieces: Sequence[Any],
        costs_ms: Sequence[int],
        *,
        out_of_time: Callable[[], bool],
        progress: Callable[[int], None],
    ) -> list[Any]:
        """See `Executor.answers`."""
        assert len(costs_ms) == len(pieces)
        found = []
        for piece in pieces:
            found.append(work(piece, out_of_time))
            progress(len(found))
        return found


class Remembering:
    """Another executor, asked only what it has not answered before: when steel comes late, most pieces come again.

    An answer depends on its piece alone, so a remembered one has the same bytes. What was answered when the time was
    over is asked again.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._known: dict[bytes, Any] = {}

    def answers(
        self,
        work: Work,
        pieces: Sequence[Any],
        costs_ms: Sequence[int],
        *,
        out_of_time: Callable[[], bool],
        progress: Callable[[int], None],
    ) -> list[Any]:
        """See `Executor.answers`."""
        keys = [_content(work, piece) for piece in pieces]
        new = [at for at, key in enumerate(keys) if key not in self._known]
        found = self._executor.answers(
            work,
            [pieces[at] for at in new],
            [costs_ms[at] for at in new],
            out_of_time=out_of_time,
            progress=lambda done: progress(len(pieces) - len(new) + done),
        )
        answers = {keys[at]: answer for at, answer in zip(new, found, strict=True)}
        if not out_of_time():
            self._known |= answers
        return [answers[key] if key in answers else self._known[key] for key in keys]


def _content(work: Work, piece: Any) -> bytes:
    """A piece by what it says, whatever objects say it. Two that are alike may differ here: they are asked twice."""
    return sha256(f"{work.__module__}.{work.__qualname__}".encode() + pickle.dumps(piece)).digest()


def batches(costs_ms: Sequence[int], workers: int) -> list[list[int]]:
    """Positions of pieces in batches for one worker each, the longest pieces first.

    A batch carries `LEAST_BATCH_MS` or more, or a `BATCHES_A_WORKER`-th of a worker's share where that is more.
    """
    least = max(LEAST_BATCH_MS, sum(costs_ms) // (workers * BATCHES_A_WORKER))
    found: list[list[int]] = []
    full = True
    load = 0
    for piece in sorted(range(len(costs_ms)), key=lambda at: (-costs_ms[at], at)):
        if full:
            found.append([])
            load = 0
        found[-1].append(piece)
        load += costs_ms[piece]
        full = load >= least
    return found
