"""Django's `flush`, made to work beside append-only tables on SQLite.

Emptying a database is the act of whoever owns its file. PostgreSQL empties by TRUNCATE, which row triggers do
not see; SQLite by DELETE, which they refuse. So here they are lifted for the emptying and set again.
"""

from typing import Any

from django.core.management.commands import flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from rantai.apps.audit.append_only import PREFIX


class Command(flush.Command):
    def handle(self, **options: Any) -> None:  # noqa: ANN401 — Django's own signature
        connection = connections[options["database"]]
        triggers = _triggers(connection) if connection.vendor == "sqlite" else []
        with connection.cursor() as cursor:
            for name, _statement in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            try:
                super().handle(**options)
            finally:
                for _name, statement in triggers:
                    cursor.execute(statement)


def _triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
            [len(PREFIX), PREFIX],
        )
        return list(cursor.fetchall())
