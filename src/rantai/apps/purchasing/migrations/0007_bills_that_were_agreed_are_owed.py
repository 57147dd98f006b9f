"""What was agreed, spread and granted before the books knew what the centre owes is owed from now on, each once."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F
from django.utils import timezone


def carry_over(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Bills that were agreed to, landed costs, and claims that were granted."""
    _bills(apps)
    payables = apps.get_model("payables", "Payable")
    for row in apps.get_model("purchasing", "LandedCost").objects.select_related("order__supplier"):
        payables.objects.create(
            debtor_id=row.order.centre_id, creditor_id=row.order.supplier_id, party=row.order.supplier.name,
            kind="cost", document_id=row.pk, number=row.note or row.order.number, dated_on=row.paid_on,
            due_on=row.paid_on, booked_on=row.paid_on, goods_idr=row.amount_idr, total_idr=row.amount_idr,
            hands=[one for one in [row.order.ordered_by_id] if one], made_at=timezone.now(),
        )  # fmt: skip
    credits = apps.get_model("payables", "SupplierCredit")
    for row in apps.get_model("purchasing", "Claim").objects.filter(state="granted").select_related("order"):
        credits.objects.create(
            debtor_id=row.order.centre_id, creditor_id=row.order.supplier_id, document_id=row.pk, number=row.number,
            noted_on=timezone.localdate(row.settled_at), net_idr=row.granted_idr, total_idr=row.granted_idr,
            made_at=timezone.now(),
        )  # fmt: skip


def _bills(apps: StateApps) -> None:
    bills = apps.get_model("purchasing", "SupplierBill").objects
    bills.filter(due_on__isnull=True).update(due_on=F("dated_on"))
    received = apps.get_model("purchasing", "ReceivedLine").objects
    billed = apps.get_model("purchasing", "BillLine").objects
    for bill in bills.filter(state="agreed").select_related("order", "supplier").order_by("agreed_at", "pk"):
        goods_idr = net_idr = 0
        for row in billed.filter(bill=bill).select_related("line").order_by("line_id"):
            booked = sum(received.filter(line=row.line_id).values_list("value_idr", flat=True))
            before = list(
                billed.filter(line=row.line_id, bill__state="agreed", cleared_idr__gt=0).values_list(
                    "mass_g", "cleared_idr"
                )
            )
            left_idr = booked - sum(cleared for _mass, cleared in before)
            is_last = sum(mass for mass, _cleared in before) + row.mass_g >= row.line.received_g
            asked = round(row.mass_g * row.line.price_idr_t / 1_000_000)
            row.cleared_idr = left_idr if is_last else min(left_idr, asked)
            row.save(update_fields=["cleared_idr"])
            goods_idr, net_idr = goods_idr + row.cleared_idr, net_idr + row.amount_idr
        if net_idr + bill.tax_idr < 1:
            continue
        hands = {bill.order.ordered_by_id, *bill.order.receivings.values_list("received_by_id", flat=True)}
        apps.get_model("payables", "Payable").objects.create(
            debtor_id=bill.order.centre_id, creditor_id=bill.supplier_id, party=bill.supplier.name, kind="bill",
            document_id=bill.pk, number=bill.number, dated_on=bill.dated_on, due_on=bill.due_on,
            booked_on=timezone.localdate(bill.agreed_at), goods_idr=goods_idr, difference_idr=net_idr - goods_idr,
            tax_idr=bill.tax_idr, total_idr=net_idr + bill.tax_idr, hands=sorted(one for one in hands if one),
            made_at=timezone.now(),
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0006_bills_have_a_due_day"), ("payables", "0001_initial")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
