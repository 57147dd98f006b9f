"""Twenty-four postings at once, a third of which fail after they got their number: no gap, nothing twice."""

from pathlib import Path

from tests.apps.racing import run


def test_numbers_given_at_once_have_no_gap(shared_database: Path) -> None:
    assert run(shared_database, "-m", "tests.apps.papers.race", "numbers") == "16 16 True"


def test_a_number_that_is_read_before_it_is_counted_is_taken_twice(shared_database: Path) -> None:
    """The control: without it the race above could be passing because nobody really raced."""
    through, _last, _whole = run(shared_database, "-m", "tests.apps.papers.race", "naive").split()
    assert int(through) < 24
