"""The stranger finds every broken rule in a plan that was sound."""

import dataclasses

import numpy as np
import pytest

from rantai.engine.allocation import AllocationParams, check, solve
from tests.engine.allocation.sentra import sentra

GIVEN = sentra(
    lots=[(0, 1, 2, 60, 1), (0, 0, 3, 10, 1)],
    makers=[(0, 0, 10, 2, 700_000, 0), (0, 1, 12, 1, 800_000, 2)],
    offers=[(0, 5, 99, 2, 1)],
    minutes=[[20] * 4, [10] * 4],
    limits={0: [60, 60, 60, 60]},
)
SOUND = solve(GIVEN, AllocationParams())


def test_a_sound_plan_has_no_faults():
    assert check(GIVEN, SOUND) == []
    assert len(SOUND.job_lot) > 2
    assert len(SOUND.bought_lot) == 1


@pytest.mark.parametrize(
    ("column", "change", "word"),
    [
        ("job_quantity", 1, "accounted for"),
        ("bought_quantity", -1, "accounted for"),
        ("short_quantity", 1, "accounted for"),
        ("job_week", -1, "material"),
        ("bought_week", -1, "lead time"),
        ("job_capability", 5, "position"),
        ("job_quantity", -1000, "not positive"),
    ],
)
def test_a_changed_column_is_found(column, change, word):
    values = getattr(SOUND, column).copy()
    values[0] += change
    assert any(word in fault for fault in check(GIVEN, dataclasses.replace(SOUND, **{column: values})))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"capacity_minutes": GIVEN.capacity_minutes // 2}, "ms of work"),
        ({"cap_max_share_ppm": np.array([1, 1])}, "largest share"),
        ({"limit_cum": np.full((1, 4), 1)}, "material and parts allow"),
        ({"cap_price_idr_each": GIVEN.cap_price_idr_each + 1}, "cost"),
        ({"lot_need_week": np.array([1, 3])}, "on_time"),
        ({"cap_locality": np.array([1, 2])}, "no reason"),
    ],
)
def test_the_plan_of_another_question_is_found(change, word):
    assert any(word in fault for fault in check(dataclasses.replace(GIVEN, **change), SOUND))


def test_a_false_bound_is_found():
    first, *others = SOUND.goals
    goals = (dataclasses.replace(first, bound=first.objective + 1), *others)
    assert any("bound" in fault for fault in check(GIVEN, dataclasses.replace(SOUND, goals=goals)))
