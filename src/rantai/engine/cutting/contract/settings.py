"""What the caller may set: seconds, work, seed, threads; whatever is wrong is refused at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rantai.core.settings import read_settings
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.solvers.effort import units_for

RANGES = {"seconds": (0.1, 86_400), "work": (1, 10**12), "seed": (0, 2**31 - 1), "threads": (1, 64)}


@dataclass(frozen=True)
class Settings:
    """seconds: wall clock that the answer may take. work: limit of the search, None: what fits the seconds."""

    seconds: float
    work: int | None
    seed: int
    threads: int

    @classmethod
    def read(cls, **said: Any) -> Settings:
        """Numbers or their spelling. Raises InvalidInput (C150) with every setting that is out of range."""
        return cls(**read_settings(RANGES, said))

    def params(self) -> CuttingParams:
        """The search's knobs."""
        work = units_for(self.seconds) if self.work is None else self.work
        return CuttingParams(work=work, seed=self.seed, threads=self.threads)
