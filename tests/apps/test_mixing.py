"""Many lots, cut, kept, delivered and taken back by several at once: nobody meets a deadlock or a locked database."""

from pathlib import Path

import pytest
from django.db import connection

from tests.apps.racing import run

MODULE = "tests.apps.mixing"


def mixed(folder: Path, seconds: int) -> None:
    said = run(folder, "-m", MODULE, str(seconds))
    done, _refused, errors, deadlocks, sound = said.splitlines()[0].split()
    assert int(done) > 0
    assert (errors, deadlocks, sound) == ("0", "0", "sound"), said


def test_twenty_seconds_of_work_by_six_meet_no_lock(shared_database: Path) -> None:
    mixed(shared_database, 20)


def test_locks_in_no_order_end_in_deadlocks(shared_database: Path) -> None:
    """The control: PostgreSQL breaks up deadlocks; SQLite, which lets one write at a time, has none to break up."""
    said = run(shared_database, "-m", MODULE, "6", "unsorted")
    errors, deadlocks = map(int, said.split()[2:4])
    assert (errors > 0, deadlocks > 0) == ((True, True) if connection.vendor == "postgresql" else (False, False)), said


@pytest.mark.soak
def test_five_minutes_of_work_by_six_meet_no_lock(shared_database: Path) -> None:
    mixed(shared_database, 300)
