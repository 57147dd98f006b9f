"""Pieces on their way to a worker and back."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import rantai
from rantai.core.problems import InvalidInput, Problem
from rantai.engine.plan.executor import Work
from rantai.workers.refusals import OTHER_VERSION

TRIES = 3  # a batch whose worker died so often is answered by the process that asks


@dataclass(frozen=True)
class Parcel:
    """What one worker is given at a time. seconds: left on the clock of the plan when it was sent; inf: no limit."""

    work: Work
    pieces: tuple[Any, ...]
    seconds: float
    version: str = rantai.__version__


def never() -> bool:
    """A stop that nobody asks for."""
    return False


def answered(parcel: Parcel, is_unwanted: Callable[[], bool] = never) -> list[Any]:
    """Answers a parcel where it arrived; `is_unwanted` says that nobody waits for it any more.

    Raises InvalidInput (W104) where another version of Rantai is installed, whose answers might differ.
    """
    if parcel.version != rantai.__version__:
        raise InvalidInput([Problem(OTHER_VERSION, values={"here": rantai.__version__, "there": parcel.version})])
    end = time.monotonic() + parcel.seconds

    def out_of_time() -> bool:
        return time.monotonic() > end or is_unwanted()

    return [parcel.work(piece, out_of_time) for piece in parcel.pieces]


@dataclass
class Order:
    """Batches of pieces that wait, and the answers so far. A batch that got lost waits again."""

    work: Work
    pieces: Sequence[Any]
    waiting: deque[list[int]]
    progress: Callable[[int], None]
    answers: dict[int, Any] = field(default_factory=dict)
    lost: dict[int, int] = field(default_factory=dict)

    def parcel(self, batch: list[int], seconds: float) -> Parcel:
        """A batch as it is sent."""
        return Parcel(self.work, tuple(self.pieces[at] for at in batch), seconds)

    def take(self, batch: list[int], answers: Sequence[Any]) -> None:
        """Keep the answers of a batch."""
        self.answers.update(zip(batch, answers, strict=True))
        self.progress(len(self.answers))

    def lose(self, batch: list[int]) -> None:
        """A worker died with a batch: it goes to the front; one that was lost too often is answered here."""
        self.lost[batch[0]] = self.lost.get(batch[0], 0) + 1
        if self.lost[batch[0]] < TRIES:
            self.waiting.appendleft(batch)
        else:
            self.take(batch, answered(self.parcel(batch, math.inf)))

    def in_order(self) -> list[Any]:
        """All answers, in the order of the pieces."""
        return [self.answers[at] for at in range(len(self.pieces))]
