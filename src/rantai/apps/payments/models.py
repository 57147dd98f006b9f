"""Payments of customers, what they settle, and what the bank says. Money whole rupiah.

A payment is money in hand ("good") or a giro that the bank has not honoured yet ("held"); only good money settles. What
of a payment settles invoices and what was given back never exceeds it, which the row itself holds.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Sum

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User
from rantai.apps.purchasing.models import PurchaseRound, keeps_deposits, sold_orders
from rantai.apps.sales.models import HASH_LENGTH, KEY_LENGTH, CustomerAccount, Invoice, SalesOrder

KINDS = ("cash", "transfer", "giro")
STATES = ("good", "held", "bounced")


class Payment(models.Model):
    """Money of one customer. With `order` or `round` it is paid ahead for that: a deposit."""

    account = models.ForeignKey(CustomerAccount, on_delete=models.PROTECT, related_name="payments")
    order = models.ForeignKey(SalesOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="deposits")
    round = models.ForeignKey(PurchaseRound, null=True, blank=True, on_delete=models.PROTECT, related_name="deposits")
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=7)
    amount_idr = models.BigIntegerField()
    allocated_idr = models.BigIntegerField(default=0)
    refunded_idr = models.BigIntegerField(default=0)
    received_on = models.DateField()
    good_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    giro_number = models.CharField(max_length=40, blank=True)
    giro_due_on = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=KEY_LENGTH)
    body_hash = models.CharField(max_length=HASH_LENGTH)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", KINDS, "a_payment_is_of_a_kind_we_know"),
            one_of("state", STATES, "a_payment_is_in_a_state_we_know"),
            models.UniqueConstraint(fields=["account", "key"], name="a_payment_is_written_once"),
            at_least(1, "amount_idr", name="a_payment_is_of_something"),
            at_least(0, "allocated_idr", "refunded_idr", name="a_payment_settles_nothing_negative"),
            models.CheckConstraint(
                condition=Q(amount_idr__gte=F("allocated_idr") + F("refunded_idr")),
                name="a_payment_settles_no_more_than_it_is",
            ),
            models.CheckConstraint(
                condition=Q(state="good", good_on__isnull=False)
                | (~Q(state="good") & Q(good_on__isnull=True, allocated_idr=0, refunded_idr=0)),
                name="only_good_money_settles",
            ),
            models.CheckConstraint(
                condition=Q(kind="giro", giro_due_on__isnull=False) | (~Q(kind="giro") & Q(state="good")),
                name="only_a_giro_waits_and_it_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=True) | Q(round__isnull=True), name="a_deposit_is_for_an_order_or_a_round"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "-received_on"], name="payments_by_account")]


class Allocation(models.Model):
    """What of a payment settles an invoice. Taken back it stays, with the moment."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="allocations")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="allocations")
    amount_idr = models.BigIntegerField()
    allocated_on = models.DateField()
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [at_least(1, "amount_idr", name="an_allocation_settles_something")]


class Refund(models.Model):
    """Money of a payment that was given back: a deposit of a cancelled order, an overpayment."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    kind = models.CharField(max_length=8)
    amount_idr = models.BigIntegerField()
    refunded_on = models.DateField()
    reason = models.CharField(max_length=NAME_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", ("cash", "transfer"), "money_goes_back_in_a_way_we_know"),
            at_least(1, "amount_idr", name="a_refund_is_of_something"),
            models.UniqueConstraint(fields=["payment", "key"], name="a_refund_is_written_once"),
        ]


class CreditNote(models.Model):
    """What a customer owes less: steel that came back, a price that was wrong. All figures positive."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="credit_notes")
    number = models.CharField(max_length=40)
    noted_on = models.DateField()
    net_idr = models.BigIntegerField()
    tax_base_idr = models.BigIntegerField(default=0)
    tax_idr = models.BigIntegerField(default=0)
    total_idr = models.BigIntegerField()
    reason = models.CharField(max_length=NAME_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            at_least(1, "net_idr", "total_idr", name="a_credit_note_takes_something_back"),
            models.CheckConstraint(
                condition=Q(total_idr=F("net_idr") + F("tax_idr")), name="a_credit_note_is_net_and_tax"
            ),
            models.UniqueConstraint(fields=["invoice", "key"], name="a_credit_note_is_written_once"),
        ]


class Instalment(models.Model):
    """A part of an invoice with a day of its own. What is paid fills the earliest first."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="instalments", db_index=False)
    due_on = models.DateField()
    amount_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "due_on"], name="an_invoice_has_one_instalment_a_day"),
            at_least(1, "amount_idr", name="an_instalment_is_of_something"),
        ]


class BankFile(models.Model):
    """A bank statement that was read in. Undone as a whole while none of its lines was used."""

    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bank_files")
    name = models.CharField(max_length=NAME_LENGTH)
    read_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)


class BankLine(models.Model):
    """One line of a statement. Money in is positive. The same line in a second file is known again by its hash."""

    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="lines")
    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    booked_on = models.DateField()
    amount_idr = models.BigIntegerField()
    text = models.CharField(max_length=500)
    line_hash = models.CharField(max_length=HASH_LENGTH)
    payment = models.OneToOneField(Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="bank_line")
    ignored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seller", "line_hash"], name="a_line_of_the_bank_is_read_once"),
            models.CheckConstraint(condition=~Q(amount_idr=0), name="a_line_of_the_bank_moves_something"),
            models.CheckConstraint(
                condition=Q(payment__isnull=True) | Q(ignored_at__isnull=True),
                name="a_line_of_the_bank_is_used_or_ignored",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["seller", "-booked_on"], name="bank_lines_by_seller")]


LIVE = ("quote", "requested", "confirmed")  # sales orders for which a deposit is still kept


def on_sales(rounds: Collection[int], members: Collection[int]) -> dict[tuple[int, int], dict[int, int]]:
    """What of deposits for rounds stands on sales: (round, member) -> sales order -> rupiah. Three queries.

    Of an order that goes on that is the deposit it was written with, or what settled its invoices when that is more; of
    one that ended, what settled. What settled an invoice of no order stands under 0.
    """
    used = Allocation.objects.filter(payment__round__in=rounds, payment__account__customer__in=members)
    rows = used.filter(taken_back_at__isnull=True).order_by()
    names = ("payment__round", "payment__account__customer", "invoice__order")
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for number, member, order, amount in rows.values_list(*names).annotate(sum=Sum("amount_idr")):
        found[number, member][order or 0] = amount
    places = sold_orders(rounds, members)
    live = SalesOrder.objects.filter(pk__in=places, state__in=LIVE, deposit_idr__gt=0)
    for order, deposit in live.values_list("pk", "deposit_idr"):
        mine = found[places[order]]
        mine[order] = max(deposit, mine.get(order, 0))
    return found


@keeps_deposits
def held_for_rounds(rounds: Collection[int], members: Collection[int]) -> dict[tuple[int, int], int]:
    """Good money paid for rounds that stands on no sale yet and was not given back. One query, or four."""
    paid = Payment.objects.filter(round__in=rounds, account__customer__in=members, state="good").order_by()
    sums = paid.values_list("round", "account__customer").annotate(sum=Sum(F("amount_idr") - F("refunded_idr")))
    held = {(number, member): amount for number, member, amount in sums if number and member}
    if held:
        for place, taken in on_sales(rounds, members).items():
            held[place] = held.get(place, 0) - sum(taken.values())
    return held
