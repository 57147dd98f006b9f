"""What was published is never changed; the database itself refuses."""

from django.db import migrations

from rantai.apps.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [append_only("reports_summary"), append_only("reports_summarycell")]
