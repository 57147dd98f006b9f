"""A short supply: by what is committed, whole pieces, and never by who stands first in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rantai.engine.sharing import share_short, share_short_pieces, turns

ROWS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=8)


def test_half_of_what_all_need_is_half_for_each():
    assert share_short(50, [60, 30, 10], [60, 30, 10], "abc") == [30, 15, 5]


def test_who_has_no_firm_order_gets_what_the_others_leave():
    assert share_short(50, [40, 0], [40, 40], "ab") == [40, 10]
    assert share_short(30, [40, 0], [40, 40], "ab") == [30, 0]


def test_what_one_cannot_use_rises_for_the_others():
    # all rise together at 90 : 90 : 20 until the first has its 30; the other two share the rest 9 : 2
    assert share_short(140, [90, 90, 20], [30, 200, 200], "abc") == [30, 90, 20]


def test_pieces_are_whole():
    assert share_short_pieces(3, [1_000, 1_000], [1_500, 1_500], 1_000, "ab", occasion="week 2") in ([2, 1], [1, 2])


def test_the_odd_unit_goes_round_with_the_occasion_and_not_with_the_row():
    got = {tuple(share_short(1, [5, 5], [5, 5], ["A", "B"], occasion=f"week {week}")) for week in range(20)}
    assert got == {(1, 0), (0, 1)}
    assert turns(["A", "B"], "x") == turns(["B", "A"], "x")[::-1]


def test_nothing_is_negative():
    with pytest.raises(ValueError, match="below 0"):
        share_short(-1, [1], [1], "a")


@given(ROWS, st.integers(0, 3_000), st.randoms(use_true_random=False))
def test_all_of_it_is_given_nobody_gets_too_much_and_the_order_of_rows_does_not_matter(rows, supply, random):
    coded = [(f"F{number}", *row) for number, row in enumerate(rows)]
    shuffled = random.sample(coded, len(coded))

    def shared(firms):
        given_ = share_short(supply, [c for _, c, _ in firms], [w for _, _, w in firms], [f for f, _, _ in firms])
        return {firm[0]: units for firm, units in zip(firms, given_, strict=True)}

    shares = shared(coded)
    assert shares == shared(shuffled)
    assert sum(shares.values()) == min(supply, sum(wanted for _, _, wanted in coded))
    assert all(shares[code] <= wanted for code, _, wanted in coded)
    # max-min: nobody who wants more stands lower, for what it committed to, than somebody who got something
    for one, committed, wanted in coded:
        for other, theirs, _ in coded:
            if committed and theirs and shares[one] < wanted:
                assert (shares[one] + 1) / committed >= (shares[other] - 1) / theirs
