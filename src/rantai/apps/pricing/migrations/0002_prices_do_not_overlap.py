"""On PostgreSQL the database itself refuses two prices of a line on one day. SQLite leaves it to the action."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Ranges of one number stand in for equality, so that no extension has to be installed.
_ADD = """ALTER TABLE pricing_price ADD CONSTRAINT prices_of_a_line_do_not_overlap EXCLUDE USING gist
(int8range(line_id, line_id, '[]') WITH &&, daterange(valid_from, valid_to, '[]') WITH &&)"""
_DROP = "ALTER TABLE pricing_price DROP CONSTRAINT prices_of_a_line_do_not_overlap"


def add(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(_ADD, params=None)


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(_DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [("pricing", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
