"""Purchase rounds, from a plan's draft or by hand, and the lines that a plan drafted for them.

A draft binds nobody. Lines name their plan row by its code, so that they stay readable when plans are cleared away.
Masses g, money whole rupiah.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH, Format
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.demand.models import Programme
from rantai.apps.parties.models import Organisation, User

STATES = ("draft", "open", "approved", "ordered", "withdrawn")


class PurchaseRound(models.Model):
    """Steel that is to be bought together: at one seller in one week when a plan drafted it, else at any of several.

    A draft of a plan has no centre yet; whichever centre opens it has it from then on. Whether an open round still
    takes statements is a matter of its deadline and the database's clock, not of its state.
    """

    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="purchase_rounds"
    )
    plan_run = models.BigIntegerField(null=True, blank=True)
    supplier = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="purchase_rounds"
    )
    centre = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    order_date = models.DateField()
    state = models.CharField(max_length=9, default="draft")
    made_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    cover_weeks = models.BigIntegerField(default=4)
    deposit_ppm = models.BigIntegerField(default=0)
    opened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_number = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("state", STATES, "a_purchase_round_is_in_a_state_we_know"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn"))
                | Q(centre__isnull=False, opens_at__isnull=False, deadline_at__gt=F("opens_at")),
                name="an_open_round_has_a_centre_and_a_window",
            ),
            models.CheckConstraint(
                condition=Q(deposit_ppm__range=(0, 1_000_000), cover_weeks__range=(1, 104)),
                name="a_deposit_is_a_share_and_steel_covers_weeks",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "state", "order_date"], name="rounds_by_programme"),
            models.Index(fields=["centre", "state", "order_date"], name="rounds_by_centre"),
        ]


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
