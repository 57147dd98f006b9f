"""Eight at once: for the last moment of a round, for what is left of a frame, for one truck; on either database."""

from pathlib import Path

from tests.apps.racing import run

MODULE = "tests.apps.purchasing.race"


def test_who_waits_for_the_lock_while_the_deadline_passes_is_too_late(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "deadline") == "0 0"


def test_looking_at_the_clock_before_the_lock_lets_latecomers_in(shared_database: Path) -> None:
    """The control: without it, the race above could be passing because nobody really waited."""
    passed, said = run(shared_database, "-m", MODULE, "naive_deadline").split()
    assert int(passed) >= 1
    assert int(said) >= 1


def test_of_eight_who_call_off_at_once_three_find_something_left(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "call_offs") == "3 4500000"


def test_looking_first_and_writing_then_calls_off_more_than_there_is(shared_database: Path) -> None:
    passed, _called = run(shared_database, "-m", MODULE, "naive_call_offs").split()
    assert int(passed) > 3


def test_of_eight_who_book_the_same_truck_one_does(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "receipts") == "1 3000000"
