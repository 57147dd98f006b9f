"""Purchase orders at mills and traders, from placing to closing. Masses g, money whole rupiah."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH, Format
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User
from rantai.apps.purchasing.models.drafts import PurchaseRound

ORDER_STATES = ("draft", "ordered", "confirmed", "received", "closed", "cancelled")
ORDER_KINDS = ("round", "spot", "call_off")
MOST_PPM = 500_000


class FrameContract(models.Model):
    """A price and a mass that a seller keeps for a centre over a time, called off piece by piece."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    valid_from = models.DateField()
    valid_to = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="a_frame_does_not_end_before_it_begins"
            ),
        ]


class FrameLine(models.Model):
    """One format of a frame: its price, how much may be called off, how much has been. One hot row each."""

    frame = models.ForeignKey(FrameContract, on_delete=models.CASCADE, related_name="lines")
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    price_idr_t = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    called_g = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["frame", "format"], name="a_frame_names_a_format_once"),
            at_least(1, "price_idr_t", "mass_g", name="a_frame_line_is_worth_something"),
            models.CheckConstraint(
                condition=Q(called_g__gte=0, called_g__lte=F("mass_g")),
                name="a_frame_is_not_called_off_beyond_its_mass",
            ),
        ]


class PurchaseOrder(models.Model):
    """What a centre orders at one seller. `over_ppm`, `under_ppm`: how much more or less may come.

    `keeper`: another firm into whose store it comes, to be sold there; it stays the centre's. Empty: its own store.
    """

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="purchase_orders")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    round = models.ForeignKey(PurchaseRound, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    frame = models.ForeignKey(FrameContract, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(max_length=CODE_LENGTH, blank=True)
    state = models.CharField(max_length=9, default="draft")
    over_ppm = models.BigIntegerField(default=100_000)
    under_ppm = models.BigIntegerField(default=100_000)
    due_on = models.DateField()
    ordered_on = models.DateField(null=True, blank=True)
    terms = models.CharField(max_length=400, blank=True)
    reference = models.CharField(max_length=NAME_LENGTH, blank=True)  # the seller's own number, once confirmed
    is_taxed = models.BooleanField(default=False)
    tax_idr = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    ordered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            one_of("state", ORDER_STATES, "a_purchase_order_is_in_a_state_we_know"),
            one_of("kind", ORDER_KINDS, "a_purchase_order_is_of_a_kind_we_know"),
            models.CheckConstraint(
                condition=Q(over_ppm__range=(0, MOST_PPM), under_ppm__range=(0, MOST_PPM)),
                name="a_tolerance_is_half_at_most",
            ),
            models.CheckConstraint(
                condition=Q(keeper__isnull=True) | (~Q(keeper=F("centre")) & Q(round__isnull=True)),
                name="what_members_bought_together_comes_to_their_centre",
            ),
            models.UniqueConstraint(
                fields=["centre", "number"], condition=~Q(number=""), name="a_purchase_order_has_a_number_of_its_own"
            ),
            models.UniqueConstraint(
                fields=["round", "supplier"],
                condition=Q(round__isnull=False) & ~Q(state="cancelled"),
                name="a_round_orders_once_at_a_seller",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["centre", "state"], name="orders_of_a_centre")]

    @property
    def store_id(self) -> int:
        """In whose store it comes to lie."""
        return self.keeper_id or self.centre_id


class OrderLine(models.Model):
    """One format of an order. `received_…` count what came and was kept; `billed_g` what the seller has billed."""

    order = models.ForeignKey(PurchaseOrder, on_delete=models.CASCADE, related_name="lines")
    terms_code = models.CharField(max_length=CODE_LENGTH, blank=True)  # of the round; "" outside rounds
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    quantity_pieces = models.BigIntegerField(default=0)
    mass_g = models.BigIntegerField()
    price_idr_t = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    received_pieces = models.BigIntegerField(default=0)
    received_g = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            at_least(1, "mass_g", "price_idr_t", name="an_order_line_is_worth_something"),
            at_least(0, "quantity_pieces", "received_pieces", "received_g", name="an_order_line_is_never_negative"),
        ]
