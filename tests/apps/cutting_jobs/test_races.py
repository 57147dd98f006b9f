"""Eight approvals at once for the same three sheets: one gets them, on either database."""

import shutil
from pathlib import Path

import pytest
from django.db import connection

from tests.apps.parties.test_races import run

MODULE = "tests.apps.cutting_jobs.race"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On SQLite: a file with all tables and no rows, made once."""
    folder = tmp_path_factory.mktemp("migrated")
    if connection.vendor == "sqlite":
        run(folder, "-m", "django", "migrate", "--verbosity=0")
    return folder


@pytest.fixture
def shared_database(transactional_db: None, migrated: Path, tmp_path: Path) -> Path:
    """A database that several connections share, with all tables and no rows."""
    return Path(shutil.copytree(migrated, tmp_path / "shared"))


def test_of_eight_who_approve_at_once_one_gets_the_steel(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "approvals") == "1 3"


def test_looking_first_and_writing_then_keeps_more_than_there_is(shared_database: Path) -> None:
    """The control: without it, the race above could be passing because nobody really raced."""
    passed, kept = run(shared_database, "-m", MODULE, "naive_approvals").split()
    assert int(passed) > 1
    assert int(kept) > 3
