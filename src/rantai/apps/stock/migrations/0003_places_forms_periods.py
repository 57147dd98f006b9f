"""Places in a store, forms and owners of lots, values, keys, reservations and closed periods: the new columns."""

import django.db.models.deletion
from django.db import migrations, models

from rantai.apps.audit.append_only import append_only, released


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0002_mills_roll_in_weeks'),
        ('parties', '0001_initial'),
        ('stock', '0002_append_only'),
    ]

    operations = [
        released("stock_movement"),
        released("stock_booking"),
        migrations.CreateModel(
            name='ClosedPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('through_on', models.DateField()),
                ('closed_at', models.DateTimeField()),
                ('head_sequence', models.BigIntegerField()),
                ('head_hash', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=20)),
                ('purpose_id', models.BigIntegerField()),
                ('pieces', models.BigIntegerField(default=0)),
                ('grams', models.BigIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='account',
            name='an_account_is_of_a_kind_we_know',
        ),
        migrations.RemoveConstraint(
            model_name='account',
            name='a_store_belongs_to_a_firm_and_nothing_else_does',
        ),
        migrations.RemoveConstraint(
            model_name='account',
            name='the_world_outside_has_one_account_of_a_kind',
        ),
        migrations.RemoveConstraint(
            model_name='balance',
            name='a_store_never_holds_less_than_nothing',
        ),
        migrations.RemoveConstraint(
            model_name='booking',
            name='a_booking_is_of_a_kind_we_know',
        ),
        migrations.RemoveConstraint(
            model_name='materiallot',
            name='a_lot_has_no_negative_size',
        ),
        migrations.RemoveConstraint(
            model_name='movement',
            name='a_movement_moves_something',
        ),
        migrations.RemoveConstraint(
            model_name='movement',
            name='a_movement_has_no_negative_count',
        ),
        migrations.AddField(
            model_name='account',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='account',
            name='code',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='account',
            name='is_default',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='account',
            name='kept_at',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation'),
        ),
        migrations.AddField(
            model_name='account',
            name='name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='account',
            name='place_kind',
            field=models.CharField(blank=True, choices=[('store', 'store'), ('yard', 'yard'), ('rack', 'rack'), ('shelf', 'shelf'), ('truck', 'truck'), ('consignment', 'shelf at the cluster')], max_length=12),
        ),
        migrations.AddField(
            model_name='balance',
            name='value_idr',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='booking',
            name='document',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='booking',
            name='holder',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation'),
        ),
        migrations.AddField(
            model_name='booking',
            name='key',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='booking',
            name='key_hash',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='booking',
            name='party',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation'),
        ),
        migrations.AddField(
            model_name='booking',
            name='process',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name='booking',
            name='reason',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='materiallot',
            name='certificate_code',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='materiallot',
            name='form',
            field=models.CharField(choices=[('coil', 'coil'), ('strip', 'slit coil'), ('sheet', 'sheet'), ('bar', 'bar or tube'), ('blank', 'blank'), ('remnant', 'remnant'), ('loose', 'by mass')], default='sheet', max_length=8),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='materiallot',
            name='measured_thickness_um',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='materiallot',
            name='ownership',
            field=models.CharField(choices=[('own', 'our own'), ('member', 'of a member'), ('consigned', 'on consignment from a customer'), ('tolling', 'of who pays for the work')], default='own', max_length=9),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='materiallot',
            name='piece_theory_g',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='movement',
            name='seal',
            field=models.SmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='movement',
            name='value_idr',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='account',
            name='kind',
            field=models.CharField(choices=[('store', 'store'), ('supplier', 'supplier'), ('customer', 'customer'), ('scrap', 'scrap'), ('difference', 'weighing difference'), ('opening', 'opening count'), ('correction', 'correction of count'), ('process', 'at the machine'), ('cost', 'costs of getting')], max_length=12),
        ),
        migrations.AlterField(
            model_name='account',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places_of_stock', to='parties.organisation'),
        ),
        migrations.AlterField(
            model_name='booking',
            name='kind',
            field=models.CharField(choices=[('opening', 'opening stock'), ('receipt', 'receipt'), ('transfer', 'transfer'), ('conversion', 'cutting'), ('issue', 'delivery'), ('return', 'return'), ('count', 'stock count'), ('cost', 'costs added'), ('reversal', 'reversal')], max_length=12),
        ),
        migrations.AlterField(
            model_name='movement',
            name='booking',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='stock.booking'),
        ),
        migrations.AlterField(
            model_name='movement',
            name='item_lot',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='stock.itemlot'),
        ),
        migrations.AlterField(
            model_name='movement',
            name='material_lot',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='stock.materiallot'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['holder', '-id'], name='bookings_of_a_store'),
        ),
        migrations.AddIndex(
            model_name='materiallot',
            index=models.Index(fields=['heat'], name='lots_of_a_heat'),
        ),
        migrations.AddIndex(
            model_name='materiallot',
            index=models.Index(fields=['certificate_code'], name='lots_of_a_certificate'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['material_lot', 'effective_on'], name='movements_of_steel_by_day'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['item_lot', 'effective_on'], name='movements_of_parts_by_day'),
        ),
        migrations.AddField(
            model_name='closedperiod',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closed_periods', to='parties.organisation'),
        ),
        migrations.AddField(
            model_name='reservation',
            name='lot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='stock.materiallot'),
        ),
        migrations.AddConstraint(
            model_name='closedperiod',
            constraint=models.UniqueConstraint(fields=('organisation', 'through_on'), name='a_period_is_closed_once'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at__isnull', True)), fields=('purpose', 'purpose_id', 'lot'), name='a_purpose_keeps_a_lot_once'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.CheckConstraint(condition=models.Q(('grams__gte', 0), ('pieces__gte', 0)), name='a_reservation_keeps_nothing_negative'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='a_reservation_has_a_purpose'),
        ),
        append_only("stock_movement"),
        append_only("stock_booking"),
        append_only("stock_closedperiod"),
    ]
