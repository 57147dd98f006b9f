"""What approved plans keep is kept in the stock's own room from now on, beside what others keep."""

from django.db import migrations

# A coil is counted as one piece by a plan and kept by its mass in the stock.
FORWARD = """
INSERT INTO stock_reservation (lot_id, purpose, purpose_id, pieces, grams, made_at, expires_at, released_at)
SELECT r.lot_id, 'cut_plan', r.plan_id,
       CASE WHEN f.kind IN ('coil', 'loose') THEN 0 ELSE r.quantity END,
       CASE WHEN f.kind IN ('coil', 'loose') THEN
            COALESCE((SELECT SUM(b.grams) FROM stock_balance b WHERE b.material_lot_id = r.lot_id), 0) ELSE 0 END,
       r.made_at, r.expires_at, r.released_at
FROM cutting_jobs_reservation r
JOIN stock_materiallot l ON l.id = r.lot_id
JOIN catalog_format f ON f.id = l.format_id
ORDER BY r.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cutting_jobs', '0001_initial'),
        ('stock', '0005_rules_of_the_ledger'),
    ]

    operations = [
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
        migrations.DeleteModel(
            name='Reservation',
        ),
    ]
