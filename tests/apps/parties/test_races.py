"""Several people at once: one link for one person, one administrator left, guesses counted to the last."""

from pathlib import Path

import pytest

from tests.apps.racing import run


@pytest.mark.parametrize(("race", "through"), [("one_link", 1), ("last_admin", 11), ("guesses", 5)])
def test_of_all_who_try_at_once_exactly_so_many_get_through(shared_database: Path, race: str, through: int) -> None:
    assert run(shared_database, "-m", "tests.apps.parties.race", race) == str(through)


def test_a_count_that_is_read_before_it_is_written_lets_too_many_through(shared_database: Path) -> None:
    """The control: without it, the races above could be passing because nobody really raced."""
    assert int(run(shared_database, "-m", "tests.apps.parties.race", "naive_guesses")) > 5
