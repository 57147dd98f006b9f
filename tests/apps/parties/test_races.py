"""Several people at once: one link for one person, one administrator left, guesses counted to the last."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]


def address_of_database(folder: Path) -> str:
    """The test database on PostgreSQL; on SQLite a file of its own."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'race.sqlite3'}"
    facts = connection.get_connection_params()
    person = f"{quote(facts['user'])}:{quote(facts.get('password', ''), safe='')}"
    where = urlencode({"host": facts.get("host", ""), "port": facts.get("port", 5432)})
    return f"postgres://{person}@/{facts['dbname']}?{where}"


def run(folder: Path, *command: str) -> str:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "rantai.config.settings",
        "RANTAI_DATA_DIR": str(folder),
        "RANTAI_DATABASE_URL": address_of_database(folder),
    }
    process = subprocess.run(
        [sys.executable, *command], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


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


@pytest.mark.parametrize(("race", "through"), [("one_link", 1), ("last_admin", 11), ("guesses", 5)])
def test_of_all_who_try_at_once_exactly_so_many_get_through(shared_database: Path, race: str, through: int) -> None:
    assert run(shared_database, "-m", "tests.apps.parties.race", race) == str(through)


def test_a_count_that_is_read_before_it_is_written_lets_too_many_through(shared_database: Path) -> None:
    """The control: without it, the races above could be passing because nobody really raced."""
    assert int(run(shared_database, "-m", "tests.apps.parties.race", "naive_guesses")) > 5
