"""A PostgreSQL of our own for as long as a command runs: private folder, private socket, never as root.

    tools/postgres.py .venv/bin/pytest tests/apps

runs the command with RANTAI_DATABASE_URL pointing to it, and stops and removes the server afterwards.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from debian import POSTGRESQL, ProgramMissing, ensure, newest  # a neighbour in tools/

ROLE = "rantai"
# Nothing here outlives the tests, so nothing needs to reach the disk; isolation and constraints stay as in production.
SERVER_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=130"
)
# As in production (rantai.config.environment), but a whole test is one transaction, and a slow machine may think longer
# between two questions than any page may.
SESSION_OPTIONS = "-c statement_timeout=10000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=0"


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server, yield its address for RANTAI_DATABASE_URL, and stop it whatever happens."""
    ensure(POSTGRESQL)
    folder = Path(tempfile.mkdtemp(prefix="rantai-postgres-"))
    try:
        _give_away(folder)
        _start(folder)
        try:
            _run("createdb", "--host", str(folder), "--username", ROLE, ROLE)
            yield f"postgres://{ROLE}@/{ROLE}?{urlencode({'host': folder, 'options': SESSION_OPTIONS})}"
        finally:
            _run("pg_ctl", "stop", "--pgdata", str(folder / "data"), "--mode", "immediate")
    finally:
        shutil.rmtree(folder)


def _start(folder: Path) -> None:
    data = str(folder / "data")
    _run("initdb", "--pgdata", data, "--username", ROLE, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
    options = f"{SERVER_OPTIONS} -c unix_socket_directories='{folder}'"
    log = str(folder / "log")
    try:
        _run("pg_ctl", "start", "--pgdata", data, "--wait", "--log", log, "--options", options)
    except subprocess.CalledProcessError:
        sys.stderr.write(Path(log).read_text() if Path(log).exists() else "")
        raise


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as a user that is not root, which it insists on."""
    initdb = newest(POSTGRESQL)
    if initdb is None:
        raise ProgramMissing("PostgreSQL's programs are gone")
    owner = ["runuser", "-u", server_user(), "--"] if os.geteuid() == 0 else []
    command = [*owner, str(initdb.with_name(program)), *arguments]
    # The server inherits what it is given: a pipe here would keep the caller waiting until the server ends.
    with tempfile.TemporaryFile(mode="w+") as output:
        answer = subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False)
        if answer.returncode:
            output.seek(0)
            sys.stderr.write(output.read())
            raise subprocess.CalledProcessError(answer.returncode, command)


def server_user() -> str:
    """Debian's `postgres`, else `nobody`; root only lends its rights to make the folder."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        entry = pwd.getpwnam(server_user())
        os.chown(folder, entry.pw_uid, entry.pw_gid)


def stop_politely_when_told() -> None:
    """A terminated run ends like an interrupted one, so that the server is stopped and its folder removed."""
    for kind in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, lambda number, _frame: sys.exit(128 + number))


def main(command: list[str]) -> int:
    stop_politely_when_told()
    with running_postgres() as address:
        return subprocess.run(command, env={**os.environ, "RANTAI_DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:] or ["psql", "--version"]))
    except ProgramMissing as problem:
        sys.exit(str(problem))
