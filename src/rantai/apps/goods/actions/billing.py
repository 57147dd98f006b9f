"""The supplier's bill for goods that were received: from here on it is owed (`apps/payables`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.goods import refusals
from rantai.apps.goods.models import GoodsReceipt
from rantai.apps.papers.tax import tax
from rantai.apps.payables.actions import Owed, owe
from rantai.core.units import money


@dataclass(frozen=True)
class BillFacts:
    """What the supplier's paper says: its number and days, the price without tax and the VAT on it."""

    number: str
    dated_on: date
    due_on: date
    net_idr: int
    tax_idr: int = 0


@transaction.atomic
@once
def note_bill(
    *,
    receipt_id: int,
    facts: BillFacts,
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Owe what a receipt is billed for; returns the payable's id. The same key notes once.

    What the bill asks beyond the receipt's cost (or less) is a buying difference; the cost of the goods stays. Who
    received or noted does not pay. Raises InvalidInput: opening stock, billed already, reversed, a day to come,
    more PPN than the rule of the bill's day gives.
    """
    receipt = GoodsReceipt.objects.select_for_update(no_key=True, of=("self",)).get(pk=receipt_id)
    if receipt.is_opening:
        raise refusals.refuse(refusals.BILL_OPENING)
    if receipt.billed_at is not None:
        raise refusals.refuse(refusals.BILLED, "number", number=receipt.bill_number)
    cost_idr = receipt.movements.aggregate(sum=Sum("value_idr"))["sum"] or 0
    if cost_idr < 1:
        raise refusals.refuse(refusals.BILL_NOTHING)
    if facts.dated_on > timezone.localdate(at):
        raise refusals.refuse(refusals.DAY_AHEAD, "dated_on", day=facts.dated_on.isoformat())
    right_idr = tax(facts.net_idr, on=facts.dated_on, is_taxable=True).ppn_idr
    if facts.tax_idr > right_idr + receipt.movements.count():  # a seller may round each line up by a rupiah
        raise refusals.refuse(refusals.BILL_TAX, "tax_idr", tax=money(facts.tax_idr), right=money(right_idr))
    what = Owed(
        debtor_id=receipt.holder_id,
        creditor_id=receipt.supplier_id,
        party=receipt.party,
        kind="goods",
        document_id=receipt.pk,
        number=facts.number,
        dated_on=facts.dated_on,
        due_on=facts.due_on,
        booked_on=max(receipt.received_on, facts.dated_on),
        goods_idr=cost_idr,
        difference_idr=facts.net_idr - cost_idr,
        tax_idr=facts.tax_idr,
        hands=(receipt.made_by_id, by.user_id),
    )
    made = owe(what=what, by=by, at=at)
    GoodsReceipt.objects.filter(pk=receipt_id).update(billed_at=at, bill_number=facts.number)
    after = {"number": facts.number, "net_idr": facts.net_idr, "tax_idr": facts.tax_idr}
    record(verb="bill", noun="goods_receipt", object_id=receipt_id, by=by, at=at, after=after)
    return made
