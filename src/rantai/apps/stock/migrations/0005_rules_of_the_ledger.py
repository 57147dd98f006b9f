"""The rules that the new columns keep, once every row has them."""

from django.db import migrations, models

from rantai.apps.audit.append_only import append_only, released


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0004_name_what_is_there'),
    ]

    operations = [
        released("stock_movement"),
        released("stock_booking"),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['store', 'supplier', 'customer', 'scrap', 'difference', 'opening', 'correction', 'process', 'cost'])), name='an_account_is_of_a_kind_we_know'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('place_kind__in', ['', 'store', 'yard', 'rack', 'shelf', 'truck', 'consignment'])), name='a_place_of_stock_is_of_a_kind_we_know'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'store'), ('organisation__isnull', False)), ('kind__in', ('supplier', 'customer')), models.Q(models.Q(('kind__in', ('store', 'supplier', 'customer')), _negated=True), ('organisation__isnull', True)), _connector='OR'), name='a_place_belongs_to_a_firm_and_a_trader_may_have_a_name'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'store'), models.Q(('code', ''), _negated=True), models.Q(('place_kind', ''), _negated=True)), models.Q(models.Q(('kind', 'store'), _negated=True), ('is_default', False)), _connector='OR'), name='a_place_of_stock_has_a_code'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('is_default', False), ('closed_at__isnull', True), _connector='OR'), name='the_usual_place_stays_open'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'store')), fields=('organisation', 'code'), name='a_place_has_its_code_alone_in_a_store'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('organisation',), name='a_store_has_one_usual_place'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ('supplier', 'customer')), ('organisation__isnull', False)), fields=('kind', 'organisation'), name='a_trader_has_one_account_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', True)), fields=('kind',), name='the_world_outside_has_one_account_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='balance',
            constraint=models.CheckConstraint(condition=models.Q(('grams__gte', 0), ('pieces__gte', 0), ('value_idr__gte', 0)), name='a_store_never_holds_less_than_nothing'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['opening', 'receipt', 'transfer', 'conversion', 'issue', 'return', 'count', 'cost', 'reversal'])), name='a_booking_is_of_a_kind_we_know'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('process__in', ['', 'slit', 'shear', 'saw', 'other'])), name='a_booking_is_cut_in_a_way_we_know'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('holder', 'key'), name='a_key_books_once_in_a_store'),
        ),
        migrations.AddConstraint(
            model_name='materiallot',
            constraint=models.CheckConstraint(condition=models.Q(('length_um__gte', 0), ('measured_thickness_um__gte', 0), ('piece_theory_g__gte', 0), ('width_um__gte', 0)), name='a_lot_has_no_negative_size'),
        ),
        migrations.AddConstraint(
            model_name='materiallot',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', ['coil', 'strip', 'sheet', 'bar', 'blank', 'remnant', 'loose'])), name='a_lot_has_a_form_we_know'),
        ),
        migrations.AddConstraint(
            model_name='materiallot',
            constraint=models.CheckConstraint(condition=models.Q(('ownership__in', ['own', 'member', 'consigned', 'tolling'])), name='a_lot_is_owned_in_a_way_we_know'),
        ),
        migrations.AddConstraint(
            model_name='materiallot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('owner', models.F('holder')), ('ownership', 'own')), models.Q(models.Q(('ownership', 'own'), _negated=True), models.Q(('owner', models.F('holder')), _negated=True)), _connector='OR'), name='what_a_firm_keeps_of_others_is_called_so'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(('grams__gt', 0), models.Q(('grams', 0), ('item_lot__isnull', False), ('pieces__gt', 0)), models.Q(('grams', 0), ('pieces', 0), ('value_idr__gt', 0)), _connector='OR'), name='a_movement_moves_something'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(('pieces__gte', 0), ('value_idr__gte', 0)), name='a_movement_has_no_negative_count'),
        ),
        append_only("stock_movement"),
        append_only("stock_booking"),
    ]
