"""Processes that race for one row, on a database that they share."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


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
