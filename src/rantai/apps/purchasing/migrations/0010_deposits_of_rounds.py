from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0002_deposits_of_rounds'),  # carries the notes over first
        ('purchasing', '0009_who_noted_a_bill_and_raised_a_claim'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Deposit',
        ),
    ]
