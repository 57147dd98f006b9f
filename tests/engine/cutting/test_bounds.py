"""The bounds by hand, as on the algorithm's page."""

from fractions import Fraction

from rantai.engine.cutting.bounds import Cover, cover_bound, dual_bound, payable
from tests.engine.cutting.shop import BAR_6M, bars, cut, opened


def test_the_worked_bars_of_the_page():
    pieces = [(1500, 40), (3400, 10), (1800, 10)]
    sawn, plain = cut(bars([BAR_6M], pieces, kerf=2.5)), cut(bars([BAR_6M], pieces))
    assert (sawn.status, opened(sawn)) == ("optimal", {0: 24})
    assert (plain.status, opened(plain)) == ("optimal", {0: 20})


def test_thirds_of_a_bar_prove_twenty_four():
    bound = dual_bound([40, 10, 10], [1, 2, 1], 3, {0: 3}, [1], {})
    assert bound == Fraction(70, 3)
    assert payable(bound, [(1, 60)]) == 24


def test_worths_too_high_for_a_format_without_limit_are_shrunk():
    assert dual_bound([10], [6], 1, {0: 12}, [4], {}) == 20


def test_limited_steel_is_given_its_advantage_back():
    assert dual_bound([10], [5], 1, {0: 10, 1: 10}, [10, 7], {1: 2}) == 50 - 2 * 3


def test_a_bound_is_rounded_up_to_what_whole_pieces_can_cost():
    assert payable(Fraction(43, 2), [(10, 9), (14, 9)]) == 24
    assert payable(Fraction(43, 2), [(10, 9), (14, 0)]) == 30
    assert payable(Fraction(0), [(10, 9)]) == 0


def test_whole_numbers_of_formats_prove_more_than_fractions():
    cover = Cover(23, (10, 15))
    assert cover_bound([cover], [10, 14], [9, 9], 22, 100) == 24
    assert cover_bound([cover], [10, 14], [9, 0], 22, 100) == 30
    assert cover_bound([cover], [10, 14], [9, 9], 22, 23) == 23


def test_a_search_that_grows_too_long_leaves_the_first_bound():
    covers = [Cover(10**9 + 1, (7, 11, 13, 17))]
    assert cover_bound(covers, [70, 110, 130, 171], [10**9] * 4, 5, 10**11) == 5
