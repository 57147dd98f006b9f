"""Forecasts that firm orders use up."""

import numpy as np
import pytest

from rantai.engine.explosion import DatedDemand, left_of_forecast


def lines(*rows: tuple[int, int, int, int]) -> DatedDemand:
    return DatedDemand(*(np.array([row[at] for row in rows], dtype=np.int64) for at in range(4)))


def left(forecast: DatedDemand, orders: DatedDemand, back: int, ahead: int) -> list[int]:
    return left_of_forecast(forecast, orders, back_weeks=back, ahead_weeks=ahead).tolist()


def test_an_order_uses_its_own_week_then_backward_then_ahead() -> None:
    forecast = lines((0, 7, 3, 10), (0, 7, 4, 10), (0, 7, 5, 10), (0, 7, 6, 10))
    assert left(forecast, lines((0, 7, 5, 27)), 1, 1) == [10, 0, 0, 3]
    assert left(forecast, lines((0, 7, 5, 27)), 2, 0) == [3, 0, 0, 10]
    assert left(forecast, lines((0, 7, 5, 99)), 0, 0) == [10, 10, 0, 10]


def test_an_order_of_another_customer_or_item_leaves_the_forecast_alone() -> None:
    forecast = lines((0, 7, 3, 10), (1, -1, 3, 10))
    assert left(forecast, lines((0, 8, 3, 4), (2, 7, 3, 4), (1, -1, 3, 4)), 4, 4) == [10, 6]


def test_a_piece_of_forecast_is_used_once_by_the_earlier_order_first() -> None:
    forecast = lines((0, 7, 3, 10), (0, 7, 4, 10))
    assert left(forecast, lines((0, 7, 4, 12), (0, 7, 3, 6)), 1, 0) == [2, 0]


def test_windows_and_quantities_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="windows"):
        left(lines(), lines(), -1, 0)
    with pytest.raises(ValueError, match="quantity"):
        lines((0, 0, 0, -1))
