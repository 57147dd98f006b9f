"""Journals of what the centre owes: bills and costs, suppliers' credits, money that goes out."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from rantai.apps.accounts import chart
from rantai.apps.accounts.drafts import Draft, mirrored, purse, written
from rantai.apps.payables.models import Outgoing, Payable


def bills(debtor_id: int) -> Iterator[Draft]:
    """What came and was not billed is owed now, with its tax; what the paper says beyond it is a buying difference."""
    found = Payable.objects.filter(debtor=debtor_id).exclude(written(debtor_id, "bill"))
    for row in found.order_by("pk"):
        amounts = {
            chart.OF_PAYABLE[row.kind]: row.goods_idr,
            chart.BUYING: row.difference_idr,
            chart.TAX_PAID: row.tax_idr,
            chart.PAYABLE: -row.total_idr,
        }
        yield Draft("bill", row.pk, f"{row.number} {row.party}", row.booked_on, amounts)


def money_out(debtor_id: int) -> Iterator[Draft]:
    """A payment closes what was owed; a giro is owed itself until the bank cashes it; what came back is mirrored."""
    found = Outgoing.objects.filter(debtor=debtor_id).annotate(
        paid=written(debtor_id, "paid"), cashed=written(debtor_id, "cashed"), undone=written(debtor_id, "unpaid")
    )
    is_cashed = Q(way="giro", good_on__isnull=False)
    open_rows = Q(paid=False) | (is_cashed & Q(cashed=False)) | Q(ended_on__isnull=False, undone=False)
    for row in found.filter(open_rows).order_by("pk"):
        is_giro = row.way == "giro"
        amounts = {chart.PAYABLE: row.amount_idr, chart.GIRO_OWED if is_giro else purse(row.way): -row.amount_idr}
        if not row.paid:
            yield Draft("paid", row.pk, row.number, row.paid_on, amounts)
        if is_giro and row.good_on is not None and not row.cashed:
            cashed = {chart.GIRO_OWED: row.amount_idr, chart.BANK: -row.amount_idr}
            yield Draft("cashed", row.pk, row.number, row.good_on, cashed)
        if row.ended_on is not None and not row.undone:
            out = {chart.PAYABLE: row.amount_idr, chart.BANK: -row.amount_idr} if row.good_on and is_giro else amounts
            yield Draft("unpaid", row.pk, row.number, row.ended_on, mirrored(out))
