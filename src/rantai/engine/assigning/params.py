"""Knobs of the search."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class AssigningParams:
    """work_units (1..10^12): about microseconds of search. seed (0..2^31 - 1): same seed, same plan."""

    work_units: int = 6_000_000
    seed: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.work_units <= 10**12:
            raise ValueError(f"work_units must be 1..10^12, not {self.work_units}")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise ValueError(f"seed must be 0..{LARGEST_SEED}, not {self.seed}")
