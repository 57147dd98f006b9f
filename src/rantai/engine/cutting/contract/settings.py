"""What the caller may set: seconds, work, seed, threads; whatever is wrong is refused at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rantai.engine.cutting.contract.problems import Problems, shown
from rantai.engine.cutting.contract.refusals import SETTING_OUT_OF_RANGE
from rantai.engine.cutting.effort import units_for
from rantai.engine.cutting.params import CuttingParams

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
        problems, made = Problems(), dict[str, Any]()
        for name, (low, high) in RANGES.items():
            value = said[name]
            if name == "work" and value is None:
                made[name] = None
                continue
            number = _number(value, is_whole=name != "seconds")
            if number is None or not low <= number <= high:
                problems.add(SETTING_OUT_OF_RANGE, f"--{name}", name=name, value=shown(str(value)), low=low, high=high)
            made[name] = number
        problems.refuse()
        return cls(**made)

    def params(self) -> CuttingParams:
        """The search's knobs."""
        work = units_for(self.seconds) if self.work is None else self.work
        return CuttingParams(work=work, seed=self.seed, threads=self.threads)


def _number(value: Any, *, is_whole: bool) -> int | float | None:
    """A number, or None when it is none; NaN passes and is out of every range."""
    if isinstance(value, bool) or (isinstance(value, float) and is_whole):
        return None
    try:
        return int(value) if is_whole else float(value)
    except (TypeError, ValueError, OverflowError):
        return None
