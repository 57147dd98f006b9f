"""What moved between weeks: by hand, and against every way to pair single pieces."""

from itertools import combinations, permutations

import numpy as np

from rantai.apps.planning.shifting import Shift, shifts


def test_a_mill_that_stands_still_moves_its_orders_behind_the_halt():
    # 100 of week 2 are ordered in week 6; 30 more of week 2 are bought elsewhere; week 10 stays
    assert shifts({2: 130, 10: 20}, {6: 100, 10: 20}) == [Shift(2, 6, 100)]


def test_what_is_left_over_is_what_lies_farther():
    # 50 of week 8 go to week 9; all of week 2 went to another seller
    assert shifts({2: 100, 8: 50}, {9: 50}) == [Shift(8, 9, 50)]


def test_a_later_pair_may_undo_an_earlier_one():
    assert shifts({5: 10, 7: 10}, {6: 10, 9: 10}) == [Shift(5, 6, 10), Shift(7, 9, 10)]


def test_forward_and_nothing():
    assert shifts({6: 5}, {2: 5}) == [Shift(6, 2, 5)]
    assert shifts({3: 5}, {3: 5}) == shifts({}, {3: 5}) == shifts({}, {}) == []


def least(gone: list[int], came: list[int]) -> int:
    """The least weeks over every way to pair all of the shorter list."""
    few, many = sorted((gone, came), key=len)
    return min(
        sum(abs(one - other) for one, other in zip(few, pairs, strict=True))
        for chosen in combinations(many, len(few))
        for pairs in permutations(chosen)
    )


def test_no_way_to_pair_piece_by_piece_has_fewer_mass_weeks():
    dice = np.random.default_rng(5)
    for _ in range(300):
        before, after = (
            {int(week): int(dice.integers(1, 3)) for week in dice.choice(12, size=int(dice.integers(0, 4)))}
            for _ in range(2)
        )
        rows = shifts(before, after)
        weeks = range(12)
        gone = [week for week in weeks for _ in range(before.get(week, 0) - after.get(week, 0))]
        came = [week for week in weeks for _ in range(after.get(week, 0) - before.get(week, 0))]
        assert sum(row.mass_g for row in rows) == min(len(gone), len(came))
        assert sum(row.mass_g * abs(row.to_week - row.from_week) for row in rows) == least(gone, came)
        for week in weeks:
            assert sum(row.mass_g for row in rows if row.from_week == week) <= gone.count(week)
            assert sum(row.mass_g for row in rows if row.to_week == week) <= came.count(week)
