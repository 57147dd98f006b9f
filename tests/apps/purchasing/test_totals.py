"""The anonymous total gives nobody away: not by being small, not by moving, not by one firm's weight."""

from datetime import UTC, datetime

from rantai.apps.purchasing.queries.totals import Change, shown_total

AT = datetime(2026, 11, 1, tzinfo=UTC)


def stated(*rows: tuple[int, int]) -> list[Change]:
    """(member, mass) one after the other."""
    return [Change(member, "S", mass_g, AT) for member, mass_g in rows]


FIVE = stated((1, 10), (2, 11), (3, 9), (4, 12), (5, 8))


def test_four_firms_see_no_total() -> None:
    assert shown_total(FIVE[:4]) is None


def test_five_firms_see_one() -> None:
    total = shown_total(FIVE)
    assert total is not None
    assert (total.mass_g, total.firms) == (50, 5)


def test_the_sixth_firm_does_not_move_it_but_the_tenth_does() -> None:
    more = stated((6, 10), (7, 10), (8, 10), (9, 10))
    assert [shown_total(FIVE + more[:count]) for count in range(5)] == [shown_total(FIVE)] * 5
    total = shown_total(FIVE + more + stated((10, 10)))
    assert total is not None
    assert (total.mass_g, total.firms) == (100, 10)


def test_one_firm_that_changes_its_mind_five_times_is_still_one_firm() -> None:
    assert shown_total(FIVE + stated((1, 20), (1, 30), (1, 40), (1, 50), (1, 60))) == shown_total(FIVE)


def test_a_firm_that_is_most_of_it_hides_the_total() -> None:
    assert shown_total(stated((1, 1), (2, 1), (3, 1), (4, 1), (5, 1_000))) is None


def test_a_firm_that_is_most_of_a_step_hides_the_step() -> None:
    step = stated((6, 1), (7, 1), (8, 1), (9, 1), (10, 90))
    assert shown_total(FIVE + step) == shown_total(FIVE)


def test_who_withdraws_is_no_firm_of_the_total() -> None:
    assert shown_total([*FIVE[:4], *stated((5, 8), (5, 0))]) == shown_total(FIVE)
    assert shown_total(stated((1, 10), (2, 11), (3, 9), (4, 12), (4, 0), (5, 8))) is None
