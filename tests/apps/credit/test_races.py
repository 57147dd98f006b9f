"""Orders and rounds of one customer at once never lend more than the one limit, on either database."""

from pathlib import Path

from tests.apps.racing import run

MODULE = "tests.apps.credit.race"


def test_orders_and_rounds_at_once_stay_below_the_one_limit(shared_database: Path) -> None:
    passed, kept, _total = run(shared_database, "-m", MODULE, "orders_and_rounds").split()
    assert (int(passed), kept) == (2, "kept")


def test_reading_first_and_writing_then_lends_more_than_the_limit(shared_database: Path) -> None:
    """The control: without it, the race above could be passing because nobody really raced."""
    passed, kept, _total = run(shared_database, "-m", MODULE, "naive").split()
    assert int(passed) > 2
    assert kept == "broken"
