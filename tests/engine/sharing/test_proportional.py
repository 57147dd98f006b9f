"""Shares add up, to the gram and to the rupiah."""

from hypothesis import given
from hypothesis import strategies as st

from rantai.engine.sharing import share_out


def test_ten_among_three_gives_the_spare_one_to_the_first():
    assert share_out(10, [1, 1, 1]) == [4, 3, 3]


def test_nothing_to_share_by_gives_nothing():
    assert share_out(10, [0, 0]) == [0, 0]


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**12), min_size=1, max_size=20).filter(any))
def test_shares_add_up_and_stay_within_one_unit(total, weights):
    shares = share_out(total, weights)
    assert sum(shares) == total
    assert all(
        abs(share * sum(weights) - total * weight) < sum(weights) for share, weight in zip(shares, weights, strict=True)
    )
