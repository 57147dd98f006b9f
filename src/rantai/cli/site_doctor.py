"""What this installation stands on, for people and for machines."""

import json
from typing import Any

import click
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import rantai
from rantai.apps.planning.safety import sqlite_is_safe
from rantai.cli.site_words import words


def report(*, as_json: bool) -> int:
    """Print the findings; exit code 1 when something must be mended."""
    found = findings()
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for name, value in found.items():
            click.echo(f"{name:<20} {value}")
    return 0 if found["healthy"] else 1


def require_healthy() -> None:
    """Refuse a SQLite that can corrupt what two processes write, and tables of another version.

    Raises ClickException with the way out.
    """
    safe, version = sqlite_is_safe(connection)
    if not safe:
        raise click.ClickException(words("sqlite-unsafe", version=version))
    pending = _pending()
    if pending:
        raise click.ClickException(words("migrations-pending", count=len(pending)))


def findings() -> dict[str, Any]:
    """Versions, database, safety, pending migrations, data folder."""
    safe, version = sqlite_is_safe(connection)
    pending = _pending()
    facts = {
        "rantai": rantai.__version__,
        "engine": connection.vendor,
        "version": version or _asked("SHOW server_version"),
        **(_sqlite_facts() if connection.vendor == "sqlite" else {}),
        "safe": safe,
        "data_dir": str(settings.DATA_DIR),
        "database": str(connection.settings_dict["NAME"]),
        "pending_migrations": pending,
    }
    return {**facts, "healthy": safe and not pending}


def _sqlite_facts() -> dict[str, str]:
    levels = {"0": "OFF", "1": "NORMAL", "2": "FULL", "3": "EXTRA"}
    synchronous = _asked("PRAGMA synchronous")
    return {"journal": _asked("PRAGMA journal_mode"), "synchronous": levels.get(synchronous, synchronous)}


def _asked(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _pending() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
