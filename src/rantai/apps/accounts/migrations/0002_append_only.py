"""Journals are never changed: the database refuses it."""

from django.db import migrations

from rantai.apps.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [append_only("accounts_journal"), append_only("accounts_journalline")]
