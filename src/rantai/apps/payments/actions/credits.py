"""Credit notes, and invoices paid in parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.papers.actions import give_number
from rantai.apps.papers.tax import tax
from rantai.apps.payables.due import refuse_far
from rantai.apps.payments import refusals
from rantai.apps.payments.actions.settling import move_due_day, refuse_day, release
from rantai.apps.payments.models import Allocation, CreditNote, Instalment, Payment
from rantai.apps.sales.credit import locked_account
from rantai.apps.sales.models import Invoice
from rantai.core.units import money


@transaction.atomic
@once
def credit(*, invoice_id: int, net_idr: int, on: date, reason: str, key: str, by: Author, at: datetime) -> int:
    """Take `net_idr` (without tax) of an invoice back, with its tax by the rule of the invoice's day; returns the id.

    What was paid beyond what is then owed becomes money left on its payments, to be used or given back. The same key
    notes once. Raises InvalidInput: nothing, or more than stands of the invoice.
    """
    invoice = _locked_invoice(invoice_id)
    if net_idr < 1:
        raise refusals.refuse(refusals.AMOUNT_EMPTY, "net_idr")
    before_net = sum(CreditNote.objects.filter(invoice=invoice).values_list("net_idr", flat=True))
    left_net = invoice.net_idr - before_net
    if net_idr > left_net:
        raise refusals.refuse(refusals.CREDIT_TOO_MUCH, "net_idr", asked=money(net_idr), left=money(left_net))
    refuse_day(invoice.account.seller_id, on, at, "on")
    tax_idr, base_idr = _tax_back(invoice, net_idr, is_rest=net_idr == left_net)
    total_idr = net_idr + tax_idr
    _free(invoice, total_idr, on, by, at)
    note = CreditNote.objects.create(
        invoice=invoice,
        noted_on=on,
        net_idr=net_idr,
        tax_base_idr=base_idr,
        tax_idr=tax_idr,
        total_idr=total_idr,
        reason=reason,
        key=key,
        made_at=at,
    )
    Invoice.objects.filter(pk=invoice_id).update(credited_idr=F("credited_idr") + total_idr)
    after = {"credit_note": note.pk, "net_idr": net_idr, "total_idr": total_idr}
    record(verb="credit", noun="invoice", object_id=invoice_id, by=by, at=at, after=after)
    about = {"entity_id": invoice.account.seller_id, "series": "credit_note", "dated_on": on, "noun": "credit_note"}
    number = give_number(**about, object_id=note.pk, by=by, at=at).text  # type: ignore[arg-type]
    CreditNote.objects.filter(pk=note.pk).update(number=number)
    return note.pk


def _tax_back(invoice: Invoice, net_idr: int, *, is_rest: bool) -> tuple[int, int]:
    """Tax and its base of what is taken back; the last note takes the rest, so that all notes give exactly the tax."""
    notes = list(CreditNote.objects.filter(invoice=invoice).values_list("tax_idr", "tax_base_idr"))
    left_tax = invoice.tax_idr - sum(row[0] for row in notes)
    left_base = invoice.tax_base_idr - sum(row[1] for row in notes)
    if is_rest:
        return left_tax, left_base
    back = tax(net_idr, on=invoice.invoiced_on, is_taxable=invoice.tax_rate_ppm > 0)
    return min(back.ppn_idr, left_tax), min(back.base_idr, left_base)


def _free(invoice: Invoice, total_idr: int, on: date, by: Author, at: datetime) -> None:
    """Take allocations back, the newest first, until the credit fits; what they settled beyond it is settled again."""
    beyond = total_idr - (invoice.total_idr - invoice.settled_idr - invoice.credited_idr)
    standing = Allocation.objects.filter(invoice=invoice, taken_back_at__isnull=True).order_by("-pk")
    for allocation in standing:
        if beyond <= 0:
            return
        release(allocation, on=on, by=by, at=at)
        kept = max(0, allocation.amount_idr - beyond)
        beyond -= allocation.amount_idr
        if kept:
            Allocation.objects.create(
                payment_id=allocation.payment_id, invoice=invoice, amount_idr=kept, allocated_on=on, made_at=at
            )
            Invoice.objects.filter(pk=invoice.pk).update(settled_idr=F("settled_idr") + kept)
            move_due_day(invoice.pk)
            Payment.objects.filter(pk=allocation.payment_id).update(allocated_idr=F("allocated_idr") + kept)


@transaction.atomic
def plan_instalments(*, invoice_id: int, parts: Mapping[date, int], by: Author, at: datetime) -> None:
    """Let an invoice be paid in parts: rupiah by day within a year, together exactly the invoice, due on the first."""
    invoice = _locked_invoice(invoice_id)
    total = invoice.total_idr - invoice.credited_idr
    is_right = sum(parts.values()) == total and all(amount > 0 for amount in parts.values())
    if not is_right or min(parts, default=invoice.invoiced_on) < invoice.invoiced_on:
        values = {"sum": money(sum(parts.values())), "total": money(total)}
        raise refusals.refuse(refusals.INSTALMENTS_WRONG, **values)
    refuse_far(invoice.invoiced_on, max(parts, default=invoice.invoiced_on), "day1")
    Instalment.objects.filter(invoice=invoice).delete()
    Instalment.objects.bulk_create(
        Instalment(invoice=invoice, due_on=day, amount_idr=amount) for day, amount in sorted(parts.items())
    )
    move_due_day(invoice_id)
    after = {"parts": {day.isoformat(): amount for day, amount in sorted(parts.items())}}
    record(verb="instalments", noun="invoice", object_id=invoice_id, by=by, at=at, after=after)


def _locked_invoice(invoice_id: int) -> Invoice:
    """The invoice under its account's lock."""
    locked_account(Invoice.objects.values_list("account_id", flat=True).get(pk=invoice_id))
    return Invoice.objects.select_related("account").get(pk=invoice_id)
