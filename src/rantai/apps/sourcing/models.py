"""Offers of work: what a plan wants a workshop to make, when, at what price, and what the workshop answered.

A draft is seen by those who plan; a sent offer by its workshop too. Lines name their plan row by its code.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.models import Item
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.demand.models import Programme
from rantai.apps.parties.models import Organisation

STATES = ("draft", "sent", "accepted", "declined", "withdrawn")
LONGEST_NOTE = 500


class WorkOffer(models.Model):
    """Work for one workshop, from one approval of one plan."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="work_offers")
    plan_run = models.BigIntegerField()
    maker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="work_offers")
    offered_by = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, default="draft")
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("state", STATES, "a_work_offer_is_in_a_state_we_know")]
        indexes: ClassVar = [models.Index(fields=["maker", "state"], name="work_offers_by_maker")]


class OfferLine(models.Model):
    """One job of the plan within an offer."""

    offer = models.ForeignKey(WorkOffer, on_delete=models.CASCADE, related_name="lines")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    job_code = models.CharField(max_length=255)
    order_code = models.CharField(max_length=255)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="offer_lines")
    work_date = models.DateField()
    material_date = models.DateField()
    needed_date = models.DateField()
    quantity_pieces = models.BigIntegerField()
    price_idr_each = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            # A job's code says order, maker and week, so a new plan's job of the same code is the same work.
            models.UniqueConstraint(
                fields=["programme", "job_code"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_job_stands_in_one_live_work_offer",
            ),
            at_least(1, "quantity_pieces", name="an_offered_job_has_at_least_one_piece"),
            at_least(0, "price_idr_each", "cost_idr", name="an_offered_price_is_never_negative"),
        ]
