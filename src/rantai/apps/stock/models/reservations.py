"""Steel that somebody keeps for a purpose: a cutting plan, a sales order, a work order. Every one ends by itself."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.rules import at_least
from rantai.apps.stock.models.lots import MaterialLot


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def in_force(self, at: datetime) -> "ReservationQuerySet":
        """Reservations that keep their steel from others at this moment."""
        return self.filter(released_at__isnull=True).filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at))


class Reservation(models.Model):
    """What is kept of a lot: pieces of a counted lot, grams of a lot by mass. Taking it makes it smaller.

    `purpose` and `purpose_id` name what it is for, in the words of the app that asks: ("cut_plan", 12).
    """

    lot = models.ForeignKey(MaterialLot, on_delete=models.PROTECT, related_name="reservations")
    purpose = models.CharField(max_length=20)
    purpose_id = models.BigIntegerField()
    pieces = models.BigIntegerField(default=0)
    grams = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["purpose", "purpose_id", "lot"],
                condition=Q(released_at__isnull=True),
                name="a_purpose_keeps_a_lot_once",
            ),
            at_least(0, "pieces", "grams", name="a_reservation_keeps_nothing_negative"),
            models.CheckConstraint(condition=~Q(purpose=""), name="a_reservation_has_a_purpose"),
        ]
