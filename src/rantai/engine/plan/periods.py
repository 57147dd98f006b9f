"""Dates of a change as whole weeks of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rantai.core.periods import Horizon
from rantai.core.tables import Days, Flags
from rantai.engine.plan.change import Change
from rantai.engine.plan.given import PlanInput


@dataclass(frozen=True)
class Period:
    """The weeks that a change means, clipped to the plan; `first` > `last` when it holds none of them."""

    horizon: Horizon
    first: int
    last: int

    @property
    def weeks(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def monday(self) -> date:
        return self.horizon.monday(self.first)

    @property
    def sunday(self) -> date:
        return self.horizon.monday(self.last + 1) - timedelta(days=1)


def horizon_of(given: PlanInput) -> Horizon:
    return Horizon(given.horizon.start_date[0].item(), int(given.horizon.weeks[0]))


def is_dated(change: Change) -> bool:
    return change.from_date is not None or change.to_date is not None


def period_of(change: Change, horizon: Horizon) -> Period:
    """A date left out is the first or last day of the plan; a week that is touched counts whole."""
    first = horizon.week_of(change.from_date) if change.from_date else 0
    last = horizon.week_of(change.to_date) if change.to_date else horizon.weeks - 1
    return Period(horizon, max(0, first), min(horizon.weeks - 1, last))


def due_inside(change: Change, days: Days) -> Flags:
    """Which days lie between the dates of a change, both included."""
    mask = np.ones(len(days), dtype=np.bool_)
    if change.from_date:
        mask &= days >= np.datetime64(change.from_date, "D")
    if change.to_date:
        mask &= days <= np.datetime64(change.to_date, "D")
    return mask
