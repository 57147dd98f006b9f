"""What left for a customer, of which lot and heat, and who took it. Returns are counted on the delivery's lines."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.goods.models import GoodMovement
from rantai.apps.parties.models import User
from rantai.apps.sales.models import (
    KEY_LENGTH,
    CustomerAccount,
    Invoice,
    SalesOrder,
    SalesOrderGood,
    SalesOrderLine,
)
from rantai.apps.stock.models import Account, MaterialLot

PROOFS = ("photo", "signature")


class Delivery(models.Model):
    """One delivery note: of an order, or of what was used from a shelf on consignment."""

    account = models.ForeignKey(CustomerAccount, on_delete=models.PROTECT, related_name="deliveries")
    order = models.ForeignKey(SalesOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries")
    invoice = models.ForeignKey(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries")
    number = models.CharField(max_length=40)
    delivered_on = models.DateField()
    vehicle = models.CharField(max_length=40, blank=True)
    driver = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=NAME_LENGTH, blank=True)
    note = models.CharField(max_length=500, blank=True)
    received_by = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "key"], name="a_delivery_is_written_once"),
            models.CheckConstraint(
                condition=Q(received_by="", received_at__isnull=True)
                | (~Q(received_by="") & Q(received_at__isnull=False)),
                name="who_took_a_delivery_took_it_at_a_moment",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "-id"], name="deliveries_by_account")]


class DeliveryLine(models.Model):
    """Pieces of one lot. The heat and the certificate stand here as they were on the day."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.BigIntegerField()
    order_line = models.ForeignKey(SalesOrderLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(MaterialLot, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pieces = models.BigIntegerField()
    grams = models.BigIntegerField()
    price_idr_t = models.BigIntegerField(default=0)
    net_idr = models.BigIntegerField()
    heat = models.CharField(max_length=80, blank=True)
    certificate_code = models.CharField(max_length=80, blank=True)
    returned_pieces = models.BigIntegerField(default=0)
    returned_g = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["delivery", "position"], name="a_line_has_a_place_of_its_own_in_a_delivery"
            ),
            at_least(0, "pieces", "net_idr", "returned_pieces", "returned_g", name="a_delivery_line_is_not_negative"),
            at_least(1, "grams", name="a_delivery_line_weighs_something"),
            models.CheckConstraint(
                condition=Q(returned_pieces__lte=F("pieces"), returned_g__lte=F("grams")),
                name="no_more_comes_back_than_was_delivered",
            ),
        ]


class DeliveryGood(models.Model):
    """So much of a good that left one place with a note, or of a service that was done: then nothing was moved."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="goods", db_index=False)
    position = models.BigIntegerField()
    order_good = models.ForeignKey(SalesOrderGood, on_delete=models.PROTECT, related_name="+")
    movement = models.OneToOneField(
        GoodMovement, null=True, blank=True, on_delete=models.PROTECT, related_name="delivered"
    )
    quantity_milli = models.BigIntegerField()
    net_idr = models.BigIntegerField()
    returned_milli = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "position"], name="a_good_has_a_place_of_its_own_on_a_note"),
            at_least(1, "quantity_milli", name="a_note_lists_some_of_a_good"),
            at_least(0, "net_idr", "returned_milli", name="a_good_on_a_note_is_not_negative"),
            models.CheckConstraint(
                condition=Q(returned_milli__lte=F("quantity_milli")), name="no_more_of_a_good_comes_back_than_left"
            ),
        ]


class Proof(models.Model):
    """That a delivery arrived: a photograph and a signature, kept in the database so that a backup has them too."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="proofs", db_index=False)
    kind = models.CharField(max_length=9)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", PROOFS, "a_delivery_is_proven_in_a_way_we_know"),
            models.UniqueConstraint(fields=["delivery", "kind"], name="a_delivery_is_proven_once_in_each_way"),
        ]


class ShelfUse(models.Model):
    """What somebody took from a shelf on consignment, as it was said on the phone. The staff bill it later.

    Until then the pieces still lie on the shelf in the books. Taken back (`dropped_at`) it stays, with the moment.
    """

    place = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(MaterialLot, on_delete=models.PROTECT, related_name="+")
    pieces = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=KEY_LENGTH)
    said_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    delivery = models.ForeignKey(Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "key"], name="a_use_of_a_shelf_is_said_once"),
            at_least(1, "pieces", name="a_use_of_a_shelf_takes_something"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | Q(delivery__isnull=True),
                name="a_use_is_billed_or_taken_back_not_both",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "delivery"], name="uses_of_a_shelf")]
