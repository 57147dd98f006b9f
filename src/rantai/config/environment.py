"""What the settings read from outside: the data folder, the secret key, the database address."""

import os
import secrets
from pathlib import Path
from typing import Any

import environ

LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

# A ledger must survive a power cut: WAL with synchronous=NORMAL lost acknowledged commits, FULL lost none.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON",
}

# No request may hold a lock or a connection for long: ten seconds a statement, five waiting for a lock,
# thirty idle inside a transaction.
POSTGRESQL_OPTIONS: dict[str, Any] = {
    "connect_timeout": 3,
    "options": "-c statement_timeout=10000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
}


def data_directory(env: environ.Env) -> Path:
    """The folder that holds database, key and static files; made private when it is missing."""
    folder = Path(env.str("RANTAI_DATA_DIR", default="var")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(env: environ.Env, folder: Path) -> str:
    """The signing key: from RANTAI_SECRET_KEY, or made once in the data folder, readable by its owner only."""
    given = env.str("RANTAI_SECRET_KEY", default="")
    if given:
        return given
    path = folder / "secret_key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii")


def _write_once(path: Path, text: str) -> None:
    """Write through a private neighbour and link it into place: of two first starts one wins, neither reads half."""
    neighbour = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(neighbour, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(text)
    try:
        os.link(neighbour, path)
    except FileExistsError:
        pass  # the other start won; its key is the one everybody reads
    finally:
        neighbour.unlink()


def database(env: environ.Env, folder: Path) -> dict[str, Any]:
    """Connection settings from RANTAI_DATABASE_URL; SQLite in the data folder when it is not set."""
    settings = dict(env.db_url("RANTAI_DATABASE_URL", default=f"sqlite:///{folder / 'rantai.sqlite3'}"))
    options = settings.setdefault("OPTIONS", {})
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["ENGINE"] = "rantai.config.sqlite"
        settings["TEST"] = {"NAME": ":memory:"}  # Django's choice, said because pytest-django knows Django's name only
        options.update(SQLITE_OPTIONS)
    else:
        options.update({name: value for name, value in POSTGRESQL_OPTIONS.items() if name not in options})
        settings.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    return settings


def allowed_hosts(env: environ.Env) -> list[str]:
    """Loopback names always, and whatever RANTAI_ALLOWED_HOSTS lists (comma-separated)."""
    return [*LOOPBACK_HOSTS, *env.list("RANTAI_ALLOWED_HOSTS", default=[])]
