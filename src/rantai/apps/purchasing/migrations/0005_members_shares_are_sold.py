"""Announced certificates, and members' shares that know their pieces and the sales order that bills them."""

from django.db import migrations, models


def count(apps, schema_editor):
    """Pieces of shares that were received before they were counted: by mass, largest remainders first."""
    lines = apps.get_model("purchasing", "ReceivedLine")
    for line in lines.objects.filter(pieces__gt=0).prefetch_related("shares"):
        shares = sorted(line.shares.all(), key=lambda share: share.pk)
        parts = [divmod(line.pieces * share.mass_g, line.mass_g) for share in shares]
        left = line.pieces - sum(whole for whole, _rest in parts)
        first = sorted(range(len(shares)), key=lambda at: (-parts[at][1], at))[:left]
        for at, share in enumerate(shares):
            share.pieces = parts[at][0] + (1 if at in first else 0)
            share.save(update_fields=["pieces"])


def keep(apps, schema_editor):
    """Nothing to undo: the column goes."""


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0004_orders")]

    operations = [
        migrations.AddField("noticeline", "certificate_code", models.CharField(blank=True, max_length=60)),
        migrations.AddField("receivedshare", "pieces", models.BigIntegerField(default=0)),
        migrations.AddField("receivedshare", "sold_order_id", models.BigIntegerField(blank=True, null=True)),
        migrations.RunPython(count, keep),
    ]
