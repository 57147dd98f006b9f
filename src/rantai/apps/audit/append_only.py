"""Tables that only grow: the database itself refuses UPDATE and DELETE.

Any app may protect a table in a migration: `operations = [..., append_only("stock_movement")]`.
"""

from collections.abc import Callable

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PREFIX = "append_only_"

_SQLITE = """CREATE TRIGGER {prefix}{table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION append_only_refusal() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"""

_POSTGRESQL = """CREATE TRIGGER {prefix}{table}_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION append_only_refusal()"""


def append_only(table: str) -> migrations.RunPython:
    """A migration step that makes `table` append-only on SQLite and PostgreSQL, and can be taken back."""

    def protect(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        on_postgresql = editor.connection.vendor == "postgresql"
        if on_postgresql:
            editor.execute(_POSTGRESQL_FUNCTION, params=None)
        for verb in ("UPDATE", "DELETE"):
            statement = _POSTGRESQL if on_postgresql else _SQLITE
            editor.execute(statement.format(prefix=PREFIX, table=table, verb=verb), params=None)

    return migrations.RunPython(protect, _release(table))


def released(table: str) -> migrations.RunPython:
    """A migration step that lifts the protection while columns change; `append_only` follows in the same migration.

    SQLite makes a changed table anew and forgets its triggers, so they are set again on either database.
    """
    return migrations.RunPython(_release(table), migrations.RunPython.noop)


def _release(table: str) -> Callable[[StateApps, BaseDatabaseSchemaEditor], None]:
    def release(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        of_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        for verb in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER IF EXISTS {PREFIX}{table}_{verb}{of_table}", params=None)

    return release
