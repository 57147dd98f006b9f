"""Knobs of the allocation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AllocationParams:
    """Defaults keep the reference case within seconds; a value out of range is refused at birth."""

    exact_columns: int = 400  # 0 to 100,000: groups with at most so many choices are solved to a proven optimum
    exact_nodes: int = 400  # 1 to 1,000,000: search nodes a goal there; more proves more and takes longer
    swaps: int = 8_000  # 0 to 10,000,000: exchanges tried to bring work on time or nearer
    # A bench must be set up for every job. A job is at least this part of the maker's ordinary week or of the lot,
    # whichever is less, unless only smaller ones keep pieces on time or in the horizon. 0 to 1,000,000 (all of it).
    batch_week_ppm: int = 250_000
    batch_lot_ppm: int = 250_000
    draft_columns: int = 8_000  # 0 to 1,000,000: largest relaxation by weeks, solved for time and followed
    bound_columns: int = 1_200  # 0 to 1,000,000: largest relaxation solved to prove the bounds of the other goals
    bound_iterations: int = 20_000  # 1 to 10,000,000: simplex iterations a goal in either
    safety_seconds: float = 60.0  # 0.001 to 3,600: wall clock of one solver call; work, not time, should end it

    def __post_init__(self) -> None:
        for name, low, high in _RANGES:
            if not low <= getattr(self, name) <= high:
                raise ValueError(f"{name} must lie between {low} and {high}")


_RANGES = (
    ("exact_columns", 0, 100_000),
    ("exact_nodes", 1, 1_000_000),
    ("safety_seconds", 0.001, 3_600.0),
    ("batch_week_ppm", 0, 1_000_000),
    ("batch_lot_ppm", 0, 1_000_000),
    ("swaps", 0, 10_000_000),
    ("draft_columns", 0, 1_000_000),
    ("bound_columns", 0, 1_000_000),
    ("bound_iterations", 1, 10_000_000),
)
