"""Eight approvals at once for the same three sheets: one gets them, on either database."""

from pathlib import Path

from tests.apps.racing import run

MODULE = "tests.apps.cutting_jobs.race"


def test_of_eight_who_approve_at_once_one_gets_the_steel(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "approvals") == "1 3"


def test_looking_first_and_writing_then_keeps_more_than_there_is(shared_database: Path) -> None:
    """The control: without it, the race above could be passing because nobody really raced."""
    passed, kept = run(shared_database, "-m", MODULE, "naive_approvals").split()
    assert int(passed) > 1
    assert int(kept) > 3
