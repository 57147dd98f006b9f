"""Every store of before becomes the usual place of its firm; every lot says its form and whose it is."""

from django.db import migrations

FORWARD = (
    """UPDATE stock_account SET code = 'GUDANG', name = 'Gudang', place_kind = 'store', is_default = TRUE
       WHERE kind = 'store'""",
    """UPDATE stock_materiallot SET form = CASE WHEN length_um > 0 OR width_um > 0 THEN 'remnant'
       ELSE (SELECT f.kind FROM catalog_format f WHERE f.id = stock_materiallot.format_id) END""",
    """UPDATE stock_materiallot SET ownership = CASE WHEN owner_id = holder_id THEN 'own' ELSE 'consigned' END""",
    """UPDATE stock_materiallot SET piece_theory_g =
       (SELECT f.piece_mass_g FROM catalog_format f WHERE f.id = stock_materiallot.format_id)
       WHERE length_um = 0 AND width_um = 0""",
)


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0003_places_forms_periods'),
    ]

    operations = [migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in FORWARD]
