"""Shares under caps: the sum is exact, caps are kept, and more to bear never lets anyone bear less."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rantai.engine.sharing import share_capped, share_out, whole_shares

ROWS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**9)), min_size=1, max_size=12)


def exact(total, weights, caps):
    """The filling, found by halving: λ so that the caps let the total through (weights above 0)."""
    low, high = Fraction(0), Fraction(10**10)
    for _ in range(120):
        level = (low + high) / 2
        if sum(min(Fraction(cap), level * weight) for weight, cap in zip(weights, caps, strict=True)) < total:
            low = level
        else:
            high = level
    return [min(Fraction(cap), high * weight) for weight, cap in zip(weights, caps, strict=True)]


def test_what_a_cap_turns_away_is_borne_by_the_others_in_proportion():
    assert share_capped(100, [50, 30, 20], [20, 100, 100]) == [20, 48, 32]


def test_a_cap_that_is_reached_later_passes_on_again():
    # 100: the first is full at 20, then 48 and 32 would come; the second is full at 40, the third bears the rest
    assert share_capped(100, [50, 30, 20], [20, 40, 100]) == [20, 40, 40]


def test_fractions_are_weights_too_and_the_first_gets_the_odd_unit():
    assert share_capped(10, [Fraction(1, 3)] * 3, [10, 10, 10]) == [4, 3, 3]


def test_those_without_weight_bear_only_what_no_other_can():
    assert share_capped(10, [1, 0, 0], [10, 9, 9]) == [10, 0, 0]
    assert share_capped(10, [1, 0, 0], [4, 2, 4]) == [4, 2, 4]
    assert share_capped(7, [1, 0, 0], [4, 2, 4]) == [4, 1, 2]


def test_caps_that_do_not_reach_are_refused():
    with pytest.raises(ValueError, match="cannot bear 10"):
        share_capped(10, [1, 1], [4, 5])
    with pytest.raises(ValueError, match="below 0"):
        share_capped(1, [-1, 1], [4, 5])


def test_whole_shares_keep_the_sum():
    assert whole_shares([Fraction(7, 2), Fraction(7, 2), Fraction(3)]) == [4, 3, 3]


@given(ROWS, st.integers(0, 10**9))
def test_shares_add_up_and_no_cap_is_passed(rows, part):
    weights, caps = [weight for weight, _ in rows], [cap for _, cap in rows]
    total = sum(caps) * part // 10**9
    shares = share_capped(total, weights, caps)
    assert sum(shares) == total
    assert all(0 <= share <= cap for share, cap in zip(shares, caps, strict=True))


@given(st.lists(st.tuples(st.integers(1, 10**4), st.integers(0, 10**6)), min_size=1, max_size=8), st.integers(0, 10**9))
def test_shares_are_the_filling_to_within_one_unit(rows, part):
    weights, caps = [weight for weight, _ in rows], [cap for _, cap in rows]
    total = sum(caps) * part // 10**9
    for share, filled in zip(share_capped(total, weights, caps), exact(total, weights, caps), strict=True):
        assert abs(share - filled) < 1 + Fraction(1, 10**6)


@given(ROWS, st.integers(0, 10**9), st.integers(0, 10**9))
def test_more_to_bear_lets_nobody_bear_less_but_for_the_odd_unit(rows, one, other):
    weights, caps = [weight for weight, _ in rows], [cap for _, cap in rows]
    low, high = sorted(sum(caps) * part // 10**9 for part in (one, other))
    few, many = (share_capped(total, weights, caps) for total in (low, high))
    assert all(after >= before - 1 for before, after in zip(few, many, strict=True))


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_without_caps_in_reach_it_is_the_plain_split(total, weights):
    assert share_capped(total, weights, [total] * len(weights)) == share_out(total, weights)
