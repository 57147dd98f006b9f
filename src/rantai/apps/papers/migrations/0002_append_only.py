"""A number that was given stays given."""

from django.db import migrations

from rantai.apps.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]
    operations = [append_only("papers_papernumber")]
