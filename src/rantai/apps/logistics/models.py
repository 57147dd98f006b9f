"""Trips and what rides on them. Masses g, money whole rupiah."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.deliveries.models import Delivery
from rantai.apps.parties.models import Organisation, User
from rantai.apps.sales.models import KEY_LENGTH, Invoice

STATES = ("planned", "settled", "cancelled")
WAYS = ("out", "back")
CHARGES = ("invoice", "cost")


class Trip(models.Model):
    """One truck on one day, ordered by a centre. Without a carrier it is the centre's own truck, and owed to nobody."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="trips")
    number = models.CharField(max_length=40)
    driven_on = models.DateField()
    truck = models.CharField(max_length=40)
    carrier = models.CharField(max_length=NAME_LENGTH, blank=True)
    capacity_g = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    state = models.CharField(max_length=9, default="planned")
    key = models.CharField(max_length=KEY_LENGTH)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("state", STATES, "a_trip_is_in_a_state_we_know"),
            models.UniqueConstraint(fields=["owner", "key"], name="a_trip_is_written_once"),
            at_least(1, "capacity_g", "cost_idr", name="a_trip_carries_and_costs_something"),
            models.CheckConstraint(
                condition=Q(state="settled", settled_at__isnull=False)
                | (~Q(state="settled") & Q(settled_at__isnull=True)),
                name="a_settled_trip_was_settled_at_a_moment",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "-driven_on"], name="trips_by_owner")]


class Load(models.Model):
    """What of one firm rides one way: a delivery of the centre, or something in words. No firm: the centre's own.

    `charge`: its share stands on an invoice to the firm, or the centre bears it.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="loads")
    way = models.CharField(max_length=4)
    firm = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="loads")
    delivery = models.OneToOneField(Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="load")
    text = models.CharField(max_length=NAME_LENGTH)
    mass_g = models.BigIntegerField()
    charge = models.CharField(max_length=7)
    share_idr = models.BigIntegerField(default=0)
    invoice = models.ForeignKey(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            one_of("way", WAYS, "a_load_rides_out_or_back"),
            one_of("charge", CHARGES, "a_load_is_charged_in_a_way_we_know"),
            at_least(1, "mass_g", name="a_load_weighs_something"),
            at_least(0, "share_idr", name="a_share_of_a_trip_is_not_negative"),
            models.CheckConstraint(
                condition=Q(charge="cost") | Q(firm__isnull=False), name="only_a_firm_gets_an_invoice"
            ),
        ]
