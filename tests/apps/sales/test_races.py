"""A hundred confirmations at once never lend more than the limit, on either database."""

from pathlib import Path

from tests.apps.racing import run

MODULE = "tests.apps.sales.race"


def test_of_a_hundred_confirmations_as_many_pass_as_the_limit_allows(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "confirmations") == "7 7 7 100"


def test_summing_first_and_writing_then_lends_more_than_the_limit(shared_database: Path) -> None:
    """The control: without it, the race above could be passing because nobody really raced."""
    passed, lent, limit, _orders = map(int, run(shared_database, "-m", MODULE, "naive_confirmations").split())
    assert passed > 7
    assert lent > limit


def test_a_form_sent_twelve_times_at_once_is_one_order(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "same_key").split()[3] == "1"
