"""What lay at each place when a month was closed, written once."""


import django.db.models.deletion
from django.db import migrations, models

from rantai.apps.audit.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0006_what_lies_at_a_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grams', models.BigIntegerField()),
                ('pieces', models.BigIntegerField()),
                ('value_idr', models.BigIntegerField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.account')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='totals', to='stock.closedperiod')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'account'), name='a_closing_seals_a_place_once')],
            },
        ),
        append_only("stock_sealedtotal"),
    ]
