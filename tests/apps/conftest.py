"""The cast and a database to race on. Not in tests/conftest.py, because the engine's tests run without Django."""

import shutil
from pathlib import Path

import pytest
from django.db import connection

from tests.apps.racing import run
from tests.cast import small_sentra

__all__ = ["small_sentra"]


@pytest.fixture(scope="session")
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
