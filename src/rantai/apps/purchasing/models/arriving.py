"""What comes of an order: the seller's notice, weighed receipts and who they are for, bills, claims, further costs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User
from rantai.apps.purchasing.models.orders import OrderLine, PurchaseOrder
from rantai.apps.purchasing.models.proposals import ACCOUNTS
from rantai.apps.stock.models import MaterialLot

BILL_STATES = ("noted", "agreed", "refused")
CLAIM_KINDS = ("short", "wrong", "bad", "late", "price")
CLAIM_STATES = ("open", "granted", "rejected")
COST_KINDS = ("freight", "unloading", "insurance", "other")
HEAT_LENGTH = 80


class NoticeLine(models.Model):
    """What the seller says is on its way: a heat of one line, and when it arrives."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="notices")
    arrives_on = models.DateField()
    heat = models.CharField(max_length=HEAT_LENGTH)
    pieces = models.BigIntegerField(default=0)
    mass_g = models.BigIntegerField()
    certificate_code = models.CharField(max_length=CODE_LENGTH, blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [at_least(1, "mass_g", name="a_notice_weighs_something")]


class Receiving(models.Model):
    """One delivery that was weighed and booked into the ledger."""

    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="receivings")
    number = models.CharField(max_length=CODE_LENGTH)
    received_on = models.DateField()
    booking_id = models.BigIntegerField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class ReceivedLine(models.Model):
    """One lot of a delivery: what the scale said of one heat of one line."""

    receiving = models.ForeignKey(Receiving, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="received_lines")
    lot = models.OneToOneField(MaterialLot, on_delete=models.PROTECT, related_name="received_line")
    pieces = models.BigIntegerField(default=0)
    mass_g = models.BigIntegerField()
    value_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [at_least(1, "mass_g", name="a_received_line_weighs_something")]


class ReceivedShare(models.Model):
    """For whom a received lot is: the members of the round by what they wait for; the rest is the centre's.

    Of each lot the shares add up to its mass, and in a lot that is counted their pieces to its pieces. `sold_order_id`
    is the number of the sales order that bills a share to its member; what is not on one yet stays kept in the store.
    """

    received = models.ForeignKey(ReceivedLine, on_delete=models.PROTECT, related_name="shares")
    account = models.CharField(max_length=6)
    member = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mass_g = models.BigIntegerField()
    pieces = models.BigIntegerField(default=0)
    sold_order_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("account", ACCOUNTS, "a_received_share_is_on_an_account_we_know"),
            models.CheckConstraint(
                condition=Q(account="member", member__isnull=False) | (~Q(account="member") & Q(member__isnull=True)),
                name="a_members_received_share_names_it",
            ),
            at_least(1, "mass_g", name="a_received_share_weighs_something"),
        ]


class SupplierBill(models.Model):
    """The seller's invoice for an order. Once per seller and number; agreed only when kilograms and prices match."""

    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="bills")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=NAME_LENGTH)
    dated_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    tax_idr = models.BigIntegerField(default=0)
    state = models.CharField(max_length=7, default="noted")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("state", BILL_STATES, "a_bill_is_in_a_state_we_know"),
            models.UniqueConstraint(
                fields=["supplier", "number"], condition=~Q(state="refused"), name="a_bill_is_entered_once"
            ),
            at_least(0, "tax_idr", name="a_bill_has_no_negative_tax"),
        ]


class BillLine(models.Model):
    """What a bill asks for one line of the order."""

    bill = models.ForeignKey(SupplierBill, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="billed")
    mass_g = models.BigIntegerField()
    price_idr_t = models.BigIntegerField()
    amount_idr = models.BigIntegerField()
    cleared_idr = models.BigIntegerField(default=0)  # once agreed: what of the steel received it bills, as booked

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bill", "line"], name="a_bill_names_a_line_once"),
            at_least(1, "mass_g", "price_idr_t", name="a_bill_line_is_worth_something"),
        ]


class Claim(models.Model):
    """What is wrong with a delivery or a bill, and what the seller owes for it."""

    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="claims")
    line = models.ForeignKey(OrderLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=5)
    mass_g = models.BigIntegerField(default=0)
    asked_idr = models.BigIntegerField()
    granted_idr = models.BigIntegerField(default=0)
    text = models.CharField(max_length=400)
    state = models.CharField(max_length=8, default="open")
    raised_on = models.DateField()
    raised_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", CLAIM_KINDS, "a_claim_is_of_a_kind_we_know"),
            one_of("state", CLAIM_STATES, "a_claim_is_in_a_state_we_know"),
            at_least(0, "mass_g", "asked_idr", "granted_idr", name="a_claim_is_never_negative"),
        ]


class LandedCost(models.Model):
    """Freight, unloading or insurance of an order, spread over its received lots by the ledger."""

    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="costs")
    kind = models.CharField(max_length=9)
    amount_idr = models.BigIntegerField()
    paid_on = models.DateField()
    note = models.CharField(max_length=NAME_LENGTH, blank=True)
    booking_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", COST_KINDS, "a_landed_cost_is_of_a_kind_we_know"),
            at_least(1, "amount_idr", name="a_landed_cost_is_an_amount"),
        ]
