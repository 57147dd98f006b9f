"""Knobs of lot sizing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LotParams:
    """Defaults are for ten seconds on one thread; a value out of range is refused at birth."""

    price_steps: int = 1_500  # 10 to 1,000,000: steps of the prices of hours
    drafts: int = 600  # 1 to 1,000,000: plans drawn from prices
    part_nodes: int = 20  # 1 to 1,000,000: search nodes for one part of a plan
    part_binaries: int = 60  # 5 to 10,000: set-ups left open at first in one part; grows while parts are quick

    def __post_init__(self) -> None:
        for name, low, high in _RANGES:
            if not low <= getattr(self, name) <= high:
                raise ValueError(f"{name} must lie between {low} and {high}")


_RANGES = (
    ("price_steps", 10, 1_000_000),
    ("drafts", 1, 1_000_000),
    ("part_nodes", 1, 1_000_000),
    ("part_binaries", 5, 10_000),
)
