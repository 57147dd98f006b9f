"""Weeks of the plan: position 0 is the week of the horizon's start date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

DAYS_PER_WEEK = 7
DAYS_OF_WEEKEND = 2


@dataclass(frozen=True)
class Horizon:
    """The planning weeks: `weeks` weeks from `start`, which is a Monday."""

    start: date
    weeks: int

    def week_of(self, day: date) -> int:
        """Position of the week that holds `day`; negative before the start."""
        return (day - self.start).days // DAYS_PER_WEEK

    def weeks_of(self, days: NDArray[np.datetime64]) -> NDArray[np.int64]:
        """Positions of the weeks that hold `days` (datetime64[D])."""
        offset = (days - np.datetime64(self.start, "D")).astype(np.int64)
        return np.floor_divide(offset, DAYS_PER_WEEK)

    def monday(self, week: int) -> date:
        """First day of week `week`."""
        return self.start + timedelta(days=DAYS_PER_WEEK * int(week))


def weeks_on_road(days: int) -> int:
    """Whole weeks by which `days` on the road put off what was finished at the end of a working week."""
    return max(0, -(-(int(days) - DAYS_OF_WEEKEND) // DAYS_PER_WEEK))


def weeks_for_days(days: int) -> int:
    """Whole weeks that a lead time of `days` takes."""
    return -(-int(days) // DAYS_PER_WEEK)
