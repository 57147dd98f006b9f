"""A relation of two firms: the principal owns steel in the agent's store, the agent sells it at its own counter.

What the agent owes for it stands in terms, each from a day on, that one side offered and the other agreed to. Terms
are never changed: other terms are other rows, so what was sold stays priced by the terms of its day.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User

RULES = ("book", "percent", "per_kg")
RHYTHMS = ("sale", "month")
MOST_PPM = 500_000
MOST_DUE_DAYS = 180


class Agency(models.Model):
    """One firm's steel sold at another's counter, from a day to a day. In force once terms were agreed to."""

    principal = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agencies_given")
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agencies_kept")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=NAME_LENGTH, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # nothing is sold by it from this moment

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(principal=F("agent")), name="nobody_sells_their_own_steel_for_themselves"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="an_agency_does_not_end_before_it_begins",
            ),
            models.UniqueConstraint(
                fields=["principal", "agent"], condition=Q(ended_at__isnull=True), name="two_firms_have_one_open_agency"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agent", "valid_from"], name="agencies_by_agent")]


class AgencyTerms(models.Model):
    """How much the agent owes for what it sold, and when: offered by one side, in force once the other agreed.

    `book`: the price in the principal's own list. `percent`, `per_kg`: the agent's price less a share (ppm) or less
    so many rupiah a kilogram. `sale`: settled with every delivery; `month`: when somebody asks for it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="terms")
    valid_from = models.DateField()
    rule = models.CharField(max_length=7)
    less_ppm = models.BigIntegerField(default=0)
    less_idr_kg = models.BigIntegerField(default=0)
    rhythm = models.CharField(max_length=5)
    due_days = models.BigIntegerField(default=0)
    offered_by_firm = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)  # refused by the other side, or taken back

    class Meta:
        constraints: ClassVar = [
            one_of("rule", RULES, "terms_name_a_price_in_a_way_we_know"),
            one_of("rhythm", RHYTHMS, "terms_are_settled_in_a_rhythm_we_know"),
            at_least(0, "less_ppm", "less_idr_kg", "due_days", name="terms_take_off_nothing_negative"),
            models.CheckConstraint(condition=Q(less_ppm__lte=MOST_PPM), name="terms_take_off_half_at_most"),
            models.CheckConstraint(
                condition=Q(rule="percent", less_idr_kg=0)
                | Q(rule="per_kg", less_ppm=0)
                | Q(rule="book", less_ppm=0, less_idr_kg=0),
                name="terms_take_off_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(declined_at__isnull=True), name="terms_are_agreed_or_declined"
            ),
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(agreed_at__isnull=True, declined_at__isnull=True),
                name="one_offer_waits_at_a_time",
            ),
        ]
