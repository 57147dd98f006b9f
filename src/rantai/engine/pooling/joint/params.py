"""Knobs of joint pooling."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class JointParams:
    """What stock, delay and missing steel count, and how much work the search may do.

    `holding_ppm_week` (0..100,000): capital for a week in stock, parts per million of the value; 12 % a year, an
    estimate of a working-capital loan. `ageing_ppm_week` (0..100,000): what rust and changed needs take on top; 2 % a
    year, an estimate. `most_cover_weeks` (1..10,000): an item holds no more than these weeks' open needs, or its least;
    26, after which steel rusts and needs change. `late_ppm_week` (0..10^8): a tonne that is not there at the end of a
    week although it could be, share of its value; all of it, so that only money or a minimum order makes steel late.
    `short_ppm` (0..10^9): on top for a tonne that never comes; ten times its value. `forecast_ppm` (0..10^6): weight of
    a forecast need in both; a half. `gap_ppm` (0..10^6): a proven gap at which the search ends; 0.2 %. `work`
    (1..10^12): units (`solvers.effort`). `seconds` (above 0): safety net of one solve.
    """

    holding_ppm_week: int = 2_308
    ageing_ppm_week: int = 385
    most_cover_weeks: int = 26
    late_ppm_week: int = 1_000_000
    short_ppm: int = 10_000_000
    forecast_ppm: int = 500_000
    gap_ppm: int = 2_000
    work: int = 20_000_000
    seconds: float = 60.0

    def __post_init__(self) -> None:
        """Refuse knobs outside their range. Raises ValueError."""
        ranges = {
            "holding_ppm_week": (0, 100_000),
            "ageing_ppm_week": (0, 100_000),
            "most_cover_weeks": (1, 10_000),
            "late_ppm_week": (0, 10**8),
            "short_ppm": (0, 10**9),
            "forecast_ppm": (0, 1_000_000),
            "gap_ppm": (0, 1_000_000),
            "work": (1, 10**12),
        }
        for name, (low, high) in ranges.items():
            if not low <= getattr(self, name) <= high:
                raise ValueError(f"{name} must be {low}..{high}, not {getattr(self, name)}")
        if not self.seconds > 0:
            raise ValueError("seconds must be above 0")

    @property
    def stock_ppm_week(self) -> int:
        """Capital and ageing together."""
        return self.holding_ppm_week + self.ageing_ppm_week
