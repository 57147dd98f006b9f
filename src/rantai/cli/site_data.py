"""The database's content: migrate, import, export, back up, restore, recount."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from django.core.management import call_command
from django.db import connection

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.demand.queries import programmes
from rantai.apps.goods.queries import faults as goods_faults
from rantai.apps.planning.load import load_case
from rantai.apps.planning.snapshot import snapshot, write_folder
from rantai.apps.settlements.queries import faults as handover_faults
from rantai.apps.stock.ledger import Fault, faults, fingerprint
from rantai.cli.site_words import language, words
from rantai.core.problems import InvalidInput
from rantai.engine.plan.read import read_given

DONE, WRONG, INVALID = 0, 1, 2
MB = 1_000_000


def migrate() -> None:
    """Bring the tables to this version."""
    call_command("migrate", verbosity=0, interactive=False)
    click.echo(words("migrated"), err=True)


def collect_static() -> None:
    """Collect pictures and styles once; again when a newer version has other ones."""
    call_command("collectstatic", verbosity=0, interactive=False)


def import_folder(folder: Path, *, code: str, name: str, is_example: bool) -> int:
    """Take a folder of tables in; prints every problem when it cannot."""
    chosen = code or _case_name(folder)
    try:
        given = read_given(folder)
        counts = load_case(
            given=given, code=chosen, name=name or chosen, is_example=is_example, by=SYSTEM, at=datetime.now(UTC)
        )
    except InvalidInput as refused:
        print_problems(refused)
        return INVALID
    totals = {what: sum(one[what] for one in counts.values()) for what in ("added", "changed", "removed", "same")}
    click.echo(words("imported", code=chosen, **totals))
    return DONE


def print_problems(refused: InvalidInput) -> None:
    """Every problem with its way out, on stderr."""
    lang = language()
    for problem in refused.problems:
        click.echo(f"{problem.code} {problem.where}: {problem.text(lang)} {problem.way_out(lang)}", err=True)
    click.echo(words("nothing-written"), err=True)


def _case_name(folder: Path) -> str:
    """cases/<name>/given is called <name>."""
    full = folder.resolve()
    return full.parent.name if full.name == "given" else full.name


def export_folder(folder: Path, *, code: str) -> int:
    """Write the tables of a programme, the current one when `code` is empty."""
    chosen = next((one for one in programmes() if (one.code == code if code else one.is_current)), None)
    if chosen is None:
        click.echo(words("no-programme", code=code), err=True)
        return WRONG
    write_folder(snapshot(chosen.programme_id), folder)
    click.echo(words("exported", count=len(list(folder.glob("*.csv"))), folder=folder))
    return DONE


# --- backup and restore ---------------------------------------------------------------------------------------------


def backup(file: Path) -> int:
    """A consistent copy, written beside its place and moved there when it is whole."""
    if file.exists():
        click.echo(words("file-exists", file=file), err=True)
        return WRONG
    waiting = file.with_name(f".{file.name}.part")
    waiting.unlink(missing_ok=True)
    try:
        _vacuum_into(waiting) if connection.vendor == "sqlite" else _pg(
            "pg_dump", "--format=custom", f"--file={waiting}"
        )
    except ToolFailed as failed:
        waiting.unlink(missing_ok=True)
        click.echo(str(failed), err=True)
        return WRONG
    _flushed(waiting)
    waiting.rename(file)
    _flushed(file.parent)
    click.echo(words("backed-up", file=file, size=f"{file.stat().st_size / MB:.1f}"))
    return DONE


def _copy_out(file: Path) -> None:
    if connection.vendor == "sqlite":
        _vacuum_into(file)
    else:
        _pg("pg_dump", "--format=custom", f"--file={file}")


def _vacuum_into(file: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    file.chmod(0o600)


def _flushed(path: Path) -> None:
    """Make what was written survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def restore(file: Path) -> int:
    """Put a backup in the place of everything; what was there is kept beside it until the next restore (SQLite)."""
    try:
        if connection.vendor == "sqlite":
            _copy_back(file)
        else:
            _pg("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(file))
    except ToolFailed as failed:
        click.echo(str(failed), err=True)
        return WRONG
    connection.close()
    click.echo(words("restored", file=file))
    return DONE


def _copy_back(file: Path) -> None:
    """Through SQLite's own copying, which takes the locks that running processes respect."""
    sqlite = sys.modules["sqlite3"]  # the library that the settings chose
    source = sqlite.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        _require_sound(file, source, sqlite.DatabaseError)
        target = Path(connection.settings_dict["NAME"])
        if target.exists():
            _keep_aside(target)
        connection.ensure_connection()
        source.backup(connection.connection)
    finally:
        source.close()


def _require_sound(file: Path, source: Any, error: type[Exception]) -> None:  # noqa: ANN401 — a connection
    try:
        verdict = source.execute("PRAGMA integrity_check").fetchone()[0]
        source.execute("SELECT COUNT(*) FROM django_migrations").fetchone()
    except error as unreadable:
        raise ToolFailed(words("not-a-backup", file=file, why=unreadable)) from unreadable
    if verdict != "ok":
        raise ToolFailed(words("not-a-backup", file=file, why=verdict))


def _keep_aside(target: Path) -> None:
    aside = target.with_suffix(".before-restore.sqlite3")
    aside.unlink(missing_ok=True)
    _vacuum_into(aside)


class ToolFailed(Exception):
    """A tool of the database could not do its work; the message is for the person at the keyboard."""


def _pg(tool: str, *arguments: str) -> None:
    """Run PostgreSQL's own tool on our database; the password goes by the environment, not by the command line."""
    program = shutil.which(tool)
    if program is None:
        raise ToolFailed(words("tool-failed", tool=tool, why="not installed"))
    facts = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    environment = {**os.environ, **{names[name]: str(facts[name]) for name in names if facts.get(name)}}
    database = ["--dbname", str(facts["dbname"])] if tool == "pg_restore" else []
    connection.close()
    answer = subprocess.run(  # noqa: S603 — a fixed program, arguments of our own
        [program, *database, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        raise ToolFailed(words("tool-failed", tool=tool, why=answer.stderr.strip()))


# --- ledger ---------------------------------------------------------------------------------------------------------


HANDOVERS = "A1 what passed from its owner to its seller is what the ledger moved"
GOODS = "A2 goods beside steel are what their movements sum to"


def check_ledger(*, with_fingerprint: bool) -> int:
    """Print every fault by the rule it breaks."""
    found = [*faults(), *(Fault(HANDOVERS, what) for what in handover_faults())]
    found += [Fault(GOODS, what) for what in goods_faults()]
    for line in dict.fromkeys(fault.rule for fault in found):
        click.echo(f"{words('ledger-faults')} {line}", err=True)
        for fault in found:
            if fault.rule == line:
                click.echo(f"  {fault.what}", err=True)
    if not found:
        click.echo(words("ledger-sound"))
    if with_fingerprint:
        click.echo(fingerprint())
    return WRONG if found else DONE
