"""Knobs of the pooling."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PoolingParams:
    """What steel in stock costs, when an order covers too long, and how much work the search may do.

    `holding_ppm_week` (0..100,000): cost of a week in stock, parts per million of the value. Default 12 % a year, an
    estimate of a working-capital loan. `long_cover_months` (above 0): orders that cover longer are flagged; 6 months,
    after which steel rusts and needs change. `gap_ppm` (0..1,000,000): a proven gap at which the search ends; 0.2 %,
    far below what prices are known to. `good_gap_ppm` (0..1,000,000): a proven gap that the quick search may leave
    without
    a branch-and-bound, which takes seconds; 2 %. `nodes` (1..1,000,000), `iterations` (1..10^9): work of one
    branch-and-bound. `seconds` (above 0): its safety net.
    """

    holding_ppm_week: int = 2_308
    long_cover_months: float = 6.0
    good_gap_ppm: int = 20_000
    nodes: int = 200
    iterations: int = 200_000
    gap_ppm: int = 2_000
    seconds: float = 60.0

    def __post_init__(self) -> None:
        """Refuse knobs outside their range. Raises ValueError."""
        ranges = {
            "holding_ppm_week": (0, 100_000),
            "nodes": (1, 1_000_000),
            "iterations": (1, 10**9),
            "gap_ppm": (0, 1_000_000),
            "good_gap_ppm": (0, 1_000_000),
        }
        for name, (low, high) in ranges.items():
            if not low <= getattr(self, name) <= high:
                raise ValueError(f"{name} must be {low}..{high}, not {getattr(self, name)}")
        if not (self.long_cover_months > 0 and self.seconds > 0):
            raise ValueError("long_cover_months and seconds must be above 0")
