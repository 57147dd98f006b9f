"""The deposit of a round is a payment. What was only noted before becomes one: money in the cash box on the day noted.

What was given back or used of it was noted too and is taken off; of a round's member one payment is left, or none.
"""

from collections import defaultdict

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def carry_over(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Notes of deposits into payments."""
    left: dict[tuple[int, int, int], int] = defaultdict(int)
    last = {}
    noted = apps.get_model("purchasing", "Deposit").objects.filter(round__centre__isnull=False)
    for row in noted.select_related("round").order_by("pk"):
        place = (row.round_id, row.member_id, row.round.centre_id)
        left[place] += row.amount_idr if row.kind == "paid" else -row.amount_idr
        last[place] = row
    accounts, payments = apps.get_model("sales", "CustomerAccount"), apps.get_model("payments", "Payment")
    for place, amount in sorted(left.items()):
        number, member, centre = place
        if amount <= 0 or centre == member:
            continue
        row = last[place]
        account, _new = accounts.objects.get_or_create(
            seller_id=centre, customer_id=member, defaults={"opened_at": row.written_at}
        )
        payments.objects.create(
            account=account,
            round_id=number,
            number=f"UM-{number}-{member}",
            kind="cash",
            state="good",
            amount_idr=amount,
            received_on=row.paid_on,
            good_on=row.paid_on,
            reference=row.note[:80],
            key=f"uang-muka-{number}-{member}",
            made_by_id=row.written_by_id,
            made_at=row.written_at,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0001_initial'),
        ('purchasing', '0009_who_noted_a_bill_and_raised_a_claim'),
        ('sales', '0003_the_limit_stands_in_credit'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='payment',
            name='round',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposits', to='purchasing.purchaseround'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('order__isnull', True), ('round__isnull', True), _connector='OR'), name='a_deposit_is_for_an_order_or_a_round'),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
