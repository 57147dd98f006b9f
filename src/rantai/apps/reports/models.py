"""Grants, entered by hand with their source, and half-yearly summaries that were published. Whole rupiah, g."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.catalog.rules import at_least
from rantai.apps.parties.models import Organisation, User

SOURCE_LENGTH = 400


class GrantIncome(models.Model):
    """Money a centre got without selling anything. Withdrawn it stays, with the moment."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    received_on = models.DateField()
    amount_idr = models.BigIntegerField()
    giver = models.CharField(max_length=NAME_LENGTH)
    source = models.CharField(max_length=SOURCE_LENGTH)
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            at_least(1, "amount_idr", name="a_grant_is_of_something"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(giver=""), name="a_grant_says_where_it_is_from"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "received_on"], name="grants_by_organisation")]


class Summary(models.Model):
    """One version of a half year's public summary. Published once and never changed: a correction is a new version."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    begins_on = models.DateField()
    ends_on = models.DateField()
    version = models.BigIntegerField()
    reason = models.CharField(max_length=NAME_LENGTH, blank=True)
    mill_idr_t = models.BigIntegerField(null=True)
    retail_idr_t = models.BigIntegerField(null=True)
    price_source = models.CharField(max_length=SOURCE_LENGTH, blank=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "begins_on", "version"], name="a_summary_has_a_version_of_its_own"
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("begins_on")), name="a_summary_covers_some_days"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="a_corrected_summary_says_what_was_wrong"
            ),
        ]


class SummaryCell(models.Model):
    """One figure as it was published. Without a value it was hidden. `parts` is never shown: firm → what it gave.

    The parts are kept so that a later version can be compared with this one before it is shown.
    """

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="cells", db_index=False)
    measure = models.CharField(max_length=12)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    value = models.BigIntegerField(null=True)
    parts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["summary", "measure", "name"], name="a_figure_is_published_once"),
        ]
