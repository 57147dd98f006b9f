"""Forecasts that firm orders use up: what is left of a forecast is demand beside the orders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from rantai.core.tables import Ints


@dataclass(frozen=True, eq=False)
class DatedDemand:
    """Lines of a forecast or of firm orders; equally long int64 columns. A key is an item and a customer (-1: any)."""

    item: Ints
    customer: Ints
    week: Ints
    quantity: Ints  # pieces, 0 or more

    def __post_init__(self) -> None:
        """Refuse columns that contradict each other. Raises ValueError."""
        columns = list(vars(self).values())
        if len({column.shape for column in columns}) != 1 or any(column.dtype != "int64" for column in columns):
            raise ValueError("columns must be int64 and equally long")
        if self.quantity.size and int(self.quantity.min()) < 0:
            raise ValueError("quantity must be 0 or more")


def left_of_forecast(forecast: DatedDemand, orders: DatedDemand, *, back_weeks: int, ahead_weeks: int) -> Ints:
    """Pieces of each forecast row that no firm order uses up.

    Orders come by week, then row. Each takes from forecasts of its item and customer: first those of its own week, then
    of the weeks before, the nearest first, down to `back_weeks`, then of the weeks after up to `ahead_weeks`. A piece
    of forecast is used once. What an order finds no forecast for is demand on top. The usual rule of consumption,
    backward before forward. Raises ValueError for negative windows.
    """
    if min(back_weeks, ahead_weeks) < 0:
        raise ValueError("windows must be 0 weeks or more")
    left: list[int] = forecast.quantity.tolist()
    rows: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    columns = (forecast.item, forecast.customer, forecast.week)
    for row, (item, customer, week) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        rows[item, customer].append((week, row))
    columns = (orders.item, orders.customer, orders.week)
    for number in np.argsort(orders.week, kind="stable").tolist():
        item, customer, week = (int(column[number]) for column in columns)
        open_pieces = int(orders.quantity[number])
        for row in _in_turn(rows[item, customer], week, back_weeks, ahead_weeks):
            used = min(open_pieces, left[row])
            left[row] -= used
            open_pieces -= used
            if not open_pieces:
                break
    return np.array(left, dtype=np.int64)


def _in_turn(rows: list[tuple[int, int]], week: int, back_weeks: int, ahead_weeks: int) -> list[int]:
    """Rows within reach: the own week, then backward, then ahead, the nearest first."""
    within = [(at - week, row) for at, row in rows if week - back_weeks <= at <= week + ahead_weeks]
    return [row for away, row in sorted(within, key=lambda one: (one[0] > 0, abs(one[0]), one[1]))]
