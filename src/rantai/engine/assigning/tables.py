"""What is asked and answered: jobs that go whole to one maker each."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from rantai.core.tables import Ints

LARGEST = 10**12  # of a cost, a use, a capacity
MOST_ENTRIES = 16_000_000  # makers times jobs
MOST_CAPACITY = 2**62  # beyond what any jobs use together

NOWHERE = -1  # the maker of a job that has none


@dataclass(frozen=True)
class Assignment:
    """Makers with capacity and jobs, each of which goes whole to one maker.

    cost: int64 [makers, jobs], any sign, within ±10^12. use: int64 [makers, jobs], 0..10^12. capacity: int64 [makers],
    0..10^12. At least one maker and one job. Raises ValueError for anything else.
    """

    cost: Ints
    use: Ints
    capacity: Ints

    def __post_init__(self) -> None:
        if self.cost.ndim != 2 or self.cost.shape != self.use.shape or self.capacity.shape != self.cost.shape[:1]:
            raise ValueError("cost and use are tables of makers and jobs, capacity is a list of makers")
        if not 0 < self.cost.size <= MOST_ENTRIES:
            raise ValueError(f"1 to {MOST_ENTRIES} pairs of a maker and a job, not {self.cost.size}")
        for name, low in (("cost", -LARGEST), ("use", 0), ("capacity", 0)):
            values = getattr(self, name)
            if values.dtype != np.int64 or values.min() < low or values.max() > LARGEST:
                raise ValueError(f"{name} holds int64 numbers from {low} to {LARGEST}")

    @property
    def makers(self) -> int:
        return self.cost.shape[0]

    @property
    def jobs(self) -> int:
        return self.cost.shape[1]


@dataclass(frozen=True)
class Reason:
    """Why jobs cannot all be given out: `code` and the whole numbers that prove it."""

    code: str
    values: dict[str, int] = field(default_factory=dict)


NOWHERE_FITS = "job_fits_nowhere"  # job, least_use, most_capacity
TOO_MUCH = "too_much_for_all"  # least_use, capacity: of all jobs, of all makers
NO_WAY = "no_way_to_give_out"  # searched: steps of a search that tried everything


@dataclass(frozen=True)
class AssigningAnswer:
    """status: optimal, feasible, infeasible or timeout. maker: int64 [jobs], empty without a plan.

    objective is None without a plan; bound: no plan costs less, None where nothing can be (infeasible).
    """

    status: str
    objective: int | None
    bound: int | None
    maker: Ints
    reasons: tuple[Reason, ...] = ()
