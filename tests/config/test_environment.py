"""The house reads its settings from outside, and is safe when nothing is said."""

import stat
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.db import connection

from rantai.config import environment

ASK = "from django.conf import settings; print(repr(settings.{name}))"


def ask(name: str, folder: Path, **variables: str) -> str:
    """One setting as a fresh process reads it."""
    process = subprocess.run(
        [sys.executable, "-c", ASK.format(name=name)],
        env={"RANTAI_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "rantai.config.settings", **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return process.stdout.strip()


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first = environment.secret_key(environ.Env(), tmp_path)
    assert environment.secret_key(environ.Env(), tmp_path) == first
    assert len(first) > 60
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_given_key_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RANTAI_SECRET_KEY", "from-outside")
    assert environment.secret_key(environ.Env(), tmp_path) == "from-outside"
    assert not list(tmp_path.iterdir())


def test_on_loopback_nothing_is_asked_and_nothing_is_open(tmp_path: Path) -> None:
    assert ask("ALLOWED_HOSTS", tmp_path) == "['localhost', '127.0.0.1', '[::1]']"
    assert ask("DEBUG", tmp_path) == "False"
    assert ask("SESSION_COOKIE_SECURE", tmp_path) == "False"


@pytest.mark.parametrize("setting", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"])
def test_under_another_name_https_is_taken_for_granted(tmp_path: Path, setting: str) -> None:
    assert ask(setting, tmp_path, RANTAI_ALLOWED_HOSTS="rantai.example") == "True"
    assert ask(setting, tmp_path, RANTAI_ALLOWED_HOSTS="rantai.example", RANTAI_HTTPS="false") == "False"


def test_a_proxy_is_believed_only_when_it_is_ours(tmp_path: Path) -> None:
    assert ask("SECURE_PROXY_SSL_HEADER", tmp_path) == "None"
    assert "X_FORWARDED_PROTO" in ask("SECURE_PROXY_SSL_HEADER", tmp_path, RANTAI_BEHIND_PROXY="true")


def test_postgresql_gives_up_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RANTAI_DATABASE_URL", "postgres://u:p@db:5432/rantai")
    found = environment.database(environ.Env(), tmp_path)
    assert found["CONN_HEALTH_CHECKS"]
    for limit in ("statement_timeout=10000", "lock_timeout=5000", "idle_in_transaction_session_timeout=30000"):
        assert limit in found["OPTIONS"]["options"]


def test_sqlite_lies_in_the_data_folder_and_locks_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RANTAI_DATABASE_URL", raising=False)
    found = environment.database(environ.Env(), tmp_path)
    assert found["NAME"] == str(tmp_path / "rantai.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_real_database_is_opened_for_a_ledger(tmp_path: Path) -> None:
    """A test database lives in memory, where WAL does not exist, so this one asks a process of its own."""
    question = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "with connection.cursor() as c:\n"
        "    names = ('journal_mode', 'synchronous', 'foreign_keys')\n"
        "    facts = [c.execute(f'PRAGMA {name}').fetchone()[0] for name in names]\n"
        "    version = c.execute('SELECT sqlite_version()').fetchone()[0]\n"
        "print(facts, tuple(map(int, version.split('.'))) >= (3, 51, 3))"
    )
    process = subprocess.run(
        [sys.executable, "-c", question],
        env={"RANTAI_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "rantai.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout.strip() == "['wal', 2, 1] True"


def test_the_tests_run_on_the_same_library(db: None) -> None:
    if connection.vendor == "sqlite":
        assert connection.Database.sqlite_version_info >= (3, 51, 3)
    else:
        assert connection.pg_version >= 150000
