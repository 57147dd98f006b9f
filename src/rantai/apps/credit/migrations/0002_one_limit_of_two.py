"""Rounds and sales kept a limit each. The larger of the two is the one limit: what was lent stays lent, nobody is
lent the sum. A customer to whom sales lent nothing and of whom rounds asked no limit keeps none.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def carry_over(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Both tables into one."""
    limits: dict[tuple[int, int], int] = {}
    for row in apps.get_model("purchasing", "MemberCredit").objects.all():
        limits[row.centre_id, row.member_id] = row.limit_idr
    for row in apps.get_model("sales", "CustomerAccount").objects.filter(customer__isnull=False):
        pair = (row.seller_id, row.customer_id)
        if row.credit_limit_idr:
            limits[pair] = max(limits.get(pair, 0), row.credit_limit_idr)
    line = apps.get_model("credit", "CreditLine")
    line.objects.bulk_create(
        line(seller_id=seller, customer_id=customer, limit_idr=limit)
        for (seller, customer), limit in sorted(limits.items())
        if seller != customer
    )


class Migration(migrations.Migration):
    dependencies = [
        ("credit", "0001_initial"),
        ("sales", "0002_invoices_with_tax"),
        ("purchasing", "0007_bills_that_were_agreed_are_owed"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
