"""Draft purchase rounds: which steel is to be bought together at one seller in one week, and which plan says so.

A draft binds nobody. Lines name their plan row by its code, so that they stay readable when plans are cleared away.
Masses g, money whole rupiah.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.models import CODE_LENGTH, Format
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.demand.models import Programme
from rantai.apps.parties.models import Organisation

STATES = ("draft", "withdrawn")


class PurchaseRound(models.Model):
    """Steel of one seller that is to be ordered in one week."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="purchase_rounds")
    plan_run = models.BigIntegerField()
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="purchase_rounds")
    order_date = models.DateField()
    state = models.CharField(max_length=9, default="draft")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [one_of("state", STATES, "a_purchase_round_is_a_draft_or_withdrawn")]
        indexes: ClassVar = [models.Index(fields=["programme", "state", "order_date"], name="rounds_by_programme")]


class RoundLine(models.Model):
    """One order of the plan within a round. Withdrawn lines stay: they say what was meant once."""

    round = models.ForeignKey(PurchaseRound, on_delete=models.CASCADE, related_name="lines")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    order_code = models.CharField(max_length=255)
    offer_code = models.CharField(max_length=CODE_LENGTH)
    order_date = models.DateField()
    arrival_date = models.DateField()
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="round_lines")
    quantity_pieces = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    needed_g = models.BigIntegerField()
    price_idr_t = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            # Two plans may both want coils in a week; only one of them may stand in a live round.
            models.UniqueConstraint(
                fields=["programme", "offer_code", "order_date"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_offer_stands_in_one_live_round_a_week",
            ),
            at_least(0, "quantity_pieces", "mass_g", "needed_g", "cost_idr", name="a_round_line_is_never_negative"),
        ]
