"""What a firm owes, what it was credited, and the money that went out for it. Money whole rupiah.

A payable is written by the room whose document it is (a bill that was agreed to, a cost, a trip) in the same
transaction. What settles it never exceeds it, which the row itself holds. Paid by giro it is closed when the giro is
given; the giro itself is owed until the bank has cashed it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User

KINDS = ("bill", "cost", "trip", "settlement", "goods")
WAYS = ("cash", "transfer", "giro")
STATES = ("good", "held", "bounced", "taken_back")
KEY_LENGTH = HASH_LENGTH = 64


class Payable(models.Model):
    """One thing a firm owes. `goods_idr`: what stood in the books as received and not billed, or as a cost owed.

    `difference_idr`: what the paper says beyond that (below it: negative). `hands`: persons who ordered or received,
    who therefore do not pay.
    """

    debtor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="payables")
    creditor = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=NAME_LENGTH)  # its name; without a firm in our register all there is
    kind = models.CharField(max_length=10)
    document_id = models.BigIntegerField()
    number = models.CharField(max_length=NAME_LENGTH)
    dated_on = models.DateField()
    due_on = models.DateField()
    booked_on = models.DateField()
    goods_idr = models.BigIntegerField()
    difference_idr = models.BigIntegerField(default=0)
    tax_idr = models.BigIntegerField(default=0)
    total_idr = models.BigIntegerField()
    settled_idr = models.BigIntegerField(default=0)
    hands = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", KINDS, "a_payable_is_of_a_kind_we_know"),
            models.UniqueConstraint(fields=["kind", "document_id"], name="a_document_is_owed_once"),
            at_least(1, "total_idr", name="a_payable_is_of_something"),
            at_least(0, "goods_idr", "tax_idr", "settled_idr", name="a_payable_has_nothing_negative"),
            models.CheckConstraint(
                condition=Q(total_idr=F("goods_idr") + F("difference_idr") + F("tax_idr")),
                name="a_payable_is_goods_difference_and_tax",
            ),
            models.CheckConstraint(condition=Q(settled_idr__lte=F("total_idr")), name="no_more_is_paid_than_is_owed"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("dated_on")), name="a_payable_is_not_due_before_it_is_dated"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["debtor", "due_on"], name="payables_by_debtor")]


class SupplierCredit(models.Model):
    """What a supplier owes back, after a claim was granted. It settles what is owed to the same supplier."""

    debtor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="supplier_credits")
    creditor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document_id = models.BigIntegerField(unique=True)  # the claim
    number = models.CharField(max_length=NAME_LENGTH)
    noted_on = models.DateField()
    net_idr = models.BigIntegerField()
    tax_idr = models.BigIntegerField(default=0)
    total_idr = models.BigIntegerField()
    used_idr = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            at_least(1, "net_idr", name="a_suppliers_credit_is_of_something"),
            at_least(0, "tax_idr", "used_idr", name="a_suppliers_credit_has_nothing_negative"),
            models.CheckConstraint(
                condition=Q(total_idr=F("net_idr") + F("tax_idr")), name="a_suppliers_credit_is_net_and_tax"
            ),
            models.CheckConstraint(condition=Q(used_idr__lte=F("total_idr")), name="no_more_is_used_than_was_credited"),
        ]


class Outgoing(models.Model):
    """Money that went to one party: all of it settles what is owed to that party."""

    debtor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="outgoing_payments")
    creditor = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=NAME_LENGTH)
    number = models.CharField(max_length=40)
    way = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    amount_idr = models.BigIntegerField()
    paid_on = models.DateField()
    good_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # bounced or taken back
    reference = models.CharField(max_length=80, blank=True)
    giro_number = models.CharField(max_length=40, blank=True)
    giro_due_on = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=KEY_LENGTH)
    body_hash = models.CharField(max_length=HASH_LENGTH)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("way", WAYS, "money_goes_out_in_a_way_we_know"),
            one_of("state", STATES, "money_out_is_in_a_state_we_know"),
            models.UniqueConstraint(fields=["debtor", "key"], name="money_goes_out_once"),
            at_least(1, "amount_idr", name="money_out_is_of_something"),
            models.CheckConstraint(
                condition=Q(way="giro", giro_due_on__isnull=False)
                | (~Q(way="giro") & Q(state__in=("good", "taken_back"))),
                name="only_a_giro_we_give_waits_and_it_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("good", "held"), ended_on__isnull=True)
                | Q(state__in=("bounced", "taken_back"), ended_on__isnull=False),
                name="money_that_came_back_has_its_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["debtor", "-paid_on"], name="outgoing_by_debtor")]


class Settling(models.Model):
    """What of a payment or a supplier's credit closes a payable. Taken back it stays, with its day."""

    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="settlings")
    outgoing = models.ForeignKey(Outgoing, null=True, blank=True, on_delete=models.PROTECT, related_name="settlings")
    credit = models.ForeignKey(
        SupplierCredit, null=True, blank=True, on_delete=models.PROTECT, related_name="settlings"
    )
    amount_idr = models.BigIntegerField()
    settled_on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            at_least(1, "amount_idr", name="a_settling_is_of_something"),
            models.CheckConstraint(
                condition=Q(outgoing__isnull=True, credit__isnull=False)
                | Q(outgoing__isnull=False, credit__isnull=True),
                name="a_settling_is_by_money_or_by_credit",
            ),
        ]
