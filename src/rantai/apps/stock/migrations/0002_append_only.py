from django.db import migrations

from rantai.apps.audit.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0001_initial"),
        ("stock", "0001_initial"),
    ]

    operations = [append_only("stock_movement"), append_only("stock_booking")]
